//! 自查 – what one subject answers in the subsidy self-check: typed values, texts that were not
//! understood beside them, evidence that is ready. Decides nothing.

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

/// Rows that a table of transactions may have.
pub const MOST_TRANSACTIONS: usize = 500;

/// One subject's self-check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelfCheck {
    /// Key in files and addresses; never shown.
    pub id: String,
    /// 单位名称
    pub name: String,
    /// 统一社会信用代码
    pub code: Option<Uscc>,
    /// What it answers.
    pub answers: Answers,
    /// The year that a city's figures are looked at for; `None` for the latest that has any.
    pub review_year: Option<Year>,
    /// Evidence that is ready, by id.
    pub ready: BTreeSet<String>,
    /// Text that was typed and not understood, by question; what it would replace stays.
    pub not_understood: BTreeMap<Question, String>,
    /// True when it was opened from another unit's file.
    pub received: bool,
    /// True for invented data: every export says so.
    pub example: bool,
    /// When the file that it came in was saved, in the words of that machine's clock; empty for one's own.
    pub saved_at: String,
}

impl SelfCheck {
    /// A subject of that kind that has answered nothing else.
    pub fn new(id: String, kind: Option<SubjectKind>, name: String) -> SelfCheck {
        let answers = Answers { kind, ..Answers::default() };
        SelfCheck { id, name, answers, ..SelfCheck::default() }
    }

    /// The answers as they are examined: whoever can stand on one side of a transaction only need not say
    /// so in each.
    pub fn examined(&self) -> Answers {
        let mut answers = self.answers.clone();
        if let Some(side) = answers.kind.and_then(Question::only_side) {
            let unsaid =
                answers.transactions.iter_mut().filter(|transaction| transaction.subject_side == SubjectSide::Blank);
            unsaid.for_each(|transaction| transaction.subject_side = SubjectSide::On(side));
        }
        answers
    }

    /// The text of the file that another unit opens, as saved at that time.
    pub fn file(&self, pack: &PackRef, saved_at: &str) -> String {
        snapshot::write_hand_off(pack, self, saved_at)
    }

    /// With a question answered, or its text kept where it is not understood.
    pub fn answered(&self, question: Question, text: &str) -> SelfCheck {
        let mut next = self.clone();
        next.answer(question, text);
        next
    }
}
