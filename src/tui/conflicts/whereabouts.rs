//! What a conflict is about, in words, and where that is on the board.

use crate::change::WORKSPACE;
use crate::map::conflict::Conflict;
use crate::map::id::{LaneId, StageId};
use crate::map::say::quote;
use crate::map::{Card, Map, Stage, Workspace};
use crate::tui::focus::Focus;

/// The longest piece of a text in a name, in characters.
const SHORT: usize = 40;

/// What a conflict is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whereabouts {
    /// The name of the stage that the element stands in; none: it stands in no stage, or is one itself.
    pub stage: Option<String>,
    /// The element: `pain “No ETA”`, `stage “Wait”`, `the map`.
    pub thing: String,
    /// The field in words; none: the whole element.
    pub field: Option<String>,
    /// Where it is on the board; none: it is not in the map any more.
    pub focus: Option<Focus>,
}

impl Whereabouts {
    /// Of a conflict of this map.
    pub fn of(map: &Map, conflict: &Conflict) -> Self {
        let found = of_element(map, conflict.at.as_str());
        let (stage, thing, focus) = found.map_or_else(
            || (None, format!("`{}`, which is gone", conflict.at), None),
            |(stage, thing, focus)| (stage.map(|s| s.name.to_string()), thing, Some(focus)),
        );
        Self { stage, thing, field: conflict.field.as_ref().map(|f| field_words(f.as_str())), focus }
    }

    /// Of a conflict of what all maps share: a person, or the workspace itself.
    pub fn in_workspace(workspace: &Workspace, conflict: &Conflict) -> Self {
        let at = conflict.at.as_str();
        let person = workspace.people.iter().find(|person| person.id.as_str() == at);
        let thing = match person {
            Some(person) => quote(person.name.as_str(), SHORT),
            None if at == WORKSPACE => "the workspace".to_owned(),
            None => format!("`{at}`, who is gone"),
        };
        let field = conflict.field.as_ref().map(|f| field_words(f.as_str()));
        Self { stage: None, thing, field, focus: None }
    }

    /// On one line: `Wait › pain “No ETA” › owner`.
    pub fn line(&self, path: &str) -> String {
        let parts = [self.stage.as_deref(), Some(self.thing.as_str()), self.field.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(&format!(" {path} "))
    }

    /// The field of the element, as in a sentence: `owner of pain “No ETA”`; the element alone where it is the whole one.
    pub fn phrase(&self) -> String {
        self.field.as_ref().map_or_else(|| self.thing.clone(), |field| format!("{field} of {}", self.thing))
    }
}

/// `contacts/per_month` as `contacts, per month`.
fn field_words(path: &str) -> String {
    path.split('/').map(|step| step.replace('_', " ")).collect::<Vec<_>>().join(", ")
}

fn of_element<'m>(map: &'m Map, id: &str) -> Option<(Option<&'m Stage>, String, Focus)> {
    if map.id.as_str() == id {
        return Some((None, "the map".to_owned(), Focus::Map));
    }
    of_lane(map, id)
        .or_else(|| of_stage(map, id))
        .or_else(|| map.cards().find(|c| c.id.as_str() == id).map(|card| of_card(map, card, None)))
        .or_else(|| of_lead(map, id))
        .or_else(|| of_list(map, id))
}

fn of_lane<'m>(map: &'m Map, id: &str) -> Option<(Option<&'m Stage>, String, Focus)> {
    let lane = map.lane(&LaneId::new(id).ok()?)?;
    Some((None, format!("lane {}", quote(lane.name.as_str(), SHORT)), Focus::Lane(lane.id.clone())))
}

fn of_stage<'m>(map: &'m Map, id: &str) -> Option<(Option<&'m Stage>, String, Focus)> {
    let stage = map.stage(&StageId::new(id).ok()?)?;
    Some((None, format!("stage {}", quote(stage.name.as_str(), SHORT)), Focus::Stage(stage.id.clone())))
}

