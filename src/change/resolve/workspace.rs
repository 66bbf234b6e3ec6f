//! Closing a conflict of a workspace.

use super::{Choice, Unresolvable, part, stays, unfit, value_of};
use crate::change::merge::WORKSPACE;
use crate::map::conflict::Conflict;
use crate::map::edit::{WorkspaceEdit, WorkspaceField};
use crate::map::id::ConflictId;
use crate::map::{Person, Workspace};

/// The edit that closes the conflict as chosen, as one step.
pub fn resolve_workspace(
    workspace: &Workspace,
    id: &ConflictId,
    choice: &Choice,
) -> Result<WorkspaceEdit, Unresolvable> {
    let found = workspace.conflicts.iter().find(|conflict| conflict.id == *id);
    let conflict = found.ok_or_else(|| Unresolvable::Missing(id.to_string()))?;
    let mut edits = match choice {
        Choice::AsItIs => Vec::new(),
        _ if conflict.at.as_str() == WORKSPACE => own_field(workspace, conflict, choice)?,
        _ => of_person(workspace, conflict, choice)?,
    };
    let others = workspace.conflicts.iter().filter(|conflict| conflict.id != *id).cloned().collect();
    edits.push(WorkspaceEdit::SetConflicts(others));
    Ok(WorkspaceEdit::Together(edits))
}

fn path(conflict: &Conflict) -> Vec<&str> {
    conflict.field.as_ref().map_or_else(Vec::new, |field| field.as_str().split('/').collect())
}

fn own_field(
    workspace: &Workspace,
    conflict: &Conflict,
    choice: &Choice,
) -> Result<Vec<WorkspaceEdit>, Unresolvable> {
    let value = value_of(conflict, choice);
    let new = part::with(workspace, &path(conflict), value).ok_or_else(|| unfit(&path(conflict), value))?;
    let fields = WorkspaceField::differing(workspace, &new).into_iter();
    Ok(fields.filter_map(|(_, field)| edit(field)).collect())
}

/// The edit that sets a field; people and conflicts have edits of their own.
fn edit(field: WorkspaceField) -> Option<WorkspaceEdit> {
    Some(match field {
        WorkspaceField::Name(name) => WorkspaceEdit::SetName(name),
        WorkspaceField::Currency(sign) => WorkspaceEdit::SetCurrency(sign),
        WorkspaceField::CostPerMinute(cost) => WorkspaceEdit::SetCostPerMinute(cost),
        WorkspaceField::CostPerContact(cost) => WorkspaceEdit::SetCostPerContact(cost),
        WorkspaceField::Today(day) => WorkspaceEdit::SetToday(day),
        WorkspaceField::Policy(policy) => WorkspaceEdit::SetPolicy(Box::new(policy)),
        WorkspaceField::Snoozes(snoozes) => WorkspaceEdit::SetSnoozes(snoozes),
        WorkspaceField::People(_) | WorkspaceField::Conflicts(_) => return None,
    })
}

fn of_person(
    workspace: &Workspace,
    conflict: &Conflict,
    choice: &Choice,
) -> Result<Vec<WorkspaceEdit>, Unresolvable> {
    let found = workspace.people.iter().find(|person| person.id.as_str() == conflict.at.as_str());
    let person: &Person = found.ok_or_else(|| Unresolvable::Gone(conflict.at.to_string()))?;
    let value = value_of(conflict, choice);
    if conflict.field.is_none() {
        let remove = || WorkspaceEdit::RemovePerson(person.id.clone());
        return Ok(if stays(conflict, choice)? { Vec::new() } else { vec![remove()] });
    }
    let new = part::with(person, &path(conflict), value).ok_or_else(|| unfit(&path(conflict), value))?;
    Ok(vec![WorkspaceEdit::SetPerson(Box::new(new))])
}
