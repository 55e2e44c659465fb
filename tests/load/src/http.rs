//! As much of HTTP as it takes to get in: requests with cookies, and the way to a websocket.
//!
//! Blocking, one connection, kept open between requests. Only for what happens before and after a
//! measurement.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;

/// A server that takes this long for one answer is broken.
const PATIENCE: Duration = Duration::from_secs(30);
/// Random enough for a server of ours; the nonce protects caches, of which there are none (RFC 6455,
/// section 10.3).
const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";

/// One connection for requests.
pub struct Http {
    address: SocketAddr,
    stream: Option<TcpStream>,
}

/// An answer.
pub struct Answer {
    /// `name=value` of each cookie that was set.
    pub cookies: Vec<String>,
    body: Vec<u8>,
}

impl Answer {
    /// What it says.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T> {
        Ok(serde_json::from_slice(&self.body)?)
    }
}

impl Http {
    /// To the server at an address, as from its own page.
    pub fn to(address: SocketAddr) -> Self {
        Self {
            address,
            stream: None,
        }
    }

    /// Posts something as the holder of a cookie. An answer that is not a success is an error.
    pub fn post(&mut self, path: &str, cookie: &str, body: &str) -> Result<Answer> {
        let request = post(self.address, path, cookie, body);
        // A connection that was kept open may have been closed in the meantime.
        let kept = self.stream.take();
        let answered = kept.and_then(|stream| exchange(stream, request.as_bytes()).ok());
        let (stream, head, body) = match answered {
            Some(answered) => answered,
            None => exchange(connected(self.address)?, request.as_bytes())?,
        };
        self.stream = Some(stream);
        if !(200..300).contains(&head.status) {
            let said = String::from_utf8_lossy(&body);
            bail!("{path} answers {}: {said}", head.status);
        }
        Ok(Answer {
            cookies: head.cookies,
            body,
        })
    }
}

/// A request that posts something as the holder of a cookie, from the server's own page.
pub fn post(address: SocketAddr, path: &str, cookie: &str, body: &str) -> String {
    let cookie = match cookie {
        "" => String::new(),
        cookie => format!("Cookie: {cookie}\r\n"),
    };
    format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n{cookie}\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len(),
    )
}

/// A request that makes a websocket of its connection.
pub fn upgrade(address: SocketAddr, path: &str, headers: &str) -> String {
    format!(
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {KEY}\r\n{headers}\r\n"
    )
}

/// Opens a websocket. Gives the connection and what came behind the answer's head.
pub fn open(address: SocketAddr, path: &str, headers: &str) -> Result<(TcpStream, Vec<u8>)> {
    let mut stream = connected(address)?;
    stream.write_all(upgrade(address, path, headers).as_bytes())?;
    let mut came = Vec::new();
    let head = read_head(&mut stream, &mut came)?;
    if head.status != 101 {
        bail!("{path} answers {} and not a websocket", head.status);
    }
    Ok((stream, came.split_off(head.bytes)))
}

fn connected(address: SocketAddr) -> Result<TcpStream> {
    let stream = TcpStream::connect_timeout(&address, PATIENCE).context("nobody listens")?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    Ok(stream)
}

fn exchange(mut stream: TcpStream, request: &[u8]) -> Result<(TcpStream, Head, Vec<u8>)> {
    stream.write_all(request)?;
    let mut came = Vec::new();
    let head = read_head(&mut stream, &mut came)?;
    let mut body = came.split_off(head.bytes);
    let here = body.len();
    body.resize(head.length, 0);
    if here < head.length {
        stream.read_exact(&mut body[here..])?;
    }
    Ok((stream, head, body))
}

/// Reads until the head of an answer is whole.
fn read_head(stream: &mut TcpStream, came: &mut Vec<u8>) -> Result<Head> {
    let mut buffer = [0; 4_096];
    loop {
        let n = stream.read(&mut buffer)?;
        if n == 0 {
            bail!("the server hung up");
        }
        came.extend_from_slice(&buffer[..n]);
        if let Some(head) = Head::read(came)? {
            return Ok(head);
        }
    }
}

/// The head of an answer.
pub struct Head {
    /// How long it is itself.
    pub bytes: usize,
    pub status: u16,
    /// How long the body behind it is.
    pub length: usize,
    cookies: Vec<String>,
}

impl Head {
    /// Reads it, if it is whole.
    pub fn read(came: &[u8]) -> Result<Option<Self>> {
        let mut headers = [httparse::EMPTY_HEADER; 32];
        let mut response = httparse::Response::new(&mut headers);
        let httparse::Status::Complete(bytes) = response.parse(came)? else {
            return Ok(None);
        };
        let all = |name: &'static str| {
            let named = response.headers.iter();
            let named = named.filter(move |header| header.name.eq_ignore_ascii_case(name));
            named.map(|header| String::from_utf8_lossy(header.value))
        };
        let length = all("content-length").next();
        Ok(Some(Self {
            bytes,
            status: response.code.unwrap_or(0),
            length: length.and_then(|length| length.parse().ok()).unwrap_or(0),
            cookies: all("set-cookie")
                .filter_map(|c| Some(c.split(';').next()?.to_owned()))
                .collect(),
        }))
    }
}
