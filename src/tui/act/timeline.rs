//! The line of time: its moments opened to be read, compared, restored.

use std::sync::Arc;

use super::super::app::{App, Screen};
use super::super::ask::Ask;
use super::super::changes::Base;
use super::super::doc::Doc;
use super::super::effect::Effect;
use super::super::layer::{Answer, Choice, Layer};
use super::super::status::Tone;
use super::super::timeline::{self, From, Purpose, Reading, State, States, Then, Wanted};
use super::super::widgets::picker::{Item, Picker};
use super::question;
use crate::map::edit::Edit;
use crate::store::source::Source;
use crate::store::timeline::Timeline;

impl App {
    /// Shows the line of time of the open map.
    pub fn show_timeline(&mut self) {
        if self.screen != Screen::Timeline {
            self.timeline.back = self.screen;
        }
        self.screen = Screen::Timeline;
        self.ask_timeline(Purpose::Look);
    }

    /// Asks with what the map is to be compared.
    pub fn ask_base(&mut self) {
        self.say(Tone::Info, "reading versions, commits and reviews");
        self.ask_timeline(Purpose::Choose);
    }

    fn ask_timeline(&mut self, purpose: Purpose) {
        if let Some(doc) = &self.doc {
            let map = Box::new(doc.map.clone());
            self.ask_world(Effect::ReadTimeline { map, purpose });
        }
    }

    /// The line of time was read.
    pub fn timeline_read(&mut self, purpose: Purpose, timeline: Timeline) {
        if self.doc.is_none() {
            return;
        }
        self.timeline.fill(timeline);
        let is_here = matches!(self.screen, Screen::Map | Screen::Changes) && self.layers.is_empty();
        if purpose == Purpose::Choose && is_here {
            self.pick_base();
        }
    }

    /// The list of what the map can be compared with.
    fn pick_base(&mut self) {
        let is_dirty = self.doc.as_ref().is_some_and(Doc::is_dirty);
        let saved = if is_dirty { "what is not saved yet" } else { "all is saved" };
        let moments = self.timeline.moments();
        let mut items = vec![Item::new("the last save", Choice::SinceSave).note(saved).enabled(is_dirty)];
        items.push(Item::new("the last commit", Choice::SinceNamed("HEAD".to_owned())).note("git"));
        items.push(
            Item::new("a file, a version, a commit by its name", Choice::SinceTyped)
                .note("order@3, HEAD~2, maps/other.ron"),
        );
        let has_state = |row: &usize| moments.get(row - 1).is_some_and(|m| timeline::wanted(m).is_some());
        items.extend((1..=moments.len()).filter(has_state).filter_map(|row| {
            let moment = moments.get(row - 1)?;
            let note = format!("{}  {}", moment.by, timeline::why(moment));
            Some(Item::new(&timeline::words(moment), Choice::SinceMoment(row)).note(note.trim()))
        }));
        self.status = super::super::status::Status::default();
        self.push(Layer::Pick(Box::new(Picker::new("What changed since …", items))));
    }

    /// Since when was chosen.
    pub fn since_chosen(&mut self, choice: &Choice) {
        match choice {
            Choice::SinceSave => self.compare_with(Base::Saved),
            Choice::SinceTyped => self.ask(Ask::CompareWith),
            Choice::SinceNamed(name) => self.compare_with_named(name),
            Choice::SinceMoment(row) => {
                let wanted = self.timeline.moment(*row).and_then(timeline::wanted);
                self.read_states(wanted.into_iter().collect(), Then::Compare);
            }
            _ => {}
        }
    }

    /// Compares with what a person named: a file, a version, a commit.
    pub fn compare_with_named(&mut self, name: &str) {
        let name = name.trim();
        if name.is_empty() {
            return;
        }
        let (words, from) = match name {
            "HEAD" => ("the last commit".to_owned(), From::Source(Source::Revision(name.to_owned()))),
            name => (name.to_owned(), From::Named(name.to_owned())),
        };
        self.read_states(vec![Wanted { words, on: None, from }], Then::Compare);
    }

