//! 企业 – facts about a firm that do not depend on the notice: its size class under the statistical standard, and
//! the codes that identify it and its patents. Knows no scope of the notice and no figure of a unit.

pub mod code;
mod size;

pub use size::{Indicated, Indicator, Industry, Limits, Move, SizeClass, SizeFigures, Sizing, classify};
