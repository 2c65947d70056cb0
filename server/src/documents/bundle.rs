//! The hand-over bundle (转交包) for the liaison station: one ZIP with the minutes (DOCX and PDF), a sheet
//! a matter (DOCX and PDF), the draft convention if there is one, and the same facts as JSON. File times
//! are fixed, so the same log gives the same bytes. Nothing in it that is not on the papers.

use std::io::{Cursor, Write};

use papers::Fonts;
use serde::Serialize;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::handover::{Matter, matters};
use super::{Format, Kind, Source, began, compose, write};

/// Why the bundle could not be made.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// A paper could not be written.
    #[error(transparent)]
    Paper(#[from] papers::Error),
    /// The package could not be written.
    #[error("转交包没有写成：{0}")]
    Package(String),
}

impl From<zip::result::ZipError> for BundleError {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Package(error.to_string())
    }
}

impl From<std::io::Error> for BundleError {
    fn from(error: std::io::Error) -> Self {
        Self::Package(error.to_string())
    }
}

/// The facts as data; the format bears a number so that it can grow.
#[derive(Serialize)]
struct Facts<'a> {
    format: &'static str,
    version: u32,
    meeting: &'a str,
    rehearsal: bool,
    station: &'a str,
    community: &'a str,
    subdistrict: &'a str,
    theme: &'a str,
    place: &'a str,
    began: String,
    people: usize,
    label: &'static str,
    record_number: u64,
    record_hash: Option<String>,
    matters: Vec<Matter>,
}

/// Makes the bundle.
///
/// # Errors
/// When a paper or the package cannot be written.
pub fn bundle(source: &Source<'_>, fonts: &Fonts) -> Result<Vec<u8>, BundleError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let matters = matters(source.meeting);
    let mut papers =
        vec![("会议纪要".to_owned(), Kind::Minutes), ("小区公约草案".to_owned(), Kind::Convention)];
    papers.extend(
        matters.iter().map(|matter| (format!("转交单{}", matter.number), Kind::Handover(matter.number))),
    );
    for (name, kind) in papers {
        let Some(paper) = compose(source, kind) else { continue };
        for format in [Format::Docx, Format::Pdf] {
            zip.start_file(format!("{name}.{}", format.ending()), options)?;
            zip.write_all(&write(&paper, format, fonts)?)?;
        }
    }
    let setup = &source.meeting.setup;
    let began = began(source.meeting);
    let facts = Facts {
        format: "yishiting-handover",
        version: 1,
        meeting: source.id,
        rehearsal: setup.rehearsal,
        station: setup.station.as_str(),
        community: setup.community.as_str(),
        subdistrict: setup.subdistrict.as_str(),
        theme: setup.theme.as_str(),
        place: setup.place.as_str(),
        began: source.calendar.day_and_time(began),
        people: source.meeting.people.iter().count(),
        label: "意向表决",
        record_number: source.meeting.number,
        record_hash: source.head.map(|head| head.iter().map(|byte| format!("{byte:02x}")).collect()),
        matters,
    };
    let json = serde_json::to_vec_pretty(&facts).map_err(|error| BundleError::Package(error.to_string()))?;
    zip.start_file("转交.json", options)?;
    zip.write_all(&json)?;
    Ok(zip.finish()?.into_inner())
}
