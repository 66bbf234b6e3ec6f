//! What the terminal reports, as events of the editor. A turned wheel is one event however many steps it made.

use ratatui::crossterm::event::{Event as Raw, MouseButton, MouseEvent, MouseEventKind};

use super::super::event::{Event, Mouse};
use super::super::keys::Key;

/// The events, in order. What no part of the editor can use is left out.
pub(super) fn events(raw: impl IntoIterator<Item = Raw>) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for event in raw.into_iter().filter_map(event) {
        if let (Event::Mouse(new), Some(Event::Mouse(last))) = (&event, events.last_mut())
            && let Some(both) = merged(*last, *new)
        {
            *last = both;
            continue;
        }
        events.push(event);
    }
    events
}

fn event(raw: Raw) -> Option<Event> {
    match raw {
        Raw::Key(key) => Key::from_event(&key).map(Event::Key),
        Raw::Paste(text) => Some(Event::Paste(text)),
        Raw::Mouse(mouse) => self::mouse(mouse).map(Event::Mouse),
        Raw::Resize(columns, rows) => Some(Event::Resize(columns, rows)),
        Raw::FocusGained | Raw::FocusLost => None,
    }
}

fn mouse(MouseEvent { kind, column: x, row: y, .. }: MouseEvent) -> Option<Mouse> {
    Some(match kind {
        MouseEventKind::Down(MouseButton::Left) => Mouse::Down(x, y),
        MouseEventKind::Drag(MouseButton::Left) => Mouse::Drag(x, y),
        MouseEventKind::Up(MouseButton::Left) => Mouse::Up(x, y),
        MouseEventKind::ScrollDown => Mouse::Wheel(x, y, 1),
        MouseEventKind::ScrollUp => Mouse::Wheel(x, y, -1),
        MouseEventKind::ScrollRight => Mouse::Sideways(1),
        MouseEventKind::ScrollLeft => Mouse::Sideways(-1),
        _ => return None,
    })
}

/// Two events of the mouse as one, where nothing is lost by it.
fn merged(last: Mouse, new: Mouse) -> Option<Mouse> {
    match (last, new) {
        (Mouse::Wheel(_, _, before), Mouse::Wheel(x, y, more)) => {
            Some(Mouse::Wheel(x, y, before.checked_add(more)?))
        }
        (Mouse::Sideways(before), Mouse::Sideways(more)) => before.checked_add(more).map(Mouse::Sideways),
        (Mouse::Drag(..), Mouse::Drag(x, y)) => Some(Mouse::Drag(x, y)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

    use super::*;

    fn wheel(kind: MouseEventKind) -> Raw {
        Raw::Mouse(MouseEvent { kind, column: 3, row: 4, modifiers: KeyModifiers::NONE })
    }

    #[test]
    fn a_turned_wheel_is_one_event() {
        let mut raw = vec![wheel(MouseEventKind::ScrollDown); 5];
        raw.push(wheel(MouseEventKind::ScrollUp));
        raw.push(wheel(MouseEventKind::Moved));
        raw.push(wheel(MouseEventKind::Down(MouseButton::Left)));
        let found: Vec<Mouse> = events(raw)
            .into_iter()
            .filter_map(|e| if let Event::Mouse(m) = e { Some(m) } else { None })
            .collect();
        assert_eq!(found, [Mouse::Wheel(3, 4, 4), Mouse::Down(3, 4)]);
        assert_eq!(events(vec![wheel(MouseEventKind::ScrollDown); 300]).len(), 3);
    }

    #[test]
    fn released_keys_are_no_keys() {
        let pressed = KeyEvent::new(KeyCode::Char('j'), KeyModifiers::NONE);
        let released = KeyEvent { kind: KeyEventKind::Release, ..pressed };
        let found = events([Raw::Key(pressed), Raw::Key(released), Raw::FocusGained]);
        assert!(matches!(found.as_slice(), [Event::Key(key)] if *key == Key::char('j')));
    }
}
