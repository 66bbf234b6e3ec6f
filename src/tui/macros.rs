//! Macros: what was done between start and stop, to be done again elsewhere.
//!
//! A macro is a list of commands by id, and of the keys and pastes that their texts, lists and forms were given. Commands
//! act on what has focus when they are played, so a macro means something wherever one stands; keys of the screen are not
//! kept, so it outlives a change of the keymap.

use super::keys::Key;

/// A macro holds at most this many steps: a forgotten recording must not grow for ever.
pub const LONGEST: usize = 2000;

/// A macro is played at most this many times at once.
pub const MOST_TIMES: usize = 1000;

/// One step of a macro.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A command of the screen.
    Command(&'static str),
    /// A key for what lies over the screen.
    Key(Key),
    /// A pasted text.
    Paste(String),
}

/// What is being recorded, and what was recorded last.
#[derive(Debug, Clone, Default)]
pub struct Macros {
    recording: Option<Vec<Step>>,
    last: Vec<Step>,
    /// Where in the recording the list of commands was opened.
    palette: Option<usize>,
    /// What is typed now belongs to a command that is left out.
    muted: bool,
    /// While one is played nothing is recorded.
    playing: bool,
}

impl Macros {
    /// How many steps the recording has; `None` while nothing is recorded.
    pub fn recorded(&self) -> Option<usize> {
        self.recording.as_ref().map(Vec::len)
    }

    /// The steps of the macro recorded last.
    pub fn last(&self) -> &[Step] {
        &self.last
    }

    /// Whether a macro is being played.
    pub fn is_playing(&self) -> bool {
        self.playing
    }

    /// Says that playing begins or ends.
    pub(super) fn set_playing(&mut self, playing: bool) {
        self.playing = playing;
    }

    /// Starts a recording.
    pub fn start(&mut self) {
        self.recording = Some(Vec::new());
        self.palette = None;
        self.muted = false;
    }

    /// Ends the recording and keeps it, unless nothing was done in it; gives how many steps it has.
    pub fn stop(&mut self) -> Option<usize> {
        let steps = self.recording.take()?;
        let count = steps.len();
        if count > 0 {
            self.last = steps;
        }
        Some(count)
    }

    /// Keeps a step; gives whether there was room for it.
    pub fn note(&mut self, step: Step) -> bool {
        let Some(steps) = self.recording.as_mut().filter(|_| !self.playing) else { return true };
        match &step {
            Step::Command(id) => {
                self.palette = (*id == PALETTE).then_some(steps.len());
                self.muted = is_left_out(id);
            }
            Step::Key(_) | Step::Paste(_) => {}
        }
        if self.muted {
            return true;
        }
        if steps.len() >= LONGEST {
            return false;
        }
        steps.push(step);
        true
    }

    /// A command was picked from the list of commands: the way through the list is not part of the macro.
    pub fn picked(&mut self, command: &'static str) {
        if let (Some(steps), Some(at)) = (&mut self.recording, self.palette.take()) {
            steps.truncate(at);
            self.note(Step::Command(command));
        }
    }
}

/// The command that opens the list of all commands.
const PALETTE: &str = "app.palette";

/// Whether a command is no part of a macro: those of macros themselves, and those that leave the map or wait for the world.
fn is_left_out(command: &str) -> bool {
    command.starts_with("macro.")
        || command.starts_with("file.")
        || matches!(
            command,
            "app.suspend" | "card.edit-outside" | "map.close" | "people.show" | "policy.show" | "view.redraw"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_through_the_list_of_commands_is_not_kept() {
        let mut macros = Macros::default();
        macros.start();
        macros.note(Step::Command("card.up"));
        macros.note(Step::Command(PALETTE));
        macros.note(Step::Key(Key::char('x')));
        macros.picked("edit.duplicate");
        assert_eq!(macros.stop(), Some(2));
        assert_eq!(macros.last(), [Step::Command("card.up"), Step::Command("edit.duplicate")]);
    }

    #[test]
    fn what_a_left_out_command_asks_is_left_out_too() {
        let mut macros = Macros::default();
        macros.start();
        macros.note(Step::Command("file.version"));
        macros.note(Step::Key(Key::char('x')));
        macros.note(Step::Command("card.edit"));
        macros.note(Step::Key(Key::char('y')));
        assert_eq!(macros.stop(), Some(2));
        assert_eq!(macros.last(), [Step::Command("card.edit"), Step::Key(Key::char('y'))]);
    }

    #[test]
    fn a_recording_does_not_grow_for_ever() {
        let mut macros = Macros::default();
        macros.start();
        for _ in 0..LONGEST {
            assert!(macros.note(Step::Command("card.up")));
        }
        assert!(!macros.note(Step::Command("card.up")));
        assert_eq!(macros.stop(), Some(LONGEST));
    }

    #[test]
    fn an_empty_recording_leaves_the_last_one() {
        let mut macros = Macros::default();
        macros.start();
        macros.note(Step::Command("card.up"));
        macros.stop();
        macros.start();
        assert_eq!(macros.stop(), Some(0));
        assert_eq!(macros.last().len(), 1);
        assert_eq!(macros.stop(), None);
    }
}
