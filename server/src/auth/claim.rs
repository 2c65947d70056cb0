//! How a new server gets its host, so that no stranger in the same network can.
//!
//! The rule: the code appears on the server's terminal and nowhere else; used once; five wrong tries change
//! it. Until somebody claimed the server every page but `/claim` says 尚未启用. `yishiting claim` prints a new
//! code, also later, for one more host's device. Deliberately not here: the page and the printing.

use super::codes;
use super::token::{NoRandomness, Token};
use crate::store::{ClaimAnswer, Hash, RightsChange, Store, StoreError};

/// Why claiming could not be looked at.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClaimError {
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No token could be made.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// What a try came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    /// Right: give this token to the device as its host cookie.
    Claimed(Token),
    /// Wrong; so many tries are left.
    Wrong {
        /// Tries left.
        left: u8,
    },
    /// Wrong for the last time; the terminal must print this new code.
    Changed {
        /// The new code, for the terminal only.
        code: String,
    },
    /// No code waits: `yishiting claim` makes one.
    NoCode,
}

/// Makes a new claim code, which replaces the one before. For the terminal only.
pub async fn new_code(store: &dyn Store) -> Result<String, ClaimError> {
    let code = codes::claim_code()?;
    store.change_rights(RightsChange::ClaimCode { code: Hash::of(&code) }).await?;
    Ok(code)
}

/// The code to print at start: a new one as long as nobody claimed the server, else none.
pub async fn code_at_start(store: &dyn Store) -> Result<Option<String>, ClaimError> {
    if store.claim_state().await?.claimed { Ok(None) } else { new_code(store).await.map(Some) }
}

/// Tries what somebody typed.
pub async fn try_code(store: &dyn Store, typed: &str) -> Result<Tried, ClaimError> {
    let token = Token::fresh()?;
    // What cannot be a code is a wrong one all the same.
    let code = Hash::of(&codes::typed_claim_code(typed).unwrap_or_default());
    Ok(match store.claim(code, token.hash()).await? {
        ClaimAnswer::Claimed => Tried::Claimed(token),
        ClaimAnswer::Wrong { left: 0 } => Tried::Changed { code: new_code(store).await? },
        ClaimAnswer::Wrong { left } => Tried::Wrong { left },
        ClaimAnswer::NoCode => Tried::NoCode,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Memory;

    #[tokio::test]
    async fn the_code_on_the_terminal_makes_one_host_once() {
        let store = Memory::new();
        let code = code_at_start(&store).await.unwrap().unwrap();
        let Tried::Claimed(token) = try_code(&store, &code.to_lowercase()).await.unwrap() else {
            panic!("not claimed")
        };
        assert!(store.host(token.hash()).await.unwrap());
        assert_eq!(try_code(&store, &code).await.unwrap(), Tried::NoCode);
        assert_eq!(code_at_start(&store).await.unwrap(), None);
    }

    #[tokio::test]
    async fn five_wrong_tries_change_the_code_and_a_stranger_is_no_host() {
        let store = Memory::new();
        let first = new_code(&store).await.unwrap();
        for left in [4, 3, 2, 1] {
            assert_eq!(try_code(&store, "not a code").await.unwrap(), Tried::Wrong { left });
        }
        let Tried::Changed { code } = try_code(&store, "AAAAAAAA").await.unwrap() else {
            panic!("not changed")
        };
        assert_eq!(try_code(&store, &first).await.unwrap(), Tried::Wrong { left: 4 });
        assert!(matches!(try_code(&store, &code).await.unwrap(), Tried::Claimed(_)));
    }
}
