//! Opening files, from the dialog or dropped on the page: nothing at hand changes unless all of a file
//! can be read.

use super::route::{Route, Step};
use super::store::{Keeping, PageState};
use super::workbook::workbook_opened;
use crate::domain::figures::Level;
use crate::domain::policy::{Pack, SubjectKind};
use crate::packs::{self, OpenPack};
use crate::platform::{FileReadError, Saved, new_id, now_text, read_bytes};
use crate::text;
use crate::workspace::desk::{Desk, DeskUnit, Sorted, sort_out};
use crate::workspace::intake::{FileKind, kind_of};
use crate::workspace::snapshot::{self, FileError};
use crate::workspace::{
    Action, AllottedTargets, CheckChange, Event, Notice, Open, PackRef, Purpose, Received, SelfCheck, Sorting,
    TakenIssue, Workspace, example_check,
};
use js_sys::Uint8Array;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

/// Problems of a pack that are listed at once.
const MOST_PROBLEMS: usize = 200;

/// Opens the file that a button was given, and goes where there is something new to see.
pub fn opening(state: &PageState, go: &Callback<Route>) -> Callback<File> {
    let (state, go) = (state.clone(), go.clone());
    Callback::from(move |file: File| {
        let (state, go) = (state.clone(), go.clone());
        spawn_local(async move {
            if let Some(route) = open_file(file, &state).await {
                go.emit(route);
            }
        });
    })
}

/// Gives several files to the desk of what is open; the page to go to.
pub async fn taken_in(files: Vec<File>, state: &PageState) -> Option<Route> {
    let Some(open) = state.session.open.as_ref().filter(|open| open.history.present().purpose == Purpose::Reporting)
    else {
        let lines = vec!["先新建或打开本单位的填报文件，再到“汇总分解”里收各单位的文件。".to_owned()];
        state.on.emit(Event::Told(Notice::wrong(format!("没有收下这 {} 份文件", files.len()), lines)));
        return None;
    };
    let (pack, workspace) = (&open.pack.pack, open.history.present());
    let (mut read, mut refused) = (Vec::new(), Vec::new());
    for file in files {
        let name = file.name();
        match handed_in(file, open).await {
            Ok(received) => read.push((name, received)),
            Err(problem) => refused.push((name, problem)),
        }
    }
    let sorted = sort_out(pack, &workspace.desk_at_work(pack), (&workspace.id, workspace.example), read);
    if !fits(workspace, pack, &sorted) {
        let lines = vec![
            "收下以后，本文件会超过能打开的大小，所以一份也没有收。".to_owned(),
            "请分几份填报文件汇总，或先退回不用的文件。".to_owned(),
        ];
        state.on.emit(Event::Told(Notice::wrong(format!("这 {} 份文件太大", sorted.len()), lines)));
        return Some(Route::Desk);
    }
    state.on.emit(state.late([Event::SortedOut(Rc::new(Sorting { files: sorted, refused }))]));
    Some(Route::Desk)
}

/// True where the desk's file can still be opened with all of these in it, those that are asked about as well.
fn fits(workspace: &Workspace, pack: &Pack, sorted: &[Sorted]) -> bool {
    let mut after = workspace.clone();
    let units = sorted.iter().map(|one| DeskUnit {
        id: String::new(),
        name: String::new(),
        received: Some(Rc::clone(&one.received)),
        before: None,
    });
    after.desk = Rc::new(Desk {
        units: after.units(pack).into_iter().chain(units.map(Rc::new)).collect(),
        ..(*after.desk).clone()
    });
    snapshot::write(&after).len() <= snapshot::LARGEST_FILE
}

