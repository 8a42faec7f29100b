//! Names, remarks and paragraphs as they are kept: of limited length, without control characters and bidirectional
//! marks.

/// Longest name, in characters.
pub(super) const LONGEST_NAME: usize = 100;
/// Longest remark or reason, in characters.
pub(super) const LONGEST_REMARK: usize = 2000;

/// One line of at most [`LONGEST_NAME`] characters, without control characters and bidirectional marks.
pub(super) fn plain_name(name: &str) -> String {
    plain(name, LONGEST_NAME)
}

/// One line of at most [`LONGEST_REMARK`] characters.
pub(super) fn plain_remark(remark: &str) -> String {
    plain(remark, LONGEST_REMARK)
}

/// Several lines, [`LONGEST_REMARK`] characters in all.
pub(super) fn plain_paragraphs(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(|line| plain(line, LONGEST_REMARK)).collect();
    lines.join("\n").chars().take(LONGEST_REMARK).collect::<String>().trim().to_owned()
}

/// Many lines; blank ones are dropped.
pub(super) fn plain_lines(text: &str, longest: usize) -> String {
    let lines = text.lines().map(|line| plain(line, longest)).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n").chars().take(longest).collect()
}

fn plain(text: &str, longest: usize) -> String {
    let turns = |character: &char| matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let kept = text.chars().filter(|character| !character.is_control() && !turns(character));
    kept.take(longest).collect::<String>().trim().to_owned()
}
