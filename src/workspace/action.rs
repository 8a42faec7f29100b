//! What a user can do to a workspace, as past events.

use super::Workspace;
use crate::domain::figures::{Answer, Level};
use crate::domain::policy::{OptionId, Pack, ReadingId, RowId, SeriesId, StatementId, TargetKind};
use crate::domain::quantity::{Day, Exact, Period, TypedError, Unit, Year, read_typed, read_typed_share};
use num_traits::{One, Signed};
use thiserror::Error;

/// Something that was done.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The unit was named.
    UnitNamed(String),
    /// Province or city was chosen.
    LevelChosen(Level),
    /// A day was typed.
    AsOfTyped(String),
    /// A figure was typed.
    FigureTyped(SeriesId, Period, String),
    /// An allotted target was typed.
    TargetTyped(RowId, TargetSlot, String),
    /// An option of a reading was chosen.
    ReadingChosen(ReadingId, OptionId),
    /// A statement was answered, or its answer taken back.
    StatementAnswered(StatementId, Option<bool>),
    /// Evidence for a statement was written.
    EvidenceWritten(StatementId, String),
    /// A row was marked as not applicable, with a reason.
    RowLeftOut(RowId, String),
    /// That mark was taken back.
    RowTakenIn(RowId),
}

/// Which of a row's targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetSlot {
    /// Of one year.
    Year(Year),
    /// Of the whole period.
    Total,
    /// Average growth.
    Rate,
    /// Share.
    Share,
}

/// A field that takes typed text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The day that figures are as of.
    AsOf,
    /// A figure.
    Figure(SeriesId, Period),
    /// A target.
    Target(RowId, TargetSlot),
}

/// Why typed text was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TypedProblem {
    /// Not a figure of that field.
    #[error(transparent)]
    Number(#[from] TypedError),
    /// No day of the calendar.
    #[error("no day")]
    Day,
    /// A rate or share that is not over 0.
    #[error("not over 0")]
    NotPositive,
    /// A share over 100 %.
    #[error("over 100 %")]
    OverOne,
}

impl TargetSlot {
    /// The kind of target that it holds.
    pub fn kind(self) -> TargetKind {
        match self {
            TargetSlot::Year(_) => TargetKind::Yearly,
            TargetSlot::Total => TargetKind::Total,
            TargetSlot::Rate => TargetKind::Rate,
            TargetSlot::Share => TargetKind::Share,
        }
    }
}

impl Action {
    /// The workspace after it; `None` when nothing changes.
    pub fn apply(&self, workspace: &Workspace, pack: &Pack) -> Option<Workspace> {
        let mut next = workspace.clone();
        match self {
            Action::UnitNamed(unit) => next.unit = plain_name(unit),
            Action::LevelChosen(level) => next.level = *level,
            Action::AsOfTyped(text) => {
                let read = if text.trim().is_empty() { Ok(None) } else { read_day(text).map(Some) };
                next.take(Field::AsOf, text, read, |next, day| next.as_of = day);
            }
            Action::FigureTyped(series, period, text) => {
                let unit = &pack.series_of(series)?.unit;
                let field = Field::Figure(series.clone(), *period);
                let read = read_typed(text, unit).map_err(TypedProblem::from);
                next.take(field, text, read, |next, value| next.figures.put_own(series, *period, value));
            }
            Action::TargetTyped(row, slot, text) => next.type_target(pack, row, *slot, text)?,
            Action::ReadingChosen(reading, option) => next.readings.choose(reading.clone(), option.clone()),
            Action::StatementAnswered(statement, Some(holds)) => {
                let evidence = next.statements.get(statement).map(|answer| answer.evidence.clone());
                let answer = Answer { holds: *holds, evidence: evidence.unwrap_or_default() };
                next.statements.insert(statement.clone(), answer);
            }
            Action::StatementAnswered(statement, None) => drop(next.statements.remove(statement)),
            Action::EvidenceWritten(statement, evidence) => {
                next.statements.get_mut(statement)?.evidence = evidence.trim().to_owned();
            }
            Action::RowLeftOut(row, reason) => {
                next.not_applicable.insert(row.clone(), reason.trim().to_owned());
            }
            Action::RowTakenIn(row) => drop(next.not_applicable.remove(row)),
        }
        (next != *workspace).then_some(next)
    }
}

/// Characters that a unit's name may have.
pub(super) const LONGEST_UNIT: usize = 100;

/// A name without control characters and without those that turn the direction of the line.
pub(super) fn plain_name(name: &str) -> String {
    let turns = |character: &char| matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let plain = name.chars().filter(|character| !character.is_control() && !turns(character));
    plain.take(LONGEST_UNIT).collect::<String>().trim().to_owned()
}

impl Workspace {
    /// Takes what was read, or keeps the text that was not understood beside what it would replace.
    fn take<T>(
        &mut self,
        field: Field,
        text: &str,
        read: Result<T, TypedProblem>,
        put: impl FnOnce(&mut Workspace, T),
    ) {
        match read {
            Ok(value) => {
                self.not_understood.remove(&field);
                put(self, value);
            }
            Err(_) => drop(self.not_understood.insert(field, text.to_owned())),
        }
    }

