//! Charts on the page: they draw what `chart` laid out, show values by pointer, touch and keyboard, offer the same
//! data as a table, and save pictures.

mod draw;
mod saving;
mod small;
mod view;

pub use saving::drawn;
pub use small::{large_chart, small_chart};
pub use view::PlotView;
