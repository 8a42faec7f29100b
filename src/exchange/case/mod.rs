//! Case files: one situation with the expected verdicts, as JSON (SPEC "Case files", "Subsidy scopes"). Anything that
//! the pack does not allow is an error of the case.

mod outcome;
mod subsidy;

pub use outcome::{Outcome, reason_word, verdict_word};

use crate::domain::attainment::{Assessment, Span};
use crate::domain::figures::{
    Accumulation, Answer, Figures, Level, RowTarget, Situation, SituationFault, Statements, Targets,
};
use crate::domain::policy::{GoalId, OptionId, Pack, ReadingId, Readings, RowId, SeriesId, StatementId};
use crate::domain::quantity::{Day, Period, Quantity, QuantityError, Year, parse_exact};
use crate::domain::subsidy::ScopeFinding;
use crate::domain::working::Working;
use outcome::{REASON_WORDS, VERDICT_WORDS, reason_of};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use subsidy::{PlanFile, SubjectFile, TransactionFile};
use thiserror::Error;

/// A case file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// A sentence on what the case shows.
    pub name: String,
    /// The pack's id.
    pub pack: String,
    /// Required if a row or goal has an expectation.
    level: Option<LevelWord>,
    as_of: String,
    #[serde(default)]
    readings: BTreeMap<String, String>,
    #[serde(default)]
    figures: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    sub_year: BTreeMap<String, AccumulationWord>,
    #[serde(default)]
    targets: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    statements: BTreeMap<String, StatementWord>,
    #[serde(default)]
    not_applicable: BTreeSet<String>,
    subject: Option<SubjectFile>,
    #[serde(default)]
    transactions: Vec<TransactionFile>,
    plan: Option<PlanFile>,
    decision_document: Option<String>,
    /// The expected verdicts.
    pub expect: Vec<Expectation>,
}

