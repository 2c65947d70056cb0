//! What a resident's pages weigh as they are served: raw, and as gzip for plain http.

use peers::Failure;
use peers::http::Browser;
use serde_json::{Value, json};

use crate::station::Station;

/// Weighs the door as a newcomer gets it, the hall as a seated resident does, and their style.
pub(crate) fn weigh(station: &mut Station) -> Result<Value, Failure> {
    let resident = station.resident.as_mut().ok_or("nobody is seated")?;
    let hall = format!("/m/{}/hall", station.meeting);
    let door = format!("/m/{}", station.meeting);
    let page = resident.get(&hall)?.text();
    let style = page.split('"').find(|text| text.ends_with(".css")).ok_or("no style in the page")?.to_owned();
    let mut newcomer = Browser::new(station.address);
    Ok(json!({
        "door": both(&mut newcomer, &door)?,
        "hall": both(resident, &hall)?,
        "style": both(&mut newcomer, &style)?,
    }))
}

fn both(browser: &mut Browser, path: &str) -> Result<Value, Failure> {
    let (raw, gzip) = (browser.get_encoded(path, "identity")?, browser.get_encoded(path, "gzip, deflate")?);
    if (raw.status, gzip.status) != (200, 200) {
        return Err(format!("{path} answered {} and {}: {}", raw.status, gzip.status, raw.text()).into());
    }
    Ok(json!({ "raw": raw.body.len(), "gzip": gzip.body.len(), "encoding": gzip.encoding }))
}
