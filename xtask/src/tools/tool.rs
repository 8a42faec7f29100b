//! Each tool: its name, whether it is installed, how long installing takes, and how it is done.

use super::cache;
use crate::step::{Failure, Step};
use std::env;
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Once;

const TRUNK: &str = "0.21.14";
const DENY: &str = "0.20.2";
const AXE: &str = "4.14.1";
const BINARYEN: &str = "132.0.0";
const ESBUILD: &str = "0.28.2";
const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// Arguments of `cargo` that fetch every package of the lock file, for all systems.
const FETCH: [&str; 3] = ["fetch", "--quiet", "--locked"];
/// Build settings that install a tool in minutes rather than a quarter of an hour.
const FAST_PROFILE: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];

/// Something that a command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// The sources of every dependency, also those for other systems: licences are read from them.
    Sources,
    /// Rust's target for the browser.
    WasmTarget,
    /// Trunk, which builds the page.
    Trunk,
    /// Generates the glue between page and program, in the library's own version.
    WasmBindgen,
    /// Checks licences and sources of the dependencies.
    CargoDeny,
    /// Installs the packages below.
    Npm,
    /// Shrinks the program and lowers it for old engines.
    Binaryen,
    /// Shrinks and lowers scripts.
    Esbuild,
    /// Checks pages for accessibility.
    Axe,
    /// The current browser.
    Chromium,
    /// Chinese characters for screen and paper.
    ChineseFont,
    /// Validates XML.
    Xmllint,
    /// Lays out and calculates office files.
    LibreOffice,
    /// Reads the pages of a PDF file.
    Pdftotext,
    /// A browser of a known, old version.
    Old(Engine),
}

/// An old browser from an npm package made for servers without a desktop. It is a program for Linux.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Engine {
    /// Its major version.
    pub number: u32,
    package: &'static str,
    version: &'static str,
    /// The compressed program in the package.
    packed: &'static str,
}

/// The old engines in which the release is tested. The first one is the oldest supported.
pub const OLD_ENGINES: [Engine; 5] = [
    Engine { number: 69, package: "chrome-aws-lambda", version: "1.6.3", packed: "bin/chromium-69.0.3494.0.br" },
    Engine { number: 79, package: "chrome-aws-lambda", version: "2.0.2", packed: "bin/chromium.br" },
    Engine { number: 88, package: "chrome-aws-lambda", version: "5.5.0", packed: "bin/chromium.br" },
    Engine { number: 92, package: "chrome-aws-lambda", version: "10.1.0", packed: "bin/chromium.br" },
    Engine { number: 108, package: "@sparticuz/chromium", version: "108.0.3", packed: "bin/chromium.br" },
];

/// Where a tool comes from.
enum Origin {
    /// Packages that cargo fetches into its own cache.
    Fetched,
    /// A target of rustup.
    Target,
    /// Compiled by cargo: package, version, program, options of `cargo install`.
    Cargo(&'static str, String, &'static str, &'static [&'static str]),
    /// Debian packages.
    Debian(&'static [&'static str]),
    /// npm: package, version, and its program or script below `node_modules`.
    Npm(&'static str, &'static str, &'static str),
    /// Unpacked from an npm package.
    Packed(Engine),
}

impl Tool {
    fn origin(self) -> Result<Origin, Failure> {
        Ok(match self {
            Tool::Sources => Origin::Fetched,
            Tool::WasmTarget => Origin::Target,
            Tool::Trunk => {
                let options = &["--no-default-features", "--features", "rustls"];
                Origin::Cargo("trunk", TRUNK.to_owned(), "trunk", options)
            }
            Tool::WasmBindgen => {
                Origin::Cargo("wasm-bindgen-cli", locked_version("wasm-bindgen")?, "wasm-bindgen", &[])
            }
            Tool::CargoDeny => Origin::Cargo("cargo-deny", DENY.to_owned(), "cargo-deny", &["--no-default-features"]),
            Tool::Npm => Origin::Debian(&["nodejs", "npm"]),
            Tool::Binaryen => Origin::Npm("binaryen", BINARYEN, ".bin/wasm-opt"),
            Tool::Esbuild => Origin::Npm("esbuild", ESBUILD, ".bin/esbuild"),
            Tool::Axe => Origin::Npm("axe-core", AXE, "axe-core/axe.min.js"),
            Tool::Chromium => Origin::Debian(&["chromium"]),
            Tool::ChineseFont => Origin::Debian(&["fonts-noto-cjk", "fontconfig"]),
            Tool::Xmllint => Origin::Debian(&["libxml2-utils"]),
            Tool::LibreOffice => Origin::Debian(&["libreoffice-writer-nogui", "libreoffice-calc-nogui"]),
            Tool::Pdftotext => Origin::Debian(&["poppler-utils"]),
            Tool::Old(engine) => Origin::Packed(engine),
        })
    }

