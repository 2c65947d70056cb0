//! Filling in a form as it stands in a page: what is there already stays, what is told is typed.

/// The fields of the page's form that has a field `has`, with these typed in.
///
/// Only what our pages use is read: `input` with its value (the first or the checked of several
/// radio buttons); a `select` or `textarea` must be among the typed ones.
pub(crate) fn fill(page: &str, has: &str, typed: &[(&str, &str)]) -> Option<Vec<(String, String)>> {
    let form = page.split("<form").skip(1).find_map(|form| {
        let form = form.split("</form").next()?;
        form.contains(&format!("name=\"{has}\"")).then_some(form)
    })?;
    let mut fields: Vec<(String, String)> = Vec::new();
    for input in form.split("<input").skip(1).filter_map(|rest| rest.split('>').next()) {
        let Some(name) = attribute(input, "name") else { continue };
        let choice = matches!(attribute(input, "type").as_deref(), Some("radio" | "checkbox"));
        let checked = input.contains("checked");
        if choice && !checked {
            continue;
        }
        fields.retain(|(known, _)| !choice || *known != name);
        fields.push((name, attribute(input, "value").unwrap_or_default()));
    }
    for (name, value) in typed {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    Some(fields)
}

/// An attribute's value, its few entities read back.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
    Some(value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
}
