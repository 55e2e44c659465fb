//! Configuration files and public addresses.

use std::{fs, io::Write};

use clap::Parser;
use rondo_server::config::{CommandLine, PublicUrl};
use tempfile::NamedTempFile;

/// A file is understood, or refused with one sentence. An address that is taken is written in one
/// way only, and has no more than an origin in it.
pub fn trial(bytes: &[u8]) {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let path = file.path().to_str().unwrap();
    let line = CommandLine::try_parse_from(["rondo", "--config", path]).unwrap();
    match line.config() {
        Ok(config) => {
            if let Some(url) = config.public_url {
                is_an_origin(&url);
            }
        }
        Err(refused) => {
            let sentence = refused.to_string();
            assert!(sentence.ends_with('.'), "{sentence:?}");
            assert!(!sentence.contains('\n'), "{sentence:?}");
        }
    }
    fs::remove_file(path).unwrap();
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(url) = text.parse()
    {
        is_an_origin(&url);
    }
}

fn is_an_origin(url: &PublicUrl) {
    let origin = url.origin();
    assert_eq!(origin.parse::<PublicUrl>().as_ref(), Ok(url), "{origin:?}");
    let rest = origin.split_once("://").unwrap().1;
    let plain = |c: char| c.is_ascii_graphic() && !c.is_ascii_uppercase();
    assert!(rest.chars().all(plain), "{origin:?}");
    assert!(!rest.contains(['/', '?', '#', '@']), "{origin:?}");
}
