//! What is shown while something that everything hangs on is missing.

use crate::ui::route::Route;
use yew::prelude::*;
use yew_router::prelude::*;

/// Without a day nothing can be judged.
pub fn ask_as_of(title: &str) -> Html {
    html! {
        <section class="panel">
            <h1>{ title.to_owned() }</h1>
            <p>{ "还没有填“数据截至”，不能判定。" }<Link<Route> to={Route::Figures}>{ "去数据填报填写" }</Link<Route>></p>
        </section>
    }
}
