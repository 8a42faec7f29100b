//! The project's command-line tool: installs what is missing, serves, checks, tests, releases.
//!
//! - [`step`]: runs a command; a failure says what failed and what to do
//! - [`tools`]: installs missing tools into a cache that all clones share
//! - [`release`]: builds the release

mod release;
mod step;
mod tools;

use std::path::PathBuf;
use std::process::ExitCode;
use step::{Failure, Step};
use tools::{Engine, Tool};

const HELP: &str = "\
cargo xtask serve    install missing tools, build for development, serve on http://127.0.0.1:8080
cargo xtask check    format, lints and tests that need no browser; takes seconds
cargo xtask test     install missing tools and run everything, in the current browser and in the oldest
cargo xtask test --matrix   the same, and in the old browsers between these two
cargo xtask dist     install missing tools and build the release into dist/
cargo xtask bench    build the release and measure it: bytes, start, typing";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["serve"] => serve(),
        ["check"] => check(),
        ["test"] => test(&tools::OLD_ENGINES[..1]),
        ["test", "--matrix"] => test(&tools::OLD_ENGINES),
        ["dist"] => dist().map(drop),
        ["bench"] => bench(),
        ["help" | "--help"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(Failure::new("unknown command", HELP)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn serve() -> Result<(), Failure> {
    tools::install(&tools::BUILD, "the first build of the page, about two minutes; then the address is printed")?;
    Step::new("build and serve", "trunk")
        .args(["serve"])
        .env("PATH", &tools::build_path()?)
        .run("see the compiler's messages above")
}

fn check() -> Result<(), Failure> {
    let hint = "run `cargo fmt --all` and commit the result";
    Step::new("format", "cargo").args(["fmt", "--all", "--check"]).run(hint)?;
    let hint = "fix the lints reported above";
    let lints =
        ["clippy", "--quiet", "--package", "zhuanhua", "--package", "xtask", "--all-targets", "--", "-D", "warnings"];
    Step::new("lints", "cargo").args(lints).run(hint)?;
    if std::env::var_os("CASES_DIR").is_none() {
        println!("skipped: further case files; CASES_DIR is not set");
    }
    if std::env::var_os("OOXML_XSD_DIR").is_none() {
        println!("skipped: schema checks of office files; OOXML_XSD_DIR is not set");
    }
    for tool in tools::OFFICE {
        if !tool.is_here()? {
            println!("skipped: tests of office files that need {}; to run them, {}", tool.name(), tool.by_hand());
        }
    }
    Step::new("native tests", "cargo").args(["test", "--package", "zhuanhua"]).run("see the failing tests above")
}

fn dist() -> Result<PathBuf, Failure> {
    tools::install(&[&tools::BUILD[..], &tools::RELEASE].concat(), "the release build, about five minutes")?;
    release::build()
}

/// Measures the release in `dist`, the files that users get.
fn bench() -> Result<(), Failure> {
    let needed = [&tools::BUILD[..], &tools::RELEASE, &[Tool::Chromium, Tool::ChineseFont]].concat();
    tools::install(&needed, "the release build, about five minutes")?;
    let site = release::build()?;
    Step::new("measure", "cargo")
        .args(["run", "--quiet", "--package", "browser-tests", "--bin", "bench"])
        .env("ZHUANHUA_SITE", &site)
        .env("ZHUANHUA_CHROMIUM", tools::program(Tool::Chromium)?)
        .run("see the message above")
}

/// Runs everything, in the current browser and in these old engines. All tools are installed before the first test,
/// so no test depends on what another one installs.
fn test(old: &[Engine]) -> Result<(), Failure> {
    let optional = tools::cannot_install(&tools::OFFICE)?;
    let office = tools::OFFICE.into_iter().filter(|tool| !optional.contains(tool));
    let mut needed = [&tools::BUILD[..], &tools::RELEASE, &tools::BROWSER, &[Tool::Sources, Tool::CargoDeny]].concat();
    needed.extend(office);
    needed.extend(old.iter().map(|engine| Tool::Old(*engine)));
    tools::install(&needed, "the first compilation and the tests, about thirty minutes")?;
    check()?;
    Step::new("licences and sources", tools::program(Tool::CargoDeny)?)
        .args(["--offline", "check", "--hide-inclusion-graph", "licenses", "sources", "bans"])
        .run("replace the dependency, or allow its licence in deny.toml")?;
    println!("skipped: security advisories; their database is not available offline");
    let hint = "fix the lints reported above";
    let lints =
        ["clippy", "--quiet", "--package", "zhuanhua", "--target", "wasm32-unknown-unknown", "--", "-D", "warnings"];
    Step::new("lints of the browser build", "cargo").args(lints).run(hint)?;
    let site = release::build()?;
    Step::new("lints of the browser tests", "cargo")
        .args(["clippy", "--quiet", "--package", "browser-tests", "--all-targets", "--", "-D", "warnings"])
        .run(hint)?;
    let counted = release::counting_page()?;
    let current = ("the current browser".to_owned(), Tool::Chromium);
    let old = old.iter().map(|engine| (Tool::Old(*engine).name(), Tool::Old(*engine)));
    for (name, engine) in [current].into_iter().chain(old) {
        let mut tests = Step::new(&format!("browser tests in {name}"), "cargo")
            .args(["test", "--package", "browser-tests", "--", "--test-threads=1", "--nocapture"])
            .env("ZHUANHUA_SITE", &site)
            .env("ZHUANHUA_CHROMIUM", tools::program(engine)?)
            .env("ZHUANHUA_AXE", tools::program(Tool::Axe)?);
        // A development build is not lowered for old engines.
        if engine == Tool::Chromium {
            tests = tests.env("ZHUANHUA_COUNTED_SITE", &counted);
        }
        tests.run("see the failing tests above; screenshots are in target/screens")?;
    }
    println!("\neverything passed");
    Ok(())
}
