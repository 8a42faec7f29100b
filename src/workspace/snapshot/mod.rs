//! 快照 – a workspace as text: the file `*.zhuanhua.json`, which is the master copy, and the working copy in the
//! browser's store (docs/file-formats.md). Digits are strings. A SHA-256 covers everything else in the file.
//! Members of a newer minor version are kept. The newest major version has a module of types; each older one
//! has a migration to the next, and migrations are only ever appended.

mod hand_off;
mod issue_file;
mod strict;
mod unknown;
mod v1;
mod v2;

pub use hand_off::{HandOff, is_hand_off, read_hand_off, write_hand_off};
pub use issue_file::{AllocationFile, is_allocation, pack_of_allocation, read_allocation, write_allocation};
pub use unknown::Unknown;

use super::self_check::Question;
use super::{DeskUnit, Entries, PackRef, Workspace};
use crate::domain::figures::{Level, SituationFault, Targets};
use crate::domain::policy::{Pack, PackId};
use crate::domain::quantity::Day;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::rc::Rc;
use thiserror::Error;

/// The `format` of every workspace file.
pub const FORMAT: &str = "zhuanhua-workspace";
/// The version that is written.
pub const VERSION: (u32, u32) = (2, 3);
/// Largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 20_000_000;

/// Why a file cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FileError {
    /// Larger than any workspace file.
    #[error("{0} bytes are too many")]
    TooLarge(usize),
    /// The file is empty.
    #[error("the file is empty")]
    Empty,
    /// Not complete JSON: cut off or damaged at that line and column.
    #[error("broken at line {line}, column {column}")]
    Broken {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// True if the file ends too early.
        cut_off: bool,
    },
    /// JSON, but not a file of this kind.
    #[error("not a workspace file")]
    NotAWorkspace,
    /// Written by a newer version of the program.
    #[error("version {0} is newer than this program")]
    Newer(u32),
    /// Changed since it was written, or damaged.
    #[error("the checksum does not fit")]
    Checksum,
    /// A field is missing or has another type.
    #[error("{0}")]
    Field(String),
    /// A value that is not allowed there.
    #[error("{place}: {value}")]
    Value {
        /// The place.
        place: String,
        /// The value.
        value: String,
    },
    /// An answer of a self-check that is not in its normal form.
    #[error("self-check: {question:?}: {value}")]
    Answer {
        /// The question.
        question: Question,
        /// The value.
        value: String,
    },
    /// More transactions than a self-check can have.
    #[error("{0} transactions are too many")]
    TooManyTransactions(usize),
    /// Made with a pack that is not the given one.
    #[error("made with pack {0}")]
    OtherPack(String),
    /// Ids or years that the pack does not have.
    #[error("not allowed by the pack: {0:?}")]
    Situation(Vec<SituationFault>),
}

/// Writes a workspace, readable by people.
pub fn write(workspace: &Workspace) -> String {
    sealed(whole(workspace))
}

/// The checksum of the workspace's file. A document cites it to name the figures that it was made from.
pub fn checksum_of(workspace: &Workspace) -> String {
    checksum(&whole(workspace))
}

/// All members except the checksum.
fn whole(workspace: &Workspace) -> Map<String, Value> {
    let mut file = known(workspace);
    unknown::graft(&mut file, &workspace.unknown);
    file
}

