//! The pages of the release, assembled from Trunk's page.

use crate::step::Failure;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

/// The policy's keyword that allows Wasm. Engines before Chromium 97 do not know it.
const WASM: &str = "'wasm-unsafe-eval'";
/// The keywords for both: older engines know only `'unsafe-eval'`.
const OLD_WASM: &str = "'wasm-unsafe-eval' 'unsafe-eval'";

/// File names of the parts of a page.
pub struct Parts {
    /// The style sheet.
    pub style: String,
    /// The program's glue.
    pub glue: String,
    /// The script that starts the program.
    pub boot: String,
    /// The program.
    pub wasm: String,
    /// The worker's glue.
    pub writer: String,
    /// The worker's program.
    pub writer_wasm: String,
}

/// Contents of the one-file release.
pub struct Inside<'a> {
    /// The style sheet.
    pub style: &'a str,
    /// The program's glue.
    pub glue: &'a str,
    /// The script that starts the program.
    pub boot: &'a str,
    /// The program.
    pub wasm: &'a [u8],
    /// The worker's glue.
    pub writer: &'a str,
    /// The worker's program.
    pub writer_wasm: &'a [u8],
}

/// Trunk's page, cut where the parts are inserted.
pub struct Source {
    /// Up to the policy.
    begin: String,
    /// The policy's element.
    policy: String,
    /// From the policy to the style sheet.
    head: String,
    /// From the style sheet to the end of the body.
    body: String,
}

impl Source {
    /// Cuts a page. A missing element is an error; it is not left out silently.
    pub fn parse(page: &str) -> Result<Source, Failure> {
        let page = without(page, "<script", "</script>")?;
        let (begin, rest) = cut(&page, "<meta http-equiv=\"Content-Security-Policy\"")?;
        let (policy, rest) = cut(rest, ">")?;
        let (head, rest) = cut(rest, "<link rel=\"stylesheet\"")?;
        let (_, rest) = cut(rest, ">")?;
        let (body, _) = cut(rest, "</body>")?;
        let whole = |text: &str| text.trim_start_matches('>').trim_end().to_owned();
        Ok(Source { begin: begin.to_owned(), policy: format!("{policy}>"), head: whole(head), body: whole(body) })
    }

    /// The page for a server. Where the policy blocks Wasm, it redirects to the page `legacy`.
    pub fn served(&self, parts: &Parts, legacy: Option<&str>) -> String {
        let Source { begin, policy, head, body } = self;
        let Parts { style, glue, boot, wasm, writer, writer_wasm } = parts;
        let legacy = legacy.map(|name| format!(" data-legacy=\"./{name}\"")).unwrap_or_default();
        format!(
            "{begin}{policy}{head}\n    <link rel=\"stylesheet\" href=\"./{style}\">{body}\n    \
             <script src=\"./{glue}\"></script>\n    \
             <script src=\"./{boot}\" data-wasm=\"./{wasm}\" data-writer=\"./{writer}\" \
             data-writer-wasm=\"./{writer_wasm}\"{legacy}></script>\n  </body>\n</html>\n"
        )
    }

    /// The page for engines in which a strict policy forbids Wasm.
    pub fn legacy(&self, parts: &Parts) -> String {
        self.served(parts, None).replace(WASM, OLD_WASM)
    }

    /// Everything in one page. The script that starts it adds the policy, because it knows the engine. It is the
    /// page's last element, so that it sees the whole page.
    pub fn one_file(&self, inside: &Inside) -> Result<String, Failure> {
        let Source { begin, head, body, .. } = self;
        let Inside { style, glue, boot, writer, .. } = inside;
        let texts = [
            ("style", style, "</style"),
            ("glue", glue, "</script"),
            ("boot", boot, "</script"),
            ("writer's glue", writer, "</script"),
        ];
        for (name, text, end) in texts {
            // The beginning of a comment would change how the rest is parsed.
            if text.to_lowercase().contains(end) || text.contains("<!--") {
                return Err(Failure::new(format!("the {name} contains {end} or <!--"), "rewrite that part"));
            }
        }
        let wasm = BASE64_STANDARD.encode(inside.wasm);
        let writer_wasm = BASE64_STANDARD.encode(inside.writer_wasm);
        Ok(format!(
            "{begin}{}\n    <style>{style}</style>{body}\n    \
             <script type=\"application/json\" id=\"carried\"></script>\n    \
             <script type=\"text/plain\" id=\"program\">{wasm}</script>\n    \
             <script type=\"text/plain\" id=\"writer-glue\">{writer}</script>\n    \
             <script type=\"text/plain\" id=\"writer\">{writer_wasm}</script>\n    \
             <script>{glue}\n{boot}</script>\n  </body>\n</html>\n",
            head.trim_start()
        ))
    }
}

