//! What happens when something happens: changes of the state, and what is to be done outside. No I/O here.

use super::act::Aside;
use super::app::{App, Screen};
use super::commands;
use super::effect::Effect;
use super::event::Event;
use super::keys::{Code, Key, Lookup};
use super::macros::Step;
use super::screens::which_key::scrolled;
use super::status::{Status, Tone};

/// Takes one event in.
pub fn update(app: &mut App, event: Event) -> Vec<Effect> {
    match event {
        Event::Key(key) => on_key(app, key),
        Event::Paste(text) => {
            app.note(Step::Paste(text.clone()));
            app.paste_text(&text);
        }
        Event::Mouse(mouse) => app.on_mouse(mouse),
        Event::Resize(columns, rows) => app.size = (columns, rows),
        Event::WhichKey => app.which_key = !app.pending.is_empty(),
        event => app.on_world(event),
    }
    app.take_in_arrived();
    app.show_room();
    app.take_in_shared();
    app.take_effects()
}

fn on_key(app: &mut App, key: Key) {
    if app.layers.is_empty() {
        on_screen_key(app, key);
    } else {
        let key = app.keymap.meant(key);
        app.note(Step::Key(key));
        app.on_layer_key(key);
    }
}

/// A key of the screen: the start of a sequence, a command, or nothing here.
fn on_screen_key(app: &mut App, key: Key) {
    if !app.pending.is_empty() && app.keymap.meant(key) == Key::plain(Code::Esc) {
        app.pending.clear();
        app.which_key = false;
        return;
    }
    if scrolls_keys(app, key) {
        return;
    }
    app.pending.push(key);
    app.which_key_top = 0;
    let found = match app.keymap.lookup(app.context(), &app.pending) {
        Lookup::Matched(bound) => Some(bound.0),
        Lookup::Pending(_) => {
            app.ask_world(Effect::WhichKeyTimer);
            return;
        }
        Lookup::None => None,
    };
    let typed = std::mem::take(&mut app.pending);
    app.which_key = false;
    match found {
        Some(command) => {
            app.note(Step::Command(command.id));
            run(app, command);
        }
        // A key never begins the sentence: with a capital it would be another key.
        None => app.say(Tone::Info, format!("Here {} does nothing; ? shows what does", words(&typed))),
    }
}

/// The keys that may follow are in sight, and this key is none of them: it looks at more of them.
fn scrolls_keys(app: &mut App, key: Key) -> bool {
    let is_seen = app.which_key && !app.pending.is_empty();
    let goes_on = || {
        let keys: Vec<Key> = app.pending.iter().copied().chain([key]).collect();
        !matches!(app.keymap.lookup(app.context(), &keys), Lookup::None)
    };
    if !is_seen || goes_on() {
        return false;
    }
    let to = scrolled(app, app.keymap.meant(key));
    app.which_key_top = to.unwrap_or(app.which_key_top);
    to.is_some()
}

fn words(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Runs a command if it can be done now, else says that it cannot.
pub(super) fn run(app: &mut App, command: &'static commands::Command) {
    if app.status.tone != Tone::Error {
        app.status = Status::default();
    }
    if !app.allows(command) {
        app.refuses_edit();
    } else if (command.when)(app) {
        (command.run)(app);
    } else if command.unless.is_empty() {
        app.say(Tone::Info, format!("not now: {}", command.words));
    } else {
        app.say(Tone::Info, command.unless);
    }
}

impl App {
    /// Something came back from outside.
    fn on_world(&mut self, event: Event) {
        let aside = self.hear_aside(&event);
        if aside == Aside::Swap {
            self.swap_aside();
        }
        self.take_in(event);
        if aside == Aside::Swap {
            self.swap_aside();
        }
    }

    fn take_in(&mut self, event: Event) {
        match event {
            Event::Row(row) => self.atlas.put(*row),
            Event::RowsDone(paths) => {
                self.atlas.done(&paths);
                self.refill_findings();
            }
            Event::Together(found) => {
                self.atlas.together = *found;
                self.refill_findings();
            }
            Event::Maps(maps) => self.maps_read(maps),
            Event::Elsewhere { words, done, failed } => self.done_elsewhere(words, done, &failed),
            Event::Opened(opened) => self.opened(*opened),
            Event::NotOpened(lines) => self.not_opened(lines),
            Event::Saved(result) => self.saved(result),
            Event::Arrived(arrived) => self.arrived(*arrived),
            Event::ArrivedBy { hash, who } => self.arrived_by(hash, &who),
            Event::DiskChanged => self.disk_changed(false),
            Event::DiskGone => self.disk_changed(true),
            Event::Others(others) => self.others(others),
            Event::Outside(known) => self.gathered(*known),
            Event::Edited(text) => self.edited_outside(text),
            Event::Me(person) => {
                self.me.get_or_insert(person);
            }
            Event::Called(name) => self.called = name,
            Event::Workspace(workspace) => {
                self.place.data = *workspace;
                self.place.is_unread = false;
                self.examine();
                if self.screen == Screen::Policy {
                    self.count_policy();
                }
                if self.screen == Screen::Atlas {
                    self.read_atlas();
                }
                self.look_again_at_findings();
                self.show_undecided();
            }
            Event::Since(found) => self.tell_since(found),
            Event::Threads(talked) => self.threads_read(*talked),
            Event::Timeline(purpose, timeline) => self.timeline_read(purpose, *timeline),
            Event::States(states) => self.states_read(*states),
            Event::Shared(shared) => self.heard_of_sharing(*shared),
            Event::VersionWritten(number) => {
                if let Some(doc) = &mut self.doc {
                    doc.version = Some(number);
                }
                self.say(Tone::Success, format!("version {number} written"));
                self.end_with_version(number);
            }
            Event::Offer(offer) => self.offered(*offer),
            Event::Workshop(record, now) => self.workshop_on(*record, now),
            Event::Records => self.records_changed(),
            Event::Actions(listing) => self.actions_read(*listing),
            Event::Minutes(minutes) => self.show_minutes(&minutes),
            Event::Clock(now) => self.tick(now),
            Event::Slips(slips) => self.take_slips(slips),
            Event::Done(words) => {
                self.say(Tone::Success, words);
                if self.screen == Screen::Atlas {
                    self.read_atlas();
                }
            }
            Event::Failed(words) => self.say(Tone::Error, words),
            Event::Terminated => self.ask_world(Effect::Quit),
            Event::Key(_) | Event::Paste(_) | Event::Mouse(_) | Event::Resize(..) | Event::WhichKey => {}
        }
    }
}

#[cfg(test)]
mod tests;