    /// The displayed name, with the version where it is fixed.
    pub fn name(self) -> String {
        match (self, self.origin()) {
            (Tool::Old(engine), _) => format!("Chromium {}", engine.number),
            (Tool::Sources, _) => "the sources of the dependencies".to_owned(),
            (Tool::WasmTarget, _) => "Rust for the browser".to_owned(),
            (Tool::ChineseFont, _) => "a Chinese font".to_owned(),
            (_, Ok(Origin::Cargo(package, version, ..))) => format!("{package} {version}"),
            (_, Ok(Origin::Npm(package, version, _))) => format!("{package} {version}"),
            (tool, _) => format!("{tool:?}"),
        }
    }

    /// Minutes to install it on two cores, rounded up.
    pub fn minutes(self) -> u32 {
        match self {
            Tool::Trunk | Tool::CargoDeny => 3,
            Tool::LibreOffice => 2,
            _ => 1,
        }
    }

    /// True if it can be used.
    ///
    /// # Errors
    /// If the cache folder cannot be created.
    pub fn is_here(self) -> Result<bool, Failure> {
        let runs = |program: &str, version: &str| Step::new(program, program).args([version]).succeeds();
        Ok(match self {
            Tool::Sources => Step::new("sources", "cargo").args(FETCH).args(["--offline"]).succeeds(),
            Tool::WasmTarget => {
                let installed = Step::new("targets", "rustup").args(["target", "list", "--installed"]).output();
                installed.lines().any(|line| line == WASM_TARGET)
            }
            Tool::Npm => runs("npm", "--version"),
            Tool::ChineseFont => Step::new("fonts", "fc-list").args([":lang=zh-cn", "family"]).output().contains("CJK"),
            Tool::Xmllint => runs("xmllint", "--version"),
            Tool::LibreOffice => runs("soffice", "--version"),
            Tool::Pdftotext => runs("pdftotext", "-v"),
            _ => self.program()?.is_some(),
        })
    }

