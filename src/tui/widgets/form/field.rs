//! One field: what it is called, what it may hold, what is in it now.

use jiff::civil::Date;

use crate::tui::keys::{Code, Key};
use crate::tui::widgets::draft::Edited;
use crate::tui::widgets::input::Input;
use crate::tui::widgets::textbox::{self, TextBox};

use super::{Kind, Value, read};

/// What is in a field, right or wrong.
#[derive(Debug, Clone)]
pub(super) enum State {
    /// Typed on one line.
    Line(Input),
    /// Typed on several.
    Text(TextBox),
    /// Chosen.
    Choice(Option<usize>),
    /// Switched.
    Flag(bool),
    /// Picked elsewhere.
    Link(Vec<String>, String),
}

/// A field of a form.
#[derive(Debug, Clone)]
pub struct Field {
    pub(super) name: String,
    pub(super) words: String,
    pub(super) unit: String,
    pub(super) kind: Kind,
    required: bool,
    start: Value,
    /// What was in it at first, as [`Field::raw`] says it.
    before: Value,
    pub(super) state: State,
}

/// What a key did to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Did {
    /// It was for the field.
    Kept,
    /// It was not.
    Ignored,
    /// The text is finished.
    Accepted,
    /// The list behind the field is wanted.
    Open,
}

impl Field {
    /// A field that holds `value`, which must be one for its kind (else it starts empty).
    pub fn new(name: &str, kind: Kind, value: Value) -> Self {
        let state = state_of(&kind, &value);
        let start = match value {
            Value::Text(text) if text.trim().is_empty() => Value::Empty,
            Value::Tags(tags) if tags.is_empty() => Value::Empty,
            Value::Empty if kind == Kind::Flag => Value::Flag(false),
            other => other,
        };
        let mut field = Self {
            name: name.to_owned(),
            words: String::new(),
            unit: String::new(),
            kind,
            required: false,
            start,
            before: Value::Empty,
            state,
        };
        field.before = field.raw();
        field
    }

    /// With words that explain it.
    #[must_use]
    pub fn words(mut self, words: &str) -> Self {
        words.clone_into(&mut self.words);
        self
    }

    /// With the unit that stands behind its value.
    #[must_use]
    pub fn unit(mut self, unit: &str) -> Self {
        unit.clone_into(&mut self.unit);
        self
    }

    /// It must not be empty.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The ids of what was picked for it; `None` where nothing is.
    pub fn linked(&self) -> Option<&[String]> {
        match &self.state {
            State::Link(ids, _) if !ids.is_empty() => Some(ids),
            _ => None,
        }
    }

    /// The value that it started with.
    pub(super) fn start(&self) -> &Value {
        &self.start
    }

    /// Its value, or what is wrong with what is in it.
    pub fn value(&self, today: Date) -> Result<Value, String> {
        let value = match &self.state {
            State::Line(input) => read::read(&self.kind, input.value(), today)?,
            State::Text(text) => read::read(&self.kind, text.value(), today)?,
            _ => self.raw(),
        };
        if self.required && value == Value::Empty {
            Err("this must not be empty".to_owned())
        } else {
            Ok(value)
        }
    }

    /// What is in it, unread.
    fn raw(&self) -> Value {
        match &self.state {
            State::Choice(choice) => choice.map_or(Value::Empty, Value::Choice),
            State::Flag(flag) => Value::Flag(*flag),
            State::Link(ids, _) if ids.is_empty() => Value::Empty,
            State::Link(ids, shown) => Value::Link { ids: ids.clone(), shown: shown.clone() },
            _ => Value::Text(self.typed().unwrap_or_default().to_owned()),
        }
    }

    /// The text in it, where it is one that is typed.
    pub(super) fn typed(&self) -> Option<&str> {
        match &self.state {
            State::Line(input) => Some(input.value()),
            State::Text(text) => Some(text.value()),
            _ => None,
        }
    }

