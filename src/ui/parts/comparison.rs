//! 对比 – two states of the entries side by side: different entries and different verdicts.

use crate::domain::attainment::{Assessment, assess, changed_verdicts};
use crate::domain::policy::Pack;
use crate::text;
use crate::ui::parts::badge::badge;
use crate::workspace::{Entries, EntryKey, differences};
use yew::prelude::*;

/// One of the two states.
pub struct Side<'a> {
    /// Its name.
    pub name: String,
    /// Its entries.
    pub entries: &'a Entries,
}

/// The differences. `beside` fills an extra last column under `beside_head`; an empty heading omits it.
pub fn comparison(
    pack: &Pack,
    left: &Side,
    right: &Side,
    beside: &dyn Fn(&EntryKey) -> Html,
    beside_head: &str,
) -> Html {
    let places = differences(pack, left.entries, right.entries);
    if places.is_empty() {
        return html! { <p>{ "两份内容相同。" }</p> };
    }
    let said = |side: &Side, place: &EntryKey| match text::entry_words(pack, side.entries, place) {
        Some(said) => html! { <td>{ said }</td> },
        None => html! { <td class="none">{ "空白" }</td> },
    };
    let line = |place: &EntryKey| {
        html! {
            <tr>
                <th scope="row">{ text::entry_key_name(pack, place) }</th>
                { said(left, place) }{ said(right, place) }
                if !beside_head.is_empty() { <td>{ beside(place) }</td> }
            </tr>
        }
    };
    html! {
        <>
            <h3>{ format!("不同之处（{}）", places.len()) }</h3>
            <table class="data differences">
                <thead><tr>
                    <th scope="col">{ "事项" }</th><th scope="col">{ &left.name }</th><th scope="col">{ &right.name }</th>
                    if !beside_head.is_empty() { <th scope="col">{ beside_head.to_owned() }</th> }
                </tr></thead>
                <tbody>{ for places.iter().map(line) }</tbody>
            </table>
            { verdicts(pack, left, right) }
        </>
    }
}

/// Which verdicts differ.
fn verdicts(pack: &Pack, left: &Side, right: &Side) -> Html {
    let (Some(one), Some(other)) = (assessment_of(pack, left.entries), assessment_of(pack, right.entries)) else {
        return html! { <p class="below">{ "有一份没有填“数据截至”，不能比判定。" }</p> };
    };
    let changed_verdicts = changed_verdicts(&one, &other);
    if changed_verdicts.is_empty() {
        return html! { <p>{ "判定都相同。" }</p> };
    }
    html! {
        <>
            <h3>{ format!("判定不同（{}）", changed_verdicts.len()) }</h3>
            <table class="data differences">
                <thead><tr><th scope="col">{ "指标、目标" }</th><th scope="col">{ &left.name }</th><th scope="col">{ &right.name }</th></tr></thead>
                <tbody>{ for changed_verdicts.into_iter().map(|(subject, span, was, is)| html! {
                    <tr><th scope="row">{ text::subject_name(&subject, span) }</th><td>{ badge(was) }</td><td>{ badge(is) }</td></tr>
                }) }</tbody>
            </table>
        </>
    }
}

/// The verdicts on these entries; `None` without `as_of`.
pub fn assessment_of(pack: &Pack, entries: &Entries) -> Option<Assessment> {
    Some(assess(pack, &entries.situation()?))
}
