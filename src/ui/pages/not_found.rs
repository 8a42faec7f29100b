//! The page for an unknown address.

use crate::ui::route::Route;
use yew::prelude::*;
use yew_router::prelude::*;

/// Says that there is no such page, and links back.
pub fn not_found() -> Html {
    html! {
        <section class="panel">
            <h1>{ "没有这一页" }</h1>
            <p>{ "网址可能抄漏了几个字。" }<Link<Route> to={Route::Start}>{ "回到填报文件" }</Link<Route>></p>
        </section>
    }
}
