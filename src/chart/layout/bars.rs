//! Layout of bar charts.

use super::{FONT, Format, MARGIN, axis_label, cut, pixels, style, text_mark, widest};
use crate::chart::backend::{Gatherer, colour};
use crate::chart::plot::Plot;
use crate::chart::scene::{Anchor, Mark, Role, Scene, Strip};
use crate::domain::quantity::Exact;
use num_traits::ToPrimitive;
use plotters::prelude::{ChartBuilder, IntoDrawingArea, IntoFont, LabelAreaPosition};
use plotters::style::TextStyle;
use std::ops::Range;

/// Bars are cut off here, so that one far beyond does not make the others too small to see.
const LONGEST_BAR: f64 = 2.0;

/// Horizontal bars, the first place on top, with a line at 100 %.
pub(super) fn draw(plot: &Plot, format: Format) -> Option<Scene> {
    let last = i32::try_from(plot.places.len()).ok()?.checked_sub(1).filter(|last| *last >= 0)?;
    let line = plot.lines.first();
    let value = |place: usize| line.and_then(|line| line.values.get(place)?.as_ref());
    let most = (0..plot.places.len()).filter_map(|place| value(place)?.to_f64()).fold(1.0, f64::max);
    let end = (most * 1.1).clamp(1.25, LONGEST_BAR);
    let shorts: Vec<String> = plot.places.iter().map(|place| place.short.clone()).collect();
    // A name takes at most half of the width; the table shows it in full.
    let label_width = pixels(widest(&shorts))?.saturating_add(MARGIN).min(format.width.checked_div(2)?);
    let label_colour = colour(Role::Label);
    let font = TextStyle::from(("sans-serif", f64::from(FONT)).into_font()).color(&label_colour);

    let (mut marks, mut data) = (Vec::new(), Vec::new());
    let mut strips = Vec::new();
    {
        let root = Gatherer { size: (format.width, format.height), marks: &mut marks }.into_drawing_area();
        let mut chart = ChartBuilder::on(&root)
            .margin(MARGIN)
            .margin_right(90)
            .x_label_area_size(FONT.saturating_add(MARGIN))
            .y_label_area_size(label_width)
            .build_cartesian_2d(0.0..end, 0.0..1.0)
            .ok()?;
        chart
            .configure_mesh()
            .disable_y_mesh()
            .set_tick_mark_size(LabelAreaPosition::Left, 0)
            .x_labels(6)
            .y_labels(1)
            // Names are written next to their bars, further below.
            .y_label_formatter(&|_| String::new())
            .x_label_formatter(&|value| axis_label(&plot.scale, *value))
            .label_style(font)
            .axis_style(style(Role::Axis))
            .bold_line_style(style(Role::Grid))
            .light_line_style(plotters::style::TRANSPARENT)
            .draw()
            .ok()?;
        let area = chart.plotting_area();
        let (across, down) = area.get_pixel_range();
        let x = |value: f64| area.map_coordinate(&(value.min(end), 0.0)).0;
        let whole = x(1.0);
        data.push(Mark::Line {
            role: Role::Required,
            open: false,
            points: vec![(whole, down.start), (whole, down.end)],
        });
        for (place, strip) in rows(&across, &down, last.checked_add(1)?)?.into_iter().enumerate() {
            let middle = strip.top.midpoint(strip.bottom);
            if let Some(place) = plot.places.get(place) {
                let at = (across.start.saturating_sub(8), middle);
                data.push(text_mark(Role::Label, at, Anchor::End, 35, &place.short));
            }
            let (role, tail, words) = match value(place).and_then(|value| Some((value, value.to_f64()?))) {
                Some((exact, value)) => {
                    let (from, to) =
                        ((across.start, strip.top.saturating_add(5)), (x(value), strip.bottom.saturating_sub(5)));
                    let to = (to.0.max(from.0.saturating_add(1)), to.1);
                    data.push(Mark::Bar {
                        role: Role::Actual,
                        from,
                        to,
                        filled: *exact >= Exact::from_integer(1.into()),
                    });
                    // A bar that is cut off says so; the table shows its value.
                    let words = if value > end {
                        format!("＞{}", axis_label(&plot.scale, end))
                    } else {
                        plot.scale.brief(exact)
                    };
                    (Role::Actual, to.0, words)
                }
                None => (Role::Label, across.start, "—".to_owned()),
            };
            data.push(text_mark(role, (tail.saturating_add(6), middle), Anchor::Start, 35, &words));
            strips.push(strip);
        }
    }
    // Bars first, lines over them, text on top.
    data.sort_by_key(|mark| match mark {
        Mark::Bar { .. } => 0,
        Mark::Line { .. } => 1,
        _ => 2,
    });
    marks.extend(data);
    Some(Scene { size: (format.width, format.height), marks, strips })
}

/// Splits the plot into `count` rows.
fn rows(across: &Range<i32>, down: &Range<i32>, count: i32) -> Option<Vec<Strip>> {
    let turned = cut(down, across, count)?;
    let turn = |strip: Strip| Strip { left: strip.top, right: strip.bottom, top: strip.left, bottom: strip.right };
    Some(turned.into_iter().map(turn).collect())
}
