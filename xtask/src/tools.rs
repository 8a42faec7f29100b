//! Installs what is missing. Tools live in a cache outside `target`, one folder for each version, so
//! that a fresh clone finds them; a tool of another version is never taken instead.

use crate::step::{Failure, Step};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

const TRUNK: &str = "0.21.14";
const DENY: &str = "0.20.2";
const AXE: &str = "4.14.1";
const BINARYEN: &str = "132.0.0";
const ESBUILD: &str = "0.28.2";
const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// Old engines, as the packages that carry them to where no desktop is: version, package, its version, the
/// compressed program in it. The first is the floor.
const ENGINES: [(u32, &str, &str, &str); 5] = [
    (69, "chrome-aws-lambda", "1.6.3", "bin/chromium-69.0.3494.0.br"),
    (79, "chrome-aws-lambda", "2.0.2", "bin/chromium.br"),
    (88, "chrome-aws-lambda", "5.5.0", "bin/chromium.br"),
    (92, "chrome-aws-lambda", "10.1.0", "bin/chromium.br"),
    (108, "@sparticuz/chromium", "108.0.3", "bin/chromium.br"),
];
/// Build settings that install a tool in minutes instead of a quarter of an hour.
const FAST_PROFILE: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];

/// What a build needs.
pub struct BuildTools {
    /// The search path with the tools in front.
    pub path: OsString,
}

/// What the release needs besides.
pub struct ReleaseTools {
    /// Makes the program smaller and lowers it.
    pub wasm_opt: PathBuf,
    /// The same for scripts.
    pub esbuild: PathBuf,
}

/// What browser tests need.
pub struct BrowserTools {
    /// The browser's program.
    pub chromium: PathBuf,
    /// The accessibility checker's script.
    pub axe: PathBuf,
}

/// The Wasm target, Trunk, and the `wasm-bindgen` that equals the library's version.
pub fn for_build() -> Result<BuildTools, Failure> {
    let installed = Step::new("targets", "rustup").args(["target", "list", "--installed"]).output();
    if !installed.lines().any(|line| line == WASM_TARGET) {
        Step::new("install the Wasm target", "rustup")
            .args(["target", "add", WASM_TARGET])
            .run("install rustup, then `rustup target add wasm32-unknown-unknown`")?;
    }
    let bindgen = locked_version("wasm-bindgen")?;
    let trunk = cargo_tool("trunk", TRUNK, "trunk", &["--no-default-features", "--features", "rustls"])?;
    let bindgen = cargo_tool("wasm-bindgen-cli", &bindgen, "wasm-bindgen", &[])?;
    let mut folders = vec![trunk, bindgen];
    folders.extend(env::var_os("PATH").iter().flat_map(env::split_paths));
    let path = env::join_paths(folders).map_err(|error| Failure::new(error.to_string(), "look at PATH"))?;
    Ok(BuildTools { path })
}

/// What looks at licences and sources.
pub fn for_licences() -> Result<PathBuf, Failure> {
    Ok(cargo_tool("cargo-deny", DENY, "cargo-deny", &["--no-default-features"])?.join("cargo-deny"))
}

/// What lowers program and scripts.
pub fn for_release() -> Result<ReleaseTools, Failure> {
    let binaryen = npm_package("binaryen", BINARYEN)?;
    let esbuild = npm_package("esbuild", ESBUILD)?;
    Ok(ReleaseTools { wasm_opt: binaryen.join(".bin/wasm-opt"), esbuild: esbuild.join(".bin/esbuild") })
}

/// Chromium with a Chinese font, and axe-core.
pub fn for_browser_tests() -> Result<BrowserTools, Failure> {
    Ok(BrowserTools { chromium: chromium()?, axe: axe()? })
}

/// A browser of a known version.
pub struct Engine {
    /// Its name for people.
    pub name: String,
    /// Its program.
    pub program: PathBuf,
}

