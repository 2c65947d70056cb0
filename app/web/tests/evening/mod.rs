//! An evening for tests and specimens: real meetings, made by the rules, stopped at any moment, and the
//! start of the desk's or wall's page at that moment.

use meeting::floor::{self, Stance};
use meeting::motions::{Draft, MotionKind};
use meeting::people::{Kind, Place};
use meeting::tables::LineKind;
use meeting::view::hall;
use meeting::voting::{self, Choice};
use meeting::wire::{Audience, Down, WayIn};
use meeting::{
    Act, Command, Door, Event, Meeting, Moment, PersonId, Recorded, RulePack, Setup, Standing, TableNo,
    apply, decide, open, screens, stages, tables, topics,
};
use uuid::Uuid;
use web::start::HallStart;

/// A meeting under way.
pub(crate) struct Evening {
    /// Its state.
    pub(crate) meeting: Meeting,
    at: Moment,
    acts: u128,
    host: PersonId,
    /// Everybody but the host, in order of arrival.
    pub(crate) people: Vec<PersonId>,
}

const NAMES: [(&str, &str, Kind); 12] = [
    ("王阿姨", "3 幢 501", Kind::Owner),
    ("李叔", "1 幢", Kind::Resident),
    ("陈老师", "7 幢 202", Kind::Owner),
    ("小周", "2 幢", Kind::Tenant),
    ("物业赵经理", "物业", Kind::PropertyManager),
    ("孙奶奶", "5 幢 101", Kind::Resident),
    ("老马", "4 幢", Kind::Owner),
    ("欧阳师傅", "6 幢", Kind::Resident),
    ("何医生", "9 幢 1203", Kind::Owner),
    ("林大姐", "2 幢", Kind::Resident),
    ("社工小吴", "社区", Kind::Observer),
    ("住在八幢的钱先生和他的太太", "8 幢", Kind::Owner),
];

const TOPICS: [&str; 9] = [
    "晚上回来没地方停车",
    "三号楼的电梯老是坏",
    "电瓶车推进楼道充电太危险，大家都很担心，能不能在北门建一个集中充电的车棚，装上摄像头，费用怎么分也一起谈一谈",
    "小花园的凳子坏了",
    "广场舞声音太大",
    "快递柜放在哪里",
    "楼道里堆着纸箱和旧家具，走路不方便，消防也过不去",
    "狗不牵绳子",
    "儿童滑梯边上没有灯",
];

impl Evening {
    /// The doors are open; only the host is here.
    pub(crate) fn new(rehearsal: bool) -> Self {
        let pack: RulePack = toml::from_str(meeting::rule_pack::OPEN_SPACE).expect("the shipped pack parses");
        let host = PersonId(Uuid::from_u128(1));
        let at = Moment(1_790_000_000_000);
        let setup = Setup {
            station: "月湖里小区自治服务站".into(),
            community: "月湖社区".into(),
            subdistrict: "西门街道".into(),
            theme: "怎样让我们的小区住得更安心？".into(),
            place: "小区活动室".into(),
            starts: at,
            rehearsal,
            pack,
            host: "方老师".into(),
        };
        let act = act(host, None, Standing::Host, at, 1);
        let mut events = open(&act, setup).expect("a meeting opens").into_iter().enumerate();
        let recorded = |(at, event): (usize, Event)| Recorded::stamp(at as u64 + 1, &act, event);
        let first = recorded(events.next().expect("an opening"));
        let mut meeting = Meeting::begin(&first).expect("it begins");
        for event in events {
            apply(&mut meeting, &recorded(event));
        }
        Self { meeting, at, acts: 1, host, people: Vec::new() }
    }

    fn run(&mut self, by: PersonId, standing: Standing, command: Command) {
        self.acts += 1;
        self.at = self.at.plus(meeting::Span::secs(3));
        let act = act(by, None, standing, self.at, self.acts);
        let events = decide(&self.meeting, &act, &command).unwrap_or_else(|no| panic!("{command:?}: {no:?}"));
        for event in events {
            let recorded = Recorded::stamp(self.meeting.number + 1, &act, event);
            apply(&mut self.meeting, &recorded);
        }
    }

    /// The host does something.
    pub(crate) fn host(&mut self, command: Command) -> &mut Self {
        self.run(self.host, Standing::Host, command);
        self
    }

    /// The n-th person does something.
    pub(crate) fn by(&mut self, n: usize, command: Command) -> &mut Self {
        self.run(self.people[n], Standing::Resident, command);
        self
    }

    /// Time goes by.
    pub(crate) fn wait(&mut self, secs: u32) -> &mut Self {
        self.at = self.at.plus(meeting::Span::secs(secs));
        self
    }

    /// People come in.
    pub(crate) fn arrive(&mut self) -> &mut Self {
        for (n, (name, building, kind)) in NAMES.into_iter().enumerate() {
            let person = PersonId(Uuid::from_u128(100 + n as u128));
            self.people.push(person);
            self.run(
                person,
                Standing::Resident,
                Command::People(meeting::people::Command::Join {
                    name: name.into(),
                    building: building.into(),
                    kind,
                }),
            );
        }
        self.host(Command::People(meeting::people::Command::Add {
            name: "阿婆".into(),
            building: "5 幢".into(),
            kind: Kind::Resident,
        }))
    }

