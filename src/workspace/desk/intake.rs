//! 收文件 – what taking in several files comes to: which unit each is of, what it takes the place of, and what
//! has to be asked first. Nothing is dropped without a word.

use super::{Desk, Received};
use crate::domain::policy::Pack;
use crate::workspace::{EntryKey, differences};
use std::rc::Rc;

/// What became of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classified {
    /// Its name.
    pub file: String,
    /// What it said.
    pub received: Rc<Received>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What becomes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is the first of that unit.
    First(String),
    /// It takes the place of an older one of that unit, which it changes in these places.
    Replaces(String, Vec<EntryKey>),
    /// It says what that unit has handed in already.
    Same(String),
    /// It is older than what that unit has handed in: not taken unless asked.
    Older(String),
    /// Another file of the same batch is of that unit too: not taken unless asked.
    Duplicate(String),
    /// No unit of that name: it has to be said whose it is.
    UnknownUnit,
    /// It came under another unit's name before: it has to be said whose it is. The unit of its name, where there
    /// is one, and the unit that handed it in before.
    OtherName(Option<String>, String),
    /// It is the file of whoever gathers.
    Own,
    /// It is invented and the desk is not, or the other way round.
    OtherKind,
}

impl Outcome {
    /// The unit that takes the file without being asked.
    pub fn accepted_by(&self) -> Option<&str> {
        match self {
            Outcome::First(unit) | Outcome::Replaces(unit, _) => Some(unit),
            _ => None,
        }
    }

    /// The unit that it would be of.
    pub fn unit(&self) -> Option<&str> {
        match self {
            Outcome::First(unit)
            | Outcome::Replaces(unit, _)
            | Outcome::Same(unit)
            | Outcome::Older(unit)
            | Outcome::Duplicate(unit) => Some(unit),
            Outcome::OtherName(unit, _) => unit.as_deref(),
            Outcome::UnknownUnit | Outcome::Own | Outcome::OtherKind => None,
        }
    }
}

/// Sorts files by the units of a desk. Of several of one unit the newest is taken; between equal ones the first.
pub fn classify(
    pack: &Pack,
    desk: &Desk,
    (own, example): (&str, bool),
    files: Vec<(String, Received)>,
) -> Vec<Classified> {
    let mut classified: Vec<Classified> = Vec::new();
    for (file, received) in files {
        let outcome = outcome(pack, desk, (own, example), &received);
        classified.push(Classified { file, received: Rc::new(received), outcome });
    }
    for place in 0..classified.len() {
        let Some(one) = classified.get(place).cloned() else { continue };
        let Some(unit) = one.outcome.accepted_by() else { continue };
        let beaten = classified.iter().enumerate().any(|(other_place, other)| {
            let newer = one.received.is_older_than(&other.received);
            let before = other_place < place && !other.received.is_older_than(&one.received);
            other_place != place && other.outcome.accepted_by() == Some(unit) && (newer || before)
        });
        if let Some(slot) = classified.get_mut(place).filter(|_| beaten) {
            slot.outcome = Outcome::Duplicate(unit.to_owned());
        }
    }
    classified
}

fn outcome(pack: &Pack, desk: &Desk, (own, example): (&str, bool), received: &Received) -> Outcome {
    if received.workspace == own {
        return Outcome::Own;
    }
    if received.example != example {
        return Outcome::OtherKind;
    }
    let by_work = desk
        .units
        .iter()
        .find(|unit| unit.received.as_ref().is_some_and(|known| known.workspace == received.workspace));
    let by_name = desk.unit_named(&received.entries.unit);
    let unit = match (by_name, by_work) {
        (None, None) => return Outcome::UnknownUnit,
        (named, Some(before)) if named.map(|unit| &unit.id) != Some(&before.id) => {
            return Outcome::OtherName(named.map(|unit| unit.id.clone()), before.id.clone());
        }
        (Some(unit), _) | (None, Some(unit)) => unit,
    };
    match &unit.received {
        None => Outcome::First(unit.id.clone()),
        Some(known) if known.says_the_same(received) => Outcome::Same(unit.id.clone()),
        Some(known) if received.is_older_than(known) => Outcome::Older(unit.id.clone()),
        Some(known) => Outcome::Replaces(unit.id.clone(), differences(pack, &known.entries, &received.entries)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::DeskUnit;
    use super::*;
    use crate::domain::figures::Level;
    use crate::domain::policy::SeriesId;
    use crate::domain::quantity::{Day, Period, Quantity};
    use crate::packs;
    use crate::workspace::{PackRef, Workspace};

    fn file(id: &str, unit: &str, as_of: &str, figure: u32) -> (String, Received) {
        let pack_ref = PackRef { id: crate::domain::policy::PackId::new("p"), sha256: String::new() };
        let mut workspace = Workspace::new(id.to_owned(), unit.to_owned(), Level::City, pack_ref);
        workspace.entries_mut().as_of = Day::parse(as_of);
        let period = Period::parse("2021").unwrap();
        let value = Some(Quantity::whole(figure));
        workspace.entries_mut().figures.put_own(&SeriesId::new("pledge_projects"), period, value);
        (format!("{unit} {id}"), Received::of(&workspace, "now".to_owned()))
    }

    #[test]
    fn every_file_is_sorted_and_none_is_dropped_without_a_word() {
        let pack = packs::open(packs::BUILT_IN).unwrap().pack;
        let unit = |id: &str, name: &str, received: Option<(String, Received)>| {
            let received = received.map(|(_, received)| Rc::new(received));
            Rc::new(DeskUnit { id: id.to_owned(), name: name.to_owned(), received, before: None })
        };
        let desk = Desk {
            units: vec![
                unit("a", "甲市", None),
                unit("b", "乙市", Some(file("wb", "乙市", "2022-06-30", 1))),
                unit("c", "丙市", Some(file("wc", "丙市", "2022-06-30", 1))),
                unit("d", "丁市", Some(file("wd", "丁市", "2022-06-30", 1))),
            ],
            ..Desk::default()
        };
        let files = vec![
            file("wa", "甲 市", "2022-06-30", 5),
            file("wa2", "甲市", "2022-09-30", 6),
            file("wb", "乙市", "2022-09-30", 2),
            file("wc", "丙市", "2022-06-30", 1),
            file("wd", "丁市", "2022-03-31", 1),
            file("we", "戊市", "2022-06-30", 1),
            file("wb", "丙市", "2022-09-30", 3),
            file("own", "省", "2022-09-30", 3),
        ];
        let classified = classify(&pack, &desk, ("own", false), files);
        let place = EntryKey::Figure(SeriesId::new("pledge_projects"), Period::parse("2021").unwrap());
        let id = |id: &str| id.to_owned();
        let fates: Vec<_> = classified.into_iter().map(|one| one.outcome).collect();
        let expect = [
            Outcome::Duplicate(id("a")),
            Outcome::First(id("a")),
            Outcome::Replaces(id("b"), vec![EntryKey::AsOf, place]),
            Outcome::Same(id("c")),
            Outcome::Older(id("d")),
            Outcome::UnknownUnit,
            Outcome::OtherName(Some(id("c")), id("b")),
            Outcome::Own,
        ];
        assert_eq!(fates, expect);
        let examples = classify(&pack, &desk, ("own", true), vec![file("wa", "甲市", "2022-06-30", 5)]);
        assert_eq!(examples[0].outcome, Outcome::OtherKind);
    }
}
