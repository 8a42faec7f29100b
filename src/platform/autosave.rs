//! Saves the newest state, one transaction after the other, and says how it stands.

use super::{Store, StoreError};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// How the newest state is kept.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveState {
    /// Nothing to keep.
    Idle,
    /// On its way into the store.
    Saving,
    /// In the store, and read back.
    Saved,
    /// Not in the store.
    Failed(StoreError),
}

/// Keeps workspaces in the store. Clones share one queue.
#[derive(Clone)]
pub struct Autosave {
    inner: Rc<RefCell<Inner>>,
}

struct Inner {
    store: Store,
    /// The revision that this page knows of each workspace.
    revisions: BTreeMap<String, u32>,
    newest: Option<(String, String)>,
    running: bool,
    report: Rc<dyn Fn(SaveState)>,
}

impl PartialEq for Autosave {
    fn eq(&self, other: &Autosave) -> bool {
        Rc::ptr_eq(&self.inner, &other.inner)
    }
}

impl Autosave {
    /// A queue over a store. `report` is told every change of state.
    pub fn new(store: Store, report: impl Fn(SaveState) + 'static) -> Autosave {
        let revisions = BTreeMap::new();
        let inner = Inner { store, revisions, newest: None, running: false, report: Rc::new(report) };
        Autosave { inner: Rc::new(RefCell::new(inner)) }
    }

    /// Says which revision of a workspace this page has read.
    pub fn knows(&self, id: &str, revision: u32) {
        self.inner.borrow_mut().revisions.insert(id.to_owned(), revision);
    }

    /// Forgets a deleted workspace.
    pub fn forget(&self, id: &str) {
        let mut inner = self.inner.borrow_mut();
        inner.revisions.remove(id);
        if inner.newest.as_ref().is_some_and(|(newest, _)| newest == id) {
            inner.newest = None;
        }
    }

    /// Keeps a state; an older one that is still waiting is passed over.
    pub fn keep(&self, id: String, file: String) {
        let report = {
            let mut inner = self.inner.borrow_mut();
            inner.newest = Some((id, file));
            if inner.running {
                return;
            }
            inner.running = true;
            Rc::clone(&inner.report)
        };
        report(SaveState::Saving);
        let queue = self.clone();
        spawn_local(async move { queue.run().await });
    }

    async fn run(&self) {
        let mut state = SaveState::Saved;
        loop {
            let next = {
                let mut inner = self.inner.borrow_mut();
                inner.newest.take().map(|(id, file)| {
                    let known = inner.revisions.get(&id).copied().unwrap_or(0);
                    (inner.store.clone(), id, file, known)
                })
            };
            let Some((store, id, file, known)) = next else { break };
            state = match store.save(&id, &file, known).await {
                Ok(revision) => {
                    self.inner.borrow_mut().revisions.insert(id, revision);
                    SaveState::Saved
                }
                Err(error) => SaveState::Failed(error),
            };
        }
        let report = {
            let mut inner = self.inner.borrow_mut();
            inner.running = false;
            Rc::clone(&inner.report)
        };
        report(state);
    }
}
