//! Places each mark of a chart.

mod bars;
mod upright;
mod values;

use super::backend::{colour, width_in_ems};
use super::plot::{Entry, Plot, Scale, Shape};
use super::scene::{Anchor, Mark, Role, Scene, Strip};
use crate::text;
use num_traits::ToPrimitive;
use plotters::style::ShapeStyle;
use std::ops::Range;

/// Font size of labels.
pub const FONT: u32 = 12;
/// Margin around the plot.
const MARGIN: u32 = 14;
/// Height of one bar with its spacing.
const BAR: u32 = 26;

/// The size of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Width of the view box.
    pub width: u32,
    /// Height of the view box.
    pub height: u32,
    /// True when values are written next to their marks.
    pub values: bool,
}

impl Format {
    /// One of many small charts.
    pub const SMALL: Format = Format { width: 300, height: 150, values: false };

    /// Page width; a bar chart is as high as its number of bars needs.
    pub fn of(plot: &Plot) -> Format {
        let bars = u32::try_from(plot.places.len()).unwrap_or(u32::MAX).saturating_mul(BAR).saturating_add(60);
        let height = if plot.shape == Shape::Bars { bars.clamp(120, 4000) } else { 300 };
        Format { width: 760, height, values: true }
    }
}

/// Width of a legend's sample.
pub const SAMPLE: i32 = 30;

/// A sample of a legend's entry, in a box of [`SAMPLE`] by 14.
pub fn sample(entry: &Entry) -> Vec<Mark> {
    let Entry { role, filled, as_box, .. } = *entry;
    if as_box {
        return vec![Mark::Bar { role, from: (2, 2), to: (28, 12), filled }];
    }
    let line = Mark::Line { role, open: false, points: vec![(0, 7), (30, 7)] };
    let point = match role {
        Role::Other => Mark::Bar { role, from: (10, 2), to: (20, 12), filled },
        _ => Mark::Dot { role, at: (15, 7), radius: 4, filled },
    };
    vec![line, point]
}

/// Lays out a chart; without places the scene is empty.
pub fn lay_out(plot: &Plot, format: Format) -> Scene {
    // The backend cannot fail: it only collects marks.
    draw(plot, format).unwrap_or_else(|| Scene { size: (format.width, format.height), ..Scene::default() })
}

fn draw(plot: &Plot, format: Format) -> Option<Scene> {
    match plot.shape {
        Shape::Lines | Shape::Columns => upright::draw(plot, format),
        Shape::Bars => bars::draw(plot, format),
    }
}

/// The style in which the mesh draws a role.
fn style(role: Role) -> ShapeStyle {
    ShapeStyle::from(&colour(role)).stroke_width(1)
}

/// Splits the plot into `count` vertical strips.
fn cut(across: &Range<i32>, down: &Range<i32>, count: i32) -> Option<Vec<Strip>> {
    let width = across.end.checked_sub(across.start)?;
    let edge = |index: i32| across.start.checked_add(width.checked_mul(index)?.checked_div(count)?);
    let strip = |index: i32| {
        Some(Strip { left: edge(index)?, right: edge(index.checked_add(1)?)?, top: down.start, bottom: down.end })
    };
    (0..count).map(strip).collect()
}

fn text_mark(role: Role, at: (i32, i32), anchor: Anchor, shift: i32, text: &str) -> Mark {
    Mark::Text { role, at, anchor, shift, size: FONT, text: text.to_owned() }
}

/// The width of the widest text, in ems.
fn widest(texts: &[String]) -> f64 {
    texts.iter().map(|text| width_in_ems(text)).fold(0.0, f64::max)
}

fn pixels(ems: f64) -> Option<u32> {
    (ems * f64::from(FONT)).ceil().to_u32()
}

/// A tick of the value axis: large numbers in 万 and 亿, so that fifteen digits still fit.
fn axis_label(scale: &Scale, value: f64) -> String {
    if *scale == Scale::Percent {
        return format!("{}%", text::grouped(&rounded(value * 100.0)));
    }
    match value {
        value if value >= 1e12 => format!("{}万亿", text::grouped(&rounded(value / 1e12))),
        value if value >= 1e8 => format!("{}亿", text::grouped(&rounded(value / 1e8))),
        value if value >= 1e5 => format!("{}万", text::grouped(&rounded(value / 1e4))),
        value => text::grouped(&rounded(value)),
    }
}

