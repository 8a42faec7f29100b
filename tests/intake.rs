//! What follows from each incoming file and each answer of the store. Everything is decided on the current
//! session: nothing is overwritten, and what was meant for one workspace never reaches another.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "tests"
)]

use std::collections::BTreeMap;
use std::rc::Rc;
use zhuanhua::domain::figures::{Accumulation, Level, RowTarget, TargetSlot};
use zhuanhua::domain::policy::{RowId, SeriesId, SubjectKind};
use zhuanhua::domain::quantity::{Day, Grain, Period, Quantity, Year};
use zhuanhua::packs::{self, OpenPack};
use zhuanhua::text::{notice_words, question_words};
use zhuanhua::workspace::desk::{DeskChange, Issue};
use zhuanhua::workspace::intake::{
    Beside, Destination, FileKind, Fresh, Kept, NotMerged, Question, Request, TakenFigure, TakenFigures, UnitFile,
    Wanted, WorkbookError,
};
use zhuanhua::workspace::notice::{CheckRemark, OpenRemark, Refusal};
use zhuanhua::workspace::self_check::Question as Asked;
use zhuanhua::workspace::snapshot::{AllocationFile, FileError, write_allocation};
use zhuanhua::workspace::{
    Action, CheckChange, Event, Filing, Notice, PackRef, Purpose, SelfCheck, Session, Signatures, Workspace,
};

/// Something that happens in a tab.
type Change<'a> = &'a dyn Fn(&mut Page);

thread_local! {
    static BUILT_IN: Rc<OpenPack> = Rc::new(packs::open(packs::BUILT_IN).unwrap());
}

fn built_in() -> Rc<OpenPack> {
    BUILT_IN.with(Rc::clone)
}

/// A tab, as far as its session goes.
struct Page(Session);

impl Page {
    fn new() -> Page {
        Page(Session::with_packs(Rc::new(vec![built_in()])))
    }

    /// A tab with this workspace open.
    fn with(workspace: &Workspace) -> Page {
        let mut page = Page::new();
        let pack = Rc::clone(&page.0.packs[0]);
        page.happens(Event::Opened(Box::new(workspace.clone()), pack, Default::default()));
        page
    }

    fn happens(&mut self, event: Event) {
        if let Some(next) = self.0.after(event) {
            self.0 = next;
        }
    }

    fn does(&mut self, action: Action) {
        self.happens(Event::Edited(action));
    }

    /// A request for which nothing was read.
    fn requests(&mut self, wanted: Wanted) {
        self.happens(Event::Requested(Rc::new(Request { wanted, ticket: None, fresh: fresh() })));
    }

    /// The result of a request that was announced before.
    fn answers(&mut self, ticket: u32, wanted: Wanted) {
        self.happens(Event::Requested(Rc::new(Request { wanted, ticket: Some(ticket), fresh: fresh() })));
    }

    /// Opens a file of ours while the store keeps these records.
    fn opens(&mut self, name: &str, text: &str, kept: &[Kept]) {
        let kept = Rc::new(kept.iter().cloned().map(Rc::new).collect());
        self.requests(Wanted::File(name.to_owned(), text.to_owned(), Some(kept)));
    }

    fn present(&self) -> Option<Rc<Workspace>> {
        self.0.open.as_ref().map(|open| Rc::clone(open.history.present()))
    }

    fn unit(&self) -> Option<String> {
        self.present().map(|present| present.entries.unit.clone())
    }

    fn notice(&self) -> Option<Notice> {
        self.0.notice.as_deref().cloned()
    }

    fn steps(&self) -> usize {
        self.0.open.as_ref().unwrap().history.steps().len()
    }

    /// The question to the user.
    fn question(&self) -> Option<Question> {
        self.0.asking.as_ref().map(|asking| asking.question.clone())
    }

    /// The headline and the lines of the notice.
    fn words(&self) -> String {
        let pack = self.0.open.as_ref().map(|open| &*open.pack);
        let words = notice_words(self.0.notice.as_ref().unwrap(), pack);
        format!("{}\n{}", words.headline, words.lines.join("\n"))
    }

    fn refusal(&self) -> Refusal {
        match self.notice() {
            Some(Notice::NotOpened { why, .. }) => why,
            other => panic!("{other:?}"),
        }
    }
}

fn fresh() -> Fresh {
    Fresh { workspace: "fresh".to_owned(), check: "fresh-check".to_owned(), now: "2022-10-01 08:00:00".to_owned() }
}

fn pack_ref() -> PackRef {
    zhuanhua::workspace::intake::pack_ref(&built_in())
}

fn city(id: &str, unit: &str) -> Workspace {
    Workspace::new(id.to_owned(), unit.to_owned(), Level::City, pack_ref())
}

