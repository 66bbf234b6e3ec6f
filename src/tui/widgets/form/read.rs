//! From what was typed to a value, or to words that say what is wrong and what is allowed.

use std::fmt::Display;

use jiff::civil::Date;

use crate::map::Decimal;
use crate::map::day;
use crate::map::decimal::BadDecimal;

use super::{Kind, MOST, Value};

/// The value that `text` means in a field of `kind`; nothing typed is an empty value.
pub(super) fn read(kind: &Kind, text: &str, today: Date) -> Result<Value, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Value::Empty);
    }
    match kind {
        Kind::Date => day::read(text, today)
            .map(Value::Date)
            .ok_or_else(|| "not a day; write 2026-12-15, today, +14d or +3w".to_owned()),
        Kind::Integer { min, max } => integer(text, *min, *max).map(Value::Integer),
        Kind::Decimal { min, max } => decimal(text, *min, *max).map(Value::Decimal),
        Kind::Percent => decimal(text.trim_end_matches(['%', ' ']), Decimal::ZERO, Decimal::from_int(100))
            .map(Value::Decimal),
        Kind::Tags => Ok(tags(text)),
        _ => Ok(Value::Text(text.to_owned())),
    }
}

fn integer(text: &str, min: i64, max: i64) -> Result<i64, String> {
    let number: Decimal = text.parse().map_err(|wrong| number_words(&wrong))?;
    let whole = number.round();
    if Decimal::from_int(whole) != number {
        return Err(format!("not a whole number; {}", allowed(min, max)));
    }
    if (min..=max).contains(&whole) {
        Ok(whole)
    } else {
        Err(format!("{whole} is not {}", allowed(min, max)))
    }
}

fn decimal(text: &str, min: Decimal, max: Decimal) -> Result<Decimal, String> {
    let number: Decimal = text.parse().map_err(|wrong| number_words(&wrong))?;
    if (min..=max).contains(&number) {
        Ok(number)
    } else {
        Err(format!("{number} is not {}", allowed(min, max)))
    }
}

fn number_words(wrong: &BadDecimal) -> String {
    wrong.to_string()
}

/// A range in words; empty where nothing but the size of a number bounds it.
pub(super) fn allowed<T: Display + Bound>(min: T, max: T) -> String {
    match (min.is_technical(), max.is_technical()) {
        (false, false) => format!("from {min} to {max}"),
        (false, true) => format!("{min} or more"),
        (true, false) => format!("{max} or less"),
        (true, true) => String::new(),
    }
}

/// The end of a range.
pub(super) trait Bound {
    /// Whether it says only how large a number can be kept: nobody needs to be told.
    fn is_technical(&self) -> bool;
}

impl Bound for i64 {
    fn is_technical(&self) -> bool {
        *self >= MOST || *self <= -MOST
    }
}

impl Bound for Decimal {
    fn is_technical(&self) -> bool {
        *self >= Self::from_int(MOST) || *self <= Self::from_int(-MOST)
    }
}

fn tags(text: &str) -> Value {
    let mut tags: Vec<String> = Vec::new();
    for tag in text.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    if tags.is_empty() { Value::Empty } else { Value::Tags(tags) }
}

/// What a value looks like where it is typed.
pub(super) fn write(value: &Value) -> String {
    match value {
        Value::Empty | Value::Choice(_) => String::new(),
        Value::Text(text) => text.clone(),
        Value::Date(date) => date.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Decimal(number) => number.to_string(),
        Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::Tags(tags) => tags.join(", "),
        Value::Link { shown, .. } => shown.clone(),
    }
}

/// How a value was understood, where what was typed is written otherwise.
pub(super) fn understood(value: &Value, typed: &str) -> Option<String> {
    let written = write(value);
    let is_number = matches!(value, Value::Integer(_) | Value::Decimal(_));
    match value {
        Value::Date(date) => Some(format!("{written}, a {}", day::weekday(*date))),
        _ if is_number && written != typed.trim().trim_end_matches(['%', ' ']) => {
            Some(format!("that is {written}"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn right_and_wrong() {
        let days = Kind::Integer { min: 1, max: 730 };
        let minutes = Kind::Decimal { min: Decimal::ZERO, max: Decimal::from_int(600) };
        let money = Kind::Decimal { min: Decimal::ZERO, max: Decimal::from_int(MOST) };
        let wrong = |text: &str| Err(text.to_owned());
        for (kind, text, value) in [
            (&days, "90", Ok(Value::Integer(90))),
            (&days, " ", Ok(Value::Empty)),
            (&days, "0", wrong("0 is not from 1 to 730")),
            (&days, "9.5", wrong("not a whole number; from 1 to 730")),
            (&days, "x", wrong("not a number; write it like 6.5")),
            (&minutes, "6.5", Ok(Value::Decimal(number("6.5")))),
            (&minutes, "601", wrong("601 is not from 0 to 600")),
            (&Kind::Percent, "45 %", Ok(Value::Decimal(number("45")))),
            (&money, "-1", wrong("-1 is not 0 or more")),
            (&Kind::Percent, "145", wrong("145 is not from 0 to 100")),
            (&Kind::Date, "+14d", Ok(Value::Date(date(2026, 12, 6)))),
            (&Kind::Date, "soon", wrong("not a day; write 2026-12-15, today, +14d or +3w")),
            (&Kind::Tags, "a, b,,a ", Ok(Value::Tags(vec!["a".to_owned(), "b".to_owned()]))),
            (&Kind::Tags, ", ,", Ok(Value::Empty)),
            (&Kind::Line, " a b ", Ok(Value::Text("a b".to_owned()))),
        ] {
            assert_eq!(read(kind, text, date(2026, 11, 22)), value, "{text}");
        }
    }

    #[test]
    fn what_was_understood_is_said() {
        assert_eq!(understood(&Value::Decimal(number("65")), "6,5"), Some("that is 65".to_owned()));
        assert_eq!(understood(&Value::Decimal(number("6.5")), "6.5"), None);
        assert_eq!(
            understood(&Value::Date(date(2026, 12, 6)), "+14d"),
            Some("2026-12-06, a Sunday".to_owned())
        );
    }
}
