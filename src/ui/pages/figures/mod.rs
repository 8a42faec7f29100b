//! 数据填报 – the unit, the day, the figures, the allocated targets and the statements.

mod grid;
mod layout;
mod sources;
mod statements;
mod status;
mod targets;
mod unit;

use crate::domain::figures::{Accumulation, Doubt, DoubtKind};
use crate::domain::policy::{Pack, SeriesId};
use crate::domain::quantity::{Period, TypedError};
use crate::platform::{Draft, count_drawn, keep_draft, kept_draft, remember_view, remembered_view};
use crate::text;
use crate::ui::kit::grid::{Selection, cell_id, focus_cell};
use crate::ui::kit::icon::icon;
use crate::ui::kit::latest_callback::use_latest_callback;
use crate::ui::pages::subsidy::draft_question;
use crate::ui::store::{OpenProps, use_dispatch};
use crate::workspace::{Action, Event, Field, TypedProblem, Workspace, problem_of, problem_with};
use gloo::utils::document;
use grid::FiguresPanel;
use layout::GridLayout;
use statements::{NotApplicablePanel, StatementsPanel};
use std::rc::Rc;
use targets::TargetsPanel;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// The page.
#[component(FiguresPage)]
pub fn figures_page(props: &OpenProps) -> Html {
    let OpenProps { assessed } = props;
    let on = use_dispatch();
    let (pack, entries) = (assessed.rules(), &assessed.workspace.entries);
    let view = use_state(|| remembered_view().map_or(GridLayout::Years, |word| GridLayout::from_word(&word, pack)));
    let selection = use_state(Selection::default);
    let opened = use_state(|| false);
    let draft = use_state(|| None::<Draft>);
    // The cell to focus once the layout that contains it is drawn.
    let wanted = use_state(|| None::<(usize, usize)>);
    {
        let (draft, assessed) = (draft.setter(), assessed.clone());
        use_effect_with(assessed.workspace.id.clone(), move |id| {
            // Do not ask about text that was committed at the last moment.
            let taken = |kept: &Draft| {
                let action = Field::from_key(&kept.field).map(|field| Action::typed(field, kept.text.clone()));
                action.is_some_and(|action| action.apply(&assessed.workspace, assessed.rules()).is_none())
            };
            // The page of a self-check asks about its own drafts.
            let here = |kept: &Draft| draft_question(&kept.field).is_none() && !taken(kept);
            draft.set(kept_draft(id).filter(here));
        });
    }
    {
        let clear = wanted.setter();
        use_effect_with(*wanted, move |wanted| {
            if let Some(place) = *wanted {
                focus_cell(layout::GRID, place);
                clear.set(None);
            }
        });
    }
    let on_view = {
        let (view, selection) = (view.setter(), selection.setter());
        use_latest_callback(move |chosen: GridLayout| {
            remember_view(&chosen.word());
            selection.set(Selection::default());
            view.set(chosen);
        })
    };
    let go_to = {
        let (assessed, on_view, wanted, selection) =
            (assessed.clone(), on_view.clone(), wanted.setter(), selection.setter());
        use_latest_callback(move |(series, period): (SeriesId, Period)| {
            let view = GridLayout::of(period);
            on_view.emit(view);
            if let Some(place) = view.place_of(assessed.rules(), &series, period) {
                selection.set(Selection::one(place));
                wanted.set(Some(place));
            }
        })
    };
    let on_open = {
        let (opened, at) = (opened.setter(), selection.at);
        use_latest_callback(move |open: bool| {
            opened.set(open);
            if open {
                // Wait until the drawer is drawn. Then focus its field for the unit's own figure, and keep the cell
                // in view.
                let show = move || {
                    show_above(&format!("#{}", cell_id(layout::GRID, at.0, at.1)));
                    if !focus_in("#said-own-unsaid") {
                        focus_in("#details input[type=text]");
                    }
                };
                gloo::timers::callback::Timeout::new(0, show).forget();
            }
        })
    };
    let on_select = {
        let selection = selection.setter();
        use_latest_callback(move |selected| selection.set(selected))
    };
    count_drawn("figures page");
    html! {
        <>
            <h1 class="hidden">{ "数据填报" }</h1>
            { for draft.as_ref().map(|kept| unfinished(props, kept, &draft, &on)) }
            { unit::unit_panel_of(assessed) }
            <FiguresPanel assessed={assessed.clone()} view={*view} {on_view} selection={*selection} {on_select}
                opened={*opened} {on_open} on={on.clone()} />
            // Below the grid, so that a cell that is being edited does not move.
            { problems(props, &go_to, &on) }
            <TargetsPanel assessed={assessed.clone()} on={on.clone()} />
            <StatementsPanel pack={Rc::clone(&assessed.pack)} answers={entries.statements.clone()} />
            <NotApplicablePanel pack={Rc::clone(&assessed.pack)} level={entries.level} reasons={entries.not_applicable.clone()} />
        </>
    }
}

