//! 合并 – merges two tabs' changes to one workspace. What only the other tab changed is copied; where both
//! changed the same entry, this tab's value stays and the conflict is listed.
//!
//! - [`three_way`]: the one rule of every merge
//! - [`desk`], [`scenarios`]: what needs more than that rule

mod desk;
mod scenarios;
pub(super) mod three_way;

use super::drafting;
use super::self_check::Disputed;
use super::{EntryKey, Field, Workspace, differences};
use crate::domain::figures::TargetSlot;
use crate::domain::policy::{Pack, RowId};
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
    /// Units of the desk that both sides changed, by name. This side's stay.
    pub kept_units: Vec<String>,
    /// Number of conflicts in drafts: this side's stay.
    pub kept_drafts: usize,
    /// What else both sides changed differently.
    pub conflicts: Vec<Conflict>,
}

/// Something that both sides changed differently; this side's stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The workspace's own name.
    Name,
    /// A text that was not understood.
    Typed(Field),
    /// The reason of a difference from the last version.
    Reason(EntryKey),
    /// A figure of a scenario.
    Scenario(Field),
    /// The name of a scenario, counted from 0.
    ScenarioName(usize),
    /// Whether the figures of that unit, by its name, are contained in another's.
    Overlap(String),
    /// The allocation of a target.
    Allocation(RowId, TargetSlot),
    /// 评分
    Scoring,
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
    let other_name = three_way::value(&base.name, &theirs.name, &mut merged.name);
    // Versions that both sides froze were refused above.
    let _ = three_way::value(&base.versions, &theirs.versions, &mut merged.versions);
    let typed = three_way::map(&base.not_understood, &theirs.not_understood, &mut merged.not_understood);
    let reasons = three_way::map(&base.reasons, &theirs.reasons, &mut merged.reasons);
    let mut conflicts: Vec<_> = typed.into_iter().map(Conflict::Typed).collect();
    conflicts.extend(reasons.into_iter().map(Conflict::Reason));
    let new =
        theirs.issues_taken.iter().filter(|issue| !merged.issues_taken.contains(issue)).cloned().collect::<Vec<_>>();
    merged.issues_taken.extend(new);
    conflicts.extend(other_name.then_some(Conflict::Name));
    conflicts.extend(scenarios::merge(&mut merged.scenarios, base, theirs));
    let (kept_units, at_desk) = desk::merge(&mut merged.desk, &base.desk, &theirs.desk);
    conflicts.extend(at_desk);
    let (drafting, kept_drafts) = drafting::merged(&base.drafting, &theirs.drafting, &mine.drafting);
    merged.drafting = Rc::new(drafting);
    let (taken_checks, kept_checks) = merge_checks(&mut merged, base, theirs);
    let kept = changed_by_both.into_iter().filter(|place| still_differ.contains(place)).collect();
    Some(Merge { merged: Rc::new(merged), taken, kept, taken_checks, kept_checks, kept_units, kept_drafts, conflicts })
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
    fn what_this_side_put_right_or_took_away_does_not_come_back() {
        let open = packs::open(packs::BUILT_IN).unwrap();
        let pack_ref = PackRef { id: open.pack.id.clone(), sha256: open.sha256.clone() };
        let year = Period::parse("2021").unwrap();
        let typed = |workspace: &Workspace, series: &str, text: &str| {
            Action::FigureTyped(SeriesId::new(series), year, text.to_owned()).apply(workspace, &open.pack).unwrap()
        };
        let field = |series: &str| Field::Figure(SeriesId::new(series), year);
        let key = EntryKey::Figure(SeriesId::new("pledge_projects"), year);
        let said = |workspace: &Workspace, reason: &str| {
            Action::ChangeExplained(key.clone(), reason.to_owned()).apply(workspace, &open.pack).unwrap()
        };
        let base = said(&typed(&example("e".to_owned(), &open.pack, pack_ref), "pledge_projects", "1O"), "补报");
        // This side corrects the text and takes the reason back; the other one does something else.
        let mine = said(&typed(&base, "pledge_projects", "10"), "");
        let theirs = typed(&base, "product_filings", "2l");
        let merge = merge(&open.pack, &base, &theirs, &mine).unwrap();
        let left: Vec<_> = merge.merged.not_understood.keys().cloned().collect();
        assert_eq!((left, merge.merged.reasons.is_empty()), (vec![field("product_filings")], true));
        assert_eq!((merge.conflicts, merge.kept), (Vec::new(), Vec::new()));
        // Both typed something that is not understood: this side's stays, and that is said.
        let (mine, theirs) = (typed(&base, "pledge_projects", "1o"), typed(&base, "pledge_projects", "l0"));
        let merge = super::merge(&open.pack, &base, &theirs, &mine).unwrap();
        assert_eq!(merge.merged.not_understood[&field("pledge_projects")], "1o");
        assert_eq!(merge.conflicts, [Conflict::Typed(field("pledge_projects"))]);
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
