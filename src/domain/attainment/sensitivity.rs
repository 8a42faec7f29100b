//! Sensitivity: which other reading would change a verdict (SPEC "Readings").

use super::{Assessment, Situation, Span, assess};
use crate::domain::policy::{Choice, GoalId, Pack, ReadingKind, RowId};
use crate::domain::working::{Verdict, Working};

/// A verdict that one other option of a reading would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// The row or goal.
    pub subject: Subject,
    /// The year, or the whole period.
    pub span: Span,
    /// The option that would change it, with all other readings unchanged.
    pub choice: Choice,
    /// The verdict under that option.
    pub verdict: Verdict,
}

impl Flip {
    /// True unless the verdict under the other option is undetermined, so that nothing can be said of it.
    pub fn is_certain(&self) -> bool {
        !matches!(self.verdict, Verdict::Undetermined(_))
    }
}

/// A row or a goal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A row.
    Row(RowId),
    /// A goal.
    Goal(GoalId),
}

/// Every verdict that another option would change, one option at a time; also those that become undetermined.
pub fn flips(pack: &Pack, situation: &Situation, now: &Assessment) -> Vec<Flip> {
    let mut found = Vec::new();
    for reading in pack.readings.iter().filter(|reading| reading.kind != ReadingKind::Ledger) {
        let in_force = situation.readings.option_of(reading).map(|option| &option.id);
        for option in reading.options.iter().filter(|option| Some(&option.id) != in_force) {
            let readings = situation.readings.with(&reading.id, &option.id);
            let other = assess(pack, &Situation { readings, ..situation.clone() });
            let choice = Choice { reading: reading.id.clone(), option: option.id.clone() };
            let changed_verdicts = changed_verdicts(now, &other).into_iter();
            found.extend(changed_verdicts.map(|(subject, span, _, is)| Flip {
                subject,
                span,
                choice: choice.clone(),
                verdict: is.verdict,
            }));
        }
    }
    found
}

/// Every verdict that differs between two assessments under one pack, with both workings.
pub fn changed_verdicts<'a>(was: &'a Assessment, is: &'a Assessment) -> Vec<(Subject, Span, &'a Working, &'a Working)> {
    let pairs = workings(was).zip(workings(is));
    pairs
        .filter(|((.., was), (.., is))| was.verdict != is.verdict)
        .map(|((.., was), (subject, span, is))| (subject, span, was, is))
        .collect()
}

/// Every working with its subject and span, in the pack's order.
pub fn workings(assessment: &Assessment) -> impl Iterator<Item = (Subject, Span, &Working)> {
    let rows = assessment.rows.iter().flat_map(|row| {
        let years = row.years.iter().map(|(year, working)| (Span::Year(*year), working));
        let spans = years.chain([(Span::Whole, &row.whole)]);
        spans.map(|(span, working)| (Subject::Row(row.id.clone()), span, working))
    });
    let goals = assessment.goals.iter().map(|(id, working)| (Subject::Goal(id.clone()), Span::Whole, working));
    rows.chain(goals)
}
