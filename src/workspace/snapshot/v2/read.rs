//! From version 2 of the workspace file to a workspace.

use super::desk::TakenFile;
use super::plan::{plans, projection, scenarios};
use super::{
    AccumulationWord, AnswerWord, At, CellFile, EntriesFile, LevelWord, ObservationFile, PartWord, Payload,
    PurposeWord, ReasonFile, RevisionFile, VersionFile,
};
use crate::domain::figures::{
    Accumulation, Answer, Cell, Figures, Level, Observation, Provenance, RowTarget, SituationFault, Source, Stage,
    TargetRevision, TargetSlot,
};
use crate::domain::policy::{OptionId, Pack, PackId, ReadingId, RowId, SeriesId, StatementId};
use crate::domain::quantity::{Day, Exact, Period, Quantity, QuantityError, Unit, Year, parse_exact};
use crate::workspace::plain_text::plain_name;
use crate::workspace::snapshot::FileError;
use crate::workspace::{Entries, EntryKey, Field, Filing, PackRef, Purpose, Signatures, Version, Workspace};
use std::collections::BTreeMap;
use std::rc::Rc;

pub(super) type Read<T> = Result<T, FileError>;

impl Payload {
    /// The workspace in a file; values are read but not yet checked against the pack.
    pub(in super::super) fn workspace(self, pack_ref: PackRef, pack: &Pack) -> Read<Workspace> {
        if self.name != plain_name(&self.name) {
            return Err(bad("name", &self.name));
        }
        let mut workspace = Workspace::new(self.id, String::new(), Level::City, pack_ref);
        workspace.name = self.name;
        workspace.example = self.example;
        if let Some(PurposeWord::SelfCheck) = self.purpose {
            workspace.purpose = Purpose::SelfCheck;
        }
        workspace.pack_items = Rc::new(self.pack_items);
        workspace.entries = Rc::new(entries(self.entries, pack)?);
        for typed in self.not_understood {
            let field = field_at(&typed.at).ok_or_else(|| bad("not_understood", &typed.text))?;
            workspace.not_understood.insert(field, typed.text);
        }
        for file in self.versions {
            let version = version(file, pack)?;
            let last = workspace.versions.last().map_or(0, |version| version.number);
            if version.number <= last {
                return Err(bad("versions", &version.number.to_string()));
            }
            workspace.versions.push(Rc::new(version));
        }
        workspace.reasons = reasons(self.reasons)?;
        for (id, file) in self.self_checks {
            let check = file.check(&id)?;
            workspace.self_checks.insert(id, Rc::new(check));
        }
        workspace.issues_taken = self.allotted.into_iter().map(TakenFile::issue).collect::<Read<_>>()?;
        workspace.desk = Rc::new(self.desk.desk(pack)?);
        workspace.scenarios = Rc::new(scenarios(self.scenarios, pack)?);
        workspace.drafting = Rc::new(self.drafting.drafting(pack)?);
        Ok(workspace)
    }
}

pub(super) fn bad(place: &str, value: &str) -> FileError {
    FileError::Value { place: place.to_owned(), value: value.to_owned() }
}

fn day(text: &str, place: &str) -> Read<Day> {
    Day::parse(text).ok_or_else(|| bad(place, text))
}

fn optional_day(text: Option<&String>, place: &str) -> Read<Option<Day>> {
    text.map(|text| day(text, place)).transpose()
}

pub(super) fn entries(file: EntriesFile, pack: &Pack) -> Read<Entries> {
    if file.unit != plain_name(&file.unit) {
        return Err(bad("unit", &file.unit));
    }
    let level = match file.level {
        LevelWord::Province => Level::Province,
        LevelWord::City => Level::City,
    };
    let mut entries = Entries { unit: file.unit, level, ..Entries::default() };
    entries.as_of = optional_day(file.as_of.as_ref(), "as_of")?;
    for (id, periods) in &file.figures {
        read_series(&mut entries.figures, pack, id, periods)?;
    }
    for (id, word) in file.sub_year {
        let accumulation = match word {
            AccumulationWord::Current => Accumulation::Current,
            AccumulationWord::Cumulative => Accumulation::Cumulative,
        };
        entries.figures.accumulate(&SeriesId::new(&id), accumulation);
    }
    for (reading, option) in &file.readings {
        entries.readings.choose(ReadingId::new(reading), OptionId::new(option));
    }
    for (row, targets) in &file.targets {
        entries.targets.insert(RowId::new(row), row_target(pack, row, targets)?);
    }
    entries.revisions = file.revisions.iter().map(|file| revision(file, pack)).collect::<Read<_>>()?;
    for (id, given) in file.statements {
        let answer = Answer { holds: matches!(given.answer, AnswerWord::Met), evidence: given.evidence };
        entries.statements.insert(StatementId::new(&id), answer);
    }
    entries.not_applicable = file.not_applicable.into_iter().map(|(row, why)| (RowId::new(&row), why)).collect();
    entries.planned = projection(&file.planned, pack)?;
    entries.plans = plans(file.plans, pack)?;
    Ok(entries)
}

