//! Self-checks in version 2 of the workspace file, and alone in the self-check file: answers by question, in
//! their normal form.

use crate::domain::subsidy::Transaction;
use crate::workspace::plain_text::plain_name;
use crate::workspace::self_check::{Column, MOST_TRANSACTIONS, Question, SelfCheck};
use crate::workspace::snapshot::FileError;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Serialize, Deserialize)]
pub(in super::super) struct SelfCheckFile {
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    answers: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    transactions: Vec<BTreeMap<String, String>>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    ready: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    not_understood: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "super::is_false")]
    received: bool,
    #[serde(default, skip_serializing_if = "super::is_false")]
    example: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    saved_at: String,
}

impl SelfCheckFile {
    /// A self-check as the file holds it.
    pub(in super::super) fn of(check: &SelfCheck) -> SelfCheckFile {
        let filled = |(key, question): (String, Question)| {
            let text = check.shown(question);
            (!text.is_empty()).then_some((key, text))
        };
        let row = |index: usize| {
            let cells =
                Column::ALL.into_iter().map(|column| (column.key().to_owned(), Question::Transaction(index, column)));
            cells.filter_map(filled).collect()
        };
        let questions = check.questions().into_iter().map(|question| (question.key(), question));
        let typed = check.not_understood.iter().map(|(question, text)| (question.key(), text.clone()));
        SelfCheckFile {
            answers: questions.filter_map(filled).collect(),
            transactions: (0..check.answers.transactions.len()).map(row).collect(),
            ready: check.ready.clone(),
            not_understood: typed.collect(),
            received: check.received,
            example: check.example,
            saved_at: check.saved_at.clone(),
        }
    }

    /// The self-check in a file. Answers to questions of a newer minor version are skipped; a workspace file keeps
    /// them as unknown members.
    pub(in super::super) fn check(self, id: &str) -> Result<SelfCheck, FileError> {
        let mut check = SelfCheck::new(id.to_owned(), None, String::new());
        for (key, text) in &self.answers {
            if let Some(question) = Question::from_key(key) {
                take(&mut check, question, text)?;
            }
        }
        if self.transactions.len() > MOST_TRANSACTIONS {
            return Err(FileError::TooManyTransactions(self.transactions.len()));
        }
        check.answers.transactions.resize(self.transactions.len(), Transaction::default());
        for (index, row) in self.transactions.iter().enumerate() {
            for (key, text) in row {
                let column = Column::ALL.into_iter().find(|column| column.key() == key);
                let column = column.ok_or_else(|| bad("transactions", key))?;
                take(&mut check, Question::Transaction(index, column), text)?;
            }
        }
        for (key, text) in self.not_understood {
            let rows = check.answers.transactions.len();
            let is_there = |question: &Question| !matches!(question, Question::Transaction(row, _) if *row >= rows);
            let question = Question::from_key(&key).filter(is_there).ok_or_else(|| bad("not_understood", &key))?;
            check.answer(question, &text);
        }
        check.ready = self.ready;
        check.received = self.received;
        check.example = self.example;
        check.saved_at = plain_name(&self.saved_at);
        Ok(check)
    }
}

/// Takes an answer in its normal form; any other is refused.
fn take(check: &mut SelfCheck, question: Question, text: &str) -> Result<(), FileError> {
    check.answer(question, text);
    if check.not_understood.is_empty() && check.shown(question) == text {
        Ok(())
    } else {
        Err(FileError::Answer { question, value: text.to_owned() })
    }
}

fn bad(place: &str, value: &str) -> FileError {
    FileError::Value { place: format!("self_checks {place}"), value: value.to_owned() }
}
