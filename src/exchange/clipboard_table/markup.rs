//! What a cell of a pasted web page shows: its visible text, and anything that makes the figure doubtful – several
//! lines with figures, footnote marks, struck or hidden text, a picture.

use super::{HeldValue, SourceCell};

/// A stretch of a cell's content, in the order of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Text and how it looks.
    Text(TextStyle, String),
    /// The end of a line or of a paragraph.
    Break,
    /// A picture, a drawing or an embedded object.
    Picture,
}

/// How text looks. If several apply, the first counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextStyle {
    /// Not shown.
    Hidden,
    /// Struck through.
    Struck,
    /// Raised or lowered, as footnote marks are.
    Raised,
    /// Ordinary text.
    #[default]
    Plain,
}

/// Why what a cell shows is not simply its figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// Several lines hold figures; none is taken.
    Several(Vec<String>),
    /// Struck text was left out.
    Struck(String),
    /// A raised or lowered mark was left out.
    Mark(String),
    /// Hidden text was left out.
    Hidden(String),
    /// A picture takes the place of a figure.
    Picture,
}

/// How an element shows its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ElementStyle {
    /// How its text looks.
    pub look: TextStyle,
    /// True if it is laid out apart from the text around it.
    pub apart: bool,
    /// True if line breaks in its text are line breaks on the page.
    pub keeps_lines: bool,
    /// True if it is hidden but still takes up space.
    pub keeps_place: bool,
}

impl ElementStyle {
    /// Both combined.
    pub fn and(self, other: ElementStyle) -> ElementStyle {
        let hidden = |manner: ElementStyle| manner.look == TextStyle::Hidden;
        let keeps_place = match (hidden(self), hidden(other)) {
            (true, true) => self.keeps_place && other.keeps_place,
            _ => self.keeps_place || other.keeps_place,
        };
        ElementStyle {
            look: self.look.min(other.look),
            apart: self.apart || other.apart,
            keeps_lines: self.keeps_lines || other.keeps_lines,
            keeps_place,
        }
    }
}

/// What style declarations say about an element. `style` is CSS text without the braces, as in a style attribute.
pub fn element_style_of(style: &str) -> ElementStyle {
    let (mut manner, mut is_relative, mut is_moved) = (ElementStyle::default(), false, false);
    for declaration in style.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let (name, value) = (name.trim().to_lowercase(), value.trim().to_lowercase());
        let says = |words: &[&str]| words.iter().any(|word| value.starts_with(word));
        let is_size = value.chars().any(|character| character.is_ascii_digit());
        let is_zero = is_size && !value.chars().any(|character| matches!(character, '1'..='9'));
        let far_left =
            value.strip_prefix('-').is_some_and(|size| size.chars().take_while(char::is_ascii_digit).count() >= 3);
        let (look, apart) = match name.as_str() {
            "display" if says(&["none"]) => (TextStyle::Hidden, false),
            "display" => (TextStyle::Plain, !says(&["inline "]) && value != "inline" && value != "contents"),
            "visibility" if says(&["hidden"]) => {
                manner =
                    manner.and(ElementStyle { look: TextStyle::Hidden, keeps_place: true, ..ElementStyle::default() });
                continue;
            }
            "visibility" if says(&["collapse"]) => (TextStyle::Hidden, false),
            "mso-hide" if says(&["all"]) => (TextStyle::Hidden, false),
            "opacity" | "font-size" if is_zero => (TextStyle::Hidden, false),
            "color" if says(&["transparent"]) => (TextStyle::Hidden, false),
            "clip" if says(&["rect"]) => (TextStyle::Hidden, false),
            "clip-path" if says(&["inset(50%", "inset(100%", "circle(0"]) => (TextStyle::Hidden, false),
            "text-indent" | "left" | "margin-left" if far_left => (TextStyle::Hidden, false),
            "text-decoration" | "text-decoration-line" if value.contains("line-through") => (TextStyle::Struck, false),
            "vertical-align" if says(&["super", "sub", "text-top", "text-bottom"]) || (is_size && !is_zero) => {
                (TextStyle::Raised, false)
            }
            "mso-text-raise" if is_size && !is_zero => (TextStyle::Raised, false),
            "float" => (TextStyle::Plain, !says(&["none"])),
            "position" => {
                is_relative |= says(&["relative"]);
                (TextStyle::Plain, says(&["absolute", "fixed"]))
            }
            "top" | "bottom" if is_size && !is_zero => {
                is_moved = true;
                (TextStyle::Plain, false)
            }
            "white-space" => {
                manner.keeps_lines |= says(&["pre", "break-spaces"]);
                (TextStyle::Plain, false)
            }
            _ => (TextStyle::Plain, false),
        };
        manner = manner.and(ElementStyle { look, apart, ..ElementStyle::default() });
    }
    if is_relative && is_moved {
        manner.look = manner.look.min(TextStyle::Raised);
    }
    manner
}