    /// Asks for states of the map.
    pub(super) fn read_states(&mut self, wanted: Vec<Wanted>, then: Then) {
        let Some(doc) = self.doc.as_ref().filter(|_| !wanted.is_empty()) else { return };
        let reading = Reading { path: doc.path.clone(), current: doc.map.clone(), wanted, then };
        self.ask_world(Effect::ReadStates(Box::new(reading)));
    }

    /// Opens the chosen moment, to be read.
    pub fn open_moment(&mut self) {
        let Some(moment) = self.timeline.chosen() else { return self.close_timeline() };
        match timeline::wanted(moment) {
            Some(Wanted { from: From::Reviewed(_), .. }) | None => {
                self.say(Tone::Info, "of a review only its stage is kept; c shows what changed since");
            }
            Some(wanted) => self.read_states(vec![wanted], Then::Look),
        }
    }

    /// Compares two moments, or one with the map as it is.
    pub fn compare_moments(&mut self) {
        let Some((older, newer)) = self.timeline.to_compare() else {
            self.say(Tone::Info, "mark two moments with x, or go to one, to compare");
            return;
        };
        let of = |row| self.timeline.moment(row).map(timeline::wanted);
        let wanted: Option<Vec<Wanted>> = [of(older), of(newer)].into_iter().flatten().collect();
        let is_review = |w: &Wanted| matches!(w.from, From::Reviewed(_));
        match wanted {
            Some(two) if two.len() == 2 && two.iter().any(is_review) => {
                self.say(
                    Tone::Info,
                    "of a review only its stage is kept: it is compared with the map as it is",
                );
            }
            Some(wanted) => self.read_states(wanted, Then::Compare),
            None => self.say(Tone::Info, "the file was gone then"),
        }
    }

    /// Asks before the map becomes what it was.
    pub fn ask_restore(&mut self) {
        let Some(wanted) = self.timeline.chosen().and_then(timeline::wanted) else { return };
        if matches!(wanted.from, From::Reviewed(_)) {
            self.say(Tone::Info, "of a review only its stage is kept; restore a version or a commit");
            return;
        }
        let lines =
            vec!["What is here now is written as a version first, and u takes the restoring back.".into()];
        let confirm = question::new(&format!("Restore {}?", wanted.words), lines)
            .choice('y', "restore it", Answer::Restore(Box::new(wanted)))
            .safe('n', "no", Answer::No);
        self.push(Layer::Confirm(Box::new(confirm)));
    }

    /// The map becomes what it was.
    pub fn restore(&mut self, wanted: Wanted) {
        self.read_states(vec![wanted], Then::Restore);
    }

    /// States were read.
    pub fn states_read(&mut self, read: States) {
        let States { path, states, then } = read;
        if self.doc.as_ref().is_none_or(|doc| doc.path != path) {
            return;
        }
        let mut states = states.into_iter();
        match (then, states.next(), states.next()) {
            (Then::Look, Some(state), _) => self.enter_past(state),
            (Then::Compare, Some(older), newer) => {
                let (words, stage) = (older.words, older.stage);
                let base = Base::State { words, map: Arc::new(older.map), stage };
                self.open_changes(base, newer.map(|newer| (newer.words, Arc::new(newer.map))));
            }
            (Then::Restore, Some(state), _) => self.restored(state),
            (_, None, _) => {}
        }
    }

    fn restored(&mut self, state: State) {
        if self.edit(Edit::Replace(Box::new(state.map))) {
            if self.screen == Screen::Timeline {
                self.close_timeline();
            }
            self.say(Tone::Success, format!("{} restored  (u to undo)", state.words));
        }
    }

    /// Back to where it was opened from.
    pub fn close_timeline(&mut self) {
        self.screen = if self.doc.is_some() { self.timeline.back } else { Screen::Atlas };
        self.timeline.marks.clear();
    }
}
