//! Scope 3: a city's filings and pledge financing from its own figures, by two routes, and its rank among the units
//! in the store.

use super::context::{CheckContext, id_of, year_looked_at};
use crate::domain::policy::{Asks, Element, Pack};
use crate::domain::quantity::Year;
use crate::domain::subsidy::{Finding, Note, Peer, UnitFigures, examine};
use crate::text;
use crate::text::self_check::{finding_words, question_name};
use crate::ui::kit::select::select;
use crate::ui::parts::element::state_badge;
use crate::ui::route::Route;
use crate::workspace::self_check::Question;
use yew::prelude::*;
use yew_router::prelude::*;

/// The group of questions.
pub fn figures(context: &CheckContext) -> Html {
    if context.check.received {
        return html! { <p>{ "交来的自查里不带指标数据：请打开该市的填报文件看范围 3。" }</p> };
    }
    let entries = &context.workspace.entries;
    let Some(as_of) = entries.as_of else {
        return html! { <p>{ "还没有填“数据截至”，不知道该看哪一年。" }<Link<Route> to={Route::Figures}>{ "去数据填报填写" }</Link<Route>></p> };
    };
    let Some(year) = year_looked_at(context.rules(), entries, &context.check) else {
        return html! { <p>{ format!("到 {as_of}，计划期还没有开始。") }</p> };
    };
    let years = context.rules().plan_years().map(|year| (year.to_string(), format!("{year}年"))).collect();
    let question = Question::ReviewYear;
    html! {
        <>
            <p class="below">{ "数来自本填报文件的“数据填报”。两条路线由“及”字并列，分开看。" }<Link<Route> to={Route::Figures}>{ "去改数" }</Link<Route>></p>
            { select(id_of(question), question_name(question), years, &year.to_string(), false, context.answer(question)) }
            <h3>{ "路线一：专利产品备案" }</h3>
            { route(context, |asks| matches!(asks, Asks::Figure { instead: None, .. } | Asks::FigureGrowth(_) | Asks::Ratio { .. })) }
            <h3>{ "路线二：知识产权质押融资" }</h3>
            { route(context, |asks| matches!(asks, Asks::Figure { instead: Some(_), .. })) }
            <h3>{ "与本机已有的其他单位比" }</h3>
            { peers(context, year) }
        </>
    }
}

fn asked(pack: &Pack) -> impl Iterator<Item = (usize, &Element)> {
    let scope = pack
        .scopes
        .iter()
        .enumerate()
        .filter(|(_, scope)| scope.elements.iter().any(|element| matches!(element.asks, Asks::Figure { .. })));
    scope.flat_map(|(index, scope)| scope.elements.iter().map(move |element| (index, element)))
}

/// The elements of one route, each with its state and reasons.
fn route(context: &CheckContext, of_route: impl Fn(&Asks) -> bool) -> Html {
    let rows = asked(context.rules()).filter(|(_, element)| of_route(&element.asks)).filter_map(|(index, element)| {
        let found = context.findings.get(index)?;
        let finding = found.elements.iter().find(|finding| finding.element == element.id)?;
        let words = finding_words(context.rules(), &context.check.answers, found, finding);
        Some(html! {
            <tr>
                <th scope="row">{ &element.name }</th>
                <td>{ state_badge(finding.state) }</td>
                <td>
                    { for words.reasons.iter().map(|reason| html! { <p>{ reason }</p> }) }
                    { for words.changes.iter().map(|change| html! { <p class="below wrong">{ change }</p> }) }
                </td>
            </tr>
        })
    });
    html! { <table class="data"><thead><tr><th scope="col">{ "要件" }</th><th scope="col">{ "状态" }</th><th scope="col">{ "数字和位次" }</th></tr></thead><tbody>{ for rows }</tbody></table> }
}

/// Every known unit with its values and ranks, the own unit first.
fn peers(context: &CheckContext, year: Year) -> Html {
    if let Some(error) = &context.peers_unread {
        return html! { <p class="wrong">{ format!("浏览器里其他单位的填报文件读不出来（{error}），不能排位次。") }</p> };
    }
    if context.peers.is_empty() {
        return html! { <p>{ "浏览器里没有其他单位的填报文件，不能排位次。把别的市的填报文件打开过一次，这里就会列出来。" }</p> };
    }
    let Some(as_of) = context.workspace.entries.as_of else { return Html::default() };
    let own = Peer {
        name: text::unit_name(&context.workspace.entries).to_owned(),
        figures: context.workspace.entries.figures.clone(),
        as_of,
    };
    let all: Vec<Peer> = std::iter::once(own).chain(context.peers.iter().cloned()).collect();
    let elements: Vec<_> = asked(context.rules()).filter(|(_, element)| element.asks != Asks::Authority).collect();
    let rows = all.iter().enumerate().map(|(place, unit)| {
        let others: Vec<_> =
            all.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, peer)| peer.clone()).collect();
        let figures = UnitFigures { figures: &unit.figures, as_of: unit.as_of, year, peers: &others };
        let found = examine(context.rules(), &context.check.answers, Some(&figures));
        let cells = elements.iter().map(|(index, element)| {
            let finding =
                found.get(*index).and_then(|found| found.elements.iter().find(|one| one.element == element.id));
            html! { <td>{ finding.map(value_and_place).unwrap_or_default() }</td> }
        });
        html! { <tr class={(place == 0).then_some("here")}><th scope="row">{ &unit.name }</th>{ for cells }</tr> }
    });
    html! {
        <>
            <table class="data">
                <thead><tr><th scope="col">{ "单位" }</th>{ for elements.iter().map(|(_, element)| html! { <th scope="col">{ &element.name }</th> }) }</tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
            <p class="below">{ format!("并列的同名次，其后跳过（1、1、1、4）；空白的不排。全省共 {} 个单位，这里有 {} 个，名次只在这些单位之间。", context.rules().units.len(), all.len()) }</p>
        </>
    }
}

fn value_and_place(finding: &Finding) -> String {
    let shown = finding.notes.iter().find_map(|note| match note {
        Note::Figure { value, rank, narrower, .. } => {
            Some((format!("{}{}", text::plain(value), if *narrower { "（专利）" } else { "" }), *rank))
        }
        Note::FigureGrowth { growth, rank, .. } => Some((text::signed_percent(&growth.rate()?), *rank)),
        Note::Ratio { numerator, denominator, rank, .. } => Some((text::percent(&(numerator / denominator)), *rank)),
        _ => None,
    });
    match shown {
        Some((value, Some(rank))) => format!("{value}　第 {}", rank.place),
        Some((value, None)) => value,
        None => "空白".to_owned(),
    }
}
