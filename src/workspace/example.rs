//! 示例市 – an invented unit to try the tool with. Every figure is made up.

use super::{PackRef, Workspace};
use crate::domain::figures::{Answer, Level, RowTarget};
use crate::domain::policy::{Kind, Pack, RowId, Rule, Series, StatementId};
use crate::domain::quantity::{Day, Period, Quantity};

/// An invented city half-way through the plan's last year but one. Works for any pack: figures
/// follow from the order of its series.
pub fn example(id: String, pack: &Pack, pack_ref: PackRef) -> Workspace {
    let mut example = Workspace::new(id, "示例市".to_owned(), Level::City, pack_ref);
    example.example = true;
    let open_year = pack.last_year.previous().filter(|year| *year >= pack.first_year).unwrap_or(pack.last_year);
    example.entries_mut().as_of = Day::new(open_year, 9, 30);
    for (index, series) in pack.series.iter().enumerate().filter(|(_, series)| !series.supplementary) {
        let start = if is_totalled(pack, series) { SMALL } else { start_of(index, series) };
        // Each series grows at a pace of its own, so that some rows are met and some are not.
        let per_cent = 34_u64.saturating_sub(u64::try_from(index).unwrap_or(0));
        for (step, year) in (0_u64..).zip(pack.figure_years().filter(|year| *year <= open_year)) {
            let value = grown(start, step, per_cent, series, year == open_year);
            example.entries_mut().figures.put_own(
                &series.id,
                Period::Year(year),
                Quantity::parse(&value, &series.unit).ok(),
            );
        }
    }
    for row in &pack.rows {
        example.allot(pack, &row.id, &row.rule);
    }
    if let Some(statement) = pack.statements.first() {
        example.state(&statement.id);
    }
    example
}

/// What a series starts from that is added up over the whole plan.
const SMALL: u64 = 7;

fn is_totalled(pack: &Pack, series: &Series) -> bool {
    pack.rows.iter().any(|row| matches!(&row.rule, Rule::MinimumTotal { series: of, .. } if of == &series.id))
}

fn start_of(index: usize, series: &Series) -> u64 {
    let spread = u64::try_from(index).unwrap_or(0).saturating_mul(37) % 90;
    match (&series.at_most, series.unit.is_count()) {
        (Some(_), true) => 118,
        (Some(_), false) => 640,
        (None, true) => spread.saturating_add(140),
        (None, false) => spread.saturating_add(710),
    }
}

/// A start that grows by some per cent each year; a flow of an unfinished year is three quarters.
fn grown(start: u64, step: u64, per_cent: u64, series: &Series, unfinished: bool) -> String {
    let grown = (0..step).fold(start, |value, _| value.saturating_mul(per_cent.saturating_add(100)) / 100);
    let value = if unfinished && series.kind == Kind::Flow { grown.saturating_mul(3) / 4 } else { grown };
    match series.unit.step_decimals() {
        0 => value.to_string(),
        4 => format!("{}.{:02}", value / 100, value % 100),
        _ => format!("{}.{}", value, value % 10),
    }
}

impl Workspace {
    fn allot(&mut self, pack: &Pack, row: &RowId, rule: &Rule) {
        let mut target = RowTarget::default();
        let unit = rule.series().first().and_then(|series| pack.series_of(series)).map(|series| series.unit.clone());
        let Some(unit) = unit else { return };
        match rule {
            Rule::MinimumEachYear { series, .. } => {
                for (step, year) in (0_u64..).zip(pack.plan_years()) {
                    let index = pack.series.iter().position(|known| &known.id == series).unwrap_or(0);
                    let start = pack.series.get(index).map_or(100, |series| start_of(index, series));
                    let value = start.saturating_mul(step.saturating_mul(15).saturating_add(112)) / 100;
                    let text = if unit.step_decimals() == 4 {
                        format!("{}.{:02}", value / 100, value % 100)
                    } else {
                        value.to_string()
                    };
                    if let Ok(value) = Quantity::parse(&text, &unit) {
                        target.years.insert(year, value);
                    }
                }
            }
            Rule::MinimumTotal { .. } => target.total = Quantity::parse("21", &unit).ok(),
            _ => return,
        }
        self.entries_mut().targets.insert(row.clone(), target);
    }

    fn state(&mut self, statement: &StatementId) {
        let answer = Answer { holds: true, evidence: "示例：线上对接活动 4 场，纪要存档".to_owned() };
        self.entries_mut().statements.insert(statement.clone(), answer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::figures::TargetSlot;
    use crate::domain::quantity::Year;
    use crate::packs;

    #[test]
    fn the_example_can_be_assessed_and_shows_several_verdicts() {
        let open = packs::open(packs::BUILT_IN).unwrap();
        let pack_ref = PackRef { id: open.pack.id.clone(), sha256: open.sha256.clone() };
        let example = example("e".to_owned(), &open.pack, pack_ref);
        let situation = example.situation().unwrap();
        assert_eq!(situation.faults(&open.pack), []);
        let assessment = crate::domain::attainment::assess(&open.pack, &situation);
        let year = Year::new(2021).unwrap();
        let verdicts: std::collections::BTreeSet<_> = assessment
            .rows
            .iter()
            .filter_map(|row| row.of(crate::domain::attainment::Span::Year(year)))
            .map(|working| format!("{:?}", working.verdict))
            .collect();
        assert!(verdicts.len() >= 2, "{verdicts:?}");
        assert_eq!(example.target_text(&RowId::new("12"), TargetSlot::Total), "21");
    }
}
