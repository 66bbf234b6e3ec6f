//! A list to pick from: by typing a few letters, by moving, by a hot key or by a click.

mod draw;
mod filter;
mod item;

use std::cell::Cell;

use ratatui::layout::{Position, Rect};

use crate::tui::keys::{Code, Key};

use super::draft::Edited;
use super::input::Input;
use super::popup::Anchor;
use filter::Hit;
pub use item::Item;

/// What a key did to a picker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome<T> {
    /// It is still open.
    Stay,
    /// Another row is the chosen one: for previews.
    Moved(T),
    /// This was picked.
    Picked(T),
    /// Something new by this name was asked for.
    New(String),
    /// Nothing was picked.
    Cancelled,
}

/// How rows are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Typing filters.
    Filter,
    /// One key picks.
    Menu,
}

/// A list to pick one value from.
#[derive(Debug, Clone)]
pub struct Picker<T> {
    title: String,
    hint: String,
    items: Vec<Item<T>>,
    query: Input,
    hits: Vec<Hit>,
    at: usize,
    mode: Mode,
    /// Words before the name of something new, such as "new person".
    allow_new: Option<String>,
    /// Columns that the rows want, worked out once.
    wide: u16,
    /// Rows seen when last drawn: what a page is.
    page: Cell<usize>,
}

impl<T: Clone> Picker<T> {
    /// A list that is filtered by typing.
    pub fn new(title: &str, items: Vec<Item<T>>) -> Self {
        let wide = items.iter().map(Item::wide).max().unwrap_or(0);
        let mut picker = Self {
            title: title.to_owned(),
            hint: "Enter picks  Esc cancels".to_owned(),
            items,
            query: Input::default(),
            hits: Vec::new(),
            at: 0,
            mode: Mode::Filter,
            allow_new: None,
            wide,
            page: Cell::new(10),
        };
        picker.filter();
        picker
    }

    /// A list whose items each have one key; nothing is typed.
    pub fn menu(title: &str, items: Vec<Item<T>>) -> Self {
        Self { mode: Mode::Menu, ..Self::new(title, items) }
    }

    /// Other words for what can be done.
    #[must_use]
    pub fn hint(mut self, hint: &str) -> Self {
        hint.clone_into(&mut self.hint);
        self
    }

    /// Offers something new by the typed name; `words` say what, such as "new person".
    #[must_use]
    pub fn allow_new(mut self, words: &str) -> Self {
        self.allow_new = Some(words.to_owned());
        self
    }

    /// Starts on the item at `index`.
    #[must_use]
    pub fn start_at(mut self, index: usize) -> Self {
        self.at = self.hits.iter().position(|hit| hit.item == index).unwrap_or(0);
        self
    }

    /// Whether one key picks, and nothing is typed.
    pub fn is_menu(&self) -> bool {
        self.mode == Mode::Menu
    }

    /// Whether something new can be picked by typing its name.
    pub fn allows_new(&self) -> bool {
        self.allow_new.is_some()
    }

    /// What was typed.
    pub fn query(&self) -> &str {
        self.query.value()
    }

    /// The value of the chosen row; none on the row for something new, and none when nothing matches.
    pub fn current(&self) -> Option<&T> {
        self.item_at(self.at).map(|item| &item.value)
    }

    fn item_at(&self, row: usize) -> Option<&Item<T>> {
        self.hits.get(row).and_then(|hit| self.items.get(hit.item))
    }

    /// The name of something new, where it is offered: typed, and no item is called so already.
    fn new_name(&self) -> Option<&str> {
        let name = self.query().trim();
        let is_taken = || self.items.iter().any(|item| item.label.to_lowercase() == name.to_lowercase());
        (self.allow_new.is_some() && !name.is_empty() && !is_taken()).then_some(name)
    }

    /// All rows: the hits, and the one for something new.
    fn rows(&self) -> usize {
        self.hits.len() + usize::from(self.new_name().is_some())
    }

    /// Does what `key` means in the list.
    pub fn key(&mut self, key: &Key) -> Outcome<T> {
        match self.direct(key) {
            Some(outcome) => outcome,
            None if self.mode == Mode::Menu => self.hot_key(key),
            None => self.edit(|query| query.key(key)),
        }
    }

