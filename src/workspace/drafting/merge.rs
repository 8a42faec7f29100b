//! Merging two tabs' changes to drafts: what only the other tab changed is copied.

use super::Drafting;
use std::collections::{BTreeMap, BTreeSet};

/// The merged drafts, and the number of conflicts: where both tabs changed the same thing differently, this
/// tab's stays.
pub(in crate::workspace) fn merged(base: &Drafting, theirs: &Drafting, mine: &Drafting) -> (Drafting, usize) {
    let mut kept = 0_usize;
    let mut next = mine.clone();
    one(&base.letter, &theirs.letter, &mut next.letter, &mut kept);
    one(&base.form, &theirs.form, &mut next.form, &mut kept);
    each(&base.drafts, &theirs.drafts, &mut next.drafts, &mut kept);
    each(&base.shortfalls, &theirs.shortfalls, &mut next.shortfalls, &mut kept);
    (next, kept)
}

fn one<T: Clone + PartialEq>(base: &T, theirs: &T, mine: &mut T, kept: &mut usize) {
    if theirs == base || theirs == mine {
        return;
    }
    if mine == base {
        mine.clone_from(theirs);
    } else {
        *kept = kept.saturating_add(1);
    }
}

fn each<K: Clone + Ord, V: Clone + PartialEq>(
    base: &BTreeMap<K, V>,
    theirs: &BTreeMap<K, V>,
    mine: &mut BTreeMap<K, V>,
    kept: &mut usize,
) {
    let keys: BTreeSet<&K> = base.keys().chain(theirs.keys()).collect();
    for key in keys {
        let mut own = mine.remove(key);
        one(&base.get(key).cloned(), &theirs.get(key).cloned(), &mut own, kept);
        if let Some(own) = own {
            mine.insert(key.clone(), own);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Shortfall;
    use super::*;
    use crate::domain::policy::RowId;
    use crate::domain::quantity::Year;

    fn with(causes: &[(&str, &str)]) -> Drafting {
        let year = Year::new(2022).unwrap();
        let shortfall = |cause: &str| Shortfall { cause: cause.to_owned(), remedy: String::new() };
        let shortfalls = causes.iter().map(|(row, cause)| ((RowId::new(row), year), shortfall(cause)));
        Drafting { shortfalls: shortfalls.collect(), ..Drafting::default() }
    }

    #[test]
    fn what_one_side_changed_is_taken_and_what_both_changed_stays() {
        let base = with(&[("1", "旧"), ("2", "旧"), ("3", "旧")]);
        let theirs = with(&[("1", "他"), ("2", "他"), ("4", "他")]);
        let mine = with(&[("1", "旧"), ("2", "我"), ("3", "旧"), ("5", "我")]);
        let expect = with(&[("1", "他"), ("2", "我"), ("4", "他"), ("5", "我")]);
        assert_eq!(merged(&base, &theirs, &mine), (expect, 1));
        assert_eq!(merged(&base, &base, &mine), (mine.clone(), 0));
        assert_eq!(merged(&base, &mine, &mine), (mine, 0));
    }
}
