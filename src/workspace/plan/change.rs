//! Changes of a year's plan, as past events.

use super::{Measure, Progress, Report, ReportKind, Serves, TypedDay, WorkPlan};
use crate::workspace::plain_text::{plain_name, plain_paragraphs, plain_remark};

/// Largest number of measures in a year's plan; also of reports.
pub const MOST_MEASURES: usize = 5_000;

/// A change of a year's plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanChange {
    /// The day of filing was typed.
    Filed(String),
    /// A measure was added, with its new id.
    MeasureAdded(String, Serves),
    /// A field of a measure was written.
    MeasureWritten(String, MeasureField, String),
    /// What a measure serves was chosen.
    MeasureServes(String, Serves),
    /// The progress of a measure was chosen.
    MeasureMoved(String, Progress),
    /// A measure was removed.
    MeasureDropped(String),
    /// A report was added.
    ReportAdded(String, ReportKind),
    /// A field of a report was written.
    ReportWritten(String, ReportField, String),
    /// A report was removed.
    ReportDropped(String),
}

/// A field of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureField {
    /// What is done.
    What,
    /// Who is responsible.
    Who,
    /// The due day.
    Due,
    /// The evidence.
    Evidence,
}

/// A field of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportField {
    /// The title.
    Title,
    /// The text.
    Text,
    /// The day of sending.
    Sent,
}

impl PlanChange {
    /// The plan after the change; `None` if the change is not possible.
    pub(in crate::workspace) fn apply(&self, plan: &WorkPlan) -> Option<WorkPlan> {
        let mut next = plan.clone();
        match self {
            PlanChange::Filed(text) => next.filed = TypedDay::typed(text),
            PlanChange::MeasureAdded(id, serves) => {
                let number = next_number(next.measures.values().map(|measure| measure.number), next.measures.len())?;
                let measure = Measure {
                    number,
                    serves: serves.clone(),
                    what: String::new(),
                    who: String::new(),
                    due: TypedDay::default(),
                    evidence: String::new(),
                    progress: Progress::default(),
                };
                next.measures.insert(id.clone(), measure);
            }
            PlanChange::MeasureWritten(id, field, text) => {
                let measure = next.measures.get_mut(id)?;
                match field {
                    MeasureField::What => measure.what = plain_remark(text),
                    MeasureField::Who => measure.who = plain_name(text),
                    MeasureField::Due => measure.due = TypedDay::typed(text),
                    MeasureField::Evidence => measure.evidence = plain_remark(text),
                }
            }
            PlanChange::MeasureServes(id, serves) => next.measures.get_mut(id)?.serves = serves.clone(),
            PlanChange::MeasureMoved(id, progress) => next.measures.get_mut(id)?.progress = *progress,
            PlanChange::MeasureDropped(id) => drop(next.measures.remove(id)?),
            PlanChange::ReportAdded(id, kind) => {
                let number = next_number(next.reports.values().map(|report| report.number), next.reports.len())?;
                let (title, text) = (String::new(), String::new());
                next.reports.insert(id.clone(), Report { number, kind: *kind, title, text, sent: TypedDay::default() });
            }
            PlanChange::ReportWritten(id, field, text) => {
                let report = next.reports.get_mut(id)?;
                match field {
                    ReportField::Title => report.title = plain_name(text),
                    ReportField::Text => report.text = plain_paragraphs(text),
                    ReportField::Sent => report.sent = TypedDay::typed(text),
                }
            }
            PlanChange::ReportDropped(id) => drop(next.reports.remove(id)?),
        }
        Some(next)
    }
}

/// The next number; `None` if the list is full.
fn next_number(numbers: impl Iterator<Item = u32>, length: usize) -> Option<u32> {
    if length >= MOST_MEASURES { None } else { numbers.max().unwrap_or(0).checked_add(1) }
}
