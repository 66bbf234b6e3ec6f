//! Words of the command line as values of fields, with errors that say what would be right.

use jiff::civil::Date;

use super::error::{CliError, Result};
use super::find;
use crate::map::id::PersonId;
use crate::map::{CardKind, Decimal, Label, Map, Text, Workspace, day};
use crate::store::diagnostic::nearest;
use crate::store::whoami::{Who, person};

/// What values are read against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope<'a> {
    /// The map that is changed.
    pub map: &'a Map,
    /// The people of its workspace.
    pub workspace: &'a Workspace,
    /// The day.
    pub today: Date,
    /// Who changes it.
    pub who: Option<&'a Who>,
}

/// What the values of a list do to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Mode {
    /// They take its place.
    #[default]
    Set,
    /// They come to it.
    Add,
    /// They leave it.
    Remove,
}

/// A field with the values that were given for it.
#[derive(Debug, Clone)]
pub(super) struct Given<'a> {
    /// The field as it was called, in lower case, parts joined by `_`, levels by `.`.
    pub field: String,
    /// The field letter by letter, for the ids in it.
    pub said: String,
    /// The values; none means: take it away.
    pub values: &'a [String],
    /// What they do to a list; other fields only know [`Mode::Set`].
    pub mode: Mode,
}

impl<'a> Given<'a> {
    /// A field with its values; no values take the field's value away.
    pub(super) fn new(field: &str, values: &'a [String]) -> Self {
        let said = field.trim().to_owned();
        Self { field: said.to_lowercase().replace('-', "_"), said, values, mode: Mode::Set }
    }

    /// The same, doing this to a list.
    #[must_use]
    pub(super) fn mode(self, mode: Mode) -> Self {
        Self { mode, ..self }
    }

    /// The part of a field's name below `outer.`.
    pub(super) fn below(&self, outer: &str) -> Option<Self> {
        let inner = self.field.strip_prefix(outer)?.strip_prefix('.')?;
        Some(Self { field: inner.to_owned(), said: self.said.clone(), ..*self })
    }

    fn bad(&self, why: impl std::fmt::Display) -> CliError {
        CliError::trouble(format!("{}: {why}", self.field))
    }

