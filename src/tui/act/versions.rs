//! Versions: writing, listing, restoring.

use super::super::app::App;
use super::super::effect::Effect;
use super::super::event::VersionRow;
use super::super::layer::{Answer, Choice, Layer};
use super::super::status::Tone;
use super::super::widgets::picker::{Item, Picker};
use super::question;
use crate::map::Map;

impl App {
    /// Writes a version of the map as it is.
    pub fn write_version(&mut self, why: &str) {
        let why = why.trim();
        if why.is_empty() {
            self.say(Tone::Warning, "a version needs a reason: what will somebody want to know in a year?");
            return;
        }
        if let Some(doc) = &self.doc {
            let map = Box::new(doc.map.clone());
            self.ask_world(Effect::WriteVersion { map, why: why.to_owned() });
        }
    }

    /// The versions that there are.
    pub fn pick_version(&mut self, rows: &[VersionRow]) {
        if rows.is_empty() {
            self.say(Tone::Info, "no versions yet; Space f v writes one");
            return;
        }
        let items = rows
            .iter()
            .map(|r| Item::new(&format!("v{}", r.number), Choice::Version(r.number)).note(&r.words))
            .collect();
        self.push(Layer::Pick(Box::new(Picker::new("Versions: Enter restores one", items))));
    }

    /// Asks before a version is restored.
    pub fn confirm_restore(&mut self, number: u32) {
        let lines =
            vec!["What is here now is written as a version first, and u takes the restoring back.".into()];
        let confirm = question::new(&format!("Restore version {number}?"), lines)
            .choice('y', "restore it", Answer::Restore(number))
            .safe('n', "no", Answer::No);
        self.push(Layer::Confirm(Box::new(confirm)));
    }

    /// A version was read: the map becomes it, as one step that can be undone.
    pub fn restore_version(&mut self, number: u32, map: Map) {
        if self.edit(crate::map::edit::Edit::Replace(Box::new(map))) {
            self.say(Tone::Success, format!("version {number} restored  (u to undo)"));
        }
    }
}
