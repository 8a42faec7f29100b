//! 自查结果 – the sheet to print or save, and the file to submit.

use super::context::CheckContext;
use crate::platform::print;
use crate::report::{Draft, of_sheet};
use crate::text::self_check::{Sheet, SheetRow, SheetScope, ticked};
use crate::ui::commands::{file_stem_of_check, save_check};
use crate::ui::document_editor::DocumentEditor;
use crate::ui::parts::element::{element_words, state_badge};
use crate::workspace::Event;
use crate::workspace::intake::pack_ref;
use std::rc::Rc;
use yew::prelude::*;

/// The group with the result.
pub fn result(context: &CheckContext, sheet: &Sheet) -> Html {
    let name = format!("self_check {}", context.check.id);
    let edits = context.workspace.drafting.drafts.get(&name).cloned().unwrap_or_default();
    let draft = Rc::new(Draft { document: of_sheet(sheet), plots: Vec::new(), missed: Vec::new() });
    let file = file_stem_of_check(&context.check, "奖补自查结果");
    html! {
        <>
            <div class="choices">
                <button type="button" class="primary" onclick={Callback::from(|_: MouseEvent| print())}>{ "打印" }</button>
                <button type="button" onclick={hand_off(context)}>{ "存为自查文件" }</button>
            </div>
            <details class="as-document">
                <summary>{ "存为 Word（可去掉部分、改文字）" }</summary>
                <DocumentEditor {name} {draft} {edits} {file} source="" prints=false on={context.on.clone()} />
            </details>
            <div class="sheet">
                <h3 class="sheet-title">{ &sheet.title }</h3>
                if !sheet.mark.is_empty() { <p><strong>{ &sheet.mark }</strong></p> }
                <dl>{ for sheet.head.iter().map(|(name, value)| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }) }</dl>
                { for sheet.scopes.iter().map(scope) }
                { transactions(sheet) }
                <ul class="remarks">{ for sheet.remarks.iter().map(|remark| html! { <li>{ remark }</li> }) }</ul>
            </div>
        </>
    }
}

/// Saves the self-check as a file that another unit can open.
pub fn hand_off(context: &CheckContext) -> Callback<MouseEvent> {
    let (pack, check) = (pack_ref(&context.pack), Rc::clone(&context.check));
    context.on.reform(move |_: MouseEvent| Event::NoticeShown(save_check(&pack, &check)))
}

fn scope(scope: &SheetScope) -> Html {
    html! {
        <section>
            <h4>{ &scope.title }</h4>
            <table class="data elements">
                <thead><tr><th scope="col">{ "要件" }</th><th scope="col">{ "状态" }</th><th scope="col">{ "依据和数字，怎样补上" }</th><th scope="col">{ "佐证材料" }</th></tr></thead>
                <tbody>{ for scope.rows.iter().map(element) }</tbody>
            </table>
            if !scope.whole.is_empty() {
                <p class="whole">{ format!("整份材料：{}", scope.whole.iter().map(ticked).collect::<Vec<_>>().join("　")) }</p>
            }
        </section>
    }
}

fn element(row: &SheetRow) -> Html {
    let evidence = row.evidence.iter().map(|evidence| html! { <p>{ ticked(evidence) }</p> });
    html! {
        <tr>
            <th scope="row">{ &row.element }</th>
            <td>{ state_badge(row.state) }</td>
            <td>{ element_words(row) }</td>
            <td>{ for evidence }</td>
        </tr>
    }
}

fn transactions(sheet: &Sheet) -> Html {
    if sheet.transactions.is_empty() {
        return Html::default();
    }
    let row = |cells: &Vec<String>| html! { <tr>{ for cells.iter().map(|cell| html! { <td>{ cell }</td> }) }</tr> };
    html! {
        <section>
            <h4>{ "交易" }</h4>
            <table class="data">
                <thead><tr>{ for sheet.transaction_heads.iter().map(|head| html! { <th scope="col">{ *head }</th> }) }</tr></thead>
                <tbody>{ for sheet.transactions.iter().map(row) }</tbody>
            </table>
        </section>
    }
}
