//! Verdicts under projections, at the end of the last year that they cover.

use super::projection::{Projection, closed, expected_from_here};
use crate::domain::attainment::{Assessment, Span, Subject, assess};
use crate::domain::figures::Situation;
use crate::domain::policy::Pack;
use crate::domain::quantity::{Day, Year};
use crate::domain::working::{Verdict, Working};

/// The verdicts at the end of a year.
pub struct Outcome {
    /// On the first day on which the year is closed.
    closed: Assessment,
    /// On the year's last day, before the next one has begun.
    last_day: Assessment,
}

impl Outcome {
    /// Assesses the end of a year as projected; never a day before today. `None` for the year 9999.
    pub fn of(pack: &Pack, situation: &Situation, projection: &Projection, year: Year) -> Option<Outcome> {
        let on = |day: Day| assess(pack, &expected_from_here(pack, situation, projection, day.max(situation.as_of)));
        Some(Outcome { closed: on(closed(year)?), last_day: on(Day::new(year, 12, 31)?) })
    }

    /// The working of a row or a goal. If the whole period is undetermined once the year is closed, the year's
    /// last day counts: the next year has not begun then, so that its missing projection does not matter.
    pub fn working(&self, subject: &Subject, span: Span) -> Option<&Working> {
        let is_unknown = |working: &Working| matches!(working.verdict, Verdict::Undetermined(_));
        match (of(&self.closed, subject, span), of(&self.last_day, subject, span)) {
            (Some(closed), Some(last_day)) if is_unknown(closed) && span == Span::Whole => Some(last_day),
            (closed, _) => closed,
        }
    }
}

fn of<'a>(assessment: &'a Assessment, subject: &Subject, span: Span) -> Option<&'a Working> {
    match subject {
        Subject::Row(row) => assessment.row(row)?.of(span),
        Subject::Goal(goal) => assessment.goal(goal),
    }
}
