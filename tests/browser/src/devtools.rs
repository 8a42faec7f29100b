//! The DevTools protocol, one connection for each page: send a command, wait for its answer. Drivers with a type
//! for every message support only the newest engine, but the oldest one must be tested too.

use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// Time limit for an answer.
const ANSWER: std::time::Duration = std::time::Duration::from_secs(30);

/// A connection to the browser or to one of its pages.
pub struct Devtools {
    wire: Mutex<Wire>,
}

struct Wire {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    asked: u64,
}

impl Devtools {
    /// Connects to an address that the browser reported.
    pub async fn connect(address: &str) -> Devtools {
        let connected = tokio::time::timeout(ANSWER, connect_async(address)).await;
        let (socket, _) = connected.unwrap_or_else(|_| panic!("no answer from {address}")).unwrap();
        Devtools { wire: Mutex::new(Wire { socket, asked: 0 }) }
    }

    /// The result of a command. A missing answer is an error after the time limit.
    pub async fn tries(&self, method: &str, params: Value) -> Result<Value, String> {
        let answer = tokio::time::timeout(ANSWER, self.answer(method, params)).await;
        answer.unwrap_or_else(|_| Err(format!("no answer to {method}")))
    }

    /// Like `tries`, but any error ends the test.
    pub async fn does(&self, method: &str, params: Value) -> Value {
        self.tries(method, params).await.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    async fn answer(&self, method: &str, params: Value) -> Result<Value, String> {
        let mut wire = self.wire.lock().await;
        wire.asked = wire.asked.saturating_add(1);
        let id = wire.asked;
        let command = json!({ "id": id, "method": method, "params": params }).to_string();
        wire.socket.send(Message::text(command)).await.map_err(|error| error.to_string())?;
        loop {
            let message = wire.socket.next().await.ok_or("the page is gone")?.map_err(|error| error.to_string())?;
            let Message::Text(text) = message else { continue };
            let mut message: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
            if message.get("method").is_some_and(|method| method == "Page.javascriptDialogOpening") {
                wire.answers_dialog(&message).await?;
            }
            // Ignores other events, and late answers to commands that timed out.
            if message.get("id").and_then(Value::as_u64) != Some(id) {
                continue;
            }
            return match message.get("error") {
                Some(error) => Err(error.to_string()),
                None => Ok(message.get_mut("result").map(Value::take).unwrap_or_default()),
            };
        }
    }
}

impl Wire {
    /// Confirms the question of a page that asks before it is left, and notes it in the output. The page may ask no
    /// other question.
    async fn answers_dialog(&mut self, event: &Value) -> Result<(), String> {
        let asked = event.get("params").cloned().unwrap_or_default();
        assert_eq!(asked.get("type").and_then(Value::as_str), Some("beforeunload"), "the page asks: {asked}");
        println!("the page asked before it was left");
        self.asked = self.asked.saturating_add(1);
        let params = json!({ "accept": true });
        let command = json!({ "id": self.asked, "method": "Page.handleJavaScriptDialog", "params": params });
        self.socket.send(Message::text(command.to_string())).await.map_err(|error| error.to_string())
    }
}
