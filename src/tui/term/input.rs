//! Bytes from a terminal to events. Sequences may come in any number of pieces; nothing blocks and nothing
//! is lost, and what is no known sequence is swallowed whole rather than taken for typed letters.

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use super::csi;

/// A paste beyond this many bytes is cut.
const LONGEST_PASTE: usize = 16 << 20;

/// No known sequence is longer.
const LONGEST_SEQUENCE: usize = 64;

const PASTE_END: &[u8] = b"\x1b[201~";

/// What the front of the bytes is.
pub(super) enum Step {
    /// So many bytes are one event, or nothing that anybody needs.
    Done(Option<Event>, usize),
    /// So many bytes begin a paste.
    Paste(usize),
    /// More bytes are needed to know.
    Unfinished,
}

/// What was read and is no event yet.
#[derive(Debug, Default)]
pub(super) struct Input {
    bytes: Vec<u8>,
    paste: Option<Vec<u8>>,
}

impl Input {
    /// Whether a started sequence waits for its end; alone it would be the Esc key.
    pub(super) fn is_waiting(&self) -> bool {
        self.paste.is_none() && !self.bytes.is_empty()
    }

    /// Takes bytes as they were read.
    pub(super) fn feed(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        self.bytes.extend_from_slice(bytes);
        let mut at = 0;
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            if self.paste.is_some() {
                at += self.feed_paste(at, events);
                if self.paste.is_some() {
                    break;
                }
                continue;
            }
            match step(rest) {
                Step::Done(event, length) => {
                    events.extend(event);
                    at += length;
                }
                Step::Paste(length) => {
                    self.paste = Some(Vec::new());
                    at += length;
                }
                Step::Unfinished => break,
            }
        }
        self.bytes.drain(..at.min(self.bytes.len()));
    }

    /// Moves bytes into the open paste, up to its end; returns how many. A possible start of the end marker
    /// stays for the next read.
    fn feed_paste(&mut self, at: usize, events: &mut Vec<Event>) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let end = memchr::memmem::find(rest, PASTE_END);
        let kept =
            (1..PASTE_END.len()).rev().find(|n| PASTE_END.get(..*n).is_some_and(|head| rest.ends_with(head)));
        let length = end.unwrap_or(rest.len() - kept.unwrap_or(0));
        if let Some(paste) = &mut self.paste {
            let room = LONGEST_PASTE.saturating_sub(paste.len());
            paste.extend_from_slice(rest.get(..length.min(room)).unwrap_or_default());
        }
        if end.is_none() {
            return length;
        }
        let text = self.paste.take().map(|paste| String::from_utf8_lossy(&paste).into_owned());
        events.extend(text.map(Event::Paste));
        length + PASTE_END.len()
    }

    /// Nothing came for a while: what waits was meant as it stands.
    pub(super) fn flush(&mut self, events: &mut Vec<Event>) {
        if !self.is_waiting() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        events.extend(match bytes.as_slice() {
            [0x1b] => Some(key(KeyCode::Esc, KeyModifiers::NONE)),
            [0x1b, letter @ (b'[' | b'O')] => {
                Some(key(KeyCode::Char(char::from(*letter)), KeyModifiers::ALT))
            }
            _ => None,
        });
    }
}

pub(super) fn key(code: KeyCode, held: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, held))
}

/// What the front of `bytes` is.
fn step(bytes: &[u8]) -> Step {
    match bytes {
        [] | [0x1b] => Step::Unfinished,
        [0x1b, b'[', ..] => csi::step(bytes, LONGEST_SEQUENCE),
        [0x1b, b'O', rest @ ..] => csi::single_shift(rest),
        [0x1b, 0x1b, ..] => Step::Done(Some(key(KeyCode::Esc, KeyModifiers::NONE)), 1),
        [0x1b, rest @ ..] => with_alt(step(rest)),
        [byte @ (..0x20 | 0x7f), ..] => Step::Done(Some(control(*byte)), 1),
        _ => letter(bytes),
    }
}

fn with_alt(step: Step) -> Step {
    match step {
        Step::Done(Some(Event::Key(event)), length) => {
            Step::Done(Some(key(event.code, event.modifiers | KeyModifiers::ALT)), length + 1)
        }
        Step::Done(event, length) => Step::Done(event, length + 1),
        other => other,
    }
}

/// A control character as the key that sends it.
fn control(byte: u8) -> Event {
    match byte {
        b'\r' => key(KeyCode::Enter, KeyModifiers::NONE),
        b'\t' => key(KeyCode::Tab, KeyModifiers::NONE),
        0x7f => key(KeyCode::Backspace, KeyModifiers::NONE),
        0 => key(KeyCode::Char(' '), KeyModifiers::CONTROL),
        1..=26 => key(KeyCode::Char(char::from(byte - 1 + b'a')), KeyModifiers::CONTROL),
        _ => key(KeyCode::Char(char::from(byte.saturating_sub(0x1c) + b'4')), KeyModifiers::CONTROL),
    }
}

