//! What keys do to a form.

use crate::tui::keys::{Code, Key};

use super::field::Did;
use super::{Form, Outcome};

impl Form {
    /// Does what `key` means in the form.
    pub fn key(&mut self, key: &Key) -> Outcome {
        if key.code() == Code::Esc {
            return self.leave();
        }
        self.leaving = false;
        match (key.code(), key.has_ctrl()) {
            (Code::Char('s'), true) => self.submit(),
            (Code::Tab, _) if key.has_shift() => self.back(),
            (Code::Tab, _) => self.on(),
            _ => self.in_field(key),
        }
    }

    /// The field's own keys come first: up and down within a text, Enter at a list.
    fn in_field(&mut self, key: &Key) -> Outcome {
        let did = self.fields.get_mut(self.at).map_or(Did::Ignored, |field| field.key(key));
        match did {
            Did::Kept => Outcome::Stay,
            Did::Open => Outcome::Open(self.at),
            Did::Accepted => self.enter(),
            Did::Ignored => self.between_fields(key),
        }
    }

    fn between_fields(&mut self, key: &Key) -> Outcome {
        match (key.code(), key.has_ctrl()) {
            (Code::Enter, _) if key.has_alt() => return self.submit(),
            (Code::Enter, _) => return self.enter(),
            (Code::Up, _) | (Code::Char('p'), true) => self.go(self.at.saturating_sub(1)),
            (Code::Down, _) | (Code::Char('n'), true) => self.go(self.at + 1),
            (Code::PgUp, _) => self.go(0),
            (Code::PgDn, _) => self.go(usize::MAX),
            _ => {}
        }
        Outcome::Stay
    }

    /// Enter: the next field; behind the last one, done.
    fn enter(&mut self) -> Outcome {
        if self.is_last() {
            return self.submit();
        }
        self.go(self.at + 1);
        Outcome::Stay
    }

    fn on(&mut self) -> Outcome {
        self.go(if self.is_last() { 0 } else { self.at + 1 });
        Outcome::Stay
    }

    fn back(&mut self) -> Outcome {
        self.go(self.at.checked_sub(1).unwrap_or(usize::MAX));
        Outcome::Stay
    }
}
