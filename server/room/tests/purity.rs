//! What is absent from the room: clocks, chance, input and output, hashed order, and features that
//! know each other (ARCHITECTURE: "never broken, and checked by a test"); and no rule without proof.

use std::{
    collections::BTreeSet,
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
    let found = files_in("src").into_iter().map(|(path, text)| {
        let code = text.lines().map(|l| l.split("//").next().unwrap_or(""));
        (path, code.collect::<Vec<_>>().join("\n"))
    });
    let found: Vec<_> = found.collect();
    assert!(found.len() > 20, "the sources have moved");
    found
}

/// Every Rust file below a folder of the crate, by its path there.
fn files_in(top: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let top = crate_dir().join(top);
    let mut folders = vec![top.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(&top).unwrap().into(), text));
            }
        }
    }
    found
}

/// The ids of rules in a text.
fn rules_in(text: &str) -> BTreeSet<String> {
    let rules = text.split("R-").skip(1).filter_map(|rest| {
        let letters = rest.find(|c: char| !c.is_ascii_uppercase())?;
        let number = rest[letters..].strip_prefix('-')?;
        let digits = number
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(number.len());
        (letters > 0 && digits > 0).then(|| format!("R-{}", &rest[..letters + 1 + digits]))
    });
    rules.collect()
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

#[test]
fn every_rule_has_a_test_and_every_citation_a_rule() {
    let spec = fs::read_to_string(crate_dir().join("../../docs/spec.md")).unwrap();
    let stated = spec
        .lines()
        .filter_map(|l| l.strip_prefix("- **")?.split("**").next());
    let stated: Vec<String> = stated.map(str::to_owned).collect();
    let rules: BTreeSet<String> = stated.iter().cloned().collect();
    assert_eq!(rules.len(), stated.len(), "an id was given twice");
    assert!(rules.len() > 100, "the spec has moved");
    let tested: BTreeSet<_> = files_in("tests")
        .iter()
        .flat_map(|(_, t)| rules_in(t))
        .collect();
    let cited: BTreeSet<_> = files_in("src")
        .iter()
        .flat_map(|(_, t)| rules_in(t))
        .collect();
    let untested: Vec<_> = rules.difference(&tested).collect();
    assert!(untested.is_empty(), "rules without a test: {untested:?}");
    // What is done around the room cites its rules as well.
    let around = ["../src", "../ballot", "../client", "../../tests/suites"];
    let around: BTreeSet<_> = around
        .into_iter()
        .flat_map(files_in)
        .flat_map(|(_, t)| rules_in(&t))
        .collect();
    let unknown: Vec<_> = tested
        .iter()
        .chain(&cited)
        .chain(&around)
        .filter(|r| !rules.contains(*r))
        .collect();
    assert!(unknown.is_empty(), "ids without a rule: {unknown:?}");
}
