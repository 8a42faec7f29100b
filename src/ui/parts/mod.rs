//! Pieces that know policy: verdict badge, working tree, reading choice, contradictions, grids of fields, history,
//! comparison of two states, elements of subsidy scopes, size classes, typed text that was not accepted.

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