/// One character of UTF-8; a byte that belongs to none is dropped.
fn letter(bytes: &[u8]) -> Step {
    let length = match bytes.first() {
        Some(0xc2..=0xdf) => 2,
        Some(0xe0..=0xef) => 3,
        Some(0xf0..=0xf4) => 4,
        _ => 1,
    };
    let have = bytes.get(..length.min(bytes.len())).unwrap_or_default();
    match std::str::from_utf8(have) {
        Ok(text) => {
            let held = |c: char| if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
            let event =
                text.chars().next().filter(|c| !c.is_control()).map(|c| key(KeyCode::Char(c), held(c)));
            Step::Done(event, length)
        }
        Err(error) if error.error_len().is_none() && have.len() < length => Step::Unfinished,
        Err(_) => Step::Done(None, 1),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

    use super::*;
    use crate::tui::keys::Key;

    fn events(pieces: &[&[u8]]) -> Vec<Event> {
        let mut input = Input::default();
        let mut events = Vec::new();
        for piece in pieces {
            input.feed(piece, &mut events);
        }
        input.flush(&mut events);
        events
    }

    fn keys(bytes: &str) -> Vec<String> {
        let named = |event: &Event| match event {
            Event::Key(event) => Key::from_event(event).unwrap().to_string(),
            other => format!("{other:?}"),
        };
        events(&[bytes.as_bytes()]).iter().map(named).collect()
    }

    #[test]
    fn keys_of_real_terminals() {
        assert_eq!(keys("jJé界 "), ["j", "J", "é", "界", "Space"]);
        assert_eq!(
            keys("\r\t\x7f\x13\x1a\0\x1f"),
            ["Enter", "Tab", "Backspace", "Ctrl-S", "Ctrl-Z", "Ctrl-Space", "Ctrl-_"]
        );
        assert_eq!(
            keys("\x1b[A\x1bOB\x1b[1;2C\x1b[1;5D\x1b[1;3H"),
            ["Up", "Down", "S-Right", "Ctrl-Left", "Alt-Home"]
        );
        assert_eq!(
            keys("\x1b[5~\x1b[6;2~\x1b[3~\x1b[Z\x1b[15~\x1bOQ\x1b[[A"),
            ["PgUp", "S-PgDn", "Del", "S-Tab", "F5", "F2", "F1"]
        );
        assert_eq!(keys("\x1bn\x1bN\x1b\x13\x1bé"), ["Alt-n", "Alt-N", "Ctrl-Alt-S", "Alt-é"]);
        assert_eq!(keys("\x1b[106;5u\x1b[27;5;106~\x1b[27u"), ["Ctrl-J", "Ctrl-J", "Esc"]);
    }

    #[test]
    fn esc_alone_is_known_after_a_while_only() {
        let mut input = Input::default();
        let mut events = Vec::new();
        input.feed(b"\x1b", &mut events);
        assert!(events.is_empty() && input.is_waiting());
        input.feed(b"[A", &mut events);
        assert_eq!(events, [key(KeyCode::Up, KeyModifiers::NONE)]);
        assert_eq!(keys("\x1b"), ["Esc"]);
        assert_eq!(keys("\x1b\x1b"), ["Esc", "Esc"]);
    }

    #[test]
    fn unknown_sequences_type_nothing() {
        assert_eq!(keys("\x1b[?62;1;4cx"), ["x"]);
        assert_eq!(keys("\x1b[12;40Rx"), ["x"]);
        assert_eq!(keys("\x1b[99~x\x1bOzx\u{9b}x"), ["x", "x", "x"]);
        assert_eq!(events(&[b"\xff\xc3x"]), [key(KeyCode::Char('x'), KeyModifiers::NONE)]);
    }

    #[test]
    fn mouse_and_focus() {
        let mouse =
            |kind, column, row| Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
        let down = mouse(MouseEventKind::Down(MouseButton::Left), 9, 4);
        let drag = mouse(MouseEventKind::Drag(MouseButton::Left), 10, 4);
        let up = mouse(MouseEventKind::Up(MouseButton::Left), 10, 4);
        let wheel = mouse(MouseEventKind::ScrollDown, 299, 0);
        let bytes = b"\x1b[<0;10;5M\x1b[<32;11;5M\x1b[<0;11;5m\x1b[<65;300;1M\x1b[I\x1b[O";
        assert_eq!(events(&[bytes]), [down, drag, up, wheel, Event::FocusGained, Event::FocusLost]);
    }

    #[test]
    fn a_paste_is_one_event_however_it_is_cut() {
        let text = "line\r\n\x1b[31m ü \x1b[20 end";
        let bytes = format!("a\x1b[200~{text}\x1b[201~b").into_bytes();
        let wanted = events(&[&bytes]);
        assert_eq!(wanted[1], Event::Paste(text.to_owned()));
        for at in 0..=bytes.len() {
            let (head, tail) = bytes.split_at(at);
            assert_eq!(events(&[head, tail]), wanted, "cut at {at}");
        }
    }

    #[test]
    fn a_large_paste_is_linear() {
        let mut bytes = b"\x1b[200~".to_vec();
        bytes.resize(1 << 20, b'x');
        bytes.extend_from_slice(PASTE_END);
        let pieces: Vec<&[u8]> = bytes.chunks(1024).collect();
        assert!(matches!(events(&pieces).as_slice(), [Event::Paste(text)] if text.len() == (1 << 20) - 6));
    }

    proptest! {
        #[test]
        fn pieces_do_not_matter(bytes in "(\\x1b|\\[|O|[0-9;<~uAMmZ]|[a-c]|é|\\x1b\\[200~|\\x1b\\[201~|\\x1b\\[<0;3;4M){0,30}", cut in 0_usize..40) {
            let bytes = bytes.as_bytes();
            let (head, tail) = bytes.split_at(cut.min(bytes.len()));
            prop_assert_eq!(events(&[head, tail]), events(&[bytes]));
        }

        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = events(&[&bytes]);
        }
    }
}
