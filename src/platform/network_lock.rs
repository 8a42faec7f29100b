//! 可断网 – the network lock: once everything is loaded, the page forbids itself any connection.

use gloo::utils::document;

/// Adds a content security policy that allows no connection; true if the page has it.
pub fn lock_network() -> bool {
    let Some(head) = document().head() else { return false };
    let Ok(meta) = document().create_element("meta") else { return false };
    let set = meta
        .set_attribute("http-equiv", "Content-Security-Policy")
        .and_then(|()| meta.set_attribute("content", "connect-src 'none'; form-action 'none'"));
    let closed = set.is_ok() && head.append_child(&meta).is_ok();
    // The policy outlives its element. The element must go: a copy of this page saved by the browser would contain
    // it, and would look alive although nothing in it may run.
    meta.remove();
    closed
}
