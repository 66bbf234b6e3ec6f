//! What the elements are called.

use super::{Card, CardId, Change, Element, Index, Label, Stage, What, Wording, lead_of};
use crate::map::id::{PersonId, StageId};
use crate::map::say;

/// The longest piece of a text in a line, in characters.
const SHORT: usize = 40;

/// `text` in quotation marks, cut to a short length.
pub(super) fn quote(text: &str) -> String {
    say::quote(text, SHORT)
}

impl<'a> Wording<'a> {
    /// What is called by this name: a person.
    pub(super) fn person(&self, id: &PersonId) -> String {
        self.people.name_of(id).to_owned()
    }

    /// The name of a stage: the new one, where it still is.
    pub(super) fn stage_label(&self, id: &StageId) -> String {
        let stage: Option<&&Stage> = self.new.stages.get(id).or_else(|| self.old.stages.get(id));
        stage.map_or_else(|| id.to_string(), |s| s.name.to_string())
    }

    /// A card as it is now, else as it was: its kind and what it says.
    pub(super) fn card(&self, id: &CardId) -> String {
        self.found_card(id)
            .map_or_else(|| format!("card {id}"), |c| format!("{} {}", c.kind(), quote(&c.text.one_line())))
    }

    pub(super) fn found_card(&self, id: &CardId) -> Option<&'a Card> {
        self.new.card(id).or_else(|| self.old.card(id))
    }

    /// The map in which the element of a change is looked at: the new one, unless it went.
    fn seen(&self, change: &Change) -> &Index<'a> {
        if matches!(change.what, What::Removed) { &self.old } else { &self.new }
    }

    /// What a change is about, as its line names it. An edited element has its old name: the line may say the new one.
    pub(super) fn thing(&self, change: &Change) -> String {
        let map = self.seen(change);
        match &change.at {
            Element::Map => "the map".to_owned(),
            Element::Lane(id) => format!("lane {}", quote(map.lanes.get(id).map_or("", |l| l.name.as_str()))),
            Element::Stage(id) => {
                format!("stage {}", quote(map.stages.get(id).map_or("", |s| s.name.as_str())))
            }
            Element::Card(id) => self.card(id),
            Element::Evidence(id) => {
                let found = map.evidence.get(id).map(|(_, e)| *e);
                let text = found.and_then(|e| e.text.as_ref().map(|t| t.one_line().into_owned()));
                let source = found.and_then(|e| e.source.as_ref().map(Label::to_string));
                let kind = found.map_or("", |e| e.kind.word());
                format!("evidence {}", quote(&text.or(source).unwrap_or_else(|| kind.to_owned())))
            }
            Element::Segment(id) => {
                let found = map.map.segments.iter().find(|s| s.id == *id);
                format!("segment {}", quote(found.map_or("", |s| s.name.as_str())))
            }
            Element::Event(id) => {
                let found = map.map.events.iter().find(|e| e.id == *id);
                found.map_or_else(
                    || "event".to_owned(),
                    |e| format!("{} {} of {}", event_word(e.kind.word()), quote(&e.text.one_line()), e.on),
                )
            }
            Element::Conflict(id) => {
                let found = map.map.conflicts.iter().find(|c| c.id == *id);
                let field =
                    found.and_then(|c| c.field.as_ref()).map_or_else(String::new, |f| format!(" {f} of"));
                format!("conflict over{field} {}", found.map_or("", |c| c.at.as_str()))
            }
            Element::Lead(card, id) => {
                let found = map.card(card).and_then(|c| lead_of(c, id));
                found.map_or_else(|| "lead".to_owned(), |l| format!("lead {}", quote(&l.question.one_line())))
            }
            Element::Reading(..) => self.reading(change),
            Element::Snooze { .. } => self.put_off(change),
            Element::Rule { rule, kind } => {
                let whose = match change.stage.home() {
                    Some(stage) => format!("stage {}", quote(&self.stage_label(stage))),
                    None => "the map".to_owned(),
                };
                let kind = kind.map_or_else(String::new, |kind| format!(" for {}", kind.plural()));
                format!("policy of {whose} about rule {rule}{kind}")
            }
        }
    }

    /// A reading with its value and day.
    pub(super) fn reading(&self, change: &Change) -> String {
        let Element::Reading(card, on) = &change.at else { return String::new() };
        let metric = self.seen(change).card(card).and_then(Card::metric);
        let value = metric.and_then(|m| m.readings.iter().find(|r| r.on == *on)).map(|r| r.value.to_string());
        let unit = metric.and_then(|m| m.unit.as_ref()).map_or_else(String::new, |u| format!(" {u}"));
        format!("reading {}{unit} of {on}", value.unwrap_or_default())
    }

    /// What stands in the same list as `at` under an id.
    pub(super) fn by_id(&self, at: &Element, id: &str) -> String {
        let named = match at {
            Element::Stage(_) => {
                self.new.map.stages.iter().find(|s| s.id.as_str() == id).map(|s| s.name.to_string())
            }
            Element::Lane(_) => {
                self.new.map.lanes.iter().find(|l| l.id.as_str() == id).map(|l| l.name.to_string())
            }
            Element::Card(_) => CardId::new(id)
                .ok()
                .and_then(|id| self.found_card(&id))
                .map(|c| c.text.one_line().into_owned()),
            _ => None,
        };
        named.map_or_else(|| id.to_owned(), |name| quote(&name))
    }
}

/// The word for an event of a kind.
fn event_word(kind: &str) -> &str {
    if kind == "other" { "event" } else { kind }
}