fn of_card<'m>(map: &'m Map, card: &Card, part: Option<String>) -> (Option<&'m Stage>, String, Focus) {
    let stage = map.place(&card.id).and_then(|place| map.stage(&place.stage?));
    let called = format!("{} {}", card.kind(), quote(&card.text.one_line(), SHORT));
    let thing = part.map_or_else(|| called.clone(), |part| format!("{part} of {called}"));
    (stage, thing, Focus::Card(card.id.clone()))
}

fn of_lead<'m>(map: &'m Map, id: &str) -> Option<(Option<&'m Stage>, String, Focus)> {
    let leads = map.cards().filter_map(|card| Some((card, card.metric()?)));
    let mut leads = leads.flat_map(|(card, metric)| metric.leads.iter().map(move |lead| (card, lead)));
    let (card, lead) = leads.find(|(_, lead)| lead.id.as_str() == id)?;
    Some(of_card(map, card, Some(format!("lead {}", quote(&lead.question.one_line(), SHORT)))))
}

/// What stands in a list of a stage or of the map.
fn of_list<'m>(map: &'m Map, id: &str) -> Option<(Option<&'m Stage>, String, Focus)> {
    for stage in &map.stages {
        if let Some(piece) = stage.evidence.iter().find(|piece| piece.id.as_str() == id) {
            let text = piece.text.as_ref().map(|text| text.one_line().into_owned());
            let text = text.or_else(|| piece.source.as_ref().map(ToString::to_string));
            let text = text.unwrap_or_else(|| piece.kind.word().to_owned());
            let thing = format!("evidence {}", quote(&text, SHORT));
            return Some((Some(stage), thing, Focus::Stage(stage.id.clone())));
        }
    }
    let segment = map.segments.iter().find(|segment| segment.id.as_str() == id);
    let segment = segment.map(|segment| format!("segment {}", quote(segment.name.as_str(), SHORT)));
    let event = || map.events.iter().find(|event| event.id.as_str() == id);
    let event = || event().map(|event| format!("event {}", quote(&event.text.one_line(), SHORT)));
    segment.or_else(event).map(|thing| (None, thing, Focus::Map))
}

#[cfg(test)]
mod tests {
    use super::super::super::screens::testing::open;
    use super::*;
    use crate::map::id::ConflictId;

    fn conflict(at: &str, field: Option<&str>) -> Conflict {
        Conflict {
            id: ConflictId::new("c1").unwrap(),
            at: at.into(),
            field: field.map(Into::into),
            base: None,
            ours: None,
            theirs: None,
            our_name: None,
            their_name: None,
        }
    }

    #[test]
    fn every_kind_of_element_has_a_place_and_a_name() {
        let app = open("terminal", "order-to-doorstep.ron");
        let map = &app.doc.as_ref().unwrap().map;
        let line = |at: &str, field| Whereabouts::of(map, &conflict(at, field)).line("›");
        assert_eq!(line(map.id.as_str(), Some("title")), "the map › title");
        let stage = &map.stages[2];
        assert_eq!(line(stage.id.as_str(), None), format!("stage “{}”", stage.name));
        let card = stage.cards().next().unwrap();
        let said = Whereabouts::of(map, &conflict(card.id.as_str(), Some("contacts/per_month")));
        assert!(said.line("›").starts_with(&format!("{} › {} “", stage.name, card.kind())));
        assert_eq!(said.field.as_deref(), Some("contacts, per month"));
        assert_eq!(said.focus, Some(Focus::Card(card.id.clone())));
        let evidence = map.stages.iter().flat_map(|s| &s.evidence).next().unwrap();
        assert!(line(evidence.id.as_str(), None).contains("evidence “"));
        assert_eq!(line("none", Some("owner")), "`none`, which is gone › owner");
        for lane in &map.lanes {
            assert_eq!(line(lane.id.as_str(), None), format!("lane “{}”", lane.name));
        }
    }
}