/// A workspace with work to lose.
fn with_work(id: &str, unit: &str) -> Workspace {
    typed(&city(id, unit), "pledge_projects", "2021", "7")
}

fn typed(workspace: &Workspace, series: &str, period: &str, text: &str) -> Workspace {
    let pack = &built_in().pack;
    let action = Action::FigureTyped(SeriesId::new(series), Period::parse(period).unwrap(), text.to_owned());
    action.apply(workspace, pack).unwrap()
}

fn kept(workspace: &Workspace, revision: u32) -> Kept {
    let (id, saved_at) = (workspace.id.clone(), format!("2022-09-0{revision} 08:00:00"));
    Kept { id, revision, saved_at, file: workspace.file() }
}

fn figure(workspace: &Workspace, series: &str, period: &str) -> String {
    workspace.figure_text(&SeriesId::new(series), Period::parse(period).unwrap())
}

#[test]
fn work_gives_way_only_after_a_question() {
    let mut page = Page::new();
    page.requests(Wanted::New(Level::City));
    assert_eq!((page.question(), page.present().unwrap().id.as_str()), (None, "fresh"));
    assert_eq!(page.0.destination, Some(Destination::Figures));
    // Nothing was entered, so nothing is lost and there is no question.
    page.requests(Wanted::Example);
    assert_eq!((page.question(), page.unit().as_deref()), (None, Some("示例市")));
    for wanted in
        [Wanted::New(Level::Province), Wanted::ExampleCheck, Wanted::Check(SubjectKind::University, Beside::Nothing)]
    {
        let before = page.present();
        page.requests(wanted.clone());
        assert_eq!((page.question(), page.present()), (Some(Question::ReplacesOpenWork), before.clone()), "{wanted:?}");
        page.happens(Event::Answered(false));
        assert_eq!((page.question(), page.present()), (None, before), "{wanted:?}");
    }
    page.requests(Wanted::ExampleCheck);
    page.happens(Event::Answered(true));
    assert_eq!(page.present().unwrap().purpose, Purpose::SelfCheck);
    assert_eq!(page.0.destination, Some(Destination::CheckResult("fresh-check".to_owned())));
    // An answer without a question changes nothing.
    let before = page.0.clone();
    page.happens(Event::Answered(true));
    assert_eq!(page.0, before);
}

#[test]
fn a_file_of_kept_work_is_opened_beside_it() {
    let file = with_work("w", "示例市").file();
    // Same contents under another key: that record continues.
    let same = Kept {
        id: "other key".to_owned(),
        ..kept(&Workspace { id: "other key".to_owned(), ..with_work("w", "示例市") }, 3)
    };
    let mut page = Page::new();
    page.opens("a.zhuanhua.json", &file, std::slice::from_ref(&same));
    assert_eq!(page.present().unwrap().id, "other key");
    assert_eq!(page.0.open.as_ref().unwrap().origin.kept.as_deref(), Some(&same));
    assert_eq!((page.notice(), page.0.destination.clone()), (None, Some(Destination::Work(Purpose::Reporting))));
    // Same key with other contents: the file gets a new key, and a remark.
    let mut page = Page::new();
    page.opens("a.zhuanhua.json", &file, &[kept(&city("w", "示例市"), 2)]);
    assert_eq!(
        (page.present().unwrap().id.as_str(), page.0.open.as_ref().unwrap().origin.kept.clone()),
        ("fresh", None)
    );
    assert!(matches!(page.notice(), Some(Notice::Opened { remarks, .. }) if remarks == [OpenRemark::TwoCopies]));
    assert!(page.words().contains("两份并存"), "{}", page.words());
    // The store does not know it: it keeps its key.
    let mut page = Page::new();
    page.opens("a.zhuanhua.json", &file, &[kept(&city("x", "乙市"), 2)]);
    assert_eq!((page.present().unwrap().id.as_str(), page.notice()), ("w", None));
    // A store that could not be read does not count as empty.
    let mut page = Page::new();
    page.requests(Wanted::File("a.zhuanhua.json".to_owned(), file.clone(), None));
    assert_eq!(page.present().unwrap().id, "fresh");
    assert!(matches!(page.notice(), Some(Notice::Opened { remarks, .. }) if remarks == [OpenRemark::StoreUnread]));
    // Another edition of the pack is a remark that says what to do.
    let mut other = with_work("w", "示例市");
    other.pack.sha256 = "0".repeat(64);
    let mut page = Page::new();
    page.opens("a.zhuanhua.json", &other.file(), &[]);
    assert!(page.words().contains("另一个版本"), "{}", page.words());
    // Nothing is opened from a damaged file, from a file of another pack, or from a file that is not ours.
    let other_pack = other.file().replace(pack_ref().id.as_str(), "elsewhere");
    for text in ["", "{", "[1, 2]", &file.replacen('7', "8", 1), &other_pack] {
        let mut page = Page::with(&with_work("mine", "本市"));
        page.opens("a.zhuanhua.json", text, &[]);
        assert_eq!(page.unit().as_deref(), Some("本市"));
        assert!(matches!(page.refusal(), Refusal::File(_)), "{text}");
        assert!(page.words().contains("已打开的内容没有改动"), "{}", page.words());
    }
    for (wanted, why) in [
        (Refusal::Kind(FileKind::Picture), "图片"),
        (Refusal::TooLarge(30_000_000), "30 MB"),
        (Refusal::Unreadable, "读不出"),
    ] {
        let mut page = Page::new();
        page.requests(Wanted::Unusable("a.png".to_owned(), wanted));
        assert!(page.words().contains(why) && page.present().is_none(), "{}", page.words());
    }
}

