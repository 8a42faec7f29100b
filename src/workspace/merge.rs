//! 合并 – merges two tabs' changes to one workspace. What only the other tab changed is copied; where both
//! changed the same entry, this tab's value stays and the conflict is listed.

use super::desk::Issue;
use super::drafting;
use super::self_check::Disputed;
use super::{DeskUnit, EntryKey, Workspace, differences};
use crate::domain::policy::Pack;
use crate::domain::quantity::Grain;
use std::collections::BTreeSet;
use std::rc::Rc;

/// The result of a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The merged workspace.
    pub merged: Rc<Workspace>,
    /// Entries copied from the other side.
    pub taken: Vec<EntryKey>,
    /// Entries that both sides changed to different values: this side's stay.
    pub kept: Vec<EntryKey>,
    /// Number of self-checks copied from the other side, or removed with it.
    pub taken_checks: usize,
    /// Conflicts in self-checks, by the subject's name: this side's value stays. `None` if one side removed the
    /// whole self-check.
    pub kept_checks: Vec<(String, Option<Disputed>)>,
    /// Conflicts at the desk: units, allocated targets and the scoring, by name. This side's stay.
    pub kept_units: Vec<String>,
    /// Number of conflicts in drafts: this side's stay.
    pub kept_drafts: usize,
}

/// Merges two states that come from one base. `None` if both sides froze a version: both were reported, and
/// neither may be dropped.
pub fn merge(pack: &Pack, base: &Workspace, theirs: &Workspace, mine: &Workspace) -> Option<Merge> {
    if mine.versions != base.versions && theirs.versions != base.versions && mine.versions != theirs.versions {
        return None;
    }
    let changed_here = differences(pack, &base.entries, &mine.entries);
    let both = |place: &EntryKey| changed_here.contains(place) || is_in_other_periods(mine, place);
    let (changed_by_both, taken): (Vec<_>, Vec<_>) =
        differences(pack, &base.entries, &theirs.entries).into_iter().partition(both);
    let still_differ = differences(pack, &mine.entries, &theirs.entries);
    let mut merged = mine.clone();
    for place in &taken {
        merged.entries_mut().take(place, &theirs.entries);
    }
    let known = merged.entries.revisions.clone();
    let new = theirs.entries.revisions.iter().filter(|revision| !known.contains(revision));
    merged.entries_mut().revisions.extend(new.cloned());
    if mine.name == base.name {
        merged.name.clone_from(&theirs.name);
    }
    if mine.versions == base.versions {
        merged.versions.clone_from(&theirs.versions);
    }
    for (field, text) in &theirs.not_understood {
        merged.not_understood.entry(field.clone()).or_insert_with(|| text.clone());
    }
    for (place, reason) in &theirs.reasons {
        merged.reasons.entry(place.clone()).or_insert_with(|| reason.clone());
    }
    let new =
        theirs.issues_taken.iter().filter(|issue| !merged.issues_taken.contains(issue)).cloned().collect::<Vec<_>>();
    merged.issues_taken.extend(new);
    merge_scenarios(&mut merged, base, theirs);
    let kept_units = merge_desks(&mut merged, base, theirs);
    let (drafting, kept_drafts) = drafting::merged(&base.drafting, &theirs.drafting, &mine.drafting);
    merged.drafting = Rc::new(drafting);
    let (taken_checks, kept_checks) = merge_checks(&mut merged, base, theirs);
    let kept = changed_by_both.into_iter().filter(|place| still_differ.contains(place)).collect();
    Some(Merge { merged: Rc::new(merged), taken, kept, taken_checks, kept_checks, kept_units, kept_drafts })
}

