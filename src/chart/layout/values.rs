//! Values beside their marks.

use super::{Format, pixels, text_mark};
use crate::chart::backend::width_in_ems;
use crate::chart::plot::{Plot, Shape};
use crate::chart::scene::{Anchor, Mark, Role, Strip};

/// Writes the values of what was reached beside their marks, the latest first, as far as none covers
/// another.
pub(super) fn write(plot: &Plot, format: Format, marks: &mut Vec<Mark>, strips: &[Strip]) {
    let marked: Vec<(Role, (i32, i32))> = marks.iter().filter_map(head).collect();
    let in_the_way: Vec<(i32, i32)> =
        marked.iter().filter(|(role, _)| *role == Role::Required).map(|(_, at)| *at).collect();
    let mut taken: Vec<(i32, i32, i32)> = Vec::new();
    let width = i32::try_from(format.width).unwrap_or(i32::MAX);
    for line in plot.lines.iter().filter(|line| matches!(line.role, Role::Actual | Role::One | Role::Other)) {
        let known = line.values.iter().enumerate().filter_map(|(place, value)| Some((place, value.as_ref()?)));
        for (place, value) in known.collect::<Vec<_>>().into_iter().rev() {
            let role =
                if line.unfinished == Some(place) && line.role == Role::Actual { Role::Unfinished } else { line.role };
            let own = if plot.shape == Shape::Columns { line.role } else { role };
            let Some(strip) = strips.get(place) else { continue };
            let here = |(of, (x, _)): &&(Role, (i32, i32))| *of == own && (strip.left..=strip.right).contains(x);
            let Some((_, (x, y))) = marked.iter().find(here) else { continue };
            let text = plot.scale.brief(value);
            let half = pixels(width_in_ems(&text)).and_then(|width| i32::try_from(width.div_ceil(2)).ok()).unwrap_or(0);
            let x = (*x).clamp(half.min(width), width.saturating_sub(half).max(half));
            let near = |(other_x, other_y): &(i32, i32)| {
                (other_x.saturating_sub(x)).abs() < 12 && (4..30).contains(&y.saturating_sub(*other_y))
            };
            let below = in_the_way.iter().any(near);
            let (at, shift) = if below { (y.saturating_add(9), 88) } else { (y.saturating_sub(12), -12) };
            let covers = |(left, right, height): &(i32, i32, i32)| {
                x.saturating_sub(half) < *right
                    && x.saturating_add(half) > *left
                    && (height.saturating_sub(at)).abs() < 15
            };
            if !taken.iter().any(covers) {
                taken.push((x.saturating_sub(half), x.saturating_add(half), at));
                marks.push(text_mark(role, (x, at), Anchor::Middle, shift, &text));
            }
        }
    }
}

/// Where a value is written at: a dot, or the middle of a box's upper edge.
fn head(mark: &Mark) -> Option<(Role, (i32, i32))> {
    match mark {
        Mark::Dot { role, at, .. } => Some((*role, *at)),
        Mark::Bar { role, from, to, .. } => Some((*role, (from.0.midpoint(to.0), from.1))),
        Mark::Line { .. } | Mark::Text { .. } => None,
    }
}
