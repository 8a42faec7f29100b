//! What documents say of a row: what was asked, what was reached, how far it is, for each figure that it looks at.

use crate::domain::attainment::completion;
use crate::domain::policy::{Pack, SeriesId};
use crate::domain::quantity::{Exact, Unit};
use crate::domain::working::{Test, Verdict, Working};
use crate::report::{Align, Column};
use crate::text;
use num_traits::Zero;

/// One figure, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub what: String,
    /// What was asked.
    pub asked: String,
    /// What was reached.
    pub reached: String,
    /// 完成率, growth or share.
    pub rate: String,
    /// What is left.
    pub short: String,
}

/// The figures that a working looks at.
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
    // What is required stands in a column of its own.
    let short = short.iter().filter_map(|words| words.split('（').next()).filter(|words| words.starts_with("还差"));
    let short = short.collect::<Vec<_>>().join("；");
    let percent = |share: Option<Exact>| share.map(|share| text::percent(&share)).unwrap_or_default();
    let fact = match &working.test {
        Test::Minimum { series, figure, minimum, .. } => Fact {
            what: name(series),
            asked: minimum.as_ref().map_or("未下达".to_owned(), |minimum| value(series, Some(&minimum.value))),
            reached: value(series, figure.value()),
            rate: percent(completion(working)),
            short,
        },
        Test::Total { series, sum, minimum, .. } => Fact {
            what: format!("{}累计", name(series)),
            asked: minimum.as_ref().map_or("未下达".to_owned(), |minimum| value(series, Some(&minimum.value))),
            reached: value(series, Some(sum)),
            rate: percent(completion(working)),
            short,
        },
        Test::Growth { amounts, from, to, rate, .. } => {
            let first = amounts.first().cloned().unwrap_or_else(|| SeriesId::new(""));
            let names: Vec<_> = amounts.iter().map(name).collect();
            let years = to.0.years_since(from.0).unwrap_or(0);
            let base = from.1.as_ref().filter(|base| !base.is_zero());
            let grown = base
                .zip(to.1.as_ref())
                .and_then(|(base, reached)| text::average_growth(base, reached, years, &rate.value));
            let required = working.test.required().map(|required| value(&first, Some(&required)));
            let required = required.map(|required| format!("（{}年 {required}）", to.0)).unwrap_or_default();
            Fact {
                what: names.join("与"),
                asked: format!("年均增长 {}{required}", text::percent(&rate.value)),
                reached: format!("{}（{}年 {}）", value(&first, to.1.as_ref()), from.0, value(&first, from.1.as_ref())),
                rate: grown.unwrap_or_default(),
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
                what: format!("{}占{}", name(numerator), name(denominator)),
                asked: text::percent(&share.value),
                reached: format!("{} ÷ {}", value(numerator, part.as_ref()), value(denominator, whole.as_ref())),
                rate: rate.map(|(part, whole)| text::percent_under(&(part / whole), &share.value)).unwrap_or_default(),
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

/// The same in one line: `质押项目 1,100 件，要求 1,100 件，完成率 100%`.
pub fn fact_line(fact: &Fact) -> String {
    let asked = if fact.asked.is_empty() { String::new() } else { format!("要求 {}", fact.asked) };
    let rate = match fact.rate.as_str() {
        "" => String::new(),
        rate if rate.starts_with(|character: char| character.is_ascii_digit()) && !rate.contains('年') => {
            format!("达 {rate}")
        }
        rate => rate.to_owned(),
    };
    let parts = [format!("{} {}", fact.what, fact.reached), asked, rate, fact.short.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，")
}

/// Several facts in the cells of one row of a table, one line for each.
pub fn cells(facts: &[Fact], of: fn(&Fact) -> &str) -> String {
    facts.iter().map(|fact| if of(fact).is_empty() { "—" } else { of(fact) }).collect::<Vec<_>>().join("\n")
}

/// A column.
pub fn column(head: &str, width: u16, align: Align) -> Column {
    Column { head: head.to_owned(), width, align }
}

/// The working as lines, each part below what it belongs to.
pub fn working_lines(pack: &Pack, working: &Working, depth: usize) -> Vec<String> {
    let formula = text::formula(pack, working);
    let mut parts = vec![format!("{}：{}", formula.title, text::verdict_words(working))];
    parts.extend([formula.rule, formula.numbers].into_iter().filter(|text| !text.is_empty()));
    if working.parts.is_empty() || working.distance.is_some() {
        parts.extend(text::distance_words(pack, working));
    }
    parts.extend(formula.remarks);
    parts.extend(working.readings.iter().map(|choice| format!("口径：{}", text::choice_words(pack, choice))));
    if !working.clause.0.is_empty() {
        parts.push(format!("依据：{}", working.clause.0));
    }
    let indent = "　".repeat(depth.min(4));
    let mut lines = vec![format!("{indent}{}。", parts.join("；"))];
    lines.extend(working.parts.iter().flat_map(|part| working_lines(pack, part, depth.saturating_add(1))));
    lines
}
