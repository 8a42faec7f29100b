//! The question before a paste that does not fit or is ambiguous: the issues, where each value would go, and the
//! possible answers.

use crate::domain::policy::Pack;
use crate::exchange::clipboard_table::{
    Answers, ClipboardTable, Nil, Oddity, Placed, Placement, PlacementIssue, Sheet, place,
};
use crate::text;
use crate::ui::kit::keys::is_key;
use crate::ui::kit::select::select;
use crate::ui::store::Assessed;
use crate::workspace::{Action, BulkEdit, Event, Notice};
use std::collections::BTreeMap;
use std::rc::Rc;
use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

/// Lines to list; the rest is counted.
const MOST_LINES: usize = 12;
/// Placed values to list; the rest is counted.
const MOST_PLACES: usize = 60;

/// Props of the question.
#[derive(Clone, PartialEq, Properties)]
pub struct PasteQuestionProps {
    /// What was pasted.
    pub block: Rc<ClipboardTable>,
    /// The fields to paste into.
    pub sheet: Rc<Sheet>,
    /// The selected cell: row and column.
    pub at: (usize, usize),
    /// The open workspace with its assessment.
    pub assessed: Rc<Assessed>,
    /// The dispatch.
    pub on: Callback<Event>,
    /// Called when the question is answered or dismissed.
    pub close: Callback<()>,
}

/// Pastes the placed values, and says what was skipped or not understood.
pub fn paste(placed: &Placed, assessed: &Assessed, on: &Callback<Event>) {
    on.emit(Event::Edited(Action::FieldsTyped(BulkEdit::Pasted, placed.typed.clone())));
    let mut lines = Vec::new();
    if !placed.labels.is_empty() {
        let labels: Vec<_> = placed.labels.iter().take(MOST_LINES).map(String::as_str).collect();
        lines.push(format!("认出行名、列名并跳过：{}", labels.join("、")));
    }
    if !placed.not_understood.is_empty() {
        let names = placed.not_understood.iter().map(|(field, ..)| text::field_name(assessed.rules(), field));
        let names: Vec<_> = names.take(MOST_LINES).collect();
        lines.push(format!("{} 格读不懂，原样留在格里，未采用：{}", placed.not_understood.len(), names.join("、")));
    }
    let blank = placed.typed.iter().filter(|(_, text)| text.is_empty()).count();
    if blank > 0 {
        lines.push(format!("其中 {blank} 格是空白，对应的格子已清空"));
    }
    let headline = format!("已粘贴 {} 格，可一次撤销", placed.typed.len());
    on.emit(Event::NoticeShown(Notice::Said { wrong: false, headline, lines }));
}

/// The question, above the grid.
#[component(PasteQuestion)]
pub fn paste_question_view(props: &PasteQuestionProps) -> Html {
    let PasteQuestionProps { block, sheet, at, assessed, on, close } = props;
    let answers = use_state(Answers::default);
    // Rows that the person chose for labels that match none.
    let meant = use_state(BTreeMap::<String, usize>::new);
    let refuse = use_node_ref();
    {
        let refuse = refuse.clone();
        // Focus the answer that changes nothing.
        use_effect_with((), move |()| {
            if let Some(button) = refuse.cast::<web_sys::HtmlElement>() {
                // Focus may be refused; ignore it.
                let _ = button.focus();
            }
        });
    }
    let pack = assessed.rules();
    let known = meant.iter().fold((**sheet).clone(), |sheet, (label, line)| sheet.also_called(label, *line));
    let laid = |how, answers| place(pack, block, &known, *at, how, answers);
    let (from_cell, by_labels) = (laid(Placement::FromCell, *answers), laid(Placement::ByLabels, *answers));
    let differs = by_labels.typed != from_cell.typed && !by_labels.typed.is_empty();
    // The questions do not depend on the answers, so that an answer can be changed.
    let asked = place(pack, block, sheet, *at, Placement::FromCell, Answers::default());
    let (nil, percent) = (nil_marks(&asked), maybe_percent(&asked));
    let answered = nil.is_none() || answers.nil.is_some();
    let way = |title: &'static str, placed: &Placed, class: &'static str| {
        let (taken, opened) = (placed.clone(), Rc::clone(assessed));
        let (on, close) = (on.clone(), close.clone());
        let take = Callback::from(move |_: MouseEvent| {
            close.emit(());
            paste(&taken, &opened, &on);
        });
        html! {
            <div class="way">
                { issues(pack, placed) }
                { places(pack, placed) }
                <button type="button" {class} disabled={placed.typed.is_empty() || !answered} onclick={take}>
                    { format!("{title}{}", count(placed)) }
                </button>
                if !answered { <span class="below">{ "先回答上面的问题" }</span> }
            </div>
        }
    };
    let onkeydown = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if is_key(&event, "Escape") {
                close.emit(());
            }
        })
    };
    html! {
        <div class="pasting" role="alertdialog" aria-label="粘贴前请看一眼" {onkeydown}>
            <p><strong>{ "还没有粘贴，请先看：" }</strong></p>
            { for nil.map(|(marks, count)| nil_question(&marks, count, &answers)) }
            { for percent.map(|(text, count)| percent_question(&text, count, &answers)) }
            { for asked_labels(&asked, sheet).into_iter().enumerate().map(|(index, label)| {
                label_question(index, &label, sheet, &meant)
            }) }
            if differs {
                { way("从选中的格子起放", &from_cell, "") }
                { way("按表里的行名、列名放", &by_labels, "primary") }
            } else {
                { way("粘贴放得下的", &from_cell, "primary") }
            }
            <button type="button" ref={refuse} onclick={close.reform(|_: MouseEvent| ())}>{ "不粘贴" }</button>
        </div>
    }
}