fn read_series(figures: &mut Figures, pack: &Pack, id: &str, periods: &BTreeMap<String, CellFile>) -> Read<()> {
    let series_id = SeriesId::new(id);
    let Some(series) = pack.series_of(&series_id) else {
        return Err(FileError::Situation(vec![SituationFault::Series(series_id)]));
    };
    for (period, file) in periods {
        let place = format!("{id} {period}");
        let parsed = Period::parse(period).ok_or_else(|| bad(id, period))?;
        figures.put(&series_id, parsed, cell(file, &series.unit, &place)?);
    }
    Ok(())
}

fn cell(file: &CellFile, unit: &Unit, place: &str) -> Read<Cell> {
    let mut cell = Cell::default();
    match file {
        CellFile::Own(value) => cell.observe(Observation::own(quantity(value, unit, place)?)),
        CellFile::Said { adopted, observations } => {
            for (word, file) in observations {
                let provenance = provenance_of(word).ok_or_else(|| bad(place, word))?;
                let ObservationFile { value, date, note } = file;
                let value = quantity(value, unit, place)?;
                let day = optional_day(date.as_ref(), place)?;
                cell.observe(Observation { provenance, value, day, note: note.clone() });
            }
            if let Some(word) = adopted {
                let provenance = provenance_of(word).filter(|provenance| cell.said_by(*provenance).is_some());
                cell.choose(Some(provenance.ok_or_else(|| bad(place, word))?));
            }
        }
    }
    Ok(cell)
}

fn quantity(text: &str, unit: &Unit, place: &str) -> Read<Quantity> {
    Quantity::parse(text, unit).map_err(|_: QuantityError| bad(place, text))
}

fn provenance_of(word: &str) -> Option<Provenance> {
    let (source, stage) = word.split_once(' ').map_or((word, None), |(source, stage)| (source, Some(stage)));
    let source = match source {
        "own" => Source::Own,
        "ledger" => Source::Ledger,
        "cnipa" => Source::Cnipa,
        _ => return None,
    };
    let stage = match stage {
        None => Stage::Unspecified,
        Some("final") => Stage::Final,
        Some("flash") => Stage::Flash,
        Some(_) => return None,
    };
    Some(Provenance { source, stage })
}

pub(super) fn row_target(pack: &Pack, id: &str, entries: &BTreeMap<String, String>) -> Read<RowTarget> {
    let Some(row) = pack.row(&RowId::new(id)) else {
        return Err(FileError::Situation(vec![SituationFault::Row(RowId::new(id))]));
    };
    let unit = row.rule.series().first().and_then(|series| pack.series_of(series)).map(|series| &series.unit);
    let place = format!("targets {id}");
    let mut target = RowTarget::default();
    for (key, text) in entries {
        let quantity = || unit.and_then(|unit| Quantity::parse(text, unit).ok()).ok_or_else(|| bad(&place, text));
        match TargetSlot::parse(key).ok_or_else(|| bad(&place, key))? {
            TargetSlot::Year(year) => drop(target.years.insert(year, quantity()?)),
            TargetSlot::Total => target.total = Some(quantity()?),
            TargetSlot::Rate => target.rate = Some(exact(text, &place)?),
            TargetSlot::Share => target.share = Some(exact(text, &place)?),
        }
    }
    Ok(target)
}

fn exact(text: &str, place: &str) -> Read<Exact> {
    parse_exact(text).ok_or_else(|| bad(place, text))
}

fn revision(file: &RevisionFile, pack: &Pack) -> Read<TargetRevision> {
    let place = format!("revisions {}", file.row);
    let row = RowId::new(&file.row);
    if pack.row(&row).is_none() {
        return Err(FileError::Situation(vec![SituationFault::Row(row)]));
    }
    Ok(TargetRevision {
        row,
        slot: TargetSlot::parse(&file.target).ok_or_else(|| bad(&place, &file.target))?,
        old: exact(&file.old, &place)?,
        new: file.new.as_ref().map(|text| exact(text, &place)).transpose()?,
        day: optional_day(file.date.as_ref(), &place)?,
        reason: file.reason.clone(),
    })
}

