//! A static server as plain as an intranet's: one folder, no headers worth the name.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// A running server; it lives as long as the test.
pub struct Server {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Serves a folder. `wasm_type` is the type that it gives to Wasm, right or wrong.
    pub fn start(folder: PathBuf, wasm_type: &'static str) -> Server {
        Server::with_header(folder, wasm_type, "")
    }

    /// The same with a further header on each answer, ended by a line break.
    pub fn with_header(folder: PathBuf, wasm_type: &'static str, header: &'static str) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, log) = (folder.clone(), Arc::clone(&log));
                std::thread::spawn(move || answer(stream, &folder, (wasm_type, header), &log));
            }
        });
        Server { at, asked }
    }

    /// The address of a route, below a sub-path that the server does not care about.
    pub fn address(&self, route: &str) -> String {
        format!("http://{}:{}/tools/zhuanhua/{route}", super::HOST, self.at.port())
    }

    /// Paths asked for so far.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn answer(stream: TcpStream, folder: &Path, (wasm_type, header): (&str, &str), log: &Mutex<Vec<String>>) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let request = lines.next()?.ok()?;
    while !lines.next()?.ok()?.is_empty() {}
    let path = request.split(' ').nth(1)?.split('?').next()?.to_owned();
    log.lock().ok()?.push(path.clone());
    let name = path.rsplit('/').next()?;
    let name = if name.is_empty() { "index.html" } else { name };
    let kind = match name.rsplit('.').next()? {
        "html" => "text/html",
        "js" => "text/javascript",
        "css" => "text/css",
        "wasm" => wasm_type,
        _ => "application/octet-stream",
    };
    let mut stream = stream;
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
