//! One cell: what several sources say of one series and period, and which of them counts.

use crate::domain::quantity::{Day, Quantity};

/// Who says so.
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
    /// It was not said.
    Unsaid,
    /// 快报
    Flash,
}

/// Who says so and how final it is. In their order the first is adopted: CNIPA over own over ledger
/// (SPEC "Observations"), and of one source 终报 over 快报.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Witness {
    /// Who says so.
    pub source: Source,
    /// How final it is.
    pub stage: Stage,
}

impl Witness {
    /// The unit itself, with nothing said about how final it is.
    pub const OWN: Witness = Witness { source: Source::Own, stage: Stage::Unsaid };

    /// Every one that there can be, the first to be adopted first.
    pub fn all() -> impl Iterator<Item = Witness> {
        [Source::Cnipa, Source::Own, Source::Ledger].into_iter().flat_map(|source| {
            [Stage::Final, Stage::Unsaid, Stage::Flash].into_iter().map(move |stage| Witness { source, stage })
        })
    }
}

/// One statement of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// Who says so.
    pub witness: Witness,
    /// The figure, in the series' unit.
    pub value: Quantity,
    /// The day that it was taken, where it was said.
    pub day: Option<Day>,
    /// A remark.
    pub note: String,
}

impl Observation {
    /// A figure with nothing said about it.
    pub fn by(witness: Witness, value: Quantity) -> Observation {
        Observation { witness, value, day: None, note: String::new() }
    }

    /// A unit's own figure with nothing said about it.
    pub fn own(value: Quantity) -> Observation {
        Observation::by(Witness::OWN, value)
    }
}

/// All that is said of one series and period; at most one observation from each witness.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// In the order of their witnesses.
    observations: Vec<Observation>,
    chosen: Option<Witness>,
}

impl Cell {
    /// Puts an observation in place of the one from the same witness.
    pub fn observe(&mut self, observation: Observation) {
        self.observations.retain(|known| known.witness != observation.witness);
        self.observations.push(observation);
        self.observations.sort_by_key(|known| known.witness);
    }

    /// Takes away what a witness said; a choice of it goes with it.
    pub fn forget(&mut self, witness: Witness) {
        self.observations.retain(|known| known.witness != witness);
        self.chosen = self.chosen.filter(|chosen| *chosen != witness);
    }

    /// Adopts a witness whatever the others say; `None` goes back to the order of witnesses.
    pub fn choose(&mut self, witness: Option<Witness>) {
        self.chosen = witness;
    }

    /// The witness that the user chose to adopt.
    pub fn chosen(&self) -> Option<Witness> {
        self.chosen
    }

    /// What a witness says.
    pub fn said_by(&self, witness: Witness) -> Option<&Observation> {
        self.observations.iter().find(|known| known.witness == witness)
    }

    /// The observation that counts.
    pub fn adopted(&self) -> Option<&Observation> {
        self.chosen.and_then(|witness| self.said_by(witness)).or_else(|| self.observations.first())
    }

    /// All of them, the first to be adopted first.
    pub fn observations(&self) -> impl Iterator<Item = &Observation> {
        self.observations.iter()
    }

    /// Those that say something else than the adopted one.
    pub fn differing(&self) -> impl Iterator<Item = &Observation> {
        let adopted = self.adopted().map(|adopted| adopted.value);
        self.observations.iter().filter(move |other| Some(other.value) != adopted)
    }

    /// True when nothing is said.
    pub fn is_blank(&self) -> bool {
        self.observations.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::quantity::Unit;

    fn said(source: Source, stage: Stage, value: &str) -> Observation {
        Observation::by(Witness { source, stage }, Quantity::parse(value, &Unit::new("件")).unwrap())
    }

    #[test]
    fn cnipa_counts_over_own_over_ledger_and_final_over_flash_unless_chosen() {
        let mut cell = Cell::default();
        let adopted = |cell: &Cell| cell.adopted().map(|observation| observation.value.to_string());
        for (observation, expect) in [
            (said(Source::Ledger, Stage::Final, "1"), "1"),
            (said(Source::Own, Stage::Flash, "2"), "2"),
            (said(Source::Own, Stage::Unsaid, "3"), "3"),
            (said(Source::Own, Stage::Final, "4"), "4"),
            (said(Source::Cnipa, Stage::Flash, "5"), "5"),
        ] {
            cell.observe(observation);
            assert_eq!(adopted(&cell).as_deref(), Some(expect));
        }
        assert_eq!(cell.differing().count(), 4);
        cell.choose(Some(Witness { source: Source::Ledger, stage: Stage::Final }));
        assert_eq!(adopted(&cell).as_deref(), Some("1"));
        cell.forget(Witness { source: Source::Ledger, stage: Stage::Final });
        assert_eq!((adopted(&cell).as_deref(), cell.chosen()), (Some("5"), None));
    }
}
