//! 操作记录 – what was done in this session; a person can go back to any step.

use crate::text;
use crate::ui::kit::keys::is_key;
use crate::workspace::{Event, Open};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// Props of the list.
#[derive(Clone, PartialEq, Properties)]
pub struct HistoryListProps {
    /// The workspace and its history.
    pub open: Rc<Open>,
    /// The dispatch.
    pub on: Callback<Event>,
}

/// A button that opens the list, newest step first.
#[component(HistoryList)]
pub fn history_list(props: &HistoryListProps) -> Html {
    let shown = use_state(|| false);
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let onkeydown = {
        let shown = shown.clone();
        Callback::from(move |event: KeyboardEvent| {
            if is_key(&event, "Escape") {
                shown.set(false);
            }
        })
    };
    let onfocusout = {
        let shown = shown.clone();
        Callback::from(move |event: FocusEvent| {
            let next = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
            let list = event.current_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
            if let (Some(next), Some(list)) = (next, list)
                && !list.contains(Some(&next))
            {
                shown.set(false);
            }
        })
    };
    let steps = props.open.history.steps().len();
    html! {
        <div class="history" {onkeydown} {onfocusout}>
            <button type="button" class="quiet" aria-expanded={shown.to_string()} disabled={steps == 0} onclick={toggle}>{ "记录" }</button>
            if *shown { { list(props) } }
        </div>
    }
}

fn list(props: &HistoryListProps) -> Html {
    let history = &props.open.history;
    let (here, settled) = (history.position(), history.settled());
    let item = |position: usize, words: String| {
        let class = match position.cmp(&here) {
            std::cmp::Ordering::Less => "",
            std::cmp::Ordering::Equal => "here",
            std::cmp::Ordering::Greater => "undone",
        };
        let go = props.on.reform(move |_: MouseEvent| Event::HistoryJumped(position));
        html! {
            <li key={position}>
                <button type="button" {class} disabled={position < settled} aria-current={(position == here).then_some("step")} onclick={go}>{ words }</button>
            </li>
        }
    };
    let pack = &props.open.pack.pack;
    let steps = history.steps().iter().enumerate().rev();
    let done = steps.map(|(index, step)| {
        let number = index.saturating_add(1);
        item(number, format!("{number}. {}", text::action_name(pack, &step.action)))
    });
    html! {
        <div class="history-list" role="region" aria-label="操作记录">
            <p class="below">{ "点哪一步，就回到做完那一步的样子；打开文件以来的都在。" }{ if settled > 0 { "指标已下达，之前的步骤不能再退回。" } else { "" } }</p>
            <ol>{ for done }{ item(0, "打开时".to_owned()) }</ol>
        </div>
    }
}
