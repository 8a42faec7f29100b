//! The workspace file: fixtures of every version, the JSON Schema `docs/workspace.schema.json`, and a thousand
//! random edits that are undone to the byte.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "tests"
)]

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;
use zhuanhua::domain::enterprise::Indicator;
use zhuanhua::domain::figures::{Accumulation, Level, Provenance, Source, Stage, TargetSlot};
use zhuanhua::domain::policy::{Pack, RowId, SeriesId, SubjectKind};
use zhuanhua::domain::quantity::{Day, Grain, Period, Quantity, Year};
use zhuanhua::packs;
use zhuanhua::workspace::desk::{AllocationKey, DeskChange, Issue, Overlap, Received, UnitAllocationField};
use zhuanhua::workspace::drafting::{
    DraftChange, FormLine, FormUnit, LetterField, LetterKind, ShortfallField, Written,
};
use zhuanhua::workspace::plan::{MeasureField, PlanChange, ReportField, ReportKind, ScenarioChange, Serves};
use zhuanhua::workspace::self_check::{CheckChange, Column, Question};
use zhuanhua::workspace::snapshot::{AllocationFile, is_allocation, read, read_allocation, write, write_allocation};
use zhuanhua::workspace::{
    Action, BulkEdit, Entries, EntryKey, Field, Filing, History, IssuedTargets, PackRef, Signatures, TakenIssue,
    Workspace, example,
};

fn pack() -> (Pack, PackRef) {
    let open = packs::open(packs::BUILT_IN).unwrap();
    let pack_ref = PackRef { id: open.pack.id.clone(), sha256: open.sha256 };
    (open.pack, pack_ref)
}

fn fixture(name: &str) -> String {
    std::fs::read_to_string(PathBuf::from("tests/workspaces").join(name)).unwrap()
}

#[test]
fn a_file_of_version_1_opens_with_everything_that_it_held() {
    let (pack, _) = pack();
    let workspace = read(&fixture("1.0.zhuanhua.json"), &pack).unwrap();
    let entries = &workspace.entries;
    assert_eq!((entries.unit.as_str(), entries.level, workspace.example), ("示例市", Level::City, true));
    assert_eq!(entries.as_of, Day::parse("2022-09-30"));
    let adopted = |series: &str, period: &str| {
        let value = entries.figures.adopted(&SeriesId::new(series), Period::parse(period).unwrap());
        value.map(|value| value.to_string())
    };
    assert_eq!(adopted("sme_inflow_contract_amount", "2020").as_deref(), Some("900719925474099.000001"));
    assert_eq!(adopted("benefiting_smes", "2022").as_deref(), Some("296"));
    // By default CNIPA's 0 would count before the unit's own 1, but the unit chose its own.
    let cell = entries.figures.cell(&SeriesId::new("pledge_projects"), Period::parse("2021Q3").unwrap()).unwrap();
    assert_eq!(cell.chosen(), Some(Provenance::OWN));
    assert_eq!(cell.adopted().map(|observation| observation.value), Some(Quantity::ONE));
    let cnipa = cell.said_by(Provenance { source: Source::Cnipa, stage: Stage::Final }).unwrap();
    assert_eq!((cnipa.value, cnipa.day, cnipa.note.as_str()), (Quantity::ZERO, Day::parse("2022-02-01"), "核对后"));
    assert_eq!(entries.figures.accumulation(&SeriesId::new("pledge_amount")), Accumulation::Cumulative);
    let rate = entries.target(&RowId::new("5"), TargetSlot::Rate).map(|rate| rate.to_string());
    assert_eq!(rate.as_deref(), Some("1/4"));
    assert_eq!(entries.not_applicable.get(&RowId::new("12")).map(String::as_str), Some("无军工单位"));
    let typed: Vec<_> = workspace.not_understood.values().map(String::as_str).collect();
    assert_eq!(typed, ["昨天", "12O0"]);
    // It is written in the newest version and says the same.
    assert_eq!(read(&write(&workspace), &pack).unwrap(), workspace);
}

