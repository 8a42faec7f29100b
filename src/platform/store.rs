//! The working copy in IndexedDB: one text for each workspace and each pack. A save counts only if its transaction
//! completes and the same text is read back.

use super::now_text;
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{TransactionDurability, TransactionMode, TransactionOptions};
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use thiserror::Error;

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

/// A workspace as stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Saved {
    /// Its key.
    pub id: String,
    /// Increases with every save, so that an older page cannot overwrite the work of a newer one.
    pub revision: u32,
    /// When it was saved, as [`now_text`] writes it.
    pub saved_at: String,
    /// The workspace file.
    pub file: String,
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
    /// The browser's message.
    #[error("{0}")]
    Browser(String),
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

    /// All stored workspaces. Records that cannot be read stay in the store and are skipped.
    pub async fn workspaces(&self) -> Result<Vec<Saved>, StoreError> {
        let records = self.texts(WORKSPACES).await?;
        Ok(records.iter().filter_map(|record| serde_json::from_str(record).ok()).collect())
    }

    /// The texts of all packs that were opened.
    pub async fn packs(&self) -> Result<Vec<String>, StoreError> {
        self.texts(PACKS).await
    }

    /// A stored workspace; `None` if there is none or it cannot be read.
    pub async fn workspace(&self, id: &str) -> Result<Option<Saved>, StoreError> {
        Ok(self.record(id).await?.and_then(|text| serde_json::from_str(&text).ok()))
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
        let there = there.and_then(|text| serde_json::from_str::<Saved>(&text).ok());
        let there = there.map(|saved| Known { revision: saved.revision, file: saved.file }).unwrap_or_default();
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
