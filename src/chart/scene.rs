//! The marks of a laid-out chart, in view-box units, and how each is drawn.

/// A chart ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Width and height of the view box.
    pub size: (u32, u32),
    /// In drawing order.
    pub marks: Vec<Mark>,
    /// The area of each place along the axis, for reading values by pointer and keyboard.
    pub strips: Vec<Strip>,
}

/// The part of the plot that belongs to one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strip {
    /// Left edge.
    pub left: i32,
    /// Right edge.
    pub right: i32,
    /// Upper edge.
    pub top: i32,
    /// Lower edge.
    pub bottom: i32,
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// Joined points.
    Line {
        /// What it stands for.
        role: Role,
        /// True for a line that leads to an unfinished value.
        open: bool,
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
        /// False for an open circle: an unfinished or a required value.
        filled: bool,
    },
    /// A filled or open box.
    Bar {
        /// What it stands for.
        role: Role,
        /// Upper left.
        from: (i32, i32),
        /// Lower right.
        to: (i32, i32),
        /// False for an open box: an unfinished value, the year before, or a requirement not met.
        filled: bool,
    },
    /// One line of text.
    Text {
        /// What it stands for.
        role: Role,
        /// The anchor point.
        at: (i32, i32),
        /// Which end of the text is at the anchor.
        anchor: Anchor,
        /// Shift of the baseline in hundredths of an em.
        shift: i32,
        /// Font size.
        size: u32,
        /// The text.
        text: String,
    },
}

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Axes and their ticks.
    Axis,
    /// Lines across the plot.
    Grid,
    /// Labels of axes.
    Label,
    /// An achieved value.
    Actual,
    /// An achieved value of a year that is not over.
    Unfinished,
    /// A required value.
    Required,
    /// The year before, for comparison.
    Before,
    /// The first of two compared rows.
    One,
    /// The second of two compared rows.
    Other,
}

/// How a role is drawn: the same on the page, in a saved picture and on paper. Without colour, lines still differ
/// by dashes and by filled and open marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkStyle {
    /// The colour.
    pub colour: &'static str,
    /// Width of its lines.
    pub width: &'static str,
    /// Dashes of its lines; empty for a solid line.
    pub dashes: &'static str,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 9] = [
        Role::Axis,
        Role::Grid,
        Role::Label,
        Role::Actual,
        Role::Unfinished,
        Role::Required,
        Role::Before,
        Role::One,
        Role::Other,
    ];

    /// The name of its class on the page.
    pub fn class(self) -> &'static str {
        match self {
            Role::Axis => "axis",
            Role::Grid => "grid",
            Role::Label => "label",
            Role::Actual => "actual",
            Role::Unfinished => "unfinished",
            Role::Required => "required",
            Role::Before => "before",
            Role::One => "one",
            Role::Other => "other",
        }
    }

    /// How it is drawn.
    pub fn style(self) -> MarkStyle {
        let (colour, width, dashes) = match self {
            Role::Axis => ("#8794a3", "1", ""),
            Role::Grid => ("#d4dae1", "1", ""),
            Role::Label => ("#4d5b6a", "1", ""),
            Role::Actual => ("#17507e", "2.5", ""),
            Role::Unfinished => ("#7a4a00", "2.2", "2 5"),
            Role::Required => ("#a3211b", "1.8", "9 5"),
            Role::Before => ("#66727f", "1.5", ""),
            Role::One => ("#17507e", "2", ""),
            // Wide, so that it shows on both sides of the first line where the two coincide.
            Role::Other => ("#8a4fbe", "5", "12 4 2 4"),
        };
        MarkStyle { colour, width, dashes }
    }
}

/// Dashes of a line that leads to an unfinished value.
const OPEN_DASHES: &str = "2 5";

impl MarkStyle {
    /// Dashes of a line; empty for a solid one.
    pub fn dashes_of(self, open: bool) -> &'static str {
        if open { OPEN_DASHES } else { self.dashes }
    }
}

/// Which end of a text is at its anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left.
    Start,
    /// Its middle.
    Middle,
    /// Its right.
    End,
}

impl Anchor {
    /// The SVG keyword.
    pub fn word(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

/// A shift of the baseline as an SVG length.
pub fn hundredths_of_an_em(shift: i32) -> String {
    let sign = if shift < 0 { "-" } else { "" };
    format!("{sign}0.{:02}em", shift.unsigned_abs())
}
