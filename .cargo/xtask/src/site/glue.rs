//! The JavaScript of a bundle: wasm-bindgen's glue without comments and spaces, and the small
//! script that starts it.

/// The glue, smaller.
pub(super) fn strip(glue: &str) -> String {
    minifier::js::minify(glue).to_string()
}

/// The script a page names: it starts the wasm and makes each island live.
///
/// It is a file of its own because the content policy allows no inline script.
pub(super) fn start(wasm: &str, glue: &str) -> String {
    format!(
        "import init,*as m from\"./{glue}\";\
         init({{module_or_path:new URL(\"{wasm}\",import.meta.url)}}).then(()=>{{\
         if(m.hydrate())for(const e of document.querySelectorAll(\"leptos-island\")){{\
         const f=m[e.dataset.component];f&&f(e)}}}});"
    )
}
