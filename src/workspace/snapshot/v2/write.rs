//! From a workspace to version 2 of its file.

use super::desk::{DeskFile, TakenFile};
use super::drafting::DraftingFile;
use super::plan::{PlanFile, projection_file, scenario_files};
use super::{
    AccumulationWord, AnswerFile, AnswerWord, At, CellFile, EntriesFile, LevelWord, ObservationFile, PackFile,
    PartWord, Payload, PurposeWord, ReasonFile, RevisionFile, SelfCheckFile, TypedFile, VersionFile,
};
use crate::domain::figures::{
    Accumulation, Answer, Cell, Level, Observation, Provenance, RowTarget, Source, Stage, TargetRevision, TargetSlot,
};
use crate::domain::quantity::to_plain;
use crate::workspace::{Entries, EntryKey, Field, Purpose, Version, Workspace};
use std::collections::BTreeMap;

impl Payload {
    /// A workspace as the file holds it.
    pub(in super::super) fn of(workspace: &Workspace) -> Payload {
        let typed = |(field, text): (&Field, &String)| TypedFile { at: at_field(field), text: text.clone() };
        Payload {
            id: workspace.id.clone(),
            name: workspace.name.clone(),
            example: workspace.example,
            purpose: match workspace.purpose {
                Purpose::Reporting => None,
                Purpose::SelfCheck => Some(PurposeWord::SelfCheck),
            },
            pack_items: (*workspace.pack_items).clone(),
            entries: entries_file(&workspace.entries),
            not_understood: workspace.not_understood.iter().map(typed).collect(),
            versions: workspace.versions.iter().map(|version| version_file(version)).collect(),
            reasons: reason_files(&workspace.reasons),
            self_checks: workspace
                .self_checks
                .iter()
                .map(|(id, check)| (id.clone(), SelfCheckFile::of(check)))
                .collect(),
            allotted: workspace.issues_taken.iter().map(TakenFile::of).collect(),
            desk: DeskFile::of(&workspace.desk),
            scenarios: scenario_files(&workspace.scenarios),
            drafting: DraftingFile::of(&workspace.drafting),
        }
    }
}

