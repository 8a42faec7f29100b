//! A self-check that is created, or opened from a subject's file. It joins the open unit's figures; without
//! any, it gets a workspace of its own.

use super::work::for_a_subject;
use super::{Beside, Context, Decision, Destination, Origin};
use crate::domain::policy::SubjectKind;
use crate::workspace::notice::{CheckRemark, Notice, Refusal};
use crate::workspace::snapshot::{self, HandOff};
use crate::workspace::{Action, CheckChange, Event, SelfCheck, example_check};
use std::rc::Rc;

impl Context<'_> {
    /// Creates a self-check.
    pub(super) fn check_begun(&self, kind: SubjectKind, beside: Beside) -> Decision {
        let id = self.request.fresh.check.clone();
        let begins = |unit: String| Event::Edited(Action::SelfCheck(id.clone(), CheckChange::Begun(Some(kind), unit)));
        let to = Destination::Check(id.clone());
        match self.reporting().filter(|_| beside == Beside::Figures) {
            Some(open) => {
                // A city checks itself.
                let own =
                    if kind == SubjectKind::City { open.history.present().entries.unit.clone() } else { String::new() };
                Decision::Does(vec![begins(own)], Some(to))
            }
            None => {
                let Some(pack) = self.pack() else { return Decision::Nothing };
                let workspace = for_a_subject(self.request.fresh.workspace.clone(), pack, "");
                let opened = Event::Opened(Box::new(workspace), Rc::clone(pack), Origin::default());
                self.replacing("", Decision::Does(vec![opened, begins(String::new())], Some(to)))
            }
        }
    }

    /// Opens the invented firm's self-check in a workspace of its own.
    pub(super) fn example_check(&self) -> Decision {
        let Some(pack) = self.pack() else { return Decision::Nothing };
        let check = example_check(self.request.fresh.check.clone());
        let mut workspace = for_a_subject(self.request.fresh.workspace.clone(), pack, &check.name);
        workspace.example = true;
        let id = check.id.clone();
        workspace.self_checks.insert(id.clone(), Rc::new(check));
        let opened = Event::Opened(Box::new(workspace), Rc::clone(pack), Origin::default());
        self.replacing("", Decision::Does(vec![opened], Some(Destination::CheckResult(id))))
    }

    /// Opens a subject's self-check file.
    pub(super) fn self_check_file(&self, name: &str, text: &str) -> Decision {
        let handed = match snapshot::read_hand_off(text) {
            Ok(handed) => handed,
            Err(error) => return Decision::not_opened(name, Refusal::File(error)),
        };
        match self.reporting() {
            Some(_) if !self.is_of_the_same_work() => {
                Decision::refused(Notice::ChangedMeanwhile { file: name.to_owned() })
            }
            Some(open) => {
                let mut remarks = Vec::new();
                let there = open.history.present().self_checks.get(&handed.check.id);
                let id = self.key_of(there.map(|there| &**there), &handed.check, &mut remarks);
                remarks.extend(self.pack_remark(&handed));
                let change = CheckChange::Received(Rc::new(handed.check.clone()));
                let did = Event::Edited(Action::SelfCheck(id.clone(), change));
                let told = Event::NoticeShown(Notice::CheckOpened { subject: handed.check.name, remarks });
                Decision::Does(vec![did, told], Some(Destination::CheckResult(id)))
            }
            None => self.check_of_its_own(name, handed),
        }
    }

    /// The key under which a self-check joins. A copy that comes back does not overwrite the unit's own
    /// answers, and a file made from another subject's does not overwrite that subject's.
    fn key_of(&self, there: Option<&SelfCheck>, handed: &SelfCheck, remarks: &mut Vec<CheckRemark>) -> String {
        match there {
            Some(own) if !own.received => self.request.fresh.check.clone(),
            Some(there) if !is_same_subject(there, handed) => {
                remarks.push(CheckRemark::MadeFrom(there.name.clone()));
                self.request.fresh.check.clone()
            }
            Some(there) => {
                remarks.push(CheckRemark::Replaced { old: there.saved_at.clone(), new: handed.saved_at.clone() });
                handed.id.clone()
            }
            None => handed.id.clone(),
        }
    }

    fn check_of_its_own(&self, name: &str, handed: HandOff) -> Decision {
        let Some(pack) = self.session.pack_for(&handed.pack).or_else(|| self.session.packs.first()) else {
            return Decision::Nothing;
        };
        let remarks = self.pack_remark(&handed).into_iter().collect();
        let mut workspace = for_a_subject(self.request.fresh.workspace.clone(), pack, &handed.check.name);
        workspace.example = handed.check.example;
        // It becomes the user's own, so the time of the file no longer matters.
        let own = SelfCheck { saved_at: String::new(), ..handed.check.clone() };
        let id = own.id.clone();
        workspace.self_checks.insert(id.clone(), Rc::new(own));
        let opened = Event::Opened(Box::new(workspace), Rc::clone(pack), Origin::default());
        let told = Event::NoticeShown(Notice::CheckOpened { subject: handed.check.name, remarks });
        self.replacing(name, Decision::Does(vec![opened, told], Some(Destination::CheckResult(id))))
    }

    /// A remark if the pack of the answers is not loaded.
    fn pack_remark(&self, handed: &HandOff) -> Option<CheckRemark> {
        let packs = &self.session.packs;
        if packs.iter().any(|pack| pack.sha256 == handed.pack.sha256) {
            return None;
        }
        let is_known = packs.iter().any(|pack| pack.pack.id == handed.pack.id);
        Some(if is_known { CheckRemark::OtherEdition } else { CheckRemark::OtherPack(handed.pack.id.clone()) })
    }
}

/// Same name, and same code if both have one.
fn is_same_subject(one: &SelfCheck, other: &SelfCheck) -> bool {
    let same_code = one.code == other.code || one.code.is_none() || other.code.is_none();
    one.name == other.name && same_code
}
