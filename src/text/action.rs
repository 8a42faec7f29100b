//! Fields and what was done to them, in words.

use super::verdict::series_name;
use crate::domain::figures::Level;
use crate::domain::policy::Pack;
use crate::workspace::{Action, Field, TargetSlot};

/// The name of a field, for messages that stand elsewhere.
pub fn field_name(pack: &Pack, field: &Field) -> String {
    match field {
        Field::AsOf => "数据截至".to_owned(),
        Field::Figure(series, period) => format!("{} {}", super::period_name(*period), series_name(pack, series)),
        Field::Target(row, slot) => {
            let slot = match slot {
                TargetSlot::Year(year) => format!("{year}年目标"),
                TargetSlot::Total => "累计目标".to_owned(),
                TargetSlot::Rate => "增长率目标".to_owned(),
                TargetSlot::Share => "比率目标".to_owned(),
            };
            format!("附表 {row} {slot}")
        }
    }
}

/// A few words for an action.
pub fn action_name(pack: &Pack, action: &Action) -> String {
    match action {
        Action::UnitNamed(_) => "填写单位名称".to_owned(),
        Action::LevelChosen(Level::Province) => "改为省级".to_owned(),
        Action::LevelChosen(Level::City) => "改为市级".to_owned(),
        Action::AsOfTyped(text) => format!("数据截至 {text}"),
        Action::FigureTyped(series, period, _) => {
            format!("填写{}", field_name(pack, &Field::Figure(series.clone(), *period)))
        }
        Action::TargetTyped(row, slot, _) => format!("填写{}", field_name(pack, &Field::Target(row.clone(), *slot))),
        Action::ReadingChosen(reading, _) => {
            format!("改口径：{}", pack.reading(reading).map_or("", |reading| reading.name.as_str()))
        }
        Action::StatementAnswered(..) => "回答定性要求".to_owned(),
        Action::EvidenceWritten(..) => "填写佐证".to_owned(),
        Action::RowLeftOut(row, _) => format!("把附表 {row} 标为不适用"),
        Action::RowTakenIn(row) => format!("取消附表 {row} 的不适用"),
    }
}
