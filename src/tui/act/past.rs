//! A state of the map that is over: looked at like the map itself, and never changed. The map as it is lies aside meanwhile.

use super::super::app::{App, Screen};
use super::super::commands::Command;
use super::super::doc::{Doc, Past};
use super::super::event::{Event, SaveResult};
use super::super::nav;
use super::super::status::Tone;
use super::super::timeline::State;
use super::super::view::View;

/// What can be done to what is over, by the beginning of the command's id.
const FAMILIES: [&str; 5] = ["app.", "go.", "search.", "filter.", "view."];
/// And by the whole id.
const COMMANDS: [&str; 4] = ["map.close", "edit.copy", "finding.next", "finding.previous"];

impl App {
    /// Shows a state that is over.
    pub fn enter_past(&mut self, state: State) {
        let Some(now) = self.doc.take() else { return };
        let mut doc = Doc::new(state.map, now.path.clone());
        doc.view = View { zoom: now.view.zoom, shape: now.view.shape, ..View::default() };
        if nav::spot(&doc.map, &now.focus).is_some() {
            doc.focus = now.focus.clone();
        }
        let words = state.words;
        self.say(Tone::Info, format!("{words}, read-only; q goes back"));
        doc.past = Some(Past { words, on: state.on, back: self.screen });
        self.aside = Some(Box::new(now));
        self.doc = Some(doc);
        self.screen = Screen::Map;
        self.examine();
    }

    /// Back to the map as it is; gives whether something that is over was shown.
    pub fn leave_past(&mut self) -> bool {
        let Some(now) = self.aside.take() else { return false };
        let back = self.doc.take().and_then(|doc| doc.past).map_or(Screen::Map, |past| past.back);
        self.doc = Some(*now);
        self.screen = back;
        self.status = super::super::status::Status::default();
        true
    }

    /// Which state that is over is shown.
    pub fn past(&self) -> Option<&Past> {
        self.doc.as_ref()?.past.as_ref()
    }

    /// Whether a command may run: what is over can only be looked at.
    pub fn allows(&self, command: &Command) -> bool {
        self.past().is_none() || self.screen != Screen::Map || is_to_look(command.id)
    }

    /// Says that what is over cannot be changed; gives whether that is so.
    pub fn refuses_edit(&mut self) -> bool {
        let Some(past) = self.past() else { return false };
        let words = format!("{}, read-only: nothing changes it; q goes back", past.words);
        self.say(Tone::Info, words);
        true
    }

    /// Something came from outside that is about the map as it is, while what is over is shown.
    pub(crate) fn hear_aside(&mut self, event: &Event) -> Aside {
        if self.aside.is_none() {
            return Aside::Nothing;
        }
        match event {
            // The workshop ends now: that is no time for the past.
            Event::VersionWritten(_) if self.room.as_ref().is_some_and(|room| room.ending.is_some()) => {
                self.leave_past();
                Aside::Nothing
            }
            Event::Saved(SaveResult::Done { .. })
            | Event::Others(_)
            | Event::Outside(_)
            | Event::Arrived(_)
            | Event::ArrivedBy { .. }
            | Event::Threads(_)
            | Event::Slips(_)
            | Event::VersionWritten(_) => Aside::Swap,
            Event::Saved(_)
            | Event::DiskChanged
            | Event::DiskGone
            | Event::Opened(_)
            | Event::NotOpened(_)
            | Event::Workshop(..)
            | Event::States(_) => {
                self.leave_past();
                Aside::Nothing
            }
            _ => Aside::Nothing,
        }
    }

    /// The map as it is comes forward, or goes aside again.
    pub(crate) fn swap_aside(&mut self) {
        if let (Some(doc), Some(aside)) = (&mut self.doc, &mut self.aside) {
            std::mem::swap(doc, aside.as_mut());
        }
    }
}

/// What is to be done before an event is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aside {
    /// Nothing.
    Nothing,
    /// The map as it is takes it in, then goes aside again.
    Swap,
}

fn is_to_look(id: &str) -> bool {
    COMMANDS.contains(&id) || FAMILIES.iter().any(|family| id.starts_with(family))
}