    /// The only value; `None` when it is to be taken away.
    fn single(&self) -> Result<Option<&'a str>> {
        match self.values {
            [] => Ok(None),
            [one] if one.trim().is_empty() => Ok(None),
            [one] => Ok(Some(one)),
            _ => Err(self.bad("takes one value").hint("put a value with blanks into quotes")),
        }
    }

    /// The value as `parse` reads it; nothing when it is to be taken away.
    pub(super) fn optional<T>(&self, parse: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>> {
        self.single()?.map(|text| parse(text).map_err(|why| self.bad(why))).transpose()
    }

    /// The value as `parse` reads it; it cannot be taken away.
    pub(super) fn required<T>(&self, parse: impl Fn(&str) -> Result<T, String>) -> Result<T> {
        self.optional(parse)?.ok_or_else(|| self.bad("needs a value; it cannot be taken away"))
    }

    /// All values together, parted by commas: in place of what `now` holds, added to it, or taken from it.
    pub(super) fn list<T: PartialEq + Clone>(
        &self,
        now: &[T],
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Vec<T>> {
        let words = self.values.iter().flat_map(|v| v.split(',')).map(str::trim).filter(|w| !w.is_empty());
        let mut out: Vec<T> = if self.mode == Mode::Set { Vec::new() } else { now.to_vec() };
        for word in words {
            let value = parse(word).map_err(|why| self.bad(why))?;
            if self.mode == Mode::Remove {
                if !out.contains(&value) {
                    return Err(self.bad(format!("`{word}` is not in it")));
                }
                out.retain(|old| *old != value);
            } else if !out.contains(&value) {
                out.push(value);
            }
        }
        Ok(out)
    }

    /// Refuses to add to, or take from, what is no list.
    pub(super) fn is_for_a_list(&self, takes: &str) -> Result<()> {
        if self.mode == Mode::Set || takes.contains("several") || takes.contains("DAY=VALUE") {
            return Ok(());
        }
        Err(self.bad("is no list: --add and --remove do not fit"))
    }

    /// All values as lines of a text; nothing when it is to be taken away. `\n` in a value is a line break too.
    pub(super) fn text(&self) -> Option<Text> {
        Some(Text::new(&self.values.join("\n").replace("\\n", "\n"))).filter(|text| !text.is_empty())
    }

    /// A text that cannot be taken away.
    pub(super) fn needed_text(&self) -> Result<Text> {
        self.text().ok_or_else(|| self.bad("needs some words"))
    }

    /// A line that can be taken away.
    pub(super) fn label(&self) -> Result<Option<Label>> {
        Ok(self.optional(|text| Ok(Label::new(text)))?.filter(|label| !label.is_empty()))
    }

    /// A line that cannot be taken away.
    pub(super) fn needed_label(&self) -> Result<Label> {
        self.label()?.ok_or_else(|| self.bad("needs some words"))
    }

    /// A day.
    pub(super) fn date(&self, today: Date) -> Result<Option<Date>> {
        self.optional(|text| date(text, today))
    }

    /// A decimal.
    pub(super) fn number(&self) -> Result<Option<Decimal>> {
        self.optional(number)
    }

    /// A share in percent; the sign may be written.
    pub(super) fn percent(&self) -> Result<Option<Decimal>> {
        self.optional(|text| within(text.trim().trim_end_matches('%'), 0, 100, "percent"))
    }

    /// A decimal from `low` to `high`.
    pub(super) fn between(&self, low: i64, high: i64) -> Result<Option<Decimal>> {
        self.optional(|text| within(text, low, high, ""))
    }

    /// A decimal that is not below zero.
    pub(super) fn amount(&self) -> Result<Option<Decimal>> {
        self.optional(|text| match number(text)? {
            value if value.is_negative() => Err(format!("`{text}` is below zero")),
            value => Ok(value),
        })
    }

    /// A whole number of days, at least one.
    pub(super) fn days(&self) -> Result<Option<u32>> {
        self.optional(|text| {
            let digits = text.trim().trim_end_matches("days").trim_end_matches('d').trim();
            digits
                .parse()
                .ok()
                .filter(|days| *days > 0)
                .ok_or_else(|| format!("`{text}` is no number of days; write it like 90"))
        })
    }

    /// A whole number.
    pub(super) fn count(&self) -> Result<Option<u32>> {
        self.optional(|text| text.trim().parse().map_err(|_| format!("`{text}` is no whole number")))
    }

    /// Yes or no.
    pub(super) fn yes(&self) -> Result<bool> {
        let read = |text: &str| match text.trim().to_lowercase().as_str() {
            "yes" | "true" | "on" | "1" => Ok(true),
            "no" | "false" | "off" | "0" => Ok(false),
            _ => Err(format!("`{text}` is neither `yes` nor `no`")),
        };
        Ok(self.optional(read)?.unwrap_or(false))
    }

    /// A person of the workspace.
    pub(super) fn person(&self, scope: &Scope<'_>) -> Result<Option<PersonId>> {
        let Some(text) = self.single()? else { return Ok(None) };
        find_person(scope, text).map(Some).map_err(|mut error| {
            error.message = format!("{}: {}", self.field, error.message);
            error
        })
    }

    /// Cards of a kind, by id or name.
    pub(super) fn cards(
        &self,
        scope: &Scope<'_>,
        now: &[crate::map::id::CardId],
        kind: CardKind,
    ) -> Result<Vec<crate::map::id::CardId>> {
        self.list(now, |text| find::card(scope.map, text, Some(kind)).map_err(|e| in_words(&e)))
    }
}

/// A message with its hints in one sentence.
pub(super) fn in_words(error: &CliError) -> String {
    std::iter::once(&error.message).chain(&error.hints).map(String::as_str).collect::<Vec<_>>().join("; ")
}

/// A person: of the list by id, name or mail address; where there is no list, any id.
pub(super) fn find_person(scope: &Scope<'_>, text: &str) -> Result<PersonId> {
    let people = &scope.workspace.people;
    if let Some(found) = person(people, text) {
        return Ok(found.id.clone());
    }
    if people.is_empty() {
        return PersonId::new(text.trim()).map_err(CliError::from);
    }
    let names = people.iter().flat_map(|p| [p.id.as_str(), p.name.as_str()]);
    let error = CliError::trouble(format!("there is nobody called `{text}` in the people of this workspace"));
    let ids = || people.iter().map(|p| p.id.as_str()).collect::<Vec<_>>().join(", ");
    let hint = nearest(text.trim(), names).map(|near| format!("did you mean `{near}`?"));
    let error = error.hint(hint.unwrap_or_else(|| format!("there are {}", ids())));
    Err(error
        .hint(format!("or add them first: milepost people add \"{}\"", crate::map::text::clean(text.trim()))))
}

/// A day, as [`day::read`] reads it.
pub(super) fn date(text: &str, today: Date) -> Result<Date, String> {
    let text = text.trim();
    let wrong = || format!("`{text}` is no day; write it like 2026-12-15, `today` or `+14`");
    day::read(text, today).ok_or_else(wrong)
}

/// A decimal.
pub(super) fn number(text: &str) -> Result<Decimal, String> {
    text.parse::<Decimal>().map_err(|why| format!("`{text}` is {why}"))
}

fn within(text: &str, low: i64, high: i64, unit: &str) -> Result<Decimal, String> {
    let value = number(text)?;
    if value < Decimal::from_int(low) || value > Decimal::from_int(high) {
        let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
        return Err(format!("`{text}` is not from {low} to {high}{unit}"));
    }
    Ok(value)
}

/// The error for a word that is none of `allowed`.
pub(super) fn not_a_word<'a>(text: &str, allowed: impl Iterator<Item = &'a str>) -> String {
    let allowed: Vec<&str> = allowed.collect();
    let list = allowed.join(", ");
    match nearest(text.trim(), allowed.iter().copied()) {
        Some(near) => format!("`{text}` is none of {list}; did you mean `{near}`?"),
        None => format!("`{text}` is none of {list}"),
    }
}

