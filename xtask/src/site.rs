//! The app as files of a static host.

use crate::step::{Failure, Step};
use crate::tools::BuildTools;
use std::path::PathBuf;

/// Builds the release into `target/site` and says where that is.
pub fn build(tools: &BuildTools) -> Result<PathBuf, Failure> {
    Step::new("release build", "trunk")
        .args(["build", "--release", "--dist", "target/site"])
        .env("PATH", &tools.path)
        .run("see the compiler's messages above")?;
    std::path::absolute("target/site").map_err(|error| Failure::new(error.to_string(), "run from the project's root"))
}
