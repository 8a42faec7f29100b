//! The working copy in IndexedDB: one text for each workspace and each pack. A save counts only if its transaction
//! completes and the same text is read back.

use super::now_text;
use crate::workspace::intake::Kept;
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{TransactionDurability, TransactionMode, TransactionOptions};
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use thiserror::Error;
use wasm_bindgen::JsValue;

const NAME: &str = "zhuanhua";
const WORKSPACES: &str = "workspaces";
const PACKS: &str = "packs";

/// An open store.
#[derive(Clone)]
pub struct Store {
    database: Rc<Database>,
}

impl PartialEq for Store {
    fn eq(&self, other: &Store) -> bool {
        Rc::ptr_eq(&self.database, &other.database)
    }
}

/// A workspace as its record is written: the members of [`Kept`].
#[derive(Serialize, Deserialize)]
struct Saved {
    id: String,
    revision: u32,
    saved_at: String,
    file: String,
}

/// A record of the store.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// A workspace.
    Kept(Rc<Kept>),
    /// Something else, which stays where it is until a person deletes it.
    Unreadable {
        /// Its key.
        key: String,
        /// What stands there, as far as it is text.
        text: String,
    },
}

/// What a page last saw in the store: a revision and its text. The default means that there is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The revision.
    pub revision: u32,
    /// The workspace file.
    pub file: String,
}

/// Why the store failed.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum StoreError {
    /// Another page has saved since this one read; the revision now in the store.
    #[error("another page saved revision {0}")]
    Conflict(u32),
    /// The text read back differs from the text written.
    #[error("read back something else")]
    ReadBack,
    /// What is stored there is no workspace; it is left as it is.
    #[error("the record cannot be read")]
    Unreadable,
    /// The browser's message.
    #[error("{0}")]
    Browser(String),
}

/// The workspace of a record's text.
fn kept(text: &str) -> Option<Kept> {
    let Saved { id, revision, saved_at, file } = serde_json::from_str(text).ok()?;
    Some(Kept { id, revision, saved_at, file })
}

impl Record {
    fn of(key: &JsValue, record: &JsValue) -> Record {
        let text = record.as_string();
        match text.as_deref().and_then(kept) {
            Some(kept) => Record::Kept(Rc::new(kept)),
            None => Record::Unreadable {
                key: key.as_string().unwrap_or_default(),
                text: text.unwrap_or_else(|| String::from(js_sys::Object::from(record.clone()).to_string())),
            },
        }
    }

    /// The workspace, if it is one.
    pub fn kept(&self) -> Option<&Rc<Kept>> {
        match self {
            Record::Kept(kept) => Some(kept),
            Record::Unreadable { .. } => None,
        }
    }
}

fn browser(error: impl std::fmt::Display) -> StoreError {
    StoreError::Browser(error.to_string())
}

impl Store {
    /// Opens the store, and creates it the first time.
    pub async fn open() -> Result<Store, StoreError> {
        let request = Database::open(NAME).with_version(1_u8).with_on_upgrade_needed(|_, database| {
            for name in [WORKSPACES, PACKS] {
                database.create_object_store(name).build()?;
            }
            Ok(())
        });
        let database = request.await.map_err(browser)?;
        Ok(Store { database: Rc::new(database) })
    }

    /// All records of workspaces, also those that cannot be read.
    pub async fn workspaces(&self) -> Result<Vec<Record>, StoreError> {
        let transaction = self.database.transaction(WORKSPACES).build().map_err(browser)?;
        let store = transaction.object_store(WORKSPACES).map_err(browser)?;
        let keys = store.get_all_keys::<JsValue>().await.map_err(browser)?;
        let keys = keys.collect::<Result<Vec<_>, _>>().map_err(browser)?;
        let records = store.get_all::<JsValue>().await.map_err(browser)?;
        let records = records.collect::<Result<Vec<_>, _>>().map_err(browser)?;
        Ok(keys.iter().zip(&records).map(|(key, record)| Record::of(key, record)).collect())
    }

    /// The texts of all packs that were opened.
    pub async fn packs(&self) -> Result<Vec<String>, StoreError> {
        self.texts(PACKS).await
    }

    /// A stored workspace; `None` if there is none.
    pub async fn workspace(&self, id: &str) -> Result<Option<Kept>, StoreError> {
        self.record(id).await?.map(|text| kept(&text).ok_or(StoreError::Unreadable)).transpose()
    }

    async fn texts(&self, store: &str) -> Result<Vec<String>, StoreError> {
        let transaction = self.database.transaction(store).build().map_err(browser)?;
        let records = transaction.object_store(store).map_err(browser)?.get_all::<String>().await.map_err(browser)?;
        records.collect::<Result<_, _>>().map_err(browser)
    }

    /// Saves a workspace, if the store still holds what this page last saw, and reads it back. Returns the new
    /// revision.
    pub async fn save(&self, id: &str, file: &str, known: &Known) -> Result<u32, StoreError> {
        let revision = known.revision.saturating_add(1);
        let record = Saved { id: id.to_owned(), revision, saved_at: now_text(), file: file.to_owned() };
        let text = serde_json::to_string(&record).map_err(browser)?;
        let options = TransactionOptions::new().with_durability(TransactionDurability::Strict);
        let transaction = self
            .database
            .transaction(WORKSPACES)
            .with_mode(TransactionMode::Readwrite)
            .with_options(options)
            .build()
            .map_err(browser)?;
        let store = transaction.object_store(WORKSPACES).map_err(browser)?;
        let there = store.get::<String, _, _>(id).await.map_err(browser)?;
        let there = match there {
            Some(text) => {
                let kept = kept(&text).ok_or(StoreError::Unreadable)?;
                Known { revision: kept.revision, file: kept.file }
            }
            None => Known::default(),
        };
        // The text is compared too: a workspace that was deleted and opened again counts from 1 anew.
        if there != *known {
            transaction.abort().await.map_err(browser)?;
            // Two pages with the same text do not conflict.
            return if there.file == file { Ok(there.revision) } else { Err(StoreError::Conflict(there.revision)) };
        }
        store.put(text.as_str()).with_key(id).await.map_err(browser)?;
        transaction.commit().await.map_err(browser)?;
        match self.record(id).await? {
            Some(read) if read == text => Ok(record.revision),
            _ => Err(StoreError::ReadBack),
        }
    }

    async fn record(&self, id: &str) -> Result<Option<String>, StoreError> {
        let transaction = self.database.transaction(WORKSPACES).build().map_err(browser)?;
        let store = transaction.object_store(WORKSPACES).map_err(browser)?;
        store.get::<String, _, _>(id).await.map_err(browser)
    }

    /// Deletes a workspace for good.
    pub async fn delete(&self, id: &str) -> Result<(), StoreError> {
        let transaction =
            self.database.transaction(WORKSPACES).with_mode(TransactionMode::Readwrite).build().map_err(browser)?;
        transaction.object_store(WORKSPACES).map_err(browser)?.delete(id).await.map_err(browser)?;
        transaction.commit().await.map_err(browser)
    }

    /// Keeps a pack's text under its checksum.
    pub async fn keep_pack(&self, sha256: &str, text: &str) -> Result<(), StoreError> {
        let transaction =
            self.database.transaction(PACKS).with_mode(TransactionMode::Readwrite).build().map_err(browser)?;
        transaction.object_store(PACKS).map_err(browser)?.put(text).with_key(sha256).await.map_err(browser)?;
        transaction.commit().await.map_err(browser)
    }
}
