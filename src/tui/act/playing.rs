//! Recording and playing macros.

use super::super::app::{App, Screen};
use super::super::ask::Ask;
use super::super::commands;
use super::super::focus::Focus;
use super::super::keys::{Code, Key};
use super::super::layer::Layer;
use super::super::macros::{MOST_TIMES, Step};
use super::super::status::{Status, Tone};
use super::super::update;
use super::super::view::View;
use crate::map::say::many;

/// What a step can change: a command that leaves all of it as it was could not be done.
#[derive(PartialEq)]
struct Trace {
    screen: Screen,
    revision: Option<(u64, usize, usize)>,
    focus: Option<Focus>,
    view: Option<View>,
    layers: usize,
    effects: usize,
}

impl App {
    /// Starts recording, or ends it.
    pub fn record_macro(&mut self) {
        match self.macros.recorded() {
            None => {
                self.macros.start();
                let key = self.key_of("macro.record");
                self.say(Tone::Info, format!("recording: what is done now is a macro; {key} ends it"));
            }
            Some(_) => self.end_recording(),
        }
    }

    /// Ends a recording, and says what came of it.
    pub fn end_recording(&mut self) {
        let words = match self.macros.stop() {
            None => return,
            Some(0) => "nothing was done, so nothing is recorded".to_owned(),
            Some(count) => {
                format!("macro recorded, {}; {} plays it", steps(count), self.key_of("macro.play"))
            }
        };
        self.say(Tone::Info, words);
    }

    /// The first key of a command as people read it; where it has none, the way through the list of commands.
    pub fn key_of(&self, id: &str) -> String {
        let key = |id| commands::find(id).and_then(|c| self.keymap.first_key(c));
        key(id).or_else(|| key("app.palette")).unwrap_or_default()
    }

    /// A step is part of the macro that is being recorded. A recording that is full ends.
    pub(in super::super) fn note(&mut self, step: Step) {
        if !self.macros.note(step) {
            self.end_recording();
        }
    }

    /// How often was typed.
    pub(super) fn play_typed(&mut self, text: &str) {
        if let Ok(times @ 1..=MOST_TIMES) = text.trim().parse() {
            self.play_macro(times);
        } else {
            self.say(Tone::Warning, format!("a number from 1 to {MOST_TIMES}"));
            self.ask_with(Ask::PlayMacro, text);
        }
    }

    /// Plays the macro so many times from here on: one step of undo. It stops at the first thing that cannot be done.
    pub fn play_macro(&mut self, times: usize) {
        if self.macros.recorded().is_some() {
            self.say(Tone::Info, "a macro cannot play while one is recorded");
            return;
        }
        let steps = self.macros.last().to_vec();
        if steps.is_empty() || self.macros.is_playing() {
            return;
        }
        let Some(doc) = &self.doc else { return };
        let (before, from) = (doc.history.len().0, doc.focus.clone());
        self.macros.set_playing(true);
        self.status = Status::default();
        let stopped = self.play(&steps, times);
        self.macros.set_playing(false);
        self.join_steps(before, from);
        self.say_played(steps.len(), times, stopped);
    }

    /// Plays; gives the round, the step in it and why, where something could not be done.
    fn play(&mut self, steps: &[Step], times: usize) -> Option<(usize, usize, String)> {
        for round in 0..times {
            for (at, step) in steps.iter().enumerate() {
                if let Err(why) = self.play_step(step) {
                    return Some((round, at, why));
                }
            }
        }
        None
    }

    fn play_step(&mut self, step: &Step) -> Result<(), String> {
        match step {
            Step::Command(id) => return self.play_command(id),
            Step::Key(_) if self.layers.is_empty() => return Err("nothing asks for a text here".to_owned()),
            Step::Key(key) => {
                self.on_layer_key(*key);
                let hands_in = *key == Key::plain(Code::Enter) || *key == Key::ctrl('s');
                // What was handed in may be refused in words; what is typed stays open then.
                if !hands_in || !self.is_refused() {
                    return Ok(());
                }
            }
            Step::Paste(text) => {
                let before = self.trace();
                let on_screen = self.layers.is_empty();
                self.paste_text(text);
                if !on_screen || self.trace() != before {
                    return Ok(());
                }
            }
        }
        Err(self.status.words.clone())
    }

    fn is_refused(&self) -> bool {
        matches!(self.status.tone, Tone::Warning | Tone::Error)
    }

    fn play_command(&mut self, id: &str) -> Result<(), String> {
        if let Some(layer) = self.layers.last() {
            return Err(format!("{} waits for an answer", layer_words(layer)));
        }
        let command = commands::find(id).filter(|c| c.is_in(self.context()));
        let command = command.ok_or_else(|| format!("`{id}` means nothing here"))?;
        if !(command.when)(self) {
            return Err(command.unless.to_owned());
        }
        let before = self.trace();
        update::run(self, command);
        let words = &self.status.words;
        if self.is_refused() {
            return Err(words.clone());
        }
        if self.trace() == before {
            return Err(if words.is_empty() {
                format!("{}: not here", command.words)
            } else {
                words.clone()
            });
        }
        Ok(())
    }

    fn trace(&self) -> Trace {
        let doc = self.doc.as_ref();
        Trace {
            screen: self.screen,
            revision: doc.map(|d| (d.history.revision(), d.history.len().0, d.history.len().1)),
            focus: doc.map(|d| d.focus.clone()),
            view: doc.map(|d| d.view.clone()),
            layers: self.layers.len(),
            effects: self.effects.len(),
        }
    }

    /// Makes all that was played one step of undo.
    fn join_steps(&mut self, before: usize, from: Focus) {
        let Some(doc) = &mut self.doc else { return };
        let count = doc.history.len().0.saturating_sub(before);
        if count > 1 {
            let first = doc.history.words().nth(count - 1).unwrap_or_default().to_owned();
            doc.history.join(before, format!("macro: {first} (and {} more)", count - 1), from);
        }
    }

    fn say_played(&mut self, count: usize, times: usize, stopped: Option<(usize, usize, String)>) {
        let often = match times {
            1 => "macro played".to_owned(),
            n => format!("macro played {n} times"),
        };
        match stopped {
            None => self.say(Tone::Info, format!("{often}  ({} to undo)", self.key_of("history.undo"))),
            Some((round, at, why)) => {
                let round = if times > 1 { format!(" of round {}", round + 1) } else { String::new() };
                let at = at + 1;
                self.say(Tone::Warning, format!("macro stopped at step {at} of {count}{round}: {why}"));
            }
        }
    }
}

fn steps(count: usize) -> String {
    many(count, "step")
}

fn layer_words(layer: &Layer) -> &'static str {
    match layer {
        Layer::Text(_) => "a text",
        Layer::Pick(_) => "a list",
        Layer::Form(_) => "a form",
        Layer::Confirm(_) => "a question",
        Layer::Review(_) => "a review",
        Layer::Sheet(_) => "something to read",
        Layer::Capture(_) => "the capture line",
    }
}
