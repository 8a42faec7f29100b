//! The months or quarters of a year, next to those of the year before.

use super::view;
use crate::chart::{Running, of_course};
use crate::domain::figures::course;
use crate::domain::policy::{Kind, SeriesId};
use crate::domain::quantity::{Grain, Year};
use crate::ui::kit::segment::segment;
use crate::ui::store::Assessed;
use crate::workspace::Event;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct CourseProps {
    pub assessed: Rc<Assessed>,
    pub series: SeriesId,
    pub on: Callback<Event>,
}

/// The chart of a series; empty if it was entered by years only.
#[component(CourseView)]
pub fn course_view(props: &CourseProps) -> Html {
    let CourseProps { assessed, series, on } = props;
    let chosen = use_state(|| None::<Year>);
    let running = use_state(|| Running::Each);
    let (Some(verdicts), Some(series)) = (&assessed.verdicts, assessed.rules().series_of(series)) else {
        return Html::default();
    };
    let figures = &verdicts.situation.figures;
    let years: Vec<(Year, Grain)> = assessed
        .rules()
        .figure_years()
        .filter_map(|year| Some((year, figures.grain(&series.id, year).filter(|grain| *grain != Grain::Year)?)))
        .collect();
    let Some((year, grain)) = years.iter().copied().find(|(year, _)| Some(*year) == *chosen).or(years.last().copied())
    else {
        return Html::default();
    };
    let as_of = verdicts.situation.as_of;
    // Figures at a point in time are not added up.
    let shown = if series.kind == Kind::Flow { *running } else { Running::Each };
    let plot = of_course(series, year, &course(figures, series, year, grain, Some(as_of)), shown, as_of);
    let choose_year = |of: Year| {
        let chosen = chosen.clone();
        segment(format!("{of}年"), of == year, Callback::from(move |_: MouseEvent| chosen.set(Some(of))))
    };
    let choose_running = |of: Running, words: &'static str| {
        let running = running.clone();
        segment(words, of == *running, Callback::from(move |_: MouseEvent| running.set(of)))
    };
    html! {
        <div class="course">
            <div class="course-choices">
                <div class="segments" role="group" aria-label="看哪一年">{ for years.iter().map(|(year, _)| choose_year(*year)) }</div>
                if series.kind == Kind::Flow {
                    <div class="segments" role="group" aria-label="本期还是累计">
                        { choose_running(Running::Each, "本期") }{ choose_running(Running::Since, "累计") }
                    </div>
                }
            </div>
            { view(assessed, plot, on) }
        </div>
    }
}
