//! 日历 – what is due in a year, by day: the notice's deadlines, the year's end, measures; and reports that were
//! sent.

use super::{Progress, WorkPlan};
use crate::domain::policy::{Asks, Deadline, Pack};
use crate::domain::quantity::{Day, Year};

/// An entry of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The day.
    pub day: Day,
    /// What it is.
    pub of: EntryOf,
    /// Its state.
    pub due_state: DueState,
}

/// What an entry is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryOf {
    /// A deadline of the notice, by its id.
    Deadline(String),
    /// The last day that counts for the year's verdicts.
    YearEnd,
    /// A measure, by its id.
    Measure(String),
    /// A report that was sent, by its id.
    Report(String),
}

/// The state of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueState {
    /// Done; the day if it is known. As far as is known, in time.
    Done(Option<Day>),
    /// Done late, on that day.
    DoneLate(Day),
    /// Not done, and the day has passed.
    Overdue,
    /// The day has not passed.
    ToCome,
}

/// All entries of a year's plan, by day; abandoned measures are left out.
pub fn calendar(pack: &Pack, plan: &WorkPlan, year: Year, as_of: Option<Day>) -> Vec<Entry> {
    let open = |day: Day| if as_of.is_some_and(|as_of| as_of > day) { DueState::Overdue } else { DueState::ToCome };
    let mut entries = Vec::new();
    for deadline in &pack.deadlines {
        let Some(day) = deadline.of(year) else { continue };
        let filed = plan.filed.day().filter(|_| is_of_filing(pack, deadline));
        let due_state = match filed {
            Some(filed) if filed > day => DueState::DoneLate(filed),
            Some(filed) => DueState::Done(Some(filed)),
            None => open(day),
        };
        entries.push(Entry { day, of: EntryOf::Deadline(deadline.id.clone()), due_state });
    }
    if let Some(day) = Day::new(year, 12, 31) {
        let due_state = match open(day) {
            DueState::Overdue => DueState::Done(None),
            other => other,
        };
        entries.push(Entry { day, of: EntryOf::YearEnd, due_state });
    }
    for (id, measure) in plan.measures_in_order() {
        if let Some(day) = measure.due.day().filter(|_| measure.progress != Progress::GivenUp) {
            let due_state = if measure.progress == Progress::Done { DueState::Done(None) } else { open(day) };
            entries.push(Entry { day, of: EntryOf::Measure(id.clone()), due_state });
        }
    }
    for (id, report) in plan.reports_in_order() {
        if let Some(day) = report.sent.day() {
            entries.push(Entry { day, of: EntryOf::Report(id.clone()), due_state: DueState::Done(Some(day)) });
        }
    }
    entries.sort_by_key(|entry| entry.day);
    entries
}

/// True for the deadline of filing a plan: the one that a subsidy scope asks about, or the only one.
pub fn is_of_filing(pack: &Pack, deadline: &Deadline) -> bool {
    let asks = |id: &str| {
        let elements = pack.scopes.iter().flat_map(|scope| &scope.elements);
        elements.into_iter().any(|element| matches!(&element.asks, Asks::Filed { deadline, .. } if deadline == id))
    };
    asks(&deadline.id) || pack.deadlines.len() == 1
}

#[cfg(test)]
mod tests {
    use super::super::{MeasureField, PlanChange, Serves};
    use super::*;
    use crate::packs;

    #[test]
    fn what_is_due_stands_in_order_and_says_how_it_stands() {
        let pack = packs::open(packs::BUILT_IN).unwrap().pack;
        let year = Year::new(2021).unwrap();
        let mut plan = WorkPlan::default();
        let id = |name: &str| name.to_owned();
        for change in [
            PlanChange::Filed("2021-06-02".to_owned()),
            PlanChange::MeasureAdded(id("late"), Serves::Own),
            PlanChange::MeasureWritten(id("late"), MeasureField::Due, "2021.4.30".to_owned()),
            PlanChange::MeasureAdded(id("unread"), Serves::Own),
            PlanChange::MeasureWritten(id("unread"), MeasureField::Due, "尽快".to_owned()),
            PlanChange::MeasureAdded(id("given up"), Serves::Own),
            PlanChange::MeasureWritten(id("given up"), MeasureField::Due, "2021-07-01".to_owned()),
            PlanChange::MeasureMoved(id("given up"), Progress::GivenUp),
        ] {
            plan = change.apply(&plan).unwrap();
        }
        let found = calendar(&pack, &plan, year, Day::parse("2021-09-30"));
        let shown: Vec<_> = found.iter().map(|entry| (entry.day.to_string(), entry.due_state)).collect();
        // The notice: 31 May in 2021, 31 March in later years.
        let filed = Day::parse("2021-06-02").unwrap();
        let expect = [
            ("2021-04-30", DueState::Overdue),
            ("2021-05-31", DueState::DoneLate(filed)),
            ("2021-12-31", DueState::ToCome),
        ];
        assert_eq!(shown, expect.map(|(day, due_state)| (day.to_owned(), due_state)));
        assert_eq!(plan.measures["unread"].due.text(), "尽快");
        let next = calendar(&pack, &WorkPlan::default(), year.next().unwrap(), None);
        assert_eq!(next.first().map(|entry| entry.day.to_string()).as_deref(), Some("2022-03-31"));
    }
}
