//! What the notice lays down beside its figures: tasks, phases, deadlines, units.

use super::Clause;
use crate::domain::quantity::{Day, Year};

/// One of the notice's tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its number in the notice.
    pub number: u16,
    /// Its heading.
    pub name: String,
    /// Where it stands.
    pub clause: Clause,
    /// 牵头 – departments that lead it.
    pub lead: Vec<String>,
    /// 配合 – departments that cooperate.
    pub cooperating: Vec<String>,
    /// True where the cities are named.
    pub names_cities: bool,
    /// The notice's own words, as of a row.
    pub wording: String,
}

/// What the notice lays on the units themselves, beside its tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Key in files.
    pub id: String,
    /// What is to be done, in our own words.
    pub name: String,
    /// Where it stands.
    pub clause: Clause,
}

/// A stage of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// The year that it fills.
    pub year: Year,
    /// Its name.
    pub name: String,
    /// What it works towards, in a few words.
    pub focus: String,
    /// Where it stands.
    pub clause: Clause,
}

/// A day of each year by which something is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Key in files.
    pub id: String,
    /// What is due.
    pub name: String,
    /// Month and day.
    pub day: (u8, u8),
    /// Years with a day of their own.
    pub exceptions: Vec<(Year, (u8, u8))>,
    /// Where it stands.
    pub clause: Clause,
}

impl Deadline {
    /// The day of a year.
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
    /// The unit that it lies within, by its id, where figures may be counted twice.
    pub within: Option<String>,
}
