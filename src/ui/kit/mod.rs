//! Fields, grid, confirmation, file button, icons, keys, long lists. Knows no policy.

pub mod badge;
pub mod confirm;
pub mod field;
pub mod file_button;
pub mod grid;
pub mod icon;
pub mod keys;
pub mod latest_callback;
pub mod pager;
pub mod segment;
pub mod select;
pub mod view;
