//! The subsidy scopes of a pack, their parameters and the evidence to prepare.

use super::{ProblemKind, Reader, Table};
use crate::domain::enterprise::Indicator;
use crate::domain::policy::{
    Asks, Condition, Element, Evidence, Limit, Measure, Mode, Parameter, Scope, SeriesId, Side, SubjectKind, Supplier,
};
use crate::domain::quantity::{Day, Exact};
use num_traits::One;

const ASKS: [&str; 13] = [
    "subject",
    "sme_subject",
    "mode",
    "receiver",
    "supplier",
    "implemented",
    "increase",
    "figure",
    "figure_growth",
    "ratio",
    "filed",
    "document",
    "authority",
];

impl Reader<'_> {
    pub(super) fn scope(&mut self, table: Table) -> Scope {
        self.source.known(table, &["number", "subject", "subjects", "side", "clause", "elements", "wording"]);
        let elements = self.source.tables(table, "elements");
        let elements = elements.into_iter().map(|table| self.element(table)).collect();
        let side = self.source.optional_text(table, "side");
        Scope {
            number: self.number(table),
            subject: self.source.text(table, "subject"),
            subjects: self.keys(table, "subjects", SubjectKind::from_key),
            side: side.and_then(|side| self.key(table, "side", &side, Side::from_key)),
            clause: self.clause(table),
            elements,
            wording: self.source.optional_text(table, "wording").unwrap_or_default(),
        }
    }

    fn element(&mut self, table: Table) -> Element {
        let id = self.source.text(table, "id");
        let name = self.source.text(table, "name");
        Element { id, name, asks: self.asks(table) }
    }

    fn asks(&mut self, table: Table) -> Asks {
        let asks = self.source.text(table, "asks");
        let keys: &[&str] = match asks.as_str() {
            "subject" | "sme_subject" | "mode" | "supplier" => &["of"],
            "increase" => &["indicator"],
            "figure" => &["series", "instead"],
            "figure_growth" => &["series"],
            "ratio" => &["numerator", "denominator"],
            "filed" => &["deadline", "binds"],
            _ => &[],
        };
        self.source.known(table, &[&["id", "name", "asks"], keys].concat());
        match asks.as_str() {
            "subject" => Asks::Subject(self.keys(table, "of", SubjectKind::from_key)),
            "sme_subject" => Asks::SmeSubject(self.keys(table, "of", SubjectKind::from_key)),
            "mode" => Asks::Transaction(Condition::Mode(self.keys(table, "of", Mode::from_key))),
            "receiver" => Asks::Transaction(Condition::SmeReceiver),
            "supplier" => Asks::Transaction(Condition::Supplier(self.keys(table, "of", Supplier::from_key))),
            "implemented" => Asks::Transaction(Condition::Implemented),
            "increase" => {
                let indicator = self.source.text(table, "indicator");
                let indicator = self.key(table, "indicator", &indicator, Indicator::from_key);
                Asks::Increase(indicator.unwrap_or(Indicator::Revenue))
            }
            "figure" => Asks::Figure {
                series: self.series_id(table, "series"),
                instead: self.source.optional_text(table, "instead").map(|id| SeriesId::new(&id)),
            },
            "figure_growth" => Asks::FigureGrowth(self.series_id(table, "series")),
            "ratio" => Asks::Ratio {
                numerator: self.series_id(table, "numerator"),
                denominator: self.series_id(table, "denominator"),
            },
            "filed" => Asks::Filed {
                deadline: self.source.text(table, "deadline"),
                binds: self.keys(table, "binds", SubjectKind::from_key),
            },
            "document" => Asks::Document,
            known if ASKS.contains(&known) => Asks::Authority,
            "" => Asks::Authority,
            _ => {
                self.source.problem(table.line, ProblemKind::Value("asks", asks));
                Asks::Authority
            }
        }
    }

    pub(super) fn parameter(&mut self, table: Table) -> Parameter {
        Parameter {
            scope: u16::try_from(self.source.integer(table, "scope").unwrap_or_default()).unwrap_or_default(),
            element: self.source.text(table, "element"),
            limit: self.limit(table),
            document: self.source.text(table, "document"),
            clause: self.clause(table),
        }
    }

    fn limit(&mut self, table: Table) -> Limit {
        let kind = self.source.text(table, "kind");
        let keys: &[&str] = match kind.as_str() {
            "at_least" => &["measure", "minimum"],
            "minimum" => &["minimum"],
            "rate" => &["rate"],
            "rank" => &["within"],
            "window" => &["first", "last"],
            "deadline" => &["day"],
            _ => {
                self.source.problem(table.line, ProblemKind::Value("kind", kind));
                return Limit::Minimum(Exact::one());
            }
        };
        self.source.known(table, &[keys, &["scope", "element", "kind", "document", "clause"]].concat());
        match kind.as_str() {
            "at_least" => {
                let measure = self.source.text(table, "measure");
                let measure = self.key(table, "measure", &measure, Measure::from_key);
                Limit::AtLeast(measure.unwrap_or(Measure::Transactions), self.exact(table, "minimum"))
            }
            "rate" => Limit::Rate(self.exact(table, "rate")),
            "rank" => {
                let within = self.source.integer(table, "within").unwrap_or(1);
                Limit::Rank(u32::try_from(within).unwrap_or_default())
            }
            "window" => {
                let first = self.day(table, "first");
                Limit::Window(first, self.day(table, "last"))
            }
            "deadline" => {
                let day = self.source.text(table, "day");
                Limit::Deadline(self.month_day(table.line, "day", &day))
            }
            _ => Limit::Minimum(self.exact(table, "minimum")),
        }
    }

    pub(super) fn evidence(&mut self, table: Table) -> Evidence {
        self.source.known(table, &["id", "name", "scopes", "element", "basis"]);
        let scopes = self.source.texts(table, "scopes");
        Evidence {
            id: self.source.text(table, "id"),
            name: self.source.text(table, "name"),
            scopes: scopes
                .iter()
                .filter_map(|scope| self.key(table, "scopes", scope, |text| text.parse().ok()))
                .collect(),
            element: self.source.optional_text(table, "element").unwrap_or_default(),
            basis: self.source.text(table, "basis"),
        }
    }

    fn day(&mut self, table: Table, key: &'static str) -> Day {
        let text = self.source.text(table, key);
        let day = self.key(table, key, &text, Day::parse);
        day.unwrap_or(Day::EARLIEST)
    }

    /// Reads a list of keys; unknown ones are reported and left out.
    fn keys<T>(&mut self, table: Table, key: &'static str, read: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let texts = self.source.texts(table, key);
        texts.iter().filter_map(|text| self.key(table, key, text, &read)).collect()
    }

    /// Reads one key; an unknown one is reported and gives `None`.
    fn key<T>(&mut self, table: Table, key: &'static str, text: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let found = read(text);
        if found.is_none() && !text.is_empty() {
            self.source.problem(table.line, ProblemKind::Value(key, text.to_owned()));
        }
        found
    }
}
