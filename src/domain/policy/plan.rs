//! What the notice sets besides figures: tasks, phases, deadlines, units.

use super::Clause;
use crate::domain::quantity::{Day, Year};

/// One of the notice's tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its number in the notice.
    pub number: u16,
    /// Its heading.
    pub name: String,
    /// Clause of the notice.
    pub clause: Clause,
    /// 牵头 – departments that lead it.
    pub lead: Vec<String>,
    /// 配合 – departments that cooperate.
    pub cooperating: Vec<String>,
    /// True if the task names the cities.
    pub names_cities: bool,
    /// Wording of the notice, as in [`Row::wording`](super::Row::wording).
    pub wording: String,
}

/// A duty of the reporting units themselves, besides the tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Key in files.
    pub id: String,
    /// What is to be done, in our own words.
    pub name: String,
    /// Clause of the notice.
    pub clause: Clause,
}

/// A phase of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Its year.
    pub year: Year,
    /// Its name.
    pub name: String,
    /// Its focus, in a few words.
    pub focus: String,
    /// Clause of the notice.
    pub clause: Clause,
}

/// A yearly deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Key in files.
    pub id: String,
    /// What is due.
    pub name: String,
    /// Month and day.
    pub day: (u8, u8),
    /// Years with a different day.
    pub exceptions: Vec<(Year, (u8, u8))>,
    /// Clause of the notice.
    pub clause: Clause,
}

impl Deadline {
    /// The deadline in that year; `None` if the year has no such day.
    pub fn of(&self, year: Year) -> Option<Day> {
        let own = self.exceptions.iter().find(|(exception, _)| *exception == year);
        let (month, day) = own.map_or(self.day, |(_, day)| *day);
        Day::new(year, month, day)
    }
}

/// A unit that reports under the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanUnit {
    /// Key in files.
    pub id: String,
    /// Chinese name.
    pub name: String,
    /// Id of the unit that it belongs to, if any: figures may then be counted twice.
    pub within: Option<String>,
}
