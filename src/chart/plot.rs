//! A chart as names and exact values, before layout: what its lines stand for, what is read out, what its table says.

use super::scene::Role;
use super::trend::{Measure, Trend};
use crate::domain::figures::Stretch;
use crate::domain::policy::{Pack, Row, Series};
use crate::domain::quantity::{Day, Exact, Period, Unit, Year};
use crate::text;
use num_traits::Zero;

/// Decimals of a value written next to its mark; the table shows all.
const DECIMALS: u32 = 4;

/// Shown where completion cannot be calculated.
const NOT_COMPARABLE: &str = "比不了（缺数、缺目标，或要求是 0）";

/// One chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// Title, without the unit.
    pub title: String,
    /// The unit of its values.
    pub scale: Scale,
    /// How it is drawn.
    pub shape: Shape,
    /// The places along its axis: years, periods or rows.
    pub places: Vec<Category>,
    /// The values shown at each place.
    pub lines: Vec<PlotLine>,
}

/// How values are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scale {
    /// In this unit.
    Of(Unit),
    /// As a percentage: 1 is written 100%.
    Percent,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Lines across the places.
    Lines,
    /// Columns side by side at each place.
    Columns,
    /// Horizontal bars, one place below the other; cut off at 200%.
    Bars,
}

/// One place along the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Label under the axis; a remark in brackets is left out in a small chart.
    pub short: String,
    /// Full name, where there is room.
    pub name: String,
}

/// One set of values, one for each place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlotLine {
    /// What it stands for.
    pub role: Role,
    /// Its name in the legend.
    pub name: String,
    /// One value for each place; `None` for a blank, which is not drawn as zero.
    pub values: Vec<Option<Exact>>,
    /// The place whose value is not final, if any.
    pub unfinished: Option<usize>,
    /// The text for a blank.
    pub blank: &'static str,
}

impl Scale {
    /// The unit next to a title: `件`, `%`.
    pub fn symbol(&self) -> &str {
        match self {
            Scale::Of(unit) => unit.symbol(),
            Scale::Percent => "%",
        }
    }

    /// A value next to its mark: no unit, few decimals, truncated.
    pub fn brief(&self, value: &Exact) -> String {
        match self {
            Scale::Of(_) => text::cut_off(value, DECIMALS),
            Scale::Percent => text::percent(value),
        }
    }

    /// A value with its unit.
    pub fn whole(&self, value: &Exact) -> String {
        match self {
            Scale::Of(unit) => text::value(value, unit),
            Scale::Percent => text::percent(value),
        }
    }
}

impl PlotLine {
    fn value(&self, place: usize) -> Option<&Exact> {
        self.values.get(place)?.as_ref()
    }

    /// The role drawn at a place: an achieved value that is not final has its own.
    pub fn role_at(&self, place: usize) -> Role {
        match (self.unfinished == Some(place), self.role) {
            (true, Role::Actual) => Role::Unfinished,
            (_, role) => role,
        }
    }

    /// A value with its unit, or the text for a blank.
    pub fn words(&self, place: usize, scale: &Scale) -> String {
        self.value(place).map_or_else(|| self.blank.to_owned(), |value| scale.whole(value))
    }

    /// True when nothing of it can be drawn.
    pub fn is_blank(&self) -> bool {
        self.values.iter().all(Option::is_none)
    }
}

impl Plot {
    /// Title and unit.
    pub fn heading(&self) -> String {
        format!("{}（{}）", self.title, self.scale.symbol())
    }

    /// True when there is nothing to draw.
    pub fn is_blank(&self) -> bool {
        self.lines.iter().all(PlotLine::is_blank)
    }

    /// The text shown instead when there is nothing to draw.
    pub fn nothing(&self) -> &'static str {
        match self.scale {
            Scale::Percent => "没有可比的：缺数、缺目标，或要求是 0。",
            Scale::Of(_) => "还没有数可画。在“数据填报”里填了数，这里就有图。",
        }
    }

    /// The chart without the lines at these indices.
    pub fn without(&self, hidden: &[usize]) -> Plot {
        let kept = self.lines.iter().enumerate().filter(|(index, _)| !hidden.contains(index));
        Plot { lines: kept.map(|(_, line)| line.clone()).collect(), ..self.clone() }
    }

    /// Everything at a place, in one sentence.
    pub fn read_out(&self, place: usize) -> Option<String> {
        let name = &self.places.get(place)?.name;
        let values: Vec<_> =
            self.lines.iter().map(|line| format!("{} {}", line.name, line.words(place, &self.scale))).collect();
        Some(format!("{name}：{}", values.join("；")))
    }

    /// The whole chart in sentences, for people who cannot see it.
    pub fn summary(&self) -> String {
        let sentences: Vec<_> = (0..self.places.len()).filter_map(|place| self.read_out(place)).collect();
        sentences.join("。")
    }
}

