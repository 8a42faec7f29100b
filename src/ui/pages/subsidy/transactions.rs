//! Transactions: one row each, typed or pasted; each says whether it counts, and why not.

use super::context::CheckContext;
use crate::domain::enterprise::{Indicator, SizeClass, classify};
use crate::domain::policy::{Mode, Side, Supplier};
use crate::domain::subsidy::{StatedSize, SubjectSide, Transaction};
use crate::exchange::self_check::{PastedTransactions, pasted_transactions};
use crate::platform::{Clip, copy_text, read_clip};
use crate::text::self_check::{
    column_name, mode_name, side_name, size_words, stated_size_name, supplier_name, transaction_words, yes_or_no,
};
use crate::ui::kit::confirm::Confirm;
use crate::ui::kit::pager::Pages;
use crate::ui::kit::select::Offer;
use crate::ui::parts::sizing::industry_offers;
use crate::workspace::self_check::{Column, MOST_TRANSACTIONS, Question};
use crate::workspace::{Action, CheckChange, Event, Notice};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use std::ops::Range;
use wasm_bindgen::JsCast;
use web_sys::ClipboardEvent;
use yew::prelude::*;

/// The group of questions.
pub fn transactions(context: &CheckContext) -> Html {
    let count = context.check.answers.transactions.len();
    let add = context.did(|_: MouseEvent| CheckChange::TransactionAdded);
    let copy_heads = {
        let (text, on) = (heads_text(context), context.on.clone());
        Callback::from(move |_: MouseEvent| {
            let notice = match copy_text(&text) {
                true => Notice::good("已复制表头，可粘贴到表格软件里填，填好连表头一起粘贴回来"),
                false => Notice::wrong("浏览器没有让复制", Vec::new()),
            };
            on.emit(Event::NoticeShown(notice));
        })
    };
    html! {
        <div>
            <p class="below">{ lead(context) }</p>
            if count > 0 {
                { table(context) }
            } else {
                <p>{ "还没有交易。加一笔，或把表格软件里的明细连同列名复制，到这里按 Ctrl+V。" }</p>
            }
            <div class="choices">
                <button type="button" class="primary" id="add-transaction" onclick={add} disabled={count >= MOST_TRANSACTIONS}>{ "加一笔" }</button>
                <button type="button" onclick={copy_heads}>{ "复制表头" }</button>
            </div>
        </div>
    }
}

/// Rows on a page of the list.
const PAGE: usize = 50;

/// The rows, one page at a time.
fn table(context: &CheckContext) -> Html {
    let items = {
        let context = context.clone();
        Callback::from(move |range: Range<usize>| {
            let columns = columns(&context);
            let heads = columns.iter().map(|column| html! { <th scope="col">{ head_of(*column) }</th> });
            let words = transaction_words(context.rules(), &context.check, &context.findings);
            let rows = words.iter().enumerate().skip(range.start).take(range.len());
            html! {
                <table class="data transactions">
                    <thead key="head"><tr><th scope="col">{ "笔" }</th>{ for heads }</tr></thead>
                    { for rows.map(|(index, words)| row(&context, index, &columns, words)) }
                </table>
            }
        })
    };
    html! { <Pages count={context.check.answers.transactions.len()} size={PAGE} word="笔" {items} /> }
}

fn lead(context: &CheckContext) -> &'static str {
    match context.kind().and_then(Question::only_side) {
        Some(Side::Receiver) => {
            "本单位从别处得到的专利：转让、许可、作价入股，每份合同一行。金额的单位是万元，也可写 50000元、1.2亿元。"
        }
        Some(Side::Supplier) => {
            "本单位向企业提供的专利：转让、许可、作价入股，每份合同一行。金额的单位是万元，也可写 50000元、1.2亿元。"
        }
        None => {
            "转让、许可、作价入股，每份合同一行，先说明本单位是供给方还是受让方。金额的单位是万元，也可写 50000元、1.2亿元。"
        }
    }
}

