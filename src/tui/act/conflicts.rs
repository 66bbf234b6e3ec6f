//! Deciding conflicts: which one, by which side, and what that did.

use super::super::app::{App, Screen};
use super::super::ask::Ask;
use super::super::commands;
use super::super::conflicts::{Side, Whereabouts, said, typed};
use super::super::layer::{Layer, Typing};
use super::super::status::Tone;
use super::super::widgets::textbox::TextBox;
use crate::change::{Choice, resolve};
use crate::map::conflict::Conflict;
use crate::map::id::ConflictId;
use crate::map::say::{many, quote};
use crate::map::{Map, Text};

/// The longest value in what is said of a decision, in characters.
const SHORT: usize = 60;

impl App {
    /// How many conflicts wait for a person: those of the open map, else of all maps read.
    pub fn open_conflicts(&self) -> usize {
        self.doc.as_ref().map_or_else(|| self.atlas.conflicts(), |doc| doc.map.conflicts.len())
    }

    /// Opens the list of conflicts.
    pub fn show_conflicts(&mut self) {
        if self.screen != Screen::Conflicts {
            self.conflicts.back = self.screen;
        }
        self.screen = Screen::Conflicts;
    }

    /// Opens it at this one.
    pub fn show_conflict(&mut self, id: &ConflictId) {
        self.show_conflicts();
        if let Some(doc) = &self.doc {
            self.conflicts.choose(&doc.map, id);
        }
    }

    /// Back to where the list was opened from.
    pub fn close_conflicts(&mut self) {
        self.screen = self.conflicts.back;
        self.refill_findings();
    }

    /// Goes so many conflicts down.
    pub fn go_conflict(&mut self, by: isize) {
        if let Some(doc) = &self.doc {
            self.conflicts.go(&doc.map, by);
        }
    }

    /// The chosen conflict.
    pub fn chosen_conflict(&self) -> Option<&Conflict> {
        self.conflicts.chosen(&self.doc.as_ref()?.map)
    }

    /// Goes to what the chosen conflict is about, on the board.
    pub fn go_to_conflict(&mut self) {
        let (Some(doc), Some(conflict)) = (&self.doc, self.chosen_conflict()) else { return };
        let place = Whereabouts::of(&doc.map, conflict);
        let Some(focus) = place.focus.clone() else {
            self.say(Tone::Info, format!("{}: keep the map as it is, and it is decided", place.thing));
            return;
        };
        if let Some(doc) = &mut self.doc {
            doc.jump(focus);
            if !doc.shows_focus() {
                doc.view.filter = super::super::view::Filter::default();
            }
        }
        self.screen = Screen::Map;
        let back = self.way_to_conflicts();
        self.say(Tone::Info, format!("a conflict over {}; {back} decides it", place.phrase()));
    }

    /// The key of the list of conflicts, as it is bound now.
    pub fn way_to_conflicts(&self) -> String {
        let key = commands::find("conflict.list").and_then(|c| self.keymap.first_key(c));
        key.unwrap_or_else(|| ": conflicts".to_owned())
    }

    /// Decides the chosen conflict for a side, or for the map as it is.
    pub fn decide_conflict(&mut self, choice: &Choice) {
        let Some(conflict) = self.chosen_conflict().cloned() else { return };
        self.decide(&conflict, choice);
    }

    /// Asks for another value than the sides have, with ours to begin with.
    pub fn edit_conflict(&mut self) {
        let Some(conflict) = self.chosen_conflict() else { return };
        if conflict.field.is_none() {
            self.say(Tone::Info, "it can only stay or go: o and t choose");
            return;
        }
        self.ask(Ask::Conflict(conflict.id.clone()));
    }

    /// What the box for another value is called.
    pub(super) fn conflict_question(&self, id: &ConflictId) -> String {
        let found = self.doc.as_ref().and_then(|doc| Some((&doc.map, find(&doc.map, id)?)));
        found.map_or_else(
            || "Another value".to_owned(),
            |(map, conflict)| format!("Another value for {}", Whereabouts::of(map, conflict).phrase()),
        )
    }

    /// What it starts with: ours, as the file writes it; a person by name.
    pub(super) fn conflict_text(&self, id: &ConflictId) -> Option<String> {
        let map = &self.doc.as_ref()?.map;
        let conflict = find(map, id)?;
        let kept = conflict.ours.as_ref().map(Text::to_string).unwrap_or_default();
        let words = said(map, &self.place.data, conflict, Side::Ours);
        let means_the_same = typed(&self.place.data, conflict, &words) == conflict.ours;
        Some(if means_the_same { words } else { kept })
    }

    /// Another value was typed.
    pub(super) fn conflict_typed(&mut self, id: &ConflictId, text: &str) {
        let Some(conflict) = self.doc.as_ref().and_then(|doc| find(&doc.map, id)).cloned() else {
            self.say(Tone::Warning, "that conflict is not there any more");
            return;
        };
        let choice = Choice::Value(typed(&self.place.data, &conflict, text));
        if !self.decide(&conflict, &choice) {
            self.type_again(Ask::Conflict(id.clone()), text);
        }
    }

    /// The box once more, with what was typed: nothing typed is lost by a refusal.
    fn type_again(&mut self, ask: Ask, text: &str) {
        self.ask(ask);
        if let Some(Layer::Text(typing)) = self.layers.last_mut() {
            let Typing { text: field, .. } = typing.as_mut();
            *field = TextBox::new(text, false);
        }
    }

    /// Whether it could be decided so.
    fn decide(&mut self, conflict: &Conflict, choice: &Choice) -> bool {
        let Some(doc) = &self.doc else { return false };
        let edit = match resolve(&doc.map, &conflict.id, choice) {
            Ok(edit) => edit,
            Err(why) => {
                self.say(Tone::Warning, why.to_string());
                return false;
            }
        };
        let words = self.decision(conflict, choice);
        if !self.edit_saying(edit, &words) {
            return false;
        }
        let left = match self.open_conflicts() {
            0 => "no conflict is left".to_owned(),
            n => format!("{} left", many(n, "conflict")),
        };
        self.say(Tone::Success, format!("{words}; {left}  (u to undo)"));
        true
    }

    /// What a decision does, in words.
    fn decision(&self, conflict: &Conflict, choice: &Choice) -> String {
        let Some(doc) = &self.doc else { return String::new() };
        let phrase = Whereabouts::of(&doc.map, conflict).phrase();
        let side = match choice {
            Choice::Ours => Side::Ours,
            Choice::Theirs => Side::Theirs,
            Choice::Base => Side::Base,
            Choice::AsItIs => return format!("{phrase} stays as it is"),
            Choice::Value(value) => {
                let value = value.as_ref().map(|v| quote(&v.one_line(), SHORT));
                return format!("{phrase} is {} now", value.unwrap_or_else(|| "empty".to_owned()));
            }
        };
        let title = side.title(conflict);
        if conflict.field.is_none() {
            let what = if side.value(conflict).is_some() { "stays" } else { "is removed" };
            return format!("{phrase} {what}: {title}");
        }
        let value = said(&doc.map, &self.place.data, conflict, side);
        let value: String = value.chars().take(SHORT).collect();
        format!("{phrase} is as in {title}: {value}")
    }
}

fn find<'m>(map: &'m Map, id: &ConflictId) -> Option<&'m Conflict> {
    map.conflicts.iter().find(|conflict| conflict.id == *id)
}
