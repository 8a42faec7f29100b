//! Shown while an entry that every result needs is missing.

use crate::ui::route::Route;
use yew::prelude::*;
use yew_router::prelude::*;

/// Asks for the day of the figures (数据截至); without it nothing can be assessed.
pub fn ask_as_of(title: &str) -> Html {
    html! {
        <section class="panel">
            <h1>{ title.to_owned() }</h1>
            <p>{ "还没有填“数据截至”，不能判定。" }<Link<Route> to={Route::Figures}>{ "去数据填报填写" }</Link<Route>></p>
        </section>
    }
}
