//! Fields with names, units and allowed values, edited together. Whatever is typed is checked while it is typed.

mod draw;
mod field;
mod keys;
mod layout;
mod read;

use jiff::civil::Date;

use crate::map::Decimal;

pub use field::Field;

/// Numbers are kept up to this size; a bound of it is none that people think of.
pub const MOST: i64 = 99_999_999_999;

/// What a field may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    Line,
    /// Lines of text.
    Text,
    /// One of these words.
    Choice {
        /// The words, in order.
        words: Vec<String>,
        /// Whether it may be none of them.
        none: bool,
    },
    /// A day.
    Date,
    /// A whole number.
    Integer {
        /// The least that is allowed.
        min: i64,
        /// The most that is allowed.
        max: i64,
    },
    /// A number.
    Decimal {
        /// The least that is allowed.
        min: Decimal,
        /// The most that is allowed.
        max: Decimal,
    },
    /// A number from 0 to 100.
    Percent,
    /// Yes or no.
    Flag,
    /// Short words, comma by comma.
    Tags,
    /// A person or another thing, picked from a list that the form's owner opens.
    Link,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Of [`Kind::Line`] and [`Kind::Text`].
    Text(String),
    /// Of [`Kind::Choice`]: the place in its words.
    Choice(usize),
    /// Of [`Kind::Date`].
    Date(Date),
    /// Of [`Kind::Integer`].
    Integer(i64),
    /// Of [`Kind::Decimal`] and [`Kind::Percent`].
    Decimal(Decimal),
    /// Of [`Kind::Flag`].
    Flag(bool),
    /// Of [`Kind::Tags`].
    Tags(Vec<String>),
    /// Of [`Kind::Link`].
    Link {
        /// What is meant, in the words of the form's owner.
        ids: Vec<String>,
        /// What is shown for it.
        shown: String,
    },
}

/// What a key did to a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is still open.
    Stay,
    /// Every field is in order; these have another value now.
    Submit(Vec<(usize, Value)>),
    /// It was left, and nothing is to change.
    Cancelled,
    /// The list for this field is to be opened; the answer comes back through [`Form::set_value`].
    Open(usize),
}

/// Titled fields.
#[derive(Debug, Clone)]
pub struct Form {
    title: String,
    fields: Vec<Field>,
    at: usize,
    today: Date,
    /// Esc was pressed once although something was changed.
    leaving: bool,
}

impl Form {
    /// A form; `today` is what dates like `+14d` count from.
    pub fn new(title: &str, fields: Vec<Field>, today: Date) -> Self {
        Self { title: title.to_owned(), fields, at: 0, today, leaving: false }
    }

    /// Starts on the field at `index`.
    #[must_use]
    pub fn start_at(mut self, index: usize) -> Self {
        self.go(index);
        self
    }

    /// The field that has the keys.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The fields.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// Whether anything was typed or chosen that is not there yet.
    pub fn is_changed(&self) -> bool {
        self.fields.iter().any(Field::is_touched)
    }

    /// The texts that were typed and not yet submitted, right or wrong: what a crash must not lose.
    pub fn drafts(&self) -> Vec<(usize, String)> {
        let touched = self.fields.iter().enumerate().filter(|(_, field)| field.is_touched());
        touched.filter_map(|(at, field)| Some((at, field.typed()?.to_owned()))).collect()
    }

    /// Puts a value in, as if it had been typed; where there is no such field, nothing happens.
    pub fn set_value(&mut self, index: usize, value: &Value) {
        if let Some(field) = self.fields.get_mut(index) {
            field.set(value);
        }
    }

    /// Puts a pasted text into the field that has the keys.
    pub fn paste(&mut self, text: &str) -> Outcome {
        self.leaving = false;
        if let Some(field) = self.fields.get_mut(self.at) {
            field.paste(text);
        }
        Outcome::Stay
    }

    fn go(&mut self, to: usize) {
        self.at = to.min(self.fields.len().saturating_sub(1));
    }

    fn is_last(&self) -> bool {
        self.at + 1 >= self.fields.len()
    }

    /// All values where all are right, else on to the first field that is wrong.
    fn submit(&mut self) -> Outcome {
        let values: Vec<_> = self.fields.iter().map(|field| field.value(self.today)).collect();
        if let Some(wrong) = values.iter().position(Result::is_err) {
            self.go(wrong);
            return Outcome::Stay;
        }
        let values = values.into_iter().flatten().enumerate();
        let is_other =
            |(at, value): &(usize, Value)| self.fields.get(*at).is_some_and(|f| f.start() != value);
        Outcome::Submit(values.filter(is_other).collect())
    }

    fn leave(&mut self) -> Outcome {
        if self.leaving || !self.is_changed() {
            return Outcome::Cancelled;
        }
        self.leaving = true;
        Outcome::Stay
    }
}

#[cfg(test)]
mod tests;
