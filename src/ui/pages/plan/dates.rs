//! Date fields, which keep a text that is not a date.

use super::PlanContext;
use crate::text;
use crate::ui::kit::field::Field;
use crate::workspace::plan::TypedDay;
use crate::workspace::{Action, Event, PlanChange};
use yew::prelude::*;

/// The field for the day on which the plan was filed.
pub fn filed_field(context: &PlanContext) -> Html {
    let on_text = changed(context, PlanChange::Filed);
    day_field("plan-filed", "实际报送日", &context.plan.filed, false, on_text)
}

/// A date field.
pub fn day_field(
    id: impl Into<AttrValue>,
    label: impl Into<AttrValue>,
    day: &TypedDay,
    bare: bool,
    on_text: Callback<String>,
) -> Html {
    let problem = day.is_unread().then_some(AttrValue::from(text::NO_DAY));
    html! { <Field id={id.into()} label={label.into()} {bare} text={day.text().to_owned()} {problem} {on_text} /> }
}

/// A callback that turns a text into a change of the year's plan.
pub fn changed(context: &PlanContext, change: impl Fn(String) -> PlanChange + 'static) -> Callback<String> {
    let year = context.year;
    context.on.reform(move |text: String| Event::Edited(Action::Planned(year, change(text))))
}

/// A callback that turns a click into a change of the year's plan.
pub fn clicked(context: &PlanContext, change: impl Fn() -> PlanChange + 'static) -> Callback<MouseEvent> {
    let year = context.year;
    context.on.reform(move |_: MouseEvent| Event::Edited(Action::Planned(year, change())))
}
