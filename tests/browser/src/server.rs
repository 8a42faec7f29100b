//! A static server as plain as an intranet's: one folder, no special headers.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// A running server. It runs until the test process ends.
pub struct Server {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

/// The headers that a server sends with its files.
#[derive(Clone, Copy)]
struct Kinds {
    /// Content type of Wasm.
    wasm: &'static str,
    /// Content type of scripts and style sheets, where it is to be a wrong one.
    others: Option<&'static str>,
    /// A further header line.
    header: &'static str,
}

impl Server {
    /// Serves a folder. `wasm_type` is the content type of Wasm, right or wrong.
    pub fn start(folder: PathBuf, wasm_type: &'static str) -> Server {
        Server::with(folder, Kinds { wasm: wasm_type, others: None, header: "" })
    }

    /// Serves a folder in which only pages have a proper content type.
    pub fn without_types(folder: PathBuf) -> Server {
        let nothing = "application/octet-stream";
        Server::with(folder, Kinds { wasm: nothing, others: Some(nothing), header: "" })
    }

    /// Serves a folder with a further header on each file, ended by a line break.
    pub fn with_header(folder: PathBuf, header: &'static str) -> Server {
        Server::with(folder, Kinds { wasm: "application/wasm", others: None, header })
    }

    fn with(folder: PathBuf, kinds: Kinds) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, log) = (folder.clone(), Arc::clone(&log));
                std::thread::spawn(move || answer(stream, &folder, kinds, &log));
            }
        });
        Server { at, asked }
    }

    /// The address of a route, below a sub-path that the server ignores.
    pub fn address(&self, route: &str) -> String {
        format!("http://{}:{}/tools/zhuanhua/{route}", super::HOST, self.at.port())
    }

    /// The paths requested so far.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn answer(stream: TcpStream, folder: &Path, kinds: Kinds, log: &Mutex<Vec<String>>) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let request = lines.next()?.ok()?;
    while !lines.next()?.ok()?.is_empty() {}
    let path = request.split(' ').nth(1)?.split('?').next()?.to_owned();
    log.lock().ok()?.push(path.clone());
    let name = path.rsplit('/').next()?;
    let name = if name.is_empty() { "index.html" } else { name };
    let kind = match name.rsplit('.').next()? {
        "html" => "text/html",
        "js" => kinds.others.unwrap_or("text/javascript"),
        "css" => kinds.others.unwrap_or("text/css"),
        "wasm" => kinds.wasm,
        _ => "application/octet-stream",
    };
    let (mut stream, header) = (stream, kinds.header);
    match std::fs::read(folder.join(name)) {
        Ok(body) => {
            let length = body.len();
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{header}Connection: close\r\n\r\n"
            );
            stream.write_all(head.as_bytes()).ok()?;
            stream.write_all(&body).ok()
        }
        Err(_) => stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").ok(),
    }
}