impl SourceCell {
    /// A cell of a web page; `value` is what the source program stores in it.
    pub fn of_runs(runs: &[Run], value: Option<&str>) -> SourceCell {
        let mut lines = vec![String::new()];
        let mut left_out = [TextStyle::Hidden, TextStyle::Struck, TextStyle::Raised].map(|look| (look, String::new()));
        let mut picture = false;
        for run in runs {
            match run {
                Run::Break => lines.push(String::new()),
                // Digits before and after a picture are not one number.
                Run::Picture => {
                    picture = true;
                    lines.push(String::new());
                }
                Run::Text(TextStyle::Plain, text) => {
                    if let Some(line) = lines.last_mut() {
                        line.push_str(text);
                    }
                }
                Run::Text(look, text) => {
                    if let Some((_, kept)) = left_out.iter_mut().find(|(known, _)| known == look) {
                        kept.push_str(text);
                    }
                }
            }
        }
        let mut piece = SourceCell::of_lines(lines.iter().map(String::as_str), value);
        let left_out = left_out.into_iter().map(|(look, text)| (look, one_line(&text)));
        let mut marks = left_out.filter(|(_, text)| text.chars().any(char::is_alphanumeric));
        let odd = match marks.next() {
            Some((TextStyle::Hidden, text)) => Some(Oddity::Hidden(text)),
            Some((TextStyle::Struck, text)) => Some(Oddity::Struck(text)),
            Some((_, text)) => Some(Oddity::Mark(text)),
            None => (picture && piece.is_blank()).then_some(Oddity::Picture),
        };
        piece.oddity = piece.oddity.or(odd);
        piece
    }

    /// A cell of several lines: one text, unless more than one line holds digits.
    pub(super) fn of_lines<'t>(lines: impl Iterator<Item = &'t str>, value: Option<&str>) -> SourceCell {
        let lines: Vec<String> = lines.map(one_line).filter(|line| !line.is_empty()).collect();
        let with_digits: Vec<_> = lines.iter().filter(|line| line.chars().any(is_digit)).cloned().collect();
        if with_digits.len() > 1 {
            // Separated, so that nobody reads them as one number with a space in it.
            return SourceCell { oddity: Some(Oddity::Several(with_digits)), ..SourceCell::new(&lines.join("；")) };
        }
        SourceCell::showing(&lines.join(" "), value)
    }

    /// The cell as text for a field that cannot ask questions. Whatever makes the figure doubtful stays visible in
    /// the text, so that it is not read as a number and a person looks at it.
    pub fn cautious_text(&self) -> String {
        let text = self.text.trim();
        match (&self.oddity, &self.held) {
            (Some(Oddity::Several(_)), _) => text.to_owned(),
            (Some(Oddity::Struck(struck)), _) => format!("{text}（划去 {struck}）"),
            (Some(Oddity::Mark(mark)), _) => format!("{text}（标注 {mark}）"),
            (Some(Oddity::Hidden(hidden)), _) => format!("{text}（隐藏 {hidden}）"),
            (Some(Oddity::Picture), _) => "（图片）".to_owned(),
            (None, Some(HeldValue::Rounded(exact))) => exact.clone(),
            (None, _) => text.to_owned(),
        }
    }
}