#[test]
fn a_late_answer_reaches_what_it_was_meant_for_or_nothing() {
    let file = with_work("w", "示例市").file();
    let opens = || Wanted::File("a.zhuanhua.json".to_owned(), file.clone(), Some(Rc::default()));
    let (mine, other) = (with_work("mine", "本市"), with_work("other", "别市"));
    // The unit that the files for the desk belong to.
    let unit = Action::AtDesk(DeskChange::UnitAdded("u".to_owned(), "别市".to_owned()));
    let mine = unit.apply(&mine, &built_in().pack).unwrap();
    let rename = |page: &mut Page| page.does(Action::Named("改过".to_owned()));
    let replace = |page: &mut Page| {
        *page = {
            let mut next = Page::with(&other);
            next.0.asked = page.0.asked.clone();
            next
        }
    };
    let close = |page: &mut Page| page.happens(Event::Closed);
    let changes: [(&str, Change); 3] = [("changed", &rename), ("replaced", &replace), ("closed", &close)];
    for (what, change) in changes {
        let mut page = Page::with(&mine);
        page.happens(Event::Asked(1));
        change(&mut page);
        let before = page.present();
        page.answers(1, opens());
        assert_eq!(page.present(), before, "{what}");
        assert!(matches!(page.notice(), Some(Notice::ChangedMeanwhile { .. })), "{what}");
        assert!(page.0.asked.is_empty(), "{what}: nothing is remembered of it");
    }
    // Nothing was open, and the user has begun something new meanwhile.
    let mut page = Page::new();
    page.happens(Event::Asked(1));
    page.requests(Wanted::New(Level::City));
    page.answers(1, opens());
    assert_eq!(page.present().unwrap().id, "fresh");
    // Nothing happened meanwhile: the file is opened once the user agrees.
    let mut page = Page::with(&mine);
    page.happens(Event::Asked(1));
    page.answers(1, opens());
    assert_eq!(page.question(), Some(Question::ReplacesOpenWork));
    page.happens(Event::Answered(true));
    assert_eq!(page.unit().as_deref(), Some("示例市"));

    // A file that joins a workspace joins its current state, and no other workspace.
    let check = SelfCheck::new("c1".to_owned(), Some(SubjectKind::Enterprise), "示例企业".to_owned());
    let handed = check.file(&pack_ref(), "2022-09-30 08:00:00");
    let joins = || Wanted::File("a.zicha.json".to_owned(), handed.clone(), Some(Rc::default()));
    let workbook = || Wanted::Workbook("a.xlsx".to_owned(), Rc::new(Ok(figures(&[("pledge_projects", "2022", "9")]))));
    let unit_file = UnitFile { name: "b".to_owned(), bytes: Ok(other.file().into_bytes().into()) };
    let for_desk = || Wanted::UnitFiles(vec![unit_file.clone()]);
    let issue = || Wanted::File("a.fenjie.json".to_owned(), issue_file(1, "2022-03-01"), Some(Rc::default()));
    let wanted: [&dyn Fn() -> Wanted; 4] = [&joins, &workbook, &for_desk, &issue];
    for wanted in wanted {
        let mut page = Page::with(&mine);
        page.happens(Event::Asked(1));
        replace(&mut page);
        let before = page.present();
        page.answers(1, wanted());
        assert_eq!(page.present(), before);
        assert!(matches!(page.notice(), Some(Notice::ChangedMeanwhile { .. })), "{:?}", page.notice());
        let mut page = Page::with(&mine);
        page.happens(Event::Asked(1));
        rename(&mut page);
        page.answers(1, wanted());
        page.happens(Event::Answered(true));
        let present = page.present().unwrap();
        assert_eq!((present.name.as_str(), page.steps()), ("改过", 2), "{:?}", page.notice());
        page.happens(Event::Undone);
        assert_eq!(page.present().unwrap().name, "改过", "one step");
    }
}

