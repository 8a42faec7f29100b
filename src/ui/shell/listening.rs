//! Listeners on the whole window: dropped files, return to this tab, keys, leaving.

use crate::ui::commands::{Commands, use_commands};
use crate::ui::kit::keys::key_of;
use crate::ui::kit::latest_callback::use_latest_callback;
use crate::ui::store::{use_dispatch, use_open, use_saving};
use crate::workspace::Event;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{BeforeUnloadEvent, DataTransfer, DragEvent, File, HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// Listens as long as the app runs; draws only the hint while files are dragged over the page.
#[component(Listeners)]
pub(super) fn listeners() -> Html {
    let (open, saving, dispatch, commands) = (use_open(), use_saving(), use_dispatch(), use_commands());
    let dragging = use_state(|| false);
    {
        let dispatch = dispatch.clone();
        use_effect_with((), move |()| undo_keys(dispatch));
    }
    let has_work = open.as_ref().is_some_and(|open| open.history.present().has_work());
    let is_unsaved = saving.would_lose(has_work);
    use_effect_with(is_unsaved, |unsaved| {
        let asking = ask_before_leaving(*unsaved);
        move || drop(asking)
    });
    let dropping = commands.clone();
    let on_files = use_latest_callback(move |files: Vec<File>| dropped(files, &dropping));
    let on_look = use_latest_callback(move |()| {
        if let Some(open) = &open {
            commands.look_for_newer(&open.history.present().id);
        }
    });
    {
        let dragging = dragging.setter();
        use_effect_with((), move |()| {
            let listeners = [drop_target(on_files, dragging), no_dragged_text(), newer_elsewhere(on_look)];
            move || drop(listeners)
        });
    }
    html! {
        if *dragging { <div class="dropping">{ "松开即打开：填报文件（.zhuanhua.json）、自查文件（.zicha.json）或口径包（.toml）" }</div> }
    }
}

/// Opens files dropped anywhere; without this the browser would open them in place of the app.
fn drop_target(on_files: Callback<Vec<File>>, dragging: UseStateSetter<bool>) -> Vec<EventListener> {
    let options = EventListenerOptions::enable_prevent_default;
    let brings_files = |event: &web_sys::Event| {
        let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
        data.is_some_and(|data| has_files(&data))
    };
    let over = {
        let dragging = dragging.clone();
        EventListener::new_with_options(&window(), "dragover", options(), move |event| {
            if brings_files(event) {
                event.prevent_default();
                dragging.set(true);
            }
        })
    };
    let left = {
        let dragging = dragging.clone();
        EventListener::new(&window(), "dragleave", move |event| {
            // A drag that leaves one element for another has not left the page.
            if event.dyn_ref::<DragEvent>().is_some_and(|event| event.related_target().is_none()) {
                dragging.set(false);
            }
        })
    };
    let dropped = EventListener::new_with_options(&window(), "drop", options(), move |event| {
        if !brings_files(event) {
            return;
        }
        event.prevent_default();
        dragging.set(false);
        let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
        let Some(files) = data.and_then(|data| data.files()) else { return };
        let files: Vec<File> = (0..files.length()).filter_map(|index| files.get(index)).collect();
        // Text being typed belongs to what is open now: commit it first, and draw it.
        leave_field();
        let on_files = on_files.clone();
        Timeout::new(0, move || on_files.emit(files)).forget();
    });
    vec![over, left, dropped]
}

/// Selected text can be neither dragged out of its field nor dropped into one: a drag selects, and a figure stays
/// where it was typed.
fn no_dragged_text() -> Vec<EventListener> {
    let refuse = |kind: &'static str| {
        let options = EventListenerOptions {
            phase: gloo::events::EventListenerPhase::Capture,
            ..EventListenerOptions::enable_prevent_default()
        };
        EventListener::new_with_options(&window(), kind, options, move |event| {
            let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
            let Some(data) = data.filter(|data| !has_files(data)) else { return };
            event.prevent_default();
            data.set_drop_effect("none");
        })
    };
    ["dragstart", "dragenter", "dragover", "drop"].map(refuse).into_iter().collect()
}

fn leave_field() {
    if let Some(field) = document().active_element().and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        // A field that refuses to blur commits its text when it is left.
        let _ = field.blur();
    }
}

fn has_files(data: &DataTransfer) -> bool {
    data.types().includes(&"Files".into(), 0)
}

/// Opens one dropped file; several go to the desk.
fn dropped(files: Vec<File>, commands: &Commands) {
    match files.as_slice() {
        [file] => commands.open_file(file.clone()),
        _ => commands.take_in(files),
    }
}

/// Checks whether another tab saved something newer, whenever the person comes back to this tab.
fn newer_elsewhere(on_look: Callback<()>) -> Vec<EventListener> {
    let seen = on_look.clone();
    vec![
        EventListener::new(&window(), "focus", move |_| on_look.emit(())),
        EventListener::new(&document(), "visibilitychange", move |_| {
            if !document().hidden() {
                seen.emit(());
            }
        }),
    ]
}

/// Ctrl+Z and Ctrl+Y everywhere except in text being typed.
fn undo_keys(on: Callback<Event>) -> impl FnOnce() {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&window(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let typing =
            event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()).is_some_and(|target| {
                target.dataset().get("typing").is_some() || matches!(target.tag_name().as_str(), "TEXTAREA")
            });
        if typing || !(event.ctrl_key() || event.meta_key()) {
            return;
        }
        let Some(key) = key_of(event) else { return };
        let what = match (key.to_lowercase().as_str(), event.shift_key()) {
            ("z", false) => Event::Undone,
            ("y", _) | ("z", true) => Event::Redone,
            _ => return,
        };
        event.prevent_default();
        on.emit(what);
    });
    move || drop(listener)
}

/// Asks before the person leaves while something is unsaved or still being typed, for as long as the listener
/// lives.
fn ask_before_leaving(unsaved: bool) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "beforeunload", options, move |event| {
        let typing = document().query_selector("[data-typing]").is_ok_and(|field| field.is_some());
        if !unsaved && !typing {
            return;
        }
        event.prevent_default();
        if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
            event.set_return_value("还有内容没有保存");
        }
    })
}
