//! Forms: the fields of a map, stage, lane, card or person, and back from what was typed to edits.
//!
//! Each kind of thing has one table; a field is one row of it.

mod card;
mod journey;
mod metric;
mod opportunity;
mod pain;
mod person;
mod row;
mod step;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

use super::app::App;
use super::layer::{FormLayer, Subject};
use super::widgets::form::{Field, Form, Value};
use crate::map::edit::{Edit, fresh_id};
use crate::map::id::{CardId, IdSource, LeadId, PersonId};
use crate::map::{Map, Person, Text, Workspace};
use card::differing;
use row::{Filled, Kind, Row};

/// The form of something; `None` when it is not there.
pub fn form(app: &App, subject: &Subject) -> Option<FormLayer> {
    let workspace = &app.place.data;
    if let Subject::Person(id) = subject {
        return Some(person_form(workspace.person(id)?, workspace, app.today));
    }
    let map = &app.doc.as_ref()?.map;
    let (title, filled) = match subject {
        Subject::Map => ("Map".to_owned(), row::filled(journey::MAP, map)),
        Subject::Stage(id) => {
            let stage = map.stage(id)?;
            (format!("Stage: {}", stage.name), row::filled(journey::STAGE, stage))
        }
        Subject::Lane(id) => {
            let lane = map.lane(id)?;
            (format!("Lane of {}", lane.role), row::filled(journey::LANE, lane))
        }
        Subject::Card(id) => {
            let card = map.card(id)?;
            (capital(card.kind().word()), card::filled(card))
        }
        Subject::Person(_) => return None,
    };
    let fields = fields(filled, workspace, Some(map));
    Some(FormLayer { subject: subject.clone(), form: Form::new(&title, fields, app.today) })
}

/// The form of a person.
pub fn person_form(person: &Person, workspace: &Workspace, today: Date) -> FormLayer {
    let fields = fields(row::filled(person::PERSON, person), workspace, None);
    FormLayer { subject: Subject::Person(person.id.clone()), form: Form::new("Person", fields, today) }
}

/// Fields for a form, with what is shown for what was picked.
fn fields(filled: Vec<Filled>, workspace: &Workspace, map: Option<&Map>) -> Vec<Field> {
    let shown = |kind: Kind, ids: &[String]| match (kind, map) {
        (Kind::Refs, Some(map)) => {
            let cards: Vec<CardId> = ids.iter().filter_map(|id| CardId::new(id).ok()).collect();
            refs_shown(map, &cards)
        }
        _ => ids
            .first()
            .and_then(|id| PersonId::new(id).ok())
            .map_or_else(String::new, |id| workspace.name_of(&id).to_owned()),
    };
    let field = |(face, value): Filled| {
        let value = match value {
            Value::Link { ids, .. } => Value::Link { shown: shown(face.kind, &ids), ids },
            value => value,
        };
        face.field(value, workspace.money_sign())
    };
    filled.into_iter().map(field).collect()
}

/// The edits that a filled form asks for: one for each field that is another one now. A new reading that says no day is
/// of `today`; a new lead's id comes from `ids`.
///
/// # Errors
/// When something is not there any more or values do not go together, in words.
pub fn edits(
    map: &Map,
    subject: &Subject,
    values: &[(usize, Value)],
    today: Date,
    ids: &mut dyn IdSource,
) -> Result<Vec<Edit>, String> {
    let mut values = values.to_vec();
    values.sort_by_key(|(at, _)| *at);
    let gone = || "this is not in the map any more".to_owned();
    Ok(match subject {
        Subject::Map => {
            let new = filled_in(journey::MAP, map, &values);
            differing(journey::MAP_FIELDS, map, &new).into_iter().map(Edit::SetMap).collect()
        }
        Subject::Stage(id) => {
            let old = map.stage(id).ok_or_else(gone)?;
            let new = filled_in(journey::STAGE, old, &values);
            let set = |field| Edit::SetStage { stage: id.clone(), field };
            differing(journey::STAGE_FIELDS, old, &new).into_iter().map(set).collect()
        }
        Subject::Lane(id) => {
            let old = map.lane(id).ok_or_else(gone)?;
            let new = filled_in(journey::LANE, old, &values);
            let set = |field| Edit::SetLane { lane: id.clone(), field };
            differing(journey::LANE_FIELDS, old, &new).into_iter().map(set).collect()
        }
        Subject::Card(id) => {
            let old = map.card(id).ok_or_else(gone)?;
            let mut new_id =
                |question: &Text| LeadId::new(&fresh_id(map, question.as_str(), "lead", ids)).ok();
            let new = card::written(old, &values, today, &mut new_id)?;
            let set = |field| Edit::SetCard { card: id.clone(), field };
            card::changed(old, &new).into_iter().map(set).collect()
        }
        Subject::Person(_) => Vec::new(),
    })
}

/// A copy with these fields written.
fn filled_in<T: Clone>(rows: &[Row<T>], of: &T, values: &[(usize, Value)]) -> T {
    let mut new = of.clone();
    for (at, value) in values {
        row::write(rows, *at, &mut new, value);
    }
    new
}

/// A person with these fields written.
pub fn person_of(person: &Person, values: &[(usize, Value)]) -> Person {
    filled_in(person::PERSON, person, values)
}

/// Whether a field of a form holds a person (and not cards).
pub fn is_person_field(form: &Form, field: usize) -> bool {
    form.fields().get(field).is_some_and(|f| f.name() == "owner" || f.name() == "deputy")
}

/// The cards that a field of a form holds now; `None` where nothing was picked.
pub fn refs_in(form: &Form, field: usize) -> Option<Vec<CardId>> {
    let ids = form.fields().get(field)?.linked()?;
    Some(ids.iter().filter_map(|id| CardId::new(id).ok()).collect())
}

/// What is shown for cards: their texts, parted by semicolons.
pub fn refs_shown(map: &Map, cards: &[CardId]) -> String {
    let words = cards
        .iter()
        .map(|id| map.card(id).map_or_else(|| id.to_string(), |c| c.text.one_line().into_owned()));
    words.collect::<Vec<_>>().join("; ")
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
