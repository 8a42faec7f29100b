//! One cell: what several sources report for one series and period, and which observation is adopted.

use crate::domain::quantity::{Day, Quantity};

/// The source of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// Published by the National Intellectual Property Administration; adopted first.
    Cnipa,
    /// Entered by the unit.
    Own,
    /// Added up from its ledger; adopted last.
    Ledger,
}

/// How final a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 终报
    Final,
    /// Not specified.
    Unspecified,
    /// 快报
    Flash,
}

/// Provenance of a figure: its source and how final it is. The first in order is adopted: CNIPA over own over
/// ledger (SPEC "Observations"), and within one source 终报, then unspecified, then 快报.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Provenance {
    /// The source.
    pub source: Source,
    /// How final it is.
    pub stage: Stage,
}

impl Provenance {
    /// The unit itself, without a stage.
    pub const OWN: Provenance = Provenance { source: Source::Own, stage: Stage::Unspecified };

    /// Every possible provenance, in the order of adoption.
    pub fn all() -> impl Iterator<Item = Provenance> {
        [Source::Cnipa, Source::Own, Source::Ledger].into_iter().flat_map(|source| {
            [Stage::Final, Stage::Unspecified, Stage::Flash].into_iter().map(move |stage| Provenance { source, stage })
        })
    }
}

/// A figure as one source reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// Its provenance.
    pub provenance: Provenance,
    /// The figure, in the series' unit.
    pub value: Quantity,
    /// The date of the observation, if given.
    pub day: Option<Day>,
    /// A remark.
    pub note: String,
}

impl Observation {
    /// An observation without date and note.
    pub fn by(provenance: Provenance, value: Quantity) -> Observation {
        Observation { provenance, value, day: None, note: String::new() }
    }

    /// The unit's own figure, without stage, date and note.
    pub fn own(value: Quantity) -> Observation {
        Observation::by(Provenance::OWN, value)
    }
}

/// All observations of one series and period, at most one of each provenance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Sorted by provenance.
    observations: Vec<Observation>,
    chosen: Option<Provenance>,
}

impl Cell {
    /// Adds an observation; it replaces one of the same provenance.
    pub fn observe(&mut self, observation: Observation) {
        self.observations.retain(|known| known.provenance != observation.provenance);
        self.observations.push(observation);
        self.observations.sort_by_key(|known| known.provenance);
    }

    /// Removes the observation of a provenance, and the user's choice of it.
    pub fn forget(&mut self, provenance: Provenance) {
        self.observations.retain(|known| known.provenance != provenance);
        self.chosen = self.chosen.filter(|chosen| *chosen != provenance);
    }

    /// Adopts the observation of this provenance; `None` restores the default order.
    pub fn choose(&mut self, provenance: Option<Provenance>) {
        self.chosen = provenance;
    }

    /// The provenance that the user chose.
    pub fn chosen(&self) -> Option<Provenance> {
        self.chosen
    }

    /// The observation of a provenance.
    pub fn said_by(&self, provenance: Provenance) -> Option<&Observation> {
        self.observations.iter().find(|known| known.provenance == provenance)
    }

    /// The adopted observation.
    pub fn adopted(&self) -> Option<&Observation> {
        self.chosen.and_then(|provenance| self.said_by(provenance)).or_else(|| self.observations.first())
    }

    /// All observations, in the order of adoption.
    pub fn observations(&self) -> impl Iterator<Item = &Observation> {
        self.observations.iter()
    }

    /// The observations whose value differs from the adopted one.
    pub fn differing(&self) -> impl Iterator<Item = &Observation> {
        let adopted = self.adopted().map(|adopted| adopted.value);
        self.observations.iter().filter(move |other| Some(other.value) != adopted)
    }

    /// True without any observation.
    pub fn is_blank(&self) -> bool {
        self.observations.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::quantity::Unit;

    fn said(source: Source, stage: Stage, value: &str) -> Observation {
        Observation::by(Provenance { source, stage }, Quantity::parse(value, &Unit::new("件")).unwrap())
    }

    #[test]
    fn cnipa_counts_over_own_over_ledger_and_final_over_flash_unless_chosen() {
        let mut cell = Cell::default();
        let adopted = |cell: &Cell| cell.adopted().map(|observation| observation.value.to_string());
        for (observation, expect) in [
            (said(Source::Ledger, Stage::Final, "1"), "1"),
            (said(Source::Own, Stage::Flash, "2"), "2"),
            (said(Source::Own, Stage::Unspecified, "3"), "3"),
            (said(Source::Own, Stage::Final, "4"), "4"),
            (said(Source::Cnipa, Stage::Flash, "5"), "5"),
        ] {
            cell.observe(observation);
            assert_eq!(adopted(&cell).as_deref(), Some(expect));
        }
        assert_eq!(cell.differing().count(), 4);
        cell.choose(Some(Provenance { source: Source::Ledger, stage: Stage::Final }));
        assert_eq!(adopted(&cell).as_deref(), Some("1"));
        cell.forget(Provenance { source: Source::Ledger, stage: Stage::Final });
        assert_eq!((adopted(&cell).as_deref(), cell.chosen()), (Some("5"), None));
    }
}
