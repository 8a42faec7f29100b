//! The desk in words.

use crate::domain::consolidation::Formula;

/// How a row's points are scored.
pub fn formula_name(formula: Formula) -> &'static str {
    match formula {
        Formula::Reached => "按完成比例，最多 100%",
        Formula::ReachedWithExtra => "按完成比例，最多 120%",
        Formula::AllOrNothing => "完成得满分，没完成不得分",
        Formula::ByPlace => "按位次，第一满分、末位零分",
    }
}

/// Units that totals leave out because another unit's figures include theirs; `None` where every unit counts by
/// itself. Each pair names the outer unit, then the inner one.
pub fn held_words(held: &[(&str, &str)]) -> Option<String> {
    let each: Vec<_> = held.iter().map(|(outer, inner)| format!("{inner}的数已含在{outer}里")).collect();
    (!each.is_empty()).then(|| format!("合计不另加：{}", each.join("；")))
}
