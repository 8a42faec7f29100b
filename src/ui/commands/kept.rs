//! Commands on a workspace in the store's list: rename, copy, delete for good.

use super::Commands;
use crate::packs::OpenPack;
use crate::platform::{Known, PATIENCE, keep_draft, new_id, remember_open};
use crate::ui::store::StoreState;
use crate::workspace::intake::Kept;
use crate::workspace::{Action, Event, Notice, Workspace};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// A workspace of the list, as it was read.
#[derive(Clone, PartialEq)]
pub struct Listed {
    /// Its record.
    pub kept: Rc<Kept>,
    /// The workspace.
    pub workspace: Rc<Workspace>,
    /// Its pack.
    pub pack: Rc<OpenPack>,
}

impl Commands {
    /// Copies a workspace; the copy's name says that it is one.
    pub fn duplicate(&self, row: &Listed, listed_anew: Callback<()>) {
        let (commands, mut copy) = (self.clone(), (*row.workspace).clone());
        copy.id = new_id();
        copy.name = format!("{}副本", copy.name);
        spawn_local(async move {
            let unanswered = commands.unanswered("复制");
            let saved = commands.save(&copy, &Known::default()).await;
            unanswered.cancel();
            listed_anew.emit(());
            commands.tell(match saved {
                Ok(()) => Notice::good("已复制一份，名称后加了“副本”；两份互不影响"),
                Err(error) => Notice::wrong("没有复制", vec![error]),
            });
        });
    }

    /// Renames a workspace that is not open, unless another tab saved it in the meantime.
    pub fn rename(&self, row: &Listed, name: String, listed_anew: Callback<()>) {
        let commands = self.clone();
        let known = Known { revision: row.kept.revision, file: row.kept.file.clone() };
        let Some(renamed) = Action::Named(name).apply(&row.workspace, &row.pack.pack) else { return };
        spawn_local(async move {
            let unanswered = commands.unanswered("改名");
            let saved = commands.save(&renamed, &known).await;
            unanswered.cancel();
            listed_anew.emit(());
            if let Err(error) = saved {
                commands.tell(Notice::wrong("没有改名", vec![error]));
            }
        });
    }

    /// Deletes a record for good, and closes it if it is open.
    pub fn delete(&self, id: &str, name: &str, is_open: bool, listed_anew: Callback<()>) {
        let StoreState::Open { autosave, store } = &self.store_state else { return };
        if is_open {
            self.dispatch.emit(Event::Closed);
            remember_open(None);
        }
        autosave.forget(id);
        keep_draft(id, None);
        let (commands, store, id, name) = (self.clone(), store.clone(), id.to_owned(), name.to_owned());
        spawn_local(async move {
            let unanswered = commands.unanswered("删除");
            let gone = store.delete(&id).await;
            unanswered.cancel();
            listed_anew.emit(());
            commands.tell(match gone {
                Ok(()) => Notice::good(format!("已永久删除“{name}”")),
                Err(error) => Notice::wrong(format!("没有删掉“{name}”"), vec![error.to_string()]),
            });
        });
    }

    async fn save(&self, workspace: &Workspace, known: &Known) -> Result<(), String> {
        let store = self.store().ok_or_else(|| "浏览器存储不可用".to_owned())?;
        store.save(&workspace.id, &workspace.file(), known).await.map(drop).map_err(|error| error.to_string())
    }

    fn tell(&self, notice: Notice) {
        self.dispatch.emit(Event::NoticeShown(notice));
    }

    /// Shows a notice after a while that the store has not answered, unless cancelled first.
    fn unanswered(&self, what: &'static str) -> Timeout {
        let on = self.dispatch.clone();
        Timeout::new(PATIENCE, move || {
            let line = "它一有回应就会做完，并在这里告诉您".to_owned();
            on.emit(Event::NoticeShown(Notice::wrong(format!("浏览器的存储没有回应，{what}还没有做成"), vec![line])));
        })
    }
}
