//! An element of a subsidy scope: its state by icon, word and colour, and its reasons.

use crate::domain::subsidy::State;
use crate::text::self_check::SheetRow;
use crate::text::self_check::state_name;
use crate::ui::kit::badge::badge;
use yew::prelude::*;

/// An element's state by icon, word and colour.
pub fn state_badge(state: State) -> Html {
    badge(state.key(), icon_of(state), state_name(state))
}

/// The number of elements in each state.
pub fn state_counts<'a>(states: impl Iterator<Item = State> + Clone + 'a) -> Html {
    let counts = State::ALL.iter().filter_map(|state| {
        let count = states.clone().filter(|one| one == state).count();
        (count > 0).then(|| html! { <li>{ state_badge(*state) }<strong>{ count }</strong></li> })
    });
    html! { <ul class="state-counts">{ for counts }</ul> }
}

/// An element's reasons, and what would change its state.
pub fn element_words(row: &SheetRow) -> Html {
    html! {
        <>
            <ul class="reasons">{ for row.reasons.iter().map(|reason| html! { <li>{ reason }</li> }) }</ul>
            if !row.changes.is_empty() {
                <ul class="changes">{ for row.changes.iter().map(|change| html! { <li>{ change }</li> }) }</ul>
            }
        </>
    }
}

fn icon_of(state: State) -> &'static str {
    match state {
        State::Met => "met",
        State::Missing => "not_met",
        State::Unknown => "undetermined",
        State::ForAuthority => "not_due",
    }
}