/// The columns of the row itself; the others are under 更多.
fn columns(context: &CheckContext) -> Vec<Column> {
    let side = context.kind().and_then(Question::only_side);
    let differs = |transaction: &Transaction| match transaction.subject_side {
        SubjectSide::On(subject_side) => Some(subject_side) != side,
        SubjectSide::Blank | SubjectSide::Any => false,
    };
    // Rows for the other side come from an earlier kind of subject: show the side.
    let party = match side.filter(|_| !context.check.answers.transactions.iter().any(differs)) {
        Some(Side::Receiver) => vec![Column::Supplier],
        Some(Side::Supplier) => vec![Column::ReceiverClass],
        None => vec![Column::Side, Column::Supplier, Column::ReceiverClass],
    };
    let rest =
        [Column::Patents, Column::ContractAmount, Column::ReceivedAmount, Column::Effective, Column::Implemented];
    [Column::Mode, Column::Counterparty].into_iter().chain(party).chain(rest).collect()
}

fn head_of(column: Column) -> String {
    match column {
        Column::ContractAmount | Column::ReceivedAmount => format!("{}（万元）", column_name(column)),
        other => column_name(other).to_owned(),
    }
}

/// Every column for this subject, as a heading row for a spreadsheet.
fn heads_text(context: &CheckContext) -> String {
    let side = context.kind().and_then(Question::only_side);
    let asked = |column: &Column| match side {
        None => true,
        Some(Side::Receiver) => *column != Column::Side && !column.is_of_receiver(),
        Some(Side::Supplier) => !matches!(column, Column::Side | Column::Supplier),
    };
    let heads = Column::ALL.into_iter().filter(asked).map(head_of);
    format!("{}\r\n", heads.collect::<Vec<_>>().join("\t"))
}

fn row(context: &CheckContext, index: usize, columns: &[Column], words: &[String]) -> Html {
    let number = index.saturating_add(1);
    let drop = context.did(move |()| CheckChange::TransactionDropped(index));
    let cells = columns.iter().map(|column| html! { <td>{ cell(context, index, *column) }</td> });
    html! {
        <tbody key={index}>
            <tr><th scope="row">{ number }</th>{ for cells }</tr>
            <tr class="transaction-more">
                <td></td>
                <td colspan={columns.len().to_string()}>
                    <ul class="transaction-words">{ for words.iter().map(|word| html! { <li class={class_of(word)}>{ word }</li> }) }</ul>
                    <details>
                        <summary>{ "更多：合同编号、信用代码、其他日期" }{ for receives(context, index).then_some("、受让方行业和指标") }</summary>
                        { more(context, index) }
                    </details>
                    <Confirm label="删去这笔" about={format!("第 {number} 笔")} question={format!("删去第 {number} 笔？可以撤销。")} yes="删去" on_yes={drop} />
                </td>
            </tr>
        </tbody>
    }
}

fn class_of(word: &str) -> &'static str {
    if word.starts_with("提示") {
        "hint"
    } else if word.ends_with("：算") {
        "counts"
    } else {
        "counts-not"
    }
}

/// True unless this subject is the receiver: the receiver's size is asked for.
fn receives(context: &CheckContext, index: usize) -> bool {
    let subject_side = context.check.answers.transactions.get(index).map(|transaction| transaction.subject_side);
    let side = match subject_side {
        Some(SubjectSide::On(side)) => Some(side),
        _ => context.kind().and_then(Question::only_side),
    };
    side != Some(Side::Receiver)
}

fn cell(context: &CheckContext, index: usize, column: Column) -> Html {
    let question = Question::Transaction(index, column);
    match offers(column) {
        Some(offers) => context.choice(question, offers, true),
        None => context.bare_field(question),
    }
}

fn offers(column: Column) -> Option<Vec<Offer>> {
    let offer = |key: &str, name: &str| (key.to_owned(), name.to_owned());
    Some(match column {
        Column::Mode => Mode::ALL.iter().map(|mode| offer(mode.key(), mode_name(*mode))).collect(),
        Column::Side => Side::ALL.iter().map(|side| offer(side.key(), side_name(*side))).collect(),
        Column::Supplier => Supplier::ALL.iter().map(|one| offer(one.key(), supplier_name(*one))).collect(),
        Column::ReceiverClass => {
            let classes = SizeClass::ALL.iter().map(|class| StatedSize::Class(*class));
            classes.chain([StatedSize::Sme]).map(|one| offer(one.key(), stated_size_name(one))).collect()
        }
        Column::Implemented => vec![offer("true", yes_or_no(true)), offer("false", yes_or_no(false))],
        _ => return None,
    })
}

