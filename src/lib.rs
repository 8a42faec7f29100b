//! 转化自评
pub mod chart;
pub mod domain;
pub mod exchange;
pub mod packs;
pub mod text;
pub mod workspace;

#[cfg(target_arch = "wasm32")]
pub mod platform;
#[cfg(target_arch = "wasm32")]
pub mod ui;
