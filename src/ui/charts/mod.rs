//! Charts on the page: they draw what `chart` laid out, read values by pointer and keyboard, and
//! carry the same data as a table.

mod draw;
mod view;

pub use view::TrendView;