fn figures(figures: &[(&str, &str, &str)]) -> TakenFigures {
    let figure = |(series, period, text): &(&str, &str, &str)| TakenFigure {
        series: (*series).to_owned(),
        period: (*period).to_owned(),
        text: (*text).to_owned(),
        formula: None,
    };
    TakenFigures { figures: figures.iter().map(figure).collect(), ..TakenFigures::default() }
}

#[test]
fn a_workbook_changes_what_a_person_has_seen_in_one_step() {
    let name = "表.xlsx";
    let asks = |page: &mut Page, taken: TakenFigures| {
        page.requests(Wanted::Workbook(name.to_owned(), Rc::new(Ok(taken))));
    };
    // Without open figures there is nothing to fill in.
    let mut page = Page::new();
    asks(&mut page, figures(&[("pledge_projects", "2022", "9")]));
    assert_eq!(page.refusal(), Refusal::NoWorkForWorkbook);
    let mine = with_work("mine", "本市");
    let mut page = Page::with(&mine);
    for error in [
        WorkbookError::NotAWorkbook,
        WorkbookError::TooLarge,
        WorkbookError::NotOurs("数据".to_owned()),
        WorkbookError::Columns("数据".to_owned()),
        WorkbookError::Broken("x".to_owned()),
    ] {
        page.requests(Wanted::Workbook(name.to_owned(), Rc::new(Err(error.clone()))));
        assert_eq!(page.refusal(), Refusal::Workbook(error));
    }
    // The same figures change nothing.
    asks(&mut page, figures(&[("pledge_projects", "2021", "7")]));
    assert!(page.words().contains("没有改动") && page.question().is_none() && page.steps() == 0);
    // A changed unit of measure, an unknown series, a changed as-of day: listed, not imported.
    let mut taken =
        figures(&[("pledge_amount", "2021", "45"), ("no_such", "2021", "1"), ("pledge_projects", "2022", "9")]);
    taken.units.insert("pledge_amount".to_owned(), "万元".to_owned());
    taken.as_of = Some("2022-01-31".to_owned());
    taken.unit = "乙市".to_owned();
    page.does(Action::AsOfTyped("2022-12-31".to_owned()));
    asks(&mut page, taken);
    let Some(Question::FillFromWorkbook(preview)) = page.question() else { panic!("{:?}", page.notice()) };
    assert_eq!((preview.changes.len(), preview.problems.len(), preview.other_unit.as_deref()), (1, 3, Some("乙市")));
    let pack = Rc::clone(&page.0.packs[0]);
    let words = question_words(&page.question().unwrap(), Some(&pack.pack));
    for part in ["会改 1 处", "“乙市”的", "空白 → 9", "有 3 处不会采用", "单位写成了“万元”", "no_such", "2022-01-31"]
    {
        assert!(words.contains(part), "{part}: {words}");
    }
    page.happens(Event::Answered(false));
    assert_eq!((figure(&page.present().unwrap(), "pledge_projects", "2022"), page.steps()), (String::new(), 1));
    // 累计数 by quarter for a year entered by months: one step to import, one step to undo.
    let months = typed(&mine, "pledge_projects", "2022-03", "5");
    let mut page = Page::with(&months);
    let mut taken = figures(&[
        ("pledge_projects", "2022Q1", "6"),
        ("pledge_projects", "2022Q2", "一"),
        ("pledge_projects", "2021", ""),
    ]);
    taken.cumulative.insert("pledge_projects".to_owned(), true);
    asks(&mut page, taken);
    page.happens(Event::Answered(true));
    let (after, series) = (page.present().unwrap(), SeriesId::new("pledge_projects"));
    assert_eq!(after.entries.figures.grain(&series, Year::new(2022).unwrap()), Some(Grain::Quarter));
    assert_eq!(after.entries.figures.accumulation(&series), Accumulation::Cumulative);
    assert_eq!(
        (figure(&after, "pledge_projects", "2022Q1"), figure(&after, "pledge_projects", "2021")),
        ("6".to_owned(), String::new())
    );
    assert!(matches!(page.notice(), Some(Notice::WorkbookImported { count: 2, unread: 1, .. })), "{:?}", page.notice());
    assert_eq!((page.steps(), page.0.destination.clone()), (1, Some(Destination::Figures)));
    page.happens(Event::Undone);
    assert_eq!(*page.present().unwrap(), months);
}

