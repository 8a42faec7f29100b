//! Workspaces from which tests make documents: an invented unit with a full year, a desk with three units, an empty
//! one, and one with hostile names.

use std::rc::Rc;
use zhuanhua::domain::figures::{Level, TargetSlot};
use zhuanhua::domain::policy::{RowId, SeriesId};
use zhuanhua::domain::quantity::{Day, Period, Year};
use zhuanhua::packs::{self, OpenPack};
use zhuanhua::report::{Document, Draft, DraftKind, Source, draft, edited};
use zhuanhua::workspace::desk::{DeskChange, Issue, Received, all_shared};
use zhuanhua::workspace::drafting::{DraftChange, LetterField, ShortfallField};
use zhuanhua::workspace::plan::{MeasureField, PlanChange, ReportField, ReportKind, Serves};
use zhuanhua::workspace::{Action, Filing, PackRef, Place, Signatures, Workspace, example};

/// A PNG of one pixel.
pub const PIXEL: [u8; 67] = [
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 58, 126, 155,
    85, 0, 0, 0, 10, 73, 68, 65, 84, 120, 156, 99, 248, 15, 0, 1, 1, 1, 0, 27, 182, 238, 86, 0, 0, 0, 0, 73, 69, 78,
    68, 174, 66, 96, 130,
];

/// A hostile name that every file format must survive.
pub const HOSTILE: &str = "<&>\"'=1+1]]>\u{1F600}@SUM(1)+-";

pub fn year(number: u16) -> Year {
    Year::new(number).unwrap()
}

pub fn pack() -> OpenPack {
    packs::open(packs::BUILT_IN).unwrap()
}

fn pack_ref(open: &OpenPack) -> PackRef {
    PackRef { id: open.pack.id.clone(), sha256: open.sha256.clone() }
}

fn after(open: &OpenPack, mut workspace: Workspace, actions: Vec<Action>) -> Workspace {
    for action in actions {
        workspace = action.apply(&workspace, &open.pack).unwrap_or_else(|| panic!("{action:?} changed nothing"));
    }
    workspace
}

/// The example's invented unit, with a letter, a reported version, a correction, measures and a case.
pub fn full(open: &OpenPack) -> Workspace {
    let id = |text: &str| text.to_owned();
    let plan = |change: PlanChange| Action::Planned(year(2022), change);
    let people =
        Signatures { prepared_by: id("甲"), checked_by: id("乙"), responsible: id("丙"), phone: id("000-0000000") };
    let filing = Filing { day: Day::parse("2022-10-10").unwrap(), people };
    let place = Place::Figure(SeriesId::new("pledge_projects"), Period::parse("2021").unwrap());
    let mut actions = vec![
        plan(PlanChange::ReportAdded(id("r1"), ReportKind::Case)),
        plan(PlanChange::ReportWritten(id("r1"), ReportField::Title, id("示例企业引进专利"))),
        plan(PlanChange::ReportWritten(id("r1"), ReportField::Text, id("第一段。\n第二段。"))),
        Action::Drafted(DraftChange::LetterTurned(true)),
        Action::Drafted(DraftChange::LetterWritten(LetterField::Office, id("示例市市场监管局"))),
        Action::Drafted(DraftChange::LetterWritten(LetterField::Joint, id("示例市财政局\n示例市科技局"))),
        Action::Drafted(DraftChange::LetterWritten(LetterField::Day, id("2022-10-31"))),
        Action::Drafted(DraftChange::ShortfallWritten(RowId::new("1"), year(2021), ShortfallField::Cause, id("原因"))),
        Action::VersionFrozen(Box::new(filing)),
        Action::FigureTyped(SeriesId::new("pledge_projects"), Period::parse("2021").unwrap(), id("4321")),
        Action::ChangeExplained(place, id("银行更正")),
    ];
    for number in 1..=3_u32 {
        let measure = format!("m{number}");
        actions.push(plan(PlanChange::MeasureAdded(measure.clone(), Serves::Task(number as u16))));
        actions.push(plan(PlanChange::MeasureWritten(measure.clone(), MeasureField::What, id("组织对接活动"))));
        actions.push(plan(PlanChange::MeasureWritten(measure, MeasureField::Due, id("2022-06-30"))));
    }
    after(open, example("full".to_owned(), &open.pack, pack_ref(open)), actions)
}

