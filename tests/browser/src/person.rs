//! What a person does and sees: keys, clicks, files. Waiting is for what is seen, never for time.

use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::browser::{SetDownloadBehaviorBehavior, SetDownloadBehaviorParams};
use chromiumoxide::cdp::browser_protocol::dom::SetFileInputFilesParams;
use chromiumoxide::cdp::browser_protocol::input::{DispatchKeyEventParams, DispatchKeyEventType, InsertTextParams};
use chromiumoxide::cdp::browser_protocol::page::{NavigateParams, ReloadParams};
use chromiumoxide::cdp::js_protocol::runtime::EvaluateParams;
use chromiumoxide::layout::Point;
use chromiumoxide::page::ScreenshotParams;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// How long the browser may take to answer.
const ANSWER: std::time::Duration = std::time::Duration::from_secs(30);
/// How long to wait before looking again at what the browser does not announce.
const LOOK_AGAIN: std::time::Duration = std::time::Duration::from_millis(25);
/// How long a person waits for something to appear, in milliseconds.
const PATIENCE: u32 = 20_000;

/// A person before a page.
pub struct Person {
    page: Page,
    downloads: PathBuf,
}

/// What the browser answers; a browser that does not is a failure, not a wait without end.
pub(crate) async fn answered<T>(what: &str, answer: impl Future<Output = chromiumoxide::error::Result<T>>) -> T {
    let answer = tokio::time::timeout(ANSWER, answer).await;
    let answer = answer.unwrap_or_else(|_| panic!("no answer: {what}"));
    answer.unwrap_or_else(|error| panic!("{what}: {error}"))
}

impl Person {
    pub(crate) fn new(page: Page, downloads: PathBuf) -> Person {
        Person { page, downloads }
    }

    /// What an expression comes to in the page.
    pub async fn asks(&self, expression: &str) -> Value {
        let params =
            EvaluateParams::builder().expression(expression).await_promise(true).return_by_value(true).build().unwrap();
        let begin: String = expression.chars().take(200).collect();
        let result = answered(&begin, self.page.evaluate_expression(params)).await;
        result.value().cloned().unwrap_or(Value::Null)
    }

