//! Marks for "nothing" in people's tables: nothing to enter, or 0? Only a person knows.

use super::sheet::plain;

/// What nil marks stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nil {
    /// The field is blank.
    Blank,
    /// 0.
    Zero,
}

impl Nil {
    /// What is entered for a mark.
    pub(super) fn text(self) -> &'static str {
        match self {
            Nil::Blank => "",
            Nil::Zero => "0",
        }
    }
}

/// `-`, `/`, `无`, `—`, `…` and their like, alone in a cell.
pub(super) fn is_nil_mark(text: &str) -> bool {
    let text = plain(text);
    let text = text.trim_matches(['(', ')', '。']);
    let strokes = |character: char| {
        matches!(character, '-' | '—' | '–' | '−' | '―' | '─' | '~' | '～' | '×' | '/' | '\\' | '…' | '.' | '*')
    };
    let word = matches!(
        text,
        "无" | "零" | "〇" | "○" | "无数据" | "暂无" | "未发生" | "没有" | "n/a" | "na" | "nil" | "null"
    );
    word || (!text.is_empty() && text.chars().all(strokes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_for_nothing_are_known() {
        for text in ["-", " — ", "——", "/", "无", "…", "……", "N/A", "－", "―", "～", "零", "〇", "（无）", "无。"]
        {
            assert!(is_nil_mark(text), "{text}");
        }
        for text in ["", "0", "-5", "无锡", "1/2", "2021"] {
            assert!(!is_nil_mark(text), "{text}");
        }
    }
}
