//! What documents say about a row: for each of its figures the requirement, the achieved value, the rate and the
//! shortfall.

use crate::domain::attainment::completion;
use crate::domain::policy::{GrowthMethod, Pack, SeriesId};
use crate::domain::quantity::{Exact, Unit, round_up};
use crate::domain::working::{Test, Verdict, Working};
use crate::report::{Align, Column};
use crate::text;
use crate::workspace::plan::Measure;
use num_traits::{Signed, Zero};

/// One figure, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// Its name.
    pub what: String,
    /// The series that it counts.
    pub series: Vec<SeriesId>,
    /// Its year or years; empty for a total over the plan's years and for a 定性要求.
    pub when: String,
    /// The requirement.
    pub asked: String,
    /// The achieved value.
    pub reached: String,
    /// 完成率, growth or share.
    pub rate: String,
    /// True where the rate is a growth rate.
    pub grows: bool,
    /// The shortfall.
    pub short: String,
}

/// The figures that a working tests.
pub fn facts(pack: &Pack, working: &Working) -> Vec<Fact> {
    let mut found = Vec::new();
    collect(pack, working, &mut found);
    found
}

fn collect(pack: &Pack, working: &Working, found: &mut Vec<Fact>) {
    if !working.parts.is_empty() {
        return working.parts.iter().for_each(|part| collect(pack, part, found));
    }
    let value = |of: &SeriesId, value: Option<&Exact>| {
        let unit = pack.series_of(of).map_or_else(|| Unit::new(""), |series| series.unit.clone());
        value.map_or("空白".to_owned(), |value| text::value(value, &unit))
    };
    let name = |series: &SeriesId| pack.series_of(series).map_or(String::new(), |one| one.short_name.clone());
    let short: Vec<_> = match working.verdict {
        Verdict::NotMet | Verdict::InProgress => text::distance_words(pack, working),
        _ => Vec::new(),
    };
    // The requirement has a column of its own.
    let short = short.iter().filter_map(|words| words.split('（').next()).filter(|words| words.starts_with("还差"));
    let short = short.collect::<Vec<_>>().join("；");
    let short = if short.is_empty() { short_of_pair(pack, working) } else { short };
    let percent = |share: Option<Exact>| share.map(|share| text::percent(&share)).unwrap_or_default();
    let fact = match &working.test {
        Test::Minimum { series, year, figure, minimum } => Fact {
            what: name(series),
            series: vec![series.clone()],
            when: format!("{year}年"),
            asked: minimum.as_ref().map_or("未下达".to_owned(), |minimum| value(series, Some(&minimum.value))),
            reached: value(series, figure.value()),
            rate: percent(completion(working)),
            grows: false,
            short,
        },
        Test::Total { series, minimum, .. } => Fact {
            what: format!("{}累计", name(series)),
            series: vec![series.clone()],
            when: String::new(),
            asked: minimum.as_ref().map_or("未下达".to_owned(), |minimum| value(series, Some(&minimum.value))),
            reached: total_reached(working, |known| value(series, Some(known))),
            rate: percent(completion(working)),
            grows: false,
            short,
        },
        Test::Growth { amounts, method, from, to, rate } => {
            let first = amounts.first().cloned().unwrap_or_else(|| SeriesId::new(""));
            let names: Vec<_> = amounts.iter().map(name).collect();
            let years = to.0.years_since(from.0).unwrap_or(0);
            let base = from.1.as_ref().filter(|base| !base.is_zero());
            // A part-year figure is not compared with a whole year.
            let grown = base
                .filter(|_| working.verdict != Verdict::InProgress)
                .zip(to.1.as_ref())
                .and_then(|(base, reached)| text::growth_rate(base, reached, years, &rate.value));
            // Rounded up to the step of the series, like the shortfall.
            let decimals = pack.series_of(&first).map_or(6, |series| series.unit.step_decimals());
            let required = working.test.required().map(|required| value(&first, Some(&round_up(&required, decimals))));
            let required = required.map(|required| format!("（{}年 {required}）", to.0)).unwrap_or_default();
            let asked = if *method == GrowthMethod::EachYear { "每年增长" } else { "年均增长" };
            Fact {
                what: names.join("与"),
                series: amounts.clone(),
                when: format!("{}年", to.0),
                asked: format!("{asked} {}{required}", text::percent(&rate.value)),
                reached: format!("{}（{}年 {}）", value(&first, to.1.as_ref()), from.0, value(&first, from.1.as_ref())),
                rate: grown.map(|(rate, _)| if years > 1 { format!("年均 {rate}") } else { rate }).unwrap_or_default(),
                grows: true,
                short,
            }
        }
        Test::Share { numerator, denominator, figures, share, .. } => {
            let sum = |of: &dyn Fn(usize) -> Option<Exact>| {
                (0..figures.len()).try_fold(Exact::zero(), |sum, index| Some(sum + of(index)?))
            };
            let part = sum(&|index| figures.get(index)?.1.value().cloned());
            let whole = sum(&|index| figures.get(index)?.2.value().cloned());
            let rate = part.as_ref().zip(whole.as_ref()).filter(|(_, whole)| !whole.is_zero());
            Fact {
                what: format!("{}与{}之比", name(numerator), name(denominator)),
                series: vec![numerator.clone(), denominator.clone()],
                when: figures.iter().map(|(year, ..)| format!("{year}年")).collect::<Vec<_>>().join("、"),
                asked: text::percent(&share.value),
                reached: format!("{} ÷ {}", value(numerator, part.as_ref()), value(denominator, whole.as_ref())),
                rate: rate.map(|(part, whole)| text::percent_under(&(part / whole), &share.value)).unwrap_or_default(),
                grows: false,
                short,
            }
        }
        Test::Statement { id, holds } => Fact {
            what: pack.statement(id).map_or_else(|| id.to_string(), |statement| statement.name.clone()),
            reached: match holds {
                None => "未回答",
                Some(true) => "是",
                Some(false) => "否",
            }
            .to_owned(),
            ..Fact::default()
        },
        _ => return,
    };
    found.push(fact);
}

