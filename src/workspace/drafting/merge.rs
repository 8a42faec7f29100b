//! Merging two tabs' changes to drafts: what only the other tab changed is copied.

use super::Drafting;
use crate::workspace::merge::three_way;

/// The merged drafts, and the number of conflicts: where both tabs changed the same thing differently, this
/// tab's stays.
pub(in crate::workspace) fn merged(base: &Drafting, theirs: &Drafting, mine: &Drafting) -> (Drafting, usize) {
    let mut next = mine.clone();
    let letter = three_way::value(&base.letter, &theirs.letter, &mut next.letter);
    let form = three_way::value(&base.form, &theirs.form, &mut next.form);
    let drafts = three_way::map(&base.drafts, &theirs.drafts, &mut next.drafts);
    let shortfalls = three_way::map(&base.shortfalls, &theirs.shortfalls, &mut next.shortfalls);
    let whole = usize::from(letter).saturating_add(usize::from(form));
    (next, whole.saturating_add(drafts.len()).saturating_add(shortfalls.len()))
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
