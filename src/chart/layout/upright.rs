//! Layout of line and column charts.

use super::values::write;
use super::{FONT, Format, MARGIN, axis_label, cut, pixels, style, widest};
use crate::chart::backend::{Gatherer, colour};
use crate::chart::plot::{Plot, PlotLine, Scale, Shape};
use crate::chart::scene::{Mark, Role, Scene, Strip};
use crate::domain::quantity::Exact;
use num_traits::ToPrimitive;
use plotters::coord::ranged1d::{IntoSegmentedCoord, SegmentValue};
use plotters::prelude::{ChartBuilder, IntoDrawingArea, IntoFont};
use plotters::style::TextStyle;

/// The point of a value at a place.
type Point<'a> = &'a dyn Fn(usize, &Exact) -> Option<(i32, i32)>;

/// Lines and columns: places from left to right, values upwards.
pub(super) fn draw(plot: &Plot, format: Format) -> Option<Scene> {
    let last = i32::try_from(plot.places.len()).ok()?.checked_sub(1).filter(|last| *last >= 0)?;
    let top = highest(plot);
    let label_width = pixels(widest(&tick_labels(&plot.scale, top)))?.saturating_add(MARGIN).max(40);
    let room = format.width.saturating_sub(label_width).saturating_sub(MARGIN.saturating_mul(2));
    let shorts = labels(plot, format);
    let fitting = room.checked_div(pixels(widest(&shorts))?.saturating_add(10)).unwrap_or(1).max(1).to_usize()?;
    // If not all labels fit, write every second or third, and so on, from the first.
    let every = shorts.len().div_ceil(fitting);
    let label_colour = colour(Role::Label);
    let font = TextStyle::from(("sans-serif", f64::from(FONT)).into_font()).color(&label_colour);

    let (mut marks, mut data) = (Vec::new(), Vec::new());
    let strips;
    {
        let root = Gatherer { size: (format.width, format.height), marks: &mut marks }.into_drawing_area();
        let mut chart = ChartBuilder::on(&root)
            .margin(MARGIN)
            .x_label_area_size(FONT.saturating_add(MARGIN))
            .y_label_area_size(label_width)
            .build_cartesian_2d((0..last).into_segmented(), 0.0..top)
            .ok()?;
        let place_label = |value: &SegmentValue<i32>| match value {
            SegmentValue::CenterOf(index) => {
                let index = usize::try_from(*index).ok().filter(|index| index.checked_rem(every) == Some(0));
                index.and_then(|index| shorts.get(index).cloned()).unwrap_or_default()
            }
            _ => String::new(),
        };
        chart
            .configure_mesh()
            .disable_x_mesh()
            .x_labels(plot.places.len())
            .y_labels(if format.values { 5 } else { 3 })
            .x_label_formatter(&place_label)
            .y_label_formatter(&|value| axis_label(&plot.scale, *value))
            .label_style(font)
            .axis_style(style(Role::Axis))
            .bold_line_style(style(Role::Grid))
            .light_line_style(plotters::style::TRANSPARENT)
            .draw()
            .ok()?;
        let area = chart.plotting_area();
        let (across, down) = area.get_pixel_range();
        strips = cut(&across, &down, last.checked_add(1)?)?;
        let at = |place: usize, value: &Exact| {
            let index = SegmentValue::CenterOf(i32::try_from(place).ok()?);
            Some(area.map_coordinate(&(index, value.to_f64()?)))
        };
        match plot.shape {
            Shape::Columns => columns(plot, &strips, down.end, &at, &mut data),
            // The first line is drawn last, over the others.
            Shape::Lines | Shape::Bars => plot.lines.iter().rev().for_each(|line| joined(line, &at, &mut data)),
        }
    }
    marks.extend(data);
    if format.values {
        write(plot, format, &mut marks, &strips);
    }
    Some(Scene { size: (format.width, format.height), marks, strips })
}

