//! Undo and redo without limit in a session: every state is kept, since one is small.

use super::{Action, Workspace};
use crate::domain::policy::Pack;
use std::rc::Rc;

/// A workspace and how it came about.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    past: Vec<Step>,
    present: Rc<Workspace>,
    future: Vec<Step>,
}

/// Something done, with the state on its other side.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What was done.
    pub action: Action,
    other_side: Rc<Workspace>,
}

impl History {
    /// Nothing done yet.
    pub fn new(workspace: Workspace) -> History {
        History { past: Vec::new(), present: Rc::new(workspace), future: Vec::new() }
    }

    /// The workspace as it is now.
    pub fn present(&self) -> &Rc<Workspace> {
        &self.present
    }

    /// After an action; `None` when it changes nothing.
    pub fn done(&self, action: Action, pack: &Pack) -> Option<History> {
        let next = action.apply(&self.present, pack)?;
        let mut past = self.past.clone();
        past.push(Step { action, other_side: Rc::clone(&self.present) });
        Some(History { past, present: Rc::new(next), future: Vec::new() })
    }

    /// Before the last action.
    pub fn undone(&self) -> Option<History> {
        let mut back = self.clone();
        let step = back.past.pop()?;
        back.future.push(Step { action: step.action, other_side: Rc::clone(&self.present) });
        back.present = step.other_side;
        Some(back)
    }

    /// After the action that was undone last.
    pub fn redone(&self) -> Option<History> {
        let mut forth = self.clone();
        let step = forth.future.pop()?;
        forth.past.push(Step { action: step.action, other_side: Rc::clone(&self.present) });
        forth.present = step.other_side;
        Some(forth)
    }

    /// What undo would take back.
    pub fn last_done(&self) -> Option<&Action> {
        self.past.last().map(|step| &step.action)
    }

    /// The workspace before the last action.
    pub fn before(&self) -> Option<&Rc<Workspace>> {
        self.past.last().map(|step| &step.other_side)
    }

    /// What redo would do again.
    pub fn last_undone(&self) -> Option<&Action> {
        self.future.last().map(|step| &step.action)
    }
}
