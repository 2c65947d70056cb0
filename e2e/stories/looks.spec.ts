// How every screen looks at every moment of an evening, with long texts in it: on small phones, with
// letters twice as large, on three walls and at the desk. Pictures of all of it are in results/looks.
import type { Page } from "@playwright/test";
import { act, next } from "../acts";
import { call, choice, code, did, guest, host, post, wall as openWall } from "../evening";
import { barriers, bars, faults } from "../measure";
import { expect, test } from "../station";

const walls = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 1024, height: 768 },
];
const phones = [
  { width: 360, height: 640 },
  { width: 320, height: 568 },
];

/** Collects what falls short, so that one run tells all of it. */
class Looks {
  readonly found: string[] = [];
  private readonly barred = new Set<string>();

  constructor(private readonly screens: { desk: Page; wall: Page; phone: Page }) {}

  /** Looks at all screens at a moment of the evening. */
  async at(moment: string, which: ("desk" | "wall" | "phone")[] = ["wall", "phone", "desk"]): Promise<void> {
    for (const kind of which) await this[kind](moment, this.screens[kind]);
  }

  async wall(moment: string, page: Page): Promise<void> {
    for (const size of walls) {
      await page.setViewportSize(size);
      await this.note(moment, `wall ${size.width}×${size.height}`, page, await faults(page, bars.wall(size.height)));
    }
    await page.setViewportSize(walls[0]);
    await this.axe(moment, "wall", page);
  }

  async phone(moment: string, page: Page): Promise<void> {
    for (const size of phones) {
      await page.setViewportSize(size);
      await this.note(moment, `phone ${size.width}`, page, await faults(page, bars.phone));
    }
    await page.setViewportSize(phones[0]);
    const letters = (size: string) => page.evaluate((size) => void (document.documentElement.style.fontSize = size), size);
    await letters("200%");
    await this.note(moment, "phone 360 letters 200%", page, await faults(page, { ...bars.phone, text: 36 }));
    await letters("");
    await this.axe(moment, "phone", page);
  }

  async desk(moment: string, page: Page): Promise<void> {
    await this.note(moment, "desk 1280×720", page, await faults(page, bars.desk));
    await this.axe(moment, "desk", page);
  }

  private async note(moment: string, screen: string, page: Page, faults: string[]): Promise<void> {
    const file = `${moment} ${screen}`.replace(/[ ×%]+/g, "-");
    await page.screenshot({ path: `results/looks/${file}.png`, fullPage: !screen.startsWith("wall"), animations: "disabled" });
    this.found.push(...faults.map((fault) => `${moment} · ${screen}: ${fault}`));
  }

  private async axe(moment: string, kind: string, page: Page): Promise<void> {
    for (const barrier of await barriers(page, kind === "wall")) {
      // the same barrier of the same kind of screen is told once
      if (!this.barred.has(kind + barrier)) this.found.push(`${moment} · ${kind}: ${barrier}`);
      this.barred.add(kind + barrier);
    }
  }
}

const long = {
  theme: "停车难、电梯总停、楼道堆物、小广场音乐太响：我们自己能做些什么，需要谁来帮忙？",
  topic: "三号楼和五号楼之间的消防通道晚上十点以后总停着外来车，救护车进不来，大家能不能轮流看着，或者装一根能升降的杆子？再想想",
  what: "晚上十点以后地面车位按楼幢错时停放，消防通道一律不停车，外来车由两位轮值邻居在东门登记，超过两小时的请车主移走，连续三次的名单在公告栏贴一个星期",
};

