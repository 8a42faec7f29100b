//! Pieces that know policy: verdict badge, working tree, reading choice, conflict.

pub mod ask;
pub mod badge;
pub mod conflict;
pub mod reading;
pub mod working;
