//! A chart as a self-contained picture: SVG with title, unit, legend, source and date. It needs no style sheet and no
//! font of ours.

use crate::chart::{
    Anchor, FONT, Format, Mark, Plot, SAMPLE, Scene, hundredths_of_an_em, lay_out, sample, width_in_ems,
};
use std::fmt::Write;

/// Font size of the title.
const TITLE: i32 = 17;
/// Height of a line of the title.
const TITLE_LINE: i32 = 24;
/// Height of a line of small print.
const SMALL_LINE: i32 = 18;
/// Margin around title and small print.
const EDGE: i32 = 16;
const FONTS: &str = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, SimHei, sans-serif";

/// The small print below a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// Whose figures these are, and their reporting day.
    pub source: String,
    /// The day on which the picture was made.
    pub made: String,
}

/// A picture ready to be written into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The SVG text.
    pub svg: String,
    /// Width of the view box, in pixels.
    pub width: u32,
    /// Height of the view box, in pixels.
    pub height: u32,
}

/// Draws a chart with its title, legend and caption.
pub fn picture(plot: &Plot, caption: &Caption) -> Picture {
    let scene = lay_out(plot, Format::of(plot));
    let (width, plot_height) = scene.size;
    let inner = f64::from(width) - f64::from(EDGE) * 2.0;
    let title = wrapped(&plot.heading(), inner / f64::from(TITLE));
    let small = [caption.source.clone(), format!("制图日期：{}。数据以国家知识产权局发布为准", caption.made)];
    let small: Vec<String> = small.iter().flat_map(|line| wrapped(line, inner / f64::from(FONT))).collect();

    let mut body = String::new();
    let mut y = EDGE;
    for line in &title {
        y = y.saturating_add(TITLE_LINE);
        text(&mut body, (EDGE, y.saturating_sub(7)), TITLE, "#1d2733", "600", line);
    }
    y = legend(&mut body, plot, i32::try_from(width).unwrap_or(i32::MAX), y);
    let _ = write!(body, "<g transform=\"translate(0 {y})\">");
    marks(&mut body, &scene);
    body.push_str("</g>");
    y = y.saturating_add(i32::try_from(plot_height).unwrap_or(0));
    for line in &small {
        y = y.saturating_add(SMALL_LINE);
        text(&mut body, (EDGE, y.saturating_sub(6)), 12, "#4d5b6a", "400", line);
    }
    let height = u32::try_from(y.saturating_add(EDGE)).unwrap_or(0);
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"{FONTS}\"><title>{}</title><desc>{}</desc>\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>{body}</svg>\n",
        escaped(&plot.heading()),
        escaped(&plot.summary()),
    );
    Picture { svg, width, height }
}

/// Draws a sample and a name for each kind of mark. Returns the height below them.
fn legend(body: &mut String, plot: &Plot, width: i32, top: i32) -> i32 {
    let (mut x, mut y) = (EDGE, top.saturating_add(SMALL_LINE));
    for entry in plot.legend() {
        let words = (width_in_ems(&entry.name) * f64::from(FONT)).ceil();
        #[expect(clippy::cast_possible_truncation, reason = "a name is at most some thousand pixels wide")]
        let wide = SAMPLE.saturating_add(10).saturating_add(words as i32).saturating_add(20);
        if x > EDGE && x.saturating_add(wide) > width.saturating_sub(EDGE) {
            (x, y) = (EDGE, y.saturating_add(SMALL_LINE));
        }
        let corner = (x, y.saturating_sub(11));
        sample(&entry).iter().for_each(|one| mark(body, &moved(one, corner)));
        text(body, (x.saturating_add(SAMPLE).saturating_add(8), y), 12, "#4d5b6a", "400", &entry.name);
        x = x.saturating_add(wide);
    }
    y.saturating_add(4)
}

/// A mark of a sample, moved to its place.
fn moved(one: &Mark, (x, y): (i32, i32)) -> Mark {
    let to = |(from_x, from_y): (i32, i32)| (x.saturating_add(from_x), y.saturating_add(from_y));
    match one.clone() {
        Mark::Line { role, open, points } => Mark::Line { role, open, points: points.into_iter().map(to).collect() },
        Mark::Dot { role, at, radius, filled } => Mark::Dot { role, at: to(at), radius, filled },
        Mark::Bar { role, from, to: end, filled } => Mark::Bar { role, from: to(from), to: to(end), filled },
        Mark::Text { role, at, anchor, shift, size, text } => {
            Mark::Text { role, at: to(at), anchor, shift, size, text }
        }
    }
}

fn marks(body: &mut String, scene: &Scene) {
    scene.marks.iter().for_each(|one| mark(body, one));
}

