//! Fields for days, which keep a text that is no day.

use super::PlanContext;
use crate::text;
use crate::ui::kit::field::Field;
use crate::workspace::plan::TypedDay;
use crate::workspace::{Action, Event, PlanChange};
use yew::prelude::*;

/// The day that the plan was filed.
pub fn filed_field(context: &PlanContext) -> Html {
    let on_text = changed(context, PlanChange::Filed);
    day_field("plan-filed", "实际报送日", &context.plan.filed, false, on_text)
}

/// A field for a day.
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

/// Makes a text a change of the year's plan.
pub fn changed(context: &PlanContext, change: impl Fn(String) -> PlanChange + 'static) -> Callback<String> {
    let year = context.year;
    context.on.reform(move |text: String| Event::Edited(Action::Planned(year, change(text))))
}

/// Makes a click a change of the year's plan.
pub fn clicked(context: &PlanContext, change: impl Fn() -> PlanChange + 'static) -> Callback<MouseEvent> {
    let year = context.year;
    context.on.reform(move |_: MouseEvent| Event::Edited(Action::Planned(year, change())))
}
