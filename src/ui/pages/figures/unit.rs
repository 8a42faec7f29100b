//! The reporting unit, its level and its day.

use crate::domain::figures::Level;
use crate::domain::quantity::Day;
use crate::packs::OpenPack;
use crate::platform::{count_drawn, today};
use crate::text;
use crate::ui::kit::field::Field;
use crate::ui::store::{Assessed, use_dispatch};
use crate::workspace::{Action, Event, Field as EntryField};
use std::rc::Rc;
use yew::prelude::*;

/// Props of the panel: only what it shows, so that typing a figure does not redraw it.
#[derive(Clone, PartialEq, Properties)]
pub struct UnitPanelProps {
    /// The pack, which offers units and years.
    pub pack: Rc<OpenPack>,
    /// 填报单位
    pub unit: AttrValue,
    /// The level of assessment.
    pub level: Level,
    /// The reporting day in force.
    pub as_of: Option<Day>,
    /// The text of the day's field.
    pub as_of_text: AttrValue,
    /// Why that text was not understood.
    pub problem: Option<AttrValue>,
}

/// The panel for a workspace.
pub fn unit_panel_of(assessed: &Assessed) -> Html {
    let (workspace, pack) = (&assessed.workspace, assessed.rules());
    let typed = workspace.not_understood.get(&EntryField::AsOf).cloned();
    let as_of = workspace.entries.as_of;
    let as_of_text = typed.unwrap_or_else(|| as_of.map(|day| day.to_string()).unwrap_or_default());
    let problem = text::typed_problem(pack, workspace, &EntryField::AsOf).map(AttrValue::from);
    html! {
        <UnitPanel pack={Rc::clone(&assessed.pack)} unit={workspace.entries.unit.clone()}
            level={workspace.entries.level} {as_of} {as_of_text} {problem} />
    }
}

/// The panel at the top of the page.
#[component(UnitPanel)]
pub fn unit_panel(props: &UnitPanelProps) -> Html {
    count_drawn("unit panel");
    let UnitPanelProps { pack, unit, level: chosen, as_of, as_of_text, problem } = props;
    let pack = &pack.pack;
    let on = use_dispatch();
    let day = |label: &'static str, day: String| {
        let on = on.reform(move |_: MouseEvent| Event::Edited(Action::AsOfTyped(day.clone())));
        html! { <button type="button" class="quiet" onclick={on}>{ label }</button> }
    };
    let year_ends = pack.plan_years().map(|year| {
        let on = on.reform(move |_: MouseEvent| {
            Event::Edited(Action::AsOfTyped(format!("{}-01-31", year.number().saturating_add(1))))
        });
        html! { <button type="button" class="quiet" onclick={on}>{ format!("{year}年已结束") }</button> }
    });
    let level = |level: Level, label: &'static str, id: &'static str| {
        let on = on.reform(move |_: yew::Event| Event::Edited(Action::LevelChosen(level)));
        html! {
            <label for={id}><input {id} type="radio" name="level" checked={*chosen == level} onchange={on} />{ label }</label>
        }
    };
    html! {
        <section class="panel unit-panel" aria-label="填报单位">
            <Field id="unit" label="填报单位" text={unit} hint="可从列表选，也可直接写区县名"
                offers={pack.units.iter().map(|unit| AttrValue::from(unit.name.clone())).collect::<Vec<_>>()}
                on_text={on.reform(|text| Event::Edited(Action::UnitNamed(text)))} />
            <fieldset class="field level">
                <legend>{ "层级" }</legend>
                { level(Level::City, "市、区县（按分配的目标）", "level-city") }
                { level(Level::Province, "省（按文件的指标）", "level-province") }
            </fieldset>
            <div class="as-of">
                <Field id="as-of" label="数据截至" text={as_of_text} {problem}
                    hint="年、月、日，如 2022-09-30。哪些年已结束、哪一年还没完，由它决定"
                    on_text={on.reform(|text| Event::Edited(Action::AsOfTyped(text)))} />
                <div class="shortcuts">{ for year_ends }{ day("今天", today()) }</div>
            </div>
            { for as_of.filter(|day| day.is_late_in_year()).map(|day| {
                let year = day.year();
                let next = format!("{}-01-01", year.number().saturating_add(1));
                let close = on.reform(move |_: MouseEvent| Event::Edited(Action::AsOfTyped(next.clone())));
                html! {
                    <p class="ask" role="status">
                        { format!("到 {day}，{year}年按还没有结束算。全年的数已经齐了，请点 ") }
                        <button type="button" id="year-over" onclick={close}>{ format!("{year}年已结束") }</button>
                    </p>
                }
            }) }
            if as_of.is_none() {
                <p class="ask" role="status">{ "请先填“数据截至”：没有它不能判定。" }</p>
            }
        </section>
    }
}