#[test]
fn a_file_of_an_older_minor_version_says_the_same_in_the_newest() {
    let (pack, _) = pack();
    let payload = |text: &str| serde_json::from_str::<Value>(text).unwrap()["payload"].take();
    for (name, checks) in [("2.0.zhuanhua.json", 0), ("2.1.zhuanhua.json", 2), ("2.2.zhuanhua.json", 2)] {
        let text = fixture(name);
        let workspace = read(&text, &pack).unwrap();
        assert_eq!((workspace.versions.len(), workspace.self_checks.len()), (2, checks));
        assert_eq!(payload(&write(&workspace)), payload(&text));
    }
}

#[test]
fn a_file_of_the_newest_version_reads_back_byte_for_byte() {
    let (pack, _) = pack();
    let text = fixture("2.3.zhuanhua.json");
    let workspace = read(&text, &pack).unwrap();
    let plan = &workspace.entries.plans[&year(2022)];
    assert_eq!((plan.measures.len(), plan.reports.len(), workspace.entries.planned.len()), (2, 1, 1));
    let desk = &workspace.desk;
    // A province begins with the pack's thirteen units; two were added.
    assert_eq!((desk.units.len(), desk.allocation.len(), desk.issued.len(), desk.scoring.weights.len()), (15, 1, 1, 1));
    assert_eq!((workspace.versions.len(), workspace.self_checks.len(), workspace.issues_taken.len()), (2, 2, 1));
    let check = &workspace.self_checks["c1"];
    assert_eq!((check.answers.transactions.len(), check.ready.len(), check.not_understood.len()), (2, 1, 1));
    let drafting = &workspace.drafting;
    assert_eq!((drafting.drafts.len(), drafting.shortfalls.len(), drafting.form.len()), (1, 1, 3));
    assert!(drafting.letter.on && drafting.letter.day.text() == "2022-03-31");
    assert_eq!(write(&workspace), text);
}

#[test]
fn an_allotment_file_reads_back_byte_for_byte() {
    let (pack, _) = pack();
    let text = fixture("1.0.fenjie.json");
    assert!(is_allocation(&text));
    let file = read_allocation(&text, &pack).unwrap();
    assert_eq!((file.by.as_str(), file.issue.number, file.issue.targets.len()), ("示例市", 1, 1));
    assert_eq!(write_allocation(&file), text);
    for length in (0..text.len() - 2).filter(|length| text.is_char_boundary(*length)) {
        assert!(read_allocation(text.get(..length).unwrap(), &pack).is_err(), "{length} bytes");
    }
    assert!(read_allocation(&text.replacen("示例市", "别的市", 1), &pack).is_err());
}

fn year(number: u16) -> Year {
    Year::new(number).unwrap()
}

#[test]
fn what_is_written_is_what_the_schema_describes_and_nothing_else() {
    let text = std::fs::read_to_string("docs/workspace.schema.json").unwrap();
    let mut schema: Value = serde_json::from_str(&text).unwrap();
    // Readers accept members of newer minor versions, but our own files must contain no undescribed ones.
    close(&mut schema);
    let validator = jsonschema::validator_for(&schema).unwrap();
    for name in ["2.0.zhuanhua.json", "2.1.zhuanhua.json", "2.2.zhuanhua.json", "2.3.zhuanhua.json"] {
        let file: Value = serde_json::from_str(&fixture(name)).unwrap();
        let errors: Vec<_> =
            validator.iter_errors(&file).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{name}\n{}", errors.join("\n"));
        for (from, to) in
            [("\"level\": \"city\"", "\"level\": \"town\""), ("\"unit\"", "\"unitt\""), ("\"text\"", "\"words\"")]
        {
            let altered: Value = serde_json::from_str(&fixture(name).replacen(from, to, 1)).unwrap();
            assert!(!validator.is_valid(&altered), "{to}");
        }
    }
}

/// Forbids members that the schema does not describe.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if members.contains_key("properties") && !members.contains_key("additionalProperties") {
                members.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
            members.values_mut().for_each(close);
        }
        Value::Array(elements) => elements.iter_mut().for_each(close),
        _ => {}
    }
}

/// Texts as people type them, valid and invalid.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..99_999_u32).prop_map(|number| number.to_string()),
        (0..9_999_u32, 0..99_u32).prop_map(|(whole, part)| format!("{whole}.{part:02}")),
        prop::sample::select(vec!["", " ", "12O0", "-5", "1,234", "４.5亿元", "30%", "0", "999999999999999", "=1+1"])
            .prop_map(str::to_owned),
    ]
}

