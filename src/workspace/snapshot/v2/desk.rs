//! The desk in version 2 of the workspace file: units with their files, allocations, issued targets.

use super::read::{entries, row_target};
use super::write::{entries_file, target_file};
use super::{EntriesFile, PackFile};
use crate::domain::consolidation::Formula;
use crate::domain::figures::{TargetSlot, Targets};
use crate::domain::policy::{Pack, PackId, RowId};
use crate::domain::quantity::Day;
use crate::workspace::desk::{
    AllocationKey, Desk, DeskUnit, Issue, MOST_UNITS, Overlap, Received, Scoring, SlotAllocation, UnitAllocation,
};
use crate::workspace::snapshot::FileError;
use crate::workspace::{PackRef, TakenIssue};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::rc::Rc;

type Read<T> = Result<T, FileError>;

/// Deepest nesting of units: more than any administration has.
const DEEPEST: u8 = 4;

#[derive(Default, Serialize, Deserialize)]
pub(super) struct DeskFile {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    units: Vec<UnitFile>,
    /// By the id of the inner unit: `separate` or `held`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    overlaps: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    allotment: Vec<SlotFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    issued: Vec<IssueFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scoring: Option<ScoringFile>,
}

#[derive(Serialize, Deserialize)]
struct ScoringFile {
    #[serde(default, skip_serializing_if = "super::is_false")]
    on: bool,
    formula: String,
    /// By row.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    weights: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    budget: String,
}

#[derive(Serialize, Deserialize)]
struct UnitFile {
    id: String,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    received: Option<Box<ReceivedFile>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<Box<ReceivedFile>>,
}

#[derive(Serialize, Deserialize)]
struct ReceivedFile {
    workspace: String,
    taken_in: String,
    #[serde(default, skip_serializing_if = "super::is_false")]
    example: bool,
    pack: PackFile,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    filing: Option<FilingFile>,
    #[serde(default, skip_serializing_if = "super::is_false")]
    changed_since: bool,
    entries: EntriesFile,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    units: Vec<UnitFile>,
}

#[derive(Serialize, Deserialize)]
struct FilingFile {
    number: String,
    date: String,
}

#[derive(Serialize, Deserialize)]
struct SlotFile {
    row: String,
    target: String,
    /// `equal`, `own`, or a series and a year.
    basis: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    parts: BTreeMap<String, PartFile>,
}

#[derive(Serialize, Deserialize)]
struct PartFile {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    weight: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    lock: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    floor: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    cap: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    reason: String,
}

/// Issued targets: in the desk, and alone in the allocation file.
#[derive(Serialize, Deserialize)]
pub(in super::super) struct IssueFile {
    number: String,
    date: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    document: String,
    /// By the unit's name, then by row, then by target.
    targets: BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>,
}

fn bad(place: &str, value: &str) -> FileError {
    FileError::Value { place: place.to_owned(), value: value.to_owned() }
}

/// An issue of targets that was imported.
#[derive(Serialize, Deserialize)]
pub(super) struct TakenFile {
    by: String,
    number: String,
    date: String,
}

impl TakenFile {
    pub(super) fn of(issue: &TakenIssue) -> TakenFile {
        TakenFile { by: issue.by.clone(), number: issue.number.to_string(), date: issue.day.to_string() }
    }

    pub(super) fn issue(self) -> Read<TakenIssue> {
        Ok(TakenIssue {
            number: self.number.parse().map_err(|_| bad("allotted", &self.number))?,
            day: Day::parse(&self.date).ok_or_else(|| bad("allotted", &self.date))?,
            by: self.by,
        })
    }
}

