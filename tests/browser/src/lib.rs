//! A browser and a server for tests. Each test gets an empty profile, an http host name that is no secure context,
//! and methods named after what a person does.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "tests stop at the first thing that is wrong"
)]

mod devtools;
mod person;
mod server;

pub use person::Person;
pub use server::Server;

use devtools::Devtools;
use serde_json::json;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// The host name of the intranet's server: plain http, and not localhost.
pub const HOST: &str = "intranet.test";

/// How many times `close` checks whether the browser has ended before it kills it.
const CLOSING: u32 = 400;
/// Pause between checks of what the browser does not announce.
pub(crate) const LOOK_AGAIN: std::time::Duration = std::time::Duration::from_millis(25);

/// A running browser with its profile and its network log.
pub struct Chromium {
    process: Child,
    /// The address it listens on, up to the kind of target (`browser` or `page`).
    address: String,
    browser: Devtools,
    profile: TempDir,
}

/// The folder or file that an environment variable names; `cargo xtask test` sets it.
pub fn given(variable: &str) -> PathBuf {
    let value = std::env::var_os(variable);
    PathBuf::from(value.unwrap_or_else(|| panic!("{variable} is not set: run `cargo xtask test`")))
}

impl Chromium {
    /// Starts the browser that `ZHUANHUA_CHROMIUM` names.
    pub async fn start() -> Chromium {
        Chromium::start_with(&[]).await
    }

    /// Starts the browser with further arguments.
    pub async fn start_with(arguments: &[&str]) -> Chromium {
        let profile = tempfile::tempdir().unwrap();
        let path = |name: &str| profile.path().join(name).to_str().unwrap().to_owned();
        let program = given("ZHUANHUA_CHROMIUM");
        let mut process = Command::new(&program)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(["--remote-debugging-port=0", "--window-size=1366,768", "--disable-dev-shm-usage"])
            .arg(format!("--user-data-dir={}", path("profile")))
            .arg(format!("--log-net-log={}", path("requests.json")))
            .arg(format!("--host-resolver-rules=MAP {HOST} 127.0.0.1"))
            .args(arguments)
            // Without a UTF-8 locale, as on a bare machine, the browser can neither read nor write files with
            // Chinese names.
            .env("LC_ALL", "C.UTF-8")
            // Old engines come with some of their libraries.
            .env("LD_LIBRARY_PATH", program.parent().unwrap().join("lib"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines().map_while(Result::ok);
        let line = lines.find(|line| line.contains("DevTools listening on "));
        let line = line.expect("the browser did not start");
        // Discards further output, so that the browser never blocks on a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        let listens = line.rsplit(' ').next().unwrap();
        let browser = Devtools::connect(listens).await;
        let (address, _) = listens.split_once("/browser/").unwrap();
        Chromium { process, address: address.to_owned(), browser, profile }
    }

    /// The engine's major version.
    pub async fn version(&self) -> u32 {
        let version = self.browser.does("Browser.getVersion", json!({})).await;
        let product = version.get("product").and_then(|product| product.as_str()).unwrap();
        product.split(['/', '.']).nth(1).unwrap().parse().unwrap()
    }

    /// Opens a page of the app from a server and waits until it can be used.
    pub async fn person(&self, server: &Server, route: &str) -> Person {
        let person = self.before(&server.address(route)).await;
        person.waits_for_the_app().await;
        person
    }

    /// Opens a page from a file, as a double click does, and waits until it can be used.
    pub async fn double_clicked(&self, file: &Path) -> Person {
        let person = self.before(&format!("file://{}", file.display())).await;
        person.waits_for_the_app().await;
        person
    }

    /// Opens any page, which may never become usable.
    pub async fn before(&self, address: &str) -> Person {
        let person = self.blank().await;
        person.navigates(address).await;
        person
    }

    /// Opens an empty page.
    pub async fn blank(&self) -> Person {
        let target = self.browser.does("Target.createTarget", json!({ "url": "about:blank" })).await;
        let id = target.get("targetId").and_then(|id| id.as_str()).unwrap();
        let page = Devtools::connect(&format!("{}/page/{id}", self.address)).await;
        page.does("Page.enable", json!({})).await;
        Person::new(page, self.downloads())
    }

    fn downloads(&self) -> PathBuf {
        let folder = self.profile.path().join("downloads");
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// Ends the browser and returns every address that its pages requested.
    pub async fn requests(mut self) -> Vec<String> {
        self.close().await;
        asked_by_pages(&self.profile.path().join("requests.json"))
    }

    /// Ends the browser.
    pub async fn end(mut self) {
        self.close().await;
    }

    async fn close(&mut self) {
        // The browser may end before it answers.
        let _ = self.browser.tries("Browser.close", json!({})).await;
        for _ in 0..CLOSING {
            if self.process.try_wait().unwrap().is_some() {
                return;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        // A page that asks before it is left, or a download, can keep the browser open for ever.
        println!("the browser did not close by itself");
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Chromium {
    /// A failed test must not leave its browser running: the next test would wait for it.
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Addresses in the network log that a page or a worker requested.
fn asked_by_pages(log: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(log).unwrap();
    let log: serde_json::Value = serde_json::from_str(&text).unwrap();
    let started = log.pointer("/constants/logEventTypes/URL_REQUEST_START_JOB").unwrap();
    let events = log.get("events").and_then(serde_json::Value::as_array).unwrap();
    events
        .iter()
        .filter(|event| event.get("type") == Some(started))
        .filter_map(|event| {
            let initiator = event.pointer("/params/initiator")?.as_str()?;
            let url = event.pointer("/params/url")?.as_str()?;
            (initiator != "not an origin").then(|| url.to_owned())
        })
        .collect()
}