/// Copies what only the other side changed in the scenarios.
fn merge_scenarios(merged: &mut Workspace, base: &Workspace, theirs: &Workspace) {
    let sides = base.scenarios.iter().zip(theirs.scenarios.iter());
    for (mine, (base, theirs)) in Rc::make_mut(&mut merged.scenarios).iter_mut().zip(sides) {
        if mine.name == base.name {
            mine.name.clone_from(&theirs.name);
        }
        let keys: BTreeSet<_> = base.figures.keys().chain(theirs.figures.keys()).collect();
        for key in keys {
            if mine.figures.get(key) != base.figures.get(key) {
                continue;
            }
            match theirs.figures.get(key) {
                Some(value) => drop(mine.figures.insert(key.clone(), *value)),
                None => drop(mine.figures.remove(key)),
            }
        }
    }
}

/// Copies what only the other side changed at the desk. Returns the names of what both changed.
fn merge_desks(merged: &mut Workspace, base: &Workspace, theirs: &Workspace) -> Vec<String> {
    let mut kept = Vec::new();
    if theirs.desk == base.desk || theirs.desk == merged.desk {
        return kept;
    }
    if merged.desk == base.desk {
        merged.desk = Rc::clone(&theirs.desk);
        return kept;
    }
    let (base, theirs) = (&base.desk, &theirs.desk);
    let desk = Rc::make_mut(&mut merged.desk);
    for unit in &theirs.units {
        let (was, own) = (base.unit(&unit.id), desk.units.iter_mut().find(|own| own.id == unit.id));
        match own {
            Some(own) if Some(&*own) == was => *own = Rc::clone(unit),
            Some(own) if own != unit && Some(unit) != was => kept.push(own.name.clone()),
            // A unit that is new there is copied. A unit removed here but changed there stays: nothing handed
            // in is lost.
            None if Some(unit) != was => desk.units.push(Rc::clone(unit)),
            _ => {}
        }
    }
    let gone = |unit: &Rc<DeskUnit>| base.unit(&unit.id) == Some(unit) && theirs.unit(&unit.id).is_none();
    desk.units.retain(|unit| !gone(unit));
    let overlaps: BTreeSet<_> = base.overlaps.keys().chain(theirs.overlaps.keys()).collect();
    for id in overlaps.into_iter().filter(|id| base.overlaps.get(*id) != theirs.overlaps.get(*id)) {
        if desk.overlaps.get(id) == base.overlaps.get(id) {
            match theirs.overlaps.get(id) {
                Some(overlap) => drop(desk.overlaps.insert(id.clone(), *overlap)),
                None => drop(desk.overlaps.remove(id)),
            }
        }
    }
    for (key, slot) in &theirs.allocation {
        let (was, own) = (base.allocation.get(key), desk.allocation.get(key));
        if own == was {
            desk.allocation.insert(key.clone(), slot.clone());
        } else if Some(slot) != was && own != Some(slot) {
            kept.push(format!("附表 {} {}", key.0, key.1));
        }
    }
    if desk.scoring == base.scoring {
        desk.scoring = theirs.scoring.clone();
    } else if theirs.scoring != base.scoring && desk.scoring != theirs.scoring {
        kept.push("评分".to_owned());
    }
    // Issues of both sides stay; the other side's follow with new numbers.
    for issue in theirs.issued.iter().filter(|issue| !base.issued.contains(issue)) {
        if !desk.issued.contains(issue) {
            let number = desk.issued.last().map_or(0, |last| last.number).saturating_add(1);
            desk.issued.push(Rc::new(Issue { number, ..(**issue).clone() }));
        }
    }
    kept
}

