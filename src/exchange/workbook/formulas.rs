//! Verdicts as formulas. Each node of a working becomes a formula over the cells of figures and targets, so that a
//! changed figure changes the verdict. Spreadsheets calculate in doubles; where a formula may therefore differ from
//! our verdict, the sheet says so.

use super::cell::{BLANK, applies, as_of, at, figure, target};
use super::{FIGURES, TARGETS};
use crate::domain::attainment::Span;
use crate::domain::figures::{Level, Situation, TargetSlot};
use crate::domain::policy::{Kind, Meaning, Pack, RowId, Rule, SeriesId, SharePeriod};
use crate::domain::quantity::Year;
use crate::domain::working::{Reason, SetBy, Test, Threshold, Verdict, Working};
use crate::text;

/// One line of the sheet of verdicts.
pub struct VerdictLine<'w> {
    /// Depth below the first line of its working.
    pub depth: u8,
    /// The node.
    pub working: &'w Working,
    /// Its parts, as indices of lines.
    pub parts: Vec<usize>,
    /// The value as a formula; empty if the node has none.
    pub value: String,
    /// The requirement as a formula or digits; empty if the node has none.
    pub asked: String,
    /// How its verdict follows.
    kind: VerdictSource,
}

/// How a line's verdict follows.
enum VerdictSource {
    /// From its own formula.
    Own(String),
    /// From its parts, unless the guard settles it first.
    Parts(Guard),
    /// From no cell of the workbook.
    Still,
}

/// Conditions that settle a verdict before its figures do.
#[derive(Clone, Default)]
struct Guard {
    /// The row, if it may not apply.
    row: Option<RowId>,
    /// The year, if the whole row waits for it to begin.
    year: Option<Year>,
}

/// Builds the lines of workings.
pub struct Lines<'a> {
    pack: &'a Pack,
    situation: &'a Situation,
    /// The lines so far.
    pub lines: Vec<VerdictLine<'a>>,
}

/// What a node belongs to.
#[derive(Clone)]
struct Context {
    row: Option<RowId>,
    goal: Option<crate::domain::policy::GoalId>,
    span: Span,
    guard: Guard,
    depth: u8,
}