/// The oldest engine that the release must run in.
pub fn oldest_engine() -> Result<Engine, Failure> {
    let [oldest, ..] = ENGINES;
    old_engine(oldest)
}

/// Every old engine that the release must run in.
pub fn old_engines() -> Result<Vec<Engine>, Failure> {
    ENGINES.into_iter().map(old_engine).collect()
}

fn old_engine((number, package, version, program): (u32, &str, &str, &str)) -> Result<Engine, Failure> {
    let name = format!("Chromium {number}");
    let folder = cache()?.join("tools").join(format!("chromium-{number}"));
    let unpacked = folder.join("chromium");
    if !unpacked.is_file() {
        let packed = npm_package(package, version)?.join(package).join(program);
        println!("== unpack {name}");
        make(&folder)?;
        // Under another name until it is whole: what is there is taken to be so.
        let begun = folder.join("begun");
        unpack(&packed, &begun)
            .and_then(|()| fs::rename(&begun, &unpacked))
            .map_err(|error| Failure::at(&packed.display().to_string(), error))?;
    }
    Ok(Engine { name, program: unpacked })
}

fn unpack(packed: &Path, program: &Path) -> std::io::Result<()> {
    let mut packed = std::io::BufReader::new(fs::File::open(packed)?);
    let mut file = std::io::BufWriter::new(fs::File::create(program)?);
    brotli::BrotliDecompress(&mut packed, &mut file)?;
    std::io::Write::flush(&mut file)?;
    executable(program)
}

