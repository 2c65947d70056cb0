//! What every store keeps: one suite, run on memory and on SQLite (and on any store that joins them).
//!
//! `promises` holds a function per promise over `&dyn Store`; `on_every_store!` runs each on an empty store
//! of each kind. What only a file can show (power cuts, locks, full disks, tampering) is in `files`.

use server::store::{Memory, Sqlite, SqliteOptions, Store};

#[path = "store/files.rs"]
mod files;
#[path = "store/promises.rs"]
mod promises;

/// A new SQLite store in a folder of its own.
async fn sqlite(options: SqliteOptions) -> (tempfile::TempDir, Sqlite) {
    let folder = tempfile::tempdir().unwrap();
    let store = Sqlite::open(&folder.path().join("yishiting.db"), options).await.unwrap();
    (folder, store)
}

macro_rules! on_every_store {
    ($($promise:ident)*) => {
        mod memory {
            use super::*;
            $(#[tokio::test] async fn $promise() { promises::$promise(&Memory::new()).await })*
        }
        mod sqlite_file {
            use super::*;
            $(#[tokio::test(flavor = "multi_thread")] async fn $promise() {
                let (_folder, store) = sqlite(SqliteOptions::default()).await;
                promises::$promise(&store).await;
                store.close().await;
            })*
        }
    };
}

on_every_store! {
    what_was_appended_reads_back_in_order
    a_taken_number_is_refused_and_nothing_of_that_append_stays
    an_answer_is_remembered_once_per_stream_and_person
    five_hundred_appends_at_once_are_all_there_in_order
    one_refused_append_does_not_spoil_those_beside_it
    the_chain_verifies_and_a_tampered_row_is_named
    erased_words_are_gone_and_the_chain_stays_whole
    the_list_of_meetings_shows_each_meeting_as_it_last_was
    the_station_is_one_and_can_be_renamed
    a_seat_belongs_to_one_person_in_one_meeting_until_taken
    a_seat_arrives_with_its_event_or_not_at_all
    a_lost_seat_moves_to_the_new_device
    a_desk_link_makes_one_host_within_ten_minutes
    a_wall_link_works_until_withdrawn
    doors_open_by_secret_and_code_and_both_die_with_them
    two_meetings_never_share_an_open_code
    a_claim_code_works_once_and_five_wrong_tries_spoil_it
    a_claim_code_is_used_by_one_of_many_at_once
    nothing_is_written_after_closing
}