/// A file with its checksum, readable by people.
fn sealed(mut file: Map<String, Value>) -> String {
    let sha256 = checksum(&file);
    file.insert("sha256".to_owned(), sha256.into());
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

/// The members that this version knows, without the checksum.
fn known(workspace: &Workspace) -> Map<String, Value> {
    let payload = serde_json::to_value(v2::Payload::of(workspace)).unwrap_or_default();
    enveloped(FORMAT, VERSION, &workspace.pack, payload)
}

/// A payload with its format, version and pack.
fn enveloped(format: &str, version: (u32, u32), pack: &PackRef, payload: Value) -> Map<String, Value> {
    let mut file = Map::new();
    file.insert("format".to_owned(), format.into());
    file.insert("version".to_owned(), format!("{}.{}", version.0, version.1).into());
    let pack = [("id", pack.id.to_string()), ("sha256", pack.sha256.clone())];
    let pack = pack.into_iter().map(|(key, value)| (key.to_owned(), Value::from(value)));
    file.insert("pack".to_owned(), Value::Object(pack.collect()));
    file.insert("payload".to_owned(), payload);
    file
}

/// SHA-256 over all members except the checksum, as compact JSON with sorted keys.
fn checksum(file: &Map<String, Value>) -> String {
    let rest: Map<String, Value> =
        file.iter().filter(|(key, _)| *key != "sha256").map(|(key, value)| (key.clone(), value.clone())).collect();
    let canonical = serde_json::to_string(&rest).unwrap_or_default();
    base16ct::lower::encode_string(&Sha256::digest(canonical.as_bytes()))
}

/// The pack of a file, read before its figures.
pub fn pack_of(text: &str) -> Result<PackRef, FileError> {
    Ok(head(text)?.pack)
}

/// Reads a workspace with its pack: completely, or not at all.
pub fn read(text: &str, pack: &Pack) -> Result<Workspace, FileError> {
    let head = head(text)?;
    if head.pack.id != pack.id {
        return Err(FileError::OtherPack(head.pack.id.to_string()));
    }
    let payload = head.file.get("payload").cloned().ok_or_else(|| FileError::Field("payload".to_owned()))?;
    let payload: v2::Payload = serde_json::from_value(payload).map_err(|error| FileError::Field(error.to_string()))?;
    let mut workspace = payload.workspace(head.pack, pack)?;
    let frozen = workspace.versions.iter().map(|version| &version.entries);
    let mut handed_in = Vec::new();
    workspace.desk.units.iter().for_each(|unit| collect_entries(unit, &mut handed_in));
    let all = frozen.chain([&workspace.entries]).chain(handed_in);
    let mut faults: Vec<_> = all.flat_map(|entries| check(entries, pack)).collect();
    faults.extend(check_targets(workspace.desk.issued.iter().flat_map(|issue| issue.targets.values()), pack));
    if !faults.is_empty() {
        return Err(FileError::Situation(faults));
    }
    workspace.unknown = unknown::members(&head.file, &known(&workspace));
    Ok(workspace)
}

/// What can be read from a file before its pack is known.
struct Head {
    pack: PackRef,
    /// The members, migrated to this version.
    file: Map<String, Value>,
}

fn head(text: &str) -> Result<Head, FileError> {
    let (major, mut head) = unsealed(text, FORMAT, VERSION.0)?;
    if major == 1
        && let Some(payload) = head.file.remove("payload")
    {
        head.file.insert("payload".to_owned(), v1::migrate(payload));
    }
    Ok(head)
}

/// A file of that format, at most of that major version, with a checksum that fits.
fn unsealed(text: &str, format: &str, newest: u32) -> Result<(u32, Head), FileError> {
    if text.len() > LARGEST_FILE {
        return Err(FileError::TooLarge(text.len()));
    }
    let text = text.trim_start_matches('\u{FEFF}');
    if text.trim().is_empty() {
        return Err(FileError::Empty);
    }
    let strict::Strict(value) = serde_json::from_str(text).map_err(|error| FileError::Broken {
        line: error.line(),
        column: error.column(),
        cut_off: error.is_eof(),
    })?;
    let Value::Object(file) = value else { return Err(FileError::NotAWorkspace) };
    if file.get("format").and_then(Value::as_str) != Some(format) {
        return Err(FileError::NotAWorkspace);
    }
    let version = file.get("version").and_then(Value::as_str).and_then(|text| text.split_once('.'));
    let major = version.and_then(|(major, _)| major.parse::<u32>().ok());
    let major = match major {
        None | Some(0) => return Err(FileError::Field("version".to_owned())),
        Some(major) if major > newest => return Err(FileError::Newer(major)),
        Some(major) => major,
    };
    if file.get("sha256").and_then(Value::as_str) != Some(checksum(&file).as_str()) {
        return Err(FileError::Checksum);
    }
    let pack = file.get("pack");
    let of_pack = |key| pack.and_then(|pack| pack.get(key)).and_then(Value::as_str);
    let (Some(id), Some(sha256)) = (of_pack("id"), of_pack("sha256")) else {
        return Err(FileError::Field("pack".to_owned()));
    };
    let pack = PackRef { id: PackId::new(id), sha256: sha256.to_owned() };
    Ok((major, Head { pack, file }))
}

/// All entries that a unit and the units below it handed in.
fn collect_entries<'u>(unit: &'u DeskUnit, found: &mut Vec<&'u Rc<Entries>>) {
    for received in unit.received.iter().chain(&unit.before) {
        found.push(&received.entries);
        received.units.iter().for_each(|unit| collect_entries(unit, found));
    }
}

