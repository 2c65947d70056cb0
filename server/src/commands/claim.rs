//! `yishiting claim`: prints a one-time code that makes one more device a host's.
//!
//! The rule kept here: whoever may read the data folder may be host; it works beside a running server.

use std::path::Path;

use crate::{auth, store};

/// Prints a new code; the one before no longer works.
pub(super) async fn claim(data: &Path) -> Result<(), String> {
    if !data.join("yishiting.db").exists() {
        return Err(format!(
            "{} 里还没有数据。请先运行 yishiting serve，或用 --data 指明文件夹。",
            data.display()
        ));
    }
    let store = store::open(data).await.map_err(|error| error.to_string())?;
    let code = auth::claim::new_code(store.as_ref()).await.map_err(|error| error.to_string());
    store.close().await;
    say(&code?);
    Ok(())
}

/// Shows a code in two groups of four.
pub(super) fn say(code: &str) {
    let (first, last) = code.split_at_checked(4).unwrap_or((code, ""));
    println!("启用码（只能用一次）：{first} {last}");
    println!("在主持用的设备上打开 /claim，填进去。");
}
