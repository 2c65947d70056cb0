//! How the parts a page begins with reach its island: by context on the server, by a data block
//! in the browser.
//!
//! The rule kept here: both sides read the same encoded bytes, version first, so the first view
//! in the browser equals the served one. Anybody who may see the page may read its data block:
//! never put into it what the page itself does not show.
//! Not here: which parts an audience gets (`meeting::view`), frames of the live path.

use serde::de::DeserializeOwned;

/// The first byte of every data block; a bundle that knows another one leaves the page as it is.
pub const VERSION: u8 = 1;

/// The `id` of the data block in the page.
pub const BLOCK: &str = "parts";

/// What a page begins with: plain data that can be encoded, cloned and given as context.
pub trait Parts: Clone + Send + Sync + DeserializeOwned + serde::Serialize + 'static {}

impl<P: Clone + Send + Sync + DeserializeOwned + serde::Serialize + 'static> Parts for P {}

/// The parts of the page being rendered (server) or hydrated (browser).
///
/// `None` where there are none or they do not decode; an island then shows nothing, and the
/// browser never gets that far, because the bundle's start asks [`decode`] first.
#[must_use]
pub fn starting<P: Parts>() -> Option<P> {
    #[cfg(feature = "ssr")]
    return leptos::prelude::use_context::<P>();
    #[cfg(all(feature = "hydrate", not(feature = "ssr")))]
    return crate::browser::block().and_then(|bytes| decode(&bytes));
    #[cfg(not(any(feature = "ssr", feature = "hydrate")))]
    None
}

/// Parts from the bytes of a data block.
#[must_use]
pub fn decode<P: Parts>(block: &[u8]) -> Option<P> {
    match block.split_first() {
        Some((&VERSION, rest)) => postcard::from_bytes(rest).ok(),
        _ => None,
    }
}

/// The bytes of a data block holding these parts.
#[cfg(feature = "ssr")]
pub fn encode<P: Parts>(parts: &P) -> Result<Vec<u8>, postcard::Error> {
    postcard::to_extend(parts, vec![VERSION])
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::{VERSION, decode, encode};

    #[test]
    fn what_was_written_into_a_page_is_read_back() -> Result<(), postcard::Error> {
        let parts = vec![(7_u32, String::from("三号楼的电梯")), (8, String::new())];
        assert_eq!(decode(&encode(&parts)?), Some(parts));
        Ok(())
    }

    #[test]
    fn a_block_of_another_version_or_cut_short_is_no_parts() -> Result<(), postcard::Error> {
        let mut block = encode(&String::from("停车"))?;
        assert_eq!(decode::<String>(&block[..3]), None);
        assert_eq!(decode::<String>(&[]), None);
        block[0] = VERSION + 1;
        assert_eq!(decode::<String>(&block), None);
        Ok(())
    }
}
