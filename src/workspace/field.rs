//! Fields that take typed text, and why a text was rejected.

use super::Workspace;
use crate::domain::figures::{Figures, Provenance, TargetSlot};
use crate::domain::policy::{Pack, RowId, SeriesId};
use crate::domain::quantity::{Day, Exact, Grain, Period, TypedError, Unit, Year, read_typed, read_typed_share};
use num_traits::{One, Signed};
use thiserror::Error;

/// A field that takes typed text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The as-of day.
    AsOf,
    /// The unit's own figure, in the grid.
    Figure(SeriesId, Period),
    /// A source's figure.
    Observed(SeriesId, Period, Provenance),
    /// The day of a source's figure.
    ObservedOn(SeriesId, Period, Provenance),
    /// A target.
    Target(RowId, TargetSlot),
    /// The day of a revision, by its index in the list.
    RevisedOn(usize),
    /// A figure of a scenario, by its index from 0.
    Supposed(usize, SeriesId, Year),
}

/// Separates the parts of a key; pack ids never contain it.
const SEPARATOR: char = '\u{1F}';

impl Field {
    /// The key of a figure, a target or the as-of day; `None` for other fields.
    pub fn key(&self) -> Option<String> {
        let parts = match self {
            Field::AsOf => vec!["as_of".to_owned()],
            Field::Figure(series, period) => vec!["figure".to_owned(), series.to_string(), period.to_string()],
            Field::Target(row, slot) => vec!["target".to_owned(), row.to_string(), slot.to_string()],
            Field::Supposed(which, series, year) => {
                vec!["supposed".to_owned(), which.to_string(), series.to_string(), year.to_string()]
            }
            Field::Observed(..) | Field::ObservedOn(..) | Field::RevisedOn(_) => return None,
        };
        Some(parts.join(&SEPARATOR.to_string()))
    }

    /// The field of a key.
    pub fn from_key(key: &str) -> Option<Field> {
        let parts: Vec<&str> = key.split(SEPARATOR).collect();
        match parts.as_slice() {
            ["as_of"] => Some(Field::AsOf),
            ["figure", series, period] => Some(Field::Figure(SeriesId::new(series), Period::parse(period)?)),
            ["supposed", which, series, year] => {
                Some(Field::Supposed(which.parse().ok()?, SeriesId::new(series), Year::parse(year)?))
            }
            ["target", row, slot] => Some(Field::Target(RowId::new(row), TargetSlot::parse(slot)?)),
            _ => None,
        }
    }
}

/// Why a typed text was rejected.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TypedProblem {
    /// Not a figure for this field.
    #[error(transparent)]
    Number(#[from] TypedError),
    /// Not a calendar day.
    #[error("no day")]
    Day,
    /// A rate or share that is not above 0.
    #[error("not over 0")]
    NotPositive,
    /// A share above 100 %.
    #[error("over 100 %")]
    OverOne,
    /// A quarter in a year entered by months, or the reverse.
    #[error("the year is entered in other periods")]
    OtherPeriods(Grain),
}

/// Why a field's text was rejected; `None` if it was not.
pub fn problem_of(workspace: &Workspace, pack: &Pack, field: &Field) -> Option<TypedProblem> {
    let text = workspace.not_understood.get(field)?;
    let other = other_periods(&workspace.entries.figures, field, text).map(TypedProblem::OtherPeriods);
    other.or_else(|| problem_with(pack, field, text))
}

/// The period length that a year already uses, if the text is for another length (SPEC "Periods": one sub-year
/// grain per series and year).
pub(super) fn other_periods(figures: &Figures, field: &Field, text: &str) -> Option<Grain> {
    let (Field::Figure(series, period) | Field::Observed(series, period, _)) = field else { return None };
    let other = figures.grain(series, period.year()).filter(|grain| *grain != period.grain());
    other.filter(|_| period.grain() != Grain::Year && !text.trim().is_empty())
}

