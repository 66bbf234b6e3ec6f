//! What the sides of a conflict say, in words a person reads: names for ids, lines for lists.

use serde_json::Value;

use crate::map::conflict::Conflict;
use crate::map::id::PersonId;
use crate::map::say::quote;
use crate::map::{Label, Map, Text, Workspace};

/// Fields that say a person.
const PEOPLE: [&str; 3] = ["owner", "by", "deputy"];
/// Fields of references to elements of the map.
const REFERENCES: [&str; 6] = ["treats", "evidence", "segments", "stages", "stage", "filed"];
/// Fields with a fixed set of values.
const CHOICES: [&str; 9] =
    ["severity", "status", "kind", "horizon", "direction", "state", "layer", "role", "level"];

/// One of what a conflict keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What both came from.
    Base,
    /// Ours.
    Ours,
    /// Theirs.
    Theirs,
}

impl Side {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Base, Self::Ours, Self::Theirs];

    /// What this side says, as the file keeps it.
    pub fn value(self, conflict: &Conflict) -> Option<&Text> {
        match self {
            Self::Base => conflict.base.as_ref(),
            Self::Ours => conflict.ours.as_ref(),
            Self::Theirs => conflict.theirs.as_ref(),
        }
    }

    /// What it is called: `before`, `ours (main)`.
    pub fn title(self, conflict: &Conflict) -> String {
        let named = |word: &str, name: &Option<Label>| match name {
            // Where nobody knew the branch, the name is the word.
            Some(name) if name.as_str() != word => format!("{word} ({name})"),
            _ => word.to_owned(),
        };
        match self {
            Self::Base => "before".to_owned(),
            Self::Ours => named("ours", &conflict.our_name),
            Self::Theirs => named("theirs", &conflict.their_name),
        }
    }
}

/// What a side says, line by line; none: it has no value, or took the element away.
pub(super) fn lines(
    map: Option<&Map>,
    people: &Workspace,
    conflict: &Conflict,
    side: Side,
) -> Option<Vec<String>> {
    let text = side.value(conflict)?;
    let field = last_step(conflict);
    if let Some(lines) = structured(map, people, field, text.as_str()) {
        return Some(lines);
    }
    Some(text.lines().map(|line| one(map, people, field, line)).collect())
}

/// The same on one line; `nothing` where there is none.
pub(super) fn said(map: Option<&Map>, people: &Workspace, conflict: &Conflict, side: Side) -> String {
    lines(map, people, conflict, side).map_or_else(|| "nothing".to_owned(), |lines| lines.join(", "))
}

/// A typed value as the file writes it: a person may be named, a choice written as it is shown.
pub fn typed(people: &Workspace, conflict: &Conflict, text: &str) -> Option<Text> {
    let text = Text::new(text);
    let line = text.one_line().trim().to_owned();
    if line.is_empty() {
        return None;
    }
    let field = last_step(conflict);
    if PEOPLE.contains(&field) {
        let known = people.people.iter().find(|p| p.name.as_str().eq_ignore_ascii_case(&line));
        return Some(known.map_or(text, |person| Text::new(person.id.as_str())));
    }
    if CHOICES.contains(&field) {
        let mut chars = line.chars();
        let first = chars.next().into_iter().flat_map(char::to_uppercase);
        return Some(Text::new(&first.chain(chars).collect::<String>()));
    }
    Some(text)
}

/// The innermost step of the field's path; empty for a whole element.
fn last_step(conflict: &Conflict) -> &str {
    conflict.field.as_ref().and_then(|field| field.as_str().rsplit('/').next()).unwrap_or_default()
}

/// One value of a field.
fn one(map: Option<&Map>, people: &Workspace, field: &str, value: &str) -> String {
    if PEOPLE.contains(&field) {
        return PersonId::new(value).map_or_else(|_| value.to_owned(), |id| people.name_of(&id).to_owned());
    }
    if REFERENCES.contains(&field) {
        return map.and_then(|map| referred(map, value)).unwrap_or_else(|| value.to_owned());
    }
    match value {
        "true" => "yes".to_owned(),
        "false" => "no".to_owned(),
        choice if CHOICES.contains(&field) => choice_words(choice),
        other => other.to_owned(),
    }
}

/// `InReview` as `in review`.
fn choice_words(choice: &str) -> String {
    let mut out = String::new();
    for letter in choice.chars() {
        if letter.is_uppercase() && !out.is_empty() {
            out.push(' ');
        }
        out.extend(letter.to_lowercase());
    }
    out
}

