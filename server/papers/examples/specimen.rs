//! Writes every specimen as DOCX, PDF, Markdown and HTML into a folder, to be looked at.
//!
//! `cargo run -p papers --example specimen -- FOLDER`
#![expect(clippy::print_stdout, reason = "says where the files are and how long each took")]

#[path = "../tests/specimens/mod.rs"]
mod specimens;

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "specimens".to_owned()));
    std::fs::create_dir_all(&folder)?;
    let begun = Instant::now();
    let fonts = papers::Fonts::find(None)?;
    println!("fonts: {:?}", begun.elapsed());
    let all = [
        ("minutes", specimens::minutes()),
        ("convention", specimens::convention()),
        ("handover", specimens::handover()),
    ];
    for (name, paper) in all {
        let begun = Instant::now();
        let pdf = papers::pdf(&paper, &fonts)?;
        let cold = begun.elapsed();
        let mut again = paper.clone();
        again.blocks.push(papers::Block::Note("再来一次".to_owned()));
        let begun = Instant::now();
        let warm = papers::pdf(&again, &fonts).map(|_| begun.elapsed());
        let begun = Instant::now();
        let docx = papers::docx(&paper, pdf.step)?;
        println!(
            "{name}: {} pages, step {}, PDF {cold:?}, changed and again {warm:?}, DOCX {:?}",
            pdf.pages,
            pdf.step.number(),
            begun.elapsed()
        );
        std::fs::write(folder.join(format!("{name}.pdf")), pdf.bytes)?;
        std::fs::write(folder.join(format!("{name}.docx")), docx)?;
        std::fs::write(folder.join(format!("{name}.md")), papers::markdown(&paper))?;
        std::fs::write(folder.join(format!("{name}.html")), papers::html(&paper))?;
    }
    Ok(())
}
