//! The notice of the last thing done, and the conflict with another tab that saved the same workspace.

use crate::platform::{SaveState, StoreError};
use crate::text::{self, NoticeWords};
use crate::ui::commands::{Commands, use_commands};
use crate::ui::store::{use_dispatch, use_notice, use_open, use_saving};
use crate::workspace::Event;
use crate::workspace::intake::Wanted;
use yew::prelude::*;

/// Both, in a live region that screen readers announce.
#[component(Notices)]
pub(super) fn notices() -> Html {
    let (notice, saving, open, dispatch) = (use_notice(), use_saving(), use_open(), use_dispatch());
    let overtaken = match saving.state {
        SaveState::Failed(StoreError::Conflict(revision)) => Some(revision),
        _ => None,
    };
    html! {
        <div class="notices" aria-live="polite" aria-atomic="true">
            { for overtaken.map(|revision| html! { <Overtaken is_deleted={revision == 0} /> }) }
            { for notice.map(|notice| {
                let words = text::notice_words(&notice, open.as_ref().map(|open| &*open.pack));
                shown(&words, notice.is_wrong(), &dispatch)
            }) }
        </div>
    }
}

fn shown(words: &NoticeWords, wrong: bool, dispatch: &Callback<Event>) -> Html {
    html! {
        <div class={if wrong { "notice wrong" } else { "notice good" }} role={wrong.then_some("alert")}>
            <div>
                <p><strong>{ &words.headline }</strong></p>
                if !words.lines.is_empty() {
                    <ul>{ for words.lines.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
                }
            </div>
            <button type="button" class="quiet" onclick={dispatch.reform(|_: MouseEvent| Event::NoticeDismissed)}>{ "知道了" }</button>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct OvertakenProps {
    /// True if the other tab deleted the workspace.
    is_deleted: bool,
}

/// Another tab saved this workspace in the meantime: offers ways to go on that lose nothing.
#[component(Overtaken)]
fn overtaken(props: &OvertakenProps) -> Html {
    let commands = use_commands();
    let Some(open) = use_open() else { return Html::default() };
    let act = |does: fn(&Commands, &str)| {
        let (commands, id) = (commands.clone(), open.history.present().id.clone());
        Callback::from(move |_: MouseEvent| does(&commands, &id))
    };
    let merge = act(Commands::merge_with_other);
    let save_as_another = act(|commands, _| commands.request(Wanted::SaveAsAnother));
    if props.is_deleted {
        return html! {
            <div class="notice wrong" role="alert">
                <p><strong>{ "另一个页面删除了这份文件。" }</strong>{ "本页的内容还在，还没有保存。" }</p>
                <div><button type="button" onclick={merge}>{ "重新保存" }</button></div>
            </div>
        };
    }
    html! {
        <div class="notice wrong" role="alert">
            <p><strong>{ "另一个页面保存过这份文件更新的内容。" }</strong>{ "本页的改动还没有保存，两边都没有丢。" }</p>
            <div>
                <button type="button" onclick={merge}>{ "合并两边的改动" }</button>
                <button type="button" onclick={save_as_another}>{ "另存为一份" }</button>
            </div>
        </div>
    }
}
