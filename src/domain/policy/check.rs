//! Finds what is inconsistent or incomplete in a pack: dangling ids, gaps and overlaps in years, thresholds
//! that everybody meets or nobody can. Reports every fault, not only the first.

use super::{
    Asks, Element, Goal, GoalPart, Kind, Limit, Meaning, Pack, Reading, ReadingId, ReadingKind, RowId, Rule, SeriesId,
};
use crate::domain::quantity::{Exact, Year};
use num_traits::{One, Signed};
use std::collections::BTreeSet;

/// The longest plan that a pack may have, in years.
const LONGEST_PLAN: usize = 60;
/// The highest growth rate that a pack may have: 100 is 10 000 %.
const HIGHEST_RATE: u32 = 100;

/// A fault in a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it is.
    pub place: Location,
    /// What is wrong.
    pub kind: FaultKind,
}

/// A location in a pack.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// The head of the pack.
    Head,
    /// An entry of a list, by its index from 0.
    Entry(&'static str, usize),
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The base year is not the year before the plan, the plan ends before it begins, or it is too long.
    Years,
    /// An id used twice.
    Duplicate(String),
    /// An id that the pack does not define, after the kind of thing that it should name; or a number missing
    /// from a sequence.
    Dangling(&'static str, String),
    /// A year of the plan without a value.
    YearMissing(Year),
    /// A value for a year outside the plan, or a year given twice.
    YearExtra(Year),
    /// A threshold that everybody meets or nobody can.
    Impossible(String),
    /// A reading of the wrong kind for this rule.
    WrongReading(ReadingId),
    /// Fewer than two options, or an option id used twice.
    Options(ReadingId),
    /// Two series that should have the same unit and kind but do not.
    Unlike(String, String),
    /// A total over a state series, which does not add up.
    TotalOfState(SeriesId),
    /// A rule or a limit that is not allowed there.
    RuleNotHere,
    /// A list that must not be empty.
    Empty(&'static str),
    /// A month and day that not every year has.
    Day(u8, u8),
}

impl Pack {
    /// Every fault; empty if there is none.
    pub fn check(&self) -> Vec<Fault> {
        let mut check = Check { pack: self, faults: Vec::new(), place: Location::Head };
        check.years();
        if self.plan_years().nth(LONGEST_PLAN).is_some() {
            // Every rule would lack thousands of years: this one fault is enough.
            return check.faults;
        }
        check.ids();
        check.bounds();
        check.readings();
        check.rows_and_goals();
        check.conflicts();
        check.plan();
        check.scopes();
        check.faults
    }
}

struct Check<'pack> {
    pack: &'pack Pack,
    faults: Vec<Fault>,
    place: Location,
}

impl Check<'_> {
    fn fault(&mut self, kind: FaultKind) {
        self.faults.push(Fault { place: self.place.clone(), kind });
    }

    fn at(&mut self, list: &'static str, index: usize) {
        self.place = Location::Entry(list, index);
    }

    fn years(&mut self) {
        let pack = self.pack;
        let follows = pack.first_year.previous() == Some(pack.base_year);
        if !follows || pack.first_year > pack.last_year || pack.plan_years().nth(LONGEST_PLAN).is_some() {
            self.fault(FaultKind::Years);
        }
        for (list, empty) in [("series", pack.series.is_empty()), ("row", pack.rows.is_empty())] {
            if empty {
                self.fault(FaultKind::Empty(list));
            }
        }
    }

    fn ids(&mut self) {
        let pack = self.pack;
        self.unique("series", pack.series.iter().map(|series| series.id.as_str()));
        self.unique("reading", pack.readings.iter().map(|reading| reading.id.as_str()));
        self.unique("row", pack.rows.iter().map(|row| row.id.as_str()));
        self.unique("goal", pack.goals.iter().map(|goal| goal.id.as_str()));
        self.unique("statement", pack.statements.iter().map(|statement| statement.id.as_str()));
        self.unique("conflict", pack.conflicts.iter().map(|conflict| conflict.id.as_str()));
        self.unique("deadline", pack.deadlines.iter().map(|deadline| deadline.id.as_str()));
        self.unique("duty", pack.duties.iter().map(|duty| duty.id.as_str()));
        self.unique("evidence", pack.evidence.iter().map(|evidence| evidence.id.as_str()));
        self.unique("unit", pack.units.iter().map(|unit| unit.id.as_str()));
    }

    fn unique<'id>(&mut self, list: &'static str, ids: impl Iterator<Item = &'id str>) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate() {
            if !seen.insert(id) {
                self.at(list, index);
                self.fault(FaultKind::Duplicate(id.to_owned()));
            }
        }
    }

    fn bounds(&mut self) {
        for (index, series) in self.pack.series.iter().enumerate() {
            self.at("series", index);
            if let Some(bound) = &series.at_most {
                self.alike(&series.id, &bound.series);
            }
        }
    }

    fn readings(&mut self) {
        for (index, reading) in self.pack.readings.iter().enumerate() {
            self.at("reading", index);
            let ids: BTreeSet<_> = reading.options.iter().map(|option| &option.id).collect();
            if ids.len() < 2 || ids.len() != reading.options.len() {
                self.fault(FaultKind::Options(reading.id.clone()));
            }
            for option in &reading.options {
                if let Meaning::Substitution(pairs) = &option.meaning {
                    for (from, to) in pairs {
                        self.alike(from, to);
                    }
                }
            }
        }
    }

    /// Both series exist and have the same unit and kind.
    fn alike(&mut self, one: &SeriesId, other: &SeriesId) {
        let known = [self.series(one), self.series(other)];
        if known.contains(&false) {
            return;
        }
        if let (Some(a), Some(b)) = (self.pack.series_of(one), self.pack.series_of(other))
            && (a.unit != b.unit || a.kind != b.kind)
        {
            self.fault(FaultKind::Unlike(one.to_string(), other.to_string()));
        }
    }

    fn series(&mut self, id: &SeriesId) -> bool {
        let known = self.pack.series_of(id).is_some();
        if !known {
            self.fault(FaultKind::Dangling("series", id.to_string()));
        }
        known
    }

    fn row(&mut self, id: &RowId) {
        if self.pack.row(id).is_none() {
            self.fault(FaultKind::Dangling("row", id.to_string()));
        }
    }

    fn reading(&mut self, id: &ReadingId) -> Option<Reading> {
        let found = self.pack.reading(id).cloned();
        if found.is_none() {
            self.fault(FaultKind::Dangling("reading", id.to_string()));
        }
        found
    }

    fn reading_of_kind(&mut self, id: Option<&ReadingId>, kind: ReadingKind) {
        if let Some(id) = id
            && self.reading(id).is_some_and(|reading| reading.kind != kind)
        {
            self.fault(FaultKind::WrongReading(id.clone()));
        }
    }

    fn rows_and_goals(&mut self) {
        let pack = self.pack;
        for (index, row) in pack.rows.iter().enumerate() {
            self.at("row", index);
            self.rule(&row.rule, false);
        }
        for (index, goal) in pack.goals.iter().enumerate() {
            self.at("goal", index);
            self.goal(goal);
        }
    }

    fn goal(&mut self, goal: &Goal) {
        self.rule(&goal.rule, true);
        for id in &goal.substitutions {
            self.reading_of_kind(Some(id), ReadingKind::Substitution);
        }
    }

    fn rule(&mut self, rule: &Rule, in_goal: bool) {
        match rule {
            Rule::MinimumEachYear { series, minimums } => {
                self.series(series);
                for year in self.pack.plan_years() {
                    match minimums.get(&year) {
                        None => self.fault(FaultKind::YearMissing(year)),
                        Some(minimum) if minimum.is_zero() => self.fault(FaultKind::Impossible(minimum.to_string())),
                        Some(_) => {}
                    }
                }
                for year in minimums.keys().filter(|year| !self.pack.plan_years().any(|plan| plan == **year)) {
                    self.fault(FaultKind::YearExtra(*year));
                }
            }
            Rule::MinimumTotal { series, minimum, target_of } => {
                self.series(series);
                if self.pack.series_of(series).is_some_and(|series| series.kind == Kind::State) {
                    self.fault(FaultKind::TotalOfState(series.clone()));
                }
                if minimum.is_zero() {
                    self.fault(FaultKind::Impossible(minimum.to_string()));
                }
                target_of.iter().for_each(|row| self.row(row));
            }
            Rule::Growth { amounts, rate, method, pairing } => {
                self.amounts(amounts);
                if !rate.is_positive() || rate > &Exact::from_integer(HIGHEST_RATE.into()) {
                    self.fault(FaultKind::Impossible(rate.to_string()));
                }
                self.reading_of_kind(method.as_ref(), ReadingKind::Growth);
                self.reading_of_kind(pairing.as_ref(), ReadingKind::Pairing);
            }
            Rule::Share { numerator, denominator, share, period } => {
                self.alike(numerator, denominator);
                if !share.is_positive() || share > &Exact::one() || numerator == denominator {
                    self.fault(FaultKind::Impossible(share.to_string()));
                }
                self.reading_of_kind(period.as_ref(), ReadingKind::SharePeriod);
            }
            Rule::Row(row) if in_goal => self.row(row),
            Rule::Statement(id) if in_goal => {
                if self.pack.statement(id).is_none() {
                    self.fault(FaultKind::Dangling("statement", id.to_string()));
                }
            }
            Rule::Row(_) | Rule::Statement(_) => self.fault(FaultKind::RuleNotHere),
            Rule::All(parts) => {
                if parts.is_empty() {
                    self.fault(FaultKind::Empty("parts"));
                }
                for part in parts {
                    self.part(part, in_goal);
                }
            }
        }
    }

    fn amounts(&mut self, amounts: &[SeriesId]) {
        let Some((first, rest)) = amounts.split_first() else {
            self.fault(FaultKind::Empty("series"));
            return;
        };
        if rest.is_empty() {
            self.series(first);
        }
        for other in rest {
            self.alike(first, other);
        }
        if amounts.iter().collect::<BTreeSet<_>>().len() != amounts.len() {
            self.fault(FaultKind::Duplicate(first.to_string()));
        }
    }

    fn part(&mut self, part: &GoalPart, in_goal: bool) {
        self.rule(&part.rule, in_goal);
        part.with_row.iter().for_each(|row| self.row(row));
        let Some(when) = &part.when else { return };
        let Some(reading) = self.reading(&when.reading) else { return };
        for option in &when.options {
            if !reading.options.iter().any(|known| &known.id == option) {
                self.fault(FaultKind::Dangling("option", option.to_string()));
            }
        }
    }

    fn conflicts(&mut self) {
        let pack = self.pack;
        for (index, conflict) in pack.conflicts.iter().enumerate() {
            self.at("conflict", index);
            conflict.rows.iter().for_each(|row| self.row(row));
            for goal in conflict.goals.iter().filter(|goal| pack.goal(goal).is_none()) {
                self.fault(FaultKind::Dangling("goal", goal.to_string()));
            }
            if let Some(reading) = &conflict.reading {
                self.reading(reading);
            }
        }
    }

    fn plan(&mut self) {
        let pack = self.pack;
        self.numbered("task", pack.tasks.iter().map(|task| task.number));
        self.numbered("scope", pack.scopes.iter().map(|scope| scope.number));
        let mut years = BTreeSet::new();
        for (index, phase) in pack.phases.iter().enumerate() {
            self.at("phase", index);
            if !years.insert(phase.year) || !pack.plan_years().any(|year| year == phase.year) {
                self.fault(FaultKind::YearExtra(phase.year));
            }
        }
        if !pack.phases.is_empty() {
            self.at("phase", 0);
            for year in pack.plan_years().filter(|year| !years.contains(year)) {
                self.fault(FaultKind::YearMissing(year));
            }
        }
        for (index, unit) in pack.units.iter().enumerate() {
            let Some(within) = &unit.within else { continue };
            if unit.id == *within || pack.units.iter().all(|other| other.id != *within) {
                self.at("unit", index);
                self.fault(FaultKind::Dangling("unit", within.clone()));
            }
        }
        for (index, deadline) in pack.deadlines.iter().enumerate() {
            self.at("deadline", index);
            let days = deadline.exceptions.iter().map(|(_, day)| *day).chain([deadline.day]);
            for (month, day) in days.filter(|(month, day)| !is_day_of_every_year(*month, *day)) {
                self.fault(FaultKind::Day(month, day));
            }
        }
    }

    fn scopes(&mut self) {
        let pack = self.pack;
        for (index, scope) in pack.scopes.iter().enumerate() {
            let mut seen = BTreeSet::new();
            self.at("scope", index);
            for element in &scope.elements {
                if !seen.insert(element.id.as_str()) {
                    self.fault(FaultKind::Duplicate(element.id.clone()));
                }
                self.element(&element.asks);
            }
        }
        for (index, parameter) in pack.parameters.iter().enumerate() {
            self.at("parameter", index);
            match self.element_of(parameter.scope, &parameter.element) {
                Some(element) if !element.asks.takes(&parameter.limit) => self.fault(FaultKind::RuleNotHere),
                _ => self.limit(&parameter.limit),
            }
        }
        for (index, evidence) in pack.evidence.iter().enumerate() {
            self.at("evidence", index);
            for scope in &evidence.scopes {
                self.element_of(*scope, &evidence.element);
            }
        }
    }

    fn element(&mut self, asks: &Asks) {
        match asks {
            Asks::Figure { series, instead: Some(instead) } => self.alike(series, instead),
            Asks::Figure { series, instead: None } | Asks::FigureGrowth(series) => drop(self.series(series)),
            Asks::Ratio { numerator, denominator } => self.alike(numerator, denominator),
            Asks::Filed { deadline, .. } if self.pack.deadline(deadline).is_none() => {
                self.fault(FaultKind::Dangling("deadline", deadline.clone()));
            }
            _ => {}
        }
    }

    /// The element of a scope; an empty id means the scope as a whole.
    fn element_of(&mut self, scope: u16, id: &str) -> Option<&Element> {
        let Some(found) = self.pack.scopes.iter().find(|known| known.number == scope) else {
            self.fault(FaultKind::Dangling("scope", scope.to_string()));
            return None;
        };
        let element = found.elements.iter().find(|element| element.id == id);
        if element.is_none() && !id.is_empty() {
            self.fault(FaultKind::Dangling("element", id.to_owned()));
        }
        element
    }

    fn limit(&mut self, limit: &Limit) {
        let impossible = match limit {
            Limit::AtLeast(_, least) | Limit::Minimum(least) | Limit::Rate(least) if !least.is_positive() => {
                least.to_string()
            }
            Limit::Rank(0) => "0".to_owned(),
            Limit::Window(first, last) if first > last => format!("{first} – {last}"),
            Limit::Deadline((month, day)) if !is_day_of_every_year(*month, *day) => {
                return self.fault(FaultKind::Day(*month, *day));
            }
            _ => return,
        };
        self.fault(FaultKind::Impossible(impossible));
    }

    /// Numbers run from 1 without a gap.
    fn numbered(&mut self, list: &'static str, numbers: impl Iterator<Item = u16>) {
        for ((index, number), expected) in numbers.enumerate().zip(1..) {
            if number != expected {
                self.at(list, index);
                self.fault(FaultKind::Dangling("number", expected.to_string()));
            }
        }
    }
}

fn is_day_of_every_year(month: u8, day: u8) -> bool {
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}
