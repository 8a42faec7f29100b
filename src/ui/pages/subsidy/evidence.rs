//! Evidence to prepare, ticked as it gets ready.

use super::at::At;
use crate::domain::policy::{Evidence, Scope};
use crate::text::self_check::{is_for, scope_title};
use crate::workspace::CheckChange;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The group.
pub fn evidence(at: &At) -> Html {
    let scopes = at.rules().scopes.iter().filter(|scope| is_for(scope, at.kind()));
    html! {
        <>
            <p class="below">{ "通知没有列材料清单。这里参照其他地方同类申报和一般做法，供提前准备，以主管部门的要求为准。" }</p>
            { for scopes.map(|scope| of_scope(at, scope)) }
        </>
    }
}

fn of_scope(at: &At, scope: &Scope) -> Html {
    let listed: Vec<&Evidence> =
        at.rules().evidence.iter().filter(|evidence| evidence.scopes.contains(&scope.number)).collect();
    let ready = listed.iter().filter(|evidence| at.check.ready.contains(&evidence.id)).count();
    html! {
        <section>
            <h3>{ scope_title(scope) }<small>{ format!("　已备 {ready}/{}", listed.len()) }</small></h3>
            <ul class="evidence">{ for listed.into_iter().map(|evidence| line(at, scope, evidence)) }</ul>
        </section>
    }
}

fn line(at: &At, scope: &Scope, evidence: &Evidence) -> Html {
    let id = format!("evidence-{}-{}", scope.number, evidence.id);
    let element = scope.elements.iter().find(|element| element.id == evidence.element);
    let tick = {
        let id = evidence.id.clone();
        at.did(move |event: yew::Event| {
            let ready = event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked());
            CheckChange::EvidenceReady(id.clone(), ready)
        })
    };
    html! {
        <li>
            <label for={id.clone()}>
                <input {id} type="checkbox" checked={at.check.ready.contains(&evidence.id)} onchange={tick} />
                { &evidence.name }
            </label>
            <small>{ format!("　{}；{}", element.map_or("整份材料", |element| element.name.as_str()), evidence.basis) }</small>
        </li>
    }
}
