//! Forms: the fields of a map, stage, lane, card or person, and back from what was typed to edits.
//!
//! Each kind of thing has one table; a field is one row of it.

mod card;
mod journey;
mod metric;
mod opportunity;
mod pain;
mod person;
mod policy;
mod refs;
mod row;
pub mod rows;
mod step;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

use super::app::App;
use super::layer::{FormLayer, Subject};
use super::widgets::form::{Field, Form, Value};
use crate::map::edit::{Edit, fresh_id};
use crate::map::id::{IdSource, LeadId, PersonId};
use crate::map::{Map, Person, Text, Workspace};
use crate::rules::Knob;
use crate::tui::rows::Rows;
use card::differing;
pub use policy::{policy_form, policy_of, policy_without};
pub use refs::{Of, is_person_field, referable, refs_in, refs_of, refs_shown};
use row::{Filled, Kind, Row};

/// The form of something; `None` when it is not there.
pub fn form(app: &App, subject: &Subject) -> Option<FormLayer> {
    let workspace = &app.place.data;
    if let Subject::Policy(name) = subject {
        let form = app.policy_form(Knob::called(name)?);
        return Some(FormLayer { subject: subject.clone(), form });
    }
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
        Subject::Row(rows, key) => return row_form(app, rows, key.as_deref()).ok(),
        Subject::Person(_) | Subject::Policy(_) => return None,
    };
    let fields = fields(filled, workspace, Some(map));
    Some(FormLayer { subject: subject.clone(), form: Form::new(&title, fields, app.today) })
}

/// The form of a row of a list; no key: of a new one.
///
/// # Errors
/// What has to be known first, or that it is gone, in words.
pub fn row_form(app: &App, rows: &Rows, key: Option<&str>) -> Result<FormLayer, String> {
    let map = &app.doc.as_ref().ok_or("no map is open")?.map;
    let blank = rows::Blank { today: app.today, me: app.me.as_ref() };
    let filled = rows::filled(map, rows, key, blank)?;
    let title = if key.is_none() { format!("New: {}", rows.word()) } else { capital(rows.word()) };
    let form = Form::new(&title, fields(filled, &app.place.data, Some(map)), app.today);
    Ok(FormLayer { subject: Subject::Row(rows.clone(), key.map(str::to_owned)), form })
}

/// The form of a person.
pub fn person_form(person: &Person, workspace: &Workspace, today: Date) -> FormLayer {
    let fields = fields(row::filled(person::PERSON, person), workspace, None);
    FormLayer { subject: Subject::Person(person.id.clone()), form: Form::new("Person", fields, today) }
}

/// Fields for a form, with what is shown for what was picked.
fn fields(filled: Vec<Filled>, workspace: &Workspace, map: Option<&Map>) -> Vec<Field> {
    let shown = |kind: Kind, ids: &[String]| match (kind, map) {
        (Kind::Refs, Some(map)) => refs_shown(map, ids),
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
        Subject::Person(_) | Subject::Policy(_) | Subject::Row(..) => Vec::new(),
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

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
