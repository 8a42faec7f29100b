//! Unlimited undo and redo within a session: every state is kept. States share unchanged data, so one more
//! costs about one series.

use super::{Action, DeskChange, Workspace};
use crate::domain::policy::Pack;
use std::rc::Rc;

/// A workspace with its undo history.
#[derive(Clone, Debug)]
pub struct History {
    first: Rc<Workspace>,
    steps: Vec<Rc<Step>>,
    /// Number of steps done; later ones were undone.
    done: usize,
}

/// An action and the state after it.
#[derive(Clone, Debug)]
pub struct Step {
    /// The action.
    pub action: Action,
    /// The state after it.
    pub after: Rc<Workspace>,
}

impl PartialEq for History {
    /// Equal if they hold the very same steps (by pointer), not just equal ones.
    fn eq(&self, other: &History) -> bool {
        self.done == other.done
            && Rc::ptr_eq(&self.first, &other.first)
            && self.steps.len() == other.steps.len()
            && self.steps.iter().zip(&other.steps).all(|(one, other)| Rc::ptr_eq(one, other))
    }
}

impl Eq for History {}

impl History {
    /// A history without steps.
    pub fn new(workspace: Workspace) -> History {
        History { first: Rc::new(workspace), steps: Vec::new(), done: 0 }
    }

    /// The current state.
    pub fn present(&self) -> &Rc<Workspace> {
        self.state(self.done)
    }

    /// After an action; `None` if it changes nothing.
    pub fn done(&self, action: Action, pack: &Pack) -> Option<History> {
        let after = Rc::new(action.apply(self.present(), pack)?);
        let mut steps: Vec<_> = self.steps.iter().take(self.done).cloned().collect();
        steps.push(Rc::new(Step { action, after }));
        Some(History { first: Rc::clone(&self.first), done: steps.len(), steps })
    }

    /// With the last step undone.
    pub fn undone(&self) -> Option<History> {
        self.at(self.done.checked_sub(1)?)
    }

    /// With the next step redone.
    pub fn redone(&self) -> Option<History> {
        self.at(self.done.checked_add(1)?)
    }

    /// With `done` steps done. `None` if that is the current position, if there are fewer steps, or if it would
    /// undo an issue of targets.
    pub fn at(&self, done: usize) -> Option<History> {
        let possible = done <= self.steps.len() && done != self.done && done >= self.settled();
        possible.then(|| History { done, ..self.clone() })
    }

    /// Number of steps that cannot be undone: all up to the last issue of targets.
    pub fn settled(&self) -> usize {
        let is_final = |step: &Rc<Step>| matches!(step.action, Action::AtDesk(DeskChange::Issued(_)));
        let last = self.steps.iter().take(self.done).rposition(is_final);
        last.map_or(0, |index| index.saturating_add(1))
    }

    /// All steps; those from [`History::position`] on are undone.
    pub fn steps(&self) -> &[Rc<Step>] {
        &self.steps
    }

    /// Number of steps done.
    pub fn position(&self) -> usize {
        self.done
    }

    /// The action that undo would reverse.
    pub fn last_to_undo(&self) -> Option<&Action> {
        self.last_done().filter(|_| self.done > self.settled())
    }

    /// The last action done.
    pub fn last_done(&self) -> Option<&Action> {
        Some(&self.steps.get(self.done.checked_sub(1)?)?.action)
    }

    /// The state before the last action.
    pub fn before(&self) -> Option<&Rc<Workspace>> {
        Some(self.state(self.done.checked_sub(1)?))
    }

    /// The action that redo would repeat.
    pub fn last_undone(&self) -> Option<&Action> {
        self.steps.get(self.done).map(|step| &step.action)
    }

    /// The state after `done` steps.
    fn state(&self, done: usize) -> &Rc<Workspace> {
        let last = done.checked_sub(1).and_then(|index| self.steps.get(index));
        last.map_or(&self.first, |step| &step.after)
    }
}
