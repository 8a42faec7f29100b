//! The desk in words.

use crate::domain::gathering::Formula;

/// How a row's part in a score follows.
pub fn formula_name(formula: Formula) -> &'static str {
    match formula {
        Formula::Reached => "按完成比例，最多 100%",
        Formula::ReachedWithExtra => "按完成比例，最多 120%",
        Formula::AllOrNothing => "完成得满分，没完成不得分",
        Formula::ByPlace => "按位次，第一满分、末位零分",
    }
}