/// A draft left when the page closed: shown, and entered only if the person agrees.
fn unfinished(props: &OpenProps, kept: &Draft, draft: &UseStateHandle<Option<Draft>>, on: &Callback<Event>) -> Html {
    let put_away = {
        let (draft, id) = (draft.setter(), props.assessed.workspace.id.clone());
        move || {
            keep_draft(&id, None);
            draft.set(None);
        }
    };
    // A draft of a grid field can be entered from here. Any other field is only named, so that the text can be
    // copied.
    let field = Field::from_key(&kept.field);
    let name = match &field {
        Some(field) => text::field_name(props.assessed.rules(), field),
        None => format!("“{}”", kept.field),
    };
    let take = field.map(|field| {
        let (put_away, on, typed) = (put_away.clone(), on.clone(), kept.text.clone());
        let take = Callback::from(move |_: MouseEvent| {
            put_away();
            on.emit(Event::Edited(Action::typed(field.clone(), typed.clone())));
        });
        html! { <button type="button" onclick={take}>{ "填进去" }</button> }
    });
    html! {
        <div class="notice kept" role="status">
            <p>{ format!("上次离开时，{name}还没有打完：“{}”。没有采用。", kept.text) }</p>
            <div>
                { for take }
                <button type="button" class="quiet" onclick={Callback::from(move |_: MouseEvent| put_away())}>{ "不要了" }</button>
            </div>
        </div>
    }
}

/// Scrolls an element to the top of the window, where nothing covers it.
fn show_above(selector: &str) {
    if let Ok(Some(element)) = document().query_selector(selector) {
        element.scroll_into_view();
    }
}

/// Focuses an element; false if there is none.
fn focus_in(selector: &str) -> bool {
    let element = document().query_selector(selector).ok().flatten();
    element
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}

/// Every text that was not understood and every figure that looks wrong, each with a way to its field.
fn problems(props: &OpenProps, go_to: &Callback<(SeriesId, Period)>, on: &Callback<Event>) -> Html {
    let (workspace, pack) = (&props.assessed.workspace, props.assessed.rules());
    // Text typed into a scenario is reported where it was typed.
    let own = workspace.not_understood.iter().filter(|(field, _)| !matches!(field, Field::Supposed(..)));
    let not_understood = own.filter_map(|(field, typed)| {
        let problem = text::typed_problem(pack, workspace, field)?;
        let shown: String = typed.chars().take(40).collect();
        let place = text::field_name(pack, field);
        let line = format!("{place}的“{shown}”：{}", problem);
        // In a field of percent, 30 may well mean 30 %: offer that with one click.
        let percent = percent_meant(workspace, pack, field, typed).map(|percent| {
            let action = Action::typed(field.clone(), percent.clone());
            let take = on.reform(move |_: MouseEvent| Event::Edited(action.clone()));
            html! { <button type="button" class="quiet" onclick={take}>{ format!("是 {percent}") }</button> }
        });
        Some(html! { <li>{ icon("warning") }{ line }{ for percent }{ way_to(props, field, go_to) }</li> })
    });
    let doubts = props.assessed.verdicts.iter().flat_map(|verdicts| &verdicts.doubts);
    let doubts = doubts.map(|doubt| {
        let ways = remedies(doubt, go_to, on);
        html! { <li>{ icon("warning") }{ text::doubt_sentence(pack, doubt) }{ ways }</li> }
    });
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

/// The text with a percent sign added, if only the sign is missing.
fn percent_meant(workspace: &Workspace, pack: &Pack, field: &Field, typed: &str) -> Option<String> {
    let lacks = problem_of(workspace, pack, field)? == TypedProblem::Number(TypedError::PercentSign);
    let percent = format!("{}%", typed.trim());
    (lacks && problem_with(pack, field, &percent).is_none()).then_some(percent)
}

fn quiet_button(words: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="quiet" {onclick}>{ words }</button> }
}

/// Buttons that resolve a doubt.
fn remedies(doubt: &Doubt, go_to: &Callback<(SeriesId, Period)>, on: &Callback<Event>) -> Html {
    let series = doubt.series.clone();
    let did = |words: &'static str, action: Action| {
        quiet_button(words, on.reform(move |_: MouseEvent| Event::Edited(action.clone())))
    };
    let go = doubt.period.map(|period| {
        let series = series.clone();
        quiet_button("去看", go_to.reform(move |_: MouseEvent| (series.clone(), period)))
    });
    let remedy = match (&doubt.kind, doubt.period) {
        (DoubtKind::MaybeCumulative, _) => {
            Some(did("改为累计", Action::AccumulationChosen(series, Accumulation::Cumulative)))
        }
        (DoubtKind::CumulativeFalls, _) => {
            Some(did("改为本期", Action::AccumulationChosen(series, Accumulation::Current)))
        }
        (DoubtKind::DiffersFromPeriods { .. }, Some(period)) => {
            Some(did("去掉全年数，用各期的", Action::FigureTyped(series, period, String::new())))
        }
        (DoubtKind::Hole, Some(period)) => Some(did("填 0", Action::FigureTyped(series, period, "0".to_owned()))),
        _ => None,
    };
    html! { <>{ for remedy }{ for go }</> }
}

/// A button that goes to the field.
fn way_to(props: &OpenProps, field: &Field, go_to: &Callback<(SeriesId, Period)>) -> Html {
    let id = match field {
        Field::Figure(series, period) | Field::Observed(series, period, _) | Field::ObservedOn(series, period, _) => {
            let (series, period) = (series.clone(), *period);
            return quiet_button("去改", go_to.reform(move |_: MouseEvent| (series.clone(), period)));
        }
        Field::Supposed(..) => return Html::default(),
        Field::AsOf => "#as-of".to_owned(),
        Field::RevisedOn(index) => format!("#revision-{index}-day"),
        Field::Target(row, slot) => match targets::place_of(props.assessed.rules(), row, *slot) {
            Some(place) => format!("#{}", cell_id(targets::GRID, place.0, place.1)),
            None => return Html::default(),
        },
    };
    quiet_button(
        "去改",
        Callback::from(move |_: MouseEvent| {
            focus_in(&id);
        }),
    )
}
