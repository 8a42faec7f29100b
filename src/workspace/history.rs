//! Undo and redo without limit in a session: every state is kept. States share what they have in
//! common, so that one more costs about one series.

use super::{Action, DeskChange, Workspace};
use crate::domain::policy::Pack;
use std::rc::Rc;

/// A workspace and how it came about.
#[derive(Clone, Debug)]
pub struct History {
    first: Rc<Workspace>,
    steps: Vec<Rc<Step>>,
    /// Steps that are done; those behind were undone.
    done: usize,
}

/// Something done, with the state that it led to.
#[derive(Clone, Debug)]
pub struct Step {
    /// What was done.
    pub action: Action,
    /// The state after it.
    pub after: Rc<Workspace>,
}

impl PartialEq for History {
    /// Two histories are the same when they are the same steps, not steps that look alike.
    fn eq(&self, other: &History) -> bool {
        self.done == other.done
            && Rc::ptr_eq(&self.first, &other.first)
            && self.steps.len() == other.steps.len()
            && self.steps.iter().zip(&other.steps).all(|(one, other)| Rc::ptr_eq(one, other))
    }
}

impl Eq for History {}

impl History {
    /// Nothing done yet.
    pub fn new(workspace: Workspace) -> History {
        History { first: Rc::new(workspace), steps: Vec::new(), done: 0 }
    }

    /// The workspace as it is now.
    pub fn present(&self) -> &Rc<Workspace> {
        self.state(self.done)
    }

    /// After an action; `None` when it changes nothing.
    pub fn done(&self, action: Action, pack: &Pack) -> Option<History> {
        let after = Rc::new(action.apply(self.present(), pack)?);
        let mut steps: Vec<_> = self.steps.iter().take(self.done).cloned().collect();
        steps.push(Rc::new(Step { action, after }));
        Some(History { first: Rc::clone(&self.first), done: steps.len(), steps })
    }

    /// Before the last action.
    pub fn undone(&self) -> Option<History> {
        self.at(self.done.checked_sub(1)?)
    }

    /// After the action that was undone last.
    pub fn redone(&self) -> Option<History> {
        self.at(self.done.checked_add(1)?)
    }

    /// With that many of the steps done; `None` where there are not so many, or already, or where it would take
    /// back what went out of the house.
    pub fn at(&self, done: usize) -> Option<History> {
        let possible = done <= self.steps.len() && done != self.done && done >= self.settled();
        possible.then(|| History { done, ..self.clone() })
    }

    /// How many of the steps cannot be taken back: up to the last one after which a file was given out.
    pub fn settled(&self) -> usize {
        let is_final = |step: &Rc<Step>| matches!(step.action, Action::AtDesk(DeskChange::Issued(_)));
        let last = self.steps.iter().take(self.done).rposition(is_final);
        last.map_or(0, |index| index.saturating_add(1))
    }

    /// Every step, those behind [`History::position`] undone.
    pub fn steps(&self) -> &[Rc<Step>] {
        &self.steps
    }

    /// How many of the steps are done.
    pub fn position(&self) -> usize {
        self.done
    }

    /// What undo would take back.
    pub fn last_to_undo(&self) -> Option<&Action> {
        self.last_done().filter(|_| self.done > self.settled())
    }

    /// What was done last.
    pub fn last_done(&self) -> Option<&Action> {
        Some(&self.steps.get(self.done.checked_sub(1)?)?.action)
    }

    /// The workspace before the last action.
    pub fn before(&self) -> Option<&Rc<Workspace>> {
        Some(self.state(self.done.checked_sub(1)?))
    }

    /// What redo would do again.
    pub fn last_undone(&self) -> Option<&Action> {
        self.steps.get(self.done).map(|step| &step.action)
    }

    /// The state after that many steps.
    fn state(&self, done: usize) -> &Rc<Workspace> {
        let last = done.checked_sub(1).and_then(|index| self.steps.get(index));
        last.map_or(&self.first, |step| &step.after)
    }
}
