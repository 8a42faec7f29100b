//! Something that is read from the store: not yet there, late, there, or not to be had – never an empty list where there
//! was a failure.

use super::{StoreState, use_saving, use_store_state};
use crate::platform::{PATIENCE, Record, Store, StoreError};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Something that is read.
#[derive(Clone, Debug, PartialEq)]
pub enum Load<T> {
    /// It is being read.
    Pending,
    /// The store has not answered for so long that the page says so; it may still answer.
    Slow,
    /// It was read.
    Ready(T),
    /// It was not.
    Failed(StoreError),
}

impl<T> Load<T> {
    /// What was read.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Load::Ready(read) => Some(read),
            Load::Pending | Load::Slow | Load::Failed(_) => None,
        }
    }
}

/// Every record of the store, read when the store opens and after each save; and a callback that has them read anew.
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

/// Reads the records. What was read before stays until they are there.
fn read(store: Store, set: UseStateSetter<Load<Rc<Vec<Record>>>>) {
    spawn_local(async move {
        let late = set.clone();
        let late = Timeout::new(PATIENCE, move || late.set(Load::Slow));
        let records = store.workspaces().await;
        late.cancel();
        set.set(records.map_or_else(Load::Failed, |records| Load::Ready(Rc::new(records))));
    });
}
