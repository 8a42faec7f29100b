//! Version 2 of the workspace file: its types (docs/workspace.schema.json).

mod desk;
mod drafting;
mod plan;
mod read;
mod self_check;
mod write;

pub(super) use desk::IssueFile;
pub(super) use self_check::SelfCheckFile;

use desk::{DeskFile, TakenFile};
use drafting::DraftingFile;
use plan::{PlanFile, ScenarioFile};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Serialize, Deserialize)]
pub(super) struct Payload {
    id: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(default, skip_serializing_if = "is_false")]
    example: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    purpose: Option<PurposeWord>,
    /// Fingerprints of the pack's parts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pack_items: BTreeMap<String, String>,
    entries: EntriesFile,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    not_understood: Vec<TypedFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    versions: Vec<VersionFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<ReasonFile>,
    /// By id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    self_checks: BTreeMap<String, SelfCheckFile>,
    /// Issues of targets that were imported.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    allotted: Vec<TakenFile>,
    #[serde(default, skip_serializing_if = "DeskFile::is_empty")]
    desk: DeskFile,
    /// Both scenarios, if either is not empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    scenarios: Vec<ScenarioFile>,
    #[serde(default, skip_serializing_if = "DraftingFile::is_empty")]
    drafting: DraftingFile,
}

/// The purpose of a workspace, if it is not reporting.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PurposeWord {
    SelfCheck,
}

#[derive(Serialize, Deserialize)]
struct EntriesFile {
    unit: String,
    level: LevelWord,
    #[serde(default)]
    as_of: Option<String>,
    #[serde(default)]
    figures: BTreeMap<String, BTreeMap<String, CellFile>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    sub_year: BTreeMap<String, AccumulationWord>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    readings: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    targets: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    revisions: Vec<RevisionFile>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    statements: BTreeMap<String, AnswerFile>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    not_applicable: BTreeMap<String, String>,
    /// By series and year.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    planned: BTreeMap<String, BTreeMap<String, String>>,
    /// By year.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    plans: BTreeMap<String, PlanFile>,
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

/// The unit's own figure, with nothing else said about it, is stored as plain digits.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum CellFile {
    Own(String),
    Said {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        adopted: Option<String>,
        /// By source and stage: `own`, `cnipa final`.
        observations: BTreeMap<String, ObservationFile>,
    },
}

#[derive(Serialize, Deserialize)]
struct ObservationFile {
    value: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
}

#[derive(Serialize, Deserialize)]
struct RevisionFile {
    row: String,
    target: String,
    old: String,
    new: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    reason: String,
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
    #[serde(flatten)]
    at: At,
    text: String,
}

/// Why an entry differs from the last version.
#[derive(Serialize, Deserialize)]
struct ReasonFile {
    #[serde(flatten)]
    at: At,
    reason: String,
}

/// Names an entry or a field. The members that are present show its kind.
#[derive(Default, Serialize, Deserialize)]
struct At {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    part: Option<PartWord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    series: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    witness: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    row: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    target: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reading: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    statement: Option<String>,
    /// Index from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revision: Option<String>,
    /// Index from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scenario: Option<String>,
    /// Id of a measure of the plan for `period`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    measure: Option<String>,
    /// Id of a work report of the plan for `period`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    report: Option<String>,
}

/// The kind of entry, if its ids alone do not show it.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PartWord {
    Unit,
    Level,
    Date,
    SubYear,
    NotApplicable,
    Planned,
    Plan,
}

#[derive(Serialize, Deserialize)]
struct VersionFile {
    number: String,
    date: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    prepared_by: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    checked_by: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    responsible: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    phone: String,
    pack: PackFile,
    entries: EntriesFile,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<ReasonFile>,
}

#[derive(Serialize, Deserialize)]
struct PackFile {
    id: String,
    sha256: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}
