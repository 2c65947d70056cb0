//! The DOCX package: parts into a zip, always the same bytes.
//!
//! Rule: every entry has the zip format's first day as its time; properties hold only what the paper
//! says; no macro, no link outside.
//! Who: the DOCX writer, last.
//! Not here: the document's text.

use super::set::Face;
use crate::paper::Paper;
use docx_rs::XMLDocx;
use std::io::{Cursor, Write};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The height, in twips, by which header rows are known until [`pack`] makes them repeat.
pub(crate) const HEADER_ROW_HEIGHT: f32 = 7.0;

const HEADER_ROW: &str = r#"<w:trHeight w:val="7" w:hRule="atLeast" />"#;

pub(crate) fn pack(parts: XMLDocx, paper: &Paper) -> ZipResult<Vec<u8>> {
    let document = repeat_headers(parts.document);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut put = |name: &str, bytes: &[u8]| -> ZipResult<()> {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
        Ok(())
    };
    put("[Content_Types].xml", &parts.content_type)?;
    put("_rels/.rels", &parts.rels)?;
    put("docProps/app.xml", &parts.doc_props.app)?;
    put("docProps/core.xml", core(paper).as_bytes())?;
    put("docProps/custom.xml", &parts.doc_props.custom)?;
    put("word/_rels/document.xml.rels", &parts.document_rels)?;
    put("word/document.xml", &document)?;
    put("word/styles.xml", &parts.styles)?;
    put("word/settings.xml", &parts.settings)?;
    put("word/fontTable.xml", font_table().as_bytes())?;
    put("word/comments.xml", &parts.comments)?;
    put("word/numbering.xml", &parts.numberings)?;
    put("word/commentsExtended.xml", &parts.comments_extended)?;
    put("word/footnotes.xml", &parts.footnotes)?;
    for (i, header) in parts.headers.iter().enumerate() {
        put(&format!("word/header{}.xml", i + 1), header)?;
    }
    for (i, rels) in parts.header_rels.iter().enumerate() {
        put(&format!("word/_rels/header{}.xml.rels", i + 1), rels)?;
    }
    for (i, footer) in parts.footers.iter().enumerate() {
        put(&format!("word/footer{}.xml", i + 1), footer)?;
    }
    for (i, rels) in parts.footer_rels.iter().enumerate() {
        put(&format!("word/_rels/footer{}.xml.rels", i + 1), rels)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Header rows repeat on every page; texts are escaped, so the mark cannot come from one.
fn repeat_headers(document: Vec<u8>) -> Vec<u8> {
    match String::from_utf8(document) {
        Ok(xml) => xml.replace(HEADER_ROW, "<w:tblHeader />").into_bytes(),
        Err(other) => other.into_bytes(),
    }
}

fn core(paper: &Paper) -> String {
    let title = escape(&paper.name());
    let lang = paper.lang.tag();
    let dates = paper.dated.map_or_else(String::new, |d| {
        let day = format!("{:04}-{:02}-{:02}T00:00:00Z", d.year, d.month, d.day);
        format!(
            r#"<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified>"#
        )
    });
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:language>{lang}</dc:language>{dates}</cp:coreProperties>"#
    )
}

/// What stands in for a face where it is not installed.
fn font_table() -> String {
    const FONTS: [(Face, &str); 5] = [
        (Face::Fang, "FangSong"),
        (Face::Kai, "KaiTi"),
        (Face::Hei, "SimHei"),
        (Face::Title, "宋体"),
        (Face::Song, "SimSun"),
    ];
    let fonts: String = FONTS
        .iter()
        .map(|(face, others)| {
            format!(
                r#"<w:font w:name="{}"><w:altName w:val="{others}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>"#,
                face.name()
            )
        })
        .collect();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{fonts}</w:fonts>"#
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
