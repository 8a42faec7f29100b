//! A value that is read from the store: pending, slow, ready or failed. A failure never looks like an empty list.

use super::{StoreState, use_saving, use_store_state};
use crate::platform::{PATIENCE, Record, Store, StoreError};
use gloo::timers::callback::Timeout;
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
    /// The value, once read.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Load::Ready(read) => Some(read),
            Load::Pending | Load::Slow | Load::Failed(_) => None,
        }
    }
}

/// Every record of the store, read when the store opens and after each save, and a callback that reads them again.
#[hook]
pub fn use_records() -> (Load<Rc<Vec<Record>>>, Callback<()>) {
    let load = use_state(|| Load::Pending);
    let (store_state, saving) = (use_store_state(), use_saving());
    let store = match &store_state {
        StoreState::Open { store, .. } => Some(store.clone()),
        StoreState::Opening | StoreState::Off(_) => None,
    };
    let set = load.setter();
    use_effect_with((store.clone(), saving.state), move |(store, _)| {
        if let Some(store) = store {
            read(store.clone(), set);
        }
    });
    let set = load.setter();
    let anew = use_callback(store, move |(), store| {
        if let Some(store) = store {
            read(store.clone(), set.clone());
        }
    });
    let load = match &store_state {
        StoreState::Off(error) => Load::Failed(error.clone()),
        StoreState::Opening | StoreState::Open { .. } => (*load).clone(),
    };
    (load, anew)
}

/// Reads the records. The earlier ones stay until the new ones arrive or the store turns out to be slow.
fn read(store: Store, set: UseStateSetter<Load<Rc<Vec<Record>>>>) {
    spawn_local(async move {
        let late = set.clone();
        let late = Timeout::new(PATIENCE, move || late.set(Load::Slow));
        let records = store.workspaces().await;
        late.cancel();
        set.set(records.map_or_else(Load::Failed, |records| Load::Ready(Rc::new(records))));
    });
}
