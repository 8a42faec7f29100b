//! A value that is read from the store: pending, slow, ready or failed. A failure never looks like an empty list.

use super::{StoreState, use_packs, use_saving, use_store_state};
use crate::packs::OpenPack;
use crate::platform::{PATIENCE, Record, Store, StoreError};
use crate::workspace::intake::{KeptWork, kept_works};
use gloo::timers::callback::Timeout;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// A value that is read from the store.
#[derive(Clone, Debug, PartialEq)]
pub enum Load<T> {
    /// Being read.
    Pending,
    /// The store is slow enough that the page says so; it may still answer.
    Slow,
    /// Read.
    Ready(T),
    /// Not read.
    Failed(StoreError),
}

impl<T> Load<T> {
    /// The same of what follows from the value.
    fn map<U>(&self, follows: impl FnOnce(&T) -> U) -> Load<U> {
        match self {
            Load::Pending => Load::Pending,
            Load::Slow => Load::Slow,
            Load::Ready(read) => Load::Ready(follows(read)),
            Load::Failed(error) => Load::Failed(error.clone()),
        }
    }

    /// The value, once read.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Load::Ready(read) => Some(read),
            Load::Pending | Load::Slow | Load::Failed(_) => None,
        }
    }
}

/// Everything that the store holds, read with the loaded packs.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptHere {
    /// The workspaces, the newest first, also those that no loaded pack can read.
    pub works: Rc<Vec<KeptWork>>,
    /// The records that are no workspaces: key and text.
    pub damaged: Rc<Vec<(String, String)>>,
}

/// Everything in the store, and a callback that reads it again.
#[hook]
pub fn use_kept_here() -> (Load<KeptHere>, Callback<()>) {
    let (packs, (records, read_again)) = (use_packs(), use_records());
    let here = use_memo((packs, records), |(packs, records)| records.map(|records| kept_here(packs, records)));
    ((*here).clone(), read_again)
}

fn kept_here(packs: &Rc<Vec<Rc<OpenPack>>>, records: &[Record]) -> KeptHere {
    let (mut kept, mut damaged) = (Vec::new(), Vec::new());
    for record in records {
        match record {
            Record::Kept(one) => kept.push(Rc::clone(one)),
            Record::Unreadable { key, text } => damaged.push((key.clone(), text.clone())),
        }
    }
    KeptHere { works: Rc::new(kept_works(packs, kept)), damaged: Rc::new(damaged) }
}

/// Every record of the store, read when the store opens and after each save, and a callback that reads them again.
#[hook]
fn use_records() -> (Load<Rc<Vec<Record>>>, Callback<()>) {
    let load = use_state(|| Load::Pending);
    let progress = use_memo((), |()| Progress::default());
    let (store_state, saving) = (use_store_state(), use_saving());
    let store = match &store_state {
        StoreState::Open { store, .. } => Some(store.clone()),
        StoreState::Opening | StoreState::Off(_) => None,
    };
    let read_again = {
        let (set, progress) = (load.setter(), progress);
        use_callback(store.clone(), move |(), store| {
            if let Some(store) = store {
                read(store.clone(), set.clone(), Rc::clone(&progress));
            }
        })
    };
    {
        let read_again = read_again.clone();
        use_effect_with((store, saving.state), move |_| read_again.emit(()));
    }
    let load = match &store_state {
        StoreState::Off(error) => Load::Failed(error.clone()),
        StoreState::Opening | StoreState::Open { .. } => (*load).clone(),
    };
    (load, read_again)
}

/// How far reading has got.
#[derive(Default)]
struct Progress {
    /// Counts the readings; only the answer of the last one counts.
    last: Cell<u32>,
    /// True once records were read: they stay while a later reading is slow.
    has_records: Cell<bool>,
}

/// Reads the records. The earlier ones stay until the new ones arrive.
fn read(store: Store, set: UseStateSetter<Load<Rc<Vec<Record>>>>, progress: Rc<Progress>) {
    let number = progress.last.get().wrapping_add(1);
    progress.last.set(number);
    spawn_local(async move {
        let slow = {
            let (set, progress) = (set.clone(), Rc::clone(&progress));
            Timeout::new(PATIENCE, move || {
                if !progress.has_records.get() {
                    set.set(Load::Slow);
                }
            })
        };
        let records = store.workspaces().await;
        slow.cancel();
        if progress.last.get() == number {
            progress.has_records.set(records.is_ok());
            set.set(records.map_or_else(Load::Failed, |records| Load::Ready(Rc::new(records))));
        }
    });
}
