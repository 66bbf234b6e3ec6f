//! What changed since a moment: looked at beside the board, taken back one by one.

use std::sync::Arc;

use super::super::app::{App, Screen};
use super::super::changes::{Base, Compared};
use super::super::effect::Effect;
use super::super::status::Tone;
use super::super::view::Filter;
use crate::change::{Wording, revert};
use crate::map::Map;
use crate::map::id::StageId;
use crate::rules::{self, Facts, StageState};

impl App {
    /// What is not saved yet; where all is, asks since when.
    pub fn show_changes(&mut self) {
        if self.doc.as_ref().is_some_and(super::super::doc::Doc::is_dirty) {
            self.compare_with(Base::Saved);
        } else {
            self.ask_base();
        }
    }

    /// Shows what differs between a state and the open map.
    pub fn compare_with(&mut self, base: Base) {
        self.open_changes(base, None);
    }

    /// Shows what differs between two states.
    pub fn open_changes(&mut self, base: Base, newer: Option<(String, Arc<Map>)>) {
        let Some(doc) = &self.doc else { return };
        let (focus, stage) = (doc.focus.clone(), doc.stage().map(|s| s.id.clone()));
        if self.screen != Screen::Changes {
            self.changes.back = self.screen;
        }
        self.changes.clear();
        self.changes.base = Some(base);
        self.changes.newer = newer;
        self.begin_walk();
        self.screen = Screen::Changes;
        self.refill_changes();
        self.changes.choose_near(&focus, stage.as_ref());
    }

    /// Compares anew, if changes are on the screen: after an edit, an undo, a save.
    pub fn refill_changes(&mut self) {
        if self.screen != Screen::Changes {
            return;
        }
        let (Some(doc), Some(base)) = (&self.doc, &self.changes.base) else { return };
        let new = match &self.changes.newer {
            Some((_, map)) => Arc::clone(map),
            None => Arc::new(doc.map.clone()),
        };
        let (old, stage) = match base {
            Base::State { map, stage, .. } => (Arc::clone(map), stage.clone()),
            Base::Saved => match doc.history.saved_map(&doc.map) {
                Some(map) => (Arc::new(map), None),
                None => return self.leave_changes("what was saved last cannot be told from here any more"),
            },
        };
        let compared = Compared::new(old, new, stage.as_ref(), |map, id| self.state_in(map, id));
        self.changes.fill(compared, &self.place.data);
    }

    /// The state of a stage: of the open map as it is known, of another one by its file alone.
    fn state_in(&self, map: &Map, id: &StageId) -> Option<StageState> {
        let index = map.stage_index(id)?;
        let known = self.doc.as_ref().filter(|doc| self.changes.newer.is_none() && doc.map == *map);
        if let Some(state) = known.and_then(|doc| doc.states.get(index)) {
            return Some(state.clone());
        }
        let facts = Facts::new(map, &self.place.data);
        Some(rules::stage_state(facts.stage(map.stages.get(index)?), self.today))
    }

    fn leave_changes(&mut self, why: &str) {
        self.close_changes();
        self.say(Tone::Info, why);
    }

    /// Back to where it was opened from.
    pub fn close_changes(&mut self) {
        self.changes.clear();
        self.screen = if self.doc.is_some() { self.changes.back } else { Screen::Atlas };
    }

    /// Backs out of one layer: the board alone, then the view.
    pub fn back_out_of_changes(&mut self) {
        if self.changes.is_board_alone {
            self.changes.is_board_alone = false;
        } else {
            self.close_changes();
        }
    }

    /// Goes to what the chosen change is about, on the map; where it is gone, to where it stood.
    pub fn go_to_change(&mut self) {
        let Some(item) = self.changes.chosen().cloned() else { return };
        let Some(doc) = &mut self.doc else { return };
        doc.jump(item.in_map);
        if !doc.shows_focus() {
            doc.view.filter = Filter::default();
        }
        self.changes.clear();
        self.screen = Screen::Map;
        self.say(Tone::Info, format!("{} {}", item.change.sign(), item.words));
    }

    /// Takes the chosen change back, as one step that can be undone.
    pub fn take_change_back(&mut self) {
        let Some(item) = self.changes.chosen().cloned() else { return };
        if self.changes.newer.is_some() {
            self.say(Tone::Info, "these are two moments of the past; only the map as it is can be changed");
            return;
        }
        let (Some(compared), Some(doc)) = (self.changes.compared(), &self.doc) else { return };
        match revert(&item.change, &compared.old, &doc.map) {
            Some(edit) => {
                if self.edit(edit) {
                    self.changes.walk.judge(&item.change, None);
                    self.changes.walk.taken_back.push((item.change.sign(), item.words.clone()));
                    self.say(Tone::Success, format!("taken back: {}  (u to undo)", item.words));
                }
            }
            None => self.say(Tone::Info, why_not(item.change.sign())),
        }
    }

    /// Puts the whole list on the clipboard, as text.
    pub fn copy_changes(&mut self) {
        let (Some(compared), Some(base)) = (self.changes.compared(), &self.changes.base) else { return };
        let wording = Wording::new(&compared.old, &compared.new, &self.place.data);
        let mut out = format!("Since {}: {}\n", base.words(), wording.summary(&compared.diff));
        for line in wording.lines(&compared.diff) {
            out.push_str(&line);
            out.push('\n');
        }
        let count = self.changes.items().len();
        self.ask_world(Effect::Copy(out));
        self.say(Tone::Success, format!("{} copied as text", crate::map::say::many(count, "change")));
    }

    /// A line of the list was clicked: chooses it, and goes there when it was chosen.
    pub(super) fn press_change(&mut self, line: usize) {
        match self.changes.place_of_line(line) {
            Some(place) if place == self.changes.at() => self.go_to_change(),
            Some(place) => self.changes.choose(place),
            None => {}
        }
    }

    /// Keeps where the board stood in the last picture.
    pub fn keep_scroll(&mut self, scroll: (usize, usize)) {
        match (self.screen, &mut self.doc) {
            (Screen::Changes, _) => self.changes.view.scroll = scroll,
            (_, Some(doc)) => doc.view.scroll = scroll,
            (_, None) => {}
        }
    }
}

/// Why a change with this sign cannot be taken back.
fn why_not(sign: char) -> &'static str {
    match sign {
        '!' => "that follows from the other changes: take them back, or review the stage",
        '-' | '>' => "there is no place for it: take back first that its stage or lane went",
        _ => "this one cannot be taken back by itself; take back what it came with",
    }
}
