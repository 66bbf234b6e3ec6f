//! Escape sequences that terminals send for keys and for the mouse.

use ratatui::crossterm::event::{
    Event, KeyCode, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::input::{Step, key};

/// A sequence that starts with `ESC [`; one longer than `longest` is dropped.
pub(super) fn step(bytes: &[u8], longest: usize) -> Step {
    let body = bytes.get(2..).unwrap_or_default();
    if let [b'[', rest @ ..] = body {
        return console_key(rest);
    }
    let is_inside = |byte: &u8| (0x20..0x40).contains(byte);
    let Some(end) = body.iter().take(longest).position(|byte| !is_inside(byte)) else {
        return if body.len() < longest { Step::Unfinished } else { Step::Done(None, longest) };
    };
    let length = end + 3;
    let parameters = std::str::from_utf8(body.get(..end).unwrap_or_default()).unwrap_or_default();
    match body.get(end) {
        Some(b'~') if parameters == "200" => Step::Paste(length),
        // The old mouse report: three bytes more.
        Some(b'M') if end == 0 && body.len() < 4 => Step::Unfinished,
        Some(b'M') if end == 0 => Step::Done(None, length + 3),
        Some(last @ 0x40..0x7f) => Step::Done(event(parameters, *last), length),
        // Broken off by something else, which is read on its own.
        _ => Step::Done(None, end + 2),
    }
}

/// What the Linux console sends for F1 to F5, after `ESC [ [`.
fn console_key(rest: &[u8]) -> Step {
    match rest.first() {
        None => Step::Unfinished,
        Some(letter @ b'A'..=b'E') => {
            Step::Done(Some(key(KeyCode::F(letter - b'A' + 1), KeyModifiers::NONE)), 4)
        }
        Some(_) => Step::Done(None, 3),
    }
}

/// A key after `ESC O`.
pub(super) fn single_shift(rest: &[u8]) -> Step {
    match rest.first() {
        None => Step::Unfinished,
        Some(b'M') => Step::Done(Some(key(KeyCode::Enter, KeyModifiers::NONE)), 3),
        Some(0x1b) => Step::Done(Some(key(KeyCode::Char('O'), KeyModifiers::ALT)), 2),
        Some(letter) => Step::Done(lettered(*letter).map(|code| key(code, KeyModifiers::NONE)), 3),
    }
}

/// Keys that are told by the last letter of their sequence.
fn lettered(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    })
}

/// Keys that are told by their number, before `~`.
fn numbered(number: u32) -> Option<KeyCode> {
    let function = |base: u32| u8::try_from(number.saturating_sub(base)).ok().map(KeyCode::F);
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => function(10),
        17..=21 => function(11),
        23..=26 => function(12),
        28 | 29 => function(13),
        31..=34 => function(14),
        _ => None,
    }
}

/// Keys that are told by their code point, before `u`.
fn coded(code: u32) -> Option<KeyCode> {
    Some(match code {
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        9 => KeyCode::Tab,
        8 | 127 => KeyCode::Backspace,
        // Keys of its own that the kitty protocol puts into a private area.
        0xe000..=0xf8ff => return None,
        _ => KeyCode::Char(char::from_u32(code).filter(|c| !c.is_control())?),
    })
}

/// The event of a whole sequence.
fn event(parameters: &str, last: u8) -> Option<Event> {
    if let Some(report) = parameters.strip_prefix('<') {
        return mouse(report, last);
    }
    let number = |at: usize| {
        let text = parameters.split(';').nth(at)?;
        text.split(':').next()?.parse::<u32>().ok()
    };
    let second = parameters.split(';').nth(1).unwrap_or_default();
    let held = modifiers(number(1).unwrap_or(1));
    let code = match last {
        b'I' if parameters.is_empty() => return Some(Event::FocusGained),
        b'O' if parameters.is_empty() => return Some(Event::FocusLost),
        b'Z' => return Some(key(KeyCode::BackTab, KeyModifiers::SHIFT | held)),
        b'~' if number(0) == Some(27) => coded(number(2)?),
        b'~' => numbered(number(0)?),
        b'u' => coded(number(0)?),
        // With any other first number it is a report of the cursor's place.
        _ if parameters.is_empty() || number(0) == Some(1) => lettered(last),
        _ => None,
    };
    let mut event = key(code?, held);
    if let (Event::Key(event), true) = (&mut event, second.ends_with(":3")) {
        event.kind = KeyEventKind::Release;
    }
    Some(event)
}

/// The modifiers that xterm counts from 1.
fn modifiers(number: u32) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    let each = [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)];
    each.iter().filter(|(bit, _)| bits & bit != 0).fold(KeyModifiers::NONE, |all, (_, one)| all | *one)
}

/// `button;column;row`, after `ESC [ <`; `m` at the end is a release.
fn mouse(report: &str, last: u8) -> Option<Event> {
    let mut numbers = report.split(';').map(|text| text.parse::<u16>().ok());
    let (buttons, column, row) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let button = match buttons & 3 {
        0 => Some(MouseButton::Left),
        1 => Some(MouseButton::Middle),
        2 => Some(MouseButton::Right),
        _ => None,
    };
    let kind = match (buttons & 0xe0, last, button) {
        (0, b'M', Some(button)) => MouseEventKind::Down(button),
        (0, b'm', Some(button)) => MouseEventKind::Up(button),
        (32, _, Some(button)) => MouseEventKind::Drag(button),
        (32, _, None) => MouseEventKind::Moved,
        (64, b'M', _) => wheel(buttons & 3),
        _ => return None,
    };
    let each = [(4, KeyModifiers::SHIFT), (8, KeyModifiers::ALT), (16, KeyModifiers::CONTROL)];
    let held = each.iter().filter(|(bit, _)| buttons & bit != 0);
    let modifiers = held.fold(KeyModifiers::NONE, |all, (_, one)| all | *one);
    let place = |from_one: u16| from_one.saturating_sub(1);
    Some(Event::Mouse(MouseEvent { kind, column: place(column), row: place(row), modifiers }))
}

fn wheel(number: u16) -> MouseEventKind {
    match number {
        0 => MouseEventKind::ScrollUp,
        1 => MouseEventKind::ScrollDown,
        2 => MouseEventKind::ScrollLeft,
        _ => MouseEventKind::ScrollRight,
    }
}
