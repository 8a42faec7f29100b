//! The app's pages. `kit` knows no policy, `parts` know policy, `pages` has one module for each route; `charts`
//! draw what `chart` laid out.

mod app;
mod charts;
mod commands;
mod document_editor;

mod kit;
mod pages;
mod parts;
mod route;
mod shell;
mod store;

use crate::platform;

/// Mounts the app.
pub fn start() {
    // Through Yew, which would otherwise replace the hook with its own.
    yew::set_custom_panic_hook(Box::new(platform::panic_page()));
    if let Some(root) = gloo::utils::document().get_element_by_id("app") {
        root.set_inner_html("");
        yew::Renderer::<app::App>::with_root(root).render();
    }
}
