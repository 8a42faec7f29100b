//! Two pages on one workspace: nothing that either of them saved is overwritten. The older page takes over
//! what it has nothing against, merges, or goes its own way.

use super::store::{Keeping, PageState, open_saved};
use crate::platform::{Saved, new_id};
use crate::text;
use crate::workspace::self_check::Disputed;
use crate::workspace::{Action, Event, Merge, Notice, Workspace, merge, snapshot};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Places that are named before the rest is counted.
const MOST_NAMED: usize = 12;

/// Takes over what another page saved, when this one has changed nothing since it read.
pub fn look_for_newer(state: &PageState) {
    let state = state.clone();
    spawn_local(async move {
        let (Keeping::Open { autosave, store }, Some(open)) = (&state.keeping, &state.session.open) else { return };
        let present = Rc::clone(open.history.present());
        let Some((_, file)) = autosave.known(&present.id) else { return };
        let Ok(Some(saved)) = store.workspace(&present.id).await else { return };
        // Another text is another page's, whatever its revision: one that was deleted counts anew.
        if saved.file == file || snapshot::write(&present) != file {
            return;
        }
        if let Some(newer) = read(&saved, &state) {
            // The person may have typed while the store was read: then this changes nothing, and the
            // next save finds the two at odds.
            state.on.emit(Event::Overtaken(present, newer));
        }
    });
}

/// Merges what another page saved with what this one changed, and saves both.
pub fn merge_with_other(state: &PageState) {
    let state = state.clone();
    spawn_local(async move {
        let notice = match merged(&state).await {
            Ok(notice) => notice,
            Err(why) => Notice::wrong("没有合并", vec![why, "可以“另存为一份”，两边都保留。".to_owned()]),
        };
        state.on.emit(Event::Told(notice));
    });
}

async fn merged(state: &PageState) -> Result<Notice, String> {
    let (Keeping::Open { autosave, store }, Some(open)) = (&state.keeping, &state.session.open) else {
        return Err("浏览器存储不可用".to_owned());
    };
    let mine = Rc::clone(open.history.present());
    let saved = store.workspace(&mine.id).await.map_err(|error| error.to_string())?;
    let Some(saved) = saved else {
        // The other page deleted it: what is here is kept as new.
        autosave.knows(&mine.id, 0, "");
        autosave.keep(mine.id.clone(), move || snapshot::write(&mine));
        return Ok(Notice::good("另一个页面删除了这份文件；本页的已重新保存"));
    };
    let base = autosave.known(&mine.id).map(|(_, file)| Saved { file, ..saved.clone() });
    let (Some(base), Some(theirs)) = (base.and_then(|base| read(&base, state)), read(&saved, state)) else {
        return Err("读不懂另一个页面保存的内容".to_owned());
    };
    let pack = &open.pack.pack;
    let (base, theirs) = (Rc::<Workspace>::from(base), Rc::<Workspace>::from(theirs));
    let Some(Merge { merged, taken, kept, taken_checks, kept_checks, kept_units, kept_drafts }) =
        merge(pack, &base, &theirs, &mine)
    else {
        return Err("两个页面都存了报送版本，不能合成一份".to_owned());
    };
    autosave.knows(&saved.id, saved.revision, &saved.file);
    if merged == mine {
        // Nothing comes over, so that no change would have it saved.
        autosave.keep(mine.id.clone(), move || snapshot::write(&merged));
    }
    state.on.emit(Event::Did(Action::Merged(base, Rc::clone(&theirs))));
    let mut lines = Vec::new();
    for place in kept.iter().take(MOST_NAMED) {
        let said = |workspace: &Workspace| text::said_at(pack, &workspace.entries, place).unwrap_or("空白".to_owned());
        let name = text::place_name(pack, place);
        lines.push(format!("{name}两边都改了：保留本页的 {}，另一页面的是 {}", said(&mine), said(&theirs)));
    }
    if let Some(more) = kept.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        lines.push(format!("还有 {more} 处两边都改了，保留本页的"));
    }
    for (name, disputed) in &kept_checks {
        let what = match disputed {
            Some(Disputed::Answer(question)) => text::self_check::question_name(*question),
            Some(Disputed::Transactions) => "交易表".to_owned(),
            None => "整份自查（另一页面删去了）".to_owned(),
        };
        lines.push(format!("{name}的奖补自查，{what}两边都改了：保留本页的"));
    }
    for name in &kept_units {
        lines.push(format!("汇总分解里的{name}两边都改了：保留本页的"));
    }
    if kept_drafts > 0 {
        lines.push(format!("报送材料有 {kept_drafts} 处两边都改了：保留本页的"));
    }
    let headline = format!("已合并另一个页面的 {} 处改动，可撤销", taken.len().saturating_add(taken_checks));
    Ok(Notice { wrong: false, headline, lines })
}

fn read(saved: &Saved, state: &PageState) -> Option<Box<Workspace>> {
    match open_saved(saved, &state.session) {
        Ok(Event::Opened(workspace, _)) => Some(workspace),
        _ => None,
    }
}

/// Goes on as a workspace of its own; what the other page saved stays as it is.
pub fn save_as_another(state: &PageState) {
    let Some(open) = &state.session.open else { return };
    let mut workspace = (**open.history.present()).clone();
    workspace.id = new_id();
    workspace.name = format!("{}（另存）", workspace.name);
    let title = text::title(&workspace);
    state.on.emit(Event::Opened(Box::new(workspace), Rc::clone(&open.pack)));
    state.on.emit(Event::Told(Notice::good(format!("已另存为“{title}”；另一个页面的那份没有改动"))));
}
