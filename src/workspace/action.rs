//! User actions on a workspace, named as past events.

use super::plain_text::{plain_name, plain_remark};
use super::self_check::Question;
use super::{
    CheckChange, DeskChange, DraftChange, Entries, EntryKey, Field, Filing, PackRef, PlanChange, Purpose,
    ScenarioChange, Workspace, merge,
};
use crate::domain::figures::{
    Accumulation, Answer, Level, Observation, Provenance, Stage, TargetSlot, Targets, regrain,
};
use crate::domain::policy::{OptionId, Pack, ReadingId, RowId, SeriesId, StatementId};
use crate::domain::quantity::{Day, Grain, Period, Year};
use crate::packs::Items;
use std::rc::Rc;

/// A user action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// The workspace was named.
    Named(String),
    /// The unit was named.
    UnitNamed(String),
    /// Province or city was chosen.
    LevelChosen(Level),
    /// The as-of day was typed.
    AsOfTyped(String),
    /// A figure was typed.
    FigureTyped(SeriesId, Period, String),
    /// Several fields were changed at once.
    FieldsTyped(BulkEdit, Vec<(Field, String)>),
    /// Figures were filled in from a workbook.
    Imported(Box<Imported>),
    /// Whether a series' sub-year figures are cumulative was chosen.
    AccumulationChosen(SeriesId, Accumulation),
    /// The period length for a series and year was chosen.
    GrainChanged(SeriesId, Year, Grain),
    /// A source's figure was typed.
    ObservationTyped(SeriesId, Period, Provenance, String),
    /// The day of a source's figure was typed.
    ObservationDated(SeriesId, Period, Provenance, String),
    /// The note of a source's figure was written.
    ObservationNoted(SeriesId, Period, Provenance, String),
    /// Whether a source's figure is 快报 or 终报 was chosen.
    ObservationStaged(SeriesId, Period, Provenance, Stage),
    /// A source was adopted; `None` returns to the default order of sources.
    ObservationAdopted(SeriesId, Period, Option<Provenance>),
    /// A target was typed.
    TargetTyped(RowId, TargetSlot, String),
    /// The day of a revision was typed.
    RevisionDated(usize, String),
    /// The reason of a revision was written.
    RevisionExplained(usize, String),
    /// The change only fixed a typo: drop the record.
    RevisionDropped(usize),
    /// An option of an ambiguous reading was chosen.
    ReadingChosen(ReadingId, OptionId),
    /// A statement was answered, or the answer withdrawn.
    StatementAnswered(StatementId, Option<bool>),
    /// Evidence for a statement was written.
    EvidenceWritten(StatementId, String),
    /// A row was marked as not applicable, with a reason.
    RowLeftOut(RowId, String),
    /// The mark was removed: the row applies again.
    RowTakenIn(RowId),
    /// 报送 – the entries were frozen as a version.
    VersionFrozen(Box<Filing>),
    /// The reason why an entry differs from the last version was written.
    ChangeExplained(EntryKey, String),
    /// A self-check was changed, by its id.
    SelfCheck(String, CheckChange),
    /// The plan of a year was changed.
    Planned(Year, PlanChange),
    /// The workspace moved to another edition of its pack; its items are remembered.
    PackAdopted(PackRef, Rc<Items>),
    /// The desk was changed.
    AtDesk(DeskChange),
    /// The drafted documents were edited.
    Drafted(DraftChange),
    /// 分解下达 – targets that a superior issued were imported, with the day and the document.
    IssueTaken(Box<IssuedTargets>),
    /// A figure of a scenario was typed.
    SupposedTyped(Field, String),
    /// A scenario was changed; its index from 0.
    Supposed(usize, ScenarioChange),
    /// Entries were copied from another state.
    Taken(Vec<EntryKey>, Rc<Entries>),
    /// Another tab's changes were merged: the common base, then the other tab's state.
    Merged(Rc<Workspace>, Rc<Workspace>),
}

/// An issue of targets that was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenIssue {
    /// The allocating unit.
    pub by: String,
    /// Its number at that unit.
    pub number: u32,
    /// The day of issue.
    pub day: Day,
}