/// The workspace of [`full`] with `count` measures.
pub fn with_measures(open: &OpenPack, count: usize) -> Workspace {
    let mut workspace = full(open);
    let before = workspace.entries.plans[&year(2022)].measures.len();
    let one = workspace.entries.plans[&year(2022)].measures["m1"].clone();
    let plan = workspace.entries_mut().plans.get_mut(&year(2022)).unwrap();
    for number in before..count {
        let measure = zhuanhua::workspace::plan::Measure { number: number as u32 + 100, ..one.clone() };
        plan.measures.insert(format!("more-{number}"), measure);
    }
    workspace
}

/// A province that consolidates three units and has issued targets.
pub fn desk(open: &OpenPack) -> Workspace {
    let mut workspace = Workspace::new("desk".to_owned(), "示例省".to_owned(), Level::Province, pack_ref(open));
    workspace.example = true;
    let mut files = Vec::new();
    for (place, unit) in open.pack.units.iter().take(3).enumerate() {
        let mut below = Workspace::new(unit.id.clone(), unit.name.clone(), Level::City, pack_ref(open));
        let mut actions = vec![Action::AsOfTyped("2022-09-30".to_owned())];
        for (index, series) in open.pack.series.iter().enumerate().filter(|(_, series)| !series.supplementary) {
            for period in ["2020", "2021Q1", "2021Q2", "2021Q3", "2021Q4", "2022Q1", "2022Q2", "2022Q3"] {
                let value = (100 * (place + 1) + 3 * index + period.len()).to_string();
                actions.push(Action::FigureTyped(series.id.clone(), Period::parse(period).unwrap(), value));
            }
        }
        actions.push(Action::TargetTyped(RowId::new("1"), TargetSlot::Year(year(2022)), "700".to_owned()));
        below = after(open, below, actions);
        files.push((unit.id.clone(), Rc::new(Received::of(&below, "2022-10-01".to_owned()))));
    }
    let actions = vec![Action::AsOfTyped("2022-09-30".to_owned()), Action::AtDesk(DeskChange::TakenIn(files))];
    let workspace = after(open, workspace, actions);
    let targets = all_shared(&open.pack, &workspace.entries, &workspace.desk).targets;
    let issue =
        Issue {
            number: 0, day: Day::parse("2022-03-01").unwrap(), document: "示例〔2022〕1号".to_owned(), targets
        };
    after(open, workspace, vec![Action::AtDesk(DeskChange::Issued(Box::new(issue)))])
}

/// A city without any entry, not even its name.
pub fn empty(open: &OpenPack) -> Workspace {
    Workspace::new("empty".to_owned(), String::new(), Level::City, pack_ref(open))
}

/// The workspace of [`full`] with hostile names, the unit's of 200 characters.
pub fn hostile(open: &OpenPack) -> Workspace {
    let mut workspace = full(open);
    let long: String = HOSTILE.chars().cycle().take(200).collect();
    workspace.entries_mut().unit.clone_from(&long);
    let plan = workspace.entries_mut().plans.get_mut(&year(2022)).unwrap();
    plan.measures.values_mut().for_each(|measure| measure.what = format!("\u{1}{long}\u{FFFE}"));
    workspace
}

/// Every document that can be drafted from a workspace.
pub fn drafts(open: &OpenPack, workspace: &Workspace) -> Vec<(DraftKind, Draft)> {
    let source = Source { pack: open, workspace, today: Day::parse("2022-11-01") };
    let kinds = [
        DraftKind::Plan(year(2022)),
        DraftKind::Assessment(year(2021)),
        DraftKind::Assessment(year(2022)),
        DraftKind::Bulletin(year(2022)),
        DraftKind::Allotment(1),
        DraftKind::Correction(1),
    ];
    kinds.into_iter().filter_map(|kind| Some((kind.clone(), draft(&kind, &source)?))).collect()
}

/// The document with the user's edits, as it is saved.
pub fn saved(workspace: &Workspace, kind: &DraftKind, draft: &Draft) -> Document {
    let edits = workspace.drafting.drafts.get(&kind.to_string()).cloned().unwrap_or_default();
    edited(draft.document.clone(), &edits)
}