fn action(pack: &Pack) -> impl Strategy<Value = Action> + use<> {
    let series: Vec<SeriesId> = pack.series.iter().map(|series| series.id.clone()).collect();
    let rows: Vec<RowId> = pack.rows.iter().map(|row| row.id.clone()).collect();
    let years: Vec<Year> = pack.figure_years().collect();
    let plan: Vec<Year> = pack.plan_years().collect();
    let grains = prop::sample::select(vec![Grain::Quarter, Grain::Month]);
    let periods = |grain: Grain| {
        let years = years.clone();
        (prop::sample::select(years), 0..12_usize).prop_map(move |(year, index)| {
            let all: Vec<_> = year.periods(grain).collect();
            all[index % all.len()]
        })
    };
    // One sub-year grain for each series: a year cannot have both quarters and months.
    let halves = series.len() / 2;
    let (quarterly, monthly) = (series[..halves].to_vec(), series[halves..].to_vec());
    let figure = prop_oneof![
        (prop::sample::select(series.clone()), periods(Grain::Year)),
        (prop::sample::select(quarterly), periods(Grain::Quarter)),
        (prop::sample::select(monthly), periods(Grain::Month)),
    ];
    let provenance = (0..9_usize).prop_map(|index| Provenance::all().nth(index).unwrap());
    let slot = prop_oneof![
        prop::sample::select(plan).prop_map(TargetSlot::Year),
        prop::sample::select(vec![TargetSlot::Total, TargetSlot::Rate, TargetSlot::Share])
    ];
    let field = figure.clone().prop_map(|(series, period)| Field::Figure(series, period));
    let day = prop::sample::select(vec!["2022-06-01", "昨天", "", "2023年3月5日"]).prop_map(str::to_owned);
    let reading = pack.readings[0].clone();
    let places = [EntryKey::Unit, EntryKey::AsOf, EntryKey::Level];
    let (plan_years, rows_again) = (pack.plan_years().collect::<Vec<_>>(), rows.clone());
    // Weighted so that versions stay few: each one copies all entries.
    prop_oneof![
        160 => (figure.clone(), text()).prop_map(|((series, period), text)| Action::FigureTyped(series, period, text)),
        40 => prop::collection::vec((field, text()), 1..40).prop_map(|typed| Action::FieldsTyped(BulkEdit::Pasted, typed)),
        40 => (figure.clone(), provenance.clone(), text()).prop_map(|((series, period), provenance, text)| Action::ObservationTyped(series, period, provenance, text)),
        20 => (figure.clone(), provenance.clone(), day.clone()).prop_map(|((series, period), provenance, day)| Action::ObservationDated(series, period, provenance, day)),
        20 => (figure.clone(), provenance.clone(), text()).prop_map(|((series, period), provenance, note)| Action::ObservationNoted(series, period, provenance, note)),
        20 => (figure, prop::option::of(provenance)).prop_map(|((series, period), provenance)| Action::ObservationAdopted(series, period, provenance)),
        60 => (prop::sample::select(rows.clone()), slot, text()).prop_map(|(row, slot, text)| Action::TargetTyped(row, slot, text)),
        20 => (0..4_usize, day.clone()).prop_map(|(index, day)| Action::RevisionDated(index, day)),
        20 => (0..4_usize, text()).prop_map(|(index, reason)| Action::RevisionExplained(index, reason)),
        20 => (0..4_usize).prop_map(Action::RevisionDropped),
        20 => prop::sample::select(rows.clone()).prop_map(|row| Action::RowLeftOut(row, "示例".to_owned())),
        20 => prop::sample::select(rows).prop_map(Action::RowTakenIn),
        20 => day.clone().prop_map(Action::AsOfTyped),
        20 => (prop::sample::select(plan_years.clone()), 0..4_u32, day.clone(), text()).prop_map(|(year, number, day, text)| {
            let id = format!("m{number}");
            Action::Planned(year, match number {
                0 => PlanChange::Filed(day),
                1 => PlanChange::MeasureAdded(id, Serves::Task(9)),
                2 => PlanChange::MeasureWritten("m1".to_owned(), MeasureField::Due, day),
                _ => PlanChange::MeasureWritten("m1".to_owned(), MeasureField::What, text),
            })
        }),
        20 => (prop::sample::select(series.clone()), prop::sample::select(plan_years), text()).prop_map(|(series, year, text)| Action::typed(Field::Supposed(1, series, year), text)),
        20 => (prop::sample::select(rows_again), 0..3_u32, text()).prop_map(|(row, number, text)| {
            let unit = format!("u{number}");
            Action::AtDesk(match number {
                0 => DeskChange::UnitAdded("u1".to_owned(), text),
                1 => DeskChange::PartTyped(row, TargetSlot::Total, unit, UnitAllocationField::Lock, text),
                _ => DeskChange::WeightsTyped(vec![(row, text)]),
            })
        }),
        20 => prop::sample::select(vec![Level::City, Level::Province]).prop_map(Action::LevelChosen),
        20 => text().prop_map(Action::UnitNamed),
        20 => text().prop_map(Action::Named),
        20 => prop::sample::select(series).prop_map(|series| Action::AccumulationChosen(series, Accumulation::Cumulative)),
        20 => (prop::sample::select(vec!["product_filings", "pledge_amount"]), prop::sample::select(years.clone()), grains)
            .prop_map(|(series, year, _)| Action::GrainChanged(SeriesId::new(series), year, Grain::Month)),
        20 => prop::sample::select(reading.options.clone()).prop_map(move |option| Action::ReadingChosen(reading.id.clone(), option.id)),
        1 => text().prop_map(|name| Action::VersionFrozen(Box::new(Filing {
            day: Day::parse("2022-10-10").unwrap(),
            people: Signatures { prepared_by: name, ..Signatures::default() },
        }))),
        20 => (prop::sample::select(places.to_vec()), text()).prop_map(|(place, reason)| Action::ChangeExplained(place, reason)),
        80 => (prop::sample::select(vec!["c1", "c2"]), check_change()).prop_map(|(id, change)| Action::SelfCheck(id.to_owned(), change)),
    ]
}

