//! Changes of a workspace: people, policy, defaults.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::super::conflict::Conflict;
use super::super::decimal::Decimal;
use super::super::id::PersonId;
use super::super::people::Person;
use super::super::policy::Policy;
use super::super::review::Snooze;
use super::super::text::Label;
use super::super::workspace::Workspace;
use super::EditError;

/// One change of a workspace; `apply` gives the one that takes it back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum WorkspaceEdit {
    /// Several, in order, as one step: all or none.
    Together(Vec<WorkspaceEdit>),
    /// A person more.
    AddPerson {
        /// Where in the list.
        at: usize,
        /// Who.
        person: Box<Person>,
    },
    /// A person less.
    RemovePerson(PersonId),
    /// All of a person's fields but the id.
    SetPerson(Box<Person>),
    /// The policy for all maps.
    SetPolicy(Box<Policy>),
    /// What is put off of the workspace itself: the whole list.
    SetSnoozes(Vec<Snooze>),
    /// The name.
    SetName(Option<Label>),
    /// The money's sign.
    SetCurrency(Option<Label>),
    /// What a minute of handling costs.
    SetCostPerMinute(Option<Decimal>),
    /// What a contact costs.
    SetCostPerContact(Option<Decimal>),
    /// The pinned day.
    SetToday(Option<Date>),
    /// What waits for a person to choose.
    SetConflicts(Vec<Conflict>),
}

impl WorkspaceEdit {
    /// Changes the workspace and gives the edit that takes the change back.
    ///
    /// # Errors
    /// When it names somebody who is not there, adds somebody who is, or leaves a name empty.
    pub fn apply(self, workspace: &mut Workspace) -> Result<Self, EditError> {
        use std::mem::replace;
        Ok(match self {
            Self::Together(edits) => Self::Together(together(edits, workspace)?),
            Self::AddPerson { at, person } => {
                if person.name.is_empty() {
                    return Err(EditError::Nameless("person"));
                }
                if workspace.person(&person.id).is_some() {
                    return Err(EditError::Taken(person.id.to_string()));
                }
                let id = person.id.clone();
                workspace.people.insert(at.min(workspace.people.len()), *person);
                Self::RemovePerson(id)
            }
            Self::RemovePerson(id) => {
                let at = find(workspace, &id)?;
                Self::AddPerson { at, person: Box::new(workspace.people.remove(at)) }
            }
            Self::SetPerson(person) => {
                if person.name.is_empty() {
                    return Err(EditError::Nameless("person"));
                }
                let id = person.id.clone();
                let slot = workspace.people.iter_mut().find(|p| p.id == id);
                let slot = slot.ok_or_else(|| EditError::Missing { what: "person", id: id.to_string() })?;
                Self::SetPerson(Box::new(replace(slot, *person)))
            }
            Self::SetPolicy(policy) => Self::SetPolicy(Box::new(replace(&mut workspace.policy, *policy))),
            Self::SetSnoozes(list) => Self::SetSnoozes(replace(&mut workspace.snoozes, list)),
            Self::SetName(name) => Self::SetName(replace(&mut workspace.name, name)),
            Self::SetCurrency(sign) => Self::SetCurrency(replace(&mut workspace.currency, sign)),
            Self::SetCostPerMinute(cost) => {
                Self::SetCostPerMinute(replace(&mut workspace.cost_per_minute, cost))
            }
            Self::SetCostPerContact(cost) => {
                Self::SetCostPerContact(replace(&mut workspace.cost_per_contact, cost))
            }
            Self::SetToday(day) => Self::SetToday(replace(&mut workspace.today, day)),
            Self::SetConflicts(list) => Self::SetConflicts(replace(&mut workspace.conflicts, list)),
        })
    }
}

/// Applies all or none; gives what takes them back, last first.
fn together(edits: Vec<WorkspaceEdit>, workspace: &mut Workspace) -> Result<Vec<WorkspaceEdit>, EditError> {
    let before = workspace.clone();
    let mut inverses = Vec::with_capacity(edits.len());
    for edit in edits {
        match edit.apply(workspace) {
            Ok(inverse) => inverses.push(inverse),
            Err(error) => {
                *workspace = before;
                return Err(error);
            }
        }
    }
    inverses.reverse();
    Ok(inverses)
}

fn find(workspace: &Workspace, id: &PersonId) -> Result<usize, EditError> {
    let at = workspace.people.iter().position(|p| p.id == *id);
    at.ok_or_else(|| EditError::Missing { what: "person", id: id.to_string() })
}