fn mark(body: &mut String, mark: &Mark) {
    // Writing to a `String` cannot fail.
    let _ = match mark {
        Mark::Line { role, open, points } => {
            let look = role.style();
            let points: Vec<_> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
            let dashes = match look.dashes_of(*open) {
                "" => String::new(),
                dashes => format!(" stroke-dasharray=\"{dashes}\""),
            };
            write!(
                body,
                "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"{dashes}/>",
                points.join(" "),
                look.colour,
                look.width
            )
        }
        Mark::Dot { role, at, radius, filled } => {
            let colour = role.style().colour;
            let fill = if *filled { colour } else { "#ffffff" };
            write!(
                body,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{radius}\" fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"1.8\"/>",
                at.0, at.1
            )
        }
        Mark::Bar { role, from, to, filled } => {
            let colour = role.style().colour;
            let fill = if *filled { colour } else { "#ffffff" };
            write!(
                body,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"1.5\"/>",
                from.0,
                from.1,
                to.0.saturating_sub(from.0),
                to.1.saturating_sub(from.1)
            )
        }
        // A white outline keeps lines from running through the text.
        Mark::Text { role, at, anchor, shift, size, text } => write!(
            body,
            "<text x=\"{}\" y=\"{}\" dy=\"{}\" text-anchor=\"{}\" font-size=\"{size}\" fill=\"{}\" \
             stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\">{}</text>",
            at.0,
            at.1,
            hundredths_of_an_em(*shift),
            anchor.word(),
            role.style().colour,
            escaped(text)
        ),
    };
}

fn text(body: &mut String, (x, y): (i32, i32), size: i32, colour: &str, weight: &str, text: &str) {
    let anchor = Anchor::Start.word();
    let _ = write!(
        body,
        "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{colour}\">{}</text>",
        escaped(text)
    );
}

/// The text escaped, without the control characters that XML forbids.
fn escaped(text: &str) -> String {
    let shown: String = text.chars().filter(|character| !character.is_control()).collect();
    quick_xml::escape::escape(shown).into_owned()
}

/// Breaks a text into lines of at most `ems`.
fn wrapped(text: &str, ems: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for character in text.chars() {
        let fits = |line: &String| width_in_ems(line) + width_in_ems(&character.to_string()) <= ems;
        match lines.last_mut() {
            Some(line) if fits(line) => line.push(character),
            _ => lines.push(character.to_string()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Category, PlotLine, Role, Scale, Shape};
    use crate::domain::quantity::{Unit, parse_exact};

    fn plot(title: &str) -> Plot {
        let places = ["2021", "2022"].map(|year| Category { short: year.to_owned(), name: format!("{year}年") });
        let values = vec![parse_exact("1200"), parse_exact("900")];
        let line =
            PlotLine { role: Role::Actual, name: "实际".to_owned(), values, unfinished: Some(1), blank: "空白" };
        let (scale, shape) = (Scale::Of(Unit::new("件")), Shape::Lines);
        Plot { title: title.to_owned(), scale, shape, places: places.to_vec(), lines: vec![line] }
    }

    fn caption(source: &str) -> Caption {
        Caption { source: source.to_owned(), made: "2022-10-08".to_owned() }
    }

    #[test]
    fn a_picture_says_what_it_is_whose_and_from_when() {
        let svg = picture(&plot("某行"), &caption("来源：示例市填报，数据截至 2022-09-30")).svg;
        for part in
            ["某行（件）", "示例市填报，数据截至 2022-09-30", "2022-10-08", ">实际<", ">未完<", "2021年：实际 1,200 件"]
        {
            assert!(svg.contains(part), "{part} in {svg}");
        }
        // It needs no style sheet: it has no class.
        assert!(!svg.contains("class=") && svg.contains("xmlns=\"http://www.w3.org/2000/svg\""));
    }

    #[test]
    fn names_are_text_whatever_they_hold() {
        let svg = picture(&plot("<b>&\"\u{0}"), &caption("]]><script>")).svg;
        assert!(svg.contains("&lt;b&gt;&amp;&quot;") && !svg.contains("<script>") && !svg.contains('\u{0}'), "{svg}");
    }

    #[test]
    fn a_long_title_takes_as_many_lines_as_it_needs() {
        let short = picture(&plot("某行"), &caption("来源"));
        let long = picture(&plot(&"长".repeat(200)), &caption("来源"));
        // The title has 200 characters of 17 px on lines of 728 px: with the unit at the end, 42 a line make 5 lines,
        // 4 more than one.
        assert_eq!(long.height, short.height + 4 * 24);
        assert_eq!(wrapped("", 10.0), [""]);
    }
}
