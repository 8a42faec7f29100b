//! Evidence to prepare; the person ticks what is ready.

use super::context::CheckContext;
use crate::domain::policy::{Evidence, Scope};
use crate::text::self_check::{is_for, scope_title};
use crate::workspace::CheckChange;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The group of questions.
pub fn evidence(context: &CheckContext) -> Html {
    let scopes = context.rules().scopes.iter().filter(|scope| is_for(scope, context.kind()));
    html! {
        <>
            <p class="below">{ "通知没有列材料清单。这里参照其他地方同类申报和一般做法，供提前准备，以主管部门的要求为准。" }</p>
            { for scopes.map(|scope| of_scope(context, scope)) }
        </>
    }
}

fn of_scope(context: &CheckContext, scope: &Scope) -> Html {
    let listed: Vec<&Evidence> =
        context.rules().evidence.iter().filter(|evidence| evidence.scopes.contains(&scope.number)).collect();
    let ready = listed.iter().filter(|evidence| context.check.ready.contains(&evidence.id)).count();
    html! {
        <section>
            <h3>{ scope_title(scope) }<small>{ format!("　已备 {ready}/{}", listed.len()) }</small></h3>
            <ul class="evidence">{ for listed.into_iter().map(|evidence| line(context, scope, evidence)) }</ul>
        </section>
    }
}

fn line(context: &CheckContext, scope: &Scope, evidence: &Evidence) -> Html {
    let id = format!("evidence-{}-{}", scope.number, evidence.id);
    let element = scope.elements.iter().find(|element| element.id == evidence.element);
    let tick = {
        let id = evidence.id.clone();
        context.did(move |event: yew::Event| {
            let ready = event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked());
            CheckChange::EvidenceReady(id.clone(), ready)
        })
    };
    html! {
        <li>
            <label for={id.clone()}>
                <input {id} type="checkbox" checked={context.check.ready.contains(&evidence.id)} onchange={tick} />
                { &evidence.name }
            </label>
            <small>{ format!("　{}；{}", element.map_or("整份材料", |element| element.name.as_str()), evidence.basis) }</small>
        </li>
    }
}
