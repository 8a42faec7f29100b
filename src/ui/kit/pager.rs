//! A long list, one page at a time: thousands of rows at once would freeze the browser.

use std::ops::Range;
use yew::prelude::*;

/// Props of a long list.
#[derive(Clone, PartialEq, Properties)]
pub struct PagesProps {
    /// The number of items.
    pub count: usize,
    /// Items on a page.
    pub size: usize,
    /// The measure word for items: 行, 笔, 条.
    pub word: &'static str,
    /// Draws a range of items.
    pub items: Callback<Range<usize>, Html>,
}

/// One page of the items, with buttons to the pages before and after; no buttons if one page holds everything. When
/// items are added, it goes to the last page.
#[component(Pages)]
pub fn pages(props: &PagesProps) -> Html {
    let PagesProps { count, size, word, items } = props;
    let page = use_state(|| 0_usize);
    let last = count.saturating_sub(1).checked_div(*size).unwrap_or(0);
    {
        let (page, known) = (page.setter(), use_mut_ref(|| *count));
        use_effect_with(*count, move |count| {
            if *count > known.replace(*count) {
                page.set(last);
            }
        });
    }
    let here = (*page).min(last);
    let first = here.saturating_mul(*size);
    let end = first.saturating_add(*size).min(*count);
    let turn = |to: Option<usize>, name: &'static str| {
        let page = page.setter();
        let onclick = Callback::from(move |_: MouseEvent| page.set(to.unwrap_or_default()));
        html! { <button type="button" disabled={to.is_none_or(|to| to > last)} {onclick}>{ name }</button> }
    };
    html! {
        <>
            { items.emit(first..end) }
            if last > 0 {
                <div class="choices">
                    { turn(here.checked_sub(1), "上一页") }
                    { turn(here.checked_add(1), "下一页") }
                    <span>{ format!("第 {}–{end} {word}，共 {count} {word}", first.saturating_add(1)) }</span>
                </div>
            }
        </>
    }
}