fn one_line(text: &str) -> String {
    text.split(|character: char| character.is_whitespace() || character == '\u{A0}')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A digit, half-width or full-width.
pub(in crate::exchange) fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || ('０'..='９').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Run {
        Run::Text(TextStyle::Plain, text.to_owned())
    }

    fn check(runs: &[Run], shown: &str, oddity: Option<Oddity>) {
        let piece = SourceCell::of_runs(runs, None);
        assert_eq!((piece.text.as_str(), piece.oddity), (shown, oddity), "{runs:?}");
    }

    #[test]
    fn several_figures_in_a_cell_are_never_run_together() {
        let several = |lines: &[&str]| Some(Oddity::Several(lines.iter().map(ToString::to_string).collect()));
        check(&[text("1200"), Run::Break, text("1500")], "1200；1500", several(&["1200", "1500"]));
        check(&[text("1"), Run::Break, text("200")], "1；200", several(&["1", "200"]));
        check(&[text("1200"), Run::Break, Run::Break, text("件")], "1200 件", None);
        check(&[Run::Break, text(" 1\u{A0}200 "), Run::Break], "1 200", None);
    }

    #[test]
    fn marks_struck_and_hidden_text_are_left_out_and_named() {
        let look = |look, text: &str| Run::Text(look, text.to_owned());
        check(&[text("850"), look(TextStyle::Raised, "1")], "850", Some(Oddity::Mark("1".to_owned())));
        check(&[look(TextStyle::Struck, "1200"), text("1300")], "1300", Some(Oddity::Struck("1200".to_owned())));
        check(&[look(TextStyle::Hidden, "7"), text("8")], "8", Some(Oddity::Hidden("7".to_owned())));
        check(&[text("8"), look(TextStyle::Hidden, " \n")], "8", None);
        check(&[Run::Picture], "", Some(Oddity::Picture));
        check(&[Run::Picture, text("5")], "5", None);
        let parted = Some(Oddity::Several(vec!["1".to_owned(), "00".to_owned()]));
        check(&[text("1"), Run::Picture, text("00")], "1；00", parted);
    }

    #[test]
    fn styles_say_how_text_looks() {
        let looks = |look: TextStyle, styles: &[&str]| {
            for style in styles {
                assert_eq!(element_style_of(style).look, look, "{style}");
            }
        };
        looks(
            TextStyle::Hidden,
            &[
                "color:red; DISPLAY : none",
                "visibility:hidden",
                "opacity:0.0",
                "font-size:0px",
                "color:transparent",
                "position:absolute;clip:rect(0 0 0 0)",
                "text-indent:-9999px",
            ],
        );
        looks(TextStyle::Struck, &["text-decoration: underline line-through"]);
        looks(
            TextStyle::Raised,
            &[
                "vertical-align:super;font-size:8pt",
                "vertical-align:4pt",
                "position:relative;top:-6pt;mso-text-raise:6pt",
            ],
        );
        looks(
            TextStyle::Plain,
            &["vertical-align:middle", "opacity:0.5", "font-size:10pt", "top:0", "mso-text-raise:0pt", "left:-1px"],
        );
        for style in
            ["display:block", "display:inline-block", "display:inline-table", "float:left", "position:absolute"]
        {
            assert!(element_style_of(style).apart, "{style}");
        }
        assert!(!element_style_of("display:inline;float:none;position:static").apart);
        assert!(
            element_style_of("white-space:pre-wrap").keeps_lines && !element_style_of("white-space:nowrap").keeps_lines
        );
        let hidden = |style| element_style_of(style).keeps_place;
        assert!(hidden("visibility:hidden") && !hidden("visibility:hidden;display:none") && !hidden("display:none"));
    }
}
