//! 选区 – the active cell, the range from it, and how keys move both. Knows rows and columns only.

/// A row and a column, from 0.
pub type CellPlace = (usize, usize);

/// The active cell and the opposite corner of the range.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The active cell.
    pub at: CellPlace,
    /// The opposite corner; the active cell itself if only one is selected.
    pub to: CellPlace,
}

/// Where a key moves to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One cell up or down, left or right.
    By(isize, isize),
    /// To the edge in that direction.
    ToEdge(isize, isize),
    /// To the first cell of the row or, with `true`, of the grid.
    Home(bool),
    /// To the last cell of the row or, with `true`, of the grid.
    End(bool),
}

impl Selection {
    /// One cell.
    pub fn one(at: CellPlace) -> Selection {
        Selection { at, to: at }
    }

    /// This selection if `at` is its active cell, else `at` alone: keys may be faster than the selection is drawn,
    /// and must not act on an old one.
    pub fn around(self, at: CellPlace) -> Selection {
        if self.at == at { self } else { Selection::one(at) }
    }

    /// True when more than one cell is selected.
    pub fn is_range(self) -> bool {
        self.at != self.to
    }

    /// Upper left corner.
    pub fn first(self) -> CellPlace {
        (self.at.0.min(self.to.0), self.at.1.min(self.to.1))
    }

    /// Lower right corner.
    pub fn last(self) -> CellPlace {
        (self.at.0.max(self.to.0), self.at.1.max(self.to.1))
    }

    /// The first and the last selected column of a row, where several cells are selected.
    pub fn columns_in(self, row: usize) -> Option<(usize, usize)> {
        let ((top, left), (bottom, right)) = (self.first(), self.last());
        (self.is_range() && (top..=bottom).contains(&row)).then_some((left, right))
    }

    /// The rows of the range, each with its cells.
    pub fn rows(self) -> impl Iterator<Item = Vec<CellPlace>> {
        let ((top, left), (bottom, right)) = (self.first(), self.last());
        (top..=bottom).map(move |row| (left..=right).map(|column| (row, column)).collect())
    }
}

impl Step {
    /// Where the step leads from a cell in a grid of that size; never over the edge.
    pub fn from(self, (row, column): CellPlace, (rows, columns): (usize, usize)) -> CellPlace {
        let (last_row, last_column) = (rows.saturating_sub(1), columns.saturating_sub(1));
        let to = match self {
            Step::By(down, right) => (row.saturating_add_signed(down), column.saturating_add_signed(right)),
            Step::ToEdge(down, right) => (edge(down, row, last_row), edge(right, column, last_column)),
            Step::Home(all) => (if all { 0 } else { row }, 0),
            Step::End(all) => (if all { last_row } else { row }, last_column),
        };
        (to.0.min(last_row), to.1.min(last_column))
    }
}

fn edge(direction: isize, here: usize, last: usize) -> usize {
    match direction.signum() {
        0 => here,
        1 => last,
        _ => 0,
    }
}
