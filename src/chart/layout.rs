//! Where each mark of a chart stands.

use super::backend::{Gatherer, colour, width_in_ems};
use super::scene::{Anchor, Column, Mark, Role, Scene};
use super::trend::{Measure, Point, Trend};
use crate::domain::quantity::{Exact, to_plain};
use crate::text;
use num_traits::ToPrimitive;
use plotters::coord::ranged1d::{IntoSegmentedCoord, SegmentValue};
use plotters::prelude::{ChartBuilder, Circle, IntoDrawingArea, IntoFont, LineSeries, PathElement};
use plotters::style::{ShapeStyle, TextStyle};

/// Width of the view box.
pub const WIDTH: u32 = 760;
/// Height of the view box.
pub const HEIGHT: u32 = 300;
/// Font size of labels.
const FONT: u32 = 12;
/// Room that the text of an axis needs beside its labels.
const MARGIN: u32 = 14;

/// Lays out a chart. `base_year_note` is written behind the base year on the axis.
pub fn lay_out(trend: &Trend, base_year: Option<u16>) -> Scene {
    let mut scene = Scene::default();
    // The backend cannot fail: it only gathers.
    let drawn = draw(trend, base_year, &mut scene);
    if drawn.is_none() {
        scene.marks.clear();
    }
    scene
}

fn draw(trend: &Trend, base_year: Option<u16>, scene: &mut Scene) -> Option<()> {
    let first = i32::from(trend.points.first()?.year.number());
    let last = i32::from(trend.points.last()?.year.number());
    let top = highest(trend);
    let ticks = axis_labels(trend.measure, top);
    let widest = ticks.iter().map(|label| width_in_ems(label)).fold(0.0, f64::max);
    let label_width = (widest * f64::from(FONT)).ceil().to_u32()?.saturating_add(MARGIN).max(40);
    let style = |role: Role| ShapeStyle::from(&colour(role)).stroke_width(1);
    let label_colour = colour(Role::Label);
    let font = TextStyle::from(("sans-serif", f64::from(FONT)).into_font()).color(&label_colour);

    let mut marks = Vec::new();
    {
        let root = Gatherer { size: (WIDTH, HEIGHT), marks: &mut marks }.into_drawing_area();
        let mut chart = ChartBuilder::on(&root)
            .margin(MARGIN)
            .x_label_area_size(FONT.saturating_add(MARGIN))
            .y_label_area_size(label_width)
            .build_cartesian_2d((first..last).into_segmented(), 0.0..top)
            .ok()?;
        let year_label = |value: &SegmentValue<i32>| match value {
            SegmentValue::CenterOf(year) if base_year.map(i32::from) == Some(*year) => format!("{year}（基期）"),
            SegmentValue::CenterOf(year) => format!("{year}"),
            _ => String::new(),
        };
        chart
            .configure_mesh()
            .disable_x_mesh()
            .x_labels(trend.points.len())
            .y_labels(5)
            .x_label_formatter(&year_label)
            .y_label_formatter(&|value| axis_label(trend.measure, *value))
            .label_style(font)
            .axis_style(style(Role::Axis))
            .bold_line_style(style(Role::Grid))
            .light_line_style(plotters::style::TRANSPARENT)
            .draw()
            .ok()?;

        let at = |point: &Point, value: &Option<Exact>| {
            let year = SegmentValue::CenterOf(i32::from(point.year.number()));
            Some((year, value.as_ref()?.to_f64()?))
        };
        let required: Vec<_> = trend.points.iter().map(|point| at(point, &point.required)).collect();
        for path in runs(&required) {
            chart.draw_series(LineSeries::new(path, style(Role::Required))).ok()?;
        }
        let crosses = required.iter().flatten().cloned();
        chart.draw_series(crosses.map(|place| Circle::new(place, 3, style(Role::Required)))).ok()?;

        for (one, next) in trend.points.iter().zip(trend.points.iter().skip(1)) {
            if let (Some(from), Some(to)) = (at(one, &one.actual), at(next, &next.actual)) {
                let role = if next.unfinished { Role::Unfinished } else { Role::Actual };
                chart.draw_series([PathElement::new(vec![from, to], style(role))]).ok()?;
            }
        }
        for point in &trend.points {
            let Some(place) = at(point, &point.actual) else { continue };
            let dot = match point.unfinished {
                true => Circle::new(place, 5, style(Role::Unfinished)),
                false => Circle::new(place, 5, style(Role::Actual).filled()),
            };
            chart.draw_series([dot]).ok()?;
        }

        let area = chart.plotting_area();
        let (_, plot) = (area, area.get_pixel_range());
        let count = i32::try_from(trend.points.len()).ok()?;
        let width = plot.0.end.checked_sub(plot.0.start)?;
        for (index, point) in (0_i32..).zip(&trend.points) {
            let edge = |index: i32| plot.0.start.checked_add(width.checked_mul(index)?.checked_div(count)?);
            scene.columns.push(Column {
                year: point.year,
                left: edge(index)?,
                right: edge(index.checked_add(1)?)?,
                top: plot.1.start,
                bottom: plot.1.end,
            });
        }
    }
    scene.marks = marks;
    label_values(trend, scene);
    Some(())
}