fn check_change() -> impl Strategy<Value = CheckChange> {
    let words =
        prop::sample::select(vec!["许可", "高校", "微型", "是", "software", "2022", "2022-03-01", "ZL201090000123.0"]);
    let text = prop_oneof![text(), words.prop_map(str::to_owned)];
    let sizes = Indicator::ALL.iter().flat_map(|one| [Question::Size(*one), Question::Earlier(*one)]);
    let others = [Question::Code, Question::Kind, Question::Industry, Question::Year, Question::PlanFiled];
    let columns = prop::sample::select(Column::ALL.to_vec());
    let question = prop_oneof![
        prop::sample::select(sizes.chain(others).collect::<Vec<_>>()),
        (0..4_usize, columns.clone()).prop_map(|(row, column)| Question::Transaction(row, column)),
    ];
    prop_oneof![
        3 => Just(CheckChange::Begun(Some(SubjectKind::Enterprise), "示例企业".to_owned())),
        1 => Just(CheckChange::Dropped),
        20 => (question, text.clone()).prop_map(|(question, text)| CheckChange::Answered(question, text)),
        4 => Just(CheckChange::TransactionAdded),
        2 => (0..4_usize).prop_map(CheckChange::TransactionDropped),
        4 => prop::collection::vec(prop::collection::vec((columns, text), 1..6), 1..4).prop_map(CheckChange::TransactionsPasted),
        2 => any::<bool>().prop_map(|ready| CheckChange::EvidenceReady("agreement".to_owned(), ready)),
    ]
}