/// What a file hands in, or what is wrong with it.
async fn handed_in(file: File, open: &Open) -> Result<Received, String> {
    let name = file.name();
    let bytes = read_bytes(file, snapshot::LARGEST_FILE).await.map_err(unreadable)?;
    let text = match kind_of(&name, &bytes) {
        FileKind::Text => String::from_utf8(bytes).map_err(|_| text::file_problem(&FileError::NotAWorkspace))?,
        kind => return Err(text::not_a_file_of_ours(kind).to_owned()),
    };
    if snapshot::is_hand_off(&text) {
        return Err("这是奖补自查文件，请在“奖补自查”里打开".to_owned());
    }
    if snapshot::is_allotment(&text) {
        return Err("这是下达的分解文件，请单独打开".to_owned());
    }
    // By the pack of the desk, whichever version the file names: the desk's own file is read by it again.
    let workspace = snapshot::read(&text, &open.pack.pack).map_err(|error| text::file_problem(&error))?;
    if workspace.purpose == Purpose::SelfCheck {
        return Err("这份文件只有奖补自查，没有填报数据".to_owned());
    }
    Ok(Received::of(&workspace, now_text()))
}

fn unreadable(error: FileReadError) -> String {
    match error {
        FileReadError::TooLarge(bytes) => text::file_problem(&FileError::TooLarge(bytes)),
        FileReadError::Unreadable => "浏览器读不出这个文件，可能已被移走或没有权限".to_owned(),
    }
}

/// Opens a file of any kind; the page to go to, where there is something new to see.
pub async fn open_file(file: File, state: &PageState) -> Option<Route> {
    let name = file.name();
    let bytes = match read_bytes(file, snapshot::LARGEST_FILE).await {
        Ok(bytes) => bytes,
        Err(error) => {
            refused(&name, unreadable(error), state);
            return None;
        }
    };
    let text = match kind_of(&name, &bytes) {
        FileKind::Workbook => {
            let bytes = Uint8Array::from(bytes.as_slice());
            return workbook_opened(&name, bytes, state).await.then_some(Route::Figures);
        }
        FileKind::Text => String::from_utf8(bytes).unwrap_or_default(),
        kind => {
            refused(&name, text::not_a_file_of_ours(kind).to_owned(), state);
            return None;
        }
    };
    if name.ends_with(".toml") {
        pack_opened(&name, &text, state).await
    } else if snapshot::is_hand_off(&text) {
        hand_off_opened(&name, &text, state).await
    } else if snapshot::is_allotment(&text) {
        allotment_opened(&name, &text, state)
    } else {
        workspace_opened(&name, &text, state, |_| {}).await
    }
}

/// A self-check that was handed over joins the unit's figures that are open; without any it is work of
/// its own.
async fn hand_off_opened(name: &str, text: &str, state: &PageState) -> Option<Route> {
    let handed = match snapshot::read_hand_off(text) {
        Ok(handed) => handed,
        Err(error) => {
            refused(name, text::file_problem(&error), state);
            return None;
        }
    };
    let subject =
        if handed.check.name.is_empty() { "未填名称的单位".to_owned() } else { handed.check.name.clone() };
    let open = state.session.open.as_ref().filter(|open| open.history.present().purpose == Purpose::Reporting);
    let (mut lines, mut events) = (Vec::new(), Vec::new());
    let id = match open {
        Some(open) => {
            let there = open.history.present().self_checks.get(&handed.check.id);
            let id = match there {
                // Somebody's own answers are not overwritten by a copy of them that was carried about, nor is
                // one subject's file by another's that was made from it.
                Some(own) if !own.received => new_id(),
                Some(there) if !is_same_subject(there, &handed.check) => {
                    let other = if there.name.is_empty() { "未填名称的单位" } else { &there.name };
                    lines.push(format!("这份文件由{other}的自查改来，两份并存"));
                    new_id()
                }
                Some(there) => {
                    lines.push(replaced(&there.saved_at, &handed.check.saved_at));
                    handed.check.id.clone()
                }
                None => handed.check.id.clone(),
            };
            let change = CheckChange::Received(Rc::new(handed.check.clone()));
            events.push(Event::Did(Action::SelfCheck(id.clone(), change)));
            id
        }
        None => {
            let pack = state.session.pack_for(&handed.pack).or_else(|| state.session.packs.first())?;
            if !state.may_leave() {
                return None;
            }
            let mut workspace = for_a_subject(pack, &handed.check.name);
            workspace.example = handed.check.example;
            // It is one's own again, of which nobody asks when it was handed over.
            let own = SelfCheck { saved_at: String::new(), ..handed.check.clone() };
            workspace.self_checks.insert(own.id.clone(), Rc::new(own));
            events.push(Event::Opened(Box::new(workspace), Rc::clone(pack)));
            handed.check.id.clone()
        }
    };
    if state.session.packs.iter().all(|pack| pack.sha256 != handed.pack.sha256) {
        let known = state.session.packs.iter().any(|pack| pack.pack.id == handed.pack.id);
        lines.push(match known {
            true => "自查按口径包的另一个版本填写，现按手头的版本计算".to_owned(),
            false => format!("自查按另一个口径包（{}）填写，手头没有，现按手头的口径包计算", handed.pack.id),
        });
    }
    events.push(Event::Told(Notice { wrong: false, headline: format!("已打开{subject}的自查"), lines }));
    state.on.emit(state.late(events));
    Some(Route::Check { id, step: Step::Result })
}