fn nil_marks(placed: &Placed) -> Option<(Vec<String>, usize)> {
    placed.issues.iter().find_map(|issue| match issue {
        PlacementIssue::NilMarks { marks, count } => Some((marks.clone(), *count)),
        _ => None,
    })
}

fn maybe_percent(placed: &Placed) -> Option<(String, usize)> {
    placed.issues.iter().find_map(|issue| match issue {
        PlacementIssue::MaybePercent { text, count } => Some((text.clone(), *count)),
        _ => None,
    })
}

/// Labels that match no row's name but resemble one.
fn asked_labels(placed: &Placed, sheet: &Sheet) -> Vec<String> {
    let strange = placed.issues.iter().flat_map(|issue| match issue {
        PlacementIssue::LabelsLeftOut(labels) => labels.clone(),
        _ => Vec::new(),
    });
    strange.filter(|label| !sheet.lines_near(label).is_empty()).take(MOST_LINES).collect()
}

/// One question for all nil marks of the table.
fn nil_question(marks: &[String], count: usize, answers: &UseStateHandle<Answers>) -> Html {
    let choice = |nil: Nil, words: &'static str, id: &'static str| {
        let set = answers.clone();
        let onchange = Callback::from(move |_: yew::Event| set.set(Answers { nil: Some(nil), ..*set }));
        html! {
            <label for={id}>
                <input type="radio" name="nil-marks" {id} checked={answers.nil == Some(nil)} {onchange} />{ words }
            </label>
        }
    };
    html! {
        <fieldset class="pasting-question">
            <legend>{ format!("表里有 {count} 格是“{}”，是没有数，还是 0？", marks.join("”“")) }</legend>
            { choice(Nil::Blank, "没有数，留空", "nil-blank") }
            { choice(Nil::Zero, "是 0", "nil-zero") }
        </fieldset>
    }
}

fn percent_question(text: &str, count: usize, answers: &UseStateHandle<Answers>) -> Html {
    let set = answers.clone();
    let onchange = Callback::from(move |event: yew::Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            set.set(Answers { percent: input.checked(), ..*set });
        }
    });
    html! {
        <p class="pasting-question">
            <label for="as-percent">
                <input type="checkbox" id="as-percent" checked={answers.percent} {onchange} />
                { format!("“{text}”等 {count} 格没有百分号：是 {text}% 吗？是就勾上") }
            </label>
        </p>
    }
}

/// Asks which row a label means that resembles a row's name.
fn label_question(index: usize, label: &str, sheet: &Sheet, meant: &UseStateHandle<BTreeMap<String, usize>>) -> Html {
    let name = |line: usize| sheet.lines.get(line).and_then(|line| line.names.first()).cloned().unwrap_or_default();
    let offers = sheet.lines_near(label).into_iter().map(|line| (line.to_string(), name(line))).collect();
    let chosen = meant.get(label).map(ToString::to_string).unwrap_or_default();
    let (set, key) = (meant.clone(), label.to_owned());
    let on = Callback::from(move |line: String| {
        let mut next = (*set).clone();
        match line.parse() {
            Ok(line) => next.insert(key.clone(), line),
            Err(_) => next.remove(&key),
        };
        set.set(next);
    });
    select(format!("meant-{index}"), format!("“{label}”是哪一行？"), offers, &chosen, false, on)
}

/// The number of cells to fill, and of those whose text is not understood.
fn count(placed: &Placed) -> String {
    match placed.not_understood.len() {
        0 => format!("（{} 格）", placed.typed.len()),
        bad => format!("（{} 格，其中 {bad} 格读不懂，原样留在格里）", placed.typed.len()),
    }
}

fn issues(pack: &Pack, placed: &Placed) -> Html {
    let issues = placed.issues.iter().filter_map(issue_words);
    let bad = placed.not_understood.iter().map(|(field, typed, problem)| {
        let shown: String = typed.chars().take(40).collect();
        format!("{}的“{shown}”：{}", text::field_name(pack, field), text::typed_words(pack, field, problem))
    });
    let lines: Vec<String> = issues.chain(bad).collect();
    if lines.is_empty() {
        return Html::default();
    }
    let more = lines.len().saturating_sub(MOST_LINES);
    html! {
        <ul>
            { for lines.iter().take(MOST_LINES).map(|line| html! { <li>{ line }</li> }) }
            if more > 0 { <li>{ format!("……还有 {more} 处") }</li> }
        </ul>
    }
}

