//! The person's own editor, and text that is pasted where no field is open.

use super::super::app::{App, Screen};
use super::super::effect::Effect;
use super::super::focus::Focus;
use super::super::nav;
use super::super::status::Tone;
use crate::map::edit::{self, CardField, Edit, MapField, StageField};
use crate::map::{Card, Place, Text};

impl App {
    /// Opens the focused text in `$EDITOR`: a card's text, a stage's goal, the map's scenario.
    pub fn edit_outside(&mut self) {
        match self.outside_text() {
            Some(text) => self.ask_world(Effect::EditOutside(text)),
            None => self.say(Tone::Info, "go to a card, a stage or the title to edit its text"),
        }
    }

    fn outside_text(&self) -> Option<String> {
        let doc = self.doc.as_ref()?;
        match &doc.focus {
            Focus::Card(id) => doc.map.card(id).map(|c| c.text.to_string()),
            Focus::Stage(id) => {
                doc.map.stage(id).map(|s| s.goal.as_ref().map(ToString::to_string).unwrap_or_default())
            }
            Focus::Map => Some(doc.map.scenario.as_ref().map(ToString::to_string).unwrap_or_default()),
            Focus::Lane(_) | Focus::Cell(..) => None,
        }
    }

    /// The editor gave a text back.
    pub fn edited_outside(&mut self, text: Option<String>) {
        let Some(text) = text else {
            self.say(Tone::Info, "nothing was changed in the editor");
            return;
        };
        let Some(doc) = &self.doc else { return };
        let text = Text::new(&text);
        let optional = (!text.is_empty()).then(|| text.clone());
        let edit = match &doc.focus {
            Focus::Card(_) if text.is_empty() => {
                self.say(Tone::Warning, "a card needs a text; d cuts it");
                return;
            }
            Focus::Card(id) => Edit::SetCard { card: id.clone(), field: CardField::Text(text) },
            Focus::Stage(id) => Edit::SetStage { stage: id.clone(), field: StageField::Goal(optional) },
            _ => Edit::SetMap(MapField::Scenario(optional)),
        };
        self.edit(edit);
    }

    /// Text pasted over the board: one card per paragraph where cards can stand, as one step; never commands.
    pub fn paste_as_card(&mut self, text: &str) {
        if self.screen != Screen::Map {
            self.say(Tone::Info, "text can be pasted into a map; open one first");
            return;
        }
        let Some(doc) = &self.doc else { return };
        let place = nav::place_for_new(&doc.map, &doc.focus);
        let Some((place, kind)) =
            place.and_then(|p| Some((p.clone(), doc.map.lane(&p.lane)?.role.card_kind()?)))
        else {
            self.say(Tone::Info, "go to a cell to paste text as a card");
            return;
        };
        let text = Text::new(text);
        if text.is_empty() {
            return;
        }
        let id = edit::fresh_card_id(&doc.map, text.as_str(), kind.word(), self.ids.as_mut());
        let card = Card::new(id.clone(), kind, text.as_str());
        if self.edit(edit::add_card(Place { ..place }, card))
            && let Some(doc) = &mut self.doc
        {
            doc.focus = Focus::Card(id);
        }
    }
}
