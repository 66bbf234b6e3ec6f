//! Forms: all fields of what has focus.

use super::super::app::App;
use super::super::focus::Focus;
use super::super::forms;
use super::super::layer::{Layer, Subject};
use super::super::status::Tone;

impl App {
    /// Opens all fields of what has focus.
    pub fn open_form(&mut self) {
        let Some(doc) = &self.doc else { return };
        let subject = match doc.focus.clone() {
            Focus::Map => Subject::Map,
            Focus::Stage(id) => Subject::Stage(id),
            Focus::Lane(id) => Subject::Lane(id),
            Focus::Card(id) => Subject::Card(id),
            Focus::Cell(..) => {
                self.say(Tone::Info, "nothing stands here yet; a adds a card");
                return;
            }
        };
        self.open_form_of(&subject);
    }

    /// Opens all fields of something; gives whether it is there.
    pub fn open_form_of(&mut self, subject: &Subject) -> bool {
        let Some(layer) = forms::form(self, subject) else { return false };
        self.push(Layer::Form(Box::new(layer)));
        true
    }
}
