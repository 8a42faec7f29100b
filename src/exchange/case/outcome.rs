//! Verdicts in the words of the case format.

use crate::domain::policy::{Pack, SeriesId};
use crate::domain::quantity::{Exact, to_plain};
use crate::domain::working::{DistanceOf, Reason, Test, Verdict, Working};
use std::collections::BTreeMap;

/// A working in the words of the case format.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// `met`, `not_met`, …
    pub verdict: String,
    /// The reason, if the verdict is undetermined.
    pub reason: Option<String>,
    /// The verdicts of amounts that are judged separately, by series.
    pub parts: BTreeMap<String, String>,
    /// Requirements by series, or by `sum`.
    pub required: BTreeMap<String, String>,
    /// Distances by series, or by `sum`.
    pub short_by: BTreeMap<String, String>,
}

impl Outcome {
    /// Translates a working.
    pub fn of(pack: &Pack, working: &Working) -> Outcome {
        let mut outcome = Outcome {
            verdict: verdict_word(working.verdict).to_owned(),
            reason: reason_of(working.verdict).map(|reason| reason_word(reason).to_owned()),
            ..Outcome::default()
        };
        if let Some(amounts) = working.parts.first().filter(|part| part.test == Test::EveryAmount) {
            for part in &amounts.parts {
                if let Some(series) = growth_series(part) {
                    outcome.parts.insert(series.to_string(), verdict_word(part.verdict).to_owned());
                }
            }
        }
        for distance in working.distances() {
            let (key, first) = match &distance.of {
                DistanceOf::Series(series) => (series.to_string(), Some(series)),
                DistanceOf::Sum(series) => ("sum".to_owned(), series.first()),
            };
            let decimals = first.and_then(|id| pack.series_of(id)).map_or(6, |series| series.unit.step_decimals());
            let plain = |value: &Exact| to_plain(value, decimals);
            outcome.required.entry(key.clone()).or_insert_with(|| plain(&distance.required));
            if let Some(short_by) = &distance.short_by {
                outcome.short_by.entry(key).or_insert_with(|| plain(short_by));
            }
        }
        outcome
    }
}

fn growth_series(part: &Working) -> Option<&SeriesId> {
    match &part.test {
        Test::Growth { amounts, .. } => amounts.first(),
        _ => part.parts.first().and_then(growth_series),
    }
}

pub(super) const VERDICT_WORDS: [&str; 6] =
    ["met", "not_met", "in_progress", "not_due", "not_applicable", "undetermined"];
pub(super) const REASON_WORDS: [&str; 7] = [
    "missing_target",
    "before_first_rate",
    "missing_base",
    "zero_base",
    "missing_value",
    "numerator_exceeds_denominator",
    "zero_denominator",
];

/// The word for a verdict in files.
pub fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "met",
        Verdict::NotMet => "not_met",
        Verdict::InProgress => "in_progress",
        Verdict::NotDue => "not_due",
        Verdict::NotApplicable => "not_applicable",
        Verdict::Undetermined(_) => "undetermined",
    }
}

/// The reason of an undetermined verdict.
pub(super) fn reason_of(verdict: Verdict) -> Option<Reason> {
    match verdict {
        Verdict::Undetermined(reason) => Some(reason),
        _ => None,
    }
}

/// The word for a reason in files.
pub fn reason_word(reason: Reason) -> &'static str {
    match reason {
        Reason::MissingTarget => "missing_target",
        Reason::BeforeFirstRate => "before_first_rate",
        Reason::MissingBase => "missing_base",
        Reason::ZeroBase => "zero_base",
        Reason::MissingValue => "missing_value",
        Reason::NumeratorExceedsDenominator => "numerator_exceeds_denominator",
        Reason::ZeroDenominator => "zero_denominator",
    }
}