/// Copies what only the other side changed in each self-check. Returns their number, and the conflicts.
fn merge_checks(
    merged: &mut Workspace,
    base: &Workspace,
    theirs: &Workspace,
) -> (usize, Vec<(String, Option<Disputed>)>) {
    let (mut taken, mut kept) = (0_usize, Vec::new());
    let ids: BTreeSet<_> = theirs.self_checks.keys().chain(base.self_checks.keys()).collect();
    for id in ids {
        let [base, theirs, mine] = [base, theirs, merged].map(|side| side.self_checks.get(id).cloned());
        if theirs == base || theirs == mine {
            continue;
        }
        match (base, theirs, mine) {
            (Some(base), Some(theirs), Some(mine)) => {
                let (both, disputed) = mine.merged(&base, &theirs);
                taken = taken.saturating_add(usize::from(both != *mine));
                kept.extend(disputed.into_iter().map(|what| (mine.name.clone(), Some(what))));
                merged.self_checks.insert(id.clone(), Rc::new(both));
            }
            (_, Some(theirs), None) => {
                // New there, or changed there and removed here: work is never lost.
                taken = taken.saturating_add(1);
                merged.self_checks.insert(id.clone(), theirs);
            }
            (base, None, Some(mine)) if base.as_ref() == Some(&mine) => {
                taken = taken.saturating_add(1);
                merged.self_checks.remove(id);
            }
            (_, _, mine) => kept.extend(mine.map(|check| (check.name.clone(), None))),
        }
    }
    (taken, kept)
}

/// True for a period in a year that this side enters by periods of another length. Both cannot be kept.
fn is_in_other_periods(mine: &Workspace, place: &EntryKey) -> bool {
    let EntryKey::Figure(series, period) = place else { return false };
    let grain = mine.entries.figures.grain(series, period.year());
    period.grain() != Grain::Year && grain.is_some_and(|grain| grain != period.grain())
}

#[cfg(test)]
mod tests {
    use super::super::self_check::Question;
    use super::super::{Action, CheckChange, Filing, PackRef, Signatures, example};
    use super::*;
    use crate::domain::policy::SeriesId;
    use crate::domain::quantity::{Day, Period};
    use crate::packs;

    #[test]
    fn self_checks_of_both_sides_are_there_and_one_that_both_changed_is_named() {
        let open = packs::open(packs::BUILT_IN).unwrap();
        let pack_ref = PackRef { id: open.pack.id.clone(), sha256: open.sha256.clone() };
        let act = |workspace: &Workspace, id: &str, change: CheckChange| {
            Action::SelfCheck(id.to_owned(), change).apply(workspace, &open.pack).unwrap()
        };
        let begun = |name: &str| CheckChange::Begun(None, name.to_owned());
        let named = |name: &str| CheckChange::Answered(Question::Name, name.to_owned());
        let base = act(&example("e".to_owned(), &open.pack, pack_ref), "both", begun("甲"));
        let base = act(&base, "gone", begun("丁"));
        let coded = CheckChange::Answered(Question::Code, "91350100M000100Y43".to_owned());
        let mine = act(&act(&base, "both", named("甲一")), "mine", begun("乙"));
        let theirs = act(&act(&act(&base, "both", named("甲二")), "both", coded), "theirs", begun("丙"));
        let theirs = act(&theirs, "gone", CheckChange::Dropped);
        let merge = merge(&open.pack, &base, &theirs, &mine).unwrap();
        let names: Vec<_> = merge.merged.self_checks.values().map(|check| check.name.as_str()).collect();
        assert_eq!(names, ["甲一", "乙", "丙"]);
        let disputed = Some(Disputed::Answer(Question::Name));
        assert_eq!((merge.taken_checks, merge.kept_checks), (3, vec![("甲一".to_owned(), disputed)]));
        assert!(merge.merged.self_checks["both"].code.is_some());
    }

