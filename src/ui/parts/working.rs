//! 计算过程 – the working as a tree: each node has the verdict, the formula, the numbers, the clause and the readings
//! used.

use super::badge::badge;
use crate::domain::policy::{Choice, Pack};
use crate::domain::working::{Test, Working};
use crate::text;
use yew::prelude::*;

/// The working of a row or goal; the page draws its heading.
pub fn working_tree(pack: &Pack, working: &Working) -> Html {
    match &working.test {
        Test::Row(_) | Test::Goal(_) => {
            html! { <ul class="working">{ for working.parts.iter().map(|part| node(pack, part, false)) }</ul> }
        }
        _ => html! { <ul class="working">{ node(pack, working, false) }</ul> },
    }
}

/// A node; `decided` marks one that decided the verdict above it.
fn node(pack: &Pack, working: &Working, decided: bool) -> Html {
    let settles = |part: &Working| working.parts.len() > 1 && working.decisive().any(|other| std::ptr::eq(other, part));
    let formula = text::formula(pack, working);
    html! {
        <li class="working-node">
            <p class="working-title">{ badge(working) }<span>{ formula.title }</span>{ for decided.then(|| html! { <small class="decided">{ "决定结论" }</small> }) }</p>
            if !formula.rule.is_empty() { <p class="working-rule">{ formula.rule }</p> }
            if !formula.numbers.is_empty() { <p class="working-numbers">{ formula.numbers }</p> }
            if working.parts.is_empty() || working.distance.is_some() {
                { for distance_lines(pack, working) }
            }
            { for formula.remarks.into_iter().map(|remark| html! { <p class="working-remark">{ remark }</p> }) }
            { for working.readings.iter().map(|choice| html! { <p class="working-remark">{ reading_used(pack, choice) }</p> }) }
            <p class="clause">{ format!("依据：{}", working.clause.0) }</p>
            if !working.parts.is_empty() {
                <ul class="working">{ for working.parts.iter().map(|part| node(pack, part, settles(part))) }</ul>
            }
        </li>
    }
}

fn distance_lines(pack: &Pack, working: &Working) -> Vec<Html> {
    let lines = text::distance_words(pack, working);
    lines.into_iter().map(|line| html! { <p class="working-distance">{ line }</p> }).collect()
}

fn reading_used(pack: &Pack, choice: &Choice) -> String {
    format!("口径：{}", text::choice_words(pack, choice))
}