/// Takes over what a superior allotted to the unit that is open; other units' targets are not looked at.
fn allotment_opened(name: &str, text: &str, state: &PageState) -> Option<Route> {
    let open = state.session.open.as_ref().filter(|open| open.history.present().purpose == Purpose::Reporting);
    let Some(open) = open else {
        refused(name, "先打开或新建本单位的填报文件，再打开分解文件".to_owned(), state);
        return None;
    };
    let file = match snapshot::read_allotment(text, &open.pack.pack) {
        Ok(file) => file,
        Err(error) => {
            refused(name, text::file_problem(&error), state);
            return None;
        }
    };
    let workspace = open.history.present();
    let unit = &workspace.entries.unit;
    if workspace.entries.level == Level::Province {
        refused(name, "省级按通知的指标考核，不采用分解的目标".to_owned(), state);
        return None;
    }
    let Some(targets) = file.issue.targets.get(unit) else {
        let names: Vec<_> = file.issue.targets.keys().map(String::as_str).collect();
        let unit = if unit.is_empty() { "（没有填单位名称）" } else { unit };
        let problem = format!("里面没有“{unit}”。请先在“数据填报”把单位名称写成其中之一：{}", names.join("、"));
        refused(name, problem, state);
        return None;
    };
    if file.example != workspace.example {
        refused(name, "示例文件和真实文件不能混用".to_owned(), state);
        return None;
    }
    let issue = &file.issue;
    let taken = TakenIssue { by: file.by.clone(), number: issue.number, day: issue.day };
    if !may_take(workspace, &taken) {
        return None;
    }
    let allotted = AllottedTargets { issue: taken, document: issue.document.clone(), targets: targets.clone() };
    let lines = vec!["原来填过的目标留在“目标调整记录”里，写着日期和依据；可撤销".to_owned()];
    let headline = format!("已采用{}第 {} 次下达的目标（{}，{} 行）", file.by, issue.number, issue.day, targets.len());
    let told = Event::Told(Notice { wrong: false, headline, lines });
    state.on.emit(state.late([Event::Did(Action::Allotted(Box::new(allotted))), told]));
    Some(Route::Figures)
}

/// Asks before an issue takes the place of a later one, or of another one of the same number.
fn may_take(workspace: &Workspace, issue: &TakenIssue) -> bool {
    let of_same = workspace.allotted.iter().filter(|known| known.by == issue.by);
    let Some(last) = of_same.max_by_key(|known| (known.number, known.day)) else { return true };
    if issue.number > last.number && issue.day >= last.day {
        return true;
    }
    let question = format!(
        "本单位采用过{}第 {} 次下达的目标（{}），这份是第 {} 次（{}）。仍要用这份替换吗？",
        last.by, last.number, last.day, issue.number, issue.day
    );
    gloo::utils::window().confirm_with_message(&question).unwrap_or(false)
}

