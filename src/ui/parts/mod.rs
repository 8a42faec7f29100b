//! Pieces that know policy: verdict badge, working tree, reading choice, conflict,
//! what was done, two states side by side.

pub mod ask;
pub mod badge;
pub mod comparison;
pub mod conflict;
pub mod history;
pub mod reading;
pub mod working;
