//! Charts on the page: they draw what `chart` laid out, read values by pointer, touch and keyboard,
//! carry the same data as a table, and are saved as pictures.

mod draw;
mod saving;
mod small;
mod view;

pub use saving::drawn;
pub use small::{large_chart, small_chart};
pub use view::PlotView;
