//! Versions: writing one.

use super::super::app::App;
use super::super::effect::Effect;
use super::super::status::Tone;

impl App {
    /// Writes a version of the map as it is.
    pub fn write_version(&mut self, why: &str) {
        let why = why.trim();
        if why.is_empty() {
            self.say(Tone::Warning, "a version needs a reason: what will somebody want to know in a year?");
            return;
        }
        if let Some(room) = &mut self.room {
            // A version of its own: the end of a workshop waits for another one, which was perhaps not written.
            room.ending = None;
        }
        if let Some(doc) = &self.doc {
            let map = Box::new(doc.map.clone());
            self.ask_world(Effect::WriteVersion { map, why: why.to_owned() });
        }
    }
}
