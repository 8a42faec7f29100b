//! What a notice sets out, as data: series, rules, readings, clauses, conflicts and the plan's tasks. Knows no
//! unit's figures. `Pack::check` finds what is inconsistent or incomplete.

mod check;
mod id;
mod pack;
mod plan;
mod reading;
mod rule;
mod scope;
mod series;

pub use check::{Fault, FaultKind, Location};
pub use id::{GoalId, OptionId, PackId, ReadingId, RowId, SeriesId, StatementId};
pub use pack::{Conflict, Goal, Pack, Row, Statement};
pub use plan::{Deadline, Duty, Phase, PlanUnit, Task};
pub use reading::{Choice, GrowthMethod, Meaning, Pairing, Reading, ReadingKind, ReadingOption, Readings, SharePeriod};
pub use rule::{Clause, GoalPart, Rule, TargetKind, When};
pub use scope::{
    Asks, Condition, Element, Evidence, Limit, Measure, Mode, Parameter, Scope, Side, SubjectKind, Supplier,
};
pub use series::{Bound, Kind, Over, Series};