#[test]
fn a_self_check_joins_the_open_figures_or_is_work_of_its_own() {
    let check = SelfCheck::new("c1".to_owned(), Some(SubjectKind::Enterprise), "示例企业".to_owned());
    let handed = |check: &SelfCheck, day: &str| check.file(&pack_ref(), day);
    let mut page = Page::with(&with_work("mine", "本市"));
    page.opens("a.zicha.json", &handed(&check, "2022-09-01"), &[]);
    let there = |page: &Page| page.present().unwrap().self_checks.keys().cloned().collect::<Vec<_>>();
    assert_eq!(there(&page), ["c1"]);
    assert!(page.present().unwrap().self_checks["c1"].received);
    assert_eq!(page.0.destination, Some(Destination::CheckResult("c1".to_owned())));
    // A later file of the same subject replaces it; so does an earlier one, with a warning.
    page.opens("a.zicha.json", &handed(&check, "2022-09-05"), &[]);
    assert!(page.words().contains("原存于 2022-09-01") && there(&page).len() == 1, "{}", page.words());
    page.opens("a.zicha.json", &handed(&check, "2022-08-01"), &[]);
    assert!(page.words().contains("比原来那份（2022-09-05）旧"), "{}", page.words());
    // A file of another subject that was made from it is kept beside it.
    let other = check.answered(Asked::Name, "另一企业");
    page.opens("a.zicha.json", &handed(&other, "2022-09-06"), &[]);
    assert_eq!(there(&page), ["c1", "fresh-check"]);
    let Some(Notice::CheckOpened { remarks, .. }) = page.notice() else { panic!("{:?}", page.notice()) };
    assert_eq!(remarks, [CheckRemark::MadeFrom("示例企业".to_owned())]);
    // A copy does not overwrite one's own answers.
    let mut page = Page::with(&with_work("mine", "本市"));
    page.does(Action::SelfCheck(
        "c1".to_owned(),
        CheckChange::Begun(Some(SubjectKind::Enterprise), "本企业".to_owned()),
    ));
    let own = page.present().unwrap().self_checks["c1"].clone();
    page.opens("a.zicha.json", &handed(&check, "2022-09-01"), &[]);
    assert_eq!((&page.present().unwrap().self_checks["c1"], there(&page).len()), (&own, 2));
    // Without open figures it gets a workspace of its own, and is one's own self-check again.
    let mut page = Page::new();
    page.opens("a.zicha.json", &handed(&check, "2022-09-01"), &[]);
    let present = page.present().unwrap();
    assert_eq!((present.purpose, present.entries.unit.as_str()), (Purpose::SelfCheck, "示例企业"));
    assert!(!present.self_checks["c1"].received && present.self_checks["c1"].saved_at.is_empty());
    // Another pack is a remark.
    let elsewhere = PackRef { sha256: "0".repeat(64), ..pack_ref() };
    let mut page = Page::with(&with_work("mine", "本市"));
    page.opens("a.zicha.json", &check.file(&elsewhere, "2022-09-01"), &[]);
    assert!(
        matches!(page.notice(), Some(Notice::CheckOpened { remarks, .. }) if remarks == [CheckRemark::OtherEdition])
    );
    let unknown = PackRef { id: zhuanhua::domain::policy::PackId::new("elsewhere"), ..elsewhere };
    page.opens("a.zicha.json", &check.file(&unknown, "2022-09-01"), &[]);
    assert!(page.words().contains("另一个口径包（elsewhere）"), "{}", page.words());
    // A damaged file replaces nothing.
    let before = page.present();
    page.opens("a.zicha.json", &handed(&check, "2022-09-01").replacen("示例", "例示", 1), &[]);
    assert_eq!((page.refusal(), page.present()), (Refusal::File(FileError::Checksum), before));
    // A city's new self-check is about itself; another subject's is not.
    page.requests(Wanted::Check(SubjectKind::City, Beside::Figures));
    assert_eq!(page.present().unwrap().self_checks["fresh-check"].name, "本市");
    assert_eq!(page.0.destination, Some(Destination::Check("fresh-check".to_owned())));
}

fn issue_file(number: u32, day: &str) -> String {
    let target =
        RowTarget { years: BTreeMap::from([(Year::new(2022).unwrap(), Quantity::whole(700))]), ..RowTarget::default() };
    let targets = BTreeMap::from([("本市".to_owned(), BTreeMap::from([(RowId::new("1"), target)]))]);
    let issue = Issue { number, day: Day::parse(day).unwrap(), document: "示例〔2022〕1号".to_owned(), targets };
    write_allocation(&AllocationFile { pack: pack_ref(), by: "示例省".to_owned(), example: false, issue })
}

