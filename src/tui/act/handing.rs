//! Everything that somebody owns, to somebody else: the open map as one step of its undo, the other maps each in one save,
//! deputies in the people list. One undo in the list of people takes back what was done outside of the open map.

use std::path::PathBuf;

use super::super::app::App;
use super::super::effect::{Effect, Elsewhere};
use super::super::layer::{Choice, Layer};
use super::super::status::Tone;
use super::super::widgets::picker::{Item, Picker};
use crate::map::edit::{Edit, WorkspaceEdit, hand_over, hand_over_deputies};
use crate::map::id::PersonId;

/// What was done to other maps than the people list, by the words of its step there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Handed {
    /// To maps that are not open: the edits that take it back.
    elsewhere: Vec<(String, Vec<(PathBuf, Edit)>)>,
    /// To the open map: one step of its own undo, by the words that this has there.
    open: Vec<(String, PathBuf, String)>,
}

impl App {
    /// A list of people to take over what the chosen one owns.
    pub fn pick_taker(&mut self) {
        let Some(from) = self.place.data.people.get(self.people.row) else { return };
        let others = self.place.data.people.iter().filter(|p| p.id != from.id && !p.has_left(self.today));
        let items: Vec<Item<Choice>> = others
            .map(|p| {
                let team = p.team.as_ref().map_or("", |team| team.as_str());
                Item::new(p.name.as_str(), Choice::HandOver(from.id.clone(), p.id.clone())).note(team)
            })
            .collect();
        if items.is_empty() {
            self.say(Tone::Info, "there is nobody else in the list to take it over");
            return;
        }
        let title = format!("Who takes over all that {} owns, in all maps?", from.name);
        self.push(Layer::Pick(Box::new(Picker::new(&title, items))));
    }

    /// Hands everything over.
    pub(super) fn hand_all_over(&mut self, from: &PersonId, to: &PersonId) {
        let name = |id: &PersonId| self.place.data.name_of(id).to_owned();
        let words = format!("all that {} owned handed over to {}", name(from), name(to));
        let open = self.doc.as_ref().map(|doc| (doc.path.clone(), hand_over(&doc.map, from, to).edit));
        let (path, edit) = open.map_or((None, None), |(path, edit)| (Some(path), edit));
        if let (Some(edit), Some(path)) = (edit, &path)
            && self.edit(edit)
            && let Some(step) =
                self.doc.as_ref().and_then(|doc| doc.history.to_undo()).map(|e| e.words.clone())
        {
            self.handed.open.push((words.clone(), path.clone(), step));
        }
        let (_, deputies) = hand_over_deputies(&self.place.data, from, to);
        // A step of its own even where nobody's deputy changes: undo finds the other maps by it.
        self.edit_workspace(&words, deputies.unwrap_or(WorkspaceEdit::Together(Vec::new())));
        let (from, to) = (from.clone(), to.clone());
        self.ask_world(Effect::Elsewhere(Box::new(Elsewhere::HandOver { from, to, open: path, words })));
    }

    /// Maps that are not open were changed: remembers what takes it back.
    pub(in super::super) fn done_elsewhere(
        &mut self,
        words: String,
        done: Vec<(PathBuf, Edit)>,
        failed: &[String],
    ) {
        let count = done.len();
        self.handed.elsewhere.retain(|(known, _)| *known != words);
        if !done.is_empty() {
            self.handed.elsewhere.push((words.clone(), done));
            self.read_atlas();
        }
        let maps = match count {
            0 => "no other map".to_owned(),
            1 => "1 other map saved".to_owned(),
            n => format!("{n} other maps saved"),
        };
        let undo = self.key_of("people.undo");
        match failed.first() {
            None => self.say(
                Tone::Success,
                format!("{words}: {maps}  ({undo} in the list of people takes that back)"),
            ),
            Some(first) => self
                .say(Tone::Error, format!("{words}: {maps}, {} could not be changed: {first}", failed.len())),
        }
    }

    /// A step of the list of people was taken back or done again: the maps follow.
    pub(in super::super) fn follow_elsewhere(&mut self, words: &str, back: bool) {
        self.follow_in_open_map(words, back);
        let Some(at) = self.handed.elsewhere.iter().rposition(|(known, _)| known == words) else { return };
        let (words, edits) = self.handed.elsewhere.remove(at);
        self.ask_world(Effect::Elsewhere(Box::new(Elsewhere::Edits { edits, words })));
    }

    /// The open map follows where its part is the next step of its own undo; after other work in it, that is left to a person.
    fn follow_in_open_map(&mut self, words: &str, back: bool) {
        let Some(doc) = &self.doc else { return };
        let next = if back { doc.history.to_undo() } else { doc.history.to_redo() };
        let is_it = |(known, path, step): &(String, PathBuf, String)| {
            known == words && *path == doc.path && next.is_some_and(|entry| entry.words == *step)
        };
        if self.handed.open.iter().any(is_it) {
            let said = self.status.clone();
            super::super::commands::step_of_history(self, back);
            self.status = said;
        }
    }

    /// The form of the chosen person, on the day that they are away until.
    pub fn open_away_form(&mut self) {
        const AWAY_UNTIL: usize = 4;
        self.open_person_form();
        if let Some(Layer::Form(layer)) = self.layers.last_mut() {
            layer.form = layer.form.clone().start_at(AWAY_UNTIL);
        }
    }

    /// The chosen person is back.
    pub fn come_back(&mut self) {
        let Some(person) = self.place.data.people.get(self.people.row).cloned() else { return };
        let words = format!("{} is back", person.name);
        let person = crate::map::Person { away_until: None, deputy: None, ..person };
        self.edit_workspace(&words, WorkspaceEdit::SetPerson(Box::new(person)));
    }
}