/// Where each value would go.
fn places(pack: &Pack, placed: &Placed) -> Html {
    if placed.typed.is_empty() {
        return Html::default();
    }
    let line = |(field, typed): &(crate::workspace::Field, String)| {
        let shown: String = typed.chars().take(40).collect();
        let shown = if shown.is_empty() { "空白".to_owned() } else { shown };
        html! { <li>{ format!("{} ← {shown}", text::field_name(pack, field)) }</li> }
    };
    let more = placed.typed.len().saturating_sub(MOST_PLACES);
    html! {
        <details class="pasting-places" open={placed.typed.len() <= MOST_LINES}>
            <summary>{ "各数放到哪里" }</summary>
            <ul>
                { for placed.typed.iter().take(MOST_PLACES).map(line) }
                if more > 0 { <li>{ format!("……还有 {more} 格") }</li> }
            </ul>
        </details>
    }
}

/// A placement issue in words; `None` if it has a question of its own.
fn issue_words(issue: &PlacementIssue) -> Option<String> {
    Some(match issue {
        PlacementIssue::RowsOver { from, count } => format!("第 {from} 行起共 {count} 行放不下：下面没有格子了"),
        PlacementIssue::ColumnsOver { from, count } => format!("第 {from} 列起共 {count} 列放不下：右边没有格子了"),
        PlacementIssue::NoField { row, column, text } => {
            format!("第 {row} 行第 {column} 列的“{text}”落在不能填的格子上")
        }
        PlacementIssue::UnknownLabel(label) if label.is_empty() => "有一行（列）没有名称，不知道放哪里".to_owned(),
        PlacementIssue::UnknownLabel(label) => format!("“{label}”在本表里没有对应的行（列），按名称放时不粘贴它"),
        PlacementIssue::HeadingsNotHere(headings) => {
            format!("表头“{}”在这张表里没有对应的列，下面的数会按位置放", headings.join("”“"))
        }
        PlacementIssue::MaybeYears(years) => {
            format!("“{}”像是年份，不像数；如果是，请不带它们再复制", years.join("、"))
        }
        PlacementIssue::MaybeNumbered => "第一列是 1、2、3……，像是序号；如果是，请不带这一列再复制".to_owned(),
        PlacementIssue::LabelsLeftOut(labels) => {
            let shown: Vec<_> = labels.iter().take(4).map(String::as_str).collect();
            let more = if labels.len() > shown.len() { "等" } else { "" };
            format!("“{}”{more}不是本表的行名，当作行名跳过，请核对行的次序", shown.join("”“"))
        }
        PlacementIssue::Elsewhere { label, goes_to } => format!("表里写的是“{label}”，选中的位置是“{goes_to}”"),
        PlacementIssue::Rounded { shown, exact } if shown.is_empty() => {
            format!("原表有一格看上去是空的，实际是 {exact}：按看到的放，留空")
        }
        PlacementIssue::Rounded { shown, exact } => {
            format!("原表显示 {shown}，实际是 {exact}：粘贴的是显示的数")
        }
        PlacementIssue::ValueTaken { shown, exact } => format!("原表显示 {shown}，按实际的 {exact} 放"),
        PlacementIssue::Odd { row, column, taken, oddity } => odd_words(*row, *column, taken, oddity),
        PlacementIssue::HiddenLeftOut(texts) => {
            let shown: Vec<_> = texts.iter().take(4).map(String::as_str).collect();
            format!("原表有 {} 处隐藏的行、列或格，没有放进来：{}", texts.len(), shown.join("；"))
        }
        PlacementIssue::OtherTables(count) => format!("剪贴板里还有 {count} 张表，只放第一张"),
        PlacementIssue::NilMarks { .. } | PlacementIssue::MaybePercent { .. } => return None,
    })
}

fn odd_words(row: usize, column: usize, taken: &str, oddity: &Oddity) -> String {
    let end = match taken.is_empty() {
        true => "这一格不放，请自己填".to_owned(),
        false => format!("放 {taken}"),
    };
    let what = match oddity {
        Oddity::Several(lines) => format!("有 {} 个数（{}）", lines.len(), lines.join("、")),
        Oddity::Struck(struck) => format!("有划去的“{struck}”"),
        Oddity::Mark(mark) => format!("有上标或下标“{mark}”，当作注释号"),
        Oddity::Hidden(hidden) => format!("有隐藏的“{hidden}”"),
        Oddity::Picture => "是图片".to_owned(),
    };
    format!("第 {row} 行第 {column} 列{what}：{end}")
}