/// One name and one code, as far as both are given.
fn is_same_subject(one: &SelfCheck, other: &SelfCheck) -> bool {
    let same_code = one.code == other.code || one.code.is_none() || other.code.is_none();
    one.name == other.name && same_code
}

/// What is said where a later file of one subject takes an earlier one's place, or the other way round.
fn replaced(old: &str, new: &str) -> String {
    match (old.is_empty() || new.is_empty(), new < old) {
        (false, true) => format!("注意：这一份存于 {new}，比原来那份（{old}）旧；已替换，可撤销"),
        (false, false) => format!("替换了同一单位以前交来的一份（原存于 {old}，现存于 {new}），可撤销"),
        (true, _) => "替换了同一单位以前交来的一份，可撤销".to_owned(),
    }
}

/// A workspace for the self-check of a subject that reports no figures.
fn for_a_subject(pack: &Rc<OpenPack>, name: &str) -> Workspace {
    let mut workspace = Workspace::new(new_id(), name.to_owned(), Level::City, pack_ref(pack));
    workspace.pack_items = Rc::new(pack.items.clone());
    workspace.purpose = Purpose::SelfCheck;
    workspace
}

/// The invented firm's self-check, as work of its own; the page to go to.
pub fn example_check_begun(state: &PageState) -> Option<Route> {
    let pack = state.pack_at_hand()?;
    if !state.may_leave() {
        return None;
    }
    let check = example_check(new_id());
    let mut workspace = for_a_subject(pack, &check.name);
    workspace.example = true;
    let id = check.id.clone();
    workspace.self_checks.insert(id.clone(), Rc::new(check));
    state.on.emit(Event::Opened(Box::new(workspace), Rc::clone(pack)));
    Some(Route::Check { id, step: Step::Result })
}

/// What a new self-check stands beside.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// It is work of its own.
    Nothing,
    /// It joins the unit's figures that are open, if any are.
    Figures,
}

/// Begins a self-check. Its id.
pub fn check_begun(state: &PageState, kind: SubjectKind, beside: Beside) -> Option<String> {
    let id = new_id();
    let begun = Event::Did(Action::SelfCheck(id.clone(), CheckChange::Begun(Some(kind), String::new())));
    let reports = |open: &Open| open.history.present().purpose == Purpose::Reporting;
    if beside == Beside::Nothing || !state.session.open.as_ref().is_some_and(|open| reports(open)) {
        let pack = state.pack_at_hand()?;
        if !state.may_leave() {
            return None;
        }
        state.on.emit(Event::Opened(Box::new(for_a_subject(pack, "")), Rc::clone(pack)));
    }
    state.on.emit(begun);
    Some(id)
}

/// Opens the text of a workspace file; `as_id` is told the key under which it is kept from now on.
pub async fn workspace_opened(name: &str, text: &str, state: &PageState, as_id: impl FnOnce(&str)) -> Option<Route> {
    let kept = match &state.keeping {
        Keeping::Open { store, .. } => store.workspaces().await.unwrap_or_default(),
        _ => Vec::new(),
    };
    match opened(text, state, &kept) {
        Ok(_) if !state.may_leave() => None,
        Ok((event, notice)) => {
            let route = match &event {
                Event::Opened(workspace, _) => {
                    as_id(&workspace.id);
                    Route::of_work(workspace.purpose)
                }
                _ => Route::Figures,
            };
            state.on.emit(state.late(std::iter::once(event).chain(notice.map(Event::Told))));
            Some(route)
        }
        Err(error) => {
            refused(name, text::file_problem(&error), state);
            None
        }
    }
}

fn refused(name: &str, problem: String, state: &PageState) {
    let lines = vec![problem, "已打开的内容没有改动。".to_owned()];
    state.on.emit(Event::Told(Notice::wrong(format!("没有打开“{name}”"), lines)));
}

