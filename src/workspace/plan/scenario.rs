//! 设想 – coming figures that are only supposed, to see which verdicts they turn.

use crate::domain::planning::Coming;
use crate::domain::policy::{Pack, SeriesId};
use crate::domain::quantity::{Year, read_typed};
use crate::workspace::action::plain_name;
use std::collections::BTreeMap;

/// One supposition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scenario {
    /// What the person calls it; may be empty.
    pub name: String,
    /// Texts of figures by series and year: plain digits where they are figures, else word for word.
    pub texts: BTreeMap<(SeriesId, Year), String>,
}

/// Something done to one of the suppositions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScenarioChange {
    /// It was named.
    Named(String),
    /// Figures were typed, one or several at once.
    Typed(Vec<(SeriesId, Year, String)>),
    /// It was emptied.
    Cleared,
    /// Its figures were taken as the plan, in place of those planned before.
    Taken,
}

impl Scenario {
    /// Takes a text for a figure; a blank takes it away. Nothing for a series that the pack does not have.
    pub(in crate::workspace) fn suppose(
        &mut self,
        pack: &Pack,
        series: &SeriesId,
        year: Year,
        text: &str,
    ) -> Option<()> {
        let unit = &pack.series_of(series)?.unit;
        let key = (series.clone(), year);
        match read_typed(text, unit) {
            Ok(Some(value)) => drop(self.texts.insert(key, value.to_string())),
            Ok(None) => drop(self.texts.remove(&key)),
            Err(_) => drop(self.texts.insert(key, plain_name(text))),
        }
        Some(())
    }

    /// The text of a figure.
    pub fn text(&self, series: &SeriesId, year: Year) -> &str {
        self.texts.get(&(series.clone(), year)).map_or("", String::as_str)
    }

    /// The texts that are figures.
    pub fn figures(&self, pack: &Pack) -> Coming {
        let read = |((series, year), text): (&(SeriesId, Year), &String)| {
            let value = read_typed(text, &pack.series_of(series)?.unit).ok()??;
            Some(((series.clone(), *year), value))
        };
        self.texts.iter().filter_map(read).collect()
    }

    /// True where nothing is supposed.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}