    /// The path of its program or script, if installed.
    ///
    /// # Errors
    /// If the cache folder cannot be created.
    pub fn program(self) -> Result<Option<PathBuf>, Failure> {
        if self == Tool::Chromium {
            let named = env::var_os("CHROMIUM").map(PathBuf::from);
            let usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].map(PathBuf::from);
            return Ok(named.into_iter().chain(usual).find(|path| path.is_file()));
        }
        let path = match self.origin()? {
            Origin::Fetched | Origin::Target | Origin::Debian(_) => return Ok(None),
            Origin::Cargo(_, _, program, _) => self.folder()?.join(program),
            Origin::Npm(_, _, program) => self.folder()?.join(program),
            Origin::Packed(_) => self.folder()?.join("chromium"),
        };
        Ok(Some(path).filter(|path| path.is_file()))
    }

    /// The folder of its program in the cache; for tools installed elsewhere, the cache itself.
    ///
    /// # Errors
    /// If the cache folder cannot be created.
    pub fn folder(self) -> Result<PathBuf, Failure> {
        match self.origin()? {
            Origin::Cargo(package, version, ..) => Ok(cache::of(&format!("{package}-{version}"))?.join("bin")),
            Origin::Npm(package, version, _) => Ok(npm_root(package, version)?.join("node_modules")),
            Origin::Packed(engine) => cache::of(&format!("chromium-{}", engine.number)),
            Origin::Fetched | Origin::Target | Origin::Debian(_) => cache::folder(),
        }
    }

    /// What to do where it cannot be installed automatically.
    pub fn by_hand(self) -> String {
        match self.origin() {
            Ok(Origin::Fetched) => "let cargo reach its registry, or run `cargo fetch --locked` yourself".to_owned(),
            Ok(Origin::Target) => format!("install rustup, then `rustup target add {WASM_TARGET}`"),
            Ok(Origin::Cargo(package, version, ..)) => {
                format!("let cargo reach its registry, or run `cargo install --locked {package}@{version}` yourself")
            }
            Ok(Origin::Npm(..) | Origin::Packed(_)) => "let npm reach its registry".to_owned(),
            _ if self == Tool::Chromium => {
                "install Chromium (Debian: chromium), and name its program in CHROMIUM".to_owned()
            }
            Ok(Origin::Debian(packages)) => {
                format!("install {} (Debian: {})", self.name(), packages.join(" "))
            }
            Err(_) => "run from the project's root".to_owned(),
        }
    }

    /// False for tools that only an administrator can install.
    pub fn is_installable(self) -> bool {
        !matches!(self.origin(), Ok(Origin::Debian(_))) || is_debian_root()
    }

    /// Installs the tool.
    ///
    /// # Errors
    /// If a step fails; the failure says what to do by hand.
    pub fn install(self) -> Result<(), Failure> {
        let by_hand = self.by_hand();
        match self.origin()? {
            Origin::Fetched => Step::new("cargo fetch", "cargo").args(FETCH).run(&by_hand),
            Origin::Target => {
                Step::new("rustup target add", "rustup").args(["target", "add", WASM_TARGET]).run(&by_hand)
            }
            Origin::Cargo(package, version, _, options) => {
                let root = cache::of(&format!("{package}-{version}"))?;
                // On a terminal cargo updates one line; elsewhere it would print a thousand.
                let quiet = (!std::io::stdout().is_terminal()).then_some("--quiet");
                let mut step = Step::new(&format!("cargo install {package}"), "cargo")
                    .args(["install", "--locked"])
                    .args(quiet)
                    .args(["--root"])
                    .args([root.as_os_str()])
                    .args(options)
                    .args([format!("{package}@{version}")]);
                for (key, value) in FAST_PROFILE {
                    step = step.env(key, value);
                }
                step.run(&by_hand)
            }
            Origin::Debian(packages) => {
                if !is_debian_root() {
                    return Err(Failure::new(format!("{} is missing", self.name()), by_hand));
                }
                // An outdated package list is useless. Without a network the install itself reports the error.
                static LISTS: Once = Once::new();
                LISTS.call_once(|| drop(Step::new("apt-get update", "apt-get").args(["update", "-qq"]).run(&by_hand)));
                Step::new("apt-get install", "apt-get")
                    .args(["install", "-y", "-qq", "--no-install-recommends"])
                    .args(packages)
                    .env("DEBIAN_FRONTEND", "noninteractive")
                    .run(&by_hand)
            }
            Origin::Npm(package, version, _) => npm_install(package, version, &by_hand),
            Origin::Packed(engine) => {
                npm_install(engine.package, engine.version, &by_hand)?;
                let modules = npm_root(engine.package, engine.version)?.join("node_modules");
                let packed = modules.join(engine.package).join(engine.packed);
                let folder = self.folder()?;
                cache::make(&folder)?;
                // Under another name until it is complete: a file with the final name counts as installed.
                let begun = folder.join("begun");
                unpack(&packed, &begun)
                    .and_then(|()| fs::rename(&begun, folder.join("chromium")))
                    .map_err(|error| Failure::at(&packed.display().to_string(), error))
            }
        }
    }
}

fn npm_root(package: &str, version: &str) -> Result<PathBuf, Failure> {
    cache::of(&format!("{}-{version}", package.trim_start_matches('@').replace('/', "-")))
}

/// Installs an npm package into the cache. Its scripts do not run.
fn npm_install(package: &str, version: &str, by_hand: &str) -> Result<(), Failure> {
    let folder = npm_root(package, version)?;
    cache::make(&folder)?;
    let quiet = ["--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps", "--prefix"];
    Step::new(&format!("npm install {package}"), "npm")
        .args(["install"])
        .args(quiet)
        .args([folder.as_os_str()])
        .args([format!("{package}@{version}")])
        .run(by_hand)
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

fn locked_version(package: &str) -> Result<String, Failure> {
    let lock = fs::read_to_string("Cargo.lock")
        .map_err(|error| Failure::new(format!("Cargo.lock: {error}"), "run from the project's root"))?;
    let name = format!("name = \"{package}\"");
    let version = lock.lines().skip_while(|line| *line != name).nth(1).and_then(|line| line.split('"').nth(1));
    version.map(str::to_owned).ok_or_else(|| Failure::new(format!("{package} is not in Cargo.lock"), "cargo update"))
}

fn is_debian_root() -> bool {
    let root = Step::new("who", "id").args(["-u"]).output().trim() == "0";
    root && Step::new("apt", "apt-get").args(["--version"]).succeeds()
}
