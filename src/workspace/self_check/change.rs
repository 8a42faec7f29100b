//! Changes of a self-check, as past events.

use super::{Column, MOST_TRANSACTIONS, Question, SelfCheck};
use crate::domain::policy::{Pack, SubjectKind};
use crate::domain::subsidy::{SubjectSide, Transaction};
use std::rc::Rc;

/// A change of a self-check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckChange {
    /// It was created, for a subject of that kind and name.
    Begun(Option<SubjectKind>, String),
    /// It was opened from another unit's file; it replaces the present one, if any.
    Received(Rc<SelfCheck>),
    /// It was removed.
    Dropped,
    /// A question was answered.
    Answered(Question, String),
    /// A transaction was added.
    TransactionAdded,
    /// A transaction was removed.
    TransactionDropped(usize),
    /// Transactions were pasted after the existing ones.
    TransactionsPasted(Vec<Vec<(Column, String)>>),
    /// Evidence was marked as ready or not ready.
    EvidenceReady(String, bool),
}

impl CheckChange {
    /// The self-check after the change; `check` is `None` if it does not exist yet. `None` if the change is not
    /// possible, `Some(None)` if the check was removed.
    pub(in crate::workspace) fn apply(
        &self,
        id: &str,
        check: Option<&SelfCheck>,
        pack: &Pack,
    ) -> Option<Option<SelfCheck>> {
        match (self, check) {
            (CheckChange::Begun(kind, name), None) => {
                let name = crate::workspace::plain_text::plain_name(name);
                return Some(Some(SelfCheck::new(id.to_owned(), *kind, name)));
            }
            (CheckChange::Received(received), _) => {
                return Some(Some(SelfCheck { id: id.to_owned(), received: true, ..(**received).clone() }));
            }
            (CheckChange::Dropped, Some(_)) => return Some(None),
            _ => {}
        }
        let mut next = check?.clone();
        match self {
            CheckChange::Answered(question, text) => {
                if let Question::Transaction(index, _) = question {
                    // A row that another tab removed takes no text: a stored text would turn up in a later row.
                    next.answers.transactions.get(*index)?;
                }
                next.answer(*question, text);
            }
            CheckChange::TransactionAdded => next.add_transactions(1)?,
            CheckChange::TransactionDropped(index) => next.drop_transaction(*index)?,
            CheckChange::TransactionsPasted(rows) => {
                let first = next.answers.transactions.len();
                next.add_transactions(rows.len())?;
                for (index, cells) in (first..).zip(rows) {
                    cells.iter().for_each(|(column, text)| next.answer(Question::Transaction(index, *column), text));
                }
            }
            CheckChange::EvidenceReady(id, ready) => {
                pack.evidence.iter().find(|known| &known.id == id)?;
                match ready {
                    true => drop(next.ready.insert(id.clone())),
                    false => drop(next.ready.remove(id)),
                }
            }
            CheckChange::Begun(..) | CheckChange::Received(_) | CheckChange::Dropped => return None,
        }
        Some(Some(next))
    }
}

impl SelfCheck {
    fn add_transactions(&mut self, rows: usize) -> Option<()> {
        let after = self.answers.transactions.len().checked_add(rows).filter(|after| *after <= MOST_TRANSACTIONS)?;
        // The side is stored, so that changing the kind of subject does not turn a sale into a purchase.
        let subject_side = self.answers.kind.and_then(Question::only_side).map_or(SubjectSide::Blank, SubjectSide::On);
        self.answers.transactions.resize(after, Transaction { subject_side, ..Transaction::default() });
        Some(())
    }

    /// Removes a transaction. Texts of later rows that were not understood move up.
    fn drop_transaction(&mut self, index: usize) -> Option<()> {
        self.answers.transactions.get(index)?;
        self.answers.transactions.remove(index);
        let moved = std::mem::take(&mut self.not_understood).into_iter().filter_map(|(question, text)| {
            let question = match question {
                Question::Transaction(row, _) if row == index => return None,
                Question::Transaction(row, column) if row > index => Question::Transaction(row.checked_sub(1)?, column),
                other => other,
            };
            Some((question, text))
        });
        self.not_understood = moved.collect();
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs;

    #[test]
    fn a_row_that_is_taken_away_takes_its_texts_with_it_and_the_others_move_up() {
        let pack = packs::open(packs::BUILT_IN).unwrap().pack;
        let mut check = SelfCheck::new("c".to_owned(), None, String::new());
        let mode = |row: usize, text: &str| (row, text.to_owned());
        let rows = ["赠与", "转让", "借用"].map(|text| vec![(Column::Mode, text.to_owned())]).to_vec();
        let mut act = |change: CheckChange| check = change.apply("c", Some(&check), &pack).unwrap().unwrap();
        act(CheckChange::TransactionsPasted(rows));
        act(CheckChange::TransactionDropped(0));
        let left = |row| check.text(Question::Transaction(row, Column::Mode));
        assert_eq!([mode(0, &left(0)), mode(1, &left(1))], [mode(0, "assignment"), mode(1, "借用")]);
        assert_eq!(check.not_understood.len(), 1);
        let nowhere = CheckChange::Answered(Question::Transaction(2, Column::Mode), "转让".to_owned());
        assert_eq!(nowhere.apply("c", Some(&check), &pack), None);
        let too_many = CheckChange::TransactionsPasted(vec![Vec::new(); MOST_TRANSACTIONS]);
        assert_eq!(too_many.apply("c", Some(&check), &pack), None);
        assert_eq!(CheckChange::TransactionDropped(2).apply("c", Some(&check), &pack), None);
    }
}
