//! People who came into the list with an assignment: undo of the assignment takes them back too, where nothing else needs
//! them. The people list has an undo of its own; without this, one key would take back only half of what one pick did.

use super::super::app::App;
use super::super::people::refers;
use crate::map::Person;
use crate::map::edit::WorkspaceEdit;
use crate::map::id::PersonId;

/// People named in a picker of owners since the map was opened.
#[derive(Debug, Clone, Default)]
pub(crate) struct Newcomers {
    /// In the list.
    here: Vec<Person>,
    /// Taken back by an undo.
    gone: Vec<Person>,
}

impl App {
    /// Somebody new was named in a picker.
    pub(super) fn came(&mut self, id: &PersonId) {
        self.newcomers.here.extend(self.place.data.person(id).cloned());
    }

    /// Which newcomers the open map refers to: asked before a step of undo or redo.
    pub(in super::super) fn newcomers_in_map(&self) -> Vec<PersonId> {
        let Some(doc) = &self.doc else { return Vec::new() };
        self.newcomers.here.iter().map(|p| p.id.clone()).filter(|id| refers(&doc.map, id)).collect()
    }

    /// A step was taken back or done again: newcomers whom nothing refers to any more go, those it needs again come back.
    /// Gives what is to be said.
    pub(in super::super) fn follow_newcomers(&mut self, before: &[PersonId]) -> String {
        let now = self.newcomers_in_map();
        let mut said: Vec<String> = Vec::new();
        for id in before.iter().filter(|id| !now.contains(id)) {
            said.extend(self.take_back(id));
        }
        let Some(doc) = &self.doc else { return String::new() };
        let again: Vec<Person> =
            self.newcomers.gone.iter().filter(|p| refers(&doc.map, &p.id)).cloned().collect();
        for person in again {
            said.extend(self.bring_back(person));
        }
        said.iter().flat_map(|words| ["; ", words]).collect()
    }

    /// Takes a newcomer out of the list again, unless they were changed there or somebody else needs them.
    fn take_back(&mut self, id: &PersonId) -> Option<String> {
        let person = self.place.data.person(id)?.clone();
        let is_needed = self.me.as_ref() == Some(id)
            || self.place.data.people.iter().any(|p| p.deputy.as_ref() == Some(id))
            || !self.newcomers.here.contains(&person);
        if is_needed {
            let (list, undo) = (self.key_of("people.show"), self.key_of("people.undo"));
            return Some(format!(
                "{} stays in the people list ({list}, then {undo} takes it back)",
                person.name
            ));
        }
        let added =
            self.place.undo.iter().rposition(|(_, e)| *e == WorkspaceEdit::RemovePerson(id.clone()))?;
        let (_, edit) = self.place.undo.remove(added);
        edit.apply(&mut self.place.data).ok()?;
        self.place.redo.clear();
        self.newcomers.here.retain(|p| p.id != *id);
        let words = format!("{} is out of the people list again", person.name);
        self.newcomers.gone.push(person);
        self.workspace_changed(words.clone());
        Some(words)
    }

    fn bring_back(&mut self, person: Person) -> Option<String> {
        self.newcomers.gone.retain(|p| p.id != person.id);
        let words = format!("{} added to the people", person.name);
        let at = self.place.data.people.len();
        let edit = WorkspaceEdit::AddPerson { at, person: Box::new(person.clone()) };
        let is_in = self.place.data.person(&person.id).is_some() || self.edit_workspace(&words, edit);
        self.newcomers.here.push(person);
        is_in.then_some(words)
    }
}
