//! What can be done, and what a shared folder cannot give.

use crate::tui::help::typed_signs;
use crate::tui::theme::symbols::Symbols;
use crate::tui::widgets::sheet::{Row, Section, Sheet};

/// Keys and what they do, in the order of the phases.
const WRITING: &[(&str, &str)] = &[
    ("Enter", "send the card and stay"),
    ("Tab  Shift-Tab", "another lane"),
    ("Up Down  Ctrl-P Ctrl-N", "another stage"),
    ("Esc", "to the list; a, Enter or Esc back to the line"),
    ("d", "in the list: take your own private card away"),
    ("+", "in the list: you say the same as that card"),
];
const NUMBERS: &[(&str, &str)] = &[
    ("j k  Up Down", "another card"),
    ("+ -", "in a vote: a dot more, a dot fewer; each is sent at once"),
    ("1 to 5, 1 to 5", "placing: first the impact, then the effort"),
    ("1 to 5", "scoring: −2, −1, 0, +1, +2; + and - change it by one"),
];
const SCRIBE: &[(&str, &str)] = &[
    ("a", "write, in every phase; = and > write decisions and actions"),
    ("1-9", "on the empty line: who speaks"),
];
const ALWAYS: &[(&str, &str)] = &[
    ("?", "this help (F1 while you type)"),
    ("q", "leave (Ctrl-Q while you type); you can join again at any time"),
];
const SHARED: &[&str] = &[
    "Everything goes through files in the shared folder, without a server. Whoever can read the folder can read your private cards \
     and dots, and whoever can write in it can write under any name: roles and privacy are courtesy here, not protection.",
    "A folder that is synchronised between machines may take longer than a second. What you send waits in the folder until the \
     facilitator's editor takes it in, even if that editor, or this terminal, is gone for a while.",
];

/// The help of this terminal.
pub(super) fn sheet(signs: &Symbols) -> Sheet {
    let pair = |(keys, what): &(&str, &str)| Row::pair(keys, &what.replace('−', signs.minus));
    let pairs = |pairs: &[(&str, &str)]| pairs.iter().map(pair).collect();
    Sheet::plain(
        "Help",
        vec![
            Section::new("Writing cards", pairs(WRITING)),
            typed_signs(signs),
            Section::new("As a scribe", pairs(SCRIBE)),
            Section::new("Dots and numbers", pairs(NUMBERS)),
            Section::new("Always", pairs(ALWAYS)),
            Section::new("A shared folder", SHARED.iter().map(|text| Row::line(text)).collect()),
        ],
    )
}
