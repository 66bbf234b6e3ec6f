//! One row of a list.

use crate::tui::widgets::ink;

/// Something that can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item<T> {
    /// What it is called; found by these letters.
    pub label: String,
    /// What is said beside, at the right; found by these letters too.
    pub note: String,
    /// What else it is called: found before all others by one of these, typed whole.
    pub also: Vec<String>,
    /// Only the beginning of its label finds it.
    pub is_shy: bool,
    /// A second line; empty where there is none.
    pub more: String,
    /// The key that does the same, or picks it in a menu.
    pub keys: Option<String>,
    /// Whether it can be picked now.
    pub enabled: bool,
    /// What picking it answers.
    pub value: T,
}

impl<T> Item<T> {
    /// An item that can be picked.
    pub fn new(label: &str, value: T) -> Self {
        Self {
            label: label.to_owned(),
            note: String::new(),
            also: Vec::new(),
            is_shy: false,
            more: String::new(),
            keys: None,
            enabled: true,
            value,
        }
    }

    /// With words beside it.
    #[must_use]
    pub fn note(mut self, note: &str) -> Self {
        note.clone_into(&mut self.note);
        self
    }

    /// With another name: typed whole, it finds this item before all others.
    #[must_use]
    pub fn also(mut self, name: &str) -> Self {
        self.also.push(name.to_owned());
        self
    }

    /// Found by the beginning of its label alone: it never stands in the way of something else.
    #[must_use]
    pub fn by_beginning(mut self) -> Self {
        self.is_shy = true;
        self
    }

    /// With a second line.
    #[must_use]
    pub fn more(mut self, more: &str) -> Self {
        more.clone_into(&mut self.more);
        self
    }

    /// With a key.
    #[must_use]
    pub fn keys(mut self, keys: &str) -> Self {
        self.keys = (!keys.is_empty()).then(|| keys.to_owned());
        self
    }

    /// Shown, but not to be picked, unless `enabled`.
    #[must_use]
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Whether this is one of its names, whole.
    pub(super) fn is_called(&self, name: &str) -> bool {
        let is = |known: &str| known.to_lowercase() == name;
        is(&self.label) || self.also.iter().any(|known| is(known))
    }

    /// Columns that it wants.
    pub(super) fn wide(&self) -> u16 {
        let beside = |text: &str| if text.is_empty() { 0 } else { ink::width(text).saturating_add(2) };
        let first = [ink::width(&self.label), beside(&self.note), beside(self.keys.as_deref().unwrap_or(""))];
        let first = first.into_iter().fold(2, u16::saturating_add);
        first.max(beside(&self.more).saturating_add(2))
    }
}
