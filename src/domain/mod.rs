//! What the notice means, as pure functions of plain values: no browser, no clock, no floats, no
//! serialisation. Arrows inside run upwards in this list only:
//!
//! - [`quantity`]: exact values, units, periods, named rounding
//! - [`policy`]: packs of rules, readings, clauses; `check()` finds what is not whole
//! - [`figures`]: what a unit entered, and what a year's figure follows from
//! - [`working`]: the why-tree that an assessment returns
//! - [`attainment`]: verdicts, distances, pace

#![deny(clippy::float_arithmetic)]

pub mod attainment;
pub mod figures;
pub mod policy;
pub mod quantity;
pub mod working;