#[test]
fn issued_targets_are_taken_over_by_the_unit_that_they_are_of() {
    let name = "a.fenjie.json";
    let opened = |workspace: Option<&Workspace>, text: &str| {
        let mut page = workspace.map_or_else(Page::new, Page::with);
        page.opens(name, text, &[]);
        page
    };
    let first = issue_file(1, "2022-03-01");
    assert_eq!(opened(None, &first).refusal(), Refusal::NoWorkForTargets);
    let province = Workspace::new("p".to_owned(), "本市".to_owned(), Level::Province, pack_ref());
    assert_eq!(opened(Some(&province), &first).refusal(), Refusal::ProvinceHasItsTargets);
    let other = opened(Some(&city("w", "乙市")), &first);
    assert_eq!(other.refusal(), Refusal::UnitNotInIssue { unit: "乙市".to_owned(), units: vec!["本市".to_owned()] });
    let example = Workspace { example: true, ..city("w", "本市") };
    assert_eq!(opened(Some(&example), &first).refusal(), Refusal::ExampleAndReal);
    assert!(matches!(opened(Some(&city("w", "本市")), &first.replacen("700", "701", 1)).refusal(), Refusal::File(_)));
    let mut page = opened(Some(&city("w", "本市")), &first);
    let target =
        |page: &Page| page.present().unwrap().target_text(&RowId::new("1"), TargetSlot::Year(Year::new(2022).unwrap()));
    assert_eq!((target(&page).as_str(), page.steps()), ("700", 1));
    // A later issue needs no question. The same or an earlier number, or an earlier day, does.
    page.opens(name, &issue_file(2, "2022-04-01"), &[]);
    assert_eq!((page.question(), page.steps()), (None, 2));
    for (number, day) in [(2, "2022-05-01"), (1, "2022-03-01"), (3, "2022-03-31")] {
        page.opens(name, &issue_file(number, day), &[]);
        assert!(matches!(page.question(), Some(Question::EarlierIssue(_))), "{number} of {day}");
        page.happens(Event::Answered(false));
        assert_eq!(page.steps(), 2);
    }
    page.opens(name, &issue_file(1, "2022-03-01"), &[]);
    let words = question_words(&page.question().unwrap(), None);
    assert!(words.contains("第 2 次下达的目标（2022-04-01），这份是第 1 次（2022-03-01）"), "{words}");
    page.happens(Event::Answered(true));
    assert_eq!((page.question(), page.steps()), (None, 3));
    page.happens(Event::Undone);
    page.happens(Event::Undone);
    page.happens(Event::Undone);
    assert_eq!(target(&page), "");
}

#[test]
fn files_of_units_are_taken_in_at_once_and_refused_each_with_its_reason() {
    let file = |name: &str, bytes: &[u8]| UnitFile { name: name.to_owned(), bytes: Ok(bytes.to_vec().into()) };
    let mut page = Page::new();
    page.requests(Wanted::UnitFiles(vec![file("a", b"x"), file("b", b"y")]));
    assert_eq!(page.notice(), Some(Notice::NoDesk { files: 2 }));
    let province = Workspace::new("p".to_owned(), "示例省".to_owned(), Level::Province, pack_ref());
    let mut page = Page::with(&province);
    let units = page.0.packs[0].pack.units.clone();
    let below = |index: usize| with_work(&format!("w{index}"), &units[index].name).file();
    let check = SelfCheck::new("c1".to_owned(), None, "示例企业".to_owned());
    let only_check = Workspace { purpose: Purpose::SelfCheck, ..city("s", "示例企业") };
    page.requests(Wanted::UnitFiles(vec![
        file("一.zhuanhua.json", below(0).as_bytes()),
        file("二.zhuanhua.json", below(1).as_bytes()),
        file("图.png", b"\x89PNG"),
        UnitFile { name: "大".to_owned(), bytes: Err(Refusal::TooLarge(30_000_000)) },
        file("自查.zicha.json", check.file(&pack_ref(), "2022-09-01").as_bytes()),
        file("分解.fenjie.json", issue_file(1, "2022-03-01").as_bytes()),
        file("只有自查.zhuanhua.json", only_check.file().as_bytes()),
        file("坏.zhuanhua.json", b"{"),
        file("生.zhuanhua.json", with_work("x", "没有的市").file().as_bytes()),
    ]));
    let received = |page: &Page| {
        let present = page.present().unwrap();
        present.desk.units.iter().filter(|unit| unit.received.is_some()).count()
    };
    assert_eq!((received(&page), page.steps(), page.0.destination.clone()), (2, 1, Some(Destination::Desk)));
    let desk_intake = page.0.desk_intake.clone().unwrap();
    let refused: Vec<_> = desk_intake.refused.iter().map(|(name, why)| (name.as_str(), why.clone())).collect();
    assert_eq!(
        &refused[..5],
        [
            ("图.png", Refusal::Kind(FileKind::Picture)),
            ("大", Refusal::TooLarge(30_000_000)),
            ("自查.zicha.json", Refusal::IsSelfCheck),
            ("分解.fenjie.json", Refusal::IsIssue),
            ("只有自查.zhuanhua.json", Refusal::HasNoFigures),
        ]
    );
    assert!(matches!(&refused[5..], [("坏.zhuanhua.json", Refusal::File(_))]), "{refused:?}");
    assert_eq!(desk_intake.files.len(), 3, "the one of no known unit is asked about");
    page.happens(Event::Undone);
    assert_eq!(received(&page), 0);
}