/// Targets that a superior issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedTargets {
    /// The issue.
    pub issue: TakenIssue,
    /// The document that announces them; may be empty.
    pub document: String,
    /// The targets; rows that are not named stay unchanged.
    pub targets: Targets,
}

/// What a workbook changes, in one undo step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Whether sub-year figures are cumulative, by series.
    pub accumulations: Vec<(SeriesId, Accumulation)>,
    /// The period length, by series and year.
    pub grains: Vec<(SeriesId, Year, Grain)>,
    /// The texts of fields.
    pub typed: Vec<(Field, String)>,
}

/// How several fields were changed at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BulkEdit {
    /// A table was pasted.
    Pasted,
    /// A range was cleared.
    Cleared,
    /// The first column of a range was filled into those to its right.
    FilledRight,
    /// The first row of a range was filled into those below it.
    FilledDown,
}

impl Action {
    /// The action for a text typed into a field.
    pub fn typed(field: Field, text: String) -> Action {
        match field {
            Field::AsOf => Action::AsOfTyped(text),
            Field::Figure(series, period) => Action::FigureTyped(series, period, text),
            Field::Observed(series, period, provenance) => Action::ObservationTyped(series, period, provenance, text),
            Field::ObservedOn(series, period, provenance) => Action::ObservationDated(series, period, provenance, text),
            Field::Target(row, slot) => Action::TargetTyped(row, slot, text),
            Field::RevisedOn(index) => Action::RevisionDated(index, text),
            supposed @ Field::Supposed(..) => Action::SupposedTyped(supposed, text),
        }
    }

    /// The workspace after the action; `None` if nothing changes.
    pub fn apply(&self, workspace: &Workspace, pack: &Pack) -> Option<Workspace> {
        let mut next = workspace.clone();
        next.act(self, pack)?;
        (next != *workspace).then_some(next)
    }
}

