//! A command with a name: prints what it does, and when it fails what failed and what to do.

use std::ffi::OsStr;
use std::fmt;
use std::process::{Command, Stdio};

/// Why a step failed, and what to do.
#[derive(Debug)]
pub struct Failure {
    what: String,
    mend: String,
}

impl Failure {
    /// What failed and what to do.
    pub fn new(what: impl Into<String>, mend: impl Into<String>) -> Failure {
        Failure { what: what.into(), mend: mend.into() }
    }

    /// A file or folder that could not be read or written.
    pub fn at(path: &str, error: impl fmt::Display) -> Failure {
        Failure::new(
            format!("{path}: {error}"),
            "run from the project's root, on a disk with room, in a folder of your own",
        )
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "failed: {}\nto do:  {}", self.what, self.mend)
    }
}

/// A command with a name.
pub struct Step {
    name: String,
    command: Command,
}

impl Step {
    /// A step that runs a program.
    pub fn new(name: &str, program: impl AsRef<OsStr>) -> Step {
        Step { name: name.to_owned(), command: Command::new(program) }
    }

    /// Arguments.
    pub fn args<S: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = S>) -> Step {
        self.command.args(arguments);
        self
    }

    /// An environment variable.
    pub fn env(mut self, key: &str, value: impl AsRef<OsStr>) -> Step {
        self.command.env(key, value);
        self
    }

    /// Runs it; on failure says what to do.
    pub fn run(mut self, mend: &str) -> Result<(), Failure> {
        println!("== {}", self.name);
        let status = self.command.stdin(Stdio::null()).status();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Failure::new(format!("{} ({status})", self.name), mend)),
            Err(error) => Err(Failure::new(format!("{}: {error}", self.name), mend)),
        }
    }

    /// True when it runs and succeeds; says nothing.
    pub fn succeeds(mut self) -> bool {
        let quiet = self.command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        quiet.status().is_ok_and(|status| status.success())
    }

    /// What it prints; nothing when it fails.
    pub fn output(mut self) -> String {
        let output = self.command.stdin(Stdio::null()).stderr(Stdio::null()).output();
        output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default()
    }
}