/// The labels under the axis, without their remarks in a small chart.
fn labels(plot: &Plot, format: Format) -> Vec<String> {
    let bare = |short: &str| short.split('（').next().unwrap_or_default().to_owned();
    plot.places.iter().map(|place| if format.values { place.short.clone() } else { bare(&place.short) }).collect()
}

/// A line with its dots; a blank leaves a gap.
fn joined(line: &PlotLine, at: Point<'_>, marks: &mut Vec<Mark>) {
    let points: Vec<Option<(i32, i32)>> =
        line.values.iter().enumerate().map(|(place, value)| at(place, value.as_ref()?)).collect();
    let is_open = |place: usize| line.unfinished == Some(place);
    let mut run: Vec<(i32, i32)> = Vec::new();
    let mut close = |run: &mut Vec<(i32, i32)>| {
        if run.len() > 1 {
            marks.push(Mark::Line { role: line.role, open: false, points: std::mem::take(run) });
        }
        run.clear();
    };
    let mut unfinished = None;
    for (place, point) in points.iter().enumerate() {
        match point {
            // A line of its own leads to an unfinished value. None leads downwards: nine months below the last
            // whole year are not a fall.
            Some(point) if is_open(place) => {
                let points = run.last().filter(|from| point.1 <= from.1).map(|from| vec![*from, *point]);
                unfinished = points.map(|points| Mark::Line { role: line.role_at(place), open: true, points });
                close(&mut run);
                run.push(*point);
            }
            Some(point) => run.push(*point),
            None => close(&mut run),
        }
    }
    close(&mut run);
    marks.extend(unfinished);
    for (place, point) in points.iter().enumerate() {
        let Some(at) = *point else { continue };
        let (role, filled) = (line.role_at(place), !is_open(place));
        marks.push(match role {
            Role::Other => Mark::Bar { role, from: around(at, -7), to: around(at, 7), filled },
            Role::Required => Mark::Dot { role, at, radius: 3, filled: false },
            _ => Mark::Dot { role, at, radius: 5, filled },
        });
    }
}

fn around((x, y): (i32, i32), by: i32) -> (i32, i32) {
    (x.saturating_add(by), y.saturating_add(by))
}

/// Columns side by side within the strip of each place.
fn columns(plot: &Plot, strips: &[Strip], ground: i32, at: Point<'_>, marks: &mut Vec<Mark>) {
    let count = i32::try_from(plot.lines.len()).unwrap_or(1).max(1);
    for (place, strip) in strips.iter().enumerate() {
        let width = strip.right.saturating_sub(strip.left);
        let gap = width.checked_div(8).unwrap_or(0);
        let each = width.saturating_sub(gap.saturating_mul(2)).checked_div(count).unwrap_or(1).max(1);
        for (index, line) in (0_i32..).zip(&plot.lines) {
            let Some((_, height)) = line.values.get(place).and_then(Option::as_ref).and_then(|value| at(place, value))
            else {
                continue;
            };
            let left = strip.left.saturating_add(gap).saturating_add(each.saturating_mul(index)).saturating_add(1);
            let right = left.saturating_add(each).saturating_sub(2).max(left.saturating_add(1));
            let filled = line.role != Role::Before && line.unfinished != Some(place);
            // A zero is drawn as a line on the axis, so that it differs from a blank.
            let top = height.min(ground.saturating_sub(1));
            marks.push(Mark::Bar { role: line.role, from: (left, top), to: (right, ground), filled });
        }
    }
}

/// The top of the value axis: above everything drawn, never 0.
fn highest(plot: &Plot) -> f64 {
    let values = plot.lines.iter().flat_map(|line| &line.values).flatten();
    let most = values.filter_map(ToPrimitive::to_f64).filter(|value| value.is_finite()).fold(0.0, f64::max);
    if most > 0.0 { most * 1.18 } else { 1.0 }
}

/// Sample labels of the value axis, to measure their width.
fn tick_labels(scale: &Scale, top: f64) -> Vec<String> {
    (0..=8_u8).map(|part| axis_label(scale, top * f64::from(part) / 8.0)).collect()
}
