//! Plans and scenarios in version 2 of the workspace file.

use crate::domain::planning::Projection;
use crate::domain::policy::{Pack, SeriesId};
use crate::domain::quantity::{Quantity, Year};
use crate::workspace::plan::{
    MOST_MEASURES, Measure, Progress, Report, ReportKind, Scenario, Serves, TypedDay, WorkPlan,
};
use crate::workspace::snapshot::FileError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

type Read<T> = Result<T, FileError>;

#[derive(Default, Serialize, Deserialize)]
pub(super) struct PlanFile {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    filed: String,
    /// By id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    measures: BTreeMap<String, MeasureFile>,
    /// By id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    reports: BTreeMap<String, ReportFile>,
}

#[derive(Serialize, Deserialize)]
struct MeasureFile {
    number: String,
    /// `row 1`, `task 3`, `duty self_assessment` or `own`.
    serves: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    what: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    who: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    due: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    evidence: String,
    progress: String,
}

#[derive(Serialize, Deserialize)]
struct ReportFile {
    number: String,
    kind: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    sent: String,
}

/// Figures by series and year.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct ScenarioFile {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    figures: BTreeMap<String, BTreeMap<String, String>>,
}

fn bad(place: &str, value: &str) -> FileError {
    FileError::Value { place: place.to_owned(), value: value.to_owned() }
}

impl PlanFile {
    pub(super) fn of(plan: &WorkPlan) -> PlanFile {
        let measure = |measure: &Measure| MeasureFile {
            number: measure.number.to_string(),
            serves: measure.serves.to_string(),
            what: measure.what.clone(),
            who: measure.who.clone(),
            due: measure.due.text().to_owned(),
            evidence: measure.evidence.clone(),
            progress: measure.progress.key().to_owned(),
        };
        let report = |report: &Report| ReportFile {
            number: report.number.to_string(),
            kind: report.kind.key().to_owned(),
            title: report.title.clone(),
            text: report.text.clone(),
            sent: report.sent.text().to_owned(),
        };
        PlanFile {
            filed: plan.filed.text().to_owned(),
            measures: plan.measures.iter().map(|(id, one)| (id.clone(), measure(one))).collect(),
            reports: plan.reports.iter().map(|(id, one)| (id.clone(), report(one))).collect(),
        }
    }

    pub(super) fn plan(self) -> Read<WorkPlan> {
        // After a merge there may be more than one tab allows.
        if self.measures.len().max(self.reports.len()) > MOST_MEASURES.saturating_mul(4) {
            return Err(bad("plans", &self.measures.len().to_string()));
        }
        let measures = self.measures.into_iter().map(|(id, file)| Ok((id, measure(file)?)));
        let reports = self.reports.into_iter().map(|(id, file)| Ok((id, report(file)?)));
        Ok(WorkPlan {
            filed: TypedDay::typed(&self.filed),
            measures: measures.collect::<Read<_>>()?,
            reports: reports.collect::<Read<_>>()?,
        })
    }
}

fn measure(file: MeasureFile) -> Read<Measure> {
    Ok(Measure {
        number: file.number.parse().map_err(|_| bad("measures", &file.number))?,
        serves: Serves::parse(&file.serves).ok_or_else(|| bad("measures", &file.serves))?,
        what: file.what,
        who: file.who,
        due: TypedDay::typed(&file.due),
        evidence: file.evidence,
        progress: Progress::from_key(&file.progress).ok_or_else(|| bad("measures", &file.progress))?,
    })
}

fn report(file: ReportFile) -> Read<Report> {
    Ok(Report {
        number: file.number.parse().map_err(|_| bad("reports", &file.number))?,
        kind: ReportKind::from_key(&file.kind).ok_or_else(|| bad("reports", &file.kind))?,
        title: file.title,
        text: file.text,
        sent: TypedDay::typed(&file.sent),
    })
}

/// Both scenarios, or none if both are empty.
pub(super) fn scenario_files(scenarios: &[Scenario; 2]) -> Vec<ScenarioFile> {
    if *scenarios == <[Scenario; 2]>::default() {
        return Vec::new();
    }
    let file =
        |scenario: &Scenario| ScenarioFile { name: scenario.name.clone(), figures: projection_file(&scenario.figures) };
    scenarios.iter().map(file).collect()
}

/// The scenarios of a file; any after the second belong to a newer minor version.
pub(super) fn scenarios(files: Vec<ScenarioFile>, pack: &Pack) -> Read<[Scenario; 2]> {
    let mut scenarios = <[Scenario; 2]>::default();
    for (scenario, file) in scenarios.iter_mut().zip(files) {
        scenario.name = file.name;
        scenario.figures = projection(&file.figures, pack)?;
    }
    Ok(scenarios)
}

pub(super) fn projection_file(projection: &Projection) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut file: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for ((series, year), value) in projection {
        file.entry(series.to_string()).or_default().insert(year.to_string(), value.to_string());
    }
    file
}

pub(super) fn projection(file: &BTreeMap<String, BTreeMap<String, String>>, pack: &Pack) -> Read<Projection> {
    let mut projection = Projection::new();
    for (id, years) in file {
        let series = pack.series_of(&SeriesId::new(id)).ok_or_else(|| bad("figures", id))?;
        for (year, text) in years {
            let known = Year::parse(year).filter(|year| pack.figure_years().any(|known| known == *year));
            let value = Quantity::parse(text, &series.unit).map_err(|_| bad(id, text))?;
            projection.insert((series.id.clone(), known.ok_or_else(|| bad(id, year))?), value);
        }
    }
    Ok(projection)
}

pub(super) fn plans(files: BTreeMap<String, PlanFile>, pack: &Pack) -> Read<BTreeMap<Year, WorkPlan>> {
    let plan = |(year, file): (String, PlanFile)| {
        let known = Year::parse(&year).filter(|year| pack.plan_years().any(|known| known == *year));
        Ok((known.ok_or_else(|| bad("plans", &year))?, file.plan()?))
    };
    files.into_iter().map(plan).collect()
}
