//! 指标口径包 – reads packs from TOML files into `domain::policy`. Reports every problem with its line and refuses a
//! pack that has any. The built-in pack is compiled in and can be downloaded.

mod item;
mod read;
mod source;

pub use item::{Changes, Items, changes, items};

use crate::domain::policy::{FaultKind, Pack};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The built-in pack's text.
pub const BUILT_IN: &str = include_str!("../../static/packs/shaanxi-2021-2023.toml");

/// Invented thresholds for the subsidy scopes. They show how a pack uses the thresholds of a real document.
const EXAMPLE_PARAMETERS: &str = include_str!("../../static/packs/example-parameters.toml");

/// The built-in pack with invented thresholds, under its own id, title and mark.
pub fn example() -> String {
    let head = |text: String, key: &str, value: &str| {
        let line = text.lines().find(|line| line.starts_with(&format!("{key} = "))).unwrap_or_default().to_owned();
        text.replacen(&line, &format!("{key} = \"{value}\""), 1)
    };
    let text = head(BUILT_IN.to_owned(), "id", "example-parameters");
    let text = head(text, "title", "示例参数包：虚构的奖补细则");
    let text = text.replacen("\nbase_year", "\nmark = \"示例参数，虚构\"\nbase_year", 1);
    format!("{text}\n{EXAMPLE_PARAMETERS}")
}

/// Largest pack file that is read, in bytes.
pub const LARGEST_FILE: usize = 2_000_000;

/// A valid pack with the text that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPack {
    /// The pack.
    pub pack: Pack,
    /// The file's text.
    pub text: Arc<str>,
    /// SHA-256 of the text, in lower-case hex.
    pub sha256: String,
    /// Its items, each with a fingerprint.
    pub items: Items,
}

