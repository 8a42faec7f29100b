//! Turns TOML tables into a pack. Missing values are reported and replaced by placeholders, so that one pass finds
//! as many problems as possible.

mod scope;

use super::source::{Source, Table};
use super::{Problem, ProblemKind};
use crate::domain::policy::{
    Bound, Clause, Conflict, Deadline, Duty, Fault, FaultKind, Goal, GoalId, GoalPart, GrowthMethod, Kind, Location,
    Meaning, OptionId, Over, Pack, PackId, Pairing, Phase, PlanUnit, Reading, ReadingId, ReadingKind, ReadingOption,
    Row, RowId, Rule, Series, SeriesId, SharePeriod, Statement, StatementId, Task, When,
};
use crate::domain::quantity::{Exact, Quantity, Unit, Year, parse_exact};
use num_traits::One;
use std::collections::BTreeMap;
use toml::de::DeTable;

const FORMAT: &str = "zhuanhua-pack";
const VERSION: i64 = 1;
const HEAD: [&str; 24] = [
    "format",
    "format_version",
    "id",
    "edition",
    "title",
    "document",
    "mark",
    "base_year",
    "first_year",
    "last_year",
    "series",
    "reading",
    "row",
    "goal",
    "statement",
    "conflict",
    "task",
    "duty",
    "phase",
    "deadline",
    "scope",
    "parameter",
    "evidence",
    "unit",
];

/// Reads a pack and checks it.
pub(super) fn read(text: &str) -> Result<Pack, Vec<Problem>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut source = Source::new(text);
    for error in &errors {
        let line = source.line(error.span().map_or(0, |span| span.start));
        source.problem(line, ProblemKind::Syntax(error.message().to_owned()));
    }
    if !errors.is_empty() {
        return Err(source.problems);
    }
    let head = source.root(&root);
    if !head.has("format") || source.text(head, "format") != FORMAT {
        source.problem(1, ProblemKind::NotAPack);
        return Err(source.problems);
    }
    if let Some(version) = source.integer(head, "format_version").filter(|version| *version != VERSION) {
        source.problem(1, ProblemKind::Version(version));
        return Err(source.problems);
    }
    let mut reader = Reader { source, places: BTreeMap::new(), units: BTreeMap::new() };
    let pack = reader.pack(head);
    let mut problems = std::mem::take(&mut reader.source.problems);
    let years_are_there = pack.base_year != Year::EARLIEST;
    problems.extend(pack.check().into_iter().filter(|_| years_are_there).filter(is_not_a_stand_in).map(|fault| {
        let line = reader.places.get(&fault.place).copied().unwrap_or(1);
        Problem { line, kind: ProblemKind::Fault(fault.kind) }
    }));
    problems.sort_by_key(|problem| problem.line);
    if problems.is_empty() { Ok(pack) } else { Err(problems) }
}

/// False for a fault that only repeats a missing id, which is already reported.
fn is_not_a_stand_in(fault: &Fault) -> bool {
    !matches!(&fault.kind, FaultKind::Dangling(_, id) | FaultKind::Duplicate(id) if id.is_empty())
}

struct Reader<'t> {
    source: Source<'t>,
    /// The line of each entry, for the faults that the check finds.
    places: BTreeMap<Location, usize>,
    /// The unit of each series, for reading thresholds.
    units: BTreeMap<SeriesId, Unit>,
}