    /// Whether something else is in it than at first.
    pub(super) fn is_touched(&self) -> bool {
        self.raw() != self.before
    }

    /// Puts a value in, where it is one for its kind.
    pub(super) fn set(&mut self, value: &Value) {
        self.state = state_of(&self.kind, value);
    }

    pub(super) fn paste(&mut self, text: &str) {
        match &mut self.state {
            State::Line(input) => {
                input.paste(text);
            }
            State::Text(typed) => {
                typed.paste(text);
            }
            _ => {}
        }
    }

    pub(super) fn key(&mut self, key: &Key) -> Did {
        match &mut self.state {
            State::Line(input) => did(input.key(key) != Edited::Ignored),
            State::Text(text) => match text.key(key) {
                textbox::Outcome::Accepted => Did::Accepted,
                outcome => did(outcome != textbox::Outcome::Ignored),
            },
            State::Choice(choice) => did(choose(&self.kind, choice, key)),
            State::Flag(flag) => did(switch(flag, key)),
            State::Link(ids, shown) => match key.code() {
                Code::Enter => Did::Open,
                Code::Backspace | Code::Del => {
                    ids.clear();
                    shown.clear();
                    Did::Kept
                }
                _ if key.typed().is_some() => Did::Open,
                _ => Did::Ignored,
            },
        }
    }
}

fn did(kept: bool) -> Did {
    if kept { Did::Kept } else { Did::Ignored }
}

fn state_of(kind: &Kind, value: &Value) -> State {
    match (kind, value) {
        (Kind::Text, value) => State::Text(TextBox::new(&read::write(value), false)),
        (Kind::Choice { words, .. }, Value::Choice(at)) => {
            State::Choice(Some(*at).filter(|at| *at < words.len()))
        }
        (Kind::Choice { .. }, _) => State::Choice(None),
        (Kind::Flag, value) => State::Flag(*value == Value::Flag(true)),
        (Kind::Link, Value::Link { ids, shown }) => State::Link(ids.clone(), shown.clone()),
        (Kind::Link, _) => State::Link(Vec::new(), String::new()),
        (_, value) => State::Line(Input::new(&read::write(value))),
    }
}

/// Changes a choice if `key` is for it: digits pick, arrows and blank go round.
fn choose(kind: &Kind, choice: &mut Option<usize>, key: &Key) -> bool {
    let Kind::Choice { words, none } = kind else { return false };
    if key.has_ctrl() || key.has_alt() {
        return false;
    }
    match key.code() {
        Code::Right | Code::Char(' ') => *choice = round(*choice, words.len(), *none, true),
        Code::Left => *choice = round(*choice, words.len(), *none, false),
        Code::Char('0') | Code::Backspace | Code::Del if *none => *choice = None,
        Code::Char(c) => {
            let picked = c.to_digit(10).and_then(|digit| (digit as usize).checked_sub(1));
            *choice = picked.filter(|at| *at < words.len()).or(*choice);
        }
        _ => return false,
    }
    true
}

/// The next or previous of `count` places, round and round; past the ends stands none, where that is allowed.
fn round(now: Option<usize>, count: usize, none: bool, on: bool) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match now {
        Some(at) if on && at < last => Some(at + 1),
        Some(at) if !on && at > 0 => Some(at - 1),
        Some(_) if none => None,
        _ => Some(if on { 0 } else { last }),
    }
}

/// Changes a flag if `key` is for it.
fn switch(flag: &mut bool, key: &Key) -> bool {
    if key.has_ctrl() || key.has_alt() {
        return false;
    }
    match key.code() {
        Code::Char(' ') | Code::Left | Code::Right => *flag = !*flag,
        Code::Char('y' | '1') => *flag = true,
        Code::Char('n' | '0') | Code::Backspace | Code::Del => *flag = false,
        Code::Char(_) => {}
        _ => return false,
    }
    true
}
