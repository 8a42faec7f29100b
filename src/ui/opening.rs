//! Opening files, from the dialog or dropped on the page: nothing at hand changes unless all of a file
//! can be read.

use super::route::Route;
use super::state::{Keeping, PageState};
use crate::domain::figures::Level;
use crate::packs::{self, OpenPack};
use crate::platform::{FileReadError, Saved, new_id, read_text};
use crate::text;
use crate::workspace::snapshot::{self, FileError};
use crate::workspace::{Event, Notice, PackRef, Workspace};
use std::rc::Rc;
use web_sys::File;

/// Problems of a pack that are listed at once.
const MOST_PROBLEMS: usize = 200;

/// Opens a file of either kind; the page to go to, where there is something new to see.
pub async fn open_file(file: File, state: &PageState) -> Option<Route> {
    let name = file.name();
    let text = match read_text(file, snapshot::LARGEST_FILE).await {
        Ok(text) => text,
        Err(error) => {
            let problem = match error {
                FileReadError::TooLarge(bytes) => text::file_problem(&FileError::TooLarge(bytes)),
                FileReadError::NotText => text::file_problem(&FileError::NotAWorkspace),
                FileReadError::Unreadable => "浏览器读不出这个文件，可能已被移走或没有权限".to_owned(),
            };
            refused(&name, problem, state);
            return None;
        }
    };
    if name.ends_with(".toml") {
        pack_opened(&name, &text, state).await
    } else {
        workspace_opened(&name, &text, state).await
    }
}

async fn workspace_opened(name: &str, text: &str, state: &PageState) -> Option<Route> {
    let kept = match &state.keeping {
        Keeping::Open { store, .. } => store.workspaces().await.unwrap_or_default(),
        _ => Vec::new(),
    };
    match opened(text, state, &kept) {
        Ok(_) if !state.may_leave() => None,
        Ok((event, notice)) => {
            state.on.emit(event);
            if let Some(notice) = notice {
                state.on.emit(Event::Told(notice));
            }
            Some(Route::Figures)
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
    let workspace = Workspace::new(new_id(), String::new(), level, pack_ref(pack));
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