#[test]
fn a_thousand_random_edits_are_undone_to_the_byte_and_every_state_reads_back() {
    let (pack, pack_ref) = pack();
    let mut runner =
        TestRunner::new(Config { cases: 1, failure_persistence: None, max_shrink_iters: 50, ..Config::default() });
    runner
        .run(&prop::collection::vec(action(&pack), 1000..1001), |actions| {
            let start = example("e".to_owned(), &pack, pack_ref.clone());
            let mut history = History::new(start.clone());
            let mut states = vec![write(&start)];
            for action in actions {
                let Some(next) = history.done(action, &pack) else { continue };
                history = next;
                states.push(write(history.present()));
            }
            prop_assert!(states.len() > 500, "only {} edits changed anything", states.len());
            for state in states.iter().step_by(50) {
                let again = read(state, &pack).map_err(|error| TestCaseError::fail(format!("{error}\n{state}")))?;
                prop_assert_eq!(&write(&again), state);
            }
            for state in states.iter().rev().skip(1) {
                history = history.undone().unwrap();
                prop_assert_eq!(&write(history.present()), state);
            }
            prop_assert!(history.undone().is_none());
            for state in states.iter().skip(1) {
                history = history.redone().unwrap();
                prop_assert_eq!(&write(history.present()), state);
            }
            let middle = states.len() / 2;
            prop_assert_eq!(&write(history.at(middle).unwrap().present()), &states[middle]);
            Ok(())
        })
        .unwrap();
}

