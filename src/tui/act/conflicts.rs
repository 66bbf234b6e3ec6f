//! Deciding conflicts: which one, by which side, and what that did.

use super::super::app::{App, Screen};
use super::super::ask::Ask;
use super::super::commands;
use super::super::conflicts::{Ground, Side, Whose, typed};
use super::super::layer::{Layer, Typing};
use super::super::status::Tone;
use super::super::widgets::textbox::TextBox;
use crate::change::{Choice, resolve, resolve_workspace};
use crate::map::Text;
use crate::map::conflict::Conflict;
use crate::map::edit::{Edit, WorkspaceEdit};
use crate::map::id::ConflictId;
use crate::map::say::{many, quote};

/// The longest value in what is said of a decision, in characters.
const SHORT: usize = 60;

impl App {
    /// How many conflicts wait for a person: those of the open map, else of all maps read; and of what all maps share.
    pub fn open_conflicts(&self) -> usize {
        let in_maps = self.doc.as_ref().map_or_else(|| self.atlas.conflicts(), |doc| doc.map.conflicts.len());
        in_maps + self.place.data.conflicts.len()
    }

    /// What the listed conflicts are in.
    pub fn ground(&self) -> Option<Ground<'_>> {
        self.ground_of(self.conflicts.whose)
    }

    fn ground_of(&self, whose: Whose) -> Option<Ground<'_>> {
        let people = &self.place.data;
        match whose {
            Whose::Workspace => Some(Ground { map: None, people }),
            Whose::Map => self.doc.as_ref().map(|doc| Ground { map: Some(&doc.map), people }),
        }
    }

    fn has_conflicts(&self, whose: Whose) -> bool {
        self.ground_of(whose).is_some_and(|ground| !ground.conflicts().is_empty())
    }

    /// Whose conflicts a person means who stands here: where people or the policy are shown, those of both first.
    fn whose_conflicts(&self) -> Option<Whose> {
        let is_shared = matches!(self.screen, Screen::Atlas | Screen::People | Screen::Policy);
        let order = if is_shared { [Whose::Workspace, Whose::Map] } else { [Whose::Map, Whose::Workspace] };
        order.into_iter().find(|whose| self.has_conflicts(*whose))
    }

    /// Whether there is a conflict that can be decided from here.
    pub fn can_decide(&self) -> bool {
        self.whose_conflicts().is_some()
    }

    /// Opens the list of conflicts.
    pub fn show_conflicts(&mut self) {
        self.conflicts.whose = self.whose_conflicts().unwrap_or(self.conflicts.whose);
        if self.screen != Screen::Conflicts {
            self.conflicts.back = self.screen;
        }
        self.screen = Screen::Conflicts;
    }

    /// Opens it at this one.
    pub fn show_conflict(&mut self, id: &ConflictId) {
        self.show_conflicts();
        let has = |whose: &Whose| {
            self.ground_of(*whose).is_some_and(|ground| ground.conflicts().iter().any(|c| c.id == *id))
        };
        let Some(whose) = [Whose::Map, Whose::Workspace].into_iter().find(has) else { return };
        self.conflicts.whose = whose;
        let mut view = self.conflicts.clone();
        if let Some(ground) = self.ground() {
            view.choose(ground.conflicts(), id);
        }
        self.conflicts = view;
    }

    /// Whether the other list has any.
    pub fn has_other_conflicts(&self) -> bool {
        self.has_conflicts(self.conflicts.whose.other())
    }

    /// The other list: that of the map, that of what all maps share.
    pub fn turn_conflicts(&mut self) {
        (self.conflicts.whose, self.conflicts.row) = (self.conflicts.whose.other(), 0);
    }

    /// Back to where the list was opened from.
    pub fn close_conflicts(&mut self) {
        self.screen = self.conflicts.back;
        self.refill_findings();
    }

    /// Goes so many conflicts down.
    pub fn go_conflict(&mut self, by: isize) {
        let count = self.ground().map_or(0, |ground| ground.conflicts().len());
        self.conflicts.go(count, by);
    }

    /// The chosen conflict.
    pub fn chosen_conflict(&self) -> Option<&Conflict> {
        self.conflicts.chosen(self.ground()?.conflicts())
    }

    /// Goes to what the chosen conflict is about, on the board.
    pub fn go_to_conflict(&mut self) {
        let (Some(ground), Some(conflict)) = (self.ground(), self.chosen_conflict()) else { return };
        let (place, is_shared) = (ground.place(conflict), ground.map.is_none());
        if is_shared {
            return self.go_to_shared_conflict();
        }
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

    /// To the list of people, on the person that the chosen conflict is about; to the policy for anything else.
    fn go_to_shared_conflict(&mut self) {
        let Some(at) = self.chosen_conflict().map(|conflict| conflict.at.clone()) else { return };
        let row = self.place.data.people.iter().position(|person| person.id.as_str() == at.as_str());
        match row {
            Some(row) => {
                (self.people.row, self.people.back) = (row, Screen::Conflicts);
                self.screen = Screen::People;
            }
            None => self.show_policy(),
        }
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
        let found = self.ground().and_then(|ground| Some((ground, find(ground, id)?)));
        found.map_or_else(
            || "Another value".to_owned(),
            |(ground, conflict)| format!("Another value for {}", ground.place(conflict).phrase()),
        )
    }

    /// What it starts with: ours, as the file writes it; a person by name.
    pub(super) fn conflict_text(&self, id: &ConflictId) -> Option<String> {
        let ground = self.ground()?;
        let conflict = find(ground, id)?;
        let kept = conflict.ours.as_ref().map(Text::to_string).unwrap_or_default();
        let words = ground.said(conflict, Side::Ours);
        let means_the_same = typed(&self.place.data, conflict, &words) == conflict.ours;
        Some(if means_the_same { words } else { kept })
    }

    /// Another value was typed.
    pub(super) fn conflict_typed(&mut self, id: &ConflictId, text: &str) {
        let Some(conflict) = self.ground().and_then(|ground| find(ground, id)).cloned() else {
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
        let Some(ground) = self.ground() else { return false };
        let edit = match ground.map {
            Some(map) => resolve(map, &conflict.id, choice).map(Deciding::Map),
            None => resolve_workspace(ground.people, &conflict.id, choice).map(Deciding::Workspace),
        };
        let words = self.decision(conflict, choice);
        let is_done = match edit {
            Ok(Deciding::Map(edit)) => self.edit_saying(edit, &words),
            Ok(Deciding::Workspace(edit)) => self.edit_workspace(&words, edit),
            Err(why) => {
                self.say(Tone::Warning, why.to_string());
                false
            }
        };
        if is_done {
            let saved = if self.conflicts.whose == Whose::Workspace { "saved; " } else { "" };
            self.say(Tone::Success, format!("{words}; {}  ({saved}u to undo)", self.left_to_decide()));
        }
        is_done
    }

    /// How many are left, in this list and in the other one.
    fn left_to_decide(&self) -> String {
        let left = self.ground().map_or(0, |ground| ground.conflicts().len());
        let turn = self.key_of("conflict.other");
        match (left, self.can_decide()) {
            (0, false) => "no conflict is left".to_owned(),
            (0, true) => format!("no conflict is left here, {turn} shows the others"),
            (n, _) => format!("{} left", many(n, "conflict")),
        }
    }

    /// What a decision does, in words.
    fn decision(&self, conflict: &Conflict, choice: &Choice) -> String {
        let Some(ground) = self.ground() else { return String::new() };
        let phrase = ground.place(conflict).phrase();
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
        let value = ground.said(conflict, side);
        let value: String = value.chars().take(SHORT).collect();
        format!("{phrase} is as in {title}: {value}")
    }
}

/// The edit that closes a conflict.
enum Deciding {
    /// Of the open map.
    Map(Edit),
    /// Of the workspace.
    Workspace(WorkspaceEdit),
}

fn find<'g>(ground: Ground<'g>, id: &ConflictId) -> Option<&'g Conflict> {
    ground.conflicts().iter().find(|conflict| conflict.id == *id)
}