impl DeskFile {
    pub(super) fn of(desk: &Desk) -> DeskFile {
        let overlap = |overlap: Overlap| match overlap {
            Overlap::Separate => "separate".to_owned(),
            Overlap::Held => "held".to_owned(),
        };
        DeskFile {
            units: desk.units.iter().map(|unit| unit_file(unit)).collect(),
            overlaps: desk.overlaps.iter().map(|(id, one)| (id.clone(), overlap(*one))).collect(),
            allotment: desk.allocation.iter().map(|((row, slot), one)| slot_file(row, *slot, one)).collect(),
            issued: desk.issued.iter().map(|issue| IssueFile::of(issue)).collect(),
            scoring: (desk.scoring != Scoring::default()).then(|| scoring_file(&desk.scoring)),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.units.is_empty()
            && self.overlaps.is_empty()
            && self.allotment.is_empty()
            && self.issued.is_empty()
            && self.scoring.is_none()
    }

    pub(super) fn desk(self, pack: &Pack) -> Read<Desk> {
        let overlap = |(id, word): (String, String)| match word.as_str() {
            "separate" => Ok((id, Overlap::Separate)),
            "held" => Ok((id, Overlap::Held)),
            _ => Err(bad("overlaps", &word)),
        };
        let mut issued: Vec<Rc<Issue>> = Vec::new();
        for file in self.issued {
            let issue = file.issue(pack)?;
            if issue.number <= issued.last().map_or(0, |last| last.number) {
                return Err(bad("issued", &issue.number.to_string()));
            }
            issued.push(Rc::new(issue));
        }
        Ok(Desk {
            units: units(self.units, pack, 0)?,
            overlaps: self.overlaps.into_iter().map(overlap).collect::<Read<_>>()?,
            allocation: self.allotment.into_iter().map(slot).collect::<Read<_>>()?,
            scoring: self.scoring.map(scoring).transpose()?.unwrap_or_default(),
            issued,
        })
    }
}

fn scoring_file(scoring: &Scoring) -> ScoringFile {
    ScoringFile {
        on: scoring.on,
        formula: scoring.formula.key().to_owned(),
        weights: scoring.weights.iter().map(|(row, text)| (row.to_string(), text.clone())).collect(),
        budget: scoring.budget.clone(),
    }
}

fn scoring(file: ScoringFile) -> Read<Scoring> {
    Ok(Scoring {
        on: file.on,
        formula: Formula::from_key(&file.formula).ok_or_else(|| bad("scoring", &file.formula))?,
        weights: file.weights.into_iter().map(|(row, text)| (RowId::new(&row), text)).collect(),
        budget: file.budget,
    })
}

fn unit_file(unit: &DeskUnit) -> UnitFile {
    let file = |received: &Option<Rc<Received>>| received.as_ref().map(|received| Box::new(received_file(received)));
    UnitFile {
        id: unit.id.clone(),
        name: unit.name.clone(),
        received: file(&unit.received),
        before: file(&unit.before),
    }
}

fn received_file(received: &Received) -> ReceivedFile {
    ReceivedFile {
        workspace: received.workspace.clone(),
        taken_in: received.taken_in.clone(),
        example: received.example,
        pack: PackFile { id: received.pack.id.to_string(), sha256: received.pack.sha256.clone() },
        filing: received.filing.map(|(number, day)| FilingFile { number: number.to_string(), date: day.to_string() }),
        changed_since: received.changed_since,
        entries: entries_file(&received.entries),
        units: received.units.iter().map(|unit| unit_file(unit)).collect(),
    }
}

fn units(files: Vec<UnitFile>, pack: &Pack, depth: u8) -> Read<Vec<Rc<DeskUnit>>> {
    // After a merge there may be more than one tab allows.
    if files.len() > MOST_UNITS.saturating_mul(4) || depth > DEEPEST {
        return Err(bad("units", &files.len().to_string()));
    }
    let mut units: Vec<Rc<DeskUnit>> = Vec::new();
    for file in files {
        if units.iter().any(|unit| unit.id == file.id) {
            return Err(bad("units", &file.id));
        }
        let take =
            |file: Option<Box<ReceivedFile>>| file.map(|file| received(*file, pack, depth).map(Rc::new)).transpose();
        let (received, before) = (take(file.received)?, take(file.before)?);
        units.push(Rc::new(DeskUnit { id: file.id, name: file.name, received, before }));
    }
    Ok(units)
}

fn received(file: ReceivedFile, pack: &Pack, depth: u8) -> Read<Received> {
    let filing = file.filing.map(|filing| {
        let number = filing.number.parse().map_err(|_| bad("filing", &filing.number))?;
        Ok((number, Day::parse(&filing.date).ok_or_else(|| bad("filing", &filing.date))?))
    });
    Ok(Received {
        workspace: file.workspace,
        taken_in: file.taken_in,
        example: file.example,
        pack: PackRef { id: PackId::new(&file.pack.id), sha256: file.pack.sha256 },
        filing: filing.transpose()?,
        changed_since: file.changed_since,
        entries: Rc::new(entries(file.entries, pack)?),
        units: units(file.units, pack, depth.saturating_add(1))?,
    })
}

fn slot_file(row: &RowId, slot: TargetSlot, allocation: &SlotAllocation) -> SlotFile {
    let part = |part: &UnitAllocation| PartFile {
        weight: part.weight.clone(),
        lock: part.lock.clone(),
        floor: part.floor.clone(),
        cap: part.cap.clone(),
        reason: part.reason.clone(),
    };
    SlotFile {
        row: row.to_string(),
        target: slot.to_string(),
        basis: allocation.basis.to_string(),
        parts: allocation.parts.iter().map(|(id, one)| (id.clone(), part(one))).collect(),
    }
}

fn slot(file: SlotFile) -> Read<((RowId, TargetSlot), SlotAllocation)> {
    let basis = AllocationKey::parse(&file.basis).ok_or_else(|| bad("allotment", &file.basis))?;
    let part = |(id, file): (String, PartFile)| {
        let PartFile { weight, lock, floor, cap, reason } = file;
        (id, UnitAllocation { weight, lock, floor, cap, reason })
    };
    let slot = TargetSlot::parse(&file.target).ok_or_else(|| bad("allotment", &file.target))?;
    let allocation = SlotAllocation { basis, parts: file.parts.into_iter().map(part).collect() };
    Ok(((RowId::new(&file.row), slot), allocation))
}

impl IssueFile {
    pub(in super::super) fn of(issue: &Issue) -> IssueFile {
        let of_unit =
            |targets: &Targets| targets.iter().map(|(row, target)| (row.to_string(), target_file(target))).collect();
        IssueFile {
            number: issue.number.to_string(),
            date: issue.day.to_string(),
            document: issue.document.clone(),
            targets: issue.targets.iter().map(|(unit, targets)| (unit.clone(), of_unit(targets))).collect(),
        }
    }

    pub(in super::super) fn issue(self, pack: &Pack) -> Read<Issue> {
        let mut targets = BTreeMap::new();
        for (unit, rows) in self.targets {
            let mut of_unit = Targets::new();
            for (row, target) in rows {
                of_unit.insert(RowId::new(&row), row_target(pack, &row, &target)?);
            }
            targets.insert(unit, of_unit);
        }
        Ok(Issue {
            number: self.number.parse().map_err(|_| bad("issued", &self.number))?,
            day: Day::parse(&self.date).ok_or_else(|| bad("issued", &self.date))?,
            document: self.document,
            targets,
        })
    }
}
