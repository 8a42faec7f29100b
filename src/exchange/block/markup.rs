//! What a cell of a pasted web page shows: its visible text, and whatever about it makes the figure doubtful –
//! several lines with figures, footnote marks, struck or hidden text, a picture.

use super::{HeldValue, Piece};

/// A stretch of a cell's content, in the order of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Text, by how it looks.
    Text(Look, String),
    /// The end of a line or of a paragraph.
    Break,
    /// A picture, a drawing or an embedded object.
    Picture,
}

/// How text looks. The first that applies, from above.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// Not shown at all.
    Hidden,
    /// Struck through.
    Struck,
    /// Raised or lowered, as footnote marks are.
    Raised,
    /// As usual.
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
    /// A picture stands where a figure would be.
    Picture,
}

/// What style declarations say of an element: how its text looks, and whether it begins a line of its own.
/// `style` is CSS text between braces, as in a style attribute.
pub fn look_of(style: &str) -> (Look, bool) {
    let plain: String = style.chars().filter(|character| !character.is_whitespace()).collect();
    let plain = plain.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    let look = if says(&["display:none", "visibility:hidden", "visibility:collapse", "mso-hide:all"]) {
        Look::Hidden
    } else if says(&["line-through"]) {
        Look::Struck
    } else if says(&["vertical-align:super", "vertical-align:sub"]) {
        Look::Raised
    } else {
        Look::Plain
    };
    (look, says(&["display:block", "display:flex", "display:grid", "display:list-item", "display:table"]))
}

impl Piece {
    /// A cell of a page; `value` is what its program names behind it.
    pub fn of_runs(runs: &[Run], value: Option<&str>) -> Piece {
        let mut lines = vec![String::new()];
        let mut left_out = [Look::Hidden, Look::Struck, Look::Raised].map(|look| (look, String::new()));
        let mut picture = false;
        for run in runs {
            match run {
                Run::Break => lines.push(String::new()),
                Run::Picture => picture = true,
                Run::Text(Look::Plain, text) => {
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
        let mut piece = Piece::of_lines(lines.iter().map(String::as_str), value);
        let left_out = left_out.into_iter().map(|(look, text)| (look, one_line(&text)));
        let mut marks = left_out.filter(|(_, text)| text.chars().any(char::is_alphanumeric));
        let odd = match marks.next() {
            Some((Look::Hidden, text)) => Some(Oddity::Hidden(text)),
            Some((Look::Struck, text)) => Some(Oddity::Struck(text)),
            Some((_, text)) => Some(Oddity::Mark(text)),
            None => (picture && piece.is_blank()).then_some(Oddity::Picture),
        };
        piece.oddity = piece.oddity.or(odd);
        piece
    }

    /// A cell of several lines: one text, unless more than one of them holds digits.
    pub(super) fn of_lines<'t>(lines: impl Iterator<Item = &'t str>, value: Option<&str>) -> Piece {
        let lines: Vec<String> = lines.map(one_line).filter(|line| !line.is_empty()).collect();
        let with_digits: Vec<_> = lines.iter().filter(|line| line.chars().any(is_digit)).cloned().collect();
        if with_digits.len() > 1 {
            // Parted so that no reader takes them for one number with a space in it.
            return Piece { oddity: Some(Oddity::Several(with_digits)), ..Piece::new(&lines.join("；")) };
        }
        Piece::showing(&lines.join(" "), value)
    }

    /// The cell as text for a field where nothing can be asked: whatever makes its figure doubtful stays visible in
    /// it, so that it is not understood as a number and a person looks at it.
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

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || ('０'..='９').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Run {
        Run::Text(Look::Plain, text.to_owned())
    }

    fn check(runs: &[Run], shown: &str, oddity: Option<Oddity>) {
        let piece = Piece::of_runs(runs, None);
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
        check(&[text("850"), look(Look::Raised, "1")], "850", Some(Oddity::Mark("1".to_owned())));
        check(&[look(Look::Struck, "1200"), text("1300")], "1300", Some(Oddity::Struck("1200".to_owned())));
        check(&[look(Look::Hidden, "7"), text("8")], "8", Some(Oddity::Hidden("7".to_owned())));
        check(&[text("8"), look(Look::Hidden, " \n")], "8", None);
        check(&[Run::Picture], "", Some(Oddity::Picture));
        check(&[Run::Picture, text("5")], "5", None);
    }

    #[test]
    fn styles_say_how_text_looks() {
        assert_eq!(look_of("color:red; DISPLAY : none"), (Look::Hidden, false));
        assert_eq!(look_of("text-decoration: underline line-through"), (Look::Struck, false));
        assert_eq!(look_of("vertical-align:super;font-size:8pt"), (Look::Raised, false));
        assert_eq!(look_of("display:block"), (Look::Plain, true));
        assert_eq!(look_of("vertical-align:middle"), (Look::Plain, false));
    }
}