impl Workspace {
    fn act(&mut self, action: &Action, pack: &Pack) -> Option<()> {
        match action {
            Action::Named(name) => self.name = plain_name(name),
            Action::UnitNamed(unit) => self.entries_mut().unit = plain_name(unit),
            Action::LevelChosen(level) => self.entries_mut().level = *level,
            Action::AsOfTyped(text) => self.type_into(&Field::AsOf, text, pack)?,
            Action::FigureTyped(series, period, text) => {
                self.type_into(&Field::Figure(series.clone(), *period), text, pack)?;
            }
            Action::FieldsTyped(_, typed) => {
                for (field, text) in typed {
                    self.type_into(field, text, pack)?;
                }
            }
            Action::Imported(imported) => {
                for (series, accumulation) in &imported.accumulations {
                    self.act(&Action::AccumulationChosen(series.clone(), *accumulation), pack)?;
                }
                for (series, year, grain) in &imported.grains {
                    self.act(&Action::GrainChanged(series.clone(), *year, *grain), pack)?;
                }
                for (field, text) in &imported.typed {
                    self.type_into(field, text, pack)?;
                }
            }
            Action::AccumulationChosen(series, accumulation) => {
                self.entries_mut().figures.accumulate(&pack.series_of(series)?.id, *accumulation);
            }
            Action::GrainChanged(series, year, grain) => {
                regrain(&mut self.entries_mut().figures, pack.series_of(series)?, *year, *grain);
                self.not_understood.retain(|field, _| match field {
                    Field::Figure(of, period) => {
                        of != series || period.year() != *year || period.grain() == Grain::Year
                    }
                    _ => true,
                });
            }
            Action::ObservationTyped(series, period, provenance, text) => {
                self.type_into(&Field::Observed(series.clone(), *period, *provenance), text, pack)?;
            }
            Action::ObservationDated(series, period, provenance, text) => {
                self.type_into(&Field::ObservedOn(series.clone(), *period, *provenance), text, pack)?;
            }
            Action::ObservationNoted(series, period, provenance, note) => {
                self.observed(series, *period, *provenance, |observation| observation.note = plain_remark(note))?;
            }
            Action::ObservationStaged(series, period, provenance, stage) => {
                let mut cell = self.entries.figures.cell(series, *period)?.clone();
                let said = cell.said_by(*provenance)?.clone();
                let staged = Provenance { stage: *stage, ..*provenance };
                if cell.said_by(staged).is_some() {
                    return None;
                }
                let chosen = cell.chosen().map(|chosen| if chosen == *provenance { staged } else { chosen });
                cell.forget(*provenance);
                cell.observe(Observation { provenance: staged, ..said });
                cell.choose(chosen);
                self.entries_mut().figures.put(series, *period, cell);
            }
            Action::ObservationAdopted(series, period, provenance) => {
                let mut cell = self.entries.figures.cell(series, *period)?.clone();
                cell.choose(provenance.filter(|provenance| cell.said_by(*provenance).is_some()));
                self.entries_mut().figures.put(series, *period, cell);
            }
            Action::TargetTyped(row, slot, text) => self.type_target(pack, row, *slot, text)?,
            Action::RevisionDated(index, text) => self.type_into(&Field::RevisedOn(*index), text, pack)?,
            Action::RevisionExplained(index, reason) => {
                self.entries_mut().revisions.get_mut(*index)?.reason = plain_remark(reason);
            }
            Action::RevisionDropped(index) => self.drop_revision(*index),
            Action::ReadingChosen(reading, option) => {
                self.entries_mut().readings.choose(reading.clone(), option.clone());
            }
            Action::StatementAnswered(statement, Some(holds)) => {
                let evidence = self.entries.statements.get(statement).map(|answer| answer.evidence.clone());
                let answer = Answer { holds: *holds, evidence: evidence.unwrap_or_default() };
                self.entries_mut().statements.insert(statement.clone(), answer);
            }
            Action::StatementAnswered(statement, None) => drop(self.entries_mut().statements.remove(statement)),
            Action::EvidenceWritten(statement, evidence) => {
                self.entries_mut().statements.get_mut(statement)?.evidence = plain_remark(evidence);
            }
            Action::RowLeftOut(row, reason) => {
                self.entries_mut().not_applicable.insert(row.clone(), plain_remark(reason));
            }
            Action::RowTakenIn(row) => drop(self.entries_mut().not_applicable.remove(row)),
            Action::VersionFrozen(filing) => self.freeze(pack, (**filing).clone()),
            Action::ChangeExplained(place, reason) => match plain_remark(reason) {
                reason if reason.is_empty() => drop(self.reasons.remove(place)),
                reason => drop(self.reasons.insert(place.clone(), reason)),
            },
            Action::SelfCheck(id, change) => self.change_check(id, change, pack)?,
            Action::Planned(year, change) => {
                let after = change.apply(&self.entries.plans.get(year).cloned().unwrap_or_default())?;
                self.entries_mut().put_plan(*year, after);
            }
            Action::PackAdopted(pack, items) => {
                self.pack = pack.clone();
                self.pack_items = Rc::clone(items);
            }
            Action::AtDesk(change) => self.desk = Rc::new(change.apply(self.desk_at_work(pack), pack)?),
            Action::Drafted(change) => self.drafting = Rc::new(change.apply(&self.drafting)),
            Action::IssueTaken(issued) => self.take_issued(pack, issued)?,
            Action::SupposedTyped(field, text) => self.type_into(field, text, pack)?,
            Action::Supposed(which, change) => self.suppose(*which, change)?,
            Action::Merged(base, theirs) => *self = (*merge(pack, base, theirs, self)?.merged).clone(),
            Action::Taken(places, from) => places.iter().for_each(|place| self.take_over(place, from)),
        }
        Some(())
    }

    fn suppose(&mut self, which: usize, change: &ScenarioChange) -> Option<()> {
        let scenario = Rc::make_mut(&mut self.scenarios).get_mut(which)?;
        match change {
            ScenarioChange::Named(name) => scenario.name = plain_name(name),
            ScenarioChange::Filled(figures) => {
                scenario.figures.extend(figures.iter().map(|(key, value)| (key.clone(), *value)));
                let filled = |field: &Field| match field {
                    Field::Supposed(of, series, year) => *of == which && figures.contains_key(&(series.clone(), *year)),
                    _ => false,
                };
                self.not_understood.retain(|field, _| !filled(field));
            }
            ScenarioChange::Cleared => {
                scenario.figures.clear();
                self.not_understood.retain(|field, _| !matches!(field, Field::Supposed(of, ..) if *of == which));
            }
            ScenarioChange::Taken => {
                let figures = scenario.figures.clone();
                self.entries_mut().planned = figures;
            }
        }
        Some(())
    }

