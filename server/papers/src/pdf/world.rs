//! The typesetter's whole world: one template, the fonts, and the paper's values.
//!
//! Rule: any other file or package it asks for is not there; there is no today.
//! Who: one for each setting of a paper.
//! Not here: the values themselves (`data`).

use crate::fonts::Fonts;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

static TEMPLATE: LazyLock<Source> = LazyLock::new(|| Source::detached(include_str!("paper.typ")));

/// The world in which one paper is set.
pub(crate) struct Desk {
    fonts: Fonts,
    library: LazyHash<Library>,
}

impl Desk {
    pub(crate) fn new(fonts: &Fonts, inputs: Dict) -> Self {
        let library = Library::builder().with_inputs(inputs).build();
        Self { fonts: fonts.clone(), library: LazyHash::new(library) }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.0.book
    }

    fn main(&self) -> FileId {
        TEMPLATE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == TEMPLATE.id() { Ok(TEMPLATE.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.0.faces.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
