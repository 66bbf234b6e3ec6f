//! Files with one behaviour each, and what is said about them, word for word.
//!
//! `valid/`: read without a word; the `.expected` file is what is written back. `invalid/`: refused, or opened with something
//! to repair; the `.expected` file is what is said. After an intended change: `MILEPOST_BLESS=1 cargo test --test corpus`,
//! and read the diff.

#![allow(clippy::unwrap_used, reason = "a test's helpers may panic")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use milepost::map::id::PersonId;
use milepost::map::{Person, Workspace};
use milepost::store::diagnostic::{Source, render};
use milepost::store::document::{LoadContext, LoadedMap, load_map, write_map};
use milepost::store::repair::repairs;

fn workspace() -> Workspace {
    let person = |id: &str, name| Person::new(PersonId::new(id).unwrap(), name);
    Workspace {
        people: vec![person("maya", "Maya Chen"), person("tom", "Tom Okafor")],
        ..Workspace::default()
    }
}

fn load(bytes: &[u8], name: &str) -> LoadedMap {
    load_map(bytes, name, &LoadContext { people: &workspace().people })
}

fn files(kind: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(kind);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
    files.sort();
    assert!(!files.is_empty());
    files
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn messages(loaded: &LoadedMap, name: &str) -> String {
    let source = Source { name, text: &loaded.source_text };
    let all: Vec<String> = loaded.diagnostics.iter().map(|d| render(d, &source, false)).collect();
    all.join("\n\n")
}

/// What is said about a file that is refused or to be repaired.
fn report(loaded: &LoadedMap, name: &str) -> String {
    let mut out = messages(loaded, name);
    match &loaded.value {
        None => out += "\n\nrefused\n",
        Some(map) => {
            out += "\n\nopened\n";
            for repair in repairs(map, &workspace()) {
                writeln!(out, "repair: {}", repair.what).unwrap();
            }
        }
    }
    out
}

/// Compares with the `.expected` file, or writes it; tells whether they are the same.
fn is_expected(path: &Path, said: &str) -> bool {
    let expected = path.with_extension("expected");
    if std::env::var_os("MILEPOST_BLESS").is_some() {
        fs::write(&expected, said).unwrap();
        return true;
    }
    let before = fs::read_to_string(&expected).unwrap_or_default();
    if before != said {
        eprintln!("--- {}\n{before}\n+++ now\n{said}", expected.display());
    }
    before == said
}

fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "these are not as expected: {}", wrong.join(", "));
}

#[test]
fn valid_files_are_read_without_a_word_and_written_back() {
    let mut wrong = Vec::new();
    for path in files("valid") {
        let name = name_of(&path);
        let loaded = load(&fs::read(&path).unwrap(), &name);
        assert_eq!(messages(&loaded, &name), "", "{name}");
        let map = loaded.value.unwrap();
        assert_eq!(map.problems(), [], "{name}");
        let text = write_map(&map, &loaded.comments).unwrap();
        let again = load(text.as_bytes(), &name);
        assert_eq!(again.value.as_ref(), Some(&map), "{name}");
        assert_eq!(write_map(&map, &again.comments).unwrap(), text, "{name}");
        if !is_expected(&path, &text) {
            wrong.push(name);
        }
    }
    assert_none(&wrong);
}

#[test]
fn invalid_files_are_told_word_for_word() {
    let mut wrong = Vec::new();
    for path in files("invalid") {
        let name = name_of(&path);
        let loaded = load(&fs::read(&path).unwrap(), &name);
        let said = report(&loaded, &name);
        assert!(!loaded.diagnostics.is_empty(), "{name} is fine");
        assert!(loaded.diagnostics.iter().all(|d| d.hint.is_some()), "{name}: no hint\n{said}");
        let is_raw = |c: char| c != '\n' && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c));
        assert!(!said.contains(is_raw), "{name}: raw characters\n{said:?}");
        if !is_expected(&path, &said) {
            wrong.push(name);
        }
    }
    assert_none(&wrong);
}

#[test]
fn every_expectation_has_its_file() {
    if std::env::var_os("MILEPOST_BLESS").is_some() {
        return;
    }
    for kind in ["valid", "invalid"] {
        for path in files(kind) {
            assert!(path.with_extension("expected").is_file(), "{}", path.display());
        }
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(kind);
        for entry in fs::read_dir(folder).unwrap() {
            assert!(entry.unwrap().path().with_extension("ron").is_file());
        }
    }
}

#[test]
fn a_file_of_100_mb_is_refused_by_its_size() {
    let loaded = load(&vec![b' '; 100_000_000], "huge.ron");
    assert_eq!(loaded.diagnostics[0].code, "too-large");
    assert!(loaded.value.is_none() && loaded.source_text.is_empty());
}

#[test]
fn ten_thousand_levels_are_refused() {
    for (open, close) in [("[", "]"), ("(", ")"), ("{", "}"), ("Some(", ")"), ("/*", "*/")] {
        let deep = format!("{}{}", open.repeat(10_000), close.repeat(10_000));
        for text in [
            format!("(format: 1, title: \"M\", tags: {deep})"),
            format!("(format: 1, title: \"M\", nothing: {deep})"),
            format!("(format: 1, title: \"M\", tags: {})", open.repeat(10_000)),
            deep,
        ] {
            assert!(load(text.as_bytes(), "deep.ron").value.is_none(), "{open}");
        }
    }
}

#[test]
fn every_beginning_of_a_file_is_refused_or_whole() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/valid/every-field.ron");
    let whole = fs::read(path).unwrap();
    for end in 0..whole.len() {
        let loaded = load(&whole[..end], "every-field.ron");
        let is_whole = whole[end..].iter().all(u8::is_ascii_whitespace);
        assert_eq!(loaded.value.is_some(), is_whole, "at {end}");
    }
}