/// Writes each value beside its dot: above it, or below where the requirement stands in the way.
fn label_values(trend: &Trend, scene: &mut Scene) {
    let dots: Vec<_> = scene
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Dot { role, at, .. } if *role != Role::Required => Some((*role, *at)),
            _ => None,
        })
        .collect();
    let required: Vec<_> = scene
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Dot { role: Role::Required, at, .. } => Some(*at),
            _ => None,
        })
        .collect();
    let known = trend.points.iter().filter(|point| point.actual.is_some());
    for ((role, (x, y)), point) in dots.into_iter().zip(known) {
        let Some(actual) = &point.actual else { continue };
        let text = shown(trend.measure, actual);
        let in_the_way =
            |(other_x, other_y): &(i32, i32)| *other_x == x && (4..30).contains(&y.saturating_sub(*other_y));
        let below = required.iter().any(in_the_way);
        scene.marks.push(Mark::Text {
            role,
            at: (x, if below { y.saturating_add(9) } else { y.saturating_sub(12) }),
            anchor: Anchor::Middle,
            shift: if below { 88 } else { -12 },
            size: FONT,
            text,
        });
    }
}

/// A value as printed beside its dot, at most four decimals, cut off.
fn shown(measure: Measure, value: &Exact) -> String {
    match measure {
        Measure::Share => text::percent(value),
        Measure::Yearly | Measure::Cumulated => text::grouped(&to_plain(value, 4)),
    }
}

/// The top of the value axis: above everything drawn, never 0.
fn highest(trend: &Trend) -> f64 {
    let values = trend.points.iter().flat_map(|point| [&point.actual, &point.required]).flatten();
    let most = values.filter_map(ToPrimitive::to_f64).filter(|value| value.is_finite()).fold(0.0, f64::max);
    if most > 0.0 { most * 1.18 } else { 1.0 }
}

/// The runs of neighbours that have a value.
fn runs<T: Clone>(values: &[Option<T>]) -> Vec<Vec<T>> {
    let runs = values.split(Option::is_none).map(|run| run.iter().flatten().cloned().collect::<Vec<_>>());
    runs.filter(|run| run.len() > 1).collect()
}

/// Labels that the value axis can carry, for measuring.
fn axis_labels(measure: Measure, top: f64) -> Vec<String> {
    (0..=8_u8).map(|part| axis_label(measure, top * f64::from(part) / 8.0)).collect()
}

/// A tick of the value axis: large numbers in 万 and 亿, so that fifteen digits still fit.
fn axis_label(measure: Measure, value: f64) -> String {
    if measure == Measure::Share {
        return format!("{}%", rounded(value * 100.0));
    }
    match value {
        value if value >= 1e12 => format!("{}万亿", text::grouped(&rounded(value / 1e12))),
        value if value >= 1e8 => format!("{}亿", text::grouped(&rounded(value / 1e8))),
        value if value >= 1e5 => format!("{}万", text::grouped(&rounded(value / 1e4))),
        value => text::grouped(&rounded(value)),
    }
}

