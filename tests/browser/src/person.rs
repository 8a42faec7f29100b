//! What a person does and sees: keys, clicks, files. Waiting always waits for something visible, never for a fixed
//! time.

use crate::LOOK_AGAIN;
use crate::devtools::Devtools;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// How long to wait for something to appear, in milliseconds.
const PATIENCE: u32 = 20_000;

/// A person in front of a page.
pub struct Person {
    page: Devtools,
    downloads: PathBuf,
}

impl Person {
    pub(crate) fn new(page: Devtools, downloads: PathBuf) -> Person {
        Person { page, downloads }
    }

    /// The value of a JavaScript expression in the page.
    pub async fn asks(&self, expression: &str) -> Value {
        self.evaluates(expression).await.unwrap_or_else(|error| {
            let begin: String = expression.chars().take(200).collect();
            panic!("{begin}: {error}")
        })
    }

    async fn evaluates(&self, expression: &str) -> Result<Value, String> {
        let params = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = self.page.tries("Runtime.evaluate", params).await?;
        match answer.get("exceptionDetails") {
            Some(thrown) => Err(thrown.to_string()),
            None => Ok(answer.pointer("/result/value").cloned().unwrap_or(Value::Null)),
        }
    }

    /// Runs a script at the start of every page that this person opens from now on.
    pub async fn prepares(&self, script: &str) {
        self.page.does("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    }

    /// A command of the DevTools protocol without a method of its own here.
    pub async fn commands(&self, method: &str, params: Value) -> Value {
        self.page.does(method, params).await
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

    /// Waits until the page contains a text.
    pub async fn reads(&self, text: &str) {
        self.sees(&format!("document.body.innerText.includes({text:?})")).await;
    }

    /// Waits until the page shows a text. Also works where scripts are disabled or the page first moves on to
    /// another.
    pub async fn shows(&self, text: &str) {
        for _ in 0..400 {
            let shown = self.evaluates("document.body ? document.body.innerText : ''").await;
            if shown.is_ok_and(|shown| shown.as_str().is_some_and(|shown| shown.contains(text))) {
                return;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        panic!("never shown: {text}");
    }

    /// The text of the first element that matches a selector.
    pub async fn text_of(&self, selector: &str) -> String {
        let value = self.asks(&format!("document.querySelector({selector:?}).innerText")).await;
        value.as_str().unwrap_or_default().to_owned()
    }

    /// The value of a field.
    pub async fn value_of(&self, selector: &str) -> String {
        let value = self.asks(&format!("document.querySelector({selector:?}).value")).await;
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Clicks the first element that matches a selector, with the mouse.
    pub async fn clicks(&self, selector: &str) {
        let (x, y) = self.middle_of(selector).await;
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            self.points(kind, x, y).await;
        }
    }

    /// The middle of the first element that matches a selector, scrolled into view.
    pub async fn middle_of(&self, selector: &str) -> (f64, f64) {
        self.sees(&format!("document.querySelector({selector:?})")).await;
        let script = format!(
            "(() => {{ const one = document.querySelector({selector:?});
            // In the middle, since messages lie over the page's edges.
            one.scrollIntoView({{ block: 'center', inline: 'center' }});
            const box = one.getClientRects()[0] || one.getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2]; }})()"
        );
        let middle = self.asks(&script).await;
        let number =
            |at: usize| middle.get(at).and_then(Value::as_f64).unwrap_or_else(|| panic!("{selector}: {middle}"));
        (number(0), number(1))
    }

    /// Sends one mouse event at a point.
    pub async fn points(&self, kind: &str, x: f64, y: f64) {
        let (button, count) = if kind == "mouseMoved" { ("none", 0) } else { ("left", 1) };
        let params = json!({ "type": kind, "x": x, "y": y, "button": button, "clickCount": count });
        self.page.does("Input.dispatchMouseEvent", params).await;
    }

    /// Drags the mouse from the middle of one element to the middle of another: press, move in steps, release.
    pub async fn drags(&self, from: &str, to: &str) {
        let ((x, y), (to_x, to_y)) = (self.middle_of(from).await, self.middle_of(to).await);
        // Scrolling to the second element may have moved the first.
        let ((x, y), moved) = (self.middle_in_view(from).await.unwrap_or((x, y)), (to_x, to_y));
        self.points("mouseMoved", x, y).await;
        self.points("mousePressed", x, y).await;
        for step in 1..=10_u32 {
            let part = f64::from(step) / 10.0;
            let (x, y) = (x + (moved.0 - x) * part, y + (moved.1 - y) * part);
            let params = json!({ "type": "mouseMoved", "x": x, "y": y, "button": "left", "buttons": 1 });
            self.page.does("Input.dispatchMouseEvent", params).await;
        }
        self.points("mouseReleased", moved.0, moved.1).await;
    }

    /// The middle of an element at its present place, without scrolling.
    async fn middle_in_view(&self, selector: &str) -> Option<(f64, f64)> {
        let script = format!(
            "(() => {{ const box = document.querySelector({selector:?}).getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2]; }})()"
        );
        let middle = self.asks(&script).await;
        Some((middle.get(0)?.as_f64()?, middle.get(1)?.as_f64()?))
    }

    /// Presses a key that an input method handles: engines report code 229.
    pub async fn composes(&self, key: &str) {
        for kind in ["rawKeyDown", "keyUp"] {
            let event = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": 229 });
            self.page.does("Input.dispatchKeyEvent", event).await;
        }
    }

    /// Clicks the first visible button, link or summary with this text, else the first that contains it.
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

    /// Taps a point with a finger.
    pub async fn touches(&self, (x, y): (f64, f64)) {
        for (kind, points) in [("touchStart", json!([{ "x": x, "y": y }])), ("touchEnd", json!([]))] {
            self.page.does("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await;
        }
    }

    /// Types a text into the focused element.
    pub async fn types(&self, text: &str) {
        if self.page.tries("Input.insertText", json!({ "text": text })).await.is_ok() {
            return;
        }
        // Chromium 69 takes one character at a time.
        for character in text.chars() {
            self.page.does("Input.dispatchKeyEvent", json!({ "type": "char", "text": character.to_string() })).await;
        }
    }

    /// Presses a key. `Control+z` and `Shift+Enter` are understood.
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
        // Buttons and links react to the key's character, not to the key alone.
        let (text, down) = match key {
            "Enter" => (Some("\r"), "keyDown"),
            " " => (Some(" "), "keyDown"),
            _ => (None, "rawKeyDown"),
        };
        for (kind, text) in [(down, text), ("keyUp", None)] {
            let mut event = json!({
                "type": kind, "key": key, "code": key, "modifiers": modifiers, "windowsVirtualKeyCode": code,
            });
            if let (Some(text), Some(event)) = (text, event.as_object_mut()) {
                event.insert("text".to_owned(), text.into());
            }
            self.page.does("Input.dispatchKeyEvent", event).await;
        }
    }

    /// Brings the page to the front; only there does the mouse reach it.
    pub async fn comes_forward(&self) {
        self.page.does("Page.bringToFront", json!({})).await;
    }

    /// Moves the pointer away, to the corner of the page.
    pub async fn moves_away(&self) {
        self.points("mouseMoved", 1.0, 1.0).await;
    }

    /// Focuses the first element that matches a selector.
    pub async fn goes_to(&self, selector: &str) {
        self.sees(&format!("document.querySelector({selector:?})")).await;
        self.asks(&format!("document.querySelector({selector:?}).focus()")).await;
    }

    /// Sets a field to a text of several lines, as a paste would. Engines differ in what they do with a typed line
    /// break.
    pub async fn writes(&self, selector: &str, text: &str) {
        self.goes_to(selector).await;
        let put = format!(
            "(() => {{ const field = document.querySelector({selector:?}); field.value = {};
            field.dispatchEvent(new InputEvent('input', {{ bubbles: true }})); return 1; }})()",
            Value::from(text)
        );
        self.asks(&put).await;
    }

    /// Waits until the element with this id has the focus.
    pub async fn comes_to(&self, id: &str) {
        self.sees(&format!("document.activeElement.id === {id:?}")).await;
    }

    /// Puts a file into a file input.
    pub async fn gives_file(&self, selector: &str, file: &Path) {
        self.gives_files(selector, &[file.to_owned()]).await;
    }

    /// Puts several files into a file input.
    pub async fn gives_files(&self, selector: &str, files: &[PathBuf]) {
        self.sees(&format!("document.querySelector({selector:?})")).await;
        let params = json!({ "expression": format!("document.querySelector({selector:?})") });
        let input = self.page.does("Runtime.evaluate", params).await;
        let object = input.pointer("/result/objectId").cloned().unwrap();
        self.page.does("DOM.setFileInputFiles", json!({ "files": files, "objectId": object })).await;
    }

    /// Does something that downloads one file, and returns its path.
    pub async fn downloads(&self, act: impl AsyncFnOnce(&Person)) -> PathBuf {
        let folder = self.downloads.join(format!("{}", std::fs::read_dir(&self.downloads).unwrap().count()));
        std::fs::create_dir_all(&folder).unwrap();
        let behaviour = json!({ "behavior": "allow", "downloadPath": folder });
        // Engines before Chromium 79 know the command only as one of the page.
        if self.page.tries("Browser.setDownloadBehavior", behaviour.clone()).await.is_err() {
            self.page.does("Page.setDownloadBehavior", behaviour).await;
        }
        act(self).await;
        for _ in 0..400 {
            let found = std::fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.path());
            let whole = |path: &PathBuf| path.extension().is_none_or(|extension| extension != "crdownload");
            if let Some(path) =
                found.into_iter().find(|path| whole(path) && path.metadata().is_ok_and(|data| data.len() > 0))
            {
                return path;
            }
            // The browser does not announce the end of a download, so look again later.
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        let page = self.asks("location.hash + '\\n' + document.body.innerText").await;
        panic!("nothing was downloaded; on the page:\n{}", page.as_str().unwrap_or_default());
    }

    /// Goes to an address.
    pub async fn navigates(&self, address: &str) {
        self.page.does("Page.navigate", json!({ "url": address })).await;
    }

    /// Reloads the page.
    pub async fn reloads(&self) {
        self.asks("window.before = true").await;
        self.page.does("Page.reload", json!({})).await;
        self.waits_for_the_app().await;
    }

    /// Waits until the app can be used. It polls, because a page that is being left answers with an error.
    pub async fn waits_for_the_app(&self) {
        let began = std::time::Instant::now();
        while began.elapsed() < std::time::Duration::from_millis(PATIENCE.into()) {
            let usable = self.evaluates("!window.before && !!document.querySelector('#door.closed')").await;
            if usable == Ok(Value::Bool(true)) {
                return;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        let text = self.evaluates("document.body.innerText").await;
        panic!("the app never came up: {text:?}");
    }

    /// Opens a route of the app.
    pub async fn opens(&self, route: &str) {
        self.asks(&format!("location.hash = {route:?}")).await;
    }

    /// Saves a screenshot of the whole page in `target/screens`.
    pub async fn pictures(&self, name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/screens");
        std::fs::create_dir_all(&folder).unwrap();
        let metrics = self.page.does("Page.getLayoutMetrics", json!({})).await;
        let size = metrics.get("cssContentSize").or_else(|| metrics.get("contentSize")).unwrap();
        let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
        let params = json!({ "format": "png", "clip": clip, "captureBeyondViewport": true });
        let picture = self.page.does("Page.captureScreenshot", params).await;
        let picture = BASE64_STANDARD.decode(picture.get("data").unwrap().as_str().unwrap()).unwrap();
        std::fs::write(folder.join(format!("{}.png", name.replace('/', "-"))), picture).unwrap();
    }

    /// All violations that axe finds, one line each.
    pub async fn axe(&self, script: &str) -> Vec<String> {
        self.asks(&format!("{script}; true")).await;
        let found = self
            .asks("axe.run(document).then((result) => result.violations.flatMap((rule) => rule.nodes.map((node) => rule.id + ': ' + node.target.join(' ') + ' ' + (node.any[0] || node.all[0] || node.none[0] || {message: ''}).message)))")
            .await;
        let lines = found.as_array().unwrap_or_else(|| panic!("axe did not answer: {found}"));
        lines.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }
}
