//! 定性要求 – statements that no row counts; and rows that do not apply.

use crate::domain::figures::{Answer, Level, Statements};
use crate::domain::policy::{Row, RowId, Statement};
use crate::packs::OpenPack;
use crate::platform::count_drawn;
use crate::ui::kit::field::Field;
use crate::ui::store::use_dispatch;
use crate::workspace::{Action, Event};
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Props of the panel of statements.
#[derive(Clone, PartialEq, Properties)]
pub struct StatementsPanelProps {
    /// The pack with the statements.
    pub pack: Rc<OpenPack>,
    /// The answers.
    pub answers: Statements,
}

/// The panel of statements.
#[component(StatementsPanel)]
pub fn statements_panel(props: &StatementsPanelProps) -> Html {
    count_drawn("statements panel");
    let on = use_dispatch();
    let statements = &props.pack.pack.statements;
    if statements.is_empty() {
        return Html::default();
    }
    html! {
        <section class="panel" aria-labelledby="statements-title">
            <h2 id="statements-title">{ "定性要求" }</h2>
            <p class="below">{ "没有指标可数，由本单位据实回答，并写明佐证。" }</p>
            { for statements.iter().map(|statement| question(statement, props.answers.get(&statement.id), &on)) }
        </section>
    }
}

fn question(statement: &Statement, answer: Option<&Answer>, on: &Callback<Event>) -> Html {
    let choice = |holds: Option<bool>, label: &'static str| {
        let id = format!("{}-{}", statement.id, label);
        let on = {
            let statement = statement.id.clone();
            on.reform(move |_: yew::Event| Event::Edited(Action::StatementAnswered(statement.clone(), holds)))
        };
        let checked = answer.map(|answer| answer.holds) == holds;
        html! {
            <label for={id.clone()}><input {id} type="radio" name={statement.id.to_string()} {checked} onchange={on} />{ label }</label>
        }
    };
    let evidence = {
        let statement = statement.id.clone();
        on.reform(move |text| Event::Edited(Action::EvidenceWritten(statement.clone(), text)))
    };
    html! {
        <div class="statement">
            <fieldset class="field">
                <legend>{ &statement.name }<span class="clause">{ &statement.clause.0 }</span></legend>
                { choice(Some(true), "是") }{ choice(Some(false), "否") }{ choice(None, "未答") }
            </fieldset>
            if let Some(answer) = answer {
                <Field id={format!("{}-evidence", statement.id)} label="佐证" text={answer.evidence.clone()} on_text={evidence} />
            }
        </div>
    }
}

/// Props of the panel of rows that do not apply.
#[derive(Clone, PartialEq, Properties)]
pub struct NotApplicablePanelProps {
    /// The pack with the rows.
    pub pack: Rc<OpenPack>,
    /// The level of assessment: at province level every row applies.
    pub level: Level,
    /// The rows that do not apply, with their reasons.
    pub reasons: BTreeMap<RowId, String>,
}

/// The panel of rows that do not apply; empty at province level.
#[component(NotApplicablePanel)]
pub fn not_applicable_panel(props: &NotApplicablePanelProps) -> Html {
    count_drawn("not applicable panel");
    let NotApplicablePanelProps { pack, level, reasons } = props;
    let on = use_dispatch();
    if *level == Level::Province {
        return Html::default();
    }
    html! {
        <section class="panel" aria-labelledby="left-out-title">
            <sources open={!reasons.is_empty()}>
                <summary><h2 id="left-out-title">{ format!("不适用的指标（{}）", reasons.len()) }</h2></summary>
                <p class="below">{ "勾选的行不判定，也不计入目标和位次，不算已完成。" }</p>
                { for pack.pack.rows.iter().map(|row| left_out_row(row, reasons.get(&row.id), &on)) }
            </sources>
        </section>
    }
}

fn left_out_row(row: &Row, reason: Option<&String>, on: &Callback<Event>) -> Html {
    let id = format!("left-out-{}", row.id);
    let toggle = {
        let row = row.id.clone();
        on.reform(move |event: yew::Event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            Event::Edited(match input.is_some_and(|input| input.checked()) {
                true => Action::RowLeftOut(row.clone(), String::new()),
                false => Action::RowTakenIn(row.clone()),
            })
        })
    };
    let write = {
        let row = row.id.clone();
        on.reform(move |text| Event::Edited(Action::RowLeftOut(row.clone(), text)))
    };
    html! {
        <div class="left-out">
            <label for={id.clone()}><input {id} type="checkbox" checked={reason.is_some()} onchange={toggle} />{ format!("{} {}", row.id, row.name) }</label>
            if let Some(reason) = reason {
                <Field id={format!("left-out-{}-why", row.id)} label="原因" text={reason.clone()} on_text={write} />
            }
        </div>
    }
}