impl<'a> Lines<'a> {
    /// No lines yet.
    pub fn new(pack: &'a Pack, situation: &'a Situation) -> Lines<'a> {
        Lines { pack, situation, lines: Vec::new() }
    }

    /// Adds a working and returns the index of its first line.
    pub fn add(&mut self, working: &'a Working, span: Span) -> usize {
        let context = Context { row: None, goal: None, span, guard: Guard::default(), depth: 0 };
        self.node(working, &context)
    }

    fn node(&mut self, working: &'a Working, context: &Context) -> usize {
        let mut here = context.clone();
        match &working.test {
            Test::Row(row) => {
                here.row = Some(row.clone());
                here.guard = Guard {
                    row: (self.situation.level == Level::City).then(|| row.clone()),
                    year: match context.span {
                        Span::Year(year) => Some(year),
                        Span::Whole => None,
                    },
                };
            }
            Test::Goal(goal) => here.goal = Some(goal.clone()),
            _ => {}
        }
        let (value, asked, kind) = self.formulas(working, &here);
        let place = self.lines.len();
        self.lines.push(VerdictLine { depth: context.depth, working, parts: Vec::new(), value, asked, kind });
        let below = Context { depth: context.depth.saturating_add(1), ..here };
        let parts: Vec<usize> = working.parts.iter().map(|part| self.node(part, &below)).collect();
        if let Some(line) = self.lines.get_mut(place) {
            line.parts = parts;
        }
        place
    }

    /// The value, the requirement and the verdict of a node.
    fn formulas(&self, working: &Working, context: &Context) -> (String, String, VerdictSource) {
        let still = || (String::new(), String::new(), VerdictSource::Still);
        let found = match &working.test {
            Test::Minimum { series, year, minimum, .. } => {
                self.minimum(series, *year, minimum.as_ref(), context).map(|found| self.own(found, context))
            }
            Test::Total { series, minimum, .. } => {
                self.total(series, minimum.as_ref(), context).map(|found| self.own(found, context))
            }
            Test::Growth { amounts, from, to, rate, .. } => {
                self.growth(amounts, from.0, to.0, rate, context).map(|found| self.own(found, context))
            }
            Test::Share { numerator, denominator, period, figures, share } => {
                let years: Vec<Year> = figures.iter().map(|(year, ..)| *year).collect();
                self.share((numerator, denominator), *period, &years, share, context)
                    .map(|found| self.own(found, context))
            }
            // Answers have no cells of their own.
            Test::Statement { .. } => None,
            _ if working.parts.is_empty() => None,
            _ => Some((String::new(), String::new(), VerdictSource::Parts(context.guard.clone()))),
        };
        // A part of a goal that does not apply is settled before any figure.
        match (working.verdict, &context.guard.row) {
            (Verdict::NotApplicable, None) => still(),
            _ => found.unwrap_or_else(still),
        }
    }

    fn own(
        &self,
        (value, asked, verdict): (String, String, String),
        context: &Context,
    ) -> (String, String, VerdictSource) {
        (value, asked, VerdictSource::Own(self.guarded(&context.guard, verdict)))
    }

    fn guarded(&self, guard: &Guard, verdict: String) -> String {
        let in_year = match guard.year {
            Some(year) => format!("IF({},{verdict},{})", begun(year), word(Verdict::NotDue)),
            None => verdict,
        };
        match guard.row.as_ref().and_then(|row| applies(self.pack, row)) {
            Some((row, column)) => {
                format!("IF({}=\"不适用\",{},{in_year})", at(TARGETS, row, column), word(Verdict::NotApplicable))
            }
            None => in_year,
        }
    }

    fn minimum(
        &self,
        series: &SeriesId,
        year: Year,
        minimum: Option<&Threshold>,
        context: &Context,
    ) -> Option<(String, String, String)> {
        let value = self.figure(series, year)?;
        let asked = self.threshold(minimum, context, &[TargetSlot::Year(year)]);
        let verdict = format!(
            "IF(NOT({}),{},IF({asked}=\"\",{},IF({value}=\"\",{},{})))",
            begun(year),
            word(Verdict::NotDue),
            unknown(Reason::MissingTarget),
            unknown(Reason::MissingValue),
            self.in_time(&format!("{value}>={asked}"), &[series], year)
        );
        Some((format!("IF({value}=\"\",\"{BLANK}\",{value})"), asked, verdict))
    }

    fn total(
        &self,
        series: &SeriesId,
        minimum: Option<&Threshold>,
        context: &Context,
    ) -> Option<(String, String, String)> {
        let years_of: Vec<(Year, String)> =
            self.pack.plan_years().filter_map(|year| Some((year, self.figure(series, year)?))).collect();
        let parts: Vec<_> = years_of.iter().map(|(year, cell)| format!("IF({},N({cell}),0)", begun(*year))).collect();
        let sum = format!("ROUND({},6)", parts.join("+"));
        let blank: Vec<_> = years_of.iter().map(|(year, cell)| format!("AND({},{cell}=\"\")", begun(*year))).collect();
        let years: Vec<TargetSlot> = self.pack.plan_years().map(TargetSlot::Year).collect();
        let slots: Vec<TargetSlot> = [TargetSlot::Total].into_iter().chain(years).collect();
        let asked = self.threshold(minimum, context, &slots);
        let verdict = format!(
            "IF({asked}=\"\",{},IF({sum}>={asked},{},IF(OR({}),{},IF({},{},{}))))",
            unknown(Reason::MissingTarget),
            word(Verdict::Met),
            blank.join(","),
            unknown(Reason::MissingValue),
            closed(self.pack.last_year),
            word(Verdict::NotMet),
            word(Verdict::InProgress)
        );
        // A total of blanks is blank, not 0.
        let known: Vec<_> = years_of.iter().map(|(year, cell)| format!("AND({},{cell}<>\"\")", begun(*year))).collect();
        Some((format!("IF(OR({}),{sum},\"{BLANK}\")", known.join(",")), asked, verdict))
    }

    fn growth(
        &self,
        amounts: &[SeriesId],
        from: Year,
        to: Year,
        rate: &Threshold,
        context: &Context,
    ) -> Option<(String, String, String)> {
        let (base, base_blank) = self.sum(amounts, from)?;
        let (value, blank) = self.sum(amounts, to)?;
        let rate = self.fraction(rate, context, TargetSlot::Rate);
        let years = to.years_since(from).unwrap_or(0);
        let required = format!("({base})*(1+{rate})^{years}");
        let series: Vec<&SeriesId> = amounts.iter().collect();
        let reached = self.in_time(&format!("ROUND({value},9)>=ROUND({required},9)"), &series, to);
        let is_pair = years == 1 && self.is_each_year(context);
        let verdict = if is_pair {
            let missing = if from == self.pack.base_year { Reason::MissingBase } else { Reason::MissingValue };
            format!(
                "IF(NOT({}),{},IF({base_blank},{},IF({base}=0,{},IF({blank},{},{reached}))))",
                begun(to),
                word(Verdict::InProgress),
                unknown(missing),
                unknown(Reason::ZeroBase),
                unknown(Reason::MissingValue),
            )
        } else {
            let before = format!(
                "IF({base_blank},IF({},{},{progress}),IF({base}=0,{},{progress}))",
                begun(from),
                unknown(Reason::MissingBase),
                unknown(Reason::ZeroBase),
                progress = word(Verdict::InProgress),
            );
            let after = if years == 0 {
                unknown(Reason::BeforeFirstRate)
            } else {
                format!(
                    "IF({base_blank},{},IF({base}=0,{},IF({blank},{},{reached})))",
                    unknown(Reason::MissingBase),
                    unknown(Reason::ZeroBase),
                    unknown(Reason::MissingValue),
                )
            };
            format!("IF({},{after},{before})", begun(to))
        };
        let asked = format!("IF(OR({base_blank},{base}=0),\"{BLANK}\",{required})");
        Some((format!("IF({blank},\"{BLANK}\",{value})"), asked, verdict))
    }

    /// True if growth is required for each pair of years.
    fn is_each_year(&self, context: &Context) -> bool {
        let rule = match (&context.row, &context.goal) {
            (Some(row), _) => self.pack.row(row).map(|row| &row.rule),
            (None, Some(goal)) => self.pack.goal(goal).map(|goal| &goal.rule),
            (None, None) => None,
        };
        let mut methods = Vec::new();
        rule.into_iter().for_each(|rule| collect_methods(rule, &mut methods));
        methods.into_iter().any(|id| {
            let option = self.pack.reading(id).and_then(|reading| self.situation.readings.option_of(reading));
            matches!(
                option.map(|option| &option.meaning),
                Some(Meaning::Growth(crate::domain::policy::GrowthMethod::EachYear))
            )
        })
    }

    fn share(
        &self,
        (numerator, denominator): (&SeriesId, &SeriesId),
        period: SharePeriod,
        years: &[Year],
        share: &Threshold,
        context: &Context,
    ) -> Option<(String, String, String)> {
        let last = match context.span {
            Span::Year(year) => year,
            Span::Whole => self.pack.last_year,
        };
        let (years, last): (Vec<Year>, Year) = match period {
            SharePeriod::EachYear => (years.to_vec(), *years.last()?),
            SharePeriod::WholePeriod => (self.pack.plan_years().filter(|year| *year <= last).collect(), last),
        };
        let cells: Vec<(Year, String, String)> = years
            .iter()
            .filter_map(|year| Some((*year, self.figure(numerator, *year)?, self.figure(denominator, *year)?)))
            .collect();
        let each = |of: &dyn Fn(&(Year, String, String)) -> String| cells.iter().map(of).collect::<Vec<_>>();
        let blank =
            each(&|(year, part, whole)| format!("AND({},OR({part}=\"\",{whole}=\"\"))", begun(*year))).join(",");
        let over = each(&|(year, part, whole)| format!("AND({},N({part})>N({whole}))", begun(*year))).join(",");
        let parts = each(&|(year, part, _)| format!("IF({},N({part}),0)", begun(*year))).join("+");
        let wholes = each(&|(year, _, whole)| format!("IF({},N({whole}),0)", begun(*year))).join("+");
        let share = self.fraction(share, context, TargetSlot::Share);
        let verdict = format!(
            "IF(OR({blank}),{},IF(OR({over}),{},IF({wholes}=0,{},IF({},IF(ROUND({parts},9)>=ROUND(({wholes})*{share},9),{},{}),{}))))",
            unknown(Reason::MissingValue),
            unknown(Reason::NumeratorExceedsDenominator),
            unknown(Reason::ZeroDenominator),
            closed(last),
            word(Verdict::Met),
            word(Verdict::NotMet),
            word(Verdict::InProgress)
        );
        let first = *years.first()?;
        let verdict = match period {
            SharePeriod::EachYear => format!("IF({},{verdict},{})", begun(first), word(Verdict::NotDue)),
            SharePeriod::WholePeriod => format!("IF({},{verdict},{})", begun(first), word(Verdict::InProgress)),
        };
        Some((format!("IF({wholes}=0,\"{BLANK}\",({parts})/({wholes}))"), share, verdict))
    }

    /// The verdict on a requirement of `year`. Once the year is over, it is met or not met. Before that, it is met if
    /// all series are flows and have reached it, and otherwise in progress.
    fn in_time(&self, reached: &str, series: &[&SeriesId], year: Year) -> String {
        let is_flow = |id: &&SeriesId| self.pack.series_of(id).is_some_and(|series| series.kind == Kind::Flow);
        let open = if series.iter().all(is_flow) {
            format!("IF({reached},{},{})", word(Verdict::Met), word(Verdict::InProgress))
        } else {
            word(Verdict::InProgress)
        };
        format!("IF({},IF({reached},{},{}),{open})", closed(year), word(Verdict::Met), word(Verdict::NotMet))
    }

    fn figure(&self, series: &SeriesId, year: Year) -> Option<String> {
        figure(self.pack, series, year).map(|(row, column)| at(FIGURES, row, column))
    }

    /// The sum of a year's figures, and the condition that one of them is blank.
    fn sum(&self, amounts: &[SeriesId], year: Year) -> Option<(String, String)> {
        let cells: Vec<String> = amounts.iter().map(|series| self.figure(series, year)).collect::<Option<_>>()?;
        let blank: Vec<_> = cells.iter().map(|cell| format!("{cell}=\"\"")).collect();
        match cells.as_slice() {
            [one] => Some((one.clone(), blank.join(","))),
            several => Some((format!("ROUND({},6)", several.join("+")), format!("OR({})", blank.join(",")))),
        }
    }

    /// The requirement: the row's target cells (for a goal of a city, those of the row that binds it), or else the
    /// pack's minimum. A blank total becomes the sum of the years, if all of them are filled.
    fn threshold(&self, minimum: Option<&Threshold>, context: &Context, slots: &[TargetSlot]) -> String {
        let bound = context.row.clone().or_else(|| self.row_that_binds(context));
        let own = bound.filter(|_| context.row.is_some() || self.situation.level == Level::City);
        let Some(row) = own else {
            return minimum.map_or("\"\"".to_owned(), |minimum| digits(&minimum.value));
        };
        let cell = |slot: &TargetSlot| target(self.pack, &row, *slot).map(|(row, column)| at(TARGETS, row, column));
        match slots {
            [one] => cell(one).unwrap_or_else(|| "\"\"".to_owned()),
            [total, years @ ..] => {
                let years: Vec<String> = years.iter().filter_map(cell).collect();
                let all = format!("IF(COUNT({})={},ROUND({},6),\"\")", years.join(","), years.len(), years.join("+"));
                cell(total).map_or(all.clone(), |total| format!("IF({total}=\"\",{all},{total})"))
            }
            [] => "\"\"".to_owned(),
        }
    }

    /// The row whose targets bind the goal's total that is being built. A goal's parts are built in its order, so the
    /// totals before it are counted.
    fn row_that_binds(&self, context: &Context) -> Option<RowId> {
        let goal = self.pack.goal(context.goal.as_ref()?)?;
        let mut totals = Vec::new();
        collect_totals(&goal.rule, &mut totals);
        let before = self.lines.iter().rev().take_while(|line| !matches!(line.working.test, Test::Goal(_)));
        let seen = before.filter(|line| line.depth == context.depth && matches!(line.working.test, Test::Total { .. }));
        totals.get(seen.count()).cloned().flatten()
    }

    /// A rate or share: the row's target cell, or else the threshold's value.
    fn fraction(&self, threshold: &Threshold, context: &Context, slot: TargetSlot) -> String {
        let cell = context.row.as_ref().and_then(|row| target(self.pack, row, slot));
        match (cell, threshold.set_by) {
            (Some((row, column)), _) => at(TARGETS, row, column),
            (None, SetBy::Pack | SetBy::Allocated | SetBy::AllocatedYearsAdded) => digits(&threshold.value),
        }
    }

    /// The verdict of a line as a formula; `cell` gives the address of another line's verdict. `None` if the verdict
    /// does not follow from the workbook.
    pub fn formula(&self, line: &VerdictLine, cell: impl Fn(usize) -> String) -> Option<String> {
        match &line.kind {
            VerdictSource::Own(formula) => Some(formula.clone()),
            VerdictSource::Parts(guard) => {
                let cells: Vec<String> = line.parts.iter().map(|part| cell(*part)).collect();
                Some(self.guarded(guard, all(&cells)))
            }
            VerdictSource::Still => None,
        }
    }
}

