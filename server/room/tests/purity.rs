//! What is absent from the room: clocks, chance, input and output, hashed order, and features that
//! know each other (ARCHITECTURE: "never broken, and checked by a test").

use std::{
    fs,
    path::{Path, PathBuf},
};

const FEATURES: [&str; 8] = [
    "session",
    "roster",
    "floor",
    "conversation",
    "checkins",
    "feedback",
    "moderation",
    "safety",
];

/// Words that no line of the room may hold, comments aside.
const FORBIDDEN: [&str; 18] = [
    "std::time",
    "SystemTime",
    "Instant",
    "rand::",
    "HashMap",
    "HashSet",
    "std::fs",
    "std::net",
    "std::io",
    "std::env",
    "std::thread",
    "std::process",
    "tokio",
    "async ",
    "tracing",
    "println",
    "unsafe",
    "static mut",
];

fn crate_dir() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file of the room, with its text without comments.
fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![crate_dir().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.lines().map(|l| l.split("//").next().unwrap_or(""));
                let code = code.collect::<Vec<_>>().join("\n");
                let path = path.strip_prefix(crate_dir().join("src")).unwrap().into();
                found.push((path, code));
            }
        }
    }
    assert!(found.len() > 20, "the sources have moved");
    found
}

/// The feature a file belongs to, by its name or folder.
fn feature_of(path: &Path) -> Option<&'static str> {
    let first = path.components().next()?.as_os_str().to_str()?;
    let stem = first.trim_end_matches(".rs");
    FEATURES.into_iter().find(|feature| *feature == stem)
}

#[test]
fn the_room_depends_on_the_protocol_serde_and_thiserror_only() {
    let manifest = fs::read_to_string(crate_dir().join("Cargo.toml")).unwrap();
    let section = manifest.split("[dependencies]").nth(1).unwrap();
    let section = section.split("\n[").next().unwrap();
    let names = section
        .lines()
        .filter_map(|l| l.split(['.', ' ', '=']).next());
    let names: Vec<_> = names.filter(|n| !n.is_empty()).collect();
    assert_eq!(names, ["rondo-protocol", "serde", "thiserror"]);
    assert!(!manifest.contains("[build-dependencies]"));
    assert!(!manifest.contains("[target"));
}

#[test]
fn the_room_has_no_clock_no_chance_no_io_and_no_hashed_order() {
    for (path, code) in sources() {
        for word in FORBIDDEN {
            assert!(!code.contains(word), "{word:?} in {}", path.display());
        }
    }
}

#[test]
fn features_do_not_know_each_other() {
    let mut seen = 0;
    for (path, code) in sources() {
        let Some(own) = feature_of(&path) else {
            continue;
        };
        seen += 1;
        // The words of another feature are the protocol's; its rules are not.
        let code = without_protocol_imports(&code);
        for other in FEATURES.into_iter().filter(|f| *f != own) {
            for import in imports_of(other) {
                let known = code.contains(&import);
                assert!(!known, "{import:?} in {}", path.display());
            }
        }
    }
    assert!(seen >= FEATURES.len(), "a feature has no file");
}

/// How another feature would be named, in a path or in a list of imports.
fn imports_of(feature: &str) -> [String; 4] {
    [
        format!("crate::{feature}::"),
        format!("crate::{feature};"),
        format!("super::{feature}::"),
        format!("\n    {feature}::"),
    ]
}

fn without_protocol_imports(code: &str) -> String {
    let mut rest = String::new();
    let mut parts = code.split("use rondo_protocol::");
    rest.push_str(parts.next().unwrap_or_default());
    for part in parts {
        rest.push_str(part.split_once(';').map_or("", |(_, after)| after));
    }
    rest
}
