//! Merging two tabs' changes to one self-check, question by question. What only the other tab changed is
//! copied; where both changed the same answer, this tab's stays and the conflict is listed.

use super::{Question, SelfCheck};
use crate::domain::subsidy::Transaction;

/// A conflict in a self-check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disputed {
    /// The answer to a question.
    Answer(Question),
    /// The list of transactions, or a row of it.
    Transactions,
}

impl SelfCheck {
    /// Merges the other side's changes since the base. Returns the conflicts too.
    pub(in crate::workspace) fn merged(&self, base: &SelfCheck, theirs: &SelfCheck) -> (SelfCheck, Vec<Disputed>) {
        let mut merged = self.clone();
        let mut disputed = Vec::new();
        let mut questions = [base.questions(), theirs.questions(), self.questions()].concat();
        questions.sort_unstable();
        questions.dedup();
        for question in questions {
            let [was, is_there, is_here] = [base, theirs, self].map(|side| side.text(question));
            match (is_there == was, is_here == was) {
                (true, _) => {}
                (false, true) => merged.answer(question, &is_there),
                (false, false) if is_there == is_here => {}
                (false, false) => disputed.push(Disputed::Answer(question)),
            }
        }
        let [was, is_there, is_here] = [base, theirs, self].map(SelfCheck::rows);
        if is_there != was && is_here == was {
            merged.answers.transactions.clone_from(&theirs.answers.transactions);
            merged.not_understood.retain(|question, _| !question.is_of_transaction());
            let typed = theirs.not_understood.iter().filter(|(question, _)| question.is_of_transaction());
            merged.not_understood.extend(typed.map(|(question, text)| (*question, text.clone())));
        } else if is_there != was && is_there != is_here {
            disputed.push(Disputed::Transactions);
        }
        for id in base.ready.union(&theirs.ready) {
            match (base.ready.contains(id), theirs.ready.contains(id)) {
                (false, true) => drop(merged.ready.insert(id.clone())),
                (true, false) => drop(merged.ready.remove(id)),
                _ => {}
            }
        }
        (merged, disputed)
    }

    /// Everything in the table of transactions, with the texts that were not understood.
    fn rows(&self) -> (&[Transaction], Vec<(&Question, &String)>) {
        let typed = self.not_understood.iter().filter(|(question, _)| question.is_of_transaction());
        (&self.answers.transactions, typed.collect())
    }
}

impl Question {
    fn is_of_transaction(self) -> bool {
        matches!(self, Question::Transaction(..))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs;
    use crate::workspace::self_check::{CheckChange, Column};

    #[test]
    fn rows_and_evidence_of_one_side_come_over_and_rows_that_both_changed_stay() {
        let pack = packs::open(packs::BUILT_IN).unwrap().pack;
        let act = |check: &SelfCheck, change: CheckChange| change.apply("c", Some(check), &pack).unwrap().unwrap();
        let row = |mode: &str| CheckChange::TransactionsPasted(vec![vec![(Column::Mode, mode.to_owned())]]);
        let ready = |id: &str, ready: bool| CheckChange::EvidenceReady(id.to_owned(), ready);
        let base = act(&SelfCheck::new("c".to_owned(), None, String::new()), ready("agreement", true));
        let theirs = act(&act(&act(&base, row("赠与")), ready("agreement", false)), ready("payment", true));
        let mine = act(&base, ready("product", true));
        let (merged, disputed) = mine.merged(&base, &theirs);
        assert_eq!((merged.text(Question::Transaction(0, Column::Mode)), disputed), ("赠与".to_owned(), Vec::new()));
        assert_eq!(merged.ready.iter().map(String::as_str).collect::<Vec<_>>(), ["payment", "product"]);
        // Each side added a row: this side's stays, and the conflict is listed.
        let mine = act(&mine, row("转让"));
        let (merged, disputed) = mine.merged(&base, &theirs);
        assert_eq!(
            (merged.text(Question::Transaction(0, Column::Mode)), disputed),
            ("assignment".to_owned(), vec![Disputed::Transactions])
        );
        assert_eq!(merged.answers.transactions.len(), 1);
        // The same row on both sides is no conflict.
        let same = act(&base, row("转让"));
        assert_eq!(mine.merged(&base, &same).1, []);
    }
}
