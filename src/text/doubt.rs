//! Doubts about figures in words, each with what to do about it.

use super::number::{period_name, quantity, value};
use super::place::provenance_name;
use super::verdict::series_name;
use crate::domain::figures::{Doubt, DoubtKind, Provenance};
use crate::domain::policy::Pack;
use crate::domain::quantity::{Quantity, Unit};

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
        DoubtKind::Hole => format!("{place}空着，全年因此得不出数；请补填，确实没有发生就填 0"),
        DoubtKind::CumulativeFalls => {
            format!("{place}比上一期小，累计数不应减少；若是本期数，请改为“本期”口径")
        }
        DoubtKind::SourcesDiffer { adopted, others } => {
            let said = |(provenance, number): &(Provenance, Quantity)| {
                format!("{} {}", provenance_name(*provenance), quantity(*number, &unit))
            };
            let others: Vec<_> = others.iter().map(said).collect();
            format!("{place}来源不一致：采用{}，另有{}", said(adopted), others.join("、"))
        }
        DoubtKind::NotPublishedByCnipa => {
            format!("{place}记为国知局的数，但国知局不发布这一项，请核对来源")
        }
    }
}
