//! One key press, brought into one form whatever the terminal sent for it.

use std::fmt;
use std::str::FromStr;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::code::{Code, LAST_F};

/// A key with its modifiers, always in its one normal form (see [`Key::new`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    code: Code,
    ctrl: bool,
    alt: bool,
    shift: bool,
}

/// Why a text names no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Nothing where a key was expected.
    #[error("no key is given")]
    Empty,
    /// No key has this name.
    #[error("`{0}` is no key; keys look like j, S-Tab, Ctrl-S, Alt-n, Space, Enter, F2, PgUp, Del or [")]
    Unknown(String),
}

impl Key {
    /// Makes a key in its normal form: shift belongs to the character itself (`J`, not shift + `j`),
    /// Ctrl forgets the case of its letter, and chords that terminals cannot tell apart become one
    /// (`Ctrl-I` is `Tab`, `Ctrl-/` is `Ctrl-_`).
    pub fn new(code: Code, ctrl: bool, alt: bool, shift: bool) -> Self {
        match code {
            Code::Char(c) if ctrl => Self::control(c, alt),
            Code::Char(c) => Self { code: Code::Char(shifted(c, shift)), ctrl, alt, shift: false },
            _ => Self { code, ctrl, alt, shift },
        }
    }

    /// A key without modifiers.
    pub fn plain(code: Code) -> Self {
        Self::new(code, false, false, false)
    }

    /// The key of a character as typed.
    pub fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// Control with a character.
    pub fn ctrl(c: char) -> Self {
        Self::new(Code::Char(c), true, false, false)
    }

    /// What a terminal can send for Control with `c`.
    fn control(c: char, alt: bool) -> Self {
        let (code, ctrl) = match lower(c) {
            'i' => (Code::Tab, false),
            'm' => (Code::Enter, false),
            '[' | '3' => (Code::Esc, false),
            '4' => (Code::Char('\\'), true),
            '5' => (Code::Char(']'), true),
            '6' => (Code::Char('^'), true),
            '7' | '/' | '-' => (Code::Char('_'), true),
            '2' | '@' => (Code::Char(' '), true),
            other => (Code::Char(other), true),
        };
        Self { code, ctrl, alt, shift: false }
    }

    /// The key of a terminal's event; `None` for releases and for keys that no command can have.
    pub fn from_event(event: &KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let held = |modifier| event.modifiers.contains(modifier);
        let (code, shift) = match event.code {
            KeyCode::BackTab => (Code::Tab, true),
            other => (code_of(other)?, held(KeyModifiers::SHIFT)),
        };
        Some(Self::new(code, held(KeyModifiers::CONTROL), held(KeyModifiers::ALT), shift))
    }

    /// The key without its modifiers.
    pub fn code(self) -> Code {
        self.code
    }

    /// Whether Control is held.
    pub fn has_ctrl(self) -> bool {
        self.ctrl
    }

    /// Whether Alt is held.
    pub fn has_alt(self) -> bool {
        self.alt
    }

    /// Whether Shift is held with a key that is no character.
    pub fn has_shift(self) -> bool {
        self.shift
    }

    /// The character that this key types into a text field, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

/// Lower case, where that is one character.
fn lower(c: char) -> char {
    let mut folded = c.to_lowercase();
    match (folded.next(), folded.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// The character that shift makes of `c`, for terminals that report both apart.
fn shifted(c: char, shift: bool) -> char {
    let mut raised = c.to_uppercase();
    match (shift, raised.next(), raised.next()) {
        (true, Some(one), None) => one,
        _ => c,
    }
}

/// The key for a crossterm code; media keys, lone modifiers and control characters have none.
fn code_of(code: KeyCode) -> Option<Code> {
    Some(match code {
        KeyCode::Char(c) if !c.is_control() => Code::Char(c),
        KeyCode::F(n) if (1..=LAST_F).contains(&n) => Code::F(n),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PgUp,
        KeyCode::PageDown => Code::PgDn,
        KeyCode::Insert => Code::Ins,
        KeyCode::Delete => Code::Del,
        _ => return None,
    })
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "S-")] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.code {
            Code::Char(c) if self.ctrl => write!(f, "{}", Code::Char(c.to_ascii_uppercase())),
            code => write!(f, "{code}"),
        }
    }
}

/// The spellings of a modifier that may stand before a key.
const MODIFIERS: [(&[&str], KeyModifiers); 3] = [
    (&["ctrl-", "c-"], KeyModifiers::CONTROL),
    (&["alt-", "a-", "m-"], KeyModifiers::ALT),
    (&["shift-", "s-"], KeyModifiers::SHIFT),
];

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (held, rest) = take_modifiers(text);
        if text.is_empty() {
            return Err(KeyError::Empty);
        }
        let has = |modifier| held.contains(modifier);
        let (code, shift) = if rest.eq_ignore_ascii_case("BackTab") {
            (Some(Code::Tab), true)
        } else {
            (Code::read(rest), has(KeyModifiers::SHIFT))
        };
        let code = code.ok_or_else(|| KeyError::Unknown(text.to_owned()))?;
        Ok(Self::new(code, has(KeyModifiers::CONTROL), has(KeyModifiers::ALT), shift))
    }
}

