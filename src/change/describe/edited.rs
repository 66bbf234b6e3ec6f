//! One field that is not what it was, in words.

use super::names::quote;
use super::{Change, Element, Wording};
use crate::change::diff::Field;
use crate::change::words::excerpts;
use crate::map::edit::{CardField, EvidenceField, LaneField, LeadField, MapField, StageField, StepField};
use crate::map::review::Review;
use crate::map::say;

/// The most characters of a value in a line.
const LONG: usize = 60;

impl Wording<'_> {
    pub(super) fn edited(&self, change: &Change, before: &Field, after: &Field) -> String {
        if let Some(said) = self.special(change, before, after) {
            return said;
        }
        let thing = self.whose(change);
        let field = after.words();
        let names = |id: &_| self.person(id);
        if let Some((came, went)) = membership(before, after) {
            return set(field, &thing, &came, &went);
        }
        match (before.value(&names), after.value(&names)) {
            (Some(old), Some(new)) if old != new => {
                let (old, new) = self.shown(before, &old, &new);
                format!("{field} of {thing} changed from {old} to {new}")
            }
            (None, Some(new)) => format!("{field} of {thing} set to {}", one(before, &new)),
            (Some(old), None) => format!("{field} of {thing} taken away (was {})", one(before, &old)),
            _ => format!("{field} of {thing} changed"),
        }
    }

    /// What has words of its own.
    fn special(&self, change: &Change, before: &Field, after: &Field) -> Option<String> {
        let named = |name: &str| quote(name);
        Some(match (before, after) {
            (Field::Map(MapField::Title(old)), Field::Map(MapField::Title(new))) => {
                format!("map {} renamed to {}", named(old.as_str()), named(new.as_str()))
            }
            (Field::Stage(StageField::Name(old)), Field::Stage(StageField::Name(new))) => {
                format!("stage {} renamed to {}", named(old.as_str()), named(new.as_str()))
            }
            (Field::Lane(LaneField::Name(old)), Field::Lane(LaneField::Name(new))) => {
                format!("lane {} renamed to {}", named(old.as_str()), named(new.as_str()))
            }
            (Field::Stage(StageField::Reviewed(old)), Field::Stage(StageField::Reviewed(new))) => {
                self.reviewed(change, old.as_ref(), new.as_ref())
            }
            (Field::Kind(old), Field::Kind(new)) => match &change.at {
                Element::Card(id) => format!("{} was a {old} before", self.card(id)),
                _ => format!("{new}, was {old}"),
            },
            (Field::Card(CardField::Step(StepField::MomentOfTruth(was))), _) => {
                format!(
                    "{} is {} moment of truth",
                    self.thing(change),
                    if *was { "no longer a" } else { "a" }
                )
            }
            (_, Field::Card(CardField::Filed(filed))) => match filed {
                Some(stage) => format!(
                    "{} is filed under {}, where it does not stand",
                    self.thing(change),
                    quote(&self.stage_label(stage))
                ),
                None => format!("{} stands where it is filed", self.thing(change)),
            },
            _ => return None,
        })
    }

    fn reviewed(&self, change: &Change, old: Option<&Review>, new: Option<&Review>) -> String {
        let thing = self.thing(change);
        let said = |r: &Review| format!("on {} by {}", r.on, self.people.name_of(&r.by));
        let note = |r: &Review| {
            r.note.as_ref().map_or_else(String::new, |n| format!(": {}", say::quote(n.as_str(), LONG)))
        };
        match (old, new) {
            (_, Some(new)) if old.is_none_or(|old| said(old) != said(new)) => {
                let last = old.map_or_else(String::new, |old| format!(" (last {})", said(old)));
                format!("{thing} reviewed {}{last}{}", said(new), note(new))
            }
            (Some(old), None) => format!("review of {thing} {} taken away", said(old)),
            (_, Some(new)) => format!("review of {thing} {} changed{}", said(new), note(new)),
            (None, None) => format!("review of {thing} changed"),
        }
    }

    /// Whose field it is. A card whose text changed is named by its kind alone: the line says both texts.
    fn whose(&self, change: &Change) -> String {
        use crate::change::diff::What;
        match (&change.at, &change.what) {
            (Element::Card(id), What::Edited { after: Field::Card(CardField::Text(_)), .. }) => {
                self.found_card(id).map_or_else(String::new, |c| c.kind().to_string())
            }
            (Element::Lead(card, _), What::Edited { after: Field::Lead(LeadField::Question(_)), .. }) => {
                format!("a lead of {}", self.card(card))
            }
            (Element::Evidence(_), What::Edited { after: Field::Evidence(EvidenceField::Text(_)), .. }) => {
                "evidence".to_owned()
            }
            (
                Element::Event(_),
                What::Edited { after: Field::Event(crate::map::edit::EventField::Text(_)), .. },
            ) => "event".to_owned(),
            (Element::Reading(card, on), _) => format!("the reading of {on} of {}", self.card(card)),
            _ => self.thing(change),
        }
    }

    /// Two values, texts in quotation marks and cut around what differs.
    #[allow(clippy::unused_self, reason = "reads as one of a family")]
    fn shown(&self, field: &Field, old: &str, new: &str) -> (String, String) {
        let (old, new) = excerpts(old, new, LONG);
        if is_text(field) { (say::quote(&old, LONG * 2), say::quote(&new, LONG * 2)) } else { (old, new) }
    }
}

