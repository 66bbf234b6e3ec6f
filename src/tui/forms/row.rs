//! One field of a form as a row of a table: its words, its kind, how it is read and how it is written.

use jiff::civil::Date;

use crate::map::id::{CardId, PersonId};
use crate::map::{Decimal, Label, Text};
use crate::tui::widgets::form::{self, Field, MOST, Value};

/// What a field takes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// One line; it must not be empty.
    Name,
    /// One line.
    Line,
    /// Several lines; they must not be empty.
    Words,
    /// Several lines.
    Lines,
    /// A decimal from 0 to this.
    Upto(i64),
    /// A decimal of either sign.
    Signed,
    /// A whole number in this range.
    Whole(i64, i64),
    /// A day.
    Day,
    /// One of these words; nothing, where it may be left open.
    Choice {
        /// The words.
        words: fn() -> Vec<String>,
        /// Whether it may hold nothing.
        none: bool,
    },
    /// Yes or no.
    Flag,
    /// Short words, comma by comma.
    Tags,
    /// A person of the workspace.
    Person,
    /// Cards, evidence, segments or stages of the map.
    Refs,
}

/// A decimal without a limit of its own.
pub(super) const NUMBER: Kind = Kind::Upto(MOST);

impl Kind {
    /// As the form knows it.
    pub(super) fn of_form(self) -> form::Kind {
        match self {
            Self::Name | Self::Line => form::Kind::Line,
            Self::Words | Self::Lines => form::Kind::Text,
            Self::Upto(most) => form::Kind::Decimal { min: Decimal::ZERO, max: Decimal::from_int(most) },
            Self::Signed => {
                form::Kind::Decimal { min: Decimal::from_int(-MOST), max: Decimal::from_int(MOST) }
            }
            Self::Whole(min, max) => form::Kind::Integer { min, max },
            Self::Day => form::Kind::Date,
            Self::Choice { words, none } => form::Kind::Choice { words: words(), none },
            Self::Flag => form::Kind::Flag,
            Self::Tags => form::Kind::Tags,
            Self::Person | Self::Refs => form::Kind::Link,
        }
    }

    fn is_required(self) -> bool {
        matches!(self, Self::Name | Self::Words | Self::Choice { none: false, .. })
    }
}

/// A field of `T`.
pub(super) struct Row<T> {
    /// What it is called, and what it holds.
    pub(super) face: Face,
    /// What it holds now.
    read: fn(&T) -> Value,
    /// Puts a value in.
    write: fn(&mut T, &Value),
}

/// What a field looks like, whatever it is a field of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Face {
    /// What it is called.
    pub(super) name: &'static str,
    /// What it takes.
    pub(super) kind: Kind,
    /// What stands after its value.
    unit: &'static str,
    /// What explains it.
    words: &'static str,
    /// Whether its unit is the workspace's money.
    is_money: bool,
    /// Whether it must hold something, whatever its kind.
    is_required: bool,
}

impl<T> Row<T> {
    /// A field without unit and explanation.
    pub(super) const fn new(
        name: &'static str,
        kind: Kind,
        read: fn(&T) -> Value,
        write: fn(&mut T, &Value),
    ) -> Self {
        Self {
            face: Face { name, kind, unit: "", words: "", is_money: false, is_required: false },
            read,
            write,
        }
    }

    /// With a unit after its value.
    pub(super) const fn unit(self, unit: &'static str) -> Self {
        Self { face: Face { unit, ..self.face }, ..self }
    }

    /// With words that explain it.
    pub(super) const fn words(self, words: &'static str) -> Self {
        Self { face: Face { words, ..self.face }, ..self }
    }

    /// It must hold something.
    pub(super) const fn required(self) -> Self {
        Self { face: Face { is_required: true, ..self.face }, ..self }
    }

    /// In the workspace's money.
    pub(super) const fn money(self) -> Self {
        Self { face: Face { is_money: true, ..self.face }, ..self }
    }
}

/// A field as it is now.
pub(super) type Filled = (Face, Value);

/// The fields of a table as they are now.
pub(super) fn filled<T>(rows: &[Row<T>], of: &T) -> Vec<Filled> {
    rows.iter().map(|row| (row.face, (row.read)(of))).collect()
}

/// Writes one field; one that the table does not have is left alone.
pub(super) fn write<T>(rows: &[Row<T>], at: usize, to: &mut T, value: &Value) {
    if let Some(row) = rows.get(at) {
        (row.write)(to, value);
    }
}