/// Takes every modifier from the front of `text`.
fn take_modifiers(text: &str) -> (KeyModifiers, &str) {
    let mut held = KeyModifiers::NONE;
    let mut rest = text;
    while let Some((modifier, after)) = take_modifier(rest) {
        held |= modifier;
        rest = after;
    }
    (held, rest)
}

/// One modifier from the front; a modifier with nothing behind it is not one.
fn take_modifier(text: &str) -> Option<(KeyModifiers, &str)> {
    let spellings = MODIFIERS.iter().flat_map(|(names, held)| names.iter().map(move |name| (*name, *held)));
    spellings.into_iter().find_map(|(name, held)| {
        let head = text.get(..name.len())?;
        let rest = text.get(name.len()..)?;
        (head.eq_ignore_ascii_case(name) && !rest.is_empty()).then_some((held, rest))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(text: &str) -> Key {
        text.parse().unwrap()
    }

    #[test]
    fn the_words_of_the_key_table_are_read_and_printed() {
        let same = [
            "j", "G", "S-Tab", "Ctrl-S", "Alt-n", "S-Left", "Alt-Left", "Space", "Enter", "Esc", "F2",
            "PgUp", "Del", "[", "]", "<", "+", "-", "@", "/", ":", "?", ".", "!", "$", "0", "Ctrl-\\", "é",
        ];
        for text in same {
            assert_eq!(key(text).to_string(), text);
        }
    }

    #[test]
    fn other_spellings_mean_the_same() {
        let pairs = [
            ("C-s", "Ctrl-S"),
            ("ctrl-s", "Ctrl-S"),
            ("Shift-Left", "S-Left"),
            ("S-j", "J"),
            ("BackTab", "S-Tab"),
            ("M-n", "Alt-n"),
            ("return", "Enter"),
            ("PageDown", "PgDn"),
            ("Ctrl-I", "Tab"),
            ("Ctrl-/", "Ctrl-_"),
            ("Ctrl--", "Ctrl-_"),
            ("f12", "F12"),
        ];
        for (other, printed) in pairs {
            assert_eq!(key(other).to_string(), printed, "{other}");
        }
    }

    #[test]
    fn what_is_no_key_is_refused_with_its_text() {
        assert_eq!("".parse::<Key>(), Err(KeyError::Empty));
        for text in ["Hyper-x", "F0", "F99", "jj", "Ctrl-", "\u{1b}", "Ctrl-Nope", " "] {
            assert_eq!(text.parse::<Key>(), Err(KeyError::Unknown(text.to_owned())), "{text:?}");
        }
    }

    #[test]
    fn a_release_is_no_key() {
        let mut event = KeyEvent::new(KeyCode::Char('j'), KeyModifiers::NONE);
        event.kind = KeyEventKind::Release;
        assert_eq!(Key::from_event(&event), None);
        event.kind = KeyEventKind::Repeat;
        assert_eq!(Key::from_event(&event), Some(Key::char('j')));
    }

    #[test]
    fn shift_is_in_the_character_whatever_the_terminal_reports() {
        let event = |c, held| Key::from_event(&KeyEvent::new(KeyCode::Char(c), held)).unwrap();
        assert_eq!(event('J', KeyModifiers::SHIFT), Key::char('J'));
        assert_eq!(event('J', KeyModifiers::NONE), Key::char('J'));
        assert_eq!(event('j', KeyModifiers::SHIFT), Key::char('J'));
        assert_eq!(event('S', KeyModifiers::CONTROL | KeyModifiers::SHIFT), Key::ctrl('s'));
        assert_eq!(event('7', KeyModifiers::CONTROL), key("Ctrl-_"));
    }

    #[test]
    fn back_tab_is_shift_tab() {
        let event = KeyEvent::new(KeyCode::BackTab, KeyModifiers::NONE);
        assert_eq!(Key::from_event(&event), Some(key("S-Tab")));
    }

    #[test]
    fn only_plain_characters_are_typed() {
        assert_eq!(key("Space").typed(), Some(' '));
        assert_eq!(key("É").typed(), Some('É'));
        assert_eq!(key("Ctrl-U").typed(), None);
        assert_eq!(key("Alt-n").typed(), None);
        assert_eq!(key("Enter").typed(), None);
    }

    pub(super) fn any_code() -> impl Strategy<Value = Code> {
        prop_oneof![
            any::<char>().prop_filter("control", |c| !c.is_control()).prop_map(Code::Char),
            prop::char::range(' ', '~').prop_map(Code::Char),
            (1..=LAST_F).prop_map(Code::F),
            prop::sample::select(vec![Code::Enter, Code::Esc, Code::Tab, Code::Backspace, Code::Left]),
            prop::sample::select(vec![Code::Home, Code::End, Code::PgUp, Code::PgDn, Code::Ins, Code::Del]),
        ]
    }

    proptest! {
        #[test]
        fn every_key_is_read_back_as_it_is_printed(code in any_code(), held in any::<(bool, bool, bool)>()) {
            let made = Key::new(code, held.0, held.1, held.2);
            prop_assert_eq!(made.to_string().parse::<Key>(), Ok(made));
        }

        #[test]
        fn reading_any_text_never_panics(text in ".*") {
            let _ = text.parse::<Key>();
        }
    }
}
