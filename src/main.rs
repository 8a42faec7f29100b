//! Mounts the app and the panic page; nothing else.

fn main() {
    #[cfg(target_arch = "wasm32")]
    zhuanhua::ui::start();
}
