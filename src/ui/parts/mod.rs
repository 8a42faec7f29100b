//! Pieces that know policy: verdict badge, working tree, reading choice, conflict, grids of fields,
//! what was done, two states side by side, elements of subsidy scopes, size classes, what was typed and not taken.

pub mod ask;
pub mod badge;
pub mod comparison;
pub mod conflict;
pub mod element;
pub mod history;
mod paste_question;
pub mod reading;
pub mod sheet_grid;
pub mod sizing;
pub mod stale;
pub mod working;
