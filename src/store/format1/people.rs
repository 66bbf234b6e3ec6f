//! The shape of `milepost.ron`.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::FORMAT;
use super::ids::{derived_id, filled};
use super::records::{ConflictFile, SnoozeFile};
use super::shape::{Absent, Day, Shape, record};
use super::trouble::{At, Trouble};
use crate::map::id::{ConflictId, PersonId};
use crate::map::{Decimal, Label, Person, Policy, Workspace};

record! {
    /// Somebody who can own a stage.
    PersonFile of Person {
        (id: Option<PersonId>);
        [name: Label] (
            team: Option<Label>, email: Option<Label>, left: Option<Day>,
            away_until: Option<Day>, deputy: Option<PersonId>,
        );
    }
}

/// The file of a workspace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkspaceFile {
    format: u32,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    name: Option<Label>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    currency: Option<Label>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    cost_per_minute: Option<Decimal>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    cost_per_contact: Option<Decimal>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    today: Option<Day>,
    #[serde(default, skip_serializing_if = "Policy::is_empty")]
    policy: Policy,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    snoozes: Vec<SnoozeFile>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    people: Vec<PersonFile>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    conflicts: Vec<ConflictFile>,
}

impl From<&Workspace> for WorkspaceFile {
    fn from(workspace: &Workspace) -> Self {
        Self {
            format: FORMAT,
            name: workspace.name.clone(),
            currency: workspace.currency.clone(),
            cost_per_minute: workspace.cost_per_minute,
            cost_per_contact: workspace.cost_per_contact,
            today: Shape::of(&workspace.today),
            policy: workspace.policy.clone(),
            snoozes: Shape::of(&workspace.snoozes),
            people: Shape::of(&workspace.people),
            conflicts: Shape::of(&workspace.conflicts),
        }
    }
}

impl WorkspaceFile {
    /// The workspace, and what should be repaired in its file.
    pub fn into_workspace(mut self) -> (Workspace, Vec<Trouble>) {
        let mut troubles = Vec::new();
        give_ids(&mut self.people, &mut troubles);
        name_conflicts(&mut self.conflicts);
        let people: Vec<Person> = self.people.into_model();
        let people = people.into_iter().map(|person| with_name(person, &mut troubles)).collect();
        let workspace = Workspace {
            name: self.name,
            currency: self.currency,
            cost_per_minute: self.cost_per_minute,
            cost_per_contact: self.cost_per_contact,
            today: self.today.into_model(),
            policy: self.policy,
            snoozes: self.snoozes.into_model(),
            people,
            conflicts: self.conflicts.into_model(),
        };
        super::policy::of(&workspace.policy, None, &mut troubles);
        for person in &workspace.people {
            troubles.extend(unknown_deputy(person, &workspace));
        }
        (workspace, troubles)
    }
}

/// A person without an id is called by their name; the second with the same id gets another one.
fn give_ids(people: &mut [PersonFile], troubles: &mut Vec<Trouble>) {
    let mut taken: HashSet<String> =
        people.iter().filter_map(|p| Some(p.id.as_ref()?.as_str().to_owned())).collect();
    let mut seen: HashSet<PersonId> = HashSet::new();
    for person in people {
        let given = person.id.take();
        if let Some(id) = given.clone().filter(|id| seen.insert(id.clone())) {
            person.id = Some(id);
            continue;
        }
        let short = crate::map::id::slug(person.name.as_str(), 16);
        let free = !short.is_empty() && !taken.contains(&short) && given.is_none();
        let id =
            if free { short } else { derived_id("person", person.name.as_str(), &|id| taken.contains(id)) };
        taken.insert(id.clone());
        if let Some(old) = given {
            let message = format!("the id `{old}` is there twice");
            let hint = format!("“{}” is called `{id}` until they get an id of their own", person.name);
            // The place is the second use of the old id: the derived one is not in the text.
            let trouble = Trouble::new("duplicate-id", message, hint, At::element(old.as_str(), "id"));
            troubles.push(Trouble { first: Some(old.to_string()), ..trouble });
        }
        person.id = Some(filled(PersonId::new(&id).ok()));
    }
}

/// A conflict written by hand needs no id.
fn name_conflicts(conflicts: &mut [ConflictFile]) {
    let mut seen: HashSet<String> = HashSet::new();
    for conflict in conflicts {
        let given = conflict.id.take().filter(|id| !seen.contains(id.as_str()));
        let id = given.unwrap_or_else(|| {
            let id = derived_id("conflict", conflict.at.as_str(), &|id| seen.contains(id));
            filled(ConflictId::new(&id).ok())
        });
        seen.insert(id.to_string());
        conflict.id = Some(id);
    }
}

fn with_name(person: Person, troubles: &mut Vec<Trouble>) -> Person {
    if !person.name.is_empty() {
        return person;
    }
    let message = format!("the person `{}` has no name", person.id);
    let hint = "write one; until then the id stands for it";
    troubles.push(Trouble::new("empty-name", message, hint, At::element(person.id.as_str(), "name")));
    Person { name: Label::new(person.id.as_str()), ..person }
}

fn unknown_deputy(person: &Person, workspace: &Workspace) -> Option<Trouble> {
    let deputy = person.deputy.as_ref().filter(|id| workspace.person(id).is_none())?;
    let message = format!("nobody in the list of people has the id `{deputy}`");
    let hint = "add them to the list, or choose another deputy";
    Some(Trouble::new("dangling-owner", message, hint, At::element(person.id.as_str(), "deputy")))
}
