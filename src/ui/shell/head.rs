//! The head of the page: the unit, the state of saving, undo, and saving as a file.

use crate::domain::figures::Level;
use crate::platform::{SaveState, StoreError, is_one_file};
use crate::text;
use crate::ui::commands::{save_file, save_page};
use crate::ui::kit::icon::icon;
use crate::ui::parts::history::HistoryList;
use crate::ui::store::{StoreState, use_dispatch, use_open, use_packs, use_saving};
use crate::workspace::{Event, Purpose};
use std::rc::Rc;
use yew::prelude::*;

/// The unit, its level and day, and marks such as 示例.
#[component(UnitLine)]
pub(super) fn unit_line() -> Html {
    let (open, packs) = (use_open(), use_packs());
    let Some(open) = open else { return Html::default() };
    let foreign = packs.first().is_some_and(|built_in| built_in.sha256 != open.pack.sha256);
    let workspace = open.history.present();
    let level = match workspace.entries.level {
        Level::Province => "省级",
        Level::City => "市级",
    };
    html! {
        <p class="unit">
            <strong>{ text::title(workspace) }</strong>
            { for workspace.example.then(|| html! { <span class="mark">{ "示例" }</span> }) }
            { for foreign.then(|| html! { <span class="mark">{ "非内置口径包" }</span> }) }
            { for (!open.pack.pack.mark.is_empty()).then(|| html! { <span class="mark">{ &open.pack.pack.mark }</span> }) }
            if workspace.purpose == Purpose::SelfCheck {
                <span>{ "奖补自查" }</span>
            } else {
            <span>{ level }</span>
            <span>{ workspace.entries.as_of.map_or_else(|| "未填数据截至日".to_owned(), |day| format!("数据截至 {day}")) }</span>
            }
        </p>
    }
}

/// Undo, redo, the history, and saving as a page or a file.
#[component(Tools)]
pub(super) fn tools() -> Html {
    let (open, packs, dispatch) = (use_open(), use_packs(), use_dispatch());
    let Some(open) = open else { return Html::default() };
    let pack = &open.pack.pack;
    let undo = open.history.last_to_undo().map(|action| text::action_name(pack, action));
    let redo = open.history.last_undone().map(|action| text::action_name(pack, action));
    let save = {
        let (open, dispatch) = (Rc::clone(&open), dispatch.clone());
        Callback::from(move |_: MouseEvent| save_file(open.history.present(), &dispatch))
    };
    let save_page = {
        let (open, packs, dispatch) = (Rc::clone(&open), Rc::clone(&packs), dispatch.clone());
        Callback::from(move |_: MouseEvent| save_page(&open, &packs, &dispatch))
    };
    html! {
        <>
            <button type="button" class="quiet" disabled={undo.is_none()} title={undo.as_ref().map(|name| format!("撤销：{name}（Ctrl+Z）"))}
                onclick={dispatch.reform(|_: MouseEvent| Event::Undone)}>{ icon("undo") }{ "撤销" }</button>
            <button type="button" class="quiet" disabled={redo.is_none()} title={redo.as_ref().map(|name| format!("恢复：{name}（Ctrl+Y）"))}
                onclick={dispatch.reform(|_: MouseEvent| Event::Redone)}>{ icon("redo") }{ "恢复" }</button>
            <HistoryList {open} on={dispatch} />
            if is_one_file() {
                <button type="button" class="quiet" id="save-page" onclick={save_page}
                    title="存一个带着这份填报内容的网页，收到的人双击就能打开">{ "存为网页" }</button>
            }
            <button type="button" class="primary" onclick={save}>{ "存为文件" }</button>
        </>
    }
}

/// Whether the newest state is saved.
#[component(SaveBadge)]
pub(super) fn save_badge() -> Html {
    let (saving, is_open) = (use_saving(), use_open().is_some());
    let (word, class) = match (&saving.store_state, &saving.state) {
        (_, SaveState::Unanswered) => ("浏览器的存储没有回应：现在什么都没有保存，请“存为文件”", "save failed"),
        _ if !is_open => return Html::default(),
        (StoreState::Off(_), _) => ("浏览器存储不可用：请及时存为文件", "save failed"),
        (StoreState::Opening, _) | (_, SaveState::Saving | SaveState::Idle) => ("正在保存…", "save saving"),
        (_, SaveState::Saved) => ("已保存", "save saved"),
        (_, SaveState::Failed(StoreError::Conflict(_))) => {
            ("另一个页面保存过更新的内容，本页的没有保存", "save failed")
        }
        (_, SaveState::Failed(_)) => ("没能保存到浏览器：请存为文件", "save failed"),
    };
    html! { <span class={class} role="status" id="save-state">{ word }</span> }
}