pub(super) fn entries_file(entries: &Entries) -> EntriesFile {
    let mut figures: BTreeMap<String, BTreeMap<String, CellFile>> = BTreeMap::new();
    for (series, period, cell) in entries.figures.cells() {
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
    EntriesFile {
        unit: entries.unit.clone(),
        level: match entries.level {
            Level::Province => LevelWord::Province,
            Level::City => LevelWord::City,
        },
        as_of: entries.as_of.map(|day| day.to_string()),
        figures,
        sub_year: entries.figures.accumulations().map(|(id, how)| (id.to_string(), accumulation(how))).collect(),
        readings: entries.readings.iter().map(|(id, option)| (id.to_string(), option.to_string())).collect(),
        targets: entries.targets.iter().map(|(row, target)| (row.to_string(), target_file(target))).collect(),
        revisions: entries.revisions.iter().map(revision_file).collect(),
        statements: entries.statements.iter().map(|(id, given)| (id.to_string(), answer(given))).collect(),
        not_applicable: entries.not_applicable.iter().map(|(row, why)| (row.to_string(), why.clone())).collect(),
        planned: projection_file(&entries.planned),
        plans: entries.plans.iter().map(|(year, plan)| (year.to_string(), PlanFile::of(plan))).collect(),
    }
}

fn cell_file(cell: &Cell) -> CellFile {
    let observations: Vec<&Observation> = cell.observations().collect();
    if let ([only], None) = (observations.as_slice(), cell.chosen())
        && **only == Observation::own(only.value)
    {
        return CellFile::Own(only.value.to_string());
    }
    let file = |observation: &Observation| ObservationFile {
        value: observation.value.to_string(),
        date: observation.day.map(|day| day.to_string()),
        note: observation.note.clone(),
    };
    CellFile::Said {
        adopted: cell.chosen().map(provenance_word),
        observations: cell.observations().map(|said| (provenance_word(said.provenance), file(said))).collect(),
    }
}

fn provenance_word(witness: Provenance) -> String {
    let source = match witness.source {
        Source::Own => "own",
        Source::Ledger => "ledger",
        Source::Cnipa => "cnipa",
    };
    match witness.stage {
        Stage::Unspecified => source.to_owned(),
        Stage::Final => format!("{source} final"),
        Stage::Flash => format!("{source} flash"),
    }
}

pub(super) fn target_file(target: &RowTarget) -> BTreeMap<String, String> {
    let value = |slot: TargetSlot| Some((slot.to_string(), to_plain(&target.of(slot)?, 6)));
    target.slots().into_iter().filter_map(value).collect()
}

fn revision_file(revision: &TargetRevision) -> RevisionFile {
    RevisionFile {
        row: revision.row.to_string(),
        target: revision.slot.to_string(),
        old: to_plain(&revision.old, 6),
        new: revision.new.as_ref().map(|value| to_plain(value, 6)),
        date: revision.day.map(|day| day.to_string()),
        reason: revision.reason.clone(),
    }
}

fn version_file(version: &Version) -> VersionFile {
    let people = &version.filing.people;
    VersionFile {
        number: version.number.to_string(),
        date: version.filing.day.to_string(),
        prepared_by: people.prepared_by.clone(),
        checked_by: people.checked_by.clone(),
        responsible: people.responsible.clone(),
        phone: people.phone.clone(),
        pack: PackFile { id: version.pack.id.to_string(), sha256: version.pack.sha256.clone() },
        entries: entries_file(&version.entries),
        reasons: reason_files(&version.reasons),
    }
}

fn reason_files(reasons: &BTreeMap<EntryKey, String>) -> Vec<ReasonFile> {
    reasons.iter().map(|(place, reason)| ReasonFile { at: at_place(place), reason: reason.clone() }).collect()
}

fn at_field(field: &Field) -> At {
    let text = |id: &dyn std::fmt::Display| Some(id.to_string());
    let none = At::default();
    match field {
        Field::AsOf => At { part: Some(PartWord::Date), ..none },
        Field::Figure(series, period) => At { series: text(series), period: text(period), ..none },
        Field::Observed(series, period, witness) => {
            At { series: text(series), period: text(period), witness: Some(provenance_word(*witness)), ..none }
        }
        Field::ObservedOn(series, period, witness) => At {
            part: Some(PartWord::Date),
            series: text(series),
            period: text(period),
            witness: Some(provenance_word(*witness)),
            ..none
        },
        Field::Target(row, slot) => At { row: text(row), target: text(slot), ..none },
        Field::Supposed(which, series, year) => {
            At { scenario: text(which), series: text(series), period: text(year), ..none }
        }
        Field::RevisedOn(index) => At { part: Some(PartWord::Date), revision: text(index), ..none },
    }
}

fn at_place(place: &EntryKey) -> At {
    let text = |id: &dyn std::fmt::Display| Some(id.to_string());
    let none = At::default();
    match place {
        EntryKey::Unit => At { part: Some(PartWord::Unit), ..none },
        EntryKey::Level => At { part: Some(PartWord::Level), ..none },
        EntryKey::AsOf => At { part: Some(PartWord::Date), ..none },
        EntryKey::Figure(series, period) => At { series: text(series), period: text(period), ..none },
        EntryKey::Accumulation(series) => At { part: Some(PartWord::SubYear), series: text(series), ..none },
        EntryKey::Reading(reading) => At { reading: text(reading), ..none },
        EntryKey::Target(row, slot) => At { row: text(row), target: text(slot), ..none },
        EntryKey::Statement(statement) => At { statement: text(statement), ..none },
        EntryKey::LeftOut(row) => At { part: Some(PartWord::NotApplicable), row: text(row), ..none },
        EntryKey::Planned(series, year) => {
            At { part: Some(PartWord::Planned), series: text(series), period: text(year), ..none }
        }
        EntryKey::PlanFiled(year) => At { part: Some(PartWord::Plan), period: text(year), ..none },
        EntryKey::Measure(year, id) => At { part: Some(PartWord::Plan), period: text(year), measure: text(id), ..none },
        EntryKey::Report(year, id) => At { part: Some(PartWord::Plan), period: text(year), report: text(id), ..none },
    }
}
