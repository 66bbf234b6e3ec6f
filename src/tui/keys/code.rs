//! What a key is without its modifiers, and how that is spelt.

use std::fmt;

/// A key without modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A printable character; an upper-case letter carries its own shift.
    Char(char),
    /// A function key, from 1.
    F(u8),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator.
    Tab,
    /// Erase to the left.
    Backspace,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// To the start.
    Home,
    /// To the end.
    End,
    /// One page up.
    PgUp,
    /// One page down.
    PgDn,
    /// Insert.
    Ins,
    /// Erase to the right.
    Del,
}

/// Highest function key that has a name here (terminals send at most this many).
pub(super) const LAST_F: u8 = 24;

/// Each named key: the spelling that is printed first, then those that are only read.
const NAMES: &[(Code, &[&str])] = &[
    (Code::Char(' '), &["Space", "Spc"]),
    (Code::Enter, &["Enter", "Return", "Ret", "CR"]),
    (Code::Esc, &["Esc", "Escape"]),
    (Code::Tab, &["Tab"]),
    (Code::Backspace, &["Backspace", "BS"]),
    (Code::Left, &["Left"]),
    (Code::Right, &["Right"]),
    (Code::Up, &["Up"]),
    (Code::Down, &["Down"]),
    (Code::Home, &["Home"]),
    (Code::End, &["End"]),
    (Code::PgUp, &["PgUp", "PageUp"]),
    (Code::PgDn, &["PgDn", "PageDown"]),
    (Code::Ins, &["Ins", "Insert"]),
    (Code::Del, &["Del", "Delete"]),
];

impl Code {
    /// Reads one key without modifiers: a single character, a name (any case), or `F1` to `F24`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(one), None) if !one.is_control() && one != ' ' => Some(Self::Char(one)),
            (Some('F' | 'f'), Some(_)) => function_key(text).or_else(|| named(text)),
            _ => named(text),
        }
    }
}

/// `F7` and the like.
fn function_key(text: &str) -> Option<Code> {
    let number: u8 = text.get(1..)?.parse().ok()?;
    (1..=LAST_F).contains(&number).then_some(Code::F(number))
}

/// A key that has a word for a name.
fn named(text: &str) -> Option<Code> {
    let same = |name: &&str| name.eq_ignore_ascii_case(text);
    NAMES.iter().find(|(_, names)| names.iter().any(same)).map(|(code, _)| *code)
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMES.iter().find(|(code, _)| code == self).and_then(|(_, names)| names.first());
        match (name, self) {
            (Some(name), _) => f.write_str(name),
            (None, Self::Char(c)) => write!(f, "{c}"),
            (None, Self::F(n)) => write!(f, "F{n}"),
            (None, other) => write!(f, "{other:?}"),
        }
    }
}