fn version(file: VersionFile, pack: &Pack) -> Read<Version> {
    let place = format!("versions {}", file.number);
    let people = Signatures {
        prepared_by: file.prepared_by,
        checked_by: file.checked_by,
        responsible: file.responsible,
        phone: file.phone,
    };
    Ok(Version {
        number: file.number.parse().map_err(|_| bad("versions", &file.number))?,
        filing: Filing { day: day(&file.date, &place)?, people },
        pack: PackRef { id: PackId::new(&file.pack.id), sha256: file.pack.sha256 },
        entries: Rc::new(entries(file.entries, pack)?),
        reasons: reasons(file.reasons)?,
    })
}

fn reasons(files: Vec<ReasonFile>) -> Read<BTreeMap<EntryKey, String>> {
    let place = |file: ReasonFile| match place_at(&file.at) {
        Some(place) => Ok((place, file.reason)),
        None => Err(bad("reasons", &file.reason)),
    };
    files.into_iter().map(place).collect()
}

fn field_at(at: &At) -> Option<Field> {
    if let (Some(which), Some(series), Some(year)) = (&at.scenario, &at.series, &at.period) {
        return Some(Field::Supposed(which.parse().ok()?, SeriesId::new(series), Year::parse(year)?));
    }
    let date = match at.part {
        None => false,
        Some(PartWord::Date) => true,
        Some(_) => return None,
    };
    let period = at.period.as_deref().map(Period::parse);
    let witness = at.witness.as_deref().map(provenance_of);
    match (date, &at.series, period, witness, &at.row, &at.target, &at.revision) {
        // Version 1 wrote no part for the as-of day.
        (_, None, None, None, None, None, None) => Some(Field::AsOf),
        (false, Some(series), Some(period), None, None, None, None) => {
            Some(Field::Figure(SeriesId::new(series), period?))
        }
        (false, Some(series), Some(period), Some(witness), None, None, None) => {
            Some(Field::Observed(SeriesId::new(series), period?, witness?))
        }
        (true, Some(series), Some(period), Some(witness), None, None, None) => {
            Some(Field::ObservedOn(SeriesId::new(series), period?, witness?))
        }
        (false, None, None, None, Some(row), Some(target), None) => {
            Some(Field::Target(RowId::new(row), TargetSlot::parse(target)?))
        }
        (true, None, None, None, None, None, Some(index)) => Some(Field::RevisedOn(index.parse().ok()?)),
        _ => None,
    }
}

fn place_at(at: &At) -> Option<EntryKey> {
    let year = at.period.as_deref().and_then(Year::parse);
    match (at.part, &at.series, &at.measure, &at.report) {
        (Some(PartWord::Planned), Some(series), None, None) => {
            return Some(EntryKey::Planned(SeriesId::new(series), year?));
        }
        (Some(PartWord::Plan), None, None, None) => return Some(EntryKey::PlanFiled(year?)),
        (Some(PartWord::Plan), None, Some(id), None) => return Some(EntryKey::Measure(year?, id.clone())),
        (Some(PartWord::Plan), None, None, Some(id)) => return Some(EntryKey::Report(year?, id.clone())),
        _ => {}
    }
    match (at.part, &at.series, &at.period, &at.row, &at.target, &at.reading, &at.statement) {
        (Some(PartWord::Unit), None, None, None, None, None, None) => Some(EntryKey::Unit),
        (Some(PartWord::Level), None, None, None, None, None, None) => Some(EntryKey::Level),
        (Some(PartWord::Date), None, None, None, None, None, None) => Some(EntryKey::AsOf),
        (None, Some(series), Some(period), None, None, None, None) => {
            Some(EntryKey::Figure(SeriesId::new(series), Period::parse(period)?))
        }
        (Some(PartWord::SubYear), Some(series), None, None, None, None, None) => {
            Some(EntryKey::Accumulation(SeriesId::new(series)))
        }
        (None, None, None, None, None, Some(reading), None) => Some(EntryKey::Reading(ReadingId::new(reading))),
        (None, None, None, Some(row), Some(target), None, None) => {
            Some(EntryKey::Target(RowId::new(row), TargetSlot::parse(target)?))
        }
        (None, None, None, None, None, None, Some(statement)) => Some(EntryKey::Statement(StatementId::new(statement))),
        (Some(PartWord::NotApplicable), None, None, Some(row), None, None, None) => {
            Some(EntryKey::LeftOut(RowId::new(row)))
        }
        _ => None,
    }
}
