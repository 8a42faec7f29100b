//! The one rule of every merge: what only the other side changed is copied; what both changed differently stays as it
//! is on this side, and is named.

use std::collections::{BTreeMap, BTreeSet};

/// Merges one value. True if both sides changed it differently.
pub(in crate::workspace) fn value<T: Clone + PartialEq>(base: &T, theirs: &T, mine: &mut T) -> bool {
    if theirs == base || theirs == mine {
        return false;
    }
    if mine != base {
        return true;
    }
    mine.clone_from(theirs);
    false
}

/// Merges each entry of a map; an entry that one side removed is a change as any other. Returns the keys of what both
/// sides changed differently.
pub(in crate::workspace) fn map<K: Clone + Ord, V: Clone + PartialEq>(
    base: &BTreeMap<K, V>,
    theirs: &BTreeMap<K, V>,
    mine: &mut BTreeMap<K, V>,
) -> Vec<K> {
    let keys: BTreeSet<&K> = base.keys().chain(theirs.keys()).collect();
    let mut disputed = Vec::new();
    for key in keys {
        let mut own = mine.remove(key);
        if value(&base.get(key).cloned(), &theirs.get(key).cloned(), &mut own) {
            disputed.push(key.clone());
        }
        if let Some(own) = own {
            mine.insert(key.clone(), own);
        }
    }
    disputed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(entries: &[(u8, &'static str)]) -> BTreeMap<u8, &'static str> {
        entries.iter().copied().collect()
    }

    fn check(
        base: &[(u8, &'static str)],
        theirs: &[(u8, &'static str)],
        mine: &[(u8, &'static str)],
        expect: (&[(u8, &'static str)], &[u8]),
    ) {
        let mut merged = of(mine);
        let disputed = map(&of(base), &of(theirs), &mut merged);
        assert_eq!((merged, disputed.as_slice()), (of(expect.0), expect.1), "{base:?} {theirs:?} {mine:?}");
    }

    #[test]
    fn each_side_keeps_what_it_changed_alone_and_this_side_what_both_did() {
        check(&[], &[], &[], (&[], &[]));
        check(&[(1, "a")], &[(1, "b")], &[(1, "a")], (&[(1, "b")], &[]));
        check(&[(1, "a")], &[(1, "a")], &[(1, "b")], (&[(1, "b")], &[]));
        check(&[(1, "a")], &[(1, "b")], &[(1, "c")], (&[(1, "c")], &[1]));
        check(&[(1, "a")], &[(1, "b")], &[(1, "b")], (&[(1, "b")], &[]));
        // Removed on one side, on both, and removed here while changed there.
        check(&[(1, "a")], &[], &[(1, "a")], (&[], &[]));
        check(&[(1, "a")], &[(1, "a")], &[], (&[], &[]));
        check(&[(1, "a")], &[], &[], (&[], &[]));
        check(&[(1, "a")], &[(1, "b")], &[], (&[], &[1]));
        check(&[(1, "a")], &[], &[(1, "b")], (&[(1, "b")], &[1]));
        // New on one side, on both.
        check(&[], &[(1, "a")], &[(2, "b")], (&[(1, "a"), (2, "b")], &[]));
        check(&[], &[(1, "a")], &[(1, "b")], (&[(1, "b")], &[1]));
    }
}
