//! 分解文件 – targets that a superior issued. Only the open unit's targets are imported.

use super::{Context, Decision, Destination, Question};
use crate::domain::figures::Level;
use crate::workspace::notice::{Notice, Refusal};
use crate::workspace::{Action, Event, IssuedTargets, TakenIssue, Workspace, snapshot};

/// An issue that is not newer than the one imported before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierIssue {
    /// The last imported issue.
    pub last: TakenIssue,
    /// The new issue.
    pub this: TakenIssue,
}

impl Context<'_> {
    /// Opens a file of issued targets.
    pub(super) fn allocation_file(&self, name: &str, text: &str) -> Decision {
        let Some(open) = self.reporting() else { return Decision::not_opened(name, Refusal::NoWorkForTargets) };
        if !self.is_of_the_same_work() {
            return Decision::refused(Notice::ChangedMeanwhile { file: name.to_owned() });
        }
        let file = match snapshot::read_allocation(text, &open.pack.pack) {
            Ok(file) => file,
            Err(error) => return Decision::not_opened(name, Refusal::File(error)),
        };
        let workspace = open.history.present();
        let unit = &workspace.entries.unit;
        if workspace.entries.level == Level::Province {
            return Decision::not_opened(name, Refusal::ProvinceHasItsTargets);
        }
        let Some(targets) = file.issue.targets.get(unit) else {
            let units = file.issue.targets.keys().cloned().collect();
            return Decision::not_opened(name, Refusal::UnitNotInIssue { unit: unit.clone(), units });
        };
        if file.example != workspace.example {
            return Decision::not_opened(name, Refusal::ExampleAndReal);
        }
        let this = TakenIssue { by: file.by.clone(), number: file.issue.number, day: file.issue.day };
        if let Some(last) = later_than(workspace, &this) {
            let question = Question::EarlierIssue(EarlierIssue { last: last.clone(), this: this.clone() });
            if !self.agreed.contains(&question) {
                return Decision::Asks(question, Vec::new());
            }
        }
        let told = Event::NoticeShown(Notice::TargetsTaken { issue: this.clone(), rows: targets.len() });
        let document = file.issue.document.clone();
        let issued = IssuedTargets { issue: this, document, targets: targets.clone() };
        Decision::Does(vec![Event::Edited(Action::IssueTaken(Box::new(issued))), told], Some(Destination::Figures))
    }
}

/// The last imported issue of the same superior, unless the new one follows it.
fn later_than<'w>(workspace: &'w Workspace, issue: &TakenIssue) -> Option<&'w TakenIssue> {
    let of_same = workspace.issues_taken.iter().filter(|known| known.by == issue.by);
    let last = of_same.max_by_key(|known| (known.number, known.day))?;
    (issue.number <= last.number || issue.day < last.day).then_some(last)
}