/// The shortfall of one year's growth over the year before, where every year is judged by itself: the row's
/// distance covers only its last year.
fn short_of_pair(pack: &Pack, working: &Working) -> String {
    let Test::Growth { amounts, method: GrowthMethod::EachYear, to, .. } = &working.test else { return String::new() };
    let unit = amounts.first().and_then(|id| pack.series_of(id)).map(|series| series.unit.clone());
    let open = matches!(working.verdict, Verdict::NotMet | Verdict::InProgress);
    let short = working.test.required().zip(to.1.as_ref()).map(|(required, reached)| required - reached);
    match (short.filter(|short| open && short.is_positive()), unit) {
        (Some(short), Some(unit)) => {
            format!("还差 {}", text::value(&round_up(&short, unit.step_decimals()), &unit))
        }
        _ => String::new(),
    }
}

/// The achieved value of a total: blank where all its years are, marked as incomplete where some are.
fn total_reached(working: &Working, shown: impl Fn(&Exact) -> String) -> String {
    let Some(known) = working.test.reached() else { return "空白".to_owned() };
    let blank: Vec<_> = working.test.blank_years().iter().map(|year| format!("{year}年")).collect();
    match blank.as_slice() {
        [] => shown(&known),
        blank => format!("{}（不全：{}空白）", shown(&known), blank.join("、")),
    }
}

/// A fact in one line: `质押项目 1,100 件，要求 1,100 件，达 100%`.
pub fn fact_line(fact: &Fact) -> String {
    let is_figure = |text: &str| text.starts_with(|character: char| character.is_ascii_digit());
    let spaced = |text: &str| if is_figure(text) { format!(" {text}") } else { text.to_owned() };
    let asked = if fact.asked.is_empty() { String::new() } else { format!("要求{}", spaced(&fact.asked)) };
    let rate = match (fact.rate.as_str(), fact.rate.strip_prefix("年均 ")) {
        ("", _) => String::new(),
        (_, Some(rate)) => format!("年均增长 {rate}"),
        (rate, None) => format!("{} {rate}", if fact.grows { "增长" } else { "达" }),
    };
    let parts = [format!("{}{}", fact.what, spaced(&fact.reached)), asked, rate, fact.short.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，")
}

/// One field of several facts in a table cell, one line for each. [`asked_cell`] says which is which.
pub fn cells(facts: &[Fact], of: fn(&Fact) -> &str) -> String {
    facts.iter().map(|fact| if of(fact).is_empty() { "—" } else { of(fact) }).collect::<Vec<_>>().join("\n")
}

/// The requirements in a table cell, each with its year or name where there are several.
pub fn asked_cell(facts: &[Fact]) -> String {
    let of_one_name =
        facts.windows(2).all(|pair| pair.first().map(|fact| &fact.what) == pair.last().map(|fact| &fact.what));
    let line = |fact: &Fact| {
        let asked = if fact.asked.is_empty() { "—" } else { &fact.asked };
        match (facts.len(), of_one_name) {
            (0 | 1, _) => asked.to_owned(),
            (_, true) => format!("{}：{asked}", fact.when),
            (_, false) => format!("{}：{asked}", fact.what),
        }
    };
    facts.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A column.
pub fn column(head: &str, width: u16, align: Align) -> Column {
    Column { head: head.to_owned(), width, align }
}

/// A measure in one sentence: `组织对接活动；责任单位：科技局；2022年6月30日前完成；佐证：活动通知。`
pub fn measure_sentence(measure: &Measure) -> String {
    let what = if measure.what.is_empty() { "（待填：措施）" } else { measure.what.trim_end_matches('。') };
    let labelled = |label: &str, text: &str| if text.is_empty() { String::new() } else { format!("{label}{text}") };
    let due = match measure.due.day() {
        Some(day) => format!("{}前完成", text::day_name(day)),
        None => labelled("时限：", measure.due.text()),
    };
    let parts = [what.to_owned(), labelled("责任单位：", &measure.who), due, labelled("佐证：", &measure.evidence)];
    format!("{}。", parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；"))
}
