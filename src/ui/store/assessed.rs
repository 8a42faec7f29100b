//! The assessment of the open workspace: computed once for each state, read by every page.

use crate::domain::attainment::{Assessment, Flip, Subject, assess, flips};
use crate::domain::figures::{Doubt, Situation, doubts};
use crate::domain::policy::{OptionId, Pack, ReadingId, Readings};
use crate::packs::OpenPack;
use crate::workspace::Workspace;
use std::rc::Rc;

/// A pack and a workspace with their assessment.
#[derive(Clone)]
pub struct Assessed {
    /// The pack.
    pub pack: Rc<OpenPack>,
    /// The workspace.
    pub workspace: Rc<Workspace>,
    /// Verdicts and doubts; `None` while the workspace has no `as_of`.
    pub verdicts: Option<Verdicts>,
}

impl PartialEq for Assessed {
    /// The same pack and workspace always give the same verdicts: compare only the pointers.
    fn eq(&self, other: &Assessed) -> bool {
        Rc::ptr_eq(&self.pack, &other.pack) && Rc::ptr_eq(&self.workspace, &other.workspace)
    }
}

impl Eq for Assessed {}

/// Verdicts and doubts.
#[derive(Clone, PartialEq, Eq)]
pub struct Verdicts {
    /// What was assessed.
    pub situation: Situation,
    /// The verdicts.
    pub assessment: Assessment,
    /// Figures that look wrong.
    pub doubts: Vec<Doubt>,
}

impl Assessed {
    /// Assesses a workspace.
    pub fn of(pack: Rc<OpenPack>, workspace: Rc<Workspace>) -> Assessed {
        let verdicts = workspace.situation().map(|situation| Verdicts {
            assessment: assess(&pack.pack, &situation),
            doubts: doubts(&pack.pack, &situation.figures, situation.as_of),
            situation,
        });
        Assessed { pack, workspace, verdicts }
    }

    /// The rules of the pack.
    pub fn rules(&self) -> &Pack {
        &self.pack.pack
    }

    /// The option in force of a reading.
    pub fn option_in_force(&self, reading: &ReadingId) -> Option<OptionId> {
        option_in_force(self.rules(), &self.workspace.entries.readings, reading)
    }
}

fn option_in_force(pack: &Pack, readings: &Readings, reading: &ReadingId) -> Option<OptionId> {
    Some(readings.option_of(pack.reading(reading)?)?.id.clone())
}

impl Verdicts {
    /// Which other options would flip a verdict.
    pub fn flips(&self, pack: &Pack) -> Vec<Flip> {
        flips(pack, &self.situation, &self.assessment)
    }
}

/// The flips of one row or goal.
pub fn flips_of<'t>(flips: &'t [Flip], subject: &'t Subject) -> impl Iterator<Item = &'t Flip> {
    flips.iter().filter(move |flip| &flip.subject == subject)
}