/// At most two decimals, or as many as a small value needs for its first two digits; without trailing zeros.
fn rounded(value: f64) -> String {
    let digits = |value: f64| (-value.abs().log10()).ceil().to_usize().unwrap_or(0).saturating_add(1).clamp(2, 12);
    let decimals = if value == 0.0 || !value.is_finite() { 2 } else { digits(value) };
    let text = format!("{value:.decimals$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects, reason = "tests")]

    use super::*;
    use crate::chart::plot::{Category, PlotLine};
    use crate::domain::quantity::{Unit, parse_exact};

    fn line(role: Role, values: &[Option<&str>]) -> PlotLine {
        let values = values.iter().map(|text| text.map(|text| parse_exact(text).unwrap())).collect();
        PlotLine { role, name: role.class().to_owned(), values, unfinished: None, blank: "空白" }
    }

    fn plot(shape: Shape, lines: Vec<PlotLine>) -> Plot {
        let count = lines.first().map_or(0, |line| line.values.len());
        let place = |index: usize| {
            let name = format!("{}", 2000_usize.saturating_add(index));
            Category { short: name.clone(), name }
        };
        let scale = if shape == Shape::Bars { Scale::Percent } else { Scale::Of(Unit::new("件")) };
        Plot { title: "某行".to_owned(), scale, shape, places: (0..count).map(place).collect(), lines }
    }

    fn laid_out(plot: &Plot) -> Scene {
        lay_out(plot, Format::of(plot))
    }

    fn dots(scene: &Scene) -> Vec<(i32, i32)> {
        let dots = scene.marks.iter().filter_map(|mark| match mark {
            Mark::Dot { role: Role::Actual, at, .. } => Some(*at),
            _ => None,
        });
        dots.collect()
    }

    fn bars(scene: &Scene) -> Vec<(Role, i32, i32, bool)> {
        let bars = scene.marks.iter().filter_map(|mark| match mark {
            Mark::Bar { role, from, to, filled } => {
                Some((*role, to.0.saturating_sub(from.0), to.1.saturating_sub(from.1), *filled))
            }
            _ => None,
        });
        bars.collect()
    }

    fn texts(scene: &Scene) -> Vec<&str> {
        let texts = scene.marks.iter().filter_map(|mark| match mark {
            Mark::Text { text, .. } if !text.is_empty() => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    }

    /// The box of each text, by the estimated width of its characters.
    fn boxes(scene: &Scene) -> Vec<(i32, i32, i32, i32)> {
        let boxes = scene.marks.iter().filter_map(|mark| match mark {
            Mark::Text { at, anchor, shift, text, .. } if !text.is_empty() => {
                let width = i32::try_from(pixels(width_in_ems(text)).unwrap()).unwrap();
                let left = match anchor {
                    Anchor::Start => at.0,
                    Anchor::Middle => at.0.saturating_sub(width / 2),
                    Anchor::End => at.0.saturating_sub(width),
                };
                let baseline = at.1.saturating_add(shift.saturating_mul(12) / 100);
                Some((left, baseline.saturating_sub(10), left.saturating_add(width), baseline.saturating_add(2)))
            }
            _ => None,
        });
        boxes.collect()
    }

    #[test]
    fn higher_values_stand_higher_and_blanks_are_not_drawn() {
        let scene = laid_out(&plot(Shape::Lines, vec![line(Role::Actual, &[Some("10"), None, Some("30")])]));
        let [low, high] = dots(&scene)[..] else { panic!("{:?}", scene.marks) };
        assert!(low.1 > high.1 && low.0 < high.0);
        // A blank between two values leaves a gap: no line is drawn over it.
        assert!(!scene.marks.iter().any(|mark| matches!(mark, Mark::Line { role: Role::Actual, .. })));
        assert_eq!(scene.strips.len(), 3);
    }

    #[test]
    fn what_leads_to_an_unfinished_place_is_drawn_otherwise() {
        let mut actual = line(Role::Actual, &[Some("1"), Some("2"), Some("3")]);
        actual.unfinished = Some(2);
        let scene = laid_out(&plot(Shape::Lines, vec![actual]));
        let lines: Vec<_> = scene
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Line { role: role @ (Role::Actual | Role::Unfinished), points, .. } => {
                    Some((*role, points.len()))
                }
                _ => None,
            })
            .collect();
        assert_eq!(lines, [(Role::Actual, 2), (Role::Unfinished, 2)]);
        assert!(scene.marks.iter().any(|mark| matches!(mark, Mark::Dot { role: Role::Unfinished, filled: false, .. })));
    }

    #[test]
    fn an_unfinished_value_below_the_last_whole_one_is_no_fall() {
        let mut actual = line(Role::Actual, &[Some("1"), Some("3"), Some("2")]);
        actual.unfinished = Some(2);
        let scene = laid_out(&plot(Shape::Lines, vec![actual]));
        let leads = |mark: &Mark| matches!(mark, Mark::Line { role: Role::Unfinished, .. });
        assert!(!scene.marks.iter().any(leads));
        assert!(scene.marks.iter().any(|mark| matches!(mark, Mark::Dot { role: Role::Unfinished, filled: false, .. })));
    }

    #[test]
    fn small_values_have_labels_of_their_own() {
        let label = |value| axis_label(&Scale::Of(Unit::new("亿元")), value);
        assert_eq!(
            [label(0.001), label(0.0025), label(0.25), label(0.0), label(-0.001)],
            ["0.001", "0.0025", "0.25", "0", "−0.001"]
        );
        assert_eq!(axis_label(&Scale::Percent, -0.00001), "−0.001%");
    }

    #[test]
    fn columns_stand_on_the_ground_as_high_as_their_values() {
        let scene = laid_out(&plot(
            Shape::Columns,
            vec![line(Role::Before, &[Some("10"), Some("0")]), line(Role::Actual, &[Some("20"), None])],
        ));
        let [(_, _, ten, before_filled), (_, _, twenty, filled), (_, _, zero, _)] = bars(&scene)[..] else {
            panic!("{:?}", bars(&scene))
        };
        assert!((twenty - ten * 2).abs() <= 2, "{ten} {twenty}");
        // Last year is open and this year filled: without colour they still differ.
        assert!(filled && !before_filled);
        // A zero is drawn, a blank is not.
        assert_eq!(zero, 1);
    }

    #[test]
    fn bars_reach_the_line_when_the_whole_is_reached_and_no_further_than_twice() {
        let values = [Some("1"), Some("0.5"), None, Some("1234567")];
        let scene = laid_out(&plot(Shape::Bars, vec![line(Role::Actual, &values)]));
        let [(_, whole, _, true), (_, half, _, false), (_, longest, _, true)] = bars(&scene)[..] else {
            panic!("{:?}", bars(&scene))
        };
        assert!((whole - half * 2).abs() <= 1 && (longest - whole * 2).abs() <= 1, "{whole} {half} {longest}");
        let words = texts(&scene);
        assert!(words.contains(&"—") && words.contains(&"＞200%"), "{words:?}");
    }

    #[test]
    fn every_place_is_written_whole_and_once_where_there_is_room() {
        let scene = laid_out(&plot(Shape::Lines, vec![line(Role::Actual, &[Some("1"), Some("2"), Some("3")])]));
        let years: Vec<_> = texts(&scene).into_iter().filter(|text| text.starts_with("200")).collect();
        assert_eq!(years, ["2000", "2001", "2002"]);
    }

    #[test]
    fn everything_stays_inside_the_view_box_and_no_text_covers_another() {
        let long = Some("999999999999999.999999");
        let many = vec![line(Role::Actual, &[long; 30]), line(Role::Required, &[Some("1"); 30])];
        let cases = [
            (Shape::Lines, many.clone()),
            (Shape::Columns, many.clone()),
            (Shape::Bars, many),
            (Shape::Lines, vec![line(Role::Actual, &[Some("0")]), line(Role::Required, &[Some("0")])]),
            (Shape::Lines, vec![line(Role::Actual, &[None])]),
            (Shape::Columns, vec![line(Role::Before, &[None; 12]), line(Role::Actual, &[None; 12])]),
            (Shape::Lines, vec![line(Role::Actual, &[long])]),
            (Shape::Bars, vec![line(Role::Actual, &[None; 13])]),
        ];
        for (shape, lines) in cases {
            let plot = plot(shape, lines);
            for format in [Format::of(&plot), Format::SMALL] {
                let scene = lay_out(&plot, format);
                let (width, height) = (i32::try_from(format.width).unwrap(), i32::try_from(format.height).unwrap());
                assert_eq!(scene.strips.len(), plot.places.len());
                for mark in &scene.marks {
                    let points = match mark {
                        Mark::Line { points, .. } => points.clone(),
                        Mark::Dot { at, .. } => vec![*at],
                        Mark::Text { .. } => Vec::new(),
                        Mark::Bar { from, to, .. } => vec![*from, *to],
                    };
                    let inside = |(x, y): &(i32, i32)| (0..=width).contains(x) && (0..=height).contains(y);
                    assert!(points.iter().all(inside), "{shape:?} {mark:?}");
                }
                let boxes = boxes(&scene);
                for (index, one) in boxes.iter().enumerate() {
                    assert!(
                        one.0 >= -1 && one.2 <= width + 1 && one.1 >= -1 && one.3 <= height + 1,
                        "{shape:?} {one:?}"
                    );
                    // Thirty bars in a small picture can be closer together than their names are high.
                    if format == Format::SMALL && shape == Shape::Bars {
                        continue;
                    }
                    for other in boxes.iter().skip(index + 1) {
                        let apart = one.2 <= other.0 || other.2 <= one.0 || one.3 <= other.1 || other.3 <= one.1;
                        assert!(apart, "{shape:?} {one:?} covers {other:?}: {:?}", texts(&scene));
                    }
                }
            }
        }
    }

    #[test]
    fn a_value_stands_clear_of_every_other_mark() {
        // Above its mark the second line's value would cover the first line's dot, so it goes below.
        let lines = vec![line(Role::One, &[Some("120"), Some("106")]), line(Role::Other, &[Some("102"), Some("78")])];
        let scene = laid_out(&plot(Shape::Lines, lines));
        let words = texts(&scene);
        for value in ["120", "106", "102", "78"] {
            assert_eq!(words.iter().filter(|word| **word == value).count(), 1, "{value} in {words:?}");
        }
        let marks = scene.marks.iter().filter_map(|mark| match mark {
            Mark::Dot { at: (x, y), radius, .. } => {
                let radius = i32::try_from(*radius).unwrap();
                Some((x - radius, y - radius, x + radius, y + radius))
            }
            Mark::Bar { from, to, .. } => Some((from.0, from.1, to.0, to.1)),
            _ => None,
        });
        for mark in marks {
            for text in boxes(&scene) {
                let apart = mark.2 <= text.0 || text.2 <= mark.0 || mark.3 <= text.1 || text.3 <= mark.1;
                assert!(apart, "{text:?} covers {mark:?}");
            }
        }
    }

    #[test]
    fn lines_across_the_plot_are_few() {
        let lines = vec![line(Role::Actual, &[Some("182"), Some("177")]), line(Role::Required, &[Some("156"), None])];
        let scene = laid_out(&plot(Shape::Lines, lines));
        let across = scene.marks.iter().filter(|mark| matches!(mark, Mark::Line { role: Role::Grid, .. })).count();
        assert!((3..=8).contains(&across), "{across}");
    }

    #[test]
    fn large_numbers_fit_beside_the_axis() {
        let pieces = Scale::Of(Unit::new("件"));
        assert_eq!(axis_label(&pieces, 1200.0), "1,200");
        assert_eq!(axis_label(&pieces, 1_250_000.0), "125万");
        assert_eq!(axis_label(&pieces, 5e14), "500万亿");
        assert_eq!(axis_label(&Scale::Percent, 0.85), "85%");
    }
}