impl Face {
    /// The field for a form, in a workspace whose money has this sign.
    pub(super) fn field(self, value: Value, money: &str) -> Field {
        let unit = if self.is_money { money } else { self.unit };
        let field = Field::new(self.name, self.kind.of_form(), value).unit(unit).words(self.words);
        if self.is_required || self.kind.is_required() { field.required() } else { field }
    }
}

/// A text's value; none: empty.
pub(super) fn text<T: ToString>(value: Option<&T>) -> Value {
    value.map_or(Value::Empty, |v| Value::Text(v.to_string()))
}

/// A decimal's value.
pub(super) fn number(value: Option<Decimal>) -> Value {
    value.map_or(Value::Empty, Value::Decimal)
}

/// A whole number's value.
pub(super) fn whole(value: Option<impl Into<i64>>) -> Value {
    value.map_or(Value::Empty, |v| Value::Integer(v.into()))
}

/// A day's value.
pub(super) fn day(value: Option<Date>) -> Value {
    value.map_or(Value::Empty, Value::Date)
}

/// The value of one of `all`.
pub(super) fn one<T: PartialEq>(all: &[T], value: Option<T>) -> Value {
    value.and_then(|value| all.iter().position(|v| *v == value)).map_or(Value::Empty, Value::Choice)
}

/// Tags' value.
pub(super) fn tags(tags: &[Label]) -> Value {
    if tags.is_empty() { Value::Empty } else { Value::Tags(tags.iter().map(ToString::to_string).collect()) }
}

/// The value of what is picked from a list; what is shown for it is not known here.
pub(super) fn link<T: ToString>(ids: &[T]) -> Value {
    if ids.is_empty() {
        return Value::Empty;
    }
    Value::Link { ids: ids.iter().map(ToString::to_string).collect(), shown: String::new() }
}

/// Reads values as what the map holds. A value of another kind counts as empty: the form has checked what was typed.
pub(super) trait Held {
    /// A line; empty: none.
    fn label(&self) -> Option<Label>;
    /// A text; empty: none.
    fn lines(&self) -> Option<Text>;
    /// A decimal.
    fn decimal(&self) -> Option<Decimal>;
    /// A whole number.
    fn integer<T: TryFrom<i64>>(&self) -> Option<T>;
    /// A day.
    fn date(&self) -> Option<Date>;
    /// One of `all`.
    fn choice<T: Copy>(&self, all: &[T]) -> Option<T>;
    /// Yes.
    fn is_yes(&self) -> bool;
    /// Tags.
    fn labels(&self) -> Vec<Label>;
    /// A person.
    fn person(&self) -> Option<PersonId>;
    /// Cards.
    fn cards(&self) -> Vec<CardId>;
}

fn typed(value: &Value) -> &str {
    if let Value::Text(text) = value { text.trim() } else { "" }
}

/// The ids of what was picked.
pub(super) fn ids(value: &Value) -> &[String] {
    if let Value::Link { ids, .. } = value { ids } else { &[] }
}

impl Held for Value {
    fn label(&self) -> Option<Label> {
        Some(Label::new(typed(self))).filter(|l| !l.is_empty())
    }

    fn lines(&self) -> Option<Text> {
        Some(Text::new(typed(self))).filter(|t| !t.is_empty())
    }

    fn decimal(&self) -> Option<Decimal> {
        if let Self::Decimal(number) = self { Some(*number) } else { None }
    }

    fn integer<T: TryFrom<i64>>(&self) -> Option<T> {
        if let Self::Integer(number) = self { T::try_from(*number).ok() } else { None }
    }

    fn date(&self) -> Option<Date> {
        if let Self::Date(date) = self { Some(*date) } else { None }
    }

    fn choice<T: Copy>(&self, all: &[T]) -> Option<T> {
        if let Self::Choice(at) = self { all.get(*at).copied() } else { None }
    }

    fn is_yes(&self) -> bool {
        *self == Self::Flag(true)
    }

    fn labels(&self) -> Vec<Label> {
        if let Self::Tags(tags) = self { tags.iter().map(|t| Label::new(t)).collect() } else { Vec::new() }
    }

    fn person(&self) -> Option<PersonId> {
        ids(self).first().and_then(|id| PersonId::new(id).ok())
    }

    fn cards(&self) -> Vec<CardId> {
        ids(self).iter().filter_map(|id| CardId::new(id).ok()).collect()
    }
}

/// The kind of a choice among the words of a value set.
macro_rules! words_of {
    ($type:ty, none: $none:literal) => {
        $crate::tui::forms::row::Kind::Choice {
            words: || <$type>::ALL.iter().map(ToString::to_string).collect(),
            none: $none,
        }
    };
}
pub(super) use words_of;