/// Splits a text before a mark.
fn cut<'a>(text: &'a str, mark: &str) -> Result<(&'a str, &'a str), Failure> {
    let at = text.find(mark).ok_or_else(|| lacks(mark))?;
    text.split_at_checked(at).ok_or_else(|| lacks(mark))
}

/// A text without the parts that lie between two marks.
fn without(text: &str, begin: &str, end: &str) -> Result<String, Failure> {
    let (mut kept, mut rest) = (String::new(), text);
    while let Ok((before, from)) = cut(rest, begin) {
        kept.push_str(before);
        let (_, after) = cut(from, end)?;
        rest = after.strip_prefix(end).unwrap_or(after);
    }
    Ok(kept + rest)
}

fn lacks(mark: &str) -> Failure {
    Failure::new(format!("Trunk's page has no {mark}"), "check index.html and Trunk.toml")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    const PAGE: &str = "<!doctype html><html><head><meta charset=\"utf-8\">\
        <meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self' 'wasm-unsafe-eval'\">\
        <title>T</title><link rel=\"stylesheet\" href=\"./old.css\"><script src=\"./old.js\"></script></head>\
        <body><div id=\"app\"></div><script src=\"./boot.js\"></script></body></html>";

    fn parts() -> Parts {
        let named = |name: &str| name.to_owned();
        Parts {
            style: named("s.css"),
            glue: named("g.js"),
            boot: named("b.js"),
            wasm: named("p.wasm"),
            writer: named("w.js"),
            writer_wasm: named("w.wasm"),
        }
    }

    fn inside<'a>(glue: &'a str, boot: &'a str) -> Inside<'a> {
        Inside { style: "a{}", glue, boot, wasm: &[0, 97, 115, 109], writer: "let w;", writer_wasm: &[0, 98] }
    }

    #[test]
    fn a_served_page_names_its_parts_and_nothing_else() {
        let page = Source::parse(PAGE).unwrap().served(&parts(), Some("legacy.html"));
        assert!(!page.contains("old."), "{page}");
        for part in [
            "href=\"./s.css\"",
            "src=\"./g.js\"",
            "src=\"./b.js\" data-wasm=\"./p.wasm\" data-writer=\"./w.js\" data-writer-wasm=\"./w.wasm\" data-legacy=\"./legacy.html\"",
        ] {
            assert_eq!(page.matches(part).count(), 1, "{part} in {page}");
        }
        assert!(page.contains("<title>T</title>") && page.contains("<div id=\"app\"></div>"));
        assert!(!page.contains("'unsafe-eval'"));
    }

    #[test]
    fn only_the_page_for_old_engines_allows_more_and_it_moves_nowhere() {
        let page = Source::parse(PAGE).unwrap().legacy(&parts());
        assert!(page.contains("'unsafe-eval'") && !page.contains("data-legacy"));
    }

    #[test]
    fn the_one_file_asks_for_no_other() {
        let page = Source::parse(PAGE).unwrap().one_file(&inside("let g;", "b();")).unwrap();
        assert!(!page.contains("src=") && !page.contains("href="), "{page}");
        assert!(
            page.contains(">AGFzbQ==</script>")
                && page.contains("id=\"writer\">AGI=</script>")
                && page.contains("<script>let g;\nb();</script>")
        );
        assert!(!page.contains("Content-Security-Policy"));
    }

    #[test]
    fn a_part_that_would_end_its_element_is_refused() {
        let source = Source::parse(PAGE).unwrap();
        assert!(source.one_file(&inside("'</SCRIPT>'", "")).is_err());
        assert!(source.one_file(&inside("", "'<!--'")).is_err());
        assert!(source.one_file(&Inside { writer: "'</script>'", ..inside("", "") }).is_err());
    }

    #[test]
    fn a_page_without_a_policy_is_refused() {
        assert!(Source::parse("<html><body></body></html>").is_err());
    }
}
