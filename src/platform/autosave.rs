//! Saves the newest state, one transaction at a time, and reports how saving stands.

use super::store::Known;
use super::{Store, StoreError};
use gloo::timers::callback::Timeout;
use gloo::timers::future::TimeoutFuture;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Whether the newest state is saved.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveState {
    /// Nothing to save.
    Idle,
    /// Being saved.
    Saving,
    /// Being saved for so long that the store seems not to answer. Saving still goes on.
    Unanswered,
    /// Saved and read back.
    Saved,
    /// Not saved.
    Failed(StoreError),
}

/// How long a save may take before the page says that the store does not answer, in milliseconds.
pub const PATIENCE: u32 = 6_000;

/// Saves workspaces in the store. Clones share one queue.
#[derive(Clone)]
pub struct Autosave {
    inner: Rc<RefCell<Inner>>,
}

struct Inner {
    store: Store,
    /// For each workspace, what this page last saw in the store.
    known: BTreeMap<String, Known>,
    /// For each workspace with unsaved changes, the function that writes its newest text.
    waiting: BTreeMap<String, Write>,
    running: bool,
    report: Rc<dyn Fn(SaveState)>,
}

/// Produces the text when its turn comes.
type Write = Box<dyn FnOnce() -> String>;

impl PartialEq for Autosave {
    fn eq(&self, other: &Autosave) -> bool {
        Rc::ptr_eq(&self.inner, &other.inner)
    }
}

impl Autosave {
    /// A queue of saves to a store. `report` is called with every change of state.
    pub fn new(store: Store, report: impl Fn(SaveState) + 'static) -> Autosave {
        let known = BTreeMap::new();
        let inner = Inner { store, known, waiting: BTreeMap::new(), running: false, report: Rc::new(report) };
        Autosave { inner: Rc::new(RefCell::new(inner)) }
    }

    /// Records what this page has read from the store, so that it is not saved again unchanged.
    pub fn mark_seen(&self, id: &str, revision: u32, file: &str) {
        let known = Known { revision, file: file.to_owned() };
        self.inner.borrow_mut().known.insert(id.to_owned(), known);
    }

    /// The revision and text that this page last saw in the store.
    pub fn known(&self, id: &str) -> Option<(u32, String)> {
        self.inner.borrow().known.get(id).map(|known| (known.revision, known.file.clone()))
    }

    /// Forgets a deleted workspace.
    pub fn forget(&self, id: &str) {
        let mut inner = self.inner.borrow_mut();
        inner.known.remove(id);
        inner.waiting.remove(id);
    }

    /// Queues a state to be saved after the page has drawn it. It replaces an older state of the same workspace that
    /// is still waiting.
    pub fn keep(&self, id: String, write: impl FnOnce() -> String + 'static) {
        let report = {
            let mut inner = self.inner.borrow_mut();
            inner.waiting.insert(id, Box::new(write));
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

    /// Reports after a while that the store does not answer, unless cancelled.
    fn unanswered_later(&self) -> Timeout {
        let report = Rc::clone(&self.inner.borrow().report);
        Timeout::new(PATIENCE, move || report(SaveState::Unanswered))
    }

    async fn run(&self) {
        let mut failed = None;
        // The page first draws what was typed.
        TimeoutFuture::new(0).await;
        loop {
            let next = {
                let mut inner = self.inner.borrow_mut();
                inner.waiting.pop_first().map(|(id, write)| {
                    let known = inner.known.get(&id).cloned().unwrap_or_default();
                    (inner.store.clone(), id, write, known)
                })
            };
            let Some((store, id, write, known)) = next else { break };
            let file = write();
            if file == known.file {
                continue;
            }
            let unanswered = self.unanswered_later();
            let saved = store.save(&id, &file, &known).await;
            unanswered.cancel();
            failed = match saved {
                Ok(revision) => {
                    self.mark_seen(&id, revision, &file);
                    failed
                }
                Err(error) => Some(error),
            };
        }
        let report = {
            let mut inner = self.inner.borrow_mut();
            inner.running = false;
            Rc::clone(&inner.report)
        };
        report(failed.map_or(SaveState::Saved, SaveState::Failed));
    }
}
