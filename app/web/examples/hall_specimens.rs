//! Writes the wall and the desk at every moment of an evening as files to look at, and the frame a
//! socket would send then: `cargo run -p web --features ssr --example hall_specimens -- FOLDER STYLE
//! [START GLUE WASM]`.
//!
//! `STYLE` and the bundle's three files are addresses as the pages should name them; without a bundle
//! the pages are plain.

#[path = "../tests/evening/mod.rs"]
mod evening;
#[path = "../tests/long_words/mod.rs"]
mod long_words;

use std::path::Path;

use evening::Evening;
use meeting::wire::{Audience, encode};
use meeting::{Command, RuleKey, screens};
use web::pages;
use web::render::{Bundle, Sheet};

fn moments() -> Vec<(&'static str, Evening)> {
    let mut all = Vec::new();
    let mut add = |name, rehearsal: bool, play: &dyn Fn(&mut Evening)| {
        let mut evening = Evening::new(rehearsal);
        play(&mut evening);
        all.push((name, evening));
    };
    add("01-welcome", true, &|e| {
        e.arrive();
    });
    add("02-principle", false, &|e| {
        e.arrive().card(Some(screens::Card::Principle(5)));
    });
    add("03-rule", false, &|e| {
        e.arrive().card(Some(screens::Card::Rule(RuleKey::CloseDebate)));
    });
    add("04-topics-empty", false, &|e| {
        e.arrive().advance();
    });
    add("05-topics", false, &|e| {
        e.topics();
    });
    add("06-topics-page", false, &|e| {
        e.topics().wait(8);
    });
    add("07-signup", false, &|e| {
        e.signup();
    });
    add("08-breakout", false, &|e| {
        e.breakout();
    });
    add("09-overview", false, &|e| {
        e.breakout().advance();
    });
    add("10-report", false, &|e| {
        e.report();
    });
    add("11-motion", false, &|e| {
        e.motion();
    });
    add("12-debate", false, &|e| {
        e.debate().wait(12);
    });
    add("13-debate-soon", false, &|e| {
        e.debate().wait(100);
    });
    add("14-debate-over", false, &|e| {
        e.debate().wait(121);
    });
    add("15-last-call", false, &|e| {
        e.last_call();
    });
    add("16-ayes", false, &|e| {
        e.ayes();
    });
    add("17-nays", false, &|e| {
        e.nays(2);
    });
    add("18-adopted", false, &|e| {
        e.declared();
    });
    add("19-tie", false, &|e| {
        e.tied();
    });
    add("20-plan", false, &|e| {
        e.plan();
    });
    add("21-closed", false, &|e| {
        e.closed();
    });
    add("22-blank", false, &|e| {
        e.arrive().host(Command::Screens(screens::Command::Blank { on: true }));
    });
    add("23-long-welcome", true, &|e| {
        e.meeting.setup.theme =
            "在小区里住了二十年，老人多、车子多、孩子也多，大家说说看，怎样让楼道、花园和停车都更顺心一点？"
                .into();
        e.arrive();
    });
    add("24-long-motion", false, &long_words::motion);
    add("25-long-debate", false, &long_words::debate);
    all
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(folder), Some(style)) = (args.next(), args.next()) else {
        return Err("FOLDER STYLE".into());
    };
    let bundle = match (args.next(), args.next(), args.next()) {
        (Some(start), Some(glue), Some(wasm)) => Some(Bundle { start, glue, wasm }),
        _ => None,
    };
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let sheet =
        || Sheet {
            title: String::from("议事厅"), style: style.clone(), surface: "", bundle: bundle.clone()
        };
    for (name, evening) in moments() {
        for (screen, audience) in [("wall", Audience::Wall), ("desk", Audience::Desk)] {
            let start = evening.start(audience);
            for frame in &start.frames {
                std::fs::write(folder.join(format!("{screen}-{name}.frame")), encode(frame)?)?;
            }
            let page = match audience {
                Audience::Wall => pages::wall::page(sheet(), start)?,
                _ => pages::desk::page(sheet(), start)?,
            };
            std::fs::write(folder.join(format!("{screen}-{name}.html")), page)?;
        }
    }
    Ok(())
}