    #[test]
    fn both_sides_changes_are_there_and_what_both_changed_is_named() {
        let open = packs::open(packs::BUILT_IN).unwrap();
        let pack_ref = PackRef { id: open.pack.id.clone(), sha256: open.sha256.clone() };
        let base = example("e".to_owned(), &open.pack, pack_ref);
        let year = Period::parse("2021").unwrap();
        let typed = |workspace: &Workspace, series: &str, text: &str| {
            Action::FigureTyped(SeriesId::new(series), year, text.to_owned()).apply(workspace, &open.pack).unwrap()
        };
        let mine = typed(&typed(&base, "product_filings", "11"), "pledge_projects", "12");
        let theirs = typed(&typed(&base, "platforms_cultivated", "13"), "pledge_projects", "14");
        let merge = merge(&open.pack, &base, &theirs, &mine).unwrap();
        let value =
            |series: &str| merge.merged.entries.figures.adopted(&SeriesId::new(series), year).unwrap().to_string();
        let values = ["product_filings", "pledge_projects", "platforms_cultivated"].map(value);
        assert_eq!(values, ["11", "12", "13"]);
        assert_eq!(merge.taken, [EntryKey::Figure(SeriesId::new("platforms_cultivated"), year)]);
        assert_eq!(merge.kept, [EntryKey::Figure(SeriesId::new("pledge_projects"), year)]);
        // A version frozen on one side is copied; two frozen ones cannot both stay.
        let filing = Filing { day: Day::parse("2022-10-10").unwrap(), people: Signatures::default() };
        let frozen = |workspace: &Workspace| {
            Action::VersionFrozen(Box::new(filing.clone())).apply(workspace, &open.pack).unwrap()
        };
        let with_version = super::merge(&open.pack, &base, &frozen(&theirs), &mine).unwrap();
        assert_eq!(with_version.merged.versions.len(), 1);
        assert_eq!(super::merge(&open.pack, &base, &frozen(&theirs), &frozen(&mine)), None);
    }

    #[test]
    fn what_two_pages_did_to_the_plan_and_the_desk_comes_together() {
        use crate::domain::quantity::Year;
        use crate::workspace::plan::{MeasureField, PlanChange, Serves};
        use crate::workspace::{DeskChange, Field};
        let open = packs::open(packs::BUILT_IN).unwrap();
        let pack_ref = PackRef { id: open.pack.id.clone(), sha256: open.sha256.clone() };
        let after = |workspace: &Workspace, actions: Vec<Action>| {
            actions.iter().fold(workspace.clone(), |state, action| action.apply(&state, &open.pack).unwrap())
        };
        let year = Year::new(2022).unwrap();
        let added = |id: &str| Action::Planned(year, PlanChange::MeasureAdded(id.to_owned(), Serves::Own));
        let unit = |id: &str| Action::AtDesk(DeskChange::UnitAdded(id.to_owned(), id.to_owned()));
        let named = |id: &str, name: &str| Action::AtDesk(DeskChange::UnitNamed(id.to_owned(), name.to_owned()));
        let supposed = |series: &str| Action::typed(Field::Supposed(0, SeriesId::new(series), year), "5".to_owned());
        let base = after(&example("e".to_owned(), &open.pack, pack_ref), vec![added("m1"), unit("u1"), unit("u2")]);
        let what = |text: &str| PlanChange::MeasureWritten("m1".to_owned(), MeasureField::What, text.to_owned());
        let theirs = after(
            &base,
            vec![
                Action::Planned(year, what("甲")),
                supposed("pledge_projects"),
                unit("u3"),
                named("u1", "一"),
                named("u2", "二"),
                Action::AtDesk(DeskChange::BudgetTyped("100".to_owned())),
            ],
        );
        let mine = after(&base, vec![added("m2"), supposed("platforms_cultivated"), unit("u4"), named("u2", "贰")]);
        let merge = super::merge(&open.pack, &base, &theirs, &mine).unwrap();
        let merged = &merge.merged;
        let plan = &merged.entries.plans[&year];
        assert_eq!((plan.measures["m1"].what.as_str(), plan.measures.contains_key("m2")), ("甲", true));
        assert_eq!(merged.scenarios[0].figures.len(), 2);
        let mut names: Vec<_> = merged.desk.units.iter().map(|unit| unit.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["u3", "u4", "一", "贰"]);
        assert_eq!((merged.desk.scoring.budget.as_str(), merge.kept_units), ("100", vec!["贰".to_owned()]));
    }
}