/// What opening a file's text comes to. A file of a workspace that is kept here already, with
/// other contents, is opened beside it and overwrites nothing.
fn opened(text: &str, state: &PageState, kept: &[Saved]) -> Result<(Event, Option<Notice>), FileError> {
    let wanted = snapshot::pack_of(text)?;
    let pack = state.session.pack_for(&wanted).ok_or_else(|| FileError::OtherPack(wanted.id.to_string()))?;
    let mut workspace = snapshot::read(text, &pack.pack)?;
    let mut lines = Vec::new();
    if wanted.sha256 != pack.sha256 {
        lines.push(format!("文件按“{}”的另一个版本填写，现按手头的版本（{}）计算", pack.pack.title, pack.pack.edition));
        lines.extend(text::pack_changes(&pack.pack, &workspace.pack_items, &pack.items));
        lines.push("要改记为手头的版本，请到“指标口径”".to_owned());
    }
    if let Some(same) = kept.iter().find(|saved| is_same_work(saved, &workspace)) {
        workspace.id = same.id.clone();
        know(state, same);
    } else if kept.iter().any(|saved| saved.id == workspace.id) {
        workspace.id = new_id();
        lines.push("这台电脑上已有同一份文件，内容不同：两份并存，原来的没有改动。可在“对比”里看差别".to_owned());
    }
    let headline = format!("已打开“{}”", text::title(&workspace));
    let notice = (!lines.is_empty()).then_some(Notice { wrong: false, headline, lines });
    Ok((Event::Opened(Box::new(workspace), Rc::clone(pack)), notice))
}

/// This page has read that revision, and may save over it.
pub fn know(state: &PageState, saved: &Saved) {
    if let Keeping::Open { autosave, .. } = &state.keeping {
        autosave.knows(&saved.id, saved.revision, &saved.file);
    }
}

/// True when a kept workspace holds the same, under whichever key.
fn is_same_work(saved: &Saved, workspace: &Workspace) -> bool {
    let under_its_key = Workspace { id: saved.id.clone(), ..workspace.clone() };
    saved.file == snapshot::write(&under_its_key)
}

/// Names a pack as workspaces do.
pub fn pack_ref(pack: &OpenPack) -> PackRef {
    PackRef { id: pack.pack.id.clone(), sha256: pack.sha256.clone() }
}

/// A new workspace under a pack; whatever was open stays in the store.
pub fn begun(pack: &Rc<OpenPack>, level: Level) -> Event {
    let mut workspace = Workspace::new(new_id(), String::new(), level, pack_ref(pack));
    workspace.pack_items = Rc::new(pack.items.clone());
    Event::Opened(Box::new(workspace), Rc::clone(pack))
}

async fn pack_opened(name: &str, text: &str, state: &PageState) -> Option<Route> {
    let refused = |mut lines: Vec<String>| {
        let headline = format!("没有采用“{name}”，共 {} 处问题", lines.len());
        let rest = lines.len().saturating_sub(MOST_PROBLEMS);
        lines.truncate(MOST_PROBLEMS);
        if rest > 0 {
            lines.push(format!("还有 {rest} 处没有列出，先改以上各处"));
        }
        Event::Told(Notice::wrong(headline, lines))
    };
    match packs::open(text) {
        Err(problems) => {
            state.on.emit(refused(problems.iter().map(text::pack_problem).collect()));
            None
        }
        Ok(pack) => {
            if let Keeping::Open { store, .. } = &state.keeping {
                // A pack that is not kept has to be opened again by hand; nothing else is lost.
                let _ = store.keep_pack(&pack.sha256, &pack.text).await;
            }
            let title = pack.pack.title.clone();
            let pack = Rc::new(pack);
            state.on.emit(Event::PackOpened(Rc::clone(&pack)));
            if !state.may_leave() {
                return None;
            }
            state.on.emit(begun(&pack, Level::Province));
            state.on.emit(Event::Told(Notice::good(format!(
                "已打开口径包“{title}”，并按它新建了一份填报文件；原来的填报文件没有改动"
            ))));
            Some(Route::Pack)
        }
    }
}
