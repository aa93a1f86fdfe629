//! The loopback server: module proxies and checksum databases under path prefixes, and a proxy for
//! https that lets nothing through.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read as _, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use super::case::{LISTED, is_canonical};
use super::module;

/// How a prefix answers requests of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reply {
    /// With what was asked for.
    Ok,
    /// With an HTTP status.
    Status(u16),
    /// The connection is closed without an answer.
    Close,
}

/// The kinds of requests that a table tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// `@v/list`.
    List,
    /// `@latest`.
    Latest,
    /// `.info`.
    Info,
    /// `.mod`.
    Mod,
    /// `.zip`.
    Zip,
    /// `sumdb/NAME/supported`.
    Supported,
    /// `lookup/MODULE@VERSION`, at a proxy or a database.
    Lookup,
}

impl Kind {
    /// The kind of a request's path.
    pub(crate) fn of(path: &str) -> Self {
        let path = path.split('?').next().unwrap_or(path);
        match path {
            _ if path.ends_with("/supported") && path.contains("/sumdb/") => Self::Supported,
            _ if path.contains("/lookup/") => Self::Lookup,
            _ if path.ends_with("/@v/list") => Self::List,
            _ if path.ends_with("/@latest") => Self::Latest,
            _ if path.ends_with(".info") => Self::Info,
            _ if path.ends_with(".mod") => Self::Mod,
            _ if path.ends_with(".zip") => Self::Zip,
            // Signed tree heads and tiles: they go the way of lookups.
            _ => Self::Lookup,
        }
    }
}

/// The answers of every prefix (`p1`) by kind.
pub(crate) type Table = BTreeMap<String, BTreeMap<Kind, Reply>>;

/// What a prefix answers; nobody signs for a database, so a lookup is never ok.
pub(crate) fn reply(table: &Table, path: &str) -> Reply {
    let prefix = path.trim_start_matches('/').split(['/', '?']).next().unwrap_or("");
    let kind = Kind::of(path);
    match table.get(prefix).and_then(|kinds| kinds.get(&kind)) {
        Some(Reply::Ok) if kind == Kind::Lookup => Reply::Status(404),
        Some(reply) => *reply,
        None => Reply::Status(404),
    }
}

#[derive(Default)]
struct State {
    table: Table,
    log: Vec<String>,
}

/// The running server.
pub(crate) struct Server {
    /// `127.0.0.1:PORT`.
    pub(crate) address: String,
    /// Another port, for addresses that are meant for https.
    pub(crate) tls_address: String,
    state: Arc<Mutex<State>>,
}

impl Server {
    /// Starts it on two free ports.
    pub(crate) fn start() -> Self {
        let state = Arc::new(Mutex::new(State::default()));
        Self { address: listen(&state), tls_address: listen(&state), state }
    }

    /// Lays down how the prefixes answer from now on.
    pub(crate) fn set(&self, table: &Table) {
        self.state.lock().unwrap().table = table.clone();
    }

    /// The requests since the last call, in order: whole addresses, only the host for https.
    pub(crate) fn take_log(&self) -> Vec<String> {
        std::mem::take(&mut self.state.lock().unwrap().log)
    }
}

fn listen(state: &Arc<Mutex<State>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let state = Arc::clone(state);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let state = Arc::clone(&state);
            std::thread::spawn(move || serve(stream, &state));
        }
    });
    address
}

/// Reads one request, notes it, answers, closes. Errors of the connection end it too.
fn serve(mut stream: TcpStream, state: &Mutex<State>) -> Option<()> {
    // A TLS handshake: go takes this server for one with https.
    if first_byte(&stream) == Some(0x16) {
        state.lock().ok()?.log.push(format!("https://{}", stream.local_addr().ok()?));
        // Closing with unread bytes would reset the connection.
        let _ = stream.read(&mut [0; 4096]);
        return None;
    }
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let first = lines.next()?.ok()?;
    let mut host = String::new();
    while let Some(Ok(line)) = lines.next() {
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("host:") {
            host = value.trim().to_owned();
        }
    }
    let mut words = first.split(' ');
    let (method, target) = (words.next()?, words.next()?);
    let (contact, answer) = match method {
        "CONNECT" => (format!("https://{}", target.strip_suffix(":443").unwrap_or(target)), None),
        _ if target.starts_with("http://") => (target.to_owned(), None),
        _ => (format!("http://{host}{target}"), Some(target)),
    };
    let table = {
        let mut state = state.lock().ok()?;
        state.log.push(contact);
        state.table.clone()
    };
    let reply = answer.map_or(Reply::Status(502), |path| reply(&table, path));
    let (status, body) = match reply {
        Reply::Close => return None,
        Reply::Status(code) => (code, b"not today\n".to_vec()),
        Reply::Ok => (200, body(target)),
    };
    let head = format!(
        "HTTP/1.1 {status} {}\r\nContent-Type: text/plain\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        words_of(status),
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(&body).ok()
}

fn first_byte(stream: &TcpStream) -> Option<u8> {
    let mut byte = [0];
    stream.peek(&mut byte).ok()?;
    byte.first().copied()
}

fn words_of(status: u16) -> &'static str {
    match status {
        200 => "OK",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        410 => "Gone",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        _ => "Service Unavailable",
    }
}

/// A version that suits the path.
pub(crate) fn suitable_version(path: &str) -> String {
    let major = path.rsplit(['/', '.']).next().and_then(|last| last.strip_prefix('v'));
    match major.and_then(|digits| digits.parse::<u32>().ok()) {
        Some(major) => format!("v{major}.2.3"),
        None => "v1.2.3".to_owned(),
    }
}

fn body(target: &str) -> Vec<u8> {
    let target = target.replace("%21", "!");
    let path = target.trim_start_matches('/').split('?').next().unwrap_or("");
    let path = path.split_once('/').map_or("", |(_, rest)| rest);
    if path.ends_with("/@latest") {
        return module::info(LISTED).into();
    }
    let Some((module, file)) = path.split_once("/@v/") else { return vec![] };
    let module = module::unescaped(module);
    match file.rsplit_once('.') {
        Some((version, "info")) => {
            let version = module::unescaped(version);
            module::info(if is_canonical(&version) { &version } else { LISTED }).into()
        }
        Some((_, "mod")) => module::go_mod(&module).into(),
        Some((version, "zip")) => module::zip(&module, &module::unescaped(version)),
        _ => format!("{LISTED}\n").into(),
    }
}
