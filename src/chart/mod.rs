//! 趋势图 – what a chart shows and where each mark of it stands: pure functions, the same natively and
//! in the browser. `plotters` lays out axes and lines through a drawing backend of our own, which
//! gathers marks instead of pixels; the page only draws them. Floats live here and nowhere else:
//! they place marks and decide nothing.

mod backend;
mod layout;
mod scene;
mod trend;

pub use layout::{HEIGHT, WIDTH, lay_out};
pub use scene::{Anchor, Column, Mark, Role, Scene};
pub use trend::{Measure, Point, Trend, trend_of_series, trends_of};
