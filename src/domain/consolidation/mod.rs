//! 汇总 – consolidation of several units: sums and what they lack, comparison with declared totals, verdicts over
//! the sums, and rankings. All use the day and the readings of the consolidating unit.

mod ranking;
mod score;
mod sum;

pub use ranking::{RankedUnit, RankingMeasure, ranking_measures, rankings};
pub use score::{Formula, RowScore, ScorePart, UnitScore, scores};
pub use sum::{Member, Mismatch, Sum, declared_beside, situation_of_sums, sum_of};