/// At most two decimals, without trailing zeros.
fn rounded(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::policy::SeriesId;
    use crate::domain::quantity::{Year, parse_exact};

    fn trend(values: &[(u16, Option<&str>, Option<&str>)]) -> Trend {
        let exact = |text: &Option<&str>| text.map(|text| parse_exact(text).unwrap());
        let points = values.iter().map(|(year, actual, required)| Point {
            year: Year::new(*year).unwrap(),
            actual: exact(actual),
            required: exact(required),
            unfinished: false,
        });
        Trend { series: vec![SeriesId::new("x")], measure: Measure::Yearly, points: points.collect() }
    }

    fn dots(scene: &Scene) -> Vec<(i32, i32)> {
        let dots = scene.marks.iter().filter_map(|mark| match mark {
            Mark::Dot { role: Role::Actual, at, .. } => Some(*at),
            _ => None,
        });
        dots.collect()
    }

    fn texts(scene: &Scene) -> Vec<String> {
        let texts = scene.marks.iter().filter_map(|mark| match mark {
            Mark::Text { text, .. } if !text.is_empty() => Some(text.clone()),
            _ => None,
        });
        texts.collect()
    }

    #[test]
    fn higher_values_stand_higher_and_blanks_are_not_drawn() {
        let scene =
            lay_out(&trend(&[(2020, Some("10"), None), (2021, None, None), (2022, Some("30"), None)]), Some(2020));
        let [low, high] = dots(&scene)[..] else { panic!("{:?}", scene.marks) };
        assert!(low.1 > high.1 && low.0 < high.0);
        // A blank between two values leaves a gap: no line is drawn over it.
        assert!(!scene.marks.iter().any(|mark| matches!(mark, Mark::Line { role: Role::Actual, .. })));
        assert_eq!(scene.columns.len(), 3);
    }

    #[test]
    fn every_year_is_written_whole_and_once() {
        let scene =
            lay_out(&trend(&[(2020, Some("1"), None), (2021, Some("2"), None), (2022, Some("3"), None)]), Some(2020));
        let years: Vec<_> = texts(&scene).into_iter().filter(|text| text.starts_with("202")).collect();
        assert_eq!(years, ["2020（基期）", "2021", "2022"]);
    }

    #[test]
    fn everything_stays_inside_the_view_box() {
        let long = "999999999999999.999999";
        let many: Vec<_> = (2000..2030).map(|year| (year, Some(long), Some("1"))).collect();
        let width = i32::try_from(WIDTH).unwrap();
        let height = i32::try_from(HEIGHT).unwrap();
        for case in
            [many.as_slice(), &[(2021, Some("0"), Some("0"))], &[(2021, None, None)], &[(2021, Some(long), None)]]
        {
            let scene = lay_out(&trend(case), None);
            assert_eq!(scene.columns.len(), case.len());
            for mark in &scene.marks {
                let points = match mark {
                    Mark::Line { points, .. } => points.clone(),
                    Mark::Dot { at, .. } | Mark::Text { at, .. } => vec![*at],
                    Mark::Bar { from, to, .. } => vec![*from, *to],
                };
                assert!(points.iter().all(|(x, y)| (0..=width).contains(x) && (0..=height).contains(y)), "{mark:?}");
            }
        }
    }

    #[test]
    fn lines_across_the_plot_are_few() {
        let scene = lay_out(&trend(&[(2021, Some("182"), Some("156")), (2022, Some("177"), None)]), None);
        let across = scene.marks.iter().filter(|mark| matches!(mark, Mark::Line { role: Role::Grid, .. })).count();
        assert!((3..=8).contains(&across), "{across}");
    }

    #[test]
    fn large_numbers_fit_beside_the_axis() {
        assert_eq!(axis_label(Measure::Yearly, 1200.0), "1,200");
        assert_eq!(axis_label(Measure::Yearly, 1_250_000.0), "125万");
        assert_eq!(axis_label(Measure::Yearly, 5e14), "500万亿");
        assert_eq!(axis_label(Measure::Share, 0.85), "85%");
    }
}