/// Faults of issued targets under the pack.
fn check_targets<'t>(targets: impl Iterator<Item = &'t Targets>, pack: &Pack) -> Vec<SituationFault> {
    let faults = |targets: &Targets| check(&Entries { targets: targets.clone(), ..Entries::default() }, pack);
    targets.flat_map(faults).collect()
}

/// Faults of entries under the pack. They are checked at the city's level, because only that level uses
/// everything.
fn check(entries: &Entries, pack: &Pack) -> Vec<SituationFault> {
    let as_of = entries.as_of.or_else(|| Day::new(pack.last_year, 12, 31));
    let at_city = Entries { level: Level::City, as_of, ..entries.clone() };
    at_city.situation().map(|situation| situation.faults(pack)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consolidation::Formula;
    use crate::domain::figures::{Accumulation, Cell, Observation, Provenance, Source, Stage, TargetSlot};
    use crate::domain::policy::{RowId, SeriesId};
    use crate::domain::quantity::{Period, Quantity, Year};
    use crate::packs;
    use crate::workspace::desk::{AllocationKey, DeskChange, Issue, Overlap, Received, UnitAllocationField};
    use crate::workspace::plan::{MeasureField, Progress, ReportField, ReportKind, Serves};
    use crate::workspace::{Action, EntryKey, Field, Filing, PlanChange, ScenarioChange, Signatures, example};
    use std::collections::BTreeMap;

    fn pack() -> (Pack, PackRef) {
        let open = packs::open(packs::BUILT_IN).unwrap();
        let pack_ref = PackRef { id: open.pack.id.clone(), sha256: open.sha256 };
        (open.pack, pack_ref)
    }

    fn full() -> (Pack, Workspace) {
        let (pack, pack_ref) = pack();
        let mut workspace = example("w1".to_owned(), &pack, pack_ref);
        let series = SeriesId::new("pledge_amount");
        let mut act = |action: Action| workspace = action.apply(&workspace, &pack).unwrap();
        act(Action::FigureTyped(series.clone(), Period::parse("2022").unwrap(), "12O0".to_owned()));
        act(Action::FigureTyped(
            SeriesId::new("sme_inflow_contract_amount"),
            Period::parse("2020").unwrap(),
            "900719925474099.000001".to_owned(),
        ));
        act(Action::TargetTyped(RowId::new("5"), TargetSlot::Rate, "25%".to_owned()));
        act(Action::RowLeftOut(RowId::new("12"), "无军工单位".to_owned()));
        act(Action::AsOfTyped("昨天".to_owned()));
        let mut cell = Cell::default();
        cell.observe(Observation::own(Quantity::ONE));
        let note = "核对后".to_owned();
        let provenance = Provenance { source: Source::Cnipa, stage: Stage::Final };
        cell.observe(Observation { provenance, value: Quantity::ZERO, day: Day::parse("2022-02-01"), note });
        cell.observe(Observation::by(Provenance { source: Source::Own, stage: Stage::Flash }, Quantity::ONE));
        cell.choose(Some(Provenance::OWN));
        let (projects, quarter) = (SeriesId::new("pledge_projects"), Period::parse("2021Q3").unwrap());
        workspace.entries_mut().figures.put(&projects, quarter, cell);
        workspace.entries_mut().figures.accumulate(&series, Accumulation::Cumulative);
        let mut act = |action: Action| workspace = action.apply(&workspace, &pack).unwrap();
        act(Action::Named("设想一".to_owned()));
        act(Action::ObservationTyped(projects.clone(), quarter, provenance, "一".to_owned()));
        act(Action::ObservationDated(projects.clone(), quarter, provenance, "昨天".to_owned()));
        act(Action::TargetTyped(RowId::new("12"), TargetSlot::Total, "20".to_owned()));
        act(Action::TargetTyped(RowId::new("5"), TargetSlot::Rate, String::new()));
        act(Action::RevisionDated(0, "2022-06-01".to_owned()));
        act(Action::RevisionDated(1, "六月".to_owned()));
        let people =
            Signatures { prepared_by: "示例甲".to_owned(), phone: "000".to_owned(), ..Signatures::default() };
        act(Action::VersionFrozen(Box::new(Filing { day: Day::parse("2022-10-10").unwrap(), people: people.clone() })));
        act(Action::FigureTyped(projects.clone(), quarter, "5".to_owned()));
        act(Action::ChangeExplained(EntryKey::Figure(projects, quarter), "漏报一笔".to_owned()));
        act(Action::VersionFrozen(Box::new(Filing { day: Day::parse("2022-11-10").unwrap(), people })));
        let (year, id) = (Year::new(2022).unwrap(), || "m1".to_owned());
        for change in [
            PlanChange::Filed("2022年3月30日".to_owned()),
            PlanChange::MeasureAdded(id(), Serves::Row(RowId::new("1"))),
            PlanChange::MeasureWritten(id(), MeasureField::What, "办对接会".to_owned()),
            PlanChange::MeasureWritten(id(), MeasureField::Due, "下半年".to_owned()),
            PlanChange::MeasureMoved(id(), Progress::UnderWay),
            PlanChange::MeasureAdded("m2".to_owned(), Serves::Task(9)),
            PlanChange::ReportAdded("r1".to_owned(), ReportKind::Case),
            PlanChange::ReportWritten("r1".to_owned(), ReportField::Title, "示例案例".to_owned()),
        ] {
            act(Action::Planned(year, change));
        }
        let supposed = |which, text: &str| Action::typed(Field::Supposed(which, series.clone(), year), text.to_owned());
        act(supposed(0, "1.5"));
        act(Action::Supposed(0, ScenarioChange::Taken));
        act(supposed(1, "很多"));
        act(Action::Supposed(1, ScenarioChange::Named("乐观".to_owned())));
        act(Action::UnitNamed("示例市二".to_owned()));
        act(Action::LevelChosen(Level::Province));
        let places = [
            EntryKey::Unit,
            EntryKey::Level,
            EntryKey::AsOf,
            EntryKey::Accumulation(series.clone()),
            EntryKey::LeftOut(RowId::new("12")),
            EntryKey::Planned(series, year),
            EntryKey::PlanFiled(year),
            EntryKey::Measure(year, id()),
            EntryKey::Report(year, "r1".to_owned()),
        ];
        places.into_iter().for_each(|place| act(Action::ChangeExplained(place, "说明".to_owned())));
        (pack, workspace)
    }

    /// The same with units at its desk. It is larger than the file in which every byte is tried.
    fn with_desk() -> (Pack, Workspace) {
        let (pack, mut workspace) = full();
        let (series, year) = (SeriesId::new("pledge_amount"), Year::new(2022).unwrap());
        let mut act = |action: Action| workspace = action.apply(&workspace, &pack).unwrap();
        let mut below = example("w0".to_owned(), &pack, PackRef { id: pack.id.clone(), sha256: "0".repeat(64) });
        below =
            Action::AtDesk(DeskChange::UnitAdded("u9".to_owned(), "示例区".to_owned())).apply(&below, &pack).unwrap();
        let received = Rc::new(Received::of(&below, "2022-10-11 09:00:00".to_owned()));
        let (one, slot) = (RowId::new("1"), TargetSlot::Year(year));
        let targets = BTreeMap::from([("甲".to_owned(), below.entries.targets.clone())]);
        let day = Day::parse("2022-03-01").unwrap();
        let issue = Issue { number: 0, day, document: "示例〔2022〕1号".to_owned(), targets };
        for change in [
            DeskChange::UnitAdded("u1".to_owned(), "甲".to_owned()),
            DeskChange::UnitAdded("u2".to_owned(), "乙".to_owned()),
            DeskChange::TakenIn(vec![("u1".to_owned(), Rc::clone(&received))]),
            DeskChange::TakenIn(vec![("u1".to_owned(), received)]),
            DeskChange::OverlapAnswered("u2".to_owned(), Some(Overlap::Held)),
            DeskChange::AllocationKeyChosen(one.clone(), slot, AllocationKey::Series(series.clone(), year)),
            DeskChange::PartTyped(one.clone(), slot, "u1".to_owned(), UnitAllocationField::Lock, "１２".to_owned()),
            DeskChange::PartTyped(one, slot, "u2".to_owned(), UnitAllocationField::Cap, "不多".to_owned()),
            DeskChange::Issued(Box::new(issue)),
            DeskChange::ScoringTurned(true),
            DeskChange::FormulaChosen(Formula::ByPlace),
            DeskChange::WeightsTyped(vec![(RowId::new("1"), "3０".to_owned()), (RowId::new("2"), "不多".to_owned())]),
            DeskChange::BudgetTyped("一千".to_owned()),
        ] {
            act(Action::AtDesk(change));
        }
        (pack, workspace)
    }

    #[test]
    fn a_workspace_comes_back_as_it_was() {
        let (pack, workspace) = with_desk();
        assert_eq!(read(&write(&workspace), &pack), Ok(workspace));
    }

    #[test]
    fn a_desk_that_is_handed_in_again_and_again_reads_back() {
        let (pack, pack_ref) = pack();
        let mut below = example("w0".to_owned(), &pack, pack_ref.clone());
        for level in 1..=8 {
            let mut above = Workspace::new(format!("w{level}"), format!("第{level}级"), Level::City, pack_ref.clone());
            let unit = "u".to_owned();
            for change in [
                DeskChange::UnitAdded(unit.clone(), "下级".to_owned()),
                DeskChange::TakenIn(vec![(unit.clone(), Rc::new(Received::of(&below, "now".to_owned())))]),
            ] {
                above = Action::AtDesk(change).apply(&above, &pack).unwrap();
            }
            assert_eq!(read(&write(&above), &pack).as_ref(), Ok(&above), "level {level}");
            below = above;
        }
        let own = below.desk.units[0].received.as_ref().unwrap();
        assert_eq!(own.units[0].received.as_ref().unwrap().units.len(), 1, "two levels below stay");
    }

    #[test]
    fn one_altered_byte_is_noticed() {
        let (pack, workspace) = full();
        let text = write(&workspace);
        for index in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[index] = if bytes[index] == b'7' { b'8' } else { b'7' };
            // A byte that breaks UTF-8 never reaches this reader.
            let Ok(altered) = String::from_utf8(bytes) else { continue };
            assert!(read(&altered, &pack).is_err(), "byte {index}");
        }
    }

    #[test]
    fn a_file_cut_off_anywhere_is_refused() {
        let (pack, workspace) = full();
        let text = write(&workspace);
        for length in (0..text.len() - 2).filter(|length| text.is_char_boundary(*length)) {
            assert!(read(text.get(..length).unwrap(), &pack).is_err(), "{length} bytes");
        }
    }

    #[test]
    fn other_files_are_refused_by_what_they_are() {
        let (pack, workspace) = full();
        let signed = |edit: &dyn Fn(&mut Map<String, Value>)| {
            let mut file: Map<String, Value> = serde_json::from_str(&write(&workspace)).unwrap();
            edit(&mut file);
            let sum = checksum(&file);
            file.insert("sha256".to_owned(), sum.into());
            serde_json::to_string(&file).unwrap()
        };
        let error = |text: &str| read(text, &pack).unwrap_err();
        assert_eq!(error(""), FileError::Empty);
        assert_eq!(error("[1]"), FileError::NotAWorkspace);
        assert_eq!(error(r#"{"format":"other"}"#), FileError::NotAWorkspace);
        assert!(matches!(error("PK\u{3}\u{4}"), FileError::Broken { cut_off: false, .. }));
        assert!(matches!(error(r#"{"format":"zh"#), FileError::Broken { cut_off: true, .. }));
        assert_eq!(error(&signed(&|file| drop(file.insert("version".to_owned(), "3.0".into())))), FileError::Newer(3));
        let other = signed(&|file| file["pack"]["id"] = "elsewhere".into());
        assert_eq!(error(&other), FileError::OtherPack("elsewhere".to_owned()));
        let unknown = signed(&|file| file["payload"]["entries"]["figures"]["nothing"] = serde_json::json!({}));
        assert!(matches!(error(&unknown), FileError::Situation(_)));
        let unknown = signed(&|file| file["payload"]["entries"]["readings"]["growth"] = "sideways".into());
        assert!(matches!(error(&unknown), FileError::Situation(_)));
        assert!(matches!(error(&" ".repeat(LARGEST_FILE + 1)), FileError::TooLarge(_)));
        // A member named twice is refused, whatever the checksum.
        let twice = write(&workspace).replacen("\"name\":", "\"name\": \"x\", \"name\":", 1);
        assert!(matches!(error(&twice), FileError::Broken { cut_off: false, .. }));
    }

    #[test]
    fn fields_of_a_newer_minor_version_are_kept() {
        let (pack, workspace) = full();
        let mut file: Map<String, Value> = serde_json::from_str(&write(&workspace)).unwrap();
        file.insert("version".to_owned(), "2.7".into());
        file.insert("weather".to_owned(), serde_json::json!({ "sun": "1" }));
        let quarter = &mut file["payload"]["entries"]["figures"]["pledge_projects"]["2021Q3"];
        quarter["observations"]["own"]["sky"] = "blue".into();
        let held = &mut file["payload"]["entries"]["figures"]["inflow_patents_held"];
        held["2020"] = serde_json::json!({ "observations": { "own": { "value": held["2020"], "sea": "calm" } } });
        file["payload"]["versions"][1]["wind"] = serde_json::json!(["west"]);
        let sum = checksum(&file);
        file.insert("sha256".to_owned(), sum.into());
        let mut read = read(&serde_json::to_string(&file).unwrap(), &pack).unwrap();
        read = Action::UnitNamed("示例市三".to_owned()).apply(&read, &pack).unwrap();
        let again: Value = serde_json::from_str(&write(&read)).unwrap();
        assert_eq!(again["weather"]["sun"], "1");
        assert_eq!(again["payload"]["versions"][1]["wind"][0], "west");
        let quarter = &again["payload"]["entries"]["figures"]["pledge_projects"]["2021Q3"];
        assert_eq!(quarter["observations"]["own"]["sky"], "blue");
        let held = &again["payload"]["entries"]["figures"]["inflow_patents_held"]["2020"];
        assert_eq!(held["observations"]["own"]["sea"], "calm");
        assert!(write(&super::read(&write(&read), &pack).unwrap()) == write(&read));
    }

    #[test]
    fn our_own_files_hold_nothing_unknown() {
        let (pack, workspace) = full();
        assert_eq!(read(&write(&workspace), &pack).unwrap().unknown, []);
    }
}
