//! What was done, for the undo button.

use super::verdict::series_name;
use crate::domain::figures::Level;
use crate::domain::policy::Pack;
use crate::workspace::Action;

/// A few words for an action.
pub fn action_name(pack: &Pack, action: &Action) -> String {
    match action {
        Action::UnitNamed(_) => "填写单位名称".to_owned(),
        Action::LevelChosen(Level::Province) => "改为省级".to_owned(),
        Action::LevelChosen(Level::City) => "改为市级".to_owned(),
        Action::AsOfTyped(text) => format!("数据截至 {text}"),
        Action::FigureTyped(series, period, _) => {
            format!("填写{} {}", super::period_name(*period), series_name(pack, series))
        }
        Action::TargetTyped(row, ..) => format!("填写附表 {row} 的目标"),
        Action::ReadingChosen(reading, _) => {
            format!("改口径：{}", pack.reading(reading).map_or("", |reading| reading.name.as_str()))
        }
        Action::StatementAnswered(..) => "回答定性要求".to_owned(),
        Action::EvidenceWritten(..) => "填写佐证".to_owned(),
        Action::RowLeftOut(row, _) => format!("把附表 {row} 标为不适用"),
        Action::RowTakenIn(row) => format!("取消附表 {row} 的不适用"),
    }
}