/// One entry of a chart's legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it looks like.
    pub role: Role,
    /// False for an open mark.
    pub filled: bool,
    /// True for a sample of a box, false for one of a line.
    pub as_box: bool,
    /// Its name.
    pub name: String,
    /// The index of its line, where that can be hidden.
    pub line: Option<usize>,
}

impl Plot {
    /// What the marks mean.
    pub fn legend(&self) -> Vec<Entry> {
        let entry =
            |role, filled, as_box, name: &str| Entry { role, filled, as_box, name: name.to_owned(), line: None };
        if self.shape == Shape::Bars {
            return vec![
                entry(Role::Actual, true, true, "达到要求"),
                entry(Role::Actual, false, true, "没有达到"),
                entry(Role::Required, false, false, "要求（100%）"),
            ];
        }
        let as_box = self.shape == Shape::Columns;
        let mut entries = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            let filled = !matches!(line.role, Role::Required | Role::Before);
            // A single line cannot be hidden: nothing would be left.
            let hideable = (self.lines.len() > 1).then_some(index);
            entries.push(Entry { line: hideable, ..entry(line.role, filled, as_box, &line.name) });
            let is_drawn = line.unfinished.is_some_and(|place| line.value(place).is_some());
            if line.role == Role::Actual && is_drawn {
                let role = if as_box { Role::Actual } else { Role::Unfinished };
                entries.push(entry(role, false, as_box, "未完"));
            }
        }
        entries
    }
}

/// The years of a row or a series. `required` names the required values, where there are any.
pub fn of_trend(pack: &Pack, trend: &Trend, required: Option<&str>) -> Plot {
    let unfinished = trend.points.iter().position(|point| point.unfinished);
    let mut lines = vec![PlotLine {
        role: Role::Actual,
        name: "实际".to_owned(),
        values: trend.points.iter().map(|point| point.actual.clone()).collect(),
        unfinished,
        blank: "空白",
    }];
    if let Some(name) = required {
        lines.push(PlotLine {
            role: Role::Required,
            name: name.to_owned(),
            values: trend.points.iter().map(|point| point.required.clone()).collect(),
            unfinished: None,
            blank: "没有",
        });
    }
    let places = trend.points.iter().map(|point| place_of(point.year, pack.base_year, point.unfinished));
    Plot {
        title: title_of(pack, trend),
        scale: scale_of(pack, trend),
        shape: Shape::Lines,
        places: places.collect(),
        lines,
    }
}

fn place_of(year: Year, base: Year, unfinished: bool) -> Category {
    let remark = match (year == base, unfinished) {
        (true, _) => "（基期）",
        (_, true) => "（未完）",
        _ => "",
    };
    Category { short: format!("{year}{remark}"), name: format!("{year}年{remark}") }
}

/// The name of a trend, without its unit.
pub fn title_of(pack: &Pack, trend: &Trend) -> String {
    let names: Vec<_> =
        trend.series.iter().filter_map(|id| pack.series_of(id)).map(|series| series.name.as_str()).collect();
    match (trend.measure, names.as_slice()) {
        (Measure::Share, [part, whole]) => format!("{part} ÷ {whole}"),
        (Measure::Cumulated, _) => format!("{}，计划期累计", names.join("、")),
        _ => names.join(" + "),
    }
}

fn scale_of(pack: &Pack, trend: &Trend) -> Scale {
    let series = trend.series.first().and_then(|id| pack.series_of(id));
    match (trend.measure, series) {
        (Measure::Share, _) => Scale::Percent,
        (_, series) => Scale::Of(series.map_or_else(|| Unit::new(""), |series| series.unit.clone())),
    }
}

/// Which value of a period is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Running {
    /// 本期 – each period by itself.
    Each,
    /// 累计 – since 1 January.
    Since,
}

/// The periods of a year, next to those of the year before.
pub fn of_course(series: &Series, year: Year, course: &[Stretch], running: Running, as_of: Day) -> Plot {
    let of = |stretch: &Stretch| match running {
        Running::Each => (stretch.current_before.clone(), stretch.current.clone()),
        Running::Since => (stretch.cumulative_before.clone(), stretch.cumulative.clone()),
    };
    let (before, this): (Vec<_>, Vec<_>) = course.iter().map(of).unzip();
    let places: Vec<_> = course
        .iter()
        .map(|stretch| {
            let name = text::period_name(stretch.period);
            let short = name.trim_start_matches(&format!("{year}年")).to_owned();
            Category { short, name }
        })
        .collect();
    let unfinished =
        course.iter().position(|stretch| stretch.period.has_begun(as_of) && !is_over(stretch.period, as_of));
    let line = |role, name, values, unfinished| PlotLine { role, name, values, unfinished, blank: "空白" };
    let mut lines = Vec::new();
    if let Some(last) = year.previous() {
        lines.push(line(Role::Before, format!("{last}年同期"), before, None));
    }
    lines.push(line(Role::Actual, format!("{year}年"), this, unfinished));
    let what = match running {
        Running::Each => "逐期",
        Running::Since => "年初以来累计",
    };
    let title = format!("{}，{year}年{what}", series.name);
    Plot { title, scale: Scale::Of(series.unit.clone()), shape: Shape::Columns, places, lines }
}

