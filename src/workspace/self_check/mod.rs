//! 自查 – one subject's answers in the subsidy self-check: values, texts that were not understood, and evidence
//! that is ready. Decides nothing.

mod answer;
mod change;
mod merge;
mod question;
mod word;

pub use answer::AnswerProblem;
pub use change::CheckChange;
pub use merge::Disputed;
pub use question::{Column, Question};

use super::{PackRef, snapshot};
use crate::domain::enterprise::code::Uscc;
use crate::domain::policy::SubjectKind;
use crate::domain::quantity::Year;
use crate::domain::subsidy::{Answers, SubjectSide};
use std::collections::{BTreeMap, BTreeSet};

/// Largest number of transactions.
pub const MOST_TRANSACTIONS: usize = 500;

/// A subject's self-check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelfCheck {
    /// Key in files and addresses; never shown.
    pub id: String,
    /// 单位名称
    pub name: String,
    /// 统一社会信用代码
    pub code: Option<Uscc>,
    /// The answers.
    pub answers: Answers,
    /// The year of a city's figures; `None` for the latest year with figures.
    pub review_year: Option<Year>,
    /// Evidence that is ready, by its id.
    pub ready: BTreeSet<String>,
    /// Text that was typed and not understood, by question; the answer that it would replace stays.
    pub not_understood: BTreeMap<Question, String>,
    /// True if it was opened from another unit's file.
    pub received: bool,
    /// True for invented data: every export says so.
    pub example: bool,
    /// When its file was saved, as text in that computer's local time; empty for one's own self-check.
    pub saved_at: String,
}

impl SelfCheck {
    /// A self-check of a subject, without answers.
    pub fn new(id: String, kind: Option<SubjectKind>, name: String) -> SelfCheck {
        let answers = Answers { kind, ..Answers::default() };
        SelfCheck { id, name, answers, ..SelfCheck::default() }
    }

    /// The answers for the examination. A subject that can be on only one side of a transaction need not state
    /// it.
    pub fn examined(&self) -> Answers {
        let mut answers = self.answers.clone();
        if let Some(side) = answers.kind.and_then(Question::only_side) {
            let unsaid =
                answers.transactions.iter_mut().filter(|transaction| transaction.subject_side == SubjectSide::Blank);
            unsaid.for_each(|transaction| transaction.subject_side = SubjectSide::On(side));
        }
        answers
    }

    /// The file for another unit, saved at that time.
    pub fn file(&self, pack: &PackRef, saved_at: &str) -> String {
        snapshot::write_hand_off(pack, self, saved_at)
    }

    /// With a question answered, or with its text kept if it is not understood.
    pub fn answered(&self, question: Question, text: &str) -> SelfCheck {
        let mut next = self.clone();
        next.answer(question, text);
        next
    }
}
