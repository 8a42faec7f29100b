//! A firm's size class in words: the limits, what holds the class down, what would change it.

use super::name::{indicator_name, size_class_name};
use crate::domain::enterprise::{Indicated, Limits, Move, SizeClass, Sizing};
use crate::domain::quantity::{Exact, to_plain};
use crate::text::number::{grouped, quantity};

/// A size class and how it follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SizeWords {
    /// The class, or the classes still possible.
    pub result: String,
    /// Each indicator, what holds the class down and what would change it.
    pub working: Vec<String>,
}

/// A firm's size class in words.
pub fn size_words(sizing: &Sizing) -> SizeWords {
    let mut working: Vec<String> = sizing.indicators.iter().map(one_indicator).collect();
    let result = match sizing.class() {
        Some(class) => size_class_name(class).to_owned(),
        None => {
            let blanks: Vec<_> = sizing.blanks().map(indicator_name).collect();
            let possible = SizeClass::ALL.iter().filter(|class| (sizing.lowest..=sizing.highest).contains(class));
            let possible: Vec<_> = possible.map(|class| size_class_name(*class)).collect();
            format!("尚不能定：可能是{}（缺{}）", possible.join("、"), blanks.join("、"))
        }
    };
    if let (Some(class), true) = (sizing.class(), sizing.indicators.len() > 1) {
        let holding: Vec<_> = sizing.holding().map(|one| indicator_name(one.limits.indicator)).collect();
        working.push(format!(
            "各项都要达到下限，达不到的下划一档；定为{}的是{}",
            size_class_name(class),
            holding.join("、")
        ));
    }
    if sizing.class().is_some() {
        let up = sizing.moves_up();
        if !up.is_empty() {
            let moves: Vec<_> = up.iter().map(|one| moved(one, true)).collect();
            working.push(format!("上划一档要：{}", moves.join("，并且")));
        }
        let down = sizing.moves_down();
        if !down.is_empty() {
            let moves: Vec<_> = down.iter().map(|one| moved(one, false)).collect();
            working.push(format!("任一项发生即下划一档：{}", moves.join("，或者")));
        }
    }
    SizeWords { result, working }
}

/// The lower limits of an indicator: `大型 ≥ 1,000 人，中型 ≥ 300 人，小型 ≥ 20 人`.
pub fn limit_words(limits: &Limits) -> String {
    let unit = limits.indicator.unit();
    let classes = [SizeClass::Large, SizeClass::Medium, SizeClass::Small];
    let one = |class| Some(format!("{} ≥ {}", size_class_name(class), quantity(limits.of(class)?, &unit)));
    classes.into_iter().filter_map(one).collect::<Vec<_>>().join("，")
}

fn one_indicator(indicated: &Indicated) -> String {
    let name = indicator_name(indicated.limits.indicator);
    let limits = limit_words(&indicated.limits);
    match (indicated.value, indicated.class) {
        (Some(value), Some(class)) => {
            let value = quantity(value, &indicated.limits.indicator.unit());
            format!("{name} {value}：单看这一项为{}（{limits}）", size_class_name(class))
        }
        _ => format!("{name}未填（{limits}）"),
    }
}

pub(super) fn moved(one: &Move, up: bool) -> String {
    let unit = one.indicator.unit();
    let name = indicator_name(one.indicator);
    let limit = quantity(one.limit, &unit);
    let by = |by: &Exact| format!("{} {}", grouped(&to_plain(by, unit.step_decimals())), unit.symbol());
    match (&one.by, up) {
        (Some(distance), true) => format!("{name}达到 {limit}（还差 {}）", by(distance)),
        (Some(distance), false) => format!("{name}低于 {limit}（减少 {}）", by(distance)),
        (None, true) => format!("{name}达到 {limit}"),
        (None, false) => format!("{name}低于 {limit}"),
    }
}
