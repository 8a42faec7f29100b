//! A verdict by icon, word and colour.

use crate::domain::working::{Verdict, Working};
use crate::exchange::case::verdict_word;
use crate::text;
use crate::ui::kit::badge;
use yew::prelude::*;

/// The verdict with its reason.
pub fn badge(working: &Working) -> Html {
    let word = verdict_word(working.verdict);
    badge::badge(word, word, text::verdict_words(working))
}

/// The verdict's icon and name alone.
pub fn small_badge(verdict: Verdict) -> Html {
    let word = verdict_word(verdict);
    badge::badge(word, word, text::verdict_name(verdict))
}
