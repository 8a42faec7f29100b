//! A paste that does not fit or can be meant in two ways: what is in the way, and what may be done.

use crate::domain::policy::Pack;
use crate::exchange::block::{Placed, Trouble};
use crate::text;
use crate::ui::findings::Findings;
use crate::workspace::{Action, Event, Notice, Together};
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// Lines that are listed before the rest is counted.
const MOST_LINES: usize = 12;

/// What a paste would come to.
#[derive(Clone, PartialEq)]
pub struct Pasting {
    /// Laid from the chosen cell on.
    pub from_cell: Placed,
    /// Laid where its labels say, where that is something else.
    pub by_labels: Option<Placed>,
}

impl Pasting {
    /// Does it, and says what was left out.
    pub fn take(&self, placed: &Placed, findings: &Findings, on: &Callback<Event>) {
        on.emit(Event::Did(Action::TypedTogether(Together::Pasted, placed.typed.clone())));
        let mut lines = Vec::new();
        if !placed.labels.is_empty() {
            let labels: Vec<_> = placed.labels.iter().take(MOST_LINES).map(String::as_str).collect();
            lines.push(format!("认出行名、列名并跳过：{}", labels.join("、")));
        }
        if !placed.not_understood.is_empty() {
            let names = placed.not_understood.iter().map(|(field, ..)| text::field_name(findings.rules(), field));
            let names: Vec<_> = names.take(MOST_LINES).collect();
            lines.push(format!("{} 格读不懂，原样留在格里，未采用：{}", placed.not_understood.len(), names.join("、")));
        }
        let blank = placed.typed.iter().filter(|(_, text)| text.is_empty()).count();
        if blank > 0 {
            lines.push(format!("其中 {blank} 格是空白，对应的格子已清空"));
        }
        let headline = format!("已粘贴 {} 格，可一次撤销", placed.typed.len());
        on.emit(Event::Told(Notice { wrong: false, headline, lines }));
    }
}

/// The question, in the page above the grid.
pub fn pasting(findings: &Findings, asked: &Pasting, on: &Callback<Event>, close: &Callback<()>) -> Html {
    let way = |title: &'static str, placed: &Placed, class: &'static str| {
        let (question, taken, opened) = (asked.clone(), placed.clone(), findings.clone());
        let (on, close) = (on.clone(), close.clone());
        let take = Callback::from(move |_: MouseEvent| {
            close.emit(());
            question.take(&taken, &opened, &on);
        });
        html! {
            <div class="way">
                { lines(findings.rules(), placed) }
                <button type="button" {class} disabled={placed.typed.is_empty()} onclick={take}>{ format!("{title}{}", count(placed)) }</button>
            </div>
        }
    };
    let from_cell = match asked.by_labels {
        Some(_) => way("从选中的格子起放", &asked.from_cell, ""),
        None => way("粘贴放得下的", &asked.from_cell, "primary"),
    };
    let onkeydown = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                close.emit(());
            }
        })
    };
    html! {
        <div class="pasting" role="alertdialog" aria-label="粘贴前请看一眼" {onkeydown}>
            <p><strong>{ "还没有粘贴，请先看：" }</strong></p>
            { from_cell }
            { for asked.by_labels.as_ref().map(|placed| way("按表里的行名、列名放", placed, "primary")) }
            <button type="button" ref={focused()} onclick={close.reform(|_: MouseEvent| ())}>{ "不粘贴" }</button>
        </div>
    }
}

/// How many cells are given texts, and how many of these are not understood.
fn count(placed: &Placed) -> String {
    match placed.not_understood.len() {
        0 => format!("（{} 格）", placed.typed.len()),
        bad => format!("（{} 格，其中 {bad} 格读不懂，原样留在格里）", placed.typed.len()),
    }
}

/// The focus comes to the question, on the answer that changes nothing.
fn focused() -> NodeRef {
    let node = NodeRef::default();
    let later = node.clone();
    gloo::timers::callback::Timeout::new(0, move || {
        if let Some(button) = later.cast::<web_sys::HtmlElement>() {
            // Nothing follows from a focus that the browser refuses.
            let _ = button.focus();
        }
    })
    .forget();
    node
}

fn lines(pack: &Pack, placed: &Placed) -> Html {
    if placed.is_certain() {
        return Html::default();
    }
    let troubles = placed.troubles.iter().map(trouble_words);
    let bad = placed.not_understood.iter().map(|(field, typed, problem)| {
        let shown: String = typed.chars().take(40).collect();
        format!("{}的“{shown}”：{}", text::field_name(pack, field), text::typed_words(pack, field, problem))
    });
    let lines: Vec<String> = troubles.chain(bad).collect();
    let more = lines.len().saturating_sub(MOST_LINES);
    html! {
        <ul>
            { for lines.iter().take(MOST_LINES).map(|line| html! { <li>{ line }</li> }) }
            if more > 0 { <li>{ format!("……还有 {more} 处") }</li> }
        </ul>
    }
}

fn trouble_words(trouble: &Trouble) -> String {
    match trouble {
        Trouble::RowsOver { from, count } => format!("第 {from} 行起共 {count} 行放不下：下面没有格子了"),
        Trouble::ColumnsOver { from, count } => format!("第 {from} 列起共 {count} 列放不下：右边没有格子了"),
        Trouble::NoField { row, column, text } => {
            format!("第 {row} 行第 {column} 列的“{text}”落在不能填的格子上")
        }
        Trouble::UnknownLabel(label) if label.is_empty() => "有一行（列）没有名称，不知道放哪里".to_owned(),
        Trouble::UnknownLabel(label) => format!("“{label}”在本表里没有对应的行（列），按名称放时不粘贴它"),
        Trouble::HeadingsNotHere(headings) => {
            format!("表头“{}”在这张表里没有对应的列，下面的数会按位置放", headings.join("”“"))
        }
        Trouble::MaybeNumbered => "第一列是 1、2、3……，像是序号；如果是，请不带这一列再复制".to_owned(),
        Trouble::LabelsLeftOut(labels) => {
            let shown: Vec<_> = labels.iter().take(4).map(String::as_str).collect();
            let more = if labels.len() > shown.len() { "等" } else { "" };
            format!("“{}”{more}不是本表的行名，当作行名跳过，请核对行的次序", shown.join("”“"))
        }
        Trouble::Elsewhere { label, goes_to } => format!("表里写的是“{label}”，选中的位置是“{goes_to}”"),
        Trouble::Rounded { shown, exact } => {
            format!("原表显示 {shown}，实际是 {exact}：粘贴的是显示的数")
        }
    }
}
