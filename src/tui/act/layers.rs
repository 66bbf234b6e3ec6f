//! Keys, pasted text and clicks of the topmost layer.

use super::super::app::App;
use super::super::ask::Ask;
use super::super::keys::{Code, Key};
use super::super::layer::{Choice, FormLayer, Layer, Subject};
use super::super::reviewing::Reviewed;
use super::super::status::{Status, Tone};
use super::super::widgets::{form, picker, sheet, textbox};

impl App {
    /// A key for the topmost layer.
    pub fn on_layer_key(&mut self, key: Key) {
        if key == Key::plain(Code::Del) && self.remove_row() {
            return;
        }
        match self.layers.last_mut() {
            Some(Layer::Text(_)) => self.typing_key(key),
            Some(Layer::Pick(picker)) => {
                let outcome = picker.key(&key);
                self.picked(outcome);
            }
            Some(Layer::Form(layer)) => {
                let outcome = layer.form.key(&key);
                self.form_moved(outcome);
            }
            Some(Layer::Confirm(confirm)) => {
                if let Some(answer) = confirm.key(&key) {
                    self.layers.pop();
                    self.decided(answer);
                }
            }
            Some(Layer::Review(review)) => match review.key(key) {
                Reviewed::Stay => {}
                Reviewed::Closed => drop(self.layers.pop()),
                Reviewed::Answered(answer) => {
                    let since = std::mem::take(&mut review.since);
                    self.layers.pop();
                    self.reviewed(answer, &since);
                }
            },
            Some(Layer::Sheet(sheet)) => {
                let outcome = sheet.key(&key);
                if outcome != sheet::Outcome::Stay {
                    self.layers.pop();
                }
            }
            Some(Layer::Capture(_)) => self.capture_key(key),
            None => {}
        }
    }

    fn typing_key(&mut self, key: Key) {
        let Some(Layer::Text(typing)) = self.layers.last_mut() else { return };
        if key == Key::plain(Code::Esc) {
            self.leave_typing();
            return;
        }
        if key == Key::ctrl('s') {
            self.keep_typing();
            return;
        }
        match typing.text.key(&key) {
            textbox::Outcome::Changed => {
                typing.warned = false;
                self.journal_draft();
            }
            textbox::Outcome::Moved | textbox::Outcome::Ignored => {}
            textbox::Outcome::Accepted => {
                let (ask, text) = (typing.ask.clone(), typing.text.value().to_owned());
                self.layers.pop();
                self.answered(ask, &text);
                self.journal_draft();
            }
        }
    }

    /// Ctrl-S keeps the text as in a form, and asks for no next one.
    fn keep_typing(&mut self) {
        let Some(Layer::Text(typing)) = self.layers.last() else { return };
        let (mut ask, text) = (typing.ask.clone(), typing.text.value().to_owned());
        if let Ask::NewCard { keep, .. } = &mut ask {
            *keep = false;
        }
        self.layers.pop();
        self.answered(ask, &text);
        self.journal_draft();
    }

    /// Esc: an unchanged text goes at once; a changed one is kept for `Esc` once more, so that no word is lost by a slip.
    fn leave_typing(&mut self) {
        let Some(Layer::Text(typing)) = self.layers.last_mut() else { return };
        let text = typing.text.value().to_owned();
        if text.trim().is_empty() || text == typing.before || typing.warned {
            if typing.warned {
                self.status = Status::default();
            }
            self.layers.pop();
            self.journal_draft();
        } else {
            typing.warned = true;
            self.say(Tone::Warning, "not kept yet: Enter keeps it, Esc again leaves without it");
        }
    }

    /// A list did something.
    pub(super) fn picked(&mut self, outcome: picker::Outcome<Choice>) {
        match outcome {
            picker::Outcome::Stay => {}
            picker::Outcome::Moved(choice) => self.preview(&choice),
            picker::Outcome::Picked(choice) => {
                self.layers.pop();
                self.chosen(choice);
            }
            picker::Outcome::New(text) => {
                self.layers.pop();
                self.picked_new(&text);
            }
            picker::Outcome::Cancelled => {
                self.layers.pop();
                self.end_preview();
            }
        }
    }

    fn form_moved(&mut self, outcome: form::Outcome) {
        match outcome {
            form::Outcome::Stay => self.journal_draft(),
            form::Outcome::Cancelled => {
                let left = self.layers.pop();
                self.journal_draft();
                if let Some(Layer::Form(form)) = left
                    && let Subject::Row(rows, key) = &form.subject
                {
                    self.back_to_rows(rows, key.as_deref());
                }
            }
            form::Outcome::Open(field) => self.open_field_picker(field),
            form::Outcome::Submit(values) => {
                let Some(Layer::Form(layer)) = self.layers.pop() else { return };
                let FormLayer { subject, .. } = *layer;
                self.submitted(&subject, values);
                self.journal_draft();
            }
        }
    }

    /// Text was pasted: into the topmost text, else as new cards here, never as commands.
    pub fn paste_text(&mut self, text: &str) {
        match self.layers.last_mut() {
            Some(Layer::Text(typing)) => {
                typing.text.paste(text);
                self.journal_draft();
            }
            Some(Layer::Pick(picker)) => {
                let outcome = picker.paste(text);
                self.picked(outcome);
            }
            Some(Layer::Form(layer)) => {
                let outcome = layer.form.paste(text);
                self.form_moved(outcome);
            }
            Some(Layer::Capture(_)) => self.paste_into_capture(text),
            Some(Layer::Confirm(_) | Layer::Review(_) | Layer::Sheet(_)) => {}
            None => self.paste_as_card(text),
        }
    }
}
