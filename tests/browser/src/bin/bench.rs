//! Measures the release on a slow machine, next to an empty page and a bare field in the same run: bytes and time
//! to the first view, and main-thread work for each key.

#![allow(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a tool that stops at the first thing that is wrong"
)]

use browser_tests::{Chromium, Person, Server, given};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// The slowdown of the processor, compared with this machine.
const SLOWDOWN: u32 = 4;
/// Starts measured.
const STARTS: usize = 7;
/// Figures typed, each of four digits and Enter.
const FIGURES: usize = 25;
/// Workspaces in the store.
const UNITS: usize = 13;
/// Pause after a key, after which its work is done.
const SETTLED: Duration = Duration::from_millis(250);
/// The parts of the first view.
const FIRST_VIEW: [&str; 5] = ["index.html", ".css", "boot-", "zhuanhua-*.js", "zhuanhua-*.wasm"];
/// Documents written after the first.
const DOCUMENTS: usize = 9;

#[tokio::main]
async fn main() {
    let site = given("ZHUANHUA_SITE");
    bytes(&site);
    let peers = tempfile::tempdir().unwrap();
    std::fs::write(peers.path().join("index.html"), "<!doctype html><body><h1>1</h1><input id=\"field\">").unwrap();
    let (server, peer) = (Server::start(site, "application/wasm"), Server::start(peers.path().to_owned(), ""));
    starts(&server, &peer).await;
    documents(&server).await;
    keys(&server, &peer).await;
}

/// Time from the click to the file. The first document starts the worker; later ones find it idle.
async fn documents(server: &Server) {
    let chromium = Chromium::start().await;
    let person = chromium.person(server, "").await;
    person.clicks("#try-example").await;
    person.reads("完成情况").await;
    // A worker that echoes its input, started from a Blob's address like ours.
    let echo = "new Promise((done) => { const begin = performance.now();
        const worker = new Worker(URL.createObjectURL(new Blob(['onmessage = (event) => postMessage(event.data)'])));
        worker.onmessage = () => done(performance.now() - begin); worker.postMessage(new Uint8Array(50000)); })";
    let echo = person.asks(echo).await.as_f64().unwrap();
    for (what, page, button) in
        [("Word, two charts in it", "#/papers", "#save-word"), ("Excel", "#/papers/tables", "#save-excel")]
    {
        person.opens(page).await;
        person.sees(&format!("document.querySelector('{button}')")).await;
        let timed = format!(
            "new Promise((done) => {{ const make = URL.createObjectURL; const begin = performance.now();
            URL.createObjectURL = (blob) => {{ if (blob.type.includes('openxml')) {{ URL.createObjectURL = make; done(performance.now() - begin); }} return make.call(URL, blob); }};
            document.querySelector('{button}').click(); }})"
        );
        let first = person.asks(&timed).await.as_f64().unwrap();
        let mut later = Vec::new();
        for _ in 0..DOCUMENTS {
            person.sees(&format!("!document.querySelector('{button}').disabled")).await;
            later.push(person.asks(&timed).await.as_f64().unwrap());
        }
        let (median, most) = (share_of(later.clone(), 50), share_of(later, 100));
        println!("{first:>9.0} ms  {what}: the first one; {:.1} times a worker that echoes", first / echo);
        println!("{median:>9.0} ms  the median of {DOCUMENTS} more, {most:.0} the most (promised: 300)");
    }
    println!();
    chromium.end().await;
}

/// Bytes of the first view, compressed by brotli.
fn bytes(site: &Path) {
    let names = std::fs::read_dir(site).unwrap().flatten().map(|entry| entry.file_name().into_string().unwrap());
    let names: Vec<String> = names.collect();
    let mut total = 0;
    for part in FIRST_VIEW {
        let (begin, end) = part.split_once('*').unwrap_or(if part.starts_with('.') { ("", part) } else { (part, "") });
        let is_it = |name: &&String| name.starts_with(begin) && name.ends_with(&format!("{end}.br"));
        let name = names.iter().find(is_it).unwrap();
        let size = std::fs::metadata(site.join(name)).unwrap().len();
        total += size;
        println!("{size:>9} bytes  {name}");
    }
    println!("{total:>9} bytes  first view (promised: 200,000)\n");
}

