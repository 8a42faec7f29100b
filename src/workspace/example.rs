//! 示例市 – an invented unit to try the tool with. Every figure is made up.

use super::plan::{Measure, Progress, Serves, TypedDay};
use super::self_check::{Column, Question};
use super::{PackRef, SelfCheck, WorkPlan, Workspace};
use crate::domain::enterprise::Indicator;
use crate::domain::figures::{Answer, Level, RowTarget};
use crate::domain::policy::{Kind, Pack, RowId, Rule, Series, StatementId, SubjectKind};
use crate::domain::quantity::{Day, Period, Quantity, Year};
use crate::domain::subsidy::Transaction;

/// An invented city in the plan's last year but one, as of 30 September. It works for any pack: figures depend
/// on the order of the series.
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
        example.allocate(pack, &row.id, &row.rule);
    }
    if let Some(statement) = pack.statements.first() {
        example.state(&statement.id);
    }
    example.entries_mut().plans.insert(open_year, example_plan(pack, open_year));
    example
}

/// An invented plan: one measure for each of the first two rows, one for the first task.
fn example_plan(pack: &Pack, year: Year) -> WorkPlan {
    let rows = pack.rows.iter().take(2).map(|row| Serves::Row(row.id.clone()));
    let tasks = pack.tasks.iter().filter(|task| task.names_cities).take(1).map(|task| Serves::Task(task.number));
    let told = [
        ("举办专利供需对接会 4 场", "市知识产权局运用科", "06-30", Progress::Done),
        ("走访流出专利较多的高校，建到账台账", "市知识产权局运用科", "11-30", Progress::UnderWay),
        ("选 2 个产业做专利导航", "市知识产权局、市工信局", "09-15", Progress::UnderWay),
    ];
    let measures = rows.chain(tasks).zip(told).zip(1_u32..).map(|((serves, (what, who, day, progress)), number)| {
        let measure = Measure {
            number,
            serves,
            what: what.to_owned(),
            who: who.to_owned(),
            due: TypedDay::typed(&format!("{year}-{day}")),
            evidence: String::new(),
            progress,
        };
        (format!("example-{number}"), measure)
    });
    let filed = TypedDay::typed(&format!("{year}-03-28"));
    WorkPlan { filed, measures: measures.collect(), ..WorkPlan::default() }
}

/// An invented firm with three transactions: one counts, one may count, one does not. Its codes and numbers
/// have valid check digits and belong to nobody.
pub fn example_check(id: String) -> SelfCheck {
    let mut check = SelfCheck::new(id, Some(SubjectKind::Enterprise), "示例精密制造有限公司".to_owned());
    check.example = true;
    let answers = [
        (Question::Code, "91999999MA00000079"),
        (Question::Industry, "industry"),
        (Question::Year, "2022"),
        (Question::Size(Indicator::Employees), "128"),
        (Question::Size(Indicator::Revenue), "3650"),
        (Question::EarlierYear, "2021"),
        (Question::Earlier(Indicator::Employees), "120"),
        (Question::Earlier(Indicator::Revenue), "3120.5"),
    ];
    answers.into_iter().for_each(|(question, text)| check.answer(question, text));
    let rows: [&[(Column, &str)]; 3] = [
        &[
            (Column::Mode, "licence"),
            (Column::Counterparty, "示例大学"),
            (Column::Supplier, "university"),
            (Column::Patents, "ZL202110000001.6、ZL202110000002.0"),
            (Column::Contract, "示-2022-01"),
            (Column::ContractAmount, "36"),
            (Column::ReceivedAmount, "20"),
            (Column::Signed, "2022-02-18"),
            (Column::Effective, "2022-03-01"),
            (Column::Implemented, "true"),
        ],
        &[
            (Column::Mode, "assignment"),
            (Column::Counterparty, "示例研究院"),
            (Column::Supplier, "university"),
            (Column::ContractAmount, "12.5"),
            (Column::Effective, "2022-08-15"),
        ],
        &[
            (Column::Mode, "assignment"),
            (Column::Counterparty, "示例国有企业"),
            (Column::Supplier, "state_owned_enterprise"),
            (Column::Effective, "2022-10-08"),
            (Column::Implemented, "true"),
        ],
    ];
    check.answers.transactions.resize(rows.len(), Transaction::default());
    for (index, cells) in rows.into_iter().enumerate() {
        cells.iter().for_each(|(column, text)| check.answer(Question::Transaction(index, *column), text));
    }
    check
}

/// Start value of a series whose row asks for a total over the whole plan.
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

/// The start value after some years of growth. A flow of the unfinished year gets three quarters.
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
    fn allocate(&mut self, pack: &Pack, row: &RowId, rule: &Rule) {
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
    fn the_example_of_a_self_check_is_understood_and_shows_every_state() {
        let open = packs::open(packs::BUILT_IN).unwrap();
        let check = example_check("c".to_owned());
        assert_eq!(check.not_understood, Default::default());
        let found = crate::domain::subsidy::examine(&open.pack, &check.examined(), None);
        let states: std::collections::BTreeSet<_> =
            found.iter().flat_map(|scope| scope.elements.iter().map(|finding| finding.state)).collect();
        assert_eq!(states.len(), 4);
        let counts: Vec<_> = found[1].transactions.iter().map(|transaction| transaction.counts()).collect();
        assert_eq!(counts, [Some(true), None, Some(false)]);
    }

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