impl Reader<'_> {
    fn pack(&mut self, head: Table) -> Pack {
        self.source.known(head, &HEAD);
        let years = ["base_year", "first_year", "last_year"].map(|key| self.year(head, key));
        let [base_year, first_year, last_year] = match years {
            [Some(base), Some(first), Some(last)] => [base, first, last],
            _ => [Year::EARLIEST; 3],
        };
        Pack {
            id: PackId::new(&self.source.text(head, "id")),
            edition: self.source.text(head, "edition"),
            title: self.source.text(head, "title"),
            document: self.source.text(head, "document"),
            mark: self.source.optional_text(head, "mark").unwrap_or_default(),
            base_year,
            first_year,
            last_year,
            series: self.each(head, "series", Self::series),
            readings: self.each(head, "reading", Self::reading),
            rows: self.each(head, "row", Self::row),
            goals: self.each(head, "goal", Self::goal),
            statements: self.each(head, "statement", Self::statement),
            conflicts: self.each(head, "conflict", Self::conflict),
            tasks: self.each(head, "task", Self::task),
            duties: self.each(head, "duty", Self::duty),
            phases: self.each(head, "phase", Self::phase),
            deadlines: self.each(head, "deadline", Self::deadline),
            scopes: self.each(head, "scope", Self::scope),
            parameters: self.each(head, "parameter", Self::parameter),
            evidence: self.each(head, "evidence", Self::evidence),
            units: self.each(head, "unit", Self::unit),
        }
    }

    /// Reads every table of a list and remembers its line.
    fn each<T>(&mut self, head: Table, list: &'static str, read: impl Fn(&mut Self, Table) -> T) -> Vec<T> {
        let tables = self.source.tables(head, list);
        let mut items = Vec::new();
        for (index, table) in tables.into_iter().enumerate() {
            self.places.insert(Location::Entry(list, index), table.line);
            items.push(read(self, table));
        }
        items
    }

    fn series(&mut self, table: Table) -> Series {
        self.source.known(table, &["id", "name", "short", "unit", "kind", "cnipa", "at_most", "supplementary", "note"]);
        let id = SeriesId::new(&self.source.text(table, "id"));
        let unit = Unit::new(&self.source.text(table, "unit"));
        self.units.insert(id.clone(), unit.clone());
        let at_most = self.source.table(table, "at_most").map(|bound| {
            self.source.known(bound, &["series", "over"]);
            let over = [("year", Over::Year), ("period", Over::Period)];
            Bound { series: self.series_id(bound, "series"), over: self.one_of(bound, "over", &over, Over::Year) }
        });
        let name = self.source.text(table, "name");
        Series {
            id,
            short_name: self.source.optional_text(table, "short").unwrap_or_else(|| name.clone()),
            name,
            unit,
            kind: self.one_of(table, "kind", &[("flow", Kind::Flow), ("state", Kind::State)], Kind::Flow),
            published_by_cnipa: self.source.boolean(table, "cnipa", None),
            supplementary: self.source.boolean(table, "supplementary", Some(false)),
            at_most,
            note: self.source.optional_text(table, "note").unwrap_or_default(),
        }
    }

    fn reading(&mut self, table: Table) -> Reading {
        self.source.known(table, &["id", "name", "kind", "clause", "why", "options"]);
        let kinds = [
            ("growth", ReadingKind::Growth),
            ("pairing", ReadingKind::Pairing),
            ("share_period", ReadingKind::SharePeriod),
            ("substitution", ReadingKind::Substitution),
            ("selection", ReadingKind::Selection),
            ("ledger", ReadingKind::Ledger),
        ];
        let kind = self.one_of(table, "kind", &kinds, ReadingKind::Ledger);
        let options = self.source.tables(table, "options");
        Reading {
            id: ReadingId::new(&self.source.text(table, "id")),
            name: self.source.text(table, "name"),
            kind,
            clause: self.clause(table),
            why: self.source.text(table, "why"),
            options: options.into_iter().map(|option| self.option(option, kind)).collect(),
        }
    }

    fn option(&mut self, table: Table, kind: ReadingKind) -> ReadingOption {
        self.source.known(table, &["id", "name", "replace"]);
        let id = self.source.text(table, "id");
        let meaning = match kind {
            ReadingKind::Growth => GrowthMethod::from_id(&id).map(Meaning::Growth),
            ReadingKind::Pairing => Pairing::from_id(&id).map(Meaning::Pairing),
            ReadingKind::SharePeriod => SharePeriod::from_id(&id).map(Meaning::SharePeriod),
            ReadingKind::Substitution => Some(Meaning::Substitution(self.replacements(table))),
            ReadingKind::Selection => Some(Meaning::Selection),
            ReadingKind::Ledger => Some(Meaning::Ledger),
        };
        if meaning.is_none() {
            self.source.problem(table.line, ProblemKind::Value("id", id.clone()));
        }
        let name = self.source.text(table, "name");
        ReadingOption { id: OptionId::new(&id), name, meaning: meaning.unwrap_or(Meaning::Ledger) }
    }

    fn replacements(&mut self, option: Table) -> BTreeMap<SeriesId, SeriesId> {
        let Some(table) = self.source.table(option, "replace") else { return BTreeMap::new() };
        let pairs = self.source.pairs(table, "replace");
        pairs.into_iter().map(|(_, from, to)| (SeriesId::new(&from), SeriesId::new(&to))).collect()
    }

    fn row(&mut self, table: Table) -> Row {
        self.source.known(table, &["id", "name", "short", "clause", "rule", "wording"]);
        let rule = self.source.table(table, "rule");
        if rule.is_none() && !table.has("rule") {
            self.source.problem(table.line, ProblemKind::Missing("rule"));
        }
        Row {
            id: RowId::new(&self.source.text(table, "id")),
            name: self.source.text(table, "name"),
            short_name: self.source.text(table, "short"),
            clause: self.clause(table),
            rule: rule.map_or(Rule::Row(RowId::new("")), |rule| self.rule(rule)),
            wording: self.source.optional_text(table, "wording").unwrap_or_default(),
        }
    }

    fn goal(&mut self, table: Table) -> Goal {
        self.source.known(table, &["id", "name", "clause", "substitutions", "parts", "wording"]);
        Goal {
            id: GoalId::new(&self.source.text(table, "id")),
            name: self.source.text(table, "name"),
            clause: self.clause(table),
            rule: Rule::All(self.parts(table)),
            substitutions: self.source.texts(table, "substitutions").iter().map(|id| ReadingId::new(id)).collect(),
            wording: self.source.optional_text(table, "wording").unwrap_or_default(),
        }
    }

    fn parts(&mut self, table: Table) -> Vec<GoalPart> {
        let tables = self.source.tables(table, "parts");
        let part = |table| GoalPart {
            rule: self.rule(table),
            with_row: self.source.optional_text(table, "with_row").map(|row| RowId::new(&row)),
            when: self.when(table),
        };
        tables.into_iter().map(part).collect()
    }

    fn when(&mut self, part: Table) -> Option<When> {
        let table = self.source.table(part, "when")?;
        self.source.known(table, &["reading", "options"]);
        Some(When {
            reading: ReadingId::new(&self.source.text(table, "reading")),
            options: self.source.texts(table, "options").iter().map(|id| OptionId::new(id)).collect(),
        })
    }

    fn rule(&mut self, table: Table) -> Rule {
        let kind = self.source.text(table, "kind");
        let keys: &[&str] = match kind.as_str() {
            "minimum_each_year" => &["series", "minimums"],
            "minimum_total" => &["series", "minimum", "target_of"],
            "growth" => &["amounts", "rate", "method", "pairing"],
            "share" => &["numerator", "denominator", "share", "period"],
            "row" => &["row"],
            "statement" => &["statement"],
            "all" => &["parts"],
            _ => {
                self.source.problem(table.line, ProblemKind::Value("kind", kind));
                return Rule::Row(RowId::new(""));
            }
        };
        self.source.known(table, &[keys, &["kind", "with_row", "when"]].concat());
        match kind.as_str() {
            "minimum_each_year" => {
                let series = self.series_id(table, "series");
                Rule::MinimumEachYear { minimums: self.minimums(table, &series), series }
            }
            "minimum_total" => {
                let series = self.series_id(table, "series");
                let minimum = self.source.text(table, "minimum");
                Rule::MinimumTotal {
                    minimum: self.quantity(table.line, "minimum", &minimum, &series),
                    target_of: self.source.optional_text(table, "target_of").map(|row| RowId::new(&row)),
                    series,
                }
            }
            "growth" => Rule::Growth {
                amounts: self.source.texts(table, "amounts").iter().map(|id| SeriesId::new(id)).collect(),
                rate: self.exact(table, "rate"),
                method: self.source.optional_text(table, "method").map(|id| ReadingId::new(&id)),
                pairing: self.source.optional_text(table, "pairing").map(|id| ReadingId::new(&id)),
            },
            "share" => Rule::Share {
                numerator: self.series_id(table, "numerator"),
                denominator: self.series_id(table, "denominator"),
                share: self.exact(table, "share"),
                period: self.source.optional_text(table, "period").map(|id| ReadingId::new(&id)),
            },
            "statement" => Rule::Statement(StatementId::new(&self.source.text(table, "statement"))),
            "all" => Rule::All(self.parts(table)),
            _ => Rule::Row(RowId::new(&self.source.text(table, "row"))),
        }
    }

    fn minimums(&mut self, rule: Table, series: &SeriesId) -> BTreeMap<Year, Quantity> {
        let Some(table) = self.source.table(rule, "minimums") else {
            self.source.problem(rule.line, ProblemKind::Missing("minimums"));
            return BTreeMap::new();
        };
        let mut minimums = BTreeMap::new();
        for (line, year, text) in self.source.pairs(table, "minimums") {
            let minimum = self.quantity(line, "minimums", &text, series);
            match Year::parse(&year) {
                Some(year) => drop(minimums.insert(year, minimum)),
                None => self.source.problem(line, ProblemKind::Value("minimums", year)),
            }
        }
        minimums
    }

    fn statement(&mut self, table: Table) -> Statement {
        self.source.known(table, &["id", "name", "clause"]);
        let id = StatementId::new(&self.source.text(table, "id"));
        Statement { id, name: self.source.text(table, "name"), clause: self.clause(table) }
    }

    fn conflict(&mut self, table: Table) -> Conflict {
        self.source.known(table, &["id", "text", "clauses", "rows", "goals", "reading"]);
        Conflict {
            id: self.source.text(table, "id"),
            text: self.source.text(table, "text"),
            clauses: self.source.texts(table, "clauses").into_iter().map(Clause).collect(),
            rows: self.source.texts(table, "rows").iter().map(|id| RowId::new(id)).collect(),
            goals: self.source.texts(table, "goals").iter().map(|id| GoalId::new(id)).collect(),
            reading: self.source.optional_text(table, "reading").map(|id| ReadingId::new(&id)),
        }
    }

    fn task(&mut self, table: Table) -> Task {
        self.source.known(table, &["number", "name", "clause", "lead", "cooperating", "names_cities", "wording"]);
        Task {
            number: self.number(table),
            name: self.source.text(table, "name"),
            clause: self.clause(table),
            lead: self.source.texts(table, "lead"),
            cooperating: self.source.texts(table, "cooperating"),
            names_cities: self.source.boolean(table, "names_cities", None),
            wording: self.source.optional_text(table, "wording").unwrap_or_default(),
        }
    }

    fn duty(&mut self, table: Table) -> Duty {
        self.source.known(table, &["id", "name", "clause"]);
        Duty { id: self.source.text(table, "id"), name: self.source.text(table, "name"), clause: self.clause(table) }
    }

    fn phase(&mut self, table: Table) -> Phase {
        self.source.known(table, &["year", "name", "focus", "clause"]);
        Phase {
            year: self.year(table, "year").unwrap_or(Year::EARLIEST),
            name: self.source.text(table, "name"),
            focus: self.source.text(table, "focus"),
            clause: self.clause(table),
        }
    }

    fn deadline(&mut self, table: Table) -> Deadline {
        self.source.known(table, &["id", "name", "day", "exceptions", "clause"]);
        let day = self.source.text(table, "day");
        let day = self.month_day(table.line, "day", &day);
        let exceptions = match self.source.table(table, "exceptions") {
            Some(exceptions) => self.source.pairs(exceptions, "exceptions"),
            None => Vec::new(),
        };
        let mut years = Vec::new();
        for (line, year, text) in exceptions {
            let day = self.month_day(line, "exceptions", &text);
            match Year::parse(&year) {
                Some(year) => years.push((year, day)),
                None => self.source.problem(line, ProblemKind::Value("exceptions", year)),
            }
        }
        Deadline {
            id: self.source.text(table, "id"),
            name: self.source.text(table, "name"),
            day,
            exceptions: years,
            clause: self.clause(table),
        }
    }

    fn month_day(&mut self, line: usize, key: &'static str, text: &str) -> (u8, u8) {
        let parts = text.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
        parts.unwrap_or_else(|| {
            self.source.problem(line, ProblemKind::Value(key, text.to_owned()));
            (1, 1)
        })
    }

    fn unit(&mut self, table: Table) -> PlanUnit {
        self.source.known(table, &["id", "name", "within"]);
        PlanUnit {
            id: self.source.text(table, "id"),
            name: self.source.text(table, "name"),
            within: self.source.optional_text(table, "within"),
        }
    }

    fn clause(&mut self, table: Table) -> Clause {
        Clause(self.source.text(table, "clause"))
    }

    fn series_id(&mut self, table: Table, key: &'static str) -> SeriesId {
        SeriesId::new(&self.source.text(table, key))
    }

    fn number(&mut self, table: Table) -> u16 {
        let number = self.source.integer(table, "number").unwrap_or_default();
        u16::try_from(number).unwrap_or_default()
    }

    fn year(&mut self, table: Table, key: &'static str) -> Option<Year> {
        let number = self.source.integer(table, key)?;
        let year = u16::try_from(number).ok().and_then(Year::new);
        if year.is_none() {
            self.source.problem(table.line, ProblemKind::Value(key, number.to_string()));
        }
        year
    }

    fn exact(&mut self, table: Table, key: &'static str) -> Exact {
        let text = self.source.text(table, key);
        let value = parse_exact(&text);
        if value.is_none() && !text.is_empty() {
            self.source.problem(table.line, ProblemKind::Value(key, text));
        }
        value.unwrap_or_else(Exact::one)
    }

    fn quantity(&mut self, line: usize, key: &'static str, text: &str, series: &SeriesId) -> Quantity {
        let count = Unit::new("");
        let unit = self.units.get(series).unwrap_or(&count);
        Quantity::parse(text, unit).unwrap_or_else(|_| {
            if !text.is_empty() {
                self.source.problem(line, ProblemKind::Value(key, text.to_owned()));
            }
            Quantity::ONE
        })
    }

    /// One of a fixed list of words; the placeholder `stand_in` where it is none of them.
    fn one_of<T: Copy>(&mut self, table: Table, key: &'static str, words: &[(&str, T)], stand_in: T) -> T {
        let text = self.source.text(table, key);
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() && !text.is_empty() {
            self.source.problem(table.line, ProblemKind::Value(key, text));
        }
        found.unwrap_or(stand_in)
    }
}
