//! Every field of every element, by the name that it has in files: what `set` and the options of `add` change.

mod card;
mod lane;
mod map;
mod parts;
mod policy;
mod snooze;
mod stage;
mod workspace;

use super::error::{CliError, Result};
use super::find::Element;
use super::value::{Given, Scope};
use crate::map::CardKind;
use crate::map::edit::{Edit, WorkspaceEdit};
use crate::store::diagnostic::nearest;

/// A field: its name, and what it takes, in words.
pub(super) type Field = (&'static str, &'static str);

/// The edit that sets a field of an element.
///
/// # Errors
/// For a field that the element does not have, with those that it has; for a value that does not fit, with what would.
pub(super) fn set(scope: &Scope<'_>, element: &Element, given: &Given<'_>) -> Result<Edit> {
    let known = of(scope, element);
    if let Some((_, takes)) = known.iter().find(|(name, _)| *name == given.field) {
        given.is_for_a_list(takes)?;
    }
    let edit = match element {
        Element::Map => map::set(scope, given)?,
        Element::Stage(id) => stage::set(scope, id, given)?,
        Element::Lane(id) => lane::set(id, given)?,
        Element::Card(id) => card::set(scope, id, given)?,
        Element::Evidence(stage, id) => parts::set_evidence(scope, stage, id, given)?,
        Element::Event(id) => parts::set_event(scope, id, given)?,
        Element::Segment(id) => parts::set_segment(scope, id, given)?,
        Element::Lead(card, id) => parts::set_lead(scope, card, id, given)?,
    };
    edit.ok_or_else(|| unknown(scope, element, given))
}

/// The edit that sets a field of the workspace that the scope is in.
///
/// # Errors
/// As [`set`].
pub(super) fn set_workspace(scope: &Scope<'_>, given: &Given<'_>) -> Result<WorkspaceEdit> {
    if let Some((_, takes)) = workspace::FIELDS.iter().find(|(name, _)| *name == given.field) {
        given.is_for_a_list(takes)?;
    }
    let edit = workspace::set(scope, given)?;
    edit.ok_or_else(|| no_such_field("workspace", workspace::FIELDS, given))
}

/// The fields of an element, in the order of the file.
pub(super) fn of(scope: &Scope<'_>, element: &Element) -> Vec<Field> {
    match element {
        Element::Map => map::FIELDS.to_vec(),
        Element::Stage(_) => stage::FIELDS.to_vec(),
        Element::Lane(_) => lane::FIELDS.to_vec(),
        Element::Card(id) => scope.map.card(id).map(|c| card::fields(c.kind())).unwrap_or_default(),
        Element::Evidence(..) => parts::EVIDENCE.to_vec(),
        Element::Event(_) => parts::EVENT.to_vec(),
        Element::Segment(_) => parts::SEGMENT.to_vec(),
        Element::Lead(..) => parts::LEAD.to_vec(),
    }
}

/// What an element is, in a word.
pub(super) fn kind(scope: &Scope<'_>, element: &Element) -> &'static str {
    match element {
        Element::Map => "map",
        Element::Stage(_) => "stage",
        Element::Lane(_) => "lane",
        Element::Card(id) => scope.map.card(id).map_or("card", |c| c.kind().word()),
        Element::Evidence(..) => "piece of evidence",
        Element::Event(_) => "event",
        Element::Segment(_) => "segment",
        Element::Lead(..) => "lead",
    }
}

fn unknown(scope: &Scope<'_>, element: &Element, given: &Given<'_>) -> CliError {
    no_such_field(kind(scope, element), &of(scope, element), given)
}

fn no_such_field(kind: &str, fields: &[Field], given: &Given<'_>) -> CliError {
    let names = || fields.iter().map(|(name, _)| *name);
    let error = CliError::trouble(format!("a {kind} has no field `{}`", given.field));
    let error = match nearest(&given.field, names()) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error,
    };
    error.hint(format!("it has: {}", names().collect::<Vec<_>>().join(", ")))
}

/// The table of all fields, for `set --fields` and its documentation.
pub(super) fn table() -> Vec<(&'static str, Vec<Field>)> {
    let mut out = vec![
        ("workspace", workspace::FIELDS.to_vec()),
        ("map", map::FIELDS.to_vec()),
        ("stage", stage::FIELDS.to_vec()),
        ("lane", lane::FIELDS.to_vec()),
    ];
    out.push(("every card", card::COMMON.to_vec()));
    for kind in [CardKind::Step, CardKind::Pain, CardKind::Opportunity, CardKind::Metric] {
        out.push((kind.word(), card::own(kind).to_vec()));
    }
    out.extend([
        ("evidence", parts::EVIDENCE.to_vec()),
        ("event", parts::EVENT.to_vec()),
        ("segment", parts::SEGMENT.to_vec()),
        ("lead", parts::LEAD.to_vec()),
    ]);
    out
}

#[cfg(test)]
mod tests;
