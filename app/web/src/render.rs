//! Whole pages as text: the document around a view, its parts and the tags of its bundle.
//!
//! The rule kept here: nothing in a page is inline script or style, so the strictest content
//! policy holds; and a page is complete without its bundle.
//! Not here: what a page shows (`pages`), how its files are named and served (the server).

use base64::{Engine as _, engine::general_purpose::STANDARD};
use leptos::prelude::*;

use crate::parts::{BLOCK, Parts, encode};

/// The addresses of one bundle's files, as the server names them.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The small script that starts it.
    pub start: String,
    /// The glue between browser and wasm.
    pub glue: String,
    /// The wasm itself.
    pub wasm: String,
}

/// The document a view is set into.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The page's title (窗口标题).
    pub title: String,
    /// The address of the styles.
    pub style: String,
    /// The class of `<body>`: which of the station's three surfaces this is.
    pub surface: &'static str,
    /// The bundle that makes the page live; a page without one is plain HTML for ever.
    pub bundle: Option<Bundle>,
}

/// A whole page: the view rendered from these parts, which also travel in its data block.
///
/// # Errors
/// When the parts cannot be encoded.
pub fn page<P: Parts, V: IntoView>(
    sheet: Sheet,
    parts: P,
    view: impl FnOnce() -> V,
) -> Result<String, postcard::Error> {
    let block = sheet.bundle.is_some().then(|| encode(&parts)).transpose()?;
    let block = block.map(|bytes| STANDARD.encode(bytes));
    let body = body(parts, view);
    let Sheet { title, style, surface, bundle } = sheet;
    let owner = Owner::new_root(None);
    let html = owner.with(|| {
        view! {
            <html lang="zh-Hans">
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <title>{title}</title>
                    <link rel="stylesheet" href=style />
                    <link rel="icon" href="data:," />
                    {bundle.map(tags)}
                </head>
                <body class=surface>
                    <div id="page" inner_html=body></div>
                    {block
                        .map(|block| {
                            view! {
                                <script
                                    type="application/postcard"
                                    id=BLOCK
                                    inner_html=block
                                ></script>
                            }
                        })}
                </body>
            </html>
        }
        .to_html()
    });
    Ok(format!("<!doctype html>{html}"))
}

/// A view as text, with its parts as context; for pages and for pieces of them.
pub fn body<P: Parts, V: IntoView>(parts: P, view: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(None);
    owner.with(|| {
        provide_context(parts);
        view().to_html()
    })
}

fn tags(bundle: Bundle) -> impl IntoView {
    let Bundle { start, glue, wasm } = bundle;
    view! {
        <link rel="modulepreload" href=glue />
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
        <script type="module" src=start></script>
    }
}