fn more(context: &CheckContext, index: usize) -> Html {
    let field = |column: Column, hint: &'static str| context.field(Question::Transaction(index, column), hint);
    let receiver =
        &context.check.answers.transactions.get(index).map(|transaction| transaction.receiver).unwrap_or_default();
    let industry = Question::Transaction(index, Column::ReceiverIndustry);
    let by_figures = receiver.industry.map(|industry| match classify(industry, &receiver.size) {
        Some(sizing) => format!("按指标划：{}", size_words(&sizing).result),
        None => "标准不覆盖这个行业，不能划型".to_owned(),
    });
    let used = Indicator::ALL.iter().filter(|one| receiver.industry.is_some_and(|industry| industry.uses(**one)));
    html! {
        <div class="transaction-fields">
            { field(Column::Contract, "") }
            { field(Column::CounterpartyCode, "18 位") }
            { field(Column::Signed, "如 2022-03-01") }
            { field(Column::Received, "如 2022-06-30") }
            if receives(context, index) {
                { context.choice(industry, industry_offers(), false) }
                <div>
                    { for used.map(|one| field(Column::ReceiverSize(*one), if *one == Indicator::Employees { "人" } else { "万元" })) }
                    { for by_figures.map(|words| html! { <p class="below">{ words }</p> }) }
                </div>
            }
        </div>
    }
}

/// A table pasted anywhere on the page is added to the rows; a single text goes into the field where it is pasted.
pub fn pasting(context: &CheckContext) -> EventListener {
    let context = context.clone();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "paste", options, move |event| {
        let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
        let block = match read_clip(event) {
            Clip::Cells(block) if block.single().is_none() => block,
            Clip::Cells(_) => return,
            Clip::Refused(_) | Clip::Picture => {
                event.prevent_default();
                context
                    .on
                    .emit(Event::NoticeShown(Notice::wrong("没有粘贴：剪贴板里没有表格文字，或太大", Vec::new())));
                return;
            }
        };
        event.prevent_default();
        let side = context.kind().and_then(Question::only_side);
        match pasted_transactions(&block, side, &context.check.name) {
            None => {
                let names = heads_text(&context).trim().replace('\t', "、");
                let lines =
                    vec!["请连同列名一起复制：没有列名，不猜每列是什么。".to_owned(), format!("认得的列名：{names}")];
                context.on.emit(Event::NoticeShown(Notice::wrong("没有粘贴", lines)));
            }
            Some(pasted) => take(&context, pasted),
        }
    })
}

fn take(context: &CheckContext, pasted: PastedTransactions) {
    let rows = pasted.rows.len();
    let first = context.check.answers.transactions.len();
    if first.saturating_add(rows) > MOST_TRANSACTIONS {
        let line = format!("已有 {first} 笔，粘贴 {rows} 笔，最多 {MOST_TRANSACTIONS} 笔");
        context.on.emit(Event::NoticeShown(Notice::wrong("没有粘贴", vec![line])));
        return;
    }
    let change = CheckChange::TransactionsPasted(pasted.rows);
    let action = Action::SelfCheck(context.check.id.clone(), change);
    let after = action.apply(&context.workspace, context.rules());
    let problems = after.and_then(|after| Some(after.self_checks.get(&context.check.id)?.not_understood.len()));
    let problems = problems.unwrap_or(0).saturating_sub(context.check.not_understood.len());
    context.on.emit(Event::Edited(action));
    let mut lines = Vec::new();
    if problems > 0 {
        lines.push(format!("{problems} 格读不懂，原样留在格里，旁边写着为什么"));
    }
    if !pasted.left_out.is_empty() {
        lines.push(format!("没有用到的列：{}", pasted.left_out.join("、")));
    }
    if pasted.sums > 0 {
        lines.push(format!("跳过了 {} 行合计", pasted.sums));
    }
    if !pasted.hidden.is_empty() {
        lines.push(format!("有 {} 处隐藏的行、列或格，没有采用", pasted.hidden.len()));
    }
    if pasted.other_tables > 0 {
        lines.push(format!("后面还有 {} 张表，没有采用", pasted.other_tables));
    }
    if pasted.sides_unknown > 0 {
        lines.push(format!("{} 笔的两方都不是本单位的名称，请逐笔选“本单位是”", pasted.sides_unknown));
    }
    context.on.emit(Event::NoticeShown(Notice::Said {
        wrong: false,
        headline: format!("已粘贴 {rows} 笔，可一次撤销"),
        lines,
    }));
}
