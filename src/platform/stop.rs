//! The page that says what happened when the program stopped. It is written by `static/boot.js`,
//! which also offers what is in the store: after a panic nothing of this program may run.

use gloo::utils::window;
use web_sys::{CustomEvent, CustomEventInit};

/// What happens in a panic: that page is shown.
pub fn panic_page() -> impl Fn(&std::panic::PanicHookInfo<'_>) + Send + Sync + 'static {
    |info| {
        let init = CustomEventInit::new();
        init.set_detail(&info.to_string().into());
        if let Ok(event) = CustomEvent::new_with_event_init_dict("zhuanhua-stopped", &init) {
            // Nothing is left to do if even this fails: boot.js also listens for the trap itself.
            let _ = window().dispatch_event(&event);
        }
    }
}
