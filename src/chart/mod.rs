//! 趋势图 – what a chart shows and where each mark goes: pure functions, the same natively and in the browser.
//! `plotters` lays out axes and lines through our own drawing backend, which collects marks instead of pixels;
//! the page only draws them. Floats here place marks and decide nothing.

mod backend;
mod layout;
mod plot;
mod scene;
mod trend;

pub use backend::width_in_ems;
pub use layout::{FONT, Format, SAMPLE, lay_out, sample};
pub use plot::{Category, Entry, Plot, PlotLine, Running, Scale, Shape, of_completion, of_course, of_trend, of_two};
pub use scene::{Anchor, Mark, Role, Scene, Strip, hundredths_of_an_em};
pub use trend::{Measure, Point, Trend, required_name, trend_of_series, trends_of};