/// A problem that keeps a pack file from being used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line in the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong in a pack file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The file is larger than [`LARGEST_FILE`].
    TooLarge,
    /// Not valid TOML; with the parser's message.
    Syntax(String),
    /// `format` is missing or names another format.
    NotAPack,
    /// A format version that this program does not know.
    Version(i64),
    /// A required key is missing.
    Missing(&'static str),
    /// An unknown key.
    Unknown(String),
    /// A value of the wrong type: the key, then the expected type.
    Type(&'static str, &'static str),
    /// A value that its key does not accept: the key, then the value.
    Value(&'static str, String),
    /// A fault that `Pack::check` found.
    Fault(FaultKind),
}

/// Reads a pack file, or lists every problem in line order.
pub fn open(text: &str) -> Result<OpenPack, Vec<Problem>> {
    if text.len() > LARGEST_FILE {
        return Err(vec![Problem { line: 1, kind: ProblemKind::TooLarge }]);
    }
    let pack = read::read(text)?;
    let sha256 = base16ct::lower::encode_string(&Sha256::digest(text.as_bytes()));
    Ok(OpenPack { pack, text: text.into(), sha256, items: items(text) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_pack_is_whole() {
        let open = open(BUILT_IN).unwrap();
        assert_eq!(open.pack.rows.len(), 13);
        assert_eq!(open.pack.goals.len(), 7);
        assert_eq!(open.pack.units.len(), 13);
        assert_eq!(open.pack.tasks.len(), 16);
        // FACTS §6: the ten tasks that name the cities.
        let named = open.pack.tasks.iter().filter(|task| task.names_cities).map(|task| task.number);
        assert_eq!(named.collect::<Vec<_>>(), [1, 2, 6, 7, 9, 10, 11, 12, 14, 15]);
    }

    #[test]
    fn the_built_in_pack_lays_down_no_threshold_and_the_example_is_marked() {
        assert_eq!(open(BUILT_IN).unwrap().pack.parameters, []);
        let example = open(&example()).unwrap().pack;
        assert_eq!((example.id.as_str(), example.mark.as_str()), ("example-parameters", "示例参数，虚构"));
        assert_eq!(example.parameters.len(), 11);
        assert!(example.parameters.iter().all(|parameter| parameter.document.contains("示例")));
    }

    #[test]
    fn a_threshold_that_its_element_cannot_take_is_a_fault() {
        let with = |parameter: &str| open(&format!("{BUILT_IN}\n[[parameter]]\n{parameter}")).unwrap_err();
        let document = "document = \"d\"\nclause = \"c\"";
        let kinds = |parameter: &str| with(&format!("{parameter}\n{document}")).into_iter().map(|problem| problem.kind);
        let first = |parameter: &str| kinds(parameter).next();
        let fault = |kind| Some(ProblemKind::Fault(kind));
        let rate = "kind = \"rate\"\nrate = \"0.1\"";
        assert_eq!(first(&format!("scope = 1\nelement = \"quantity\"\n{rate}")), fault(FaultKind::RuleNotHere));
        let dangling = FaultKind::Dangling("element", "nothing".to_owned());
        assert_eq!(first(&format!("scope = 1\nelement = \"nothing\"\n{rate}")), fault(dangling));
        let rank = "scope = 3\nelement = \"pledge_amount\"\nkind = \"rank\"\nwithin = 0";
        assert_eq!(first(rank), fault(FaultKind::Impossible("0".to_owned())));
        let window = "scope = 1\nelement = \"mode\"\nkind = \"window\"\nfirst = \"2022-01-01\"\nlast = \"2021-01-01\"";
        assert!(matches!(first(window), Some(ProblemKind::Fault(FaultKind::Impossible(_)))));
        let unknown = "scope = 1\nelement = \"mode\"\nkind = \"colour\"";
        assert_eq!(first(unknown), Some(ProblemKind::Value("kind", "colour".to_owned())));
    }

    #[test]
    fn every_problem_is_listed_with_its_line() {
        let broken = BUILT_IN
            .replacen("share = \"0.85\"", "share = \"1.85\"", 1)
            .replacen("2022 = \"1500\", ", "", 1)
            .replacen("unit = \"亿元\"", "unit = 7", 1)
            .replacen("row = \"13\"", "row = \"31\"", 1)
            .replacen("cnipa = true\n", "cnipa = true\ncolour = \"red\"\n", 1);
        let problems = open(&broken).unwrap_err();
        let kinds: Vec<_> = problems.iter().map(|problem| problem.kind.clone()).collect();
        let expected = [
            ProblemKind::Unknown("colour".to_owned()),
            ProblemKind::Type("unit", "text"),
            ProblemKind::Fault(FaultKind::YearMissing(crate::domain::quantity::Year::new(2022).unwrap())),
            ProblemKind::Fault(FaultKind::Impossible("37/20".to_owned())),
            ProblemKind::Fault(FaultKind::Dangling("row", "31".to_owned())),
        ];
        for kind in &expected {
            assert!(kinds.contains(kind), "{kind:?} not in {problems:?}");
        }
        assert_eq!(problems.len(), expected.len(), "{problems:?}");
        assert!(problems.is_sorted_by_key(|problem| problem.line));
        let colour = broken.lines().position(|line| line.starts_with("colour")).unwrap() + 1;
        assert_eq!(problems[0].line, colour);
    }

    #[test]
    fn what_is_no_pack_is_refused_in_one_sentence() {
        let first = |text: &str| open(text).unwrap_err().first().map(|problem| problem.kind.clone());
        assert_eq!(first(""), Some(ProblemKind::NotAPack));
        assert_eq!(first("a = 1"), Some(ProblemKind::NotAPack));
        assert!(matches!(first("\u{0}\u{1}{{{"), Some(ProblemKind::Syntax(_))));
        let newer = BUILT_IN.replacen("format_version = 1", "format_version = 2", 1);
        assert_eq!(first(&newer), Some(ProblemKind::Version(2)));
        assert_eq!(first(&"#".repeat(LARGEST_FILE + 1)), Some(ProblemKind::TooLarge));
    }
}
