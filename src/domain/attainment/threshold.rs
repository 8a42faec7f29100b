//! Which threshold binds: the pack's for the province, the allocated one for every other unit; never pro-rated
//! (SPEC "Levels").

use super::{Assessor, Context};
use crate::domain::figures::{Level, RowTarget};
use crate::domain::policy::{RowId, Rule};
use crate::domain::quantity::{Exact, Quantity, Year};
use crate::domain::working::{SetBy, Threshold};
use num_traits::Zero;

impl Assessor<'_> {
    /// The minimum of one year.
    pub(super) fn yearly_threshold(&self, rule: &Rule, year: Year, context: &Context) -> Option<Threshold> {
        if self.situation.level == Level::Province {
            let Rule::MinimumEachYear { minimums, .. } = rule else { return None };
            return Some(by_pack(minimums.get(&year)?.exact()));
        }
        allocated(self.target(context.row)?.years.get(&year)?.exact())
    }

    /// The minimum of the whole period.
    pub(super) fn total_threshold(
        &self,
        minimum: Quantity,
        target_of: Option<&RowId>,
        context: &Context,
    ) -> Option<Threshold> {
        if self.situation.level == Level::Province {
            return Some(by_pack(minimum.exact()));
        }
        let target = self.target(target_of.or(context.row))?;
        if let Some(total) = target.total {
            return allocated(total.exact());
        }
        let sum =
            self.pack.plan_years().try_fold(Exact::zero(), |sum, year| Some(sum + target.years.get(&year)?.exact()))?;
        Some(Threshold { value: sum, set_by: SetBy::AllocatedYearsAdded })
    }

    /// The rate or share of a rule: the one allocated to the row, else the pack's, which carries over.
    pub(super) fn carried_over(
        &self,
        pack: &Exact,
        context: &Context,
        of: impl Fn(&RowTarget) -> Option<&Exact>,
    ) -> Threshold {
        let own = self.target(context.row).and_then(of);
        own.and_then(|value| allocated(value.clone())).unwrap_or_else(|| by_pack(pack.clone()))
    }

    fn target(&self, row: Option<&RowId>) -> Option<&RowTarget> {
        self.situation.targets.get(row?)
    }
}

fn by_pack(value: Exact) -> Threshold {
    Threshold { value, set_by: SetBy::Pack }
}

fn allocated(value: Exact) -> Option<Threshold> {
    Some(Threshold { value, set_by: SetBy::Allocated })
}