fn collect_methods<'r>(rule: &'r Rule, found: &mut Vec<&'r crate::domain::policy::ReadingId>) {
    match rule {
        Rule::Growth { method, .. } => found.extend(method),
        Rule::All(parts) => parts.iter().for_each(|part| collect_methods(&part.rule, found)),
        _ => {}
    }
}

fn collect_totals(rule: &Rule, found: &mut Vec<Option<RowId>>) {
    match rule {
        Rule::MinimumTotal { target_of, .. } => found.push(target_of.clone()),
        Rule::All(parts) => parts.iter().for_each(|part| collect_totals(&part.rule, found)),
        _ => {}
    }
}

/// Verdicts that must all hold (SPEC "All").
fn all(cells: &[String]) -> String {
    let each = |of: &dyn Fn(&String) -> String| cells.iter().map(of).collect::<Vec<_>>().join(",");
    let any = |word: &str| format!("OR({})", each(&|cell| format!("{cell}={word}")));
    let done = word(Verdict::Met);
    let unfinished = format!(
        "IF(OR({}),{},{done})",
        each(&|cell| format!("{cell}={},{cell}={}", word(Verdict::InProgress), word(Verdict::NotDue))),
        word(Verdict::InProgress)
    );
    let reasons = [
        Reason::MissingTarget,
        Reason::BeforeFirstRate,
        Reason::MissingBase,
        Reason::ZeroBase,
        Reason::MissingValue,
        Reason::NumeratorExceedsDenominator,
        Reason::ZeroDenominator,
    ];
    let unanswered = format!("\"{}\"", text::UNANSWERED);
    // A missing answer ranks just after a missing figure.
    let words = reasons.into_iter().flat_map(|reason| {
        let answer = (reason == Reason::MissingValue).then(|| unanswered.clone());
        std::iter::once(unknown(reason)).chain(answer)
    });
    let words: Vec<_> = words.collect();
    let unknowns = words.iter().rev().fold(unfinished, |rest, word| format!("IF({},{word},{rest})", any(word)));
    let failed = format!("IF({},{},{unknowns})", any(&word(Verdict::NotMet)), word(Verdict::NotMet));
    let na = word(Verdict::NotApplicable);
    format!("IF(AND({}),{na},{failed})", each(&|cell| format!("{cell}={na}")))
}

fn word(verdict: Verdict) -> String {
    format!("\"{}\"", text::verdict_name(verdict))
}

fn unknown(reason: Reason) -> String {
    format!("\"无法判定（{}）\"", text::reason_words(reason))
}

/// True once the year has begun. Without a reporting day none has: a text compares as later than any day.
fn begun(year: Year) -> String {
    format!("AND(ISNUMBER({0}),{0}>=DATE({year},1,1))", as_of())
}

fn closed(year: Year) -> String {
    format!("AND(ISNUMBER({0}),{0}>DATE({year},12,31))", as_of())
}

/// A constant in digits, or as a division if 12 decimals cannot hold it.
fn digits(value: &crate::domain::quantity::Exact) -> String {
    let short = crate::domain::quantity::to_plain(value, 12);
    match crate::domain::quantity::parse_exact(&short) {
        Some(same) if same == *value => short,
        _ => format!("({}/{})", value.numer(), value.denom()),
    }
}
