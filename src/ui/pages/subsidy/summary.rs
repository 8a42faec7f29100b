//! The present state next to each group of questions: every element of the subject's scopes, with a link to its
//! questions.

use super::context::CheckContext;
use crate::domain::policy::{Element, Scope};
use crate::text::self_check::{Sheet, SheetRow, SheetScope, is_for, is_own, scope_title};
use crate::ui::parts::element::{element_words, state_badge, state_counts};
use crate::ui::route::Route;
use yew::prelude::*;
use yew_router::prelude::*;

/// Every element of the scopes that this kind of subject may apply for.
pub fn summary(context: &CheckContext, sheet: &Sheet) -> Html {
    let scopes = context.rules().scopes.iter().filter(|scope| is_for(scope, context.kind()));
    let (own, others): (Vec<_>, Vec<_>) =
        scopes.zip(&sheet.scopes).partition(|(scope, _)| is_own(context.rules(), scope, context.kind()));
    let shown = |scopes: Vec<(&Scope, &SheetScope)>| {
        scopes.into_iter().map(|(scope, shown)| scope_standing(context, scope, &shown.rows)).collect::<Html>()
    };
    let numbers: Vec<_> = others.iter().map(|(scope, _)| scope.number.to_string()).collect();
    html! {
        <>
            { shown(own) }
            if !numbers.is_empty() {
                <details class="other-scopes" id="other-scopes">
                    <summary>{ format!("范围 {}：各自独立，与本单位有关才看", numbers.join("、")) }</summary>
                    { shown(others) }
                </details>
            }
        </>
    }
}

fn scope_standing(context: &CheckContext, scope: &Scope, rows: &[SheetRow]) -> Html {
    let element = |(element, row): (&Element, &SheetRow)| {
        let step = context.step_of(&element.asks);
        let link = step.map(|step| {
            let to = Route::Check { id: context.check.id.clone(), step };
            html! { <p><Link<Route> {to}>{ format!("去“{}”", step.name()) }</Link<Route>></p> }
        });
        html! {
            <details key={element.id.clone()} class="element" id={format!("element-{}-{}", scope.number, element.id)}>
                <summary>{ state_badge(row.state) }<span class="element-name">{ &row.element }</span></summary>
                { element_words(row) }
                { evidence_lines(row) }
                { for link }
            </details>
        }
    };
    html! {
        <section>
            <h3>{ scope_title(scope) }</h3>
            { state_counts(rows.iter().map(|row| row.state)) }
            { for scope.elements.iter().zip(rows).map(element) }
        </section>
    }
}

fn evidence_lines(row: &SheetRow) -> Html {
    if row.evidence.is_empty() {
        return Html::default();
    }
    let names = row.evidence.iter().map(|(name, ready)| format!("{name}{}", if *ready { "（已备）" } else { "" }));
    html! { <p class="below">{ format!("佐证：{}", names.collect::<Vec<_>>().join("；")) }</p> }
}
