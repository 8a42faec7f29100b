//! The release: a folder for any static host, which includes one HTML file that needs no host.
//!
//! - [`lower`]: program and glue for engines as old as Chromium 69
//! - [`page`]: the pages, assembled from Trunk's
//! - [`compressed`]: compressed copies for servers that send them
//! - [`licences`]: the dependencies in the release and their licences

mod compressed;
mod licences;
mod lower;
mod page;

use crate::step::{Failure, Step};
use crate::tools;
use page::{Inside, Parts, Source};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Where Trunk builds. Nothing in it is served.
const STAGE: &str = "target/stage";
/// Where the page is built that counts what it draws.
const COUNTING: &str = "target/counting";
/// Where the release is built until it is complete.
const BEGUN: &str = "target/release-begun";
/// The finished release.
const DIST: &str = "dist";
/// The page that opens by double click.
pub const ONE_FILE: &str = "zhuanhua.html";
/// The page for engines in which a strict policy forbids Wasm.
const LEGACY: &str = "legacy.html";
const MEND: &str = "see the messages above";

/// Builds the release into `dist` and returns its path. The old release is replaced only when the new one is
/// complete. Simultaneous builds wait for each other.
pub fn build() -> Result<PathBuf, Failure> {
    let _lock = tools::lock(Path::new("target/release.lock"), "the release")?;
    Step::new("release build", "trunk")
        .args(["build", "--release", "--dist", STAGE])
        .env("PATH", &tools::build_path()?)
        .run("see the compiler's messages above")?;
    let begun = Path::new(BEGUN);
    remove(begun)?;
    fs::create_dir_all(begun).map_err(|error| Failure::at(BEGUN, error))?;
    let list = put_together(Path::new(STAGE), begun)?;
    let dist = std::path::absolute(DIST).map_err(|error| Failure::at(DIST, error))?;
    remove(&dist)?;
    fs::rename(begun, &dist).map_err(|error| Failure::at(DIST, error))?;
    println!("{list}the release is in {}", dist.display());
    Ok(dist)
}

/// Builds the page as for development, which counts what it draws, and returns its folder.
pub fn counting_page() -> Result<PathBuf, Failure> {
    Step::new("development build", "trunk")
        .args(["build", "--dist", COUNTING])
        .env("PATH", &tools::build_path()?)
        .run(MEND)?;
    std::path::absolute(COUNTING).map_err(|error| Failure::at(COUNTING, error))
}

fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::at(&folder.display().to_string(), error))
        }
        _ => Ok(()),
    }
}

/// Writes every file of the release into a folder and returns their checksums.
fn put_together(stage: &Path, dist: &Path) -> Result<String, Failure> {
    let writer = (stage.join("writer.js"), stage.join("writer_bg.wasm"));
    let wasm = lower::wasm(&only(stage, ".wasm", &writer.1)?)?;
    let glue = lower::script(&only_glue(stage, &writer.0)?)?;
    let writer_wasm = lower::wasm(&writer.1)?;
    let writer_glue = lower::script(&writer.0)?;
    let boot = lower::script(&stage.join("boot.js"))?;
    let style = read(&only(stage, ".css", &writer.1)?)?;
    let source = Source::parse(&text(&stage.join("index.html"))?)?;
    let named = Parts {
        style: put(dist, "style", "css", &style)?,
        glue: put(dist, "zhuanhua", "js", glue.as_bytes())?,
        boot: put(dist, "boot", "js", boot.as_bytes())?,
        wasm: put(dist, "zhuanhua", "wasm", &wasm)?,
        writer: put(dist, "writer", "js", writer_glue.as_bytes())?,
        writer_wasm: put(dist, "writer", "wasm", &writer_wasm)?,
    };
    write(&dist.join("index.html"), source.served(&named, Some(LEGACY)).as_bytes())?;
    write(&dist.join(LEGACY), source.legacy(&named).as_bytes())?;
    let style = String::from_utf8(style).map_err(|error| Failure::new(error.to_string(), MEND))?;
    let inside = Inside {
        style: &style,
        glue: &glue,
        boot: &boot,
        wasm: &wasm,
        writer: &writer_glue,
        writer_wasm: &writer_wasm,
    };
    write(&dist.join(ONE_FILE), source.one_file(&inside)?.as_bytes())?;
    write(&dist.join("licences.txt"), licences::of_release()?.as_bytes())?;
    write(&dist.join("hosting.zh-CN.md"), text(Path::new("docs/hosting.zh-CN.md"))?.as_bytes())?;
    compressed::beside_each(dist)?;
    let list = checksums(dist)?;
    write(&dist.join("SHA256SUMS"), list.as_bytes())?;
    Ok(list)
}

/// Writes a file under a name that contains a hash of its bytes, so that no cache serves an old one.
fn put(dist: &Path, name: &str, extension: &str, bytes: &[u8]) -> Result<String, Failure> {
    let hash: String = hex(bytes).chars().take(16).collect();
    let name = format!("{name}-{hash}.{extension}");
    write(&dist.join(&name), bytes)?;
    Ok(name)
}

/// A list of checksums for `sha256sum --check`.
fn checksums(dist: &Path) -> Result<String, Failure> {
    let mut list = String::new();
    for path in files(dist)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Writing into a string cannot fail.
        let _ = writeln!(list, "{}  {name}", hex(&read(&path)?));
    }
    Ok(list)
}

fn hex(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(&Sha256::digest(bytes))
}

/// The files of a folder, sorted by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder).map_err(|error| Failure::at(&folder.display().to_string(), error))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    Ok(paths)
}

/// The only file of a folder, apart from `other`, whose name has this ending.
fn only(folder: &Path, end: &str, other: &Path) -> Result<PathBuf, Failure> {
    let is_it = |path: &PathBuf| path.to_string_lossy().ends_with(end) && path != other;
    let mut found = files(folder)?.into_iter().filter(is_it);
    match (found.next(), found.next()) {
        (Some(path), None) => Ok(path),
        (found, _) => {
            let what = if found.is_some() { "several files end in" } else { "no file ends in" };
            Err(Failure::new(format!("{}: {what} {end}", folder.display()), "delete target/stage and build again"))
        }
    }
}

fn only_glue(stage: &Path, other: &Path) -> Result<PathBuf, Failure> {
    let scripts = files(stage)?.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "js"));
    let mut glue = scripts.filter(|path| !path.ends_with("boot.js") && path != other);
    glue.next().ok_or_else(|| Failure::new("Trunk wrote no script", MEND))
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::at(&path.display().to_string(), error))
}

fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::at(&path.display().to_string(), error))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::at(&path.display().to_string(), error))
}