/// Reads a value set's word: `word!(Severity)` is a parser.
macro_rules! word {
    ($name:ty) => {
        |text: &str| {
            <$name>::from_word(text)
                .ok_or_else(|| $crate::cli::value::not_a_word(text, <$name>::ALL.iter().map(|v| v.word())))
        }
    };
}
pub(super) use word;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::card::Severity;

    const TODAY: Date = Date::constant(2026, 11, 22);

    #[test]
    fn days_in_three_ways() {
        assert_eq!(date("2026-12-15", TODAY), Ok(Date::constant(2026, 12, 15)));
        assert_eq!(date("today", TODAY), Ok(TODAY));
        assert_eq!(date("+14", TODAY), Ok(Date::constant(2026, 12, 6)));
        for bad in ["15.12.2026", "2026-02-30", "+x", "", "+999999999999", "+9999999", "2026-12-15T10:00"] {
            assert!(date(bad, TODAY).is_err(), "{bad}");
        }
    }

    #[test]
    fn lists_are_set_or_changed() {
        let now = ["a".to_owned(), "b".to_owned()];
        let list = |mode: Mode, values: &[&str]| {
            let values: Vec<String> = values.iter().map(|v| (*v).to_owned()).collect();
            Given::new("tags", &values).mode(mode).list(&now, |w| Ok(w.to_owned())).map(|l| l.join(" "))
        };
        assert_eq!(list(Mode::Set, &["x,y", "z"]).unwrap(), "x y z");
        assert_eq!(list(Mode::Add, &["c,a"]).unwrap(), "a b c");
        assert_eq!(list(Mode::Remove, &["a"]).unwrap(), "b");
        assert_eq!(list(Mode::Set, &[]).unwrap(), "");
        assert_eq!(list(Mode::Remove, &["x"]).unwrap_err().message, "tags: `x` is not in it");
    }

    #[test]
    fn words_that_are_none() {
        let values = ["hihg".to_owned()];
        let error = Given::new("severity", &values).required(word!(Severity)).unwrap_err();
        assert_eq!(
            error.message,
            "severity: `hihg` is none of low, medium, high, critical; did you mean `high`?"
        );
        let error = Given::new("severity", &[]).required(word!(Severity)).unwrap_err();
        assert!(error.message.contains("cannot be taken away"));
    }
}
