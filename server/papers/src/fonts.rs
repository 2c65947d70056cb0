//! The fonts a PDF is set in: serif for text, sans bold for headings, a kai for second headings.
//!
//! Rule: only these three faces are ever used; they are found in the data folder, in the program
//! (feature `embed-fonts`) or where Debian's packages put them, read once and shared.
//! Who: whoever writes PDFs keeps one [`Fonts`] and clones it; a clone costs nothing.
//! Not here: DOCX font names; no font is fetched from anywhere.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Loaded fonts; holds about 60 MB, shared by all clones.
#[derive(Clone)]
pub struct Fonts(pub(crate) Arc<Faces>);

pub(crate) struct Faces {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) faces: Vec<Font>,
}

/// Fonts that are not there; the message is the one line that brings them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("缺少排 PDF 用的字体（{}）。请运行：sudo apt-get install -y fonts-noto-cjk fonts-lxgw-wenkai", missing.join("、"))]
pub struct MissingFonts {
    /// The files that were not found.
    pub missing: Vec<&'static str>,
}

/// File name, family of the face wanted, and where Debian installs it.
type Wanted = (&'static str, &'static str, &'static str);

const WANTED: [Wanted; 3] = [
    ("NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC", "/usr/share/fonts/opentype/noto"),
    ("NotoSansCJK-Bold.ttc", "Noto Sans CJK SC", "/usr/share/fonts/opentype/noto"),
    ("LXGWWenKai-Regular.ttf", "LXGW WenKai", "/usr/share/fonts/truetype/lxgw-wenkai"),
];

#[cfg(feature = "embed-fonts")]
const EMBEDDED: [&[u8]; 3] = [
    include_bytes!(concat!(env!("OUT_DIR"), "/NotoSerifCJK-Regular.ttc.zst")),
    include_bytes!(concat!(env!("OUT_DIR"), "/NotoSansCJK-Bold.ttc.zst")),
    include_bytes!(concat!(env!("OUT_DIR"), "/LXGWWenKai-Regular.ttf.zst")),
];

impl Fonts {
    /// Reads the fonts: from `fonts/` in the data folder, else from the program, else from the system.
    ///
    /// # Errors
    /// [`MissingFonts`] names the files and the line that installs them.
    pub fn find(data_dir: Option<&Path>) -> Result<Self, MissingFonts> {
        let own = data_dir.map(|dir| dir.join("fonts"));
        Self::from(|index, (file, _, system)| {
            let read = |dir: &Path| std::fs::read(dir.join(file)).ok();
            own.as_deref().and_then(read).or_else(|| embedded(index)).or_else(|| read(&PathBuf::from(system)))
        })
    }

    fn from(bytes: impl Fn(usize, Wanted) -> Option<Vec<u8>>) -> Result<Self, MissingFonts> {
        let mut faces = Vec::new();
        let mut missing = Vec::new();
        for (index, wanted) in WANTED.into_iter().enumerate() {
            match bytes(index, wanted).and_then(|bytes| face(bytes, wanted.1)) {
                Some(font) => faces.push(font),
                None => missing.push(wanted.0),
            }
        }
        if !missing.is_empty() {
            return Err(MissingFonts { missing });
        }
        Ok(Self(Arc::new(Faces { book: LazyHash::new(FontBook::from_fonts(&faces)), faces })))
    }

    /// Whether some face can draw this character.
    pub(crate) fn can_draw(&self, c: char) -> bool {
        self.0.faces.iter().any(|font| font.info().coverage.contains(c as u32))
    }
}

/// The face of that family; a collection keeps simplified Chinese third.
fn face(bytes: Vec<u8>, family: &str) -> Option<Font> {
    let bytes = Bytes::new(bytes);
    let fits = |font: &Font| font.info().family == family;
    Font::new(bytes.clone(), 2).filter(fits).or_else(|| Font::iter(bytes).find(fits))
}

#[cfg(feature = "embed-fonts")]
fn embedded(index: usize) -> Option<Vec<u8>> {
    EMBEDDED.get(index).and_then(|packed| zstd::decode_all(*packed).ok())
}

#[cfg(not(feature = "embed-fonts"))]
const fn embedded(_: usize) -> Option<Vec<u8>> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_fonts_are_named_with_the_one_line_that_installs_them() {
        let Err(missing) = Fonts::from(|index, _| (index == 0).then(|| b"no font".to_vec())) else {
            panic!("fonts out of nothing");
        };
        assert_eq!(missing.missing.len(), 3);
        let said = missing.to_string();
        assert!(said.contains("LXGWWenKai-Regular.ttf"));
        assert!(said.ends_with("sudo apt-get install -y fonts-noto-cjk fonts-lxgw-wenkai"));
    }
}
