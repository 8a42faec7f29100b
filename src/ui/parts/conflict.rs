//! A contradiction in the notice, shown next to what it affects.

use crate::domain::policy::Conflict;
use crate::ui::kit::icon::icon;
use yew::prelude::*;

/// What contradicts what, and the clauses.
pub fn conflict(conflict: &Conflict) -> Html {
    let clauses: Vec<_> = conflict.clauses.iter().map(|clause| clause.0.as_str()).collect();
    html! {
        <li class="conflict">
            { icon("warning") }
            <span>{ &conflict.text }<span class="clause">{ clauses.join("、") }</span></span>
        </li>
    }
}
