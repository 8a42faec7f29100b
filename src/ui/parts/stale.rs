//! A warning above results: some typed text was not accepted, and the results rest on the values before it.

use crate::domain::policy::Pack;
use crate::text;
use crate::text::self_check::question_name;
use crate::workspace::{Field, SelfCheck, Workspace};
use yew::prelude::*;

/// Fields to name; the rest is counted.
const MOST_NAMED: usize = 5;

/// For results that follow from the unit's figures and targets; empty if every text was accepted.
pub fn stale_figures(pack: &Pack, workspace: &Workspace) -> Html {
    // Text typed into a scenario affects only the plan, which reports it where it was typed.
    let own = workspace.not_understood.iter().filter(|(field, _)| !matches!(field, Field::Supposed(..)));
    stale(own.map(|(field, typed)| (text::field_name(pack, field), typed.clone())).collect())
}

/// For results that follow from a self-check's answers.
pub fn stale_answers(check: &SelfCheck) -> Html {
    let typed = check.not_understood.iter();
    stale(typed.map(|(question, typed)| (question_name(*question), typed.clone())).collect())
}

fn stale(fields: Vec<(String, String)>) -> Html {
    if fields.is_empty() {
        return Html::default();
    }
    let named = fields.iter().take(MOST_NAMED).map(|(name, typed)| {
        let shown: String = typed.chars().take(30).collect();
        format!("{name}的“{shown}”")
    });
    let named = named.collect::<Vec<_>>().join("、");
    let more = if fields.len() > MOST_NAMED { format!("等 {} 处", fields.len()) } else { String::new() };
    html! {
        <p class="stale" role="status">{ format!("{named}{more}读不懂，没有采用：下面的结果仍按原来的数，原来没有数的按空白。") }</p>
    }
}
