//! 收文件 – what several files change: each file's unit, what it replaces, and what must be asked first. Every
//! file gets an outcome.

use super::{Desk, Received};
use crate::domain::policy::Pack;
use crate::workspace::{EntryKey, differences};
use std::rc::Rc;

/// A file with its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classified {
    /// The file's name.
    pub file: String,
    /// Its content.
    pub received: Rc<Received>,
    /// The outcome.
    pub outcome: Outcome,
}

/// The outcome of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The first file of that unit.
    First(String),
    /// It replaces an older file of that unit; these entries change.
    Replaces(String, Vec<EntryKey>),
    /// Same content as the unit's present file.
    Same(String),
    /// Older than the unit's present file: accepted only on request.
    Older(String),
    /// The batch has a newer file of that unit, or an equal one before it: accepted only on request.
    Duplicate(String),
    /// No unit of that name: the user must choose the unit.
    UnknownUnit,
    /// The same workspace was handed in under another unit's name before: the user must choose. The unit of the
    /// present name, if there is one, then the earlier unit.
    OtherName(Option<String>, String),
    /// The consolidating unit's own file.
    Own,
    /// Example data at a desk with real data, or the reverse.
    OtherKind,
}

impl Outcome {
    /// The unit that accepts the file without a question.
    pub fn accepted_by(&self) -> Option<&str> {
        match self {
            Outcome::First(unit) | Outcome::Replaces(unit, _) => Some(unit),
            _ => None,
        }
    }

    /// The unit that the file belongs to, if known.
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

/// Assigns files to the units of a desk. Of several files for one unit the newest is accepted; of equal ones
/// the first.
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
