//! The marks of a laid-out chart, in the units of its view box.

use crate::domain::quantity::Year;

/// A chart ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// In drawing order.
    pub marks: Vec<Mark>,
    /// Where each year stands, for reading values by pointer and keyboard.
    pub columns: Vec<Column>,
}

/// The strip of one year.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The year.
    pub year: Year,
    /// Left edge.
    pub left: i32,
    /// Right edge.
    pub right: i32,
    /// Top of the plot.
    pub top: i32,
    /// Bottom of the plot.
    pub bottom: i32,
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// Joined points.
    Line {
        /// What it stands for.
        role: Role,
        /// At least two.
        points: Vec<(i32, i32)>,
    },
    /// A filled or open circle.
    Dot {
        /// What it stands for.
        role: Role,
        /// Centre.
        at: (i32, i32),
        /// Radius.
        radius: u32,
        /// Open for what is not finished.
        filled: bool,
    },
    /// A box.
    Bar {
        /// What it stands for.
        role: Role,
        /// Upper left.
        from: (i32, i32),
        /// Lower right.
        to: (i32, i32),
    },
    /// One line of text.
    Text {
        /// What it stands for.
        role: Role,
        /// Where its anchor is.
        at: (i32, i32),
        /// Which end stands there.
        anchor: Anchor,
        /// Shift of the baseline in hundredths of an em.
        shift: i32,
        /// Font size.
        size: u32,
        /// The text.
        text: String,
    },
}

/// What a mark stands for; the style sheet gives each a look of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Axes and their ticks.
    Axis,
    /// Lines across the plot.
    Grid,
    /// Labels of axes.
    Label,
    /// What was reached.
    Actual,
    /// What was reached in a year that is not over.
    Unfinished,
    /// What had to be reached.
    Required,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 6] = [Role::Axis, Role::Grid, Role::Label, Role::Actual, Role::Unfinished, Role::Required];

    /// The name of its class in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Role::Axis => "axis",
            Role::Grid => "grid",
            Role::Label => "label",
            Role::Actual => "actual",
            Role::Unfinished => "unfinished",
            Role::Required => "required",
        }
    }
}

/// Which end of a text stands at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left.
    Start,
    /// Its middle.
    Middle,
    /// Its right.
    End,
}