/// Rewrites the fixture of the newest version when `WRITE_FIXTURES` is set. The fixture of a released version is
/// never rewritten.
#[test]
fn fixture_of_the_newest_version() {
    if std::env::var_os("WRITE_FIXTURES").is_none() {
        println!("skipped: nothing is written without WRITE_FIXTURES");
        return;
    }
    let (pack, pack_ref) = pack();
    let mut workspace: Workspace = example("w2".to_owned(), &pack, pack_ref);
    let (projects, quarter) = (SeriesId::new("pledge_projects"), Period::parse("2021Q3").unwrap());
    let cnipa = Provenance { source: Source::Cnipa, stage: Stage::Final };
    let people = Signatures {
        prepared_by: "示例甲".to_owned(),
        checked_by: "示例乙".to_owned(),
        responsible: "示例丙".to_owned(),
        phone: "000-0000".to_owned(),
    };
    let filing = |day: &str| Box::new(Filing { day: Day::parse(day).unwrap(), people: people.clone() });
    let place = EntryKey::Figure(projects.clone(), quarter);
    for action in [
        Action::Named("设想一".to_owned()),
        Action::ObservationTyped(projects.clone(), quarter, Provenance::OWN, "20".to_owned()),
        Action::ObservationTyped(projects.clone(), quarter, cnipa, "21".to_owned()),
        Action::ObservationDated(projects.clone(), quarter, cnipa, "2022-02-01".to_owned()),
        Action::ObservationNoted(projects.clone(), quarter, cnipa, "核对后".to_owned()),
        Action::ObservationAdopted(projects.clone(), quarter, Some(Provenance::OWN)),
        Action::ObservationTyped(projects.clone(), quarter, cnipa, "二十".to_owned()),
        Action::ObservationDated(projects.clone(), quarter, cnipa, "昨天".to_owned()),
        Action::AccumulationChosen(SeriesId::new("product_filings"), Accumulation::Cumulative),
        Action::FigureTyped(SeriesId::new("product_filings"), Period::parse("2022-03").unwrap(), "33".to_owned()),
        Action::FigureTyped(SeriesId::new("pledge_amount"), Period::parse("2021").unwrap(), "12O0".to_owned()),
        Action::AsOfTyped("前天".to_owned()),
        Action::TargetTyped(RowId::new("1"), TargetSlot::Total, "500".to_owned()),
        Action::TargetTyped(RowId::new("5"), TargetSlot::Rate, "25%".to_owned()),
        Action::TargetTyped(RowId::new("9"), TargetSlot::Share, "90%".to_owned()),
        Action::TargetTyped(RowId::new("12"), TargetSlot::Total, "20".to_owned()),
        Action::TargetTyped(RowId::new("13"), TargetSlot::Total, String::new()),
        Action::TargetTyped(RowId::new("1"), TargetSlot::Total, "5O0".to_owned()),
        Action::RevisionDated(0, "2022-06-01".to_owned()),
        Action::RevisionExplained(0, "省级调整".to_owned()),
        Action::RevisionDated(1, "六月".to_owned()),
        Action::ReadingChosen(pack.readings[0].id.clone(), pack.readings[0].options[1].id.clone()),
        Action::RowLeftOut(RowId::new("12"), "示例：无军工单位".to_owned()),
        Action::VersionFrozen(filing("2022-10-10")),
        Action::FigureTyped(projects, quarter, "22".to_owned()),
        Action::ChangeExplained(place.clone(), "漏报一笔".to_owned()),
        Action::VersionFrozen(filing("2022-11-10")),
        Action::UnitNamed("示例市二".to_owned()),
        Action::LevelChosen(Level::Province),
        Action::Taken(
            vec![place.clone(), EntryKey::Statement(pack.statements[0].id.clone())],
            Entries::default().into(),
        ),
    ] {
        workspace = action.apply(&workspace, &pack).unwrap_or_else(|| panic!("{action:?} changed nothing"));
    }
    let places = [
        EntryKey::Unit,
        EntryKey::Level,
        EntryKey::AsOf,
        place,
        EntryKey::Accumulation(SeriesId::new("product_filings")),
        EntryKey::Reading(pack.readings[0].id.clone()),
        EntryKey::Target(RowId::new("1"), TargetSlot::Year(pack.first_year)),
        EntryKey::Statement(pack.statements[0].id.clone()),
        EntryKey::LeftOut(RowId::new("12")),
    ];
    for place in places {
        workspace = Action::ChangeExplained(place, "说明".to_owned()).apply(&workspace, &pack).unwrap();
    }
    let typed = |question: Question, text: &str| CheckChange::Answered(question, text.to_owned());
    let rows = vec![
        vec![
            (Column::Mode, "许可".to_owned()),
            (Column::Counterparty, "示例大学".to_owned()),
            (Column::Supplier, "高校".to_owned()),
            (Column::Patents, "ZL201090000123.0".to_owned()),
            (Column::ContractAmount, "12.5".to_owned()),
            (Column::Effective, "2022-03-01".to_owned()),
            (Column::Implemented, "是".to_owned()),
        ],
        vec![(Column::Mode, "赠与".to_owned()), (Column::ReceiverIndustry, "工业".to_owned())],
    ];
    for (id, change) in [
        ("c1", CheckChange::Begun(Some(SubjectKind::Enterprise), "示例企业".to_owned())),
        ("c1", typed(Question::Code, "91350100M000100Y43")),
        ("c1", typed(Question::Industry, "software")),
        ("c1", typed(Question::Size(Indicator::Employees), "103")),
        ("c1", typed(Question::Earlier(Indicator::Revenue), "915.5")),
        ("c1", typed(Question::PublishedRank(2), "4")),
        ("c1", CheckChange::TransactionsPasted(rows)),
        ("c1", CheckChange::EvidenceReady("agreement".to_owned(), true)),
        ("c2", CheckChange::Begun(Some(SubjectKind::City), "示例市".to_owned())),
        ("c2", typed(Question::PlanYear, "2022")),
        ("c2", typed(Question::PlanFiled, "2022-03-31")),
    ] {
        workspace = Action::SelfCheck(id.to_owned(), change).apply(&workspace, &pack).unwrap();
    }
    workspace.pack_items = packs::items(packs::BUILT_IN).into();
    let id = |id: &str| id.to_owned();
    let plan = |change: PlanChange| Action::Planned(year(2022), change);
    let drafted = Action::Drafted;
    let supposed =
        |text: &str| Action::typed(Field::Supposed(0, SeriesId::new("pledge_projects"), year(2023)), text.to_owned());
    let mut below = Workspace::new("w3".to_owned(), "示例区".to_owned(), Level::City, workspace.pack.clone());
    below = Action::FigureTyped(SeriesId::new("pledge_projects"), Period::parse("2021").unwrap(), "3".to_owned())
        .apply(&below, &pack)
        .unwrap();
    let received = Rc::new(Received::of(&below, "2022-10-11 09:00:00".to_owned()));
    let (row, slot) = (RowId::new("1"), TargetSlot::Year(year(2022)));
    let targets = BTreeMap::from([(id("示例区"), workspace.versions[0].entries.targets.clone())]);
    let issue =
        Issue { number: 0, day: Day::parse("2022-03-01").unwrap(), document: id("示例〔2022〕1号"), targets };
    for action in [
        plan(PlanChange::Filed("2022-03-30".to_owned())),
        plan(PlanChange::MeasureAdded(id("m9"), Serves::Duty(id("news")))),
        plan(PlanChange::MeasureWritten(id("m9"), MeasureField::Due, "年底".to_owned())),
        plan(PlanChange::MeasureDropped(id("example-1"))),
        plan(PlanChange::MeasureDropped(id("example-2"))),
        plan(PlanChange::ReportAdded(id("r1"), ReportKind::News)),
        plan(PlanChange::ReportWritten(id("r1"), ReportField::Text, "第一段\n第二段".to_owned())),
        supposed("1OO"),
        supposed("100"),
        Action::Supposed(0, ScenarioChange::Taken),
        Action::typed(Field::Supposed(1, SeriesId::new("pledge_projects"), year(2023)), "很多".to_owned()),
        Action::AtDesk(DeskChange::UnitAdded(id("u1"), id("示例区"))),
        Action::AtDesk(DeskChange::UnitAdded(id("u2"), id("示例县"))),
        Action::AtDesk(DeskChange::TakenIn(vec![(id("u1"), received)])),
        Action::AtDesk(DeskChange::OverlapAnswered(id("u2"), Some(Overlap::Held))),
        Action::AtDesk(DeskChange::AllocationKeyChosen(row.clone(), slot, AllocationKey::Own)),
        Action::AtDesk(DeskChange::PartTyped(row, slot, id("u1"), UnitAllocationField::Weight, "2".to_owned())),
        Action::AtDesk(DeskChange::Issued(Box::new(issue))),
        Action::AtDesk(DeskChange::WeightsTyped(vec![(RowId::new("1"), "30".to_owned())])),
        Action::IssueTaken(Box::new(IssuedTargets {
            issue: TakenIssue { by: id("示例省"), number: 2, day: Day::parse("2022-02-01").unwrap() },
            document: id("示例〔2022〕2号"),
            targets: workspace.versions[0].entries.targets.clone(),
        })),
        drafted(DraftChange::LetterTurned(true)),
        drafted(DraftChange::LetterKindChosen(LetterKind::Letter)),
        drafted(DraftChange::LetterWritten(LetterField::Office, id("示例市市场监管局"))),
        drafted(DraftChange::LetterWritten(LetterField::Joint, id("示例市财政局\n示例市科技局"))),
        drafted(DraftChange::LetterWritten(LetterField::Addressee, id("示例省知识产权局"))),
        drafted(DraftChange::LetterWritten(LetterField::Day, id("2022年3月31日"))),
        drafted(DraftChange::PartTurned(id("plan 2022"), id("guarantee"), false)),
        drafted(DraftChange::PartWritten(
            id("plan 2022"),
            id("overall"),
            Written { text: id("改过的\n两段"), drafted: id("起草的") },
        )),
        drafted(DraftChange::ShortfallWritten(RowId::new("1"), year(2022), ShortfallField::Cause, id("原因"))),
        drafted(DraftChange::ShortfallWritten(RowId::new("1"), year(2022), ShortfallField::Remedy, id("措施"))),
        drafted(DraftChange::FormLaidDown(vec![
            FormLine::Series(SeriesId::new("pledge_amount"), FormUnit::TenThousand),
            FormLine::Skipped(id("小计")),
            FormLine::Series(SeriesId::new("pledge_projects"), FormUnit::Own),
        ])),
    ] {
        workspace = action.apply(&workspace, &pack).unwrap_or_else(|| panic!("{action:?} changed nothing"));
    }
    for place in [
        EntryKey::PlanFiled(year(2022)),
        EntryKey::Measure(year(2022), id("m9")),
        EntryKey::Report(year(2022), id("r1")),
        EntryKey::Planned(SeriesId::new("pledge_projects"), year(2023)),
    ] {
        workspace = Action::ChangeExplained(place, "说明".to_owned()).apply(&workspace, &pack).unwrap();
    }
    std::fs::write("tests/workspaces/2.3.zhuanhua.json", write(&workspace)).unwrap();
    let file = AllocationFile {
        pack: workspace.pack.clone(),
        by: id("示例市"),
        example: true,
        issue: (*workspace.desk.issued[0]).clone(),
    };
    std::fs::write("tests/workspaces/1.0.fenjie.json", write_allocation(&file)).unwrap();
}