fn is_over(period: Period, as_of: Day) -> bool {
    let year = period.year();
    let (_, last_month) = period.months();
    let next = last_month.checked_add(1).and_then(|month| Day::new(year, month, 1));
    let last_day = next.map_or(year.days(), |day| day.day_of_year().saturating_sub(1));
    as_of.year() > year || (as_of.year() == year && as_of.day_of_year() >= last_day)
}

/// Completion of a row in a year: achieved over required; `None` where either is missing or the requirement is 0.
fn reached(trend: &Trend, year: Year) -> Option<Exact> {
    let point = trend.points.iter().find(|point| point.year == year)?;
    let (actual, required) = (point.actual.as_ref()?, point.required.as_ref()?);
    (!required.is_zero()).then(|| actual / required)
}

/// The completion of all rows in a year; 100 % is the requirement. A row of several trends has several bars.
pub fn of_completion(pack: &Pack, rows: &[(&Row, Vec<Trend>)], year: Year, unfinished: bool) -> Plot {
    let mut places = Vec::new();
    let mut values = Vec::new();
    for (row, trends) in rows {
        for trend in trends {
            // One of several amounts of a row is named by its series.
            let of = if trends.len() > 1 { title_of(pack, trend) } else { row.short_name.clone() };
            let name = format!("{} {of}", row.id);
            places.push(Category { short: name.clone(), name });
            values.push(reached(trend, year));
        }
    }
    let title = format!("{year}年{}各行完成程度", if unfinished { "（未完）" } else { "" });
    let line =
        PlotLine {
            role: Role::Actual, name: "实际÷要求".to_owned(), values, unfinished: None, blank: NOT_COMPARABLE
        };
    Plot { title, scale: Scale::Percent, shape: Shape::Bars, places, lines: vec![line] }
}

/// Two rows compared by completion, since their units differ.
pub fn of_two(pack: &Pack, one: (&str, &Trend), other: (&str, &Trend)) -> Plot {
    let years: Vec<Year> = pack.plan_years().collect();
    let line = |role, (name, trend): (&str, &Trend)| PlotLine {
        role,
        name: name.to_owned(),
        values: years.iter().map(|year| reached(trend, *year)).collect(),
        unfinished: years
            .iter()
            .position(|year| trend.points.iter().any(|point| point.unfinished && point.year == *year)),
        blank: NOT_COMPARABLE,
    };
    let lines = vec![line(Role::One, one), line(Role::Other, other)];
    let unfinished = lines.first().and_then(|line| line.unfinished);
    let places =
        years.iter().enumerate().map(|(index, year)| place_of(*year, pack.base_year, unfinished == Some(index)));
    let title = format!("{}与{}的完成程度", one.0, other.0);
    Plot { title, scale: Scale::Percent, shape: Shape::Lines, places: places.collect(), lines }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::trend::Point;
    use crate::domain::policy::SeriesId;
    use crate::domain::quantity::parse_exact;

    #[test]
    fn a_period_is_over_on_its_last_day() {
        for (period, day, over) in [
            ("2022Q3", "2022-09-29", false),
            ("2022Q3", "2022-09-30", true),
            ("2022Q4", "2022-12-30", false),
            ("2022Q4", "2022-12-31", true),
            ("2024-02", "2024-02-28", false),
            ("2024-02", "2024-02-29", true),
            ("2022Q4", "2023-01-01", true),
            ("2023-01", "2022-12-31", false),
        ] {
            let (parsed, as_of) = (Period::parse(period).unwrap(), Day::parse(day).unwrap());
            assert_eq!(is_over(parsed, as_of), over, "{period} on {day}");
        }
    }

    #[test]
    fn nothing_is_compared_with_a_requirement_of_nothing() {
        let year = Year::new(2022).unwrap();
        for (actual, required, expect) in [
            (Some("935"), Some("850"), Some("1.1")),
            (Some("0"), Some("850"), Some("0")),
            (Some("935"), Some("0"), None),
            (Some("935"), None, None),
            (None, Some("850"), None),
        ] {
            let exact = |text: Option<&str>| text.map(|text| parse_exact(text).unwrap());
            let points = vec![Point { year, actual: exact(actual), required: exact(required), unfinished: false }];
            let trend = Trend { series: vec![SeriesId::new("x")], measure: Measure::Yearly, points };
            assert_eq!(reached(&trend, year), exact(expect), "{actual:?} of {required:?}");
        }
    }
}
