//! Closing a conflict: the edit that puts the chosen value in and takes the conflict away.

mod element;
mod part;
#[cfg(test)]
mod tests;
mod workspace;

pub use workspace::resolve_workspace;

use crate::map::conflict::Conflict;
use crate::map::edit::{Edit, MapField};
use crate::map::id::ConflictId;
use crate::map::{Map, Text};

/// What a person chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// What our side said.
    Ours,
    /// What their side said.
    Theirs,
    /// What the common ancestor said.
    Base,
    /// What the map says now.
    AsItIs,
    /// Another value, as the file writes it; a text as itself, a list as lines. `None`: no value.
    Value(Option<Text>),
}

/// Why a conflict cannot be closed in this way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unresolvable {
    /// There is no such conflict.
    #[error("there is no conflict `{0}`; it may have been resolved already")]
    Missing(String),
    /// What it is about is not in the map any more.
    #[error("`{0}` is not in the map any more: keep the map as it is, and the conflict is closed")]
    Gone(String),
    /// The value does not fit into the field.
    #[error("“{value}” is no {field}: choose a side, or write another value")]
    Unfit {
        /// The value.
        value: String,
        /// The field.
        field: String,
    },
    /// Whether the element stays is asked: there is no third value.
    #[error("it can only stay or go: choose the side that kept it or the one that took it away")]
    StayOrGo,
}

/// The edit that closes the conflict as chosen, as one step.
pub fn resolve(map: &Map, id: &ConflictId, choice: &Choice) -> Result<Edit, Unresolvable> {
    let found = map.conflicts.iter().find(|conflict| conflict.id == *id);
    let conflict = found.ok_or_else(|| Unresolvable::Missing(id.to_string()))?;
    let mut edits = match (choice, &conflict.field) {
        (Choice::AsItIs, _) => Vec::new(),
        (_, Some(field)) => {
            element::set(map, conflict.at.as_str(), field.as_str(), value_of(conflict, choice))?
        }
        (_, None) if stays(conflict, choice)? => Vec::new(),
        (_, None) => element::remove(map, conflict.at.as_str())?,
    };
    let others = map.conflicts.iter().filter(|conflict| conflict.id != *id).cloned().collect();
    edits.push(Edit::SetMap(MapField::Conflicts(others)));
    Ok(Edit::Together(edits))
}

/// The value is none for the field at the end of the path.
fn unfit(path: &[&str], value: Option<&Text>) -> Unresolvable {
    Unresolvable::Unfit {
        value: value.map_or_else(String::new, |value| value.one_line().into_owned()),
        field: path.last().copied().unwrap_or_default().replace('_', " "),
    }
}

/// The chosen value.
fn value_of<'c>(conflict: &'c Conflict, choice: &'c Choice) -> Option<&'c Text> {
    match choice {
        Choice::Ours | Choice::AsItIs => conflict.ours.as_ref(),
        Choice::Theirs => conflict.theirs.as_ref(),
        Choice::Base => conflict.base.as_ref(),
        Choice::Value(value) => value.as_ref(),
    }
}

/// Whether an element stays that one side took away: the side without a value did.
fn stays(conflict: &Conflict, choice: &Choice) -> Result<bool, Unresolvable> {
    match choice {
        Choice::Base | Choice::Value(_) => Err(Unresolvable::StayOrGo),
        _ => Ok(value_of(conflict, choice).is_some()),
    }
}
