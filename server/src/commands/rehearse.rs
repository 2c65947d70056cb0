//! `yishiting rehearse FILE`: robots play a story over real sockets against a running server.
//!
//! The rule kept here: everybody may watch, at the addresses printed first; Ctrl-C stops the robots and
//! leaves the meeting to whoever goes on. One thing that is not as the story says makes it fail.

use std::path::PathBuf;

use clap::Args;
use meeting::story::{Script, Verb};
use tokio::time::Instant;

use crate::robots::{Course, Told, Troupe};
use crate::routes::pack;

/// How a rehearsal is played.
#[derive(Debug, Args)]
pub(super) struct Flags {
    /// 故事文件
    file: PathBuf,
    /// 另外来多少位只看不动的旁听
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=500))]
    people: u32,
    /// 走几倍快；要和服务器的 --speed 一样，不写就照服务器的
    #[arg(long)]
    speed: Option<u32>,
    /// 服务器的网址
    #[arg(long, default_value = "http://localhost:3000")]
    url: String,
    /// yishiting claim 给的启用码
    #[arg(long)]
    claim: Option<String>,
}

/// Plays it.
pub(super) async fn rehearse(flags: Flags) -> Result<(), String> {
    let Flags { file, people, speed, url, claim } = flags;
    let text =
        std::fs::read_to_string(&file).map_err(|error| format!("{} 打不开：{error}", file.display()))?;
    let script = Script::parse(&text).map_err(|fault| format!("{}：{fault}", file.display()))?;
    if let Some(step) = script.steps.iter().find(|step| matches!(step.verb, Verb::CutShort { .. })) {
        return Err(format!("第 {} 行要断电，机器人演不了。用 yishiting play 可以走一遍。", step.line));
    }
    let code = claim.ok_or("还要一个启用码：先运行 yishiting claim，再加上 --claim 启用码。")?;
    let mut troupe = Troupe::open(&url, &code, &script, pack::shipped()?).await?;
    if let Some(wanted) = speed.filter(|wanted| *wanted != troupe.speed()) {
        return Err(format!(
            "服务器的演练钟走 {} 倍，要的是 {wanted} 倍。请用 yishiting serve --speed {wanted} 打开服务器，或者不写 --speed。",
            troupe.speed()
        ));
    }
    println!("大屏：{}", troupe.wall_address());
    println!(
        "主持台（点开后这台设备也成为主持设备，十分钟内有效；入场时请选“列席”）：{}",
        troupe.desk_address().await?
    );
    println!("演练钟走 {} 倍。按 Ctrl-C 停下机器人，会还在，可以接着开。\n", troupe.speed());
    let began = Instant::now();
    let played = tokio::select! {
        played = play(&mut troupe, &script, people) => played?,
        stopped = tokio::signal::ctrl_c() => {
            stopped.map_err(|error| error.to_string())?;
            println!("\n机器人停下了，会还开着。");
            return Ok(());
        }
    };
    let Played { done, refused, failed } = played;
    println!(
        "\n{} 步：做成 {done}，照规则被拒绝 {refused}。用时 {} 秒。",
        script.steps.len(),
        began.elapsed().as_secs()
    );
    if failed == 0 {
        println!("✓ 都照预期。会还开着，可以接着看。");
        Ok(())
    } else {
        Err(format!("✗ {failed} 处不照预期。"))
    }
}

#[derive(Default)]
struct Played {
    done: usize,
    refused: usize,
    failed: usize,
}

async fn play(troupe: &mut Troupe, script: &Script, people: u32) -> Result<Played, String> {
    troupe.watchers(people).await?;
    let mut played = Played::default();
    for step in &script.steps {
        let Course { told, failures } =
            troupe.play(step).await.map_err(|error| format!("第 {} 行：{error}", step.line))?;
        let minutes = (script.starts.0 + step.at.0) / 60_000;
        let mark = match &told {
            Told::Done(_) => {
                played.done += 1;
                "✓"
            }
            Told::Refused(_) | Told::TurnedAway(_) => {
                played.refused += 1;
                "–"
            }
            Told::Passed => "·",
        };
        println!("{:02}:{:02} {mark} {}", minutes / 60 % 24, minutes % 60, step.words);
        for (line, expected, found) in failures {
            played.failed += 1;
            println!("      ✗ 第 {line} 行：要“{expected}”，却是“{found}”");
        }
    }
    Ok(played)
}
