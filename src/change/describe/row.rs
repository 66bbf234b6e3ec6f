//! A change in parts, for readers who see its element's name, its place and its fields beside each other.

use super::edited::{is_text, members};
use super::{Change, Element, Spot, What, Wording};
use crate::change::diff::Field;
use crate::change::words::{Piece, PieceKind, words};
use crate::map::card::Card;
use crate::map::edit::{CardField, LaneField, MapField, StageField};
use crate::map::review::Review;
use crate::map::{CardKind, Stage, say};

/// The most characters of an element's text in its name.
const NAME: usize = 160;
/// The most characters of one value.
const VALUE: usize = 80;
/// A text longer than this is compared word by word.
const WHOLE: usize = 40;
/// How many characters of what is the same stay in sight before and after what differs.
const AROUND: usize = 28;

/// How a field changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// It had no value, and has this one.
    Set(String),
    /// It had this value, and has none.
    Gone(String),
    /// It had one value and has another.
    From(String, String),
    /// A long text, word by word.
    Within(Vec<Piece>),
    /// A list: what came, what went; neither: another order.
    Members(Vec<String>, Vec<String>),
    /// In words of its own.
    Said(String),
}

impl Wording<'_> {
    /// What a change is about: its kind and its name; where that is no thing (a snooze), what happened.
    pub fn name(&self, change: &Change) -> String {
        match (&change.at, &change.what) {
            (Element::Card(id), _) => self.found_card(id).map_or_else(
                || format!("card {id}"),
                |c| format!("{} {}", c.kind(), say::quote(&c.text.one_line(), NAME)),
            ),
            (Element::Map, _) => format!("map {}", say::quote(self.new.map.title.as_str(), NAME)),
            (
                Element::Snooze { .. } | Element::Lead(..) | Element::Reading(..),
                What::Added | What::Removed,
            ) => self.said(change),
            (_, What::Outdated) => self.no_longer(change),
            _ => self.thing(change),
        }
    }

    /// The kind of the card that a change is about, or about a part of.
    pub fn card_kind(&self, change: &Change) -> Option<CardKind> {
        self.found_card(change.at.card()?).map(Card::kind)
    }

    /// The stage or map that a heading stands for: its name, and its id.
    pub fn heading(&self, stage: Option<&crate::map::id::StageId>) -> (String, String) {
        match stage {
            Some(id) => (format!("stage {}", say::quote(&self.stage_label(id), NAME)), id.to_string()),
            None => (
                format!("map {}", say::quote(self.new.map.title.as_str(), NAME)),
                self.new.map.id.to_string(),
            ),
        }
    }

    /// From where to where something went; `None`: it did not.
    pub fn route(&self, change: &Change) -> Option<String> {
        match &change.what {
            What::Moved { from, to } => Some(self.way(from, to)),
            What::Reordered { from, to } => {
                let (from, to) = (self.behind(change, from.as_deref()), self.behind(change, to.as_deref()));
                Some(format!("{to}, was {from}"))
            }
            _ => None,
        }
    }

    fn way(&self, from: &Spot, to: &Spot) -> String {
        let mut out = Vec::new();
        if from.stage != to.stage {
            let id = from.stage.as_ref().map_or_else(String::new, |id| format!(" [{id}]"));
            out.push(format!("from {}{id}", self.place(from)));
        }
        if let (Some(old), Some(new)) = (&from.lane, &to.lane)
            && old != new
        {
            let old = self.old.lanes.get(old).map_or("", |l| l.name.as_str());
            out.push(format!("from lane {}", super::quote(old)));
        }
        if out.is_empty() { "in the same cell".to_owned() } else { out.join(", ") }
    }

    fn behind(&self, change: &Change, id: Option<&str>) -> String {
        match id {
            None => "first".to_owned(),
            Some(id) => format!("after {} [{id}]", self.by_id(&change.at, id)),
        }
    }

    /// What a stage or card that came or went says beside its name: each field with its value.
    pub fn facts(&self, change: &Change) -> Vec<(&'static str, String)> {
        let map = if change.what == What::Removed { &self.old } else { &self.new };
        let names = |id: &_| self.person(id);
        match &change.at {
            Element::Card(id) => map.card(id).map_or_else(Vec::new, |card| card_facts(card, &names)),
            Element::Stage(id) => {
                map.stages.get(id).map_or_else(Vec::new, |stage| stage_facts(stage, &names))
            }
            _ => Vec::new(),
        }
    }

    /// How a field changed.
    pub fn turn(&self, before: &Field, after: &Field) -> Turn {
        if let (Field::Stage(StageField::Reviewed(old)), Field::Stage(StageField::Reviewed(new))) =
            (before, after)
        {
            return self.review(old.as_ref(), new.as_ref());
        }
        if let (Some(old), Some(new)) = (members(before), members(after)) {
            let without = |list: &[String], other: &[String]| {
                list.iter().filter(|item| !other.contains(item)).cloned().collect()
            };
            return Turn::Members(without(&new, &old), without(&old, &new));
        }
        let names = |id: &_| self.person(id);
        match (before.value(&names), after.value(&names)) {
            (Some(old), Some(new)) if old != new => between(is_written(before), &old, &new),
            (None, Some(new)) => Turn::Set(one(is_written(after), &new)),
            (Some(old), None) => Turn::Gone(one(is_written(before), &old)),
            _ => Turn::Said("changed".to_owned()),
        }
    }

    fn review(&self, old: Option<&Review>, new: Option<&Review>) -> Turn {
        let said = |r: &Review| {
            let note =
                r.note.as_ref().map_or_else(String::new, |n| format!(": {}", say::quote(n.as_str(), VALUE)));
            format!("{} by {}{note}", r.on, self.people.name_of(&r.by))
        };
        match (old.map(said), new.map(said)) {
            (Some(old), Some(new)) if old != new => Turn::From(old, new),
            (None, Some(new)) => Turn::Set(new),
            (Some(old), None) => Turn::Gone(old),
            _ => Turn::Said("holds for the stage as it is now".to_owned()),
        }
    }
}