/// Time from navigation to a usable page, with an empty cache.
async fn starts(server: &Server, peer: &Server) {
    let watch = "const seen = new MutationObserver(() => { if (window.usable === undefined && document.querySelector('#new-city:not([disabled]), #field')) window.usable = performance.now(); });
        seen.observe(document, { childList: true, subtree: true });";
    let mut found = [Vec::new(), Vec::new()];
    for _ in 0..STARTS {
        for (server, times) in [server, peer].into_iter().zip(&mut found) {
            let chromium = Chromium::start().await;
            let person = chromium.blank().await;
            person.commands("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWDOWN })).await;
            person.prepares(watch).await;
            person.navigates(&server.address("")).await;
            person.sees("window.usable !== undefined").await;
            times.push(person.asks("window.usable").await.as_f64().unwrap());
            chromium.end().await;
        }
    }
    let [own, empty] = found.map(|times| share_of(times, 50));
    println!("{own:>9.0} ms  to the first usable view at {SLOWDOWN}x slowdown, median of {STARTS} (promised: 1,000)");
    println!("{empty:>9.0} ms  an empty page; {:.1} times that\n", own / empty);
}

/// Main-thread work for each key, with verdicts and drawing.
async fn keys(server: &Server, peer: &Server) {
    let chromium = Chromium::start().await;
    let person = chromium.person(server, "").await;
    for _ in 0..UNITS {
        person.opens("#/").await;
        person.clicks("#try-example").await;
        person.reads("完成情况").await;
        person.sees("document.querySelector('#save-state').innerText === '已保存'").await;
    }
    person.opens("#/figures").await;
    let own = typed(&person, "#figures-0-0").await;
    let bare = chromium.before(&peer.address("")).await;
    let field = typed(&bare, "#field").await;
    chromium.end().await;
    println!(
        "a key in the grid, {UNITS} units at hand, {} keys at {SLOWDOWN}x slowdown (promised: p95 of 16):",
        own.len()
    );
    let kinds: [(&str, Part); 2] = [
        ("scripts, styles and layout", |work| work.own),
        ("everything, the browser's drawing included", |work| work.all),
    ];
    for (what, of) in kinds {
        for (share, name) in [(50, "median"), (95, "p95"), (100, "most")] {
            let [own, field] = [&own, &field].map(|keys| share_of(keys.iter().map(of).collect(), share));
            println!("{own:>9.1} ms  {what}, {name}; a bare field {field:.1}: {:.1} times that", own / field);
        }
    }
}

/// Milliseconds of main-thread work for one key.
struct Work {
    /// All work.
    all: f64,
    /// Scripts, style and layout only.
    own: f64,
}

/// Selects one of the two.
type Part = fn(&Work) -> f64;

/// The work that each key caused.
async fn typed(person: &Person, selector: &str) -> Vec<Work> {
    person.commands("Performance.enable", json!({})).await;
    person.goes_to(selector).await;
    person.commands("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWDOWN })).await;
    let mut times = Vec::new();
    for figure in 0..FIGURES {
        for digit in format!("{:04}", 1000 + figure * 7).chars() {
            times.push(work(person, async || person.types(&digit.to_string()).await).await);
        }
        times.push(work(person, async || person.presses("Enter").await).await);
    }
    times
}

/// The main-thread work that an action caused.
async fn work(person: &Person, deed: impl AsyncFnOnce()) -> Work {
    let before = worked(person).await;
    deed().await;
    tokio::time::sleep(SETTLED).await;
    let after = worked(person).await;
    Work { all: after.all - before.all, own: after.own - before.own }
}

/// The main-thread work so far.
async fn worked(person: &Person) -> Work {
    let metrics = person.commands("Performance.getMetrics", json!({})).await;
    let metrics = metrics.get("metrics").and_then(Value::as_array).unwrap();
    let milliseconds = |name: &str| {
        let found = metrics.iter().find(|metric| metric.get("name").is_some_and(|named| named == name));
        found.and_then(|metric| metric.get("value")?.as_f64()).unwrap() * 1000.0
    };
    let own = ["ScriptDuration", "LayoutDuration", "RecalcStyleDuration"].map(milliseconds);
    Work { all: milliseconds("TaskDuration"), own: own.iter().sum() }
}

/// The percentile `share` of the values.
fn share_of(mut values: Vec<f64>, share: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = (values.len() * share).div_ceil(100).saturating_sub(1);
    *values.get(at).unwrap()
}
