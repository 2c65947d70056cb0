//! A table's record on a phone (小组记录, `/m/{id}/table/{n}`): the recorder writes, members read along.
//!
//! Who sees it: whoever has a seat; the lines themselves reach only members of the table.
//! Not here: the pieces (`pieces::record`), the rules, who may write.

use leptos::prelude::*;
use meeting::TableNo;

use crate::kit;
use crate::live::{Evening, Held, Kinds, Shown};
use crate::parts;
use crate::pieces::hall::now;
use crate::pieces::notice::said;
use crate::pieces::record;
use crate::start::PhoneStart;

/// The island of a table's page: a shell, so that its export name changes only with this line.
#[island]
pub fn TablePage() -> impl IntoView {
    parts::starting().map(table)
}

fn table((no, start): (TableNo, PhoneStart)) -> AnyView {
    let back = kit::join(&["table/", &kit::number(no.0)]);
    let held = Held::<Evening>::new(Shown::new(start, "phone", back));
    #[cfg(feature = "phone")]
    crate::live::socket::open(held, "screen=phone");
    let said = held.read(Kinds::default(), |shown| said(shown.page.notice.as_ref()));
    let (head, me, tables) = (Evening::HEAD, Evening::ME, Evening::TABLES);
    kit::block(
        "",
        vec![
            held.draw(Kinds::LINE, now::lost),
            kit::element(
                kit::Tag::Main,
                "evening",
                vec![
                    held.draw(tables, record::head),
                    said,
                    held.draw(head | me | tables, record::write),
                    held.draw(head | me | Evening::LINES, record::lines),
                    held.draw(head | me | tables, record::proposal),
                ],
            ),
        ],
    )
}

/// A table's record as a whole page.
///
/// # Errors
/// When the parts cannot be encoded.
#[cfg(feature = "ssr")]
pub fn page(
    sheet: crate::render::Sheet,
    start: PhoneStart,
    table: TableNo,
) -> Result<String, postcard::Error> {
    let sheet = crate::render::Sheet { surface: "phone", ..sheet };
    crate::render::page(sheet, (table, start), || view! { <TablePage /> })
}