/// The expectation for one row, goal or element. A missing member is not checked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    row: Option<String>,
    goal: Option<String>,
    year: Option<u16>,
    verdict: Option<String>,
    reason: Option<String>,
    parts: Option<BTreeMap<String, String>>,
    required: Option<BTreeMap<String, String>>,
    short_by: Option<BTreeMap<String, String>>,
    scope: Option<u16>,
    element: Option<String>,
    state: Option<String>,
    class: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum LevelWord {
    Province,
    City,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum AccumulationWord {
    Current,
    Cumulative,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum StatementWord {
    Met,
    NotMet,
}

/// Why a file is not a case of its pack.
#[derive(Debug, Error)]
pub enum CaseError {
    /// Not JSON, or not the members of a case.
    #[error("not a case file: {0}")]
    Json(#[from] serde_json::Error),
    /// Made for another pack.
    #[error("pack {0} is not the one at hand")]
    Pack(String),
    /// Not a day of the calendar.
    #[error("as_of {0} is no day")]
    Day(String),
    /// Not a year, quarter or month.
    #[error("{0} is no period")]
    Period(String),
    /// A figure that its series does not allow.
    #[error("{series} {period}: {source}")]
    Quantity {
        /// The series.
        series: String,
        /// The period.
        period: String,
        /// What is wrong with it.
        source: QuantityError,
    },
    /// A target that cannot be read: its row, its text.
    #[error("target of row {0}: {1}")]
    Target(String, String),
    /// What the pack does not allow.
    #[error("not allowed by the pack: {0:?}")]
    Situation(Vec<SituationFault>),
    /// The level is missing, although a row or goal has an expectation.
    #[error("level is missing")]
    Level,
    /// A member with a value that it does not allow.
    #[error("{0}: {1} is not taken")]
    Value(&'static str, String),
    /// An expectation of something that has no verdict.
    #[error("expectation {0} names nothing that has a verdict")]
    Expectation(String),
    /// An expectation with a word that is no verdict, reason or part.
    #[error("expectation {0}: {1} is unknown")]
    Word(String, String),
}

/// Reads a case file.
pub fn parse(text: &str) -> Result<CaseFile, CaseError> {
    Ok(serde_json::from_str(text)?)
}

impl CaseFile {
    /// The situation, checked against its pack together with the expectations.
    pub fn situation(&self, pack: &Pack) -> Result<Situation, CaseError> {
        if self.pack != pack.id.as_str() {
            return Err(CaseError::Pack(self.pack.clone()));
        }
        let as_of = Day::parse(&self.as_of).ok_or_else(|| CaseError::Day(self.as_of.clone()))?;
        let mut readings = Readings::default();
        for (reading, option) in &self.readings {
            readings.choose(ReadingId::new(reading), OptionId::new(option));
        }
        let situation = Situation {
            level: self.level()?,
            as_of,
            figures: self.figures(pack)?,
            readings,
            targets: self.targets(pack)?,
            statements: self.statements(),
            not_applicable: self.not_applicable.iter().map(|row| RowId::new(row)).collect(),
        };
        let faults = situation.faults(pack);
        if !faults.is_empty() {
            return Err(CaseError::Situation(faults));
        }
        self.expect.iter().try_for_each(|expectation| expectation.check(pack))?;
        Ok(situation)
    }

    /// Subsidy cases may omit the level: no scope depends on it.
    fn level(&self) -> Result<Level, CaseError> {
        match self.level {
            Some(LevelWord::Province) => Ok(Level::Province),
            Some(LevelWord::City) => Ok(Level::City),
            None if self.expect.iter().all(|expectation| expectation.scope.is_some()) => Ok(Level::City),
            None => Err(CaseError::Level),
        }
    }

    fn figures(&self, pack: &Pack) -> Result<Figures, CaseError> {
        let mut figures = Figures::default();
        for (id, periods) in &self.figures {
            let series_id = SeriesId::new(id);
            let Some(series) = pack.series_of(&series_id) else {
                return Err(CaseError::Situation(vec![SituationFault::Series(series_id)]));
            };
            for (period, text) in periods {
                let parsed = Period::parse(period).ok_or_else(|| CaseError::Period(period.clone()))?;
                let value = Quantity::parse(text, &series.unit).map_err(|source| CaseError::Quantity {
                    series: id.clone(),
                    period: period.clone(),
                    source,
                })?;
                figures.put_own(&series_id, parsed, Some(value));
            }
        }
        for (id, word) in &self.sub_year {
            let accumulation = match word {
                AccumulationWord::Current => Accumulation::Current,
                AccumulationWord::Cumulative => Accumulation::Cumulative,
            };
            figures.accumulate(&SeriesId::new(id), accumulation);
        }
        Ok(figures)
    }

    fn targets(&self, pack: &Pack) -> Result<Targets, CaseError> {
        let mut targets = Targets::new();
        for (id, entries) in &self.targets {
            let error = |key: &str| CaseError::Target(id.clone(), key.to_owned());
            let row = pack.row(&RowId::new(id)).ok_or_else(|| error("no such row"))?;
            let unit = row.rule.series().first().and_then(|series| pack.series_of(series)).map(|series| &series.unit);
            let quantity = |text: &str| Quantity::parse(text, unit?).ok();
            let mut target = RowTarget::default();
            for (key, text) in entries {
                match key.as_str() {
                    "total" => target.total = Some(quantity(text).ok_or_else(|| error(text))?),
                    "rate" => target.rate = Some(parse_exact(text).ok_or_else(|| error(text))?),
                    "share" => target.share = Some(parse_exact(text).ok_or_else(|| error(text))?),
                    year => {
                        let year = Year::parse(year).ok_or_else(|| error(year))?;
                        target.years.insert(year, quantity(text).ok_or_else(|| error(text))?);
                    }
                }
            }
            targets.insert(row.id.clone(), target);
        }
        Ok(targets)
    }

    fn statements(&self) -> Statements {
        let answer =
            |word: &StatementWord| Answer { holds: matches!(word, StatementWord::Met), evidence: String::new() };
        self.statements.iter().map(|(id, word)| (StatementId::new(id), answer(word))).collect()
    }
}

impl Expectation {
    /// What the expectation is about, for messages.
    pub fn subject(&self) -> String {
        let subject = match (&self.row, &self.goal, &self.scope, &self.element) {
            (Some(row), ..) => format!("row {row}"),
            (None, Some(goal), ..) => format!("goal {goal}"),
            (None, None, Some(scope), Some(element)) => format!("scope {scope} {element}"),
            _ => "without row, goal or element".to_owned(),
        };
        self.year.map_or(subject.clone(), |year| format!("{subject} in {year}"))
    }

    /// Every difference between an assessment and this expectation; empty if it holds.
    pub fn differences(&self, pack: &Pack, assessment: &Assessment, scopes: &[ScopeFinding]) -> Vec<String> {
        if self.scope.is_some() {
            return self.element_differences(scopes);
        }
        let Some(working) = self.working(assessment) else {
            return vec![format!("{}: no verdict", self.subject())];
        };
        let mut found = Vec::new();
        let mut compare = |what: &str, expected: &str, actual: &str| {
            if expected != actual {
                found.push(format!("{}: {what} is {actual}, expected {expected}", self.subject()));
            }
        };
        compare("verdict", self.verdict.as_deref().unwrap_or_default(), verdict_word(working.verdict));
        if let Some(reason) = &self.reason {
            compare("reason", reason, reason_of(working.verdict).map_or("none", reason_word));
        }
        let outcome = Outcome::of(pack, working);
        let maps = [
            ("part", &self.parts, &outcome.parts),
            ("required", &self.required, &outcome.required),
            ("short_by", &self.short_by, &outcome.short_by),
        ];
        for (what, expected, actual) in maps {
            let Some(expected) = expected else { continue };
            // A map checks only the keys that it names; an empty one expects no keys.
            if expected.is_empty() && !actual.is_empty() {
                compare(what, "none", &format!("{actual:?}"));
            }
            for (key, expected) in expected {
                compare(&format!("{what} {key}"), expected, actual.get(key).map_or("none", String::as_str));
            }
        }
        found
    }

    fn working<'a>(&self, assessment: &'a Assessment) -> Option<&'a Working> {
        match (&self.row, &self.goal) {
            (Some(row), None) => {
                let span = self.year.map_or(Some(Span::Whole), |year| Year::new(year).map(Span::Year))?;
                assessment.row(&RowId::new(row))?.of(span)
            }
            (None, Some(goal)) if self.year.is_none() => assessment.goal(&GoalId::new(goal)),
            _ => None,
        }
    }

    fn check(&self, pack: &Pack) -> Result<(), CaseError> {
        if self.scope.is_some() || self.element.is_some() {
            return self.check_element(pack);
        }
        let year = self.year.map(Year::new);
        let known = match (&self.row, &self.goal) {
            (Some(row), None) => pack.row(&RowId::new(row)).is_some_and(|row| match year {
                None => true,
                Some(year) => row.rule.has_years() && pack.plan_years().any(|plan| Some(plan) == year),
            }),
            (None, Some(goal)) => year.is_none() && pack.goal(&GoalId::new(goal)).is_some(),
            _ => false,
        };
        let (Some(verdict), None, None) = (&self.verdict, &self.state, &self.class) else {
            return Err(CaseError::Expectation(self.subject()));
        };
        if !known {
            return Err(CaseError::Expectation(self.subject()));
        }
        let verdicts = self.parts.iter().flat_map(BTreeMap::values).chain([verdict]);
        let series = [&self.parts, &self.required, &self.short_by].into_iter().flatten().flat_map(BTreeMap::keys);
        let unknown = verdicts
            .filter(|word| !VERDICT_WORDS.contains(&word.as_str()))
            .chain(self.reason.iter().filter(|word| !REASON_WORDS.contains(&word.as_str())))
            .chain(series.filter(|id| *id != "sum" && pack.series_of(&SeriesId::new(id)).is_none()));
        match unknown.into_iter().next() {
            Some(word) => Err(CaseError::Word(self.subject(), word.clone())),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack() -> Pack {
        crate::packs::open(crate::packs::BUILT_IN).unwrap().pack
    }

    fn refused(body: &str) -> String {
        let text = format!(r#"{{"name":"x","pack":"shaanxi-2021-2023",{body}}}"#);
        let situation = parse(&text).and_then(|case| case.situation(&pack()));
        situation.err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn what_the_pack_does_not_allow_is_an_error_of_the_case() {
        let head = r#""level":"city","as_of":"2022-01-10","expect":[]"#;
        for body in [
            r#","colour":1"#,
            r#","figures":{"nothing":{"2021":"1"}}"#,
            r#","figures":{"pledge_projects":{"2019":"1"}}"#,
            r#","figures":{"pledge_projects":{"2021Q5":"1"}}"#,
            r#","figures":{"pledge_projects":{"2021":"1.5"}}"#,
            r#","figures":{"pledge_projects":{"2021":"-1"}}"#,
            r#","figures":{"pledge_projects":{"2021Q1":"1","2021-04":"1"}}"#,
            r#","sub_year":{"nothing":"current"}"#,
            r#","readings":{"growth":"sideways"}"#,
            r#","targets":{"1":{"rate":"0.3"}}"#,
            r#","targets":{"5":{"2021":"3"}}"#,
            r#","targets":{"12":{"rate":"0.3"}}"#,
            r#","targets":{"1":{"2020":"3"}}"#,
            r#","targets":{"9":{"share":"1.2"}}"#,
            r#","statements":{"nothing":"met"}"#,
            r#","not_applicable":["14"]"#,
        ] {
            assert_ne!(refused(&format!("{head}{body}")), "", "{body}");
        }
        assert_eq!(refused(head), "");
        for expect in [
            r#"{"row":"14","verdict":"met"}"#,
            r#"{"row":"12","year":2021,"verdict":"met"}"#,
            r#"{"goal":"G1","year":2021,"verdict":"met"}"#,
            r#"{"row":"1","year":2020,"verdict":"met"}"#,
            r#"{"verdict":"met"}"#,
            r#"{"row":"1","verdict":"good"}"#,
            r#"{"row":"1","verdict":"undetermined","reason":"tired"}"#,
        ] {
            let body = format!(r#""level":"province","as_of":"2022-01-10","expect":[{expect}]"#);
            assert_ne!(refused(&body), "", "{expect}");
        }
        let province = r#""level":"province","as_of":"2022-01-10","expect":[],"#;
        assert_ne!(refused(&format!(r#"{province}"targets":{{"1":{{"2021":"3"}}}}"#)), "");
        assert_ne!(refused(&format!(r#"{province}"not_applicable":["1"]"#)), "");
    }
}
