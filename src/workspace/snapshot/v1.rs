//! Version 1 of the workspace file: its types, and the way to and from a workspace.

use super::FileError;
use crate::domain::figures::{
    Accumulation, Answer, Cell, Figures, Level, Observation, RowTarget, SituationFault, Source, Stage,
};
use crate::domain::policy::{OptionId, Pack, ReadingId, Readings, RowId, SeriesId, StatementId};
use crate::domain::quantity::{Day, Exact, Period, Quantity, QuantityError, Unit, Year, parse_exact, to_plain};
use crate::workspace::action::plain_name;
use crate::workspace::{Field, PackRef, TargetSlot, Workspace};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

#[derive(Serialize, Deserialize)]
pub(super) struct Payload {
    id: String,
    unit: String,
    level: LevelWord,
    #[serde(default, skip_serializing_if = "is_false")]
    example: bool,
    as_of: Option<String>,
    #[serde(default)]
    figures: BTreeMap<String, BTreeMap<String, CellFile>>,
    #[serde(default)]
    sub_year: BTreeMap<String, AccumulationWord>,
    #[serde(default)]
    readings: BTreeMap<String, String>,
    #[serde(default)]
    targets: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    statements: BTreeMap<String, AnswerFile>,
    #[serde(default)]
    not_applicable: BTreeMap<String, String>,
    #[serde(default)]
    not_understood: Vec<TypedFile>,
    /// What a newer minor version added.
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum LevelWord {
    Province,
    City,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum AccumulationWord {
    Current,
    Cumulative,
}

#[derive(Serialize, Deserialize)]
struct CellFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    adopted: Option<SourceWord>,
    observations: Vec<ObservationFile>,
}

#[derive(Serialize, Deserialize)]
struct ObservationFile {
    source: SourceWord,
    value: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stage: Option<StageWord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SourceWord {
    Own,
    Ledger,
    Cnipa,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StageWord {
    Flash,
    Final,
}

#[derive(Serialize, Deserialize)]
struct AnswerFile {
    answer: AnswerWord,
    #[serde(default)]
    evidence: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum AnswerWord {
    Met,
    NotMet,
}

/// Text that was typed and not understood.
#[derive(Serialize, Deserialize)]
struct TypedFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    series: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    row: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    target: Option<String>,
    text: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

impl Payload {
    /// A workspace as the file holds it.
    pub(super) fn of(workspace: &Workspace) -> Payload {
        let mut figures: BTreeMap<String, BTreeMap<String, CellFile>> = BTreeMap::new();
        for (series, period, cell) in workspace.figures.cells() {
            figures.entry(series.to_string()).or_default().insert(period.to_string(), cell_file(cell));
        }
        let accumulation = |accumulation| match accumulation {
            Accumulation::Current => AccumulationWord::Current,
            Accumulation::Cumulative => AccumulationWord::Cumulative,
        };
        let answer = |answer: &Answer| AnswerFile {
            answer: if answer.holds { AnswerWord::Met } else { AnswerWord::NotMet },
            evidence: answer.evidence.clone(),
        };
        Payload {
            id: workspace.id.clone(),
            unit: workspace.unit.clone(),
            level: match workspace.level {
                Level::Province => LevelWord::Province,
                Level::City => LevelWord::City,
            },
            example: workspace.example,
            as_of: workspace.as_of.map(|day| day.to_string()),
            figures,
            sub_year: workspace.figures.accumulations().map(|(id, how)| (id.to_string(), accumulation(how))).collect(),
            readings: workspace.readings.iter().map(|(id, option)| (id.to_string(), option.to_string())).collect(),
            targets: workspace.targets.iter().map(|(row, target)| (row.to_string(), target_file(target))).collect(),
            statements: workspace.statements.iter().map(|(id, given)| (id.to_string(), answer(given))).collect(),
            not_applicable: workspace.not_applicable.iter().map(|(row, why)| (row.to_string(), why.clone())).collect(),
            not_understood: workspace.not_understood.iter().map(|(field, text)| typed_file(field, text)).collect(),
            unknown: workspace.unknown_fields.clone(),
        }
    }

    /// The workspace that a file holds, its values read but not yet checked against the pack.
    pub(super) fn workspace(self, pack_ref: PackRef, pack: &Pack) -> Result<Workspace, FileError> {
        if self.unit != plain_name(&self.unit) {
            return Err(bad("unit", &self.unit));
        }
        let level = match self.level {
            LevelWord::Province => Level::Province,
            LevelWord::City => Level::City,
        };
        let mut workspace = Workspace::new(self.id, self.unit, level, pack_ref);
        workspace.example = self.example;
        workspace.unknown_fields = self.unknown;
        if let Some(text) = self.as_of {
            workspace.as_of = Some(Day::parse(&text).ok_or_else(|| bad("as_of", &text))?);
        }
        for (id, periods) in &self.figures {
            read_series(&mut workspace.figures, pack, id, periods)?;
        }
        for (id, word) in self.sub_year {
            let accumulation = match word {
                AccumulationWord::Current => Accumulation::Current,
                AccumulationWord::Cumulative => Accumulation::Cumulative,
            };
            workspace.figures.accumulate(SeriesId::new(&id), accumulation);
        }
        workspace.readings = Readings::default();
        for (reading, option) in &self.readings {
            workspace.readings.choose(ReadingId::new(reading), OptionId::new(option));
        }
        for (row, entries) in &self.targets {
            workspace.targets.insert(RowId::new(row), read_target(pack, row, entries)?);
        }
        for (id, given) in self.statements {
            let answer = Answer { holds: matches!(given.answer, AnswerWord::Met), evidence: given.evidence };
            workspace.statements.insert(StatementId::new(&id), answer);
        }
        workspace.not_applicable = self.not_applicable.into_iter().map(|(row, why)| (RowId::new(&row), why)).collect();
        for typed in self.not_understood {
            let field = field_of(&typed).ok_or_else(|| bad("not_understood", &typed.text))?;
            workspace.not_understood.insert(field, typed.text);
        }
        Ok(workspace)
    }
}

fn cell_file(cell: &Cell) -> CellFile {
    let word = |source| match source {
        Source::Own => SourceWord::Own,
        Source::Ledger => SourceWord::Ledger,
        Source::Cnipa => SourceWord::Cnipa,
    };
    let observation = |observation: &Observation| ObservationFile {
        source: word(observation.source),
        value: observation.value.to_string(),
        stage: observation.stage.map(|stage| match stage {
            Stage::Flash => StageWord::Flash,
            Stage::Final => StageWord::Final,
        }),
        date: observation.day.map(|day| day.to_string()),
        note: observation.note.clone(),
    };
    CellFile { adopted: cell.chosen().map(word), observations: cell.observations().map(observation).collect() }
}

fn target_file(target: &RowTarget) -> BTreeMap<String, String> {
    let mut file: BTreeMap<String, String> =
        target.years.iter().map(|(year, value)| (year.to_string(), value.to_string())).collect();
    let exact = |value: &Exact| to_plain(value, 6);
    let others = [
        ("total", target.total.map(|value| value.to_string())),
        ("rate", target.rate.as_ref().map(exact)),
        ("share", target.share.as_ref().map(exact)),
    ];
    file.extend(others.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
    file
}

fn slot_word(slot: TargetSlot) -> String {
    match slot {
        TargetSlot::Year(year) => year.to_string(),
        TargetSlot::Total => "total".to_owned(),
        TargetSlot::Rate => "rate".to_owned(),
        TargetSlot::Share => "share".to_owned(),
    }
}

fn slot_of(word: &str) -> Option<TargetSlot> {
    match word {
        "total" => Some(TargetSlot::Total),
        "rate" => Some(TargetSlot::Rate),
        "share" => Some(TargetSlot::Share),
        year => Year::parse(year).map(TargetSlot::Year),
    }
}

fn typed_file(field: &Field, text: &str) -> TypedFile {
    let mut file = TypedFile { series: None, period: None, row: None, target: None, text: text.to_owned() };
    match field {
        Field::AsOf => {}
        Field::Figure(series, period) => {
            file.series = Some(series.to_string());
            file.period = Some(period.to_string());
        }
        Field::Target(row, slot) => {
            file.row = Some(row.to_string());
            file.target = Some(slot_word(*slot));
        }
    }
    file
}

fn bad(place: &str, value: &str) -> FileError {
    FileError::Value { place: place.to_owned(), value: value.to_owned() }
}

fn field_of(typed: &TypedFile) -> Option<Field> {
    match (&typed.series, &typed.period, &typed.row, &typed.target) {
        (None, None, None, None) => Some(Field::AsOf),
        (Some(series), Some(period), None, None) => Some(Field::Figure(SeriesId::new(series), Period::parse(period)?)),
        (None, None, Some(row), Some(target)) => Some(Field::Target(RowId::new(row), slot_of(target)?)),
        _ => None,
    }
}

fn read_series(
    figures: &mut Figures,
    pack: &Pack,
    id: &str,
    periods: &BTreeMap<String, CellFile>,
) -> Result<(), FileError> {
    let series_id = SeriesId::new(id);
    let Some(series) = pack.series_of(&series_id) else {
        return Err(FileError::Situation(vec![SituationFault::Series(series_id)]));
    };
    for (period, file) in periods {
        let place = format!("{id} {period}");
        let parsed = Period::parse(period).ok_or_else(|| bad(id, period))?;
        let mut cell = Cell::default();
        for observation in &file.observations {
            cell.observe(read_observation(observation, &series.unit, &place)?);
        }
        cell.choose(file.adopted.map(source_of));
        figures.put(series_id.clone(), parsed, cell);
    }
    Ok(())
}

fn source_of(word: SourceWord) -> Source {
    match word {
        SourceWord::Own => Source::Own,
        SourceWord::Ledger => Source::Ledger,
        SourceWord::Cnipa => Source::Cnipa,
    }
}

fn read_observation(file: &ObservationFile, unit: &Unit, place: &str) -> Result<Observation, FileError> {
    let value = Quantity::parse(&file.value, unit).map_err(|_: QuantityError| bad(place, &file.value))?;
    let day = match &file.date {
        Some(text) => Some(Day::parse(text).ok_or_else(|| bad(place, text))?),
        None => None,
    };
    let stage = file.stage.map(|stage| match stage {
        StageWord::Flash => Stage::Flash,
        StageWord::Final => Stage::Final,
    });
    Ok(Observation { source: source_of(file.source), value, stage, day, note: file.note.clone() })
}

fn read_target(pack: &Pack, id: &str, entries: &BTreeMap<String, String>) -> Result<RowTarget, FileError> {
    let Some(row) = pack.row(&RowId::new(id)) else {
        return Err(FileError::Situation(vec![SituationFault::Row(RowId::new(id))]));
    };
    let unit = row.rule.series().first().and_then(|series| pack.series_of(series)).map(|series| &series.unit);
    let place = format!("targets {id}");
    let mut target = RowTarget::default();
    for (key, text) in entries {
        let quantity = || unit.and_then(|unit| Quantity::parse(text, unit).ok()).ok_or_else(|| bad(&place, text));
        let exact = || parse_exact(text).ok_or_else(|| bad(&place, text));
        match slot_of(key).ok_or_else(|| bad(&place, key))? {
            TargetSlot::Year(year) => drop(target.years.insert(year, quantity()?)),
            TargetSlot::Total => target.total = Some(quantity()?),
            TargetSlot::Rate => target.rate = Some(exact()?),
            TargetSlot::Share => target.share = Some(exact()?),
        }
    }
    Ok(target)
}