#[test]
fn the_list_opens_what_can_be_read_and_goes_on_with_what_is_open() {
    let mut page = Page::with(&with_work("mine", "本市"));
    // The open workspace may be newer than the record: it stays, with its history.
    page.does(Action::Named("改过".to_owned()));
    page.requests(Wanted::Kept(Rc::new(kept(&with_work("mine", "本市"), 1))));
    assert_eq!((page.present().unwrap().name.as_str(), page.question()), ("改过", None));
    assert_eq!(page.0.destination, Some(Destination::Work(Purpose::Reporting)));
    let broken = Kept { id: "b".to_owned(), file: "{".to_owned(), ..Kept::default() };
    page.requests(Wanted::Kept(Rc::new(broken.clone())));
    assert!(matches!(page.notice(), Some(Notice::KeptNotOpened(_))));
    let other = Rc::new(kept(&with_work("other", "别市"), 4));
    page.requests(Wanted::Kept(Rc::clone(&other)));
    page.happens(Event::Answered(true));
    assert_eq!(page.unit().as_deref(), Some("别市"));
    assert_eq!(page.0.open.as_ref().unwrap().origin.kept, Some(other));
    // A reloaded page continues with its work, unless the user has begun something new.
    let was = Rc::new(kept(&with_work("was", "旧市"), 2));
    page.requests(Wanted::Restored(Rc::clone(&was)));
    assert_eq!((page.unit().as_deref(), page.notice()), (Some("别市"), Some(Notice::NotRestored)));
    let mut page = Page::new();
    page.requests(Wanted::Restored(Rc::new(broken)));
    assert_eq!((page.present(), page.notice()), (None, None));
    page.requests(Wanted::Restored(was));
    assert_eq!((page.unit().as_deref(), page.0.destination.clone()), (Some("旧市"), None));
}

#[test]
fn a_portable_page_is_opened_once_and_then_goes_on() {
    let work = with_work("w", "示例市");
    let mut page = Page::new();
    page.requests(Wanted::Carried("copy".to_owned(), work.file(), Some(Rc::default())));
    assert_eq!(page.0.open.as_ref().unwrap().origin.copy.as_deref(), Some("copy"));
    let mut page = Page::new();
    page.requests(Wanted::Carried("copy".to_owned(), "{".to_owned(), Some(Rc::default())));
    assert!(page.words().contains("本页带来的填报文件"), "{}", page.words());
    let now = Rc::new(kept(&typed(&work, "pledge_projects", "2022", "9"), 2));
    page.requests(Wanted::CarriedBefore(Rc::clone(&now), work.file()));
    assert_eq!(page.notice(), Some(Notice::GoesOn { is_newer: true }));
    let before = page.0.clone();
    page.requests(Wanted::CarriedBefore(now, work.file()));
    assert_eq!(page.present(), before.open.map(|open| Rc::clone(open.history.present())), "it is open already");
    let mut page = Page::new();
    let same = kept(&work, 1);
    page.requests(Wanted::CarriedBefore(Rc::new(same), work.file()));
    assert_eq!(page.notice(), Some(Notice::GoesOn { is_newer: false }));
    let mut page = Page::new();
    page.requests(Wanted::CarriedBefore(Rc::new(Kept { file: "{".to_owned(), ..Kept::default() }), work.file()));
    assert!(matches!(page.notice(), Some(Notice::NotGoingOn(_))) && page.present().is_none());
}

#[test]
fn a_pack_is_loaded_whatever_becomes_of_the_open_work() {
    let text = packs::example();
    let mut page = Page::with(&with_work("mine", "本市"));
    page.opens("a.toml", &text, &[]);
    assert_eq!((page.question(), page.0.packs.len()), (Some(Question::ReplacesOpenWork), 2));
    page.happens(Event::Answered(false));
    assert_eq!((page.unit().as_deref(), page.0.packs.len()), (Some("本市"), 2));
    page.opens("a.TOML", &text, &[]);
    page.happens(Event::Answered(true));
    assert_eq!((page.present().unwrap().entries.level, page.0.packs.len()), (Level::Province, 2));
    assert_eq!(page.0.destination, Some(Destination::Pack));
    page.opens("a.toml", "format = 1", &[]);
    assert!(matches!(page.notice(), Some(Notice::PackRefused { problems, .. }) if !problems.is_empty()));
    assert!(page.words().starts_with("没有采用“a.toml”"), "{}", page.words());
}

