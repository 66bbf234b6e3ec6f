//! What `ARCHITECTURE.md` promises about the source, held by reading it: which room uses which, and who touches the
//! outside world, the terminal, RON and colours. Every check has a bad snippet that it must find.

#![allow(clippy::unwrap_used, reason = "a test's helpers may panic")]

mod bare;
mod checks;
mod paths;
mod source;

use checks::{CHECKS, ROOMS};
use source::{Source, all};

#[test]
fn the_source_keeps_the_promises() {
    let sources = all();
    assert!(sources.len() > 100, "only {} files were found", sources.len());
    let found: Vec<String> = CHECKS.iter().flat_map(|check| sources.iter().flat_map(check)).collect();
    assert!(found.is_empty(), "{} places break ARCHITECTURE.md:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_rooms_are_those_of_the_document_in_its_order() {
    let document = include_str!("../../ARCHITECTURE.md");
    let rows = document.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("/` |"));
    assert_eq!(rows.map(|(room, _)| room).collect::<Vec<_>>(), ROOMS);
}

#[test]
fn every_folder_of_the_source_is_a_room() {
    for source in all() {
        assert!(source.room().is_none_or(|room| ROOMS.contains(&room)), "{}", source.file);
    }
}

/// What the checks say of a file with this text.
fn found(file: &str, text: &str) -> Vec<String> {
    let source = Source::new(file, &format!("//! Bad.\n{text}"));
    CHECKS.iter().flat_map(|check| check(&source)).collect()
}

#[test]
fn what_is_bad_is_found() {
    let bad = [
        ("src/map/a.rs", "use crate::store::ids;", "uses the room `store`"),
        ("src/map/a.rs", "use crate::{map::id, tui::app::App};", "uses the room `tui`"),
        ("src/map/a/b.rs", "use super::super::super::cli;", "uses the room `cli`"),
        ("src/map/a/mod.rs", "use super::{card, super::rules::Facts};", "uses the room `rules`"),
        ("src/tui/a.rs", "fn f() { let x = crate::cli::run(); }", "uses the room `cli`"),
        ("src/map/a.rs", "mod inner { use super::super::super::store::ids; }", "uses the room `store`"),
        ("src/map/a.rs", "pub use crate::Thing;", "uses `crate::Thing`"),
        ("src/rules/a.rs", "use std::fs;", "uses `std::fs`"),
        ("src/tui/a.rs", "use std::{collections::HashMap, env::{self, var}};", "uses `std::env`"),
        ("src/exchange/a.rs", "fn f() { ::std::process::exit(1) }", "uses `std::process`"),
        ("src/insight/a.rs", "use std::net::TcpStream;", "uses `std::net`"),
        ("src/tui/a.rs", "let now = std::time::SystemTime::now();", "asks the clock"),
        ("src/tui/a.rs", "use std::time::Instant;\nlet now = Instant::now();", "asks the clock"),
        ("src/rules/a.rs", "let now = jiff::Zoned::now();", "asks the clock"),
        ("src/store/a.rs", "use ratatui::style::Style;", "draws"),
        ("src/rules/a.rs", "fn f() { crossterm::terminal::size(); }", "draws"),
        ("src/cli/a.rs", "use ratatui::text::Line;", "draws"),
        ("src/map/a.rs", "let map: Map = ron::from_str(text)?;", "knows RON"),
        ("src/tui/app.rs", "use ron::value::RawValue;", "knows RON"),
        ("src/store/a.rs", "unsafe fn f() {}", "is unsafe"),
        ("src/tui/board/a.rs", "let red = Color::Red;", "names a colour by value"),
        ("src/tui/board/a.rs", "let red = ratatui::style::Color::Rgb(1, 2, 3);", "names a colour by value"),
    ];
    for (file, text, expected) in bad {
        let found = found(file, text);
        let is_found = !found.is_empty() && found.iter().all(|line| line.contains(expected));
        assert!(is_found, "{file}: {text}: {found:?}");
    }
}

#[test]
fn what_is_bad_is_placed() {
    assert_eq!(
        found("src/map/a.rs", "use super::id;\n\n  use crate::tui::app;\n"),
        ["src/map/a.rs:4: map uses the room `tui`, which stands below it"]
    );
}

#[test]
fn a_long_file_and_one_without_a_word_are_found() {
    let long = |lines: usize| found("src/map/a.rs", &"fn f() {}\n".repeat(lines));
    assert!(long(499).is_empty());
    assert_eq!(long(500), ["src/map/a.rs:1: 501 lines without its tests: at most 500"]);
    let tests = format!("fn f() {{}}\n#[cfg(test)]\nmod tests {{\n{}}}\n", "fn t() {}\n".repeat(600));
    assert!(found("src/map/a.rs", &tests).is_empty());
    let silent = Source::new("src/map/a.rs", "fn f() {}\n");
    let said: Vec<String> = CHECKS.iter().flat_map(|check| check(&silent)).collect();
    assert_eq!(said, ["src/map/a.rs:1: does not start by saying what it is (`//!`)"]);
}

#[test]
fn what_is_good_passes() {
    let good = [
        ("src/tui/a.rs", "use crate::map::id;\nuse crate::store::diagnostic;\nuse ratatui::style::Color;"),
        ("src/store/a.rs", "use std::fs;\nuse super::ron::emit;\nfn f() { ron::from_str(\"\") }"),
        ("src/tui/theme/a.rs", "let red = Color::Red;"),
        (
            "src/map/a.rs",
            "// use std::fs; ron::from_str\nlet s = \"std::fs crate::tui\"; let c = '\"'; /* unsafe */",
        ),
        ("src/map/a.rs", "let s = r#\"\" unsafe \"#; fn f<'a>(x: &'a str) {}"),
        (
            "src/map/a.rs",
            "#[cfg(test)]\n#[path = \"x.rs\"]\nmod tests { use std::fs; fn f() { Instant::now(); } }",
        ),
        (
            "src/map/a.rs",
            "pub(super) mod x; pub(crate) fn f() { env!(\"A\"); } pub(in super::super) fn g() {}",
        ),
        ("src/main.rs", "fn main() -> std::process::ExitCode { milepost::cli::main() }"),
        ("src/tui/driver/a.rs", "use std::{fs, env}; let t = Instant::now();"),
    ];
    for (file, text) in good {
        assert_eq!(found(file, text), [""; 0], "{file}: {text}");
    }
}
