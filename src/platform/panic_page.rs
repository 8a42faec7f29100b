//! The page that reports a stopped program. `static/boot.js` writes it and offers what is in the store, because after
//! a panic nothing of this program may run.

use gloo::utils::window;
use web_sys::{CustomEvent, CustomEventInit};

/// The panic hook that shows this page.
pub fn panic_page() -> impl Fn(&std::panic::PanicHookInfo<'_>) + Send + Sync + 'static {
    |info| {
        let init = CustomEventInit::new();
        init.set_detail(&info.to_string().into());
        if let Ok(event) = CustomEvent::new_with_event_init_dict("zhuanhua-stopped", &init) {
            // If even this fails, nothing is left to do: boot.js also listens for the trap itself.
            let _ = window().dispatch_event(&event);
        }
    }
}
