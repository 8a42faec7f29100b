//! What the page has to say: the notice of the last thing done, and work that another page saved in between.

use crate::platform::{SaveState, StoreError};
use crate::ui::store::{PageState, use_dispatch, use_notice, use_page_state, use_saving};
use crate::ui::two_pages::{merge_with_other, save_as_another};
use crate::workspace::{Event, Notice};
use yew::prelude::*;

/// Both, where a screen reader hears what comes.
#[component(Notices)]
pub(super) fn notices() -> Html {
    let (notice, saving, dispatch) = (use_notice(), use_saving(), use_dispatch());
    let overtaken = match saving.state {
        SaveState::Failed(StoreError::Conflict(revision)) => Some(revision),
        _ => None,
    };
    html! {
        <div class="notices" aria-live="polite" aria-atomic="true">
            { for overtaken.map(|revision| html! { <Overtaken is_deleted={revision == 0} /> }) }
            { for notice.map(|notice| shown(&notice, &dispatch)) }
        </div>
    }
}

fn shown(notice: &Notice, dispatch: &Callback<Event>) -> Html {
    html! {
        <div class={if notice.wrong { "notice wrong" } else { "notice good" }} role={notice.wrong.then_some("alert")}>
            <div>
                <p><strong>{ &notice.headline }</strong></p>
                if !notice.lines.is_empty() {
                    <ul>{ for notice.lines.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
                }
            </div>
            <button type="button" class="quiet" onclick={dispatch.reform(|_: MouseEvent| Event::Hushed)}>{ "知道了" }</button>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct OvertakenProps {
    /// True where the other page deleted the workspace.
    is_deleted: bool,
}

/// Another page saved this workspace in the meantime: what can be done so that nothing is lost.
#[component(Overtaken)]
fn overtaken(props: &OvertakenProps) -> Html {
    let state = use_page_state();
    if state.session.open.is_none() {
        return Html::default();
    }
    let act = |does: fn(&PageState)| {
        let state = state.clone();
        Callback::from(move |_: MouseEvent| does(&state))
    };
    if props.is_deleted {
        return html! {
            <div class="notice wrong" role="alert">
                <p><strong>{ "另一个页面删除了这份文件。" }</strong>{ "本页的内容还在，还没有保存。" }</p>
                <div><button type="button" onclick={act(merge_with_other)}>{ "重新保存" }</button></div>
            </div>
        };
    }
    html! {
        <div class="notice wrong" role="alert">
            <p><strong>{ "另一个页面保存过这份文件更新的内容。" }</strong>{ "本页的改动还没有保存，两边都没有丢。" }</p>
            <div>
                <button type="button" onclick={act(merge_with_other)}>{ "合并两边的改动" }</button>
                <button type="button" onclick={act(save_as_another)}>{ "另存为一份" }</button>
            </div>
        </div>
    }
}