test("every screen is readable at every moment of the evening", async ({ station, people }) => {
  test.setTimeout(230_000);
  const desk = await host(people, station);
  await call(desk, { theme: long.theme, place: "安丰小区三号楼一楼居民自治服务站大活动室", host: "主持人周小雨老师" });
  const wall = await openWall(people, desk);
  const digits = await code(wall);
  const phone = await guest(people, digits, { name: "住在三号楼的欧阳王秀英阿姨", building: "3幢1单元1203室" });
  const other = await guest(people, digits, { name: "赵叔", kind: "owner" });
  const looks = new Looks({ desk, wall, phone });
  const goto = (stage: string) => did(desk, { act: "stages.goto", stage, reason: "看看样子" });
  const sees = (text: string | RegExp) => Promise.all([wall, phone].map((page) => expect(page.locator("main")).toContainText(text)));

  for (let at = 1; at <= 12; at++) await did(desk, { act: "people.add", name: `没带手机的${at}号老邻居`, building: `${at}幢`, kind: "resident" });
  await expect(wall.locator(".w-count")).toContainText("15");
  await looks.at("01 welcome");

  await did(desk, { act: "screens.show", card: "r:close_debate" });
  await sees("说完再表决");
  await looks.at("02 card");

  await goto("1");
  await sees("提出议题");
  await looks.at("03 topics none", ["wall", "phone"]);
  await act(phone, "topics.post", { text: long.topic });
  await act(other, "topics.post", { text: "路灯不亮" });
  for (let at = 1; at <= 9; at++) await did(other, { act: "topics.post", text: `第${at}件事：${long.topic.slice(0, 12 + at * 4)}` });
  await expect(wall.locator(".w-title")).toContainText("11 个议题");
  await did(phone, { act: "topics.sign", topic: await choice(desk, "from", "路灯不亮") });
  await did(desk, { act: "topics.merge", from: await choice(desk, "from", "第1件事"), into: await choice(desk, "from", "路灯不亮") });
  await did(desk, { act: "topics.hide", topic: await choice(desk, "from", "第2件事"), reason: "里面写了别人家的门牌号" });
  await expect(wall.locator(".w-hidden")).toContainText("1");
  await looks.at("04 topics");

  await goto("2");
  await did(desk, { act: "tables.form", groups: "3" });
  await expect(wall.locator(".w-title")).toContainText("选一桌坐下");
  await looks.at("05 signup");

  await goto("3");
  await did(phone, { act: "tables.record", table: "2" });
  for (const [kind, text] of [
    ["situation", `现状是${long.what}`],
    ["cause", "物业说没有钱"],
    ["opinion", "先试一个月再说"],
    ["dissent", `不同意，因为${long.topic}`],
    ["advice", long.what],
    ["claim", "我来画线"],
  ]) await did(phone, { act: "tables.write", table: "2", kind, text });
  await did(phone, { act: "tables.propose", table: "2", kind: "convention", chapter: "停车与消防通道", who: "停车小组和两位轮值邻居", what: long.what, when: "2026年12月31日前先试行一个月", place: "小区东门、三号楼和五号楼之间", money: "不用花钱，反光背心由物业提供" });
  await expect(wall.locator(".w-rows")).toContainText("方案 ✓", { timeout: 30_000 }); // its page comes round
  await looks.at("06 breakout");
  const hall = phone.url();
  await phone.goto(hall.replace(/hall$/, "table/2"));
  await looks.at("07 record", ["phone"]);
  await phone.goto(hall);

  await goto("4");
  await sees("达成共识");
  await looks.at("08 overview", ["wall", "phone"]);
  await did(desk, { act: "tables.report", table: "2" });
  await sees(/第 ?2 ?桌汇报/);
  await looks.at("09 report");
  await did(desk, { act: "tables.end_report" });
  await did(desk, { act: "motions.move_from", table: "2" });
  await did(desk, { act: "motions.move", kind: "action", who: "居民", what: "装两盏灯", when: "年底前", place: "东门", money: "众筹" });
  const open = async (number: number) => {
    const row = desk.locator("#motions li").filter({ hasText: new RegExp(`^\\s*${number}`) }).first();
    const motion = await row.locator('form:has([value="motions.open"]) [name="motion"]').getAttribute("value");
    await did(desk, { act: "motions.open", motion: motion!, note: "大家都同意先议" });
  };
  await open(1);
  await sees("地面车位按楼幢错时停放");
  await looks.at("10 motion");
  await did(phone, { act: "floor.raise", stance: "for" });
  await did(other, { act: "floor.raise", stance: "against" });
  for (const name of ["1号老邻居", "2号老邻居", "3号老邻居"]) {
    await did(desk, { act: "floor.raise", stance: name.startsWith("2") ? "inquiry" : "for", for: await choice(desk, "for", `没带手机的${name}`) });
  }
  await looks.at("11 hands", ["phone", "desk"]);
  await did(desk, { act: "floor.give", person: "", reason: "" });
  await expect(wall.locator(".w-clock")).toBeVisible();
  await did(desk, { act: "floor.rule", rule: "germane", person: "", end: "0" });
  await looks.at("12 debate");
  await did(desk, { act: "floor.done" });
  await did(desk, { act: "floor.last_call" });
  await expect(wall.locator(".w-call")).toBeVisible();
  await looks.at("13 last call", ["wall", "phone"]);
  await did(desk, { act: "voting.put", reason: "时间不早了，大家同意先表决" });
  await sees(/赞成的/);
  await looks.at("14 ayes");
  await did(phone, { act: "voting.cast", vote: (await phone.locator('[name="vote"]').first().getAttribute("value"))!, choice: "aye" });
  await did(desk, { act: "voting.count_hands", choice: "aye", hands: "8" });
  await did(desk, { act: "voting.call_nays" });
  await did(desk, { act: "voting.count_hands", choice: "nay", hands: "3" });
  await sees(/反对的/);
  await looks.at("15 nays", ["wall", "phone"]);
  await did(desk, { act: "voting.declare" });
  await expect(wall.locator(".w-verdict")).toContainText("通过");
  await looks.at("16 adopted");
  await open(2);
  await did(desk, { act: "voting.put", reason: "没有不同意见" });
  await did(desk, { act: "voting.call_nays" });
  await did(desk, { act: "voting.declare" });
  await expect(wall.locator(".w-formula")).toContainText("赞成 0 = 反对 0");
  await looks.at("17 tie", ["wall", "phone"]);

  await goto("5");
  await sees("制定行动计划");
  for (let at = 1; at <= 5; at++) await did(other, { act: "plans.pledge", kind: "labour", motion: "", text: `第${at}个周六下午来帮忙画线、搬东西、登记外来车` });
  await next(desk, "落实动议 1");
  await did(phone, { act: "plans.pledge", kind: "money", motion: "", text: "出五十元买反光背心" });
  await looks.at("18 plan");
  await did(desk, { act: "stages.close" });
  await sees(/谢谢/);
  await looks.at("19 closed");
  await phone.goto(hall.replace(/hall$/, "record"));
  await looks.at("20 record", ["phone"]);

  const stranger = await people.open("phone");
  const pages = new Looks({ desk, wall, phone: stranger });
  await stranger.goto("/");
  await pages.at("21 station", ["phone"]);
  await desk.goto("/meetings/new");
  await stranger.goto("/claim");
  await pages.at("22 claim", ["phone"]);
  people.expected.push(/status of 4\d\d/);
  await stranger.goto("/m/nowhere");
  await pages.at("23 trouble", ["phone"]);
  await pages.at("24 setup", ["desk"]);
  const second = await (async () => {
    await call(desk, { theme: long.theme });
    const screen = await openWall(people, desk);
    const page = await people.open("phone");
    await page.goto("/");
    await page.locator('[name="code"]').fill(await code(screen));
    await page.locator('form:has([name="code"]) button').click();
    await expect(page).toHaveURL(/\/j\//);
    return { screen, page };
  })();
  await new Looks({ desk, wall: second.screen, phone: second.page }).phone("25 door", second.page);
  await did(desk, { act: "people.doors", open: "0" });
  await expect(second.screen.locator(".w-shut")).toBeVisible();
  const shut = new Looks({ desk, wall: second.screen, phone: second.page });
  await shut.at("26 doors shut", ["wall"]);
  await did(desk, { act: "screens.blank", on: "1" });
  await expect(second.screen.locator(".w-blank")).toBeVisible();
  expect((await post(desk, { act: "screens.blank", on: "0" })).status()).toBe(303);

  expect([...looks.found, ...pages.found, ...shut.found]).toEqual([]);
});