    /// Filters by a pasted text.
    pub fn paste(&mut self, text: &str) -> Outcome<T> {
        match self.mode {
            Mode::Menu => Outcome::Stay,
            Mode::Filter => self.edit(|query| query.paste(text)),
        }
    }

    /// Keys that mean the same in both modes.
    fn direct(&mut self, key: &Key) -> Option<Outcome<T>> {
        let last = self.rows().saturating_sub(1);
        let page = self.page.get().max(1);
        let to = match (key.code(), key.has_ctrl(), key.has_alt()) {
            (Code::Esc, ..) => return Some(Outcome::Cancelled),
            (Code::Enter, ..) => return Some(self.pick()),
            (Code::Up, ..) | (Code::Char('p'), true, _) => self.at.checked_sub(1).unwrap_or(last),
            (Code::Tab, ..) if key.has_shift() => self.at.checked_sub(1).unwrap_or(last),
            (Code::Down | Code::Tab, ..) | (Code::Char('n'), true, _) => {
                if self.at >= last {
                    0
                } else {
                    self.at + 1
                }
            }
            (Code::PgUp, ..) => self.at.saturating_sub(page),
            (Code::PgDn, ..) => (self.at + page).min(last),
            (Code::Home, false, false) if self.is_at_ease() => 0,
            (Code::End, false, false) if self.is_at_ease() => last,
            _ => return None,
        };
        Some(self.move_to(to))
    }

    /// Home and End belong to the list while nothing is typed.
    fn is_at_ease(&self) -> bool {
        self.mode == Mode::Menu || self.query.is_empty()
    }

    fn move_to(&mut self, row: usize) -> Outcome<T> {
        let was = std::mem::replace(&mut self.at, row);
        match self.current() {
            Some(value) if was != row => Outcome::Moved(value.clone()),
            _ => Outcome::Stay,
        }
    }

    fn pick(&self) -> Outcome<T> {
        match (self.item_at(self.at), self.new_name()) {
            (Some(item), _) if item.enabled => Outcome::Picked(item.value.clone()),
            (None, Some(name)) => Outcome::New(name.to_owned()),
            _ => Outcome::Stay,
        }
    }

    fn hot_key(&mut self, key: &Key) -> Outcome<T> {
        let name = key.to_string();
        let hot = self.items.iter().position(|item| item.keys.as_deref() == Some(&name));
        match (hot, key.code()) {
            (Some(row), _) => {
                self.at = row;
                self.pick()
            }
            (None, Code::Char('j')) => self.key(&Key::plain(Code::Down)),
            (None, Code::Char('k')) => self.key(&Key::plain(Code::Up)),
            (None, Code::Char('q')) => Outcome::Cancelled,
            _ => Outcome::Stay,
        }
    }

    fn edit(&mut self, edit: impl FnOnce(&mut Input) -> Edited) -> Outcome<T> {
        if edit(&mut self.query) != Edited::Changed {
            return Outcome::Stay;
        }
        self.filter();
        self.at = 0;
        self.current().map_or(Outcome::Stay, |value| Outcome::Moved(value.clone()))
    }

    /// Works out what the query finds.
    fn filter(&mut self) {
        self.hits = filter::find(&self.items, self.query.value());
    }

    /// A click at `at`, with the list drawn on `screen`: picks a row, or cancels when it is beside the popup.
    pub fn click(&mut self, at: Position, screen: Rect, anchor: Anchor) -> Outcome<T> {
        let place = self.popup(screen, anchor).place(screen);
        if !place.contains(at) {
            return Outcome::Cancelled;
        }
        match self.row_under(at, place) {
            Some(row) => {
                self.at = row;
                self.pick()
            }
            None => Outcome::Stay,
        }
    }

    /// The wheel: one row down or up.
    pub fn wheel(&mut self, down: bool) -> Outcome<T> {
        let last = self.rows().saturating_sub(1);
        self.move_to(if down { (self.at + 1).min(last) } else { self.at.saturating_sub(1) })
    }
}

#[cfg(test)]
mod tests;
