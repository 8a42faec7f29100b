//! Writes values next to their marks.

use super::{FONT, Format, pixels, text_mark};
use crate::chart::backend::width_in_ems;
use crate::chart::plot::{Plot, Shape};
use crate::chart::scene::{Anchor, Mark, Role, Strip};

/// Left, top, right and bottom of an area that must not be covered.
type Area = (i32, i32, i32, i32);

/// Writes achieved and compared values above their marks, or below where something is in the way, the latest
/// first. A value that fits in neither place is left to the table.
pub(super) fn write(plot: &Plot, format: Format, marks: &mut Vec<Mark>, strips: &[Strip]) {
    let heads: Vec<(Role, (i32, i32))> = marks.iter().filter_map(head).collect();
    let mut taken: Vec<Area> =
        if plot.shape == Shape::Lines { marks.iter().filter_map(area).collect() } else { Vec::new() };
    for line in plot.lines.iter().filter(|line| matches!(line.role, Role::Actual | Role::One | Role::Other)) {
        for place in (0..line.values.len()).rev() {
            let (Some(Some(value)), Some(strip)) = (line.values.get(place), strips.get(place)) else { continue };
            let own = if plot.shape == Shape::Columns { line.role } else { line.role_at(place) };
            let here = |(of, (x, _)): &&(Role, (i32, i32))| *of == own && (strip.left..=strip.right).contains(x);
            let Some((_, (x, y))) = heads.iter().find(here) else { continue };
            let text = plot.scale.brief(value);
            let written = written(&text, (*x, *y), format, &taken);
            if let Some((area, at, shift)) = written {
                taken.push(area);
                marks.push(text_mark(line.role_at(place), at, Anchor::Middle, shift, &text));
            }
        }
    }
}

/// The area of a written value, its anchor point and its baseline shift; `None` where there is no room.
fn written(text: &str, (x, y): (i32, i32), format: Format, taken: &[Area]) -> Option<(Area, (i32, i32), i32)> {
    let half = i32::try_from(pixels(width_in_ems(text))?.div_ceil(2)).ok()?;
    let (width, height) = (i32::try_from(format.width).ok()?, i32::try_from(format.height).ok()?);
    let letters = i32::try_from(FONT).ok()?;
    let x = x.clamp(half.min(width), width.saturating_sub(half).max(half));
    let (above, below) = (y.saturating_sub(letters), y.saturating_add(letters.saturating_sub(3)));
    let places = [(above.saturating_sub(letters), (x, above), -12), (below, (x, below), 88)];
    let area = |top: i32| (x.saturating_sub(half), top, x.saturating_add(half), top.saturating_add(letters));
    let mut places = places.into_iter().map(|(top, at, shift)| (area(top), at, shift));
    places.find(|(area, ..)| area.1 >= 0 && area.3 <= height && !taken.iter().any(|other| overlap(*area, *other)))
}

fn overlap(one: Area, other: Area) -> bool {
    one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3
}

/// The area that a dot or square covers.
fn area(mark: &Mark) -> Option<Area> {
    match mark {
        Mark::Dot { at: (x, y), radius, .. } => {
            let radius = i32::try_from(*radius).ok()?;
            let (left, right) = (x.saturating_sub(radius), x.saturating_add(radius));
            Some((left, y.saturating_sub(radius), right, y.saturating_add(radius)))
        }
        Mark::Bar { from, to, .. } => Some((from.0, from.1, to.0, to.1)),
        Mark::Line { .. } | Mark::Text { .. } => None,
    }
}

/// The point that a value belongs to: the centre of a dot or square, or the middle of a column's upper edge.
fn head(mark: &Mark) -> Option<(Role, (i32, i32))> {
    match mark {
        Mark::Dot { role, at, .. } => Some((*role, *at)),
        Mark::Bar { role: Role::Other, from, to, .. } => {
            Some((Role::Other, (from.0.midpoint(to.0), from.1.midpoint(to.1))))
        }
        Mark::Bar { role, from, to, .. } => Some((*role, (from.0.midpoint(to.0), from.1))),
        Mark::Line { .. } | Mark::Text { .. } => None,
    }
}
