//! Doubts in words, each with what can be done.

use super::number::{period_name, value};
use super::verdict::series_name;
use crate::domain::figures::{Doubt, DoubtKind};
use crate::domain::policy::Pack;
use crate::domain::quantity::Unit;

/// What looks wrong and what to do about it.
pub fn doubt_sentence(pack: &Pack, doubt: &Doubt) -> String {
    let name = series_name(pack, &doubt.series);
    let place = doubt.period.map_or_else(|| name.clone(), |period| format!("{name}（{}）", period_name(period)));
    let unit = pack.series_of(&doubt.series).map_or_else(|| Unit::new(""), |series| series.unit.clone());
    match &doubt.kind {
        DoubtKind::OverInAYear { whole } => {
            format!("{place}大于“{}”，请核对两个数", series_name(pack, whole))
        }
        DoubtKind::OverInThePeriod { whole, reached, bound } => format!(
            "{place}计划期合计 {} 大于“{}”合计 {}，请核对",
            value(reached, &unit),
            series_name(pack, whole),
            value(bound, &unit)
        ),
        DoubtKind::MaybeCumulative => format!("{place}各期数只升不降，疑似累计数；若是累计数，请改为“累计”口径"),
        DoubtKind::NotBegun => format!("{place}在数据截至日还没有开始，填的数不参加计算"),
        DoubtKind::DiffersFromPeriods { periods } => {
            format!("{place}全年数与各期得出的 {} 不同，按全年数计算", value(periods, &unit))
        }
    }
}