#[cfg(unix)]
fn executable(program: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(program, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn executable(_: &Path) -> std::io::Result<()> {
    Err(std::io::Error::other("the old engines are programs for Linux"))
}

/// The folder of a tool, installed into the cache when it is not there.
fn cargo_tool(package: &str, version: &str, program: &str, options: &[&str]) -> Result<PathBuf, Failure> {
    let root = cache()?.join("tools").join(format!("{package}-{version}"));
    let bin = root.join("bin");
    if !bin.join(program).is_file() {
        let mut step = Step::new(&format!("install {package} {version} (minutes, once)"), "cargo")
            .args(["install", "--locked", "--quiet", "--root"])
            .args([root.as_os_str()])
            .args(options)
            .args([format!("{package}@{version}")]);
        for (key, value) in FAST_PROFILE {
            step = step.env(key, value);
        }
        step.run(&format!("cargo must reach its registry; by hand: cargo install --locked {package}@{version}"))?;
    }
    Ok(bin)
}

fn locked_version(package: &str) -> Result<String, Failure> {
    let lock = fs::read_to_string("Cargo.lock")
        .map_err(|error| Failure::new(format!("Cargo.lock: {error}"), "run from the project's root"))?;
    let name = format!("name = \"{package}\"");
    let version = lock.lines().skip_while(|line| *line != name).nth(1).and_then(|line| line.split('"').nth(1));
    version.map(str::to_owned).ok_or_else(|| Failure::new(format!("{package} is not in Cargo.lock"), "cargo update"))
}

fn chromium() -> Result<PathBuf, Failure> {
    let known = || {
        let named = env::var_os("CHROMIUM").map(PathBuf::from);
        let usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].map(PathBuf::from);
        named.into_iter().chain(usual).find(|path| path.is_file())
    };
    let has_font = || Step::new("fonts", "fc-list").args([":lang=zh-cn", "family"]).output().contains("CJK");
    if let Some(path) = known().filter(|_| has_font()) {
        return Ok(path);
    }
    let mend = "install Chromium and a Chinese font (Debian: chromium fonts-noto-cjk), and name it in CHROMIUM";
    if !is_debian_root() {
        return Err(Failure::new("Chromium or a Chinese font is missing", mend));
    }
    // An old list of packages is as good as none; without a network the install says so itself.
    let _ = Step::new("package lists", "apt-get").args(["update", "-qq"]).run(mend);
    Step::new("install Chromium and a Chinese font", "apt-get")
        .args(["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk", "fontconfig"])
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run(mend)?;
    known().ok_or_else(|| Failure::new("Chromium is not where it was installed", mend))
}

/// What looks at office files: a validator of schemas, an office suite without a screen, a reader of its pages.
/// Each with how it is asked for its version, and its package.
const OFFICE: [(&str, &str, &[&str]); 3] = [
    ("xmllint", "--version", &["libxml2-utils"]),
    ("soffice", "--version", &["libreoffice-writer-nogui", "libreoffice-calc-nogui"]),
    ("pdftotext", "-v", &["poppler-utils"]),
];

/// Installs what looks at office files where that is possible; elsewhere those tests are skipped and say so.
pub fn for_office_tests() -> Result<(), Failure> {
    let missing: Vec<_> = missing_for_office_tests().into_iter().flat_map(|(_, packages)| packages).copied().collect();
    if missing.is_empty() || !is_debian_root() {
        return Ok(());
    }
    let mend = format!("install {}", missing.join(" "));
    let _ = Step::new("package lists", "apt-get").args(["update", "-qq"]).run(&mend);
    Step::new("install what looks at office files", "apt-get")
        .args(["install", "-y", "-qq", "--no-install-recommends"])
        .args(missing)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run(&mend)
}

/// The programs of those that are not here, with their packages.
pub fn missing_for_office_tests() -> Vec<(&'static str, &'static [&'static str])> {
    let missing = OFFICE.iter().filter(|(program, version, _)| !Step::new(program, program).args([version]).succeeds());
    missing.map(|(program, _, packages)| (*program, *packages)).collect()
}

fn is_debian_root() -> bool {
    let root = Step::new("who", "id").args(["-u"]).output().trim() == "0";
    root && Step::new("apt", "apt-get").args(["--version"]).succeeds()
}

fn axe() -> Result<PathBuf, Failure> {
    Ok(npm_package("axe-core", AXE)?.join("axe-core/axe.min.js"))
}

/// The `node_modules` of a package, installed into the cache when it is not there. Its scripts do not run.
fn npm_package(package: &str, version: &str) -> Result<PathBuf, Failure> {
    let name = package.trim_start_matches('@').replace('/', "-");
    let folder = cache()?.join("tools").join(format!("{name}-{version}"));
    let modules = folder.join("node_modules");
    if !modules.join(package).is_dir() {
        if !Step::new("npm", "npm").args(["--version"]).succeeds() {
            if !is_debian_root() {
                return Err(Failure::new("npm is missing", "install Node.js with npm"));
            }
            Step::new("install npm", "apt-get")
                .args(["install", "-y", "-qq", "--no-install-recommends", "nodejs", "npm"])
                .env("DEBIAN_FRONTEND", "noninteractive")
                .run("install Node.js with npm")?;
        }
        make(&folder)?;
        Step::new(&format!("install {package} {version}"), "npm")
            .args([
                "install",
                "--silent",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--legacy-peer-deps",
                "--prefix",
            ])
            .args([folder.as_os_str()])
            .args([format!("{package}@{version}")])
            .run("npm must reach its registry")?;
    }
    Ok(modules)
}

/// The cache that clones share.
fn cache() -> Result<PathBuf, Failure> {
    let own = env::var_os("ZHUANHUA_CACHE").map(PathBuf::from);
    let usual = || env::var_os("XDG_CACHE_HOME").map(|cache| Path::new(&cache).join("zhuanhua"));
    let home = || env::var_os("HOME").map(|home| Path::new(&home).join(".cache/zhuanhua"));
    let folder = own.or_else(usual).or_else(home);
    let folder = folder.ok_or_else(|| Failure::new("no folder for tools", "set ZHUANHUA_CACHE to a folder"))?;
    make(&folder)?;
    Ok(folder)
}

fn make(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| {
        Failure::new(format!("{}: {error}", folder.display()), "make that folder writable, or set ZHUANHUA_CACHE")
    })
}