/// Why the field would reject a text; `None` if it would accept it.
pub fn problem_with(pack: &Pack, field: &Field, text: &str) -> Option<TypedProblem> {
    match field {
        Field::AsOf | Field::ObservedOn(..) | Field::RevisedOn(_) => read_day_or_blank(text).err(),
        Field::Figure(series, _) | Field::Observed(series, ..) | Field::Supposed(_, series, _) => {
            read_typed(text, &pack.series_of(series)?.unit).err().map(TypedProblem::from)
        }
        Field::Target(_, TargetSlot::Rate) => read_rate(text).err(),
        Field::Target(_, TargetSlot::Share) => read_share(text).err(),
        Field::Target(row, _) => read_typed(text, target_unit(pack, row)?).err().map(TypedProblem::from),
    }
}

/// A day, or a blank.
pub(super) fn read_day_or_blank(text: &str) -> Result<Option<Day>, TypedProblem> {
    if text.trim().is_empty() { Ok(None) } else { read_day(text).map(Some) }
}

/// The unit of a row's first series, in which its targets are given.
pub(in crate::workspace) fn target_unit<'pack>(pack: &'pack Pack, row: &RowId) -> Option<&'pack Unit> {
    let series = *pack.row(row)?.rule.series().first()?;
    Some(&pack.series_of(series)?.unit)
}

/// A rate above 0, or a blank.
pub(super) fn read_rate(text: &str) -> Result<Option<Exact>, TypedProblem> {
    let rate = read_typed_share(text)?;
    if rate.as_ref().is_some_and(|rate| !rate.is_positive()) { Err(TypedProblem::NotPositive) } else { Ok(rate) }
}

/// A share above 0 and at most 1, or a blank.
pub(super) fn read_share(text: &str) -> Result<Option<Exact>, TypedProblem> {
    let share = read_rate(text)?;
    if share.as_ref().is_some_and(|share| share > &Exact::one()) { Err(TypedProblem::OverOne) } else { Ok(share) }
}

/// Reads `2022-01-10`, `2022/1/10`, `2022.1.10`, `2022年1月10日` or `20220110`; full-width digits too.
pub fn read_day(text: &str) -> Result<Day, TypedProblem> {
    let half_width = text.trim().chars().map(|character| match character {
        '０'..='９' => u32::from(character).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(character),
        '年' | '月' | '/' | '.' | '．' | '－' | '／' => '-',
        other => other,
    });
    let plain: String = half_width.filter(|character| !character.is_whitespace()).collect();
    let plain = plain.strip_suffix('日').unwrap_or(&plain);
    let parts: Vec<&str> = match (plain.len(), plain.get(..4), plain.get(4..6), plain.get(6..)) {
        (8, Some(year), Some(month), Some(day)) if !plain.contains('-') => vec![year, month, day],
        _ => plain.split('-').collect(),
    };
    let day = match parts.as_slice() {
        [year, month, day] if (1..=2).contains(&month.len()) && (1..=2).contains(&day.len()) => {
            Day::parse(&format!("{year}-{month:0>2}-{day:0>2}"))
        }
        _ => None,
    };
    day.ok_or(TypedProblem::Day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_read_back_from_their_keys() {
        let year = Year::new(2021).unwrap();
        let slots = [TargetSlot::Year(year), TargetSlot::Total, TargetSlot::Rate, TargetSlot::Share];
        let targets = slots.map(|slot| Field::Target(RowId::new("A 1"), slot));
        let figure = Field::Figure(SeriesId::new("pledge_amount"), Period::Month(year, 3));
        let supposed = Field::Supposed(1, SeriesId::new("pledge_amount"), year);
        for field in targets.into_iter().chain([Field::AsOf, figure, supposed]) {
            assert_eq!(field.key().as_deref().and_then(Field::from_key), Some(field));
        }
        assert_eq!(Field::from_key("figure"), None);
    }

    #[test]
    fn days_are_typed_in_many_ways() {
        for text in ["2022-01-10", "2022/1/10", "2022.1.10", "2022年1月10日", "20220110", "２０２２－０１－１０"]
        {
            assert_eq!(read_day(text).map(|day| day.to_string()), Ok("2022-01-10".to_owned()), "{text}");
        }
        for text in ["2022-02-30", "22-1-10", "today", "2022", "2022-1", "2022-001-10"] {
            assert_eq!(read_day(text), Err(TypedProblem::Day), "{text}");
        }
    }
}