    /// Waits until an expression is true in the page.
    pub async fn sees(&self, expression: &str) {
        let wait = format!(
            "new Promise((done) => {{ const start = performance.now(); const look = () => {{
                let seen = false; try {{ seen = !!({expression}); }} catch (error) {{}}
                if (seen) done(true); else if (performance.now() - start > {PATIENCE}) done(false);
                else setTimeout(look, 20); }}; look(); }})"
        );
        if self.asks(&wait).await != Value::Bool(true) {
            let text = self.asks("document.body.innerText").await;
            panic!("never seen: {expression}\non the page:\n{}", text.as_str().unwrap_or_default());
        }
    }

    /// Waits until a text stands on the page.
    pub async fn reads(&self, text: &str) {
        self.sees(&format!("document.body.innerText.includes({text:?})")).await;
    }

    /// The text of the first element of a selector.
    pub async fn text_of(&self, selector: &str) -> String {
        let value = self.asks(&format!("document.querySelector({selector:?}).innerText")).await;
        value.as_str().unwrap_or_default().to_owned()
    }

    /// The value of a field.
    pub async fn value_of(&self, selector: &str) -> String {
        let value = self.asks(&format!("document.querySelector({selector:?}).value")).await;
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Clicks the first element of a selector, where a mouse would.
    pub async fn clicks(&self, selector: &str) {
        self.sees(&format!("document.querySelector({selector:?})")).await;
        let element = answered(selector, self.page.find_element(selector)).await;
        answered(selector, element.click()).await;
    }

    /// Clicks the first button or link with that text.
    pub async fn clicks_on(&self, text: &str) {
        let find = format!(
            "(() => {{ const seen = [...document.querySelectorAll('button, a, summary')].filter((one) => one.offsetParent);
            const says = (one) => one.innerText.trim();
            return seen.find((one) => says(one) === {text:?}) || seen.find((one) => says(one).includes({text:?})); }})()"
        );
        self.sees(&find).await;
        self.asks(&format!("(({find}).dataset.clicked = {text:?}, true)")).await;
        self.clicks(&format!("[data-clicked=\"{text}\"]")).await;
        self.asks("document.querySelectorAll('[data-clicked]').forEach((one) => delete one.dataset.clicked)").await;
    }

    /// Types a text where the focus is.
    pub async fn types(&self, text: &str) {
        answered(text, self.page.execute(InsertTextParams::new(text))).await;
    }

    /// Presses a key; `Control+z` and `Shift+Enter` are understood.
    pub async fn presses(&self, key: &str) {
        let (modifier, key) = key.split_once('+').map_or(("", key), |(modifier, key)| (modifier, key));
        let modifiers = match modifier {
            "Control" => 2,
            "Shift" => 8,
            _ => 0,
        };
        let code = match key {
            "Enter" => 13,
            "Tab" => 9,
            "Escape" => 27,
            "End" => 35,
            "Home" => 36,
            "ArrowLeft" => 37,
            "ArrowUp" => 38,
            "ArrowRight" => 39,
            "ArrowDown" => 40,
            "Delete" => 46,
            "F2" => 113,
            one => one.bytes().next().map_or(0, |byte| i64::from(byte.to_ascii_uppercase())),
        };
        // Buttons and links answer to the character of a key, not to the key alone.
        let (text, down) = match key {
            "Enter" => (Some("\r"), DispatchKeyEventType::KeyDown),
            " " => (Some(" "), DispatchKeyEventType::KeyDown),
            _ => (None, DispatchKeyEventType::RawKeyDown),
        };
        for (kind, text) in [(down, text), (DispatchKeyEventType::KeyUp, None)] {
            let mut event = DispatchKeyEventParams::builder()
                .r#type(kind)
                .key(key)
                .code(key)
                .modifiers(modifiers)
                .windows_virtual_key_code(code);
            if let Some(text) = text {
                event = event.text(text);
            }
            answered(key, self.page.execute(event.build().unwrap())).await;
        }
    }

    /// Brings the page before all others, where alone the pointer reaches it.
    pub async fn comes_forward(&self) {
        answered("bring to front", self.page.bring_to_front()).await;
    }

    /// Moves the pointer out of the way, to the corner of the page.
    pub async fn moves_away(&self) {
        answered("move the pointer", self.page.move_mouse(Point::new(1.0, 1.0))).await;
    }

    /// Gives the focus to the first element of a selector.
    pub async fn goes_to(&self, selector: &str) {
        self.sees(&format!("document.querySelector({selector:?})")).await;
        self.asks(&format!("document.querySelector({selector:?}).focus()")).await;
    }

    /// The id of what has the focus.
    pub async fn is_at(&self) -> String {
        self.asks("document.activeElement.id").await.as_str().unwrap_or_default().to_owned()
    }

    /// Puts a file into a file input.
    pub async fn gives_file(&self, selector: &str, file: &Path) {
        self.sees(&format!("document.querySelector({selector:?})")).await;
        let element = answered(selector, self.page.find_element(selector)).await;
        let params = SetFileInputFilesParams::builder()
            .files([file.to_str().unwrap()])
            .backend_node_id(element.backend_node_id)
            .build()
            .unwrap();
        answered("a file", self.page.execute(params)).await;
    }

    /// Does something that downloads one file, and says which.
    pub async fn downloads(&self, act: impl AsyncFnOnce(&Person)) -> PathBuf {
        let folder = self.downloads.join(format!("{}", std::fs::read_dir(&self.downloads).unwrap().count()));
        std::fs::create_dir_all(&folder).unwrap();
        let behaviour = SetDownloadBehaviorParams::builder()
            .behavior(SetDownloadBehaviorBehavior::Allow)
            .download_path(folder.to_str().unwrap())
            .build()
            .unwrap();
        answered("where to put downloads", self.page.execute(behaviour)).await;
        act(self).await;
        for _ in 0..400 {
            let found = std::fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.path());
            let whole = |path: &PathBuf| path.extension().is_none_or(|extension| extension != "crdownload");
            if let Some(path) =
                found.into_iter().find(|path| whole(path) && path.metadata().is_ok_and(|data| data.len() > 0))
            {
                return path;
            }
            // The browser says nothing when a download is done: look again a little later.
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        panic!("nothing was downloaded");
    }

    /// Goes to an address and waits until the app there can be used.
    pub(crate) async fn navigates(&self, address: &str) {
        answered(address, self.page.execute(NavigateParams::new(address))).await;
        self.waits_for_the_app().await;
    }

    /// Loads the page again.
    pub async fn reloads(&self) {
        self.asks("window.before = true").await;
        answered("reload", self.page.execute(ReloadParams::default())).await;
        self.waits_for_the_app().await;
    }

    /// Looks again and again: a page that is going away answers with an error.
    async fn waits_for_the_app(&self) {
        let usable = "!window.before && !!document.querySelector('#door.closed')";
        for _ in 0..400 {
            let asked = tokio::time::timeout(ANSWER, self.page.evaluate_expression(usable)).await;
            if asked.is_ok_and(|answer| answer.is_ok_and(|answer| answer.value() == Some(&Value::Bool(true)))) {
                return;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        panic!("the app never came up");
    }

    /// Goes to a route of the app.
    pub async fn opens(&self, route: &str) {
        self.asks(&format!("location.hash = {route:?}")).await;
    }

    /// Keeps a picture of the whole page in `target/screens`.
    pub async fn pictures(&self, name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/screens");
        std::fs::create_dir_all(&folder).unwrap();
        let whole = ScreenshotParams::builder().full_page(true).build();
        answered(name, self.page.save_screenshot(whole, folder.join(format!("{name}.png")))).await;
    }

    /// Everything that axe finds wrong, one line each.
    pub async fn axe(&self, script: &str) -> Vec<String> {
        self.asks(&format!("{script}; true")).await;
        let found = self
            .asks("axe.run(document).then((result) => result.violations.flatMap((rule) => rule.nodes.map((node) => rule.id + ': ' + node.target.join(' ') + ' ' + (node.any[0] || node.all[0] || node.none[0] || {message: ''}).message)))")
            .await;
        let lines = found.as_array().unwrap_or_else(|| panic!("axe did not answer: {found}"));
        lines.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }
}
