//! 企业 – what is known of a firm beside the notice: its size class by the statistical standard, and
//! the codes by which it and its patents are named. Knows no scope of the notice and no figure of a unit.

pub mod code;
mod size;

pub use size::{Indicated, Indicator, Industry, Limits, Move, SizeClass, SizeFigures, Sizing, classify};
