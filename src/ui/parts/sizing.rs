//! A firm's size class with its working.

use crate::domain::enterprise::{Industry, Sizing};
use crate::text::self_check::{industry_codes, industry_name, size_words};
use crate::ui::kit::select::Offer;
use yew::prelude::*;

/// The industries to choose from.
pub fn industry_offers() -> Vec<Offer> {
    let offer = |industry: &Industry| {
        (industry.key().to_owned(), format!("{}（{}）", industry_name(*industry), industry_codes(*industry)))
    };
    Industry::ALL.iter().map(offer).collect()
}

/// The class and its working; `None` for an industry that the standard does not cover.
pub fn sizing_words(sizing: Option<&Sizing>) -> Html {
    let Some(sizing) = sizing else {
        return html! { <p class="sizing"><strong>{ "不能划型" }</strong>{ "：统计上的划型标准不覆盖这个行业，规模请主管部门认定。" }</p> };
    };
    let words = size_words(sizing);
    html! {
        <div class="sizing" aria-live="polite">
            <p><strong id="size-class">{ words.result }</strong></p>
            <ul>{ for words.working.into_iter().map(|line| html! { <li>{ line }</li> }) }</ul>
        </div>
    }
}
