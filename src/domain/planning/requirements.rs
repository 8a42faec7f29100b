//! The atomic tests of a working: each requires a figure of a year, or a total, to reach a value.

use crate::domain::policy::{Pack, RowId};
use crate::domain::quantity::{Exact, Year};
use crate::domain::working::{DistanceOf, Test, Verdict, Working};
use num_traits::{Signed, Zero};

/// One atomic test.
pub(super) struct AtomicTest<'w> {
    /// What is measured; for a share its numerator.
    pub of: DistanceOf,
    /// The year tested; for a total the plan's last.
    pub year: Year,
    /// The exact figure required of that year; for a total its whole requirement. `None` if an input is
    /// missing.
    pub required: Option<Exact>,
    /// The row that it belongs to; `None` for a goal's own test.
    pub row: Option<RowId>,
    /// The test.
    pub working: &'w Working,
}

/// Every atomic test of a working, in order; what does not apply is left out.
pub(super) fn requirements<'w>(pack: &Pack, working: &'w Working) -> Vec<AtomicTest<'w>> {
    let mut found = Vec::new();
    collect(pack, working, None, &mut found);
    found
}

fn collect<'w>(pack: &Pack, working: &'w Working, row: Option<&RowId>, found: &mut Vec<AtomicTest<'w>>) {
    if working.verdict == Verdict::NotApplicable {
        return;
    }
    let atomic_test = |of, year, required| AtomicTest { of, year, required, row: row.cloned(), working };
    match &working.test {
        Test::Minimum { series, year, .. } => {
            found.push(atomic_test(DistanceOf::Series(series.clone()), *year, working.test.required()));
        }
        Test::Total { series, .. } => {
            found.push(atomic_test(DistanceOf::Series(series.clone()), pack.last_year, working.test.required()));
        }
        Test::Growth { amounts, to, .. } => {
            let of = match amounts.as_slice() {
                [one] => DistanceOf::Series(one.clone()),
                several => DistanceOf::Sum(several.to_vec()),
            };
            found.push(atomic_test(of, to.0, working.test.required()));
        }
        Test::Share { numerator, figures, .. } => {
            let Some((last, ..)) = figures.last() else { return };
            // The earlier years have already contributed their part.
            let before = figures.iter().filter(|(year, ..)| year < last);
            let before = before.map(|(_, part, _)| part.value()).sum::<Option<Exact>>();
            let required = working.test.required().zip(before).map(|(required, before)| required - before);
            let required = required.map(|required| if required.is_negative() { Exact::zero() } else { required });
            found.push(atomic_test(DistanceOf::Series(numerator.clone()), *last, required));
        }
        Test::Row(id) => working.parts.iter().for_each(|part| collect(pack, part, Some(id), found)),
        Test::Statement { .. }
        | Test::Goal(_)
        | Test::EveryYear
        | Test::EveryPair
        | Test::EveryAmount
        | Test::Every => working.parts.iter().for_each(|part| collect(pack, part, row, found)),
    }
}