    fn change_check(&mut self, id: &str, change: &CheckChange, pack: &Pack) -> Option<()> {
        let after = change.apply(id, self.self_checks.get(id).map(|check| &**check), pack)?;
        // In a workspace for a single self-check, the subject's name is also the unit's name.
        if let (Purpose::SelfCheck, CheckChange::Answered(Question::Name, _), Some(after)) =
            (self.purpose, change, &after)
            && !after.received
        {
            self.entries_mut().unit.clone_from(&after.name);
        }
        match after {
            Some(mut after) => {
                after.example |= self.example && !after.received;
                drop(self.self_checks.insert(id.to_owned(), Rc::new(after)));
            }
            None => drop(self.self_checks.remove(id)),
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{PackRef, TypedProblem, problem_of};
    use super::*;
    use crate::domain::quantity::Year;

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
        assert_eq!(broken.entries.figures, filled.entries.figures);
        assert_eq!(broken.figure_text(&series, Period::Year(year)), "4S");
        let field = Field::Figure(series.clone(), Period::Year(year));
        assert!(problem_of(&broken, &pack, &field).is_some());
        let mended = typed("46亿元").apply(&broken, &pack).unwrap();
        assert_eq!(mended.figure_text(&series, Period::Year(year)), "46");
        assert_eq!(problem_of(&mended, &pack, &field), None);
        assert_eq!(typed("46").apply(&mended, &pack), None);
    }

    #[test]
    fn a_year_takes_periods_of_one_length_and_keeps_the_text_of_another() {
        let (pack, empty) = workspace();
        let series = SeriesId::new("pledge_projects");
        let period = |text: &str| Period::parse(text).unwrap();
        let typed = |at: &str, text: &str| Action::FigureTyped(series.clone(), period(at), text.to_owned());
        let months = typed("2022-03", "5").apply(&empty, &pack).unwrap();
        let mixed = typed("2022Q2", "7").apply(&months, &pack).unwrap();
        assert_eq!(mixed.entries, months.entries);
        let field = Field::Figure(series.clone(), period("2022Q2"));
        assert_eq!(problem_of(&mixed, &pack, &field), Some(TypedProblem::OtherPeriods(Grain::Month)));
        let observed = Action::ObservationTyped(series.clone(), period("2022Q2"), Provenance::OWN, "7".to_owned());
        assert_eq!(observed.apply(&months, &pack).unwrap().entries, months.entries);
        // Another year, and the whole year, are not restricted.
        assert_ne!(typed("2021Q2", "7").apply(&months, &pack).unwrap().entries, months.entries);
        assert_ne!(typed("2022", "7").apply(&months, &pack).unwrap().entries, months.entries);
        // Entries copied from another state bring their period length.
        let quarters = typed("2022Q2", "7").apply(&empty, &pack).unwrap();
        let place = EntryKey::Figure(series.clone(), period("2022Q2"));
        let taken = Action::Taken(vec![place], quarters.entries).apply(&months, &pack).unwrap();
        assert_eq!(taken.entries.figures.grain(&series, Year::new(2022).unwrap()), Some(Grain::Quarter));
        assert_eq!(taken.entries.figures.sub_year(&series, Year::new(2022).unwrap()).count(), 1);
    }

    #[test]
    fn a_target_of_the_wrong_kind_is_not_taken() {
        let (pack, empty) = workspace();
        let typed = |row: &str, slot, text: &str| Action::TargetTyped(RowId::new(row), slot, text.to_owned());
        assert_eq!(typed("1", TargetSlot::Rate, "30%").apply(&empty, &pack), None);
        let share = typed("9", TargetSlot::Share, "90%").apply(&empty, &pack).unwrap();
        assert_eq!(share.target_text(&RowId::new("9"), TargetSlot::Share), "90%");
        let over = typed("9", TargetSlot::Share, "120%").apply(&share, &pack).unwrap();
        assert_eq!(over.entries.targets, share.entries.targets);
        let blank = typed("9", TargetSlot::Share, "").apply(&over, &pack).unwrap();
        assert!(blank.entries.targets.is_empty() && blank.not_understood.is_empty());
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