    fn type_target(&mut self, pack: &Pack, id: &RowId, slot: TargetSlot, text: &str) -> Option<()> {
        let row = pack.row(id)?;
        if !row.rule.target_kinds().contains(&slot.kind()) {
            return None;
        }
        let mut target = self.targets.get(id).cloned().unwrap_or_default();
        let read = match slot {
            TargetSlot::Year(_) | TargetSlot::Total => read_typed(text, target_unit(pack, id)?)
                .map(|value| match (slot, value) {
                    (TargetSlot::Year(year), Some(value)) => drop(target.years.insert(year, value)),
                    (TargetSlot::Year(year), None) => drop(target.years.remove(&year)),
                    (_, value) => target.total = value,
                })
                .map_err(TypedProblem::from),
            TargetSlot::Rate => read_rate(text).map(|rate| target.rate = rate),
            TargetSlot::Share => read_share(text).map(|share| target.share = share),
        };
        self.take(Field::Target(id.clone(), slot), text, read, |next, ()| {
            if target.is_empty() {
                next.targets.remove(id);
            } else {
                next.targets.insert(id.clone(), target);
            }
        });
        Some(())
    }
}

/// Why a field's text was not taken, if it was not.
pub fn problem_of(workspace: &Workspace, pack: &Pack, field: &Field) -> Option<TypedProblem> {
    let text = workspace.not_understood.get(field)?;
    match field {
        Field::AsOf => read_day(text).err(),
        Field::Figure(series, _) => read_typed(text, &pack.series_of(series)?.unit).err().map(TypedProblem::from),
        Field::Target(_, TargetSlot::Rate) => read_rate(text).err(),
        Field::Target(_, TargetSlot::Share) => read_share(text).err(),
        Field::Target(row, _) => read_typed(text, target_unit(pack, row)?).err().map(TypedProblem::from),
    }
}

fn target_unit<'pack>(pack: &'pack Pack, row: &RowId) -> Option<&'pack Unit> {
    let series = *pack.row(row)?.rule.series().first()?;
    Some(&pack.series_of(series)?.unit)
}

fn read_rate(text: &str) -> Result<Option<Exact>, TypedProblem> {
    let rate = read_typed_share(text)?;
    if rate.as_ref().is_some_and(|rate| !rate.is_positive()) { Err(TypedProblem::NotPositive) } else { Ok(rate) }
}

fn read_share(text: &str) -> Result<Option<Exact>, TypedProblem> {
    let share = read_rate(text)?;
    if share.as_ref().is_some_and(|share| share > &Exact::one()) { Err(TypedProblem::OverOne) } else { Ok(share) }
}

/// Reads `2022-01-10`, `2022/1/10`, `2022.1.10`, `2022年1月10日` or `20220110`, full-width digits
/// included.
fn read_day(text: &str) -> Result<Day, TypedProblem> {
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
    use super::super::PackRef;
    use super::*;

    fn workspace() -> (Pack, Workspace) {
        let open = crate::packs::open(crate::packs::BUILT_IN).unwrap();
        let pack = PackRef { id: open.pack.id.clone(), sha256: open.sha256 };
        (open.pack, Workspace::new("w".to_owned(), "示例市".to_owned(), Level::City, pack))
    }

    #[test]
    fn text_that_is_not_understood_is_kept_and_replaces_nothing() {
        let (pack, empty) = workspace();
        let series = SeriesId::new("pledge_amount");
        let year = Year::new(2021).unwrap();
        let typed = |text: &str| Action::FigureTyped(series.clone(), Period::Year(year), text.to_owned());
        let filled = typed("45").apply(&empty, &pack).unwrap();
        let broken = typed("4S").apply(&filled, &pack).unwrap();
        assert_eq!(broken.figures, filled.figures);
        assert_eq!(broken.figure_text(&series, year), "4S");
        let field = Field::Figure(series.clone(), Period::Year(year));
        assert!(problem_of(&broken, &pack, &field).is_some());
        let mended = typed("46亿元").apply(&broken, &pack).unwrap();
        assert_eq!(mended.figure_text(&series, year), "46");
        assert_eq!(problem_of(&mended, &pack, &field), None);
        assert_eq!(typed("46").apply(&mended, &pack), None);
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

    #[test]
    fn a_target_of_the_wrong_kind_is_not_taken() {
        let (pack, empty) = workspace();
        let typed = |row: &str, slot, text: &str| Action::TargetTyped(RowId::new(row), slot, text.to_owned());
        assert_eq!(typed("1", TargetSlot::Rate, "30%").apply(&empty, &pack), None);
        let share = typed("9", TargetSlot::Share, "90%").apply(&empty, &pack).unwrap();
        assert_eq!(share.target_text(&RowId::new("9"), TargetSlot::Share), "90%");
        let over = typed("9", TargetSlot::Share, "120%").apply(&share, &pack).unwrap();
        assert_eq!(over.targets, share.targets);
        let blank = typed("9", TargetSlot::Share, "").apply(&over, &pack).unwrap();
        assert_eq!(blank, empty);
    }

    #[test]
    fn the_province_is_bound_by_the_pack_alone() {
        let (pack, empty) = workspace();
        let with_target = Action::TargetTyped(RowId::new("1"), TargetSlot::Total, "9".to_owned());
        let mut filled = with_target.apply(&empty, &pack).unwrap();
        filled = Action::AsOfTyped("2022-01-10".to_owned()).apply(&filled, &pack).unwrap();
        filled = Action::RowLeftOut(RowId::new("12"), String::new()).apply(&filled, &pack).unwrap();
        filled = Action::LevelChosen(Level::Province).apply(&filled, &pack).unwrap();
        assert_eq!(filled.situation().unwrap().faults(&pack), []);
    }
}
