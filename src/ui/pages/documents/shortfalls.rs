//! 未完成原因及整改措施 – causes and remedies, asked for each row that was not met.

use crate::report::Draft;
use crate::ui::kit::field::Field;
use crate::ui::store::Assessed;
use crate::workspace::drafting::ShortfallField;
use crate::workspace::{Action, DraftChange, Event};
use yew::prelude::*;

/// The fields; empty if no row was missed.
pub fn shortfalls(assessed: &Assessed, draft: &Draft, on: &Callback<Event>) -> Html {
    if draft.missed.is_empty() {
        return Html::default();
    }
    let kept = &assessed.workspace.drafting.shortfalls;
    let rows = draft.missed.iter().map(|missed| {
        let shortfall = kept.get(&(missed.row.clone(), missed.year)).cloned().unwrap_or_default();
        let name = assessed.rules().row(&missed.row).map_or("", |row| row.short_name.as_str());
        let field = |field: ShortfallField, word: &'static str, id: &'static str| {
            let (row, year) = (missed.row.clone(), missed.year);
            let on_text = on.reform(move |text| {
                Event::Edited(Action::Drafted(DraftChange::ShortfallWritten(row.clone(), year, field, text)))
            });
            let text = shortfall.text(field).to_owned();
            let label = format!("附表 {} {word}", missed.row);
            html! { <Field id={format!("{id}-{}", missed.row)} {label} long=true {text} {on_text} /> }
        };
        html! {
            <div key={missed.row.to_string()} class="shortfall">
                <h3>{ format!("附表 {} {name}", missed.row) }</h3>
                <p class="below">{ &missed.short }</p>
                { field(ShortfallField::Cause, "未完成原因", "cause") }
                { field(ShortfallField::Remedy, "整改措施", "remedy") }
            </div>
        }
    });
    html! {
        <section class="panel" aria-labelledby="shortfalls-title">
            <h2 id="shortfalls-title">{ format!("{} 项未完成，请写原因和措施", draft.missed.len()) }</h2>
            { for rows }
        </section>
    }
}
