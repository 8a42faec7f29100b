//! 数据填报 – the unit, the day, the figures, and what was allotted and stated.

mod allotted;
mod entry;
mod stated;
mod who;

use crate::text;
use crate::ui::kit::grid::cell_id;
use crate::ui::kit::icon::icon;
use crate::ui::state::OpenProps;
use crate::workspace::Field;
use gloo::utils::document;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// The page.
#[component(FiguresPage)]
pub fn figures_page(props: &OpenProps) -> Html {
    let OpenProps { findings, state } = props;
    html! {
        <>
            <h1 class="hidden">{ "数据填报" }</h1>
            { who::who(findings, &state.on) }
            { entry::figures_panel(findings, &state.on) }
            // Below the grid, so that a cell under the hands does not jump away.
            { problems(props) }
            { allotted::targets_panel(findings, &state.on) }
            { stated::statements_panel(findings, &state.on) }
            { stated::not_applicable_panel(findings, &state.on) }
        </>
    }
}

/// Everything that was not understood or looks wrong, each with a way to its field.
fn problems(props: &OpenProps) -> Html {
    let (workspace, pack) = (&props.findings.workspace, props.findings.rules());
    let not_understood = workspace.not_understood.iter().filter_map(|(field, typed)| {
        let problem = text::typed_problem(pack, workspace, field)?;
        let shown: String = typed.chars().take(40).collect();
        let place = text::field_name(pack, field);
        let line = format!("{place}的“{shown}”：{}", problem);
        Some(html! { <li>{ icon("warning") }{ line }{ for way_to(props, field) }</li> })
    });
    let doubts = props.findings.assessed.iter().flat_map(|assessed| &assessed.doubts);
    let doubts = doubts.map(|doubt| html! { <li>{ icon("warning") }{ text::doubt_sentence(pack, doubt) }</li> });
    let lines: Vec<_> = not_understood.chain(doubts).collect();
    if lines.is_empty() {
        return Html::default();
    }
    html! {
        <section class="panel problems" aria-label="需要核对">
            <h2>{ format!("需要核对（{}）", lines.len()) }</h2>
            <ul>{ for lines }</ul>
        </section>
    }
}

/// A button that goes to the field.
fn way_to(props: &OpenProps, field: &Field) -> Option<Html> {
    let id = match field {
        Field::AsOf => "as-of".to_owned(),
        Field::Figure(series, period) => {
            let place = entry::place_of(props.findings.rules(), series, period.year())?;
            cell_id(entry::GRID, place.0, place.1)
        }
        Field::Target(row, slot) => {
            let place = allotted::place_of(props.findings.rules(), row, *slot)?;
            cell_id(allotted::GRID, place.0, place.1)
        }
    };
    let go = Callback::from(move |_: MouseEvent| {
        let element = document().get_element_by_id(&id);
        if let Some(field) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Nothing follows from a focus that the browser refuses.
            let _ = field.focus();
        }
    });
    Some(html! { <button type="button" class="quiet" onclick={go}>{ "去改" }</button> })
}
