//! Setting up git in this clone: what would be written is said, then written.

use super::super::super::app::App;
use super::super::super::effect::Effect;
use super::super::super::layer::{Answer, Layer};
use super::super::super::sharing::{Going, Share};
use super::super::super::status::{Status, Tone};
use super::super::question;
use crate::store::share::Trouble;

impl App {
    /// Looks at what this clone needs.
    pub fn look_at_setup(&mut self) {
        self.set_up(Share::LookAtSetup);
    }

    /// Writes what this clone needs.
    pub(in super::super) fn write_setup(&mut self) {
        self.set_up(Share::SetUp);
    }

    fn set_up(&mut self, what: Share) {
        if !self.is_sharing() {
            self.sharing.going = Going::SettingUp;
            self.ask_world(Effect::Share(what));
        }
    }

    /// Says what would be written.
    pub(super) fn ask_set_up(&mut self, lines: Result<Vec<String>, Trouble>) {
        match lines {
            Err(trouble) => self.not_set_up(&trouble),
            Ok(lines) if lines.is_empty() => {
                self.say(Tone::Success, "git in this clone is set up: it merges maps by their elements");
            }
            Ok(lines) => {
                self.status = Status::default();
                let confirm = question::new("Set up git in this clone?", lines)
                    .choice('y', "write it", Answer::SetUpGit)
                    .safe('n', "do nothing", Answer::No);
                self.push(Layer::Confirm(Box::new(confirm)));
            }
        }
    }

    /// Says what was written.
    pub(super) fn is_set_up(&mut self, lines: Result<Vec<String>, Trouble>) {
        match lines {
            Err(trouble) => self.not_set_up(&trouble),
            Ok(lines) => {
                self.say(Tone::Success, "git in this clone merges maps by their elements now");
                self.push(Layer::Sheet(Box::new(question::to_read("Git is set up", &lines))));
            }
        }
    }

    fn not_set_up(&mut self, trouble: &Trouble) {
        let hints = trouble.hints.iter().map(|hint| self.hint_here(hint));
        let words: Vec<String> = [trouble.message.clone()].into_iter().chain(hints).collect();
        self.say(Tone::Error, format!("git is not set up: {}", words.join("; ")));
    }

    /// Says once, and over nothing louder, that this clone merges maps by their lines.
    pub(super) fn say_no_driver(&mut self) {
        if matches!(self.status.tone, Tone::Warning | Tone::Error) {
            return;
        }
        let key = self.key_of("git.setup");
        self.say(Tone::Info, format!("git in this clone merges these maps line by line; {key} sets it up"));
    }
}