/// The fields of a card that say something, but its text.
pub fn card_facts(card: &Card, names: crate::map::edit::Names<'_>) -> Vec<(&'static str, String)> {
    let plain = Card::new(card.id.clone(), card.kind(), "");
    let fields = CardField::differing(&plain, card);
    let fields = fields.iter().map(|(_, field)| field).filter(|field| !matches!(field, CardField::Text(_)));
    let mut out: Vec<_> = fields
        .filter_map(|f| Some((f.words(), one(is_written(&Field::Card(f.clone())), &f.value(names)?))))
        .collect();
    // Said of every pain: how bad it is.
    if let Some(pain) = card.pain()
        && !out.iter().any(|(field, _)| *field == "severity")
    {
        out.insert(0, ("severity", pain.severity.to_string()));
    }
    out
}

/// The fields of a stage that say something, but its name and what stands in it.
pub fn stage_facts(stage: &Stage, names: crate::map::edit::Names<'_>) -> Vec<(&'static str, String)> {
    let fields = StageField::differing(&Stage::new(stage.id.clone(), ""), stage);
    let fields = fields.iter().map(|(_, field)| field);
    let fields = fields
        .filter(|f| !matches!(f, StageField::Name(_) | StageField::Evidence(_) | StageField::Snoozes(_)));
    fields
        .filter_map(|f| Some((f.words(), one(is_written(&Field::Stage(f.clone())), &f.value(names)?))))
        .collect()
}

/// Whether its values are what people wrote: names and texts.
fn is_written(field: &Field) -> bool {
    let is_name = matches!(
        field,
        Field::Map(MapField::Title(_)) | Field::Stage(StageField::Name(_)) | Field::Lane(LaneField::Name(_))
    );
    is_name || is_text(field)
}

fn between(is_text: bool, old: &str, new: &str) -> Turn {
    let (old, new) = (line(old), line(new));
    if old == new {
        return Turn::Said("only blanks and line ends differ".to_owned());
    }
    let is_long = [&old, &new].into_iter().any(|text| text.chars().count() > WHOLE);
    if is_text && is_long {
        return Turn::Within(shortened(words(&old, &new)));
    }
    Turn::From(one(is_text, &old), one(is_text, &new))
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One value on a line.
fn one(is_text: bool, value: &str) -> String {
    let line = line(value);
    if is_text { say::quote(&line, VALUE) } else { cut(&line, VALUE * 2) }
}

fn cut(text: &str, most: usize) -> String {
    let mut chars = text.chars();
    let mut out: String = chars.by_ref().take(most).collect();
    if chars.next().is_some() {
        out.push('…');
    }
    out
}

/// The pieces with what is the same cut to what stands beside a change; what came or went is whole up to a length.
fn shortened(pieces: Vec<Piece>) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let shorten = |(at, piece): (usize, Piece)| {
        let text = match piece.kind {
            PieceKind::Same => middle(&piece.text, at > 0, at < last),
            _ => cut(&piece.text, VALUE * 5),
        };
        Piece { text, ..piece }
    };
    pieces.into_iter().enumerate().map(shorten).collect()
}

/// The beginning of a text where something stands before it, its end where something stands behind it.
fn middle(text: &str, has_before: bool, has_behind: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (head, tail) = (if has_before { AROUND } else { 0 }, if has_behind { AROUND } else { 0 });
    if chars.len() <= head + tail + 1 {
        return text.to_owned();
    }
    let start: String = chars.iter().take(head).collect();
    let end: String = chars.iter().skip(chars.len() - tail).collect();
    format!("{start}…{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_word_by_word_and_short_ones_whole() {
        assert_eq!(between(true, "Recieve", "Receive"), Turn::From("“Recieve”".into(), "“Receive”".into()));
        assert_eq!(between(false, "low", "high"), Turn::From("low".into(), "high".into()));
        assert!(matches!(between(true, "a\nb", "a  b"), Turn::Said(_)));
        let old = "The van is on its way and the customer has no idea when it will be there, and calls us";
        let Turn::Within(pieces) = between(true, old, &old.replace("no idea", "a rough idea")) else {
            panic!()
        };
        let told: Vec<String> = pieces.iter().map(|p| p.text.clone()).collect();
        assert_eq!(told, ["…ts way and the customer has ", "no", "a rough", " idea when it will be there,…"]);
    }

    #[test]
    fn what_is_cut_is_cut_between_letters() {
        assert_eq!(middle("日本語日本語", false, false), "…");
        assert_eq!(cut("日本語", 2), "日本…");
        assert_eq!(middle(&"日".repeat(100), true, true).chars().count(), AROUND * 2 + 1);
    }
}