    /// The next stage.
    pub(crate) fn advance(&mut self) -> &mut Self {
        let from = self.meeting.stages.current;
        self.host(Command::Stages(stages::Command::Advance { from }))
    }

    /// The n-th card of the evening.
    pub(crate) fn card(&mut self, card: Option<screens::Card>) -> &mut Self {
        self.host(Command::Screens(screens::Command::Show { card }))
    }

    /// Topics on the wall, signed.
    pub(crate) fn topics(&mut self) -> &mut Self {
        self.arrive().advance();
        for (n, text) in TOPICS.into_iter().enumerate() {
            self.by(n, Command::Topics(topics::Command::Post { text: text.into() }));
        }
        let ids: Vec<_> = self.meeting.topics.iter().map(|(id, _)| id).collect();
        for (n, id) in ids.iter().enumerate() {
            for person in 0..(9 - n.min(8)) {
                if person != n {
                    self.by(person, Command::Topics(topics::Command::Sign { topic: *id }));
                }
            }
        }
        self.host(Command::Topics(topics::Command::Hide { topic: ids[7], reason: "点了名".into() }));
        self.host(Command::Topics(topics::Command::Merge { from: ids[6], into: ids[2] }))
    }

    /// Groups, with people at them.
    pub(crate) fn signup(&mut self) -> &mut Self {
        self.topics().advance().host(Command::Tables(tables::Command::Form { groups: 3 }));
        for n in 0..10 {
            let place = Place::Table(TableNo(u8::try_from(n % 3 + 1).unwrap_or(1)));
            // convenors sit at their own tables already
            if self.meeting.people.get(self.people[n]).is_some_and(|person| person.place == Place::Hall) {
                self.by(n, Command::Tables(tables::Command::Take { place }));
            }
        }
        self
    }

    /// Groups at work.
    pub(crate) fn breakout(&mut self) -> &mut Self {
        self.signup().advance();
        for n in 0..2 {
            let table = TableNo(u8::try_from(n + 1).unwrap_or(1));
            self.by(n, Command::Tables(tables::Command::Record { table }));
            for (kind, text) in [
                (LineKind::Situation, "北面一排夜里八点以后就没有空位，白天倒空着一半"),
                (LineKind::Cause, "外来车进来不登记"),
                (LineKind::Opinion, "年纪大的住户希望门口留一个上下客的位置"),
                (LineKind::Advice, "试行错时停车，先登记，两个月后再看"),
            ] {
                self.by(n, Command::Tables(tables::Command::Write { table, kind, text: text.into() }));
            }
        }
        self.by(
            0,
            Command::Tables(tables::Command::Propose {
                table: TableNo(1),
                kind: MotionKind::Action,
                draft: draft(),
            }),
        );
        self.wait(720)
    }

    /// The first report.
    pub(crate) fn report(&mut self) -> &mut Self {
        self.breakout().advance().host(Command::Tables(tables::Command::Report { table: TableNo(1) }));
        self.wait(70)
    }

    /// A motion before the hall.
    pub(crate) fn motion(&mut self) -> &mut Self {
        self.report().host(Command::Tables(tables::Command::EndReport));
        self.by(0, Command::Motions(meeting::motions::Command::MoveFrom { table: TableNo(1) }));
        let motion = self.meeting.motions.iter().next().map(|(id, _)| id).expect("a motion");
        self.host(Command::Motions(meeting::motions::Command::Open { motion, note: String::new() }))
    }

    /// Somebody speaks, others wait.
    pub(crate) fn debate(&mut self) -> &mut Self {
        self.motion();
        for (n, stance) in [
            (0, Stance::For),
            (2, Stance::For),
            (1, Stance::Against),
            (5, Stance::Inquiry),
            (11, Stance::Against),
            (3, Stance::For),
        ] {
            self.by(n, Command::Floor(floor::Command::Raise { stance: Some(stance) }));
        }
        self.host(Command::Floor(floor::Command::Give { person: None, reason: String::new() }))
    }

    /// "还有谁要发言?"
    pub(crate) fn last_call(&mut self) -> &mut Self {
        self.motion().host(Command::Floor(floor::Command::LastCall))
    }

    /// The ayes are called.
    pub(crate) fn ayes(&mut self) -> &mut Self {
        self.ayes_of(6)
    }

    fn ayes_of(&mut self, phones: usize) -> &mut Self {
        self.last_call().wait(11).host(Command::Voting(voting::Command::Put { reason: String::new() }));
        for n in 0..phones {
            self.cast(n, Choice::Aye);
        }
        self.host(Command::Voting(voting::Command::CountHands { choice: Choice::Aye, hands: 1 }))
    }

