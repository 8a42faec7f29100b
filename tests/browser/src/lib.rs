//! A browser and a server for tests: each test gets an empty profile, an http name that is not a
//! secure context, and words for what a person does.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "tests stop at the first thing that is wrong"
)]

mod person;
mod server;

pub use person::Person;
pub use server::Server;

use person::answered;

use chromiumoxide::browser::{Browser, BrowserConfig};
use futures::StreamExt;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The name that stands for the intranet's server: plain http, and not localhost.
pub const HOST: &str = "intranet.test";

/// A running browser with its profile and its log of requests.
pub struct Chromium {
    browser: Browser,
    profile: TempDir,
    handler: tokio::task::JoinHandle<()>,
}

/// A folder or file that the tool which runs the tests must name.
pub fn given(variable: &str) -> PathBuf {
    let value = std::env::var_os(variable);
    PathBuf::from(value.unwrap_or_else(|| panic!("{variable} is not set: run `cargo xtask test`")))
}

impl Chromium {
    /// Starts one.
    pub async fn start() -> Chromium {
        let profile = tempfile::tempdir().unwrap();
        let log = profile.path().join("requests.json");
        let config = BrowserConfig::builder()
            .chrome_executable(given("ZHUANHUA_CHROMIUM"))
            .user_data_dir(profile.path().join("profile"))
            .no_sandbox()
            .new_headless_mode()
            .window_size(1366, 768)
            .viewport(None)
            // The driver wants its arguments without dashes; with them they are silently ignored.
            .arg("disable-gpu")
            .arg("disable-quic")
            .arg("disable-background-networking")
            .arg("disable-component-update")
            .arg("disable-sync")
            .arg(("host-resolver-rules", format!("MAP {HOST} 127.0.0.1").as_str()))
            .arg(("log-net-log", log.to_str().unwrap()))
            .build()
            .unwrap();
        let (browser, mut events) = answered("launch", Browser::launch(config)).await;
        let handler = tokio::spawn(async move { while events.next().await.is_some() {} });
        Chromium { browser, profile, handler }
    }

    /// A person before a page of the app, waiting until it can be used.
    pub async fn person(&self, server: &Server, route: &str) -> Person {
        // The driver's own waiting for a load sometimes misses it: navigate by hand and look.
        let mut tries = 0..3;
        let page = loop {
            tries.next().expect("the browser opens no page");
            let asked = self.browser.new_page("about:blank");
            if let Ok(Ok(page)) = tokio::time::timeout(std::time::Duration::from_secs(10), asked).await {
                break page;
            }
        };
        let person = Person::new(page, self.downloads());
        person.navigates(&server.address(route)).await;
        person
    }

    fn downloads(&self) -> PathBuf {
        let folder = self.profile.path().join("downloads");
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// Ends the browser and says every address that its pages asked for.
    pub async fn requests(mut self) -> Vec<String> {
        self.browser.close().await.unwrap();
        self.browser.wait().await.unwrap();
        (&mut self.handler).await.unwrap();
        asked_by_pages(&self.profile.path().join("requests.json"))
    }

    /// Ends the browser.
    pub async fn end(mut self) {
        self.browser.close().await.unwrap();
        self.browser.wait().await.unwrap();
    }
}

impl Drop for Chromium {
    /// A test that failed must not leave its browser behind: the next one would wait for it.
    fn drop(&mut self) {
        if let Some(id) = self.browser.get_mut_child().and_then(|child| child.as_mut_inner().id()) {
            let _ = std::process::Command::new("kill").args(["-9", &id.to_string()]).status();
        }
    }
}

/// Addresses in the browser's own log of requests that have a page or a worker behind them.
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