/// One value on a line.
fn one(field: &Field, value: &str) -> String {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if is_text(field) { say::quote(&line, LONG) } else { line.chars().take(LONG * 2).collect() }
}

/// Whether its values are what people wrote.
pub(super) fn is_text(field: &Field) -> bool {
    use crate::map::edit::{EventField, SegmentField};
    matches!(
        field,
        Field::Card(CardField::Text(_) | CardField::Detail(_))
            | Field::Stage(StageField::Goal(_))
            | Field::Map(MapField::Scenario(_) | MapField::Expectations(_) | MapField::Actor(_))
            | Field::Event(EventField::Text(_))
            | Field::Evidence(EvidenceField::Text(_))
            | Field::Segment(SegmentField::Note(_) | SegmentField::Name(_))
            | Field::Lead(LeadField::Question(_) | LeadField::Insight(_) | LeadField::Action(_))
            | Field::Conflict(_)
    )
}

/// What came into a list and what went out of it; `None`: the field is no list.
fn membership(before: &Field, after: &Field) -> Option<(Vec<String>, Vec<String>)> {
    let (old, new) = (members(before)?, members(after)?);
    let without = |list: &[String], other: &[String]| {
        list.iter().filter(|item| !other.contains(item)).cloned().collect::<Vec<_>>()
    };
    Some((without(&new, &old), without(&old, &new)))
}

pub(super) fn members(field: &Field) -> Option<Vec<String>> {
    use crate::map::edit::{EventField, OpportunityField, SegmentField};
    fn words<T: ToString>(list: &[T]) -> Vec<String> {
        list.iter().map(ToString::to_string).collect()
    }
    Some(match field {
        Field::Map(MapField::Tags(list))
        | Field::Stage(StageField::Tags(list) | StageField::Watches(list))
        | Field::Card(CardField::Tags(list))
        | Field::Segment(SegmentField::Channels(list)) => words(list),
        Field::Card(CardField::Segments(list)) => words(list),
        Field::Card(CardField::Evidence(list)) => words(list),
        Field::Card(CardField::Opportunity(OpportunityField::Treats(list))) => words(list),
        Field::Event(EventField::Stages(list)) => words(list),
        _ => return None,
    })
}

fn set(field: &str, thing: &str, came: &[String], went: &[String]) -> String {
    let (came_words, went_words) = (came.join(", "), went.join(", "));
    match (came.is_empty(), went.is_empty()) {
        (true, true) => format!("{field} of {thing} in another order"),
        (false, true) => format!("{field} of {thing}: {came_words} added"),
        (true, false) => format!("{field} of {thing}: {went_words} removed"),
        (false, false) => format!("{field} of {thing}: {came_words} added, {went_words} removed"),
    }
}