#[test]
fn two_tabs_overwrite_nothing_of_each_other() {
    let base = with_work("w", "示例市");
    let theirs = typed(&base, "pledge_projects", "2022", "9");
    let (known, now) = (Rc::new(kept(&base, 1)), Rc::new(kept(&theirs, 2)));
    let merge = |known: Option<Rc<Kept>>, now: Option<Rc<Kept>>| Wanted::Merge("w".to_owned(), known, now);
    // This tab has no changes of its own: it shows what the other tab saved.
    let mut page = Page::with(&base);
    page.requests(Wanted::SeenInStore(Rc::clone(&known), Rc::clone(&now)));
    assert_eq!(
        (figure(&page.present().unwrap(), "pledge_projects", "2022"), page.notice()),
        ("9".to_owned(), Some(Notice::TabReplaced))
    );
    assert_eq!(page.0.open.as_ref().unwrap().origin.kept, Some(Rc::clone(&now)));
    // Nothing happens if this tab has changes, if the other tab has none, if another workspace is open, or if
    // the file cannot be read.
    let mine = typed(&base, "pledge_amount", "2022", "3");
    let other = with_work("other", "别市");
    let broken = Rc::new(Kept { file: "{".to_owned(), ..(*now).clone() });
    for (open, now) in [(&mine, &now), (&base, &known), (&other, &now), (&base, &broken)] {
        let mut page = Page::with(open);
        let before = page.0.clone();
        page.requests(Wanted::SeenInStore(Rc::clone(&known), Rc::clone(now)));
        assert_eq!((&page.0.open, page.notice()), (&before.open, None));
    }
    // Merged: both tabs' changes are there, this tab may save over the record it saw, and one step undoes the
    // merge.
    let mut page = Page::with(&mine);
    page.requests(merge(Some(Rc::clone(&known)), Some(Rc::clone(&now))));
    let merged = page.present().unwrap();
    assert_eq!(
        (figure(&merged, "pledge_projects", "2022"), figure(&merged, "pledge_amount", "2022")),
        ("9".to_owned(), "3".to_owned())
    );
    assert_eq!((page.0.open.as_ref().unwrap().origin.kept.clone(), page.steps()), (Some(Rc::clone(&now)), 1));
    assert!(page.words().contains("已合并另一个页面的 1 处改动"), "{}", page.words());
    // Both tabs changed one entry: this tab's value stays and is listed.
    let mut page = Page::with(&typed(&base, "pledge_projects", "2022", "8"));
    page.requests(merge(Some(Rc::clone(&known)), Some(Rc::clone(&now))));
    assert_eq!(figure(&page.present().unwrap(), "pledge_projects", "2022"), "8");
    assert!(page.words().contains("保留本页的 8") && page.words().contains("另一页面的是 9"), "{}", page.words());
    // The other tab deleted the workspace: this tab's is saved as new.
    let mut page = Page::with(&mine);
    page.requests(merge(Some(Rc::clone(&known)), None));
    let origin = page.0.open.as_ref().unwrap().origin.kept.clone().unwrap();
    assert_eq!((origin.revision, origin.file.as_str(), page.notice()), (0, "", Some(Notice::SavedAgain)));
    // A file that cannot be read is not merged, nor are two reported versions.
    let mut page = Page::with(&mine);
    page.requests(merge(Some(Rc::clone(&known)), Some(broken)));
    assert_eq!(page.notice(), Some(Notice::NotMerged(NotMerged::Unreadable)));
    let pack = &built_in().pack;
    let filed = |workspace: &Workspace, document: &str| {
        let workspace = Action::AsOfTyped("2022-12-31".to_owned()).apply(workspace, pack).unwrap();
        let day = Day::parse("2023-01-10").unwrap();
        let filing = Filing { day, people: Signatures { prepared_by: document.to_owned(), ..Signatures::default() } };
        Action::VersionFrozen(Box::new(filing)).apply(&workspace, pack).unwrap()
    };
    let mut page = Page::with(&filed(&mine, "一"));
    page.requests(merge(Some(known), Some(Rc::new(kept(&filed(&base, "二"), 2)))));
    assert_eq!(page.notice(), Some(Notice::NotMerged(NotMerged::BothFiled)));
    // This tab can still save its work as a separate workspace.
    page.requests(Wanted::SaveAsAnother);
    let present = page.present().unwrap();
    assert_eq!((present.id.as_str(), present.name.as_str(), page.question()), ("fresh", "（另存）", None));
    // A request that returns after another workspace was opened has no effect.
    let mut page = Page::with(&other);
    let before = page.0.clone();
    for theirs in [Some(now), None] {
        page.requests(merge(None, theirs));
        assert_eq!(page.0.open, before.open);
        assert!(matches!(page.notice(), Some(Notice::ChangedMeanwhile { .. })), "{:?}", page.notice());
    }
}