    /// The noes are called.
    pub(crate) fn nays(&mut self, nays: usize) -> &mut Self {
        self.ayes().host(Command::Voting(voting::Command::CallNays));
        for n in 6..6 + nays {
            self.cast(n, Choice::Nay);
        }
        self
    }

    fn cast(&mut self, n: usize, choice: Choice) {
        let vote = self.meeting.votes.latest().map(|(id, _)| id).expect("a vote");
        self.by(n, Command::Voting(voting::Command::Cast { vote, choice }));
    }

    /// Declared.
    pub(crate) fn declared(&mut self) -> &mut Self {
        self.nays(2).host(Command::Voting(voting::Command::Declare))
    }

    /// Declared, and it is a tie.
    pub(crate) fn tied(&mut self) -> &mut Self {
        self.ayes_of(3).host(Command::Voting(voting::Command::CallNays));
        for n in 6..9 {
            self.cast(n, Choice::Nay);
        }
        self.host(Command::Voting(voting::Command::CountHands { choice: Choice::Nay, hands: 1 }));
        self.host(Command::Voting(voting::Command::Declare))
    }

    /// Actions and pledges.
    pub(crate) fn plan(&mut self) -> &mut Self {
        use meeting::plans::{Command as Plans, Level, Plan, PledgeKind};
        self.declared().advance();
        let motion = self.meeting.motions.iter().next().map(|(id, _)| id).expect("a motion");
        self.host(Command::Plans(Plans::Settle {
            motion,
            plan: Plan {
                owner: "王阿姨".into(),
                due: "十二月底前".into(),
                resources: "自治基金".into(),
                level: Level::Compound,
            },
        }));
        self.by(
            3,
            Command::Plans(Plans::Pledge {
                motion: Some(motion),
                kind: PledgeKind::Labour,
                text: "周末帮忙登记车牌".into(),
            }),
        );
        self.by(
            5,
            Command::Plans(Plans::Pledge {
                motion: None,
                kind: PledgeKind::Material,
                text: "家里有一块白板，可以放在门卫室，写上今晚还空着的车位".into(),
            }),
        )
    }

    /// The gavel, and a wish for a correction.
    pub(crate) fn closed(&mut self) -> &mut Self {
        self.plan().host(Command::Stages(stages::Command::Close));
        self.by(1, Command::Minutes(meeting::minutes::Command::Ask { text: "第二桌是四个人".into() }))
    }

    /// The start of a page of this audience now.
    pub(crate) fn start(&self, audience: Audience) -> HallStart {
        let changes = hall::keys(&self.meeting, audience)
            .into_iter()
            .map(|key| (key, hall::part(&self.meeting, audience, key)))
            .collect();
        HallStart {
            meeting: String::from("ab12cd34ef"),
            now: self.at,
            starts: String::from("十一月二十一日 19:00"),
            frames: vec![Down::Parts {
                audience,
                epoch: 1,
                number: self.meeting.number,
                replace: true,
                changes,
            }],
            notice: None,
            typed: Vec::new(),
            nonce: Uuid::from_u128(7),
            way_in: Some(WayIn {
                address: String::from("192.168.31.120:3000"),
                code: if self.meeting.people.doors_open { String::from("482913") } else { String::new() },
                qr_path: if self.meeting.people.doors_open { squares() } else { String::new() },
                qr_side: 33,
            }),
        }
    }
}

/// Five boxes, concrete.
pub(crate) fn draft() -> Draft {
    Draft {
        who: "停车小组：王阿姨、李叔和物业".into(),
        what: "北面一排夜里七点到早上七点错时停车，先登记车牌，试行两个月".into(),
        when: "十二月底前".into(),
        place: "北门到五幢的路边".into(),
        money: "自治基金八百元，做牌子和划线".into(),
        kind: None,
    }
}

fn act(by: PersonId, on_behalf: Option<PersonId>, standing: Standing, at: Moment, n: u128) -> Act {
    Act {
        by,
        on_behalf,
        standing,
        door: Door::Phone,
        at,
        seed: n.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835),
    }
}

/// Something that looks like a QR; only its size matters here.
fn squares() -> String {
    let mut path = String::new();
    let mut chance = 0x2545_F491_4F6C_DD1D_u64;
    for y in 4..29 {
        for x in 4..29 {
            chance ^= chance << 13;
            chance ^= chance >> 7;
            chance ^= chance << 17;
            let eye = |ex: i32, ey: i32| {
                let (dx, dy) = (x - ex, y - ey);
                (0..7).contains(&dx) && (0..7).contains(&dy)
            };
            let ring = |ex: i32, ey: i32| {
                let far = (x - ex - 3).abs().max((y - ey - 3).abs());
                far == 3 || far <= 1
            };
            let corners = [(4, 4), (22, 4), (4, 22)];
            let dark = match corners.into_iter().find(|(ex, ey)| eye(*ex, *ey)) {
                Some((ex, ey)) => ring(ex, ey),
                None => chance.is_multiple_of(2),
            };
            if dark {
                path.push_str(&format!("M{x} {y}h1v1h-1z"));
            }
        }
    }
    path
}
