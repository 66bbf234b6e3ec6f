//! The promises, one function each: what a file does that it should not.

use crate::paths::Named;
use crate::source::Source;

/// The rooms; each may use those before it.
pub(crate) const ROOMS: [&str; 9] =
    ["map", "change", "insight", "rules", "exchange", "workshop", "store", "tui", "cli"];

/// A check: what is wrong with a file, one line each.
pub(crate) type Check = fn(&Source) -> Vec<String>;

/// All checks.
pub(crate) const CHECKS: [Check; 8] = [rooms, outside, clock, drawing, ron, unsafe_code, colours, shape];

/// Who may touch files, clock, environment and processes.
const OUTSIDE: [&str; 5] = ["src/store/", "src/cli/", "src/tui/driver/", "src/tui/term/", "src/main.rs"];
/// Lines of a file, its tests not counted.
const MOST_LINES: usize = 500;

fn rooms(source: &Source) -> Vec<String> {
    let Some(own) = source.room() else { return Vec::new() };
    let rank = |room: &str| ROOMS.iter().position(|r| *r == room);
    let wrong = |path: &Named| {
        let [first, room, ..] = path.parts.as_slice() else { return None };
        if first != "crate" {
            return None;
        }
        match rank(room) {
            None => Some(format!("uses `crate::{room}`, which is in no room")),
            Some(other) if Some(other) > rank(own) => {
                Some(format!("{own} uses the room `{room}`, which stands below it"))
            }
            Some(_) => None,
        }
    };
    told(source, wrong)
}

fn outside(source: &Source) -> Vec<String> {
    let is_outside = |p: &str| matches!(p, "fs" | "process" | "env" | "net");
    told_but(source, &OUTSIDE, |path| match path.parts.as_slice() {
        [std, part, ..] if std == "std" && is_outside(part) => Some(format!("uses `std::{part}`")),
        _ => None,
    })
}

fn clock(source: &Source) -> Vec<String> {
    told_but(source, &OUTSIDE, |path| {
        let asks = path.parts.windows(2).any(|pair| {
            matches!(
                [pair[0].as_str(), pair[1].as_str()],
                ["Instant" | "SystemTime" | "Zoned" | "Timestamp", "now"]
            )
        });
        asks.then(|| "asks the clock: the time is an argument".to_owned())
    })
}

/// The command line asks the terminal how wide it is; it does not draw.
fn drawing(source: &Source) -> Vec<String> {
    let asks_size = source.file.starts_with("src/cli/");
    told_but(source, &["src/tui/"], |path| {
        let [krate, _, ..] = path.parts.as_slice() else { return None };
        let draws = krate == "ratatui" || (krate == "crossterm" && !asks_size);
        draws.then(|| format!("draws: `{krate}` is for `tui`"))
    })
}

fn ron(source: &Source) -> Vec<String> {
    told_but(source, &["src/store/"], |path| {
        (path.parts.len() > 1 && path.parts[0] == "ron").then(|| "knows RON: that is for `store`".to_owned())
    })
}

fn unsafe_code(source: &Source) -> Vec<String> {
    let found = source.tokens.iter().filter(|token| token.text == "unsafe");
    found.map(|token| format!("{}:{}: is unsafe", source.file, token.line)).collect()
}

fn colours(source: &Source) -> Vec<String> {
    told_but(source, &["src/tui/theme/", "src/tui/term/"], |path| {
        let at = path.parts.iter().position(|part| part == "Color")?;
        let is_value = at + 1 < path.parts.len();
        is_value.then(|| "names a colour by value: name a `Role`".to_owned())
    })
}

fn shape(source: &Source) -> Vec<String> {
    let mut out = Vec::new();
    if !source.says_what_it_is {
        out.push(format!("{}:1: does not start by saying what it is (`//!`)", source.file));
    }
    if source.lines > MOST_LINES {
        let lines = source.lines;
        out.push(format!("{}:1: {lines} lines without its tests: at most {MOST_LINES}", source.file));
    }
    out
}

/// What `wrong` says of each path, with its place.
fn told(source: &Source, wrong: impl Fn(&Named) -> Option<String>) -> Vec<String> {
    let place = |path: &Named| format!("{}:{}", source.file, path.line);
    source.paths.iter().filter_map(|path| Some(format!("{}: {}", place(path), wrong(path)?))).collect()
}

/// As [`told`], but files below these places may do it.
fn told_but(source: &Source, places: &[&str], wrong: impl Fn(&Named) -> Option<String>) -> Vec<String> {
    if places.iter().any(|place| source.file.starts_with(place)) { Vec::new() } else { told(source, wrong) }
}
