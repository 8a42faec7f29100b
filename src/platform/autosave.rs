//! Saves the newest state, one transaction after the other, and says how it stands.

use super::store::Known;
use super::{Store, StoreError};
use gloo::timers::callback::Timeout;
use gloo::timers::future::TimeoutFuture;
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
    /// On its way for so long that the store seems not to answer; saving goes on when it does.
    Unanswered,
    /// In the store, and read back.
    Saved,
    /// Not in the store.
    Failed(StoreError),
}

/// How long a store may take before it is said that nothing is kept, in milliseconds.
pub const PATIENCE: u32 = 6_000;

/// Keeps workspaces in the store. Clones share one queue.
#[derive(Clone)]
pub struct Autosave {
    inner: Rc<RefCell<Inner>>,
}

struct Inner {
    store: Store,
    /// What this page knows to be in the store.
    known: BTreeMap<String, Known>,
    /// What writes the newest text of each workspace that is not yet in the store.
    waiting: BTreeMap<String, Write>,
    running: bool,
    report: Rc<dyn Fn(SaveState)>,
}

/// Writes a text when its turn comes.
type Write = Box<dyn FnOnce() -> String>;

impl PartialEq for Autosave {
    fn eq(&self, other: &Autosave) -> bool {
        Rc::ptr_eq(&self.inner, &other.inner)
    }
}

impl Autosave {
    /// A queue over a store. `report` is told every change of state.
    pub fn new(store: Store, report: impl Fn(SaveState) + 'static) -> Autosave {
        let known = BTreeMap::new();
        let inner = Inner { store, known, waiting: BTreeMap::new(), running: false, report: Rc::new(report) };
        Autosave { inner: Rc::new(RefCell::new(inner)) }
    }

    /// Says what this page has read: looking at it is no reason to save it again.
    pub fn knows(&self, id: &str, revision: u32, file: &str) {
        let known = Known { revision, file: file.to_owned() };
        self.inner.borrow_mut().known.insert(id.to_owned(), known);
    }

    /// The revision and the text that this page knows to be in the store.
    pub fn known(&self, id: &str) -> Option<(u32, String)> {
        self.inner.borrow().known.get(id).map(|known| (known.revision, known.file.clone()))
    }

    /// Forgets a deleted workspace.
    pub fn forget(&self, id: &str) {
        let mut inner = self.inner.borrow_mut();
        inner.known.remove(id);
        inner.waiting.remove(id);
    }

    /// Keeps a state, written once the page has drawn it; an older one of the same workspace that is
    /// still waiting is passed over.
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

    /// Says after a while that the store does not answer, unless it is cancelled before.
    fn unanswered_later(&self) -> Timeout {
        let report = Rc::clone(&self.inner.borrow().report);
        Timeout::new(PATIENCE, move || report(SaveState::Unanswered))
    }

    async fn run(&self) {
        let mut failed = None;
        // What was typed is drawn before anything is written.
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
                    self.knows(&id, revision, &file);
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