/// What has this id, in a few words.
fn referred(map: &Map, id: &str) -> Option<String> {
    const SHORT: usize = 50;
    let card = map.cards().find(|card| card.id.as_str() == id);
    let card = card.map(|card| quote(&card.text.one_line(), SHORT));
    let stage = || map.stages.iter().find(|s| s.id.as_str() == id).map(|s| s.name.to_string());
    let segment = || map.segments.iter().find(|s| s.id.as_str() == id).map(|s| s.name.to_string());
    let evidence = || map.evidence().find(|piece| piece.id.as_str() == id);
    let evidence = || {
        let piece = evidence()?;
        let text = piece.text.as_ref().map(|text| quote(&text.one_line(), SHORT));
        Some(text.unwrap_or_else(|| piece.kind.word().to_owned()))
    };
    card.or_else(stage).or_else(segment).or_else(evidence)
}

/// The parts of a value that is more than a text, a line each; none: it is a text.
fn structured(map: Option<&Map>, people: &Workspace, field: &str, text: &str) -> Option<Vec<String>> {
    if !text.starts_with(['{', '[']) {
        return None;
    }
    let value: Value = serde_json::from_str(text).ok()?;
    let words = |name: &str, value: &Value| scalar(map, people, name, value);
    Some(match value {
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(_, value)| !is_nothing(value));
            fields.map(|(name, value)| format!("{}: {}", name_words(name), words(name, value))).collect()
        }
        Value::Array(list) => list.iter().map(|part| words(field, part)).collect(),
        _ => return None,
    })
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

fn name_words(name: &str) -> String {
    if name.starts_with(char::is_uppercase) { choice_words(name) } else { name.replace('_', " ") }
}

/// A value inside of another one, on one line.
fn scalar(map: Option<&Map>, people: &Workspace, name: &str, value: &Value) -> String {
    match value {
        Value::String(text) => one(map, people, name, text),
        Value::Bool(_) => one(map, people, name, &value.to_string()),
        Value::Array(list) => {
            list.iter().map(|part| scalar(map, people, name, part)).collect::<Vec<_>>().join(", ")
        }
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(_, value)| !is_nothing(value));
            let said = fields
                .map(|(name, value)| format!("{} {}", name_words(name), scalar(map, people, name, value)));
            said.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::screens::testing::open;
    use super::*;
    use crate::map::id::ConflictId;

    fn conflict(field: &str, ours: &str) -> Conflict {
        Conflict {
            id: ConflictId::new("c1").unwrap(),
            at: "wait".into(),
            field: Some(field.into()),
            base: None,
            ours: Some(Text::new(ours)),
            theirs: None,
            our_name: Some("main".into()),
            their_name: None,
        }
    }

    #[test]
    fn values_are_said_as_people_say_them() {
        let app = open("terminal", "order-to-doorstep.ron");
        let (map, people) = (&app.doc.as_ref().unwrap().map, &app.place.data);
        let ours = |field: &str, value: &str| said(Some(map), people, &conflict(field, value), Side::Ours);
        let person = &people.people[0];
        assert_eq!(ours("owner", person.id.as_str()), person.name.as_str());
        assert_eq!(ours("reviewed/by", person.id.as_str()), person.name.as_str());
        assert_eq!(ours("owner", "nobody-knows"), "nobody-knows");
        assert_eq!(ours("severity", "High"), "high");
        assert_eq!(ours("moment_of_truth", "true"), "yes");
        assert_eq!(ours("text", "High"), "High");
        assert_eq!(ours("tags", "a\nb"), "a, b");
        assert_eq!(ours("status", "{\"Accepted\":\"dear\"}"), "accepted: dear");
        assert_eq!(
            ours("reviewed", &format!("{{\"on\":\"2026-06-02\",\"by\":\"{}\",\"note\":null}}", person.id)),
            format!("by: {}, on: 2026-06-02", person.name)
        );
        let pain = map.cards_of(crate::map::CardKind::Pain).next().unwrap();
        assert!(ours("treats", pain.id.as_str()).starts_with('“'));
        assert_eq!(said(Some(map), people, &conflict("owner", "x"), Side::Theirs), "nothing");
        assert_eq!(Side::Ours.title(&conflict("owner", "x")), "ours (main)");
        let unnamed = Conflict { our_name: Some("ours".into()), ..conflict("owner", "x") };
        assert_eq!(
            (Side::Ours.title(&unnamed), Side::Theirs.title(&unnamed)),
            ("ours".into(), "theirs".into())
        );
    }

    #[test]
    fn a_typed_name_or_choice_is_what_the_file_writes() {
        let app = open("terminal", "order-to-doorstep.ron");
        let people = &app.place.data;
        let person = &people.people[1];
        let typed =
            |field: &str, text: &str| typed(people, &conflict(field, ""), text).map(|t| t.to_string());
        assert_eq!(typed("owner", &person.name.as_str().to_uppercase()), Some(person.id.to_string()));
        assert_eq!(typed("owner", "  "), None);
        assert_eq!(typed("severity", "high"), Some("High".into()));
        assert_eq!(typed("text", "no\nETA"), Some("no\nETA".into()));
    }
}
