//! What figures that are only expected come to at the end of the last year that they say something of.

use super::coming::{Coming, closed, expected_from_here};
use crate::domain::attainment::{Assessment, Span, Subject, assess};
use crate::domain::figures::Situation;
use crate::domain::policy::Pack;
use crate::domain::quantity::{Day, Year};
use crate::domain::working::{Verdict, Working};

/// The verdicts then.
pub struct Outcome {
    /// On the first day on which the year is closed.
    closed: Assessment,
    /// On the year's last day, before the next one has begun.
    last_day: Assessment,
}

impl Outcome {
    /// The end of a year, if the figures came out as expected; never a day before today. `None` past the last year
    /// that can be written.
    pub fn of(pack: &Pack, situation: &Situation, coming: &Coming, year: Year) -> Option<Outcome> {
        let on = |day: Day| assess(pack, &expected_from_here(pack, situation, coming, day.max(situation.as_of)));
        Some(Outcome { closed: on(closed(year)?), last_day: on(Day::new(year, 12, 31)?) })
    }

    /// How a row or a goal stands. That nobody supposed anything of the year behind leaves nothing undetermined: it
    /// has not begun.
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
