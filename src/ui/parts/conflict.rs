//! A conflict in the notice, beside what it touches.

use crate::domain::policy::Conflict;
use crate::ui::kit::icon::icon;
use yew::prelude::*;

/// What is at odds, and where.
pub fn conflict(conflict: &Conflict) -> Html {
    let clauses: Vec<_> = conflict.clauses.iter().map(|clause| clause.0.as_str()).collect();
    html! {
        <li class="conflict">
            { icon("warning") }
            <span>{ &conflict.text }<span class="clause">{ clauses.join("、") }</span></span>
        </li>
    }
}
