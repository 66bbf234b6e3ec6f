//! Feeds as JSON: a list of objects, or an object with such a list under `events`.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::columns::Column;
use super::row::Feed;
use super::sheet::{Raw, Sheet};

/// The key under which the list may stand.
const EVENTS: &str = "events";

/// Reads a list of events. What stands before a mistake of the syntax holds.
pub(super) fn read(text: &str) -> Feed {
    let mut sheet = Sheet::default();
    let mut found = Vec::new();
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Collect { found: &mut found, depth: 0 }.deserialize(&mut reader).and_then(|()| reader.end());
    let mut lines = Lines { text, at: 0, line: 1 };
    for value in found {
        let line = lines.of(value.get());
        if let Ok(object) = serde_json::from_str::<BTreeMap<String, Value>>(value.get()) {
            if !sheet.take(&raw(line, &object)) {
                break;
            }
        } else {
            sheet.skip(line, "this is no event: an event is an object with a date and a text");
        }
    }
    if let Err(error) = read {
        let place = format!(" at line {} column {}", error.line(), error.column());
        let why = error.to_string();
        let why = why.strip_suffix(&place).unwrap_or(&why);
        sheet.skip(error.line().max(1), format!("what follows cannot be read as JSON: {why}"));
    }
    sheet.done()
}

/// Which line a part of the text begins at; parts are asked for in their order.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, part: &str) -> usize {
        let start = part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        let between = self.text.as_bytes().get(self.at..start).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', between).count();
        self.at = self.at.max(start);
        self.line
    }
}

/// Gathers the items of a list, wherever a mistake comes later.
struct Collect<'f, 'de> {
    found: &'f mut Vec<&'de RawValue>,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Collect<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Collect<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of events, or an object with one under `events`")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(item) = list.next_element::<&RawValue>()? {
            self.found.push(item);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let mut is_there = false;
        while let Some(key) = object.next_key::<String>()? {
            if self.depth == 0 && key == EVENTS {
                is_there = true;
                object.next_value_seed(Collect { found: &mut *self.found, depth: 1 })?;
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        if is_there { Ok(()) } else { Err(serde::de::Error::custom("there is no list under `events`")) }
    }
}

fn raw(line: usize, object: &BTreeMap<String, Value>) -> Raw {
    let mut raw = Raw::at(line);
    for (name, value) in object {
        let Some(column) = Column::of(name) else { continue };
        match value {
            Value::String(text) => raw.put(column, text),
            Value::Number(number) => raw.put(column, &number.to_string()),
            Value::Array(items) => {
                for item in items.iter().filter_map(Value::as_str) {
                    raw.put(column, item);
                }
            }
            Value::Null | Value::Bool(_) | Value::Object(_) => {}
        }
    }
    raw
}
