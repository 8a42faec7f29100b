//! Runs the worker that writes documents; nothing else.

fn main() {
    #[cfg(target_arch = "wasm32")]
    zhuanhua::worker::serve();
}
