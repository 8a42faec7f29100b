//! A command with a name. It prints the name, and on failure what failed and what to do.

use std::ffi::OsStr;
use std::fmt;
use std::process::{Command, Stdio};

/// Why a step failed, and what to do.
#[derive(Debug)]
pub struct Failure {
    what: String,
    hint: String,
}

impl Failure {
    /// A failure: `what` failed, and how to fix it (`hint`).
    pub fn new(what: impl Into<String>, hint: impl Into<String>) -> Failure {
        Failure { what: what.into(), hint: hint.into() }
    }

    /// A failure to read or write a file or folder.
    pub fn at(path: &str, error: impl fmt::Display) -> Failure {
        Failure::new(
            format!("{path}: {error}"),
            "run from the project's root; check free disk space and write permission",
        )
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "failed: {}\nto do:  {}", self.what, self.hint)
    }
}

/// A command with a name.
pub struct Step {
    name: String,
    command: Command,
}

impl Step {
    /// A step with this name that runs a program.
    pub fn new(name: &str, program: impl AsRef<OsStr>) -> Step {
        Step { name: name.to_owned(), command: Command::new(program) }
    }

    /// Adds arguments.
    pub fn args<S: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = S>) -> Step {
        self.command.args(arguments);
        self
    }

    /// Sets an environment variable.
    pub fn env(mut self, key: &str, value: impl AsRef<OsStr>) -> Step {
        self.command.env(key, value);
        self
    }

    /// Runs the command. A failure says what to do (`hint`).
    pub fn run(mut self, hint: &str) -> Result<(), Failure> {
        println!("== {}", self.name);
        let status = self.command.stdin(Stdio::null()).status();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Failure::new(format!("{} ({status})", self.name), hint)),
            Err(error) => Err(Failure::new(format!("{}: {error}", self.name), hint)),
        }
    }

    /// Runs the command silently. True if it succeeds.
    pub fn succeeds(mut self) -> bool {
        let quiet = self.command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        quiet.status().is_ok_and(|status| status.success())
    }

    /// What the command prints; empty if it cannot be started.
    pub fn output(mut self) -> String {
        let output = self.command.stdin(Stdio::null()).stderr(Stdio::null()).output();
        output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default()
    }
}
