//! A small governed map for the examples of the rules: one fresh stage, two people.

use jiff::civil::{Date, date};

use super::facts::{Facts, StageFacts};
use super::outside::Outside;
use crate::map::event::{Event, EventKind};
use crate::map::id::{CardId, EventId, LaneId, MapId, PersonId, StageId};
use crate::map::review::{Review, Snooze};
use crate::map::{Card, CardKind, Label, Map, Person, Stage, Text, Workspace};

/// A map, its workspace and a day.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) map: Map,
    pub(crate) workspace: Workspace,
    pub(crate) outside: Outside,
    pub(crate) today: Date,
}

impl Default for Example {
    fn default() -> Self {
        let mut map = Map::new(MapId::new("order").unwrap(), "Order to doorstep");
        let mut stage = Stage::new(StageId::new("wait").unwrap(), "Wait for delivery");
        stage.owner = Some(person("tom"));
        stage.review_every = Some(90);
        stage.created = Some(date(2025, 11, 3));
        stage.reviewed = Some(review(date(2026, 11, 1)));
        map.stages.push(stage);
        let people = vec![Person::new(person("tom"), "Tom Okafor"), Person::new(person("ana"), "Ana Ruiz")];
        let workspace = Workspace { people, ..Workspace::default() };
        Self { map, workspace, outside: Outside::default(), today: date(2026, 11, 22) }
    }
}

impl Example {
    pub(crate) fn facts(&self) -> Facts<'_> {
        Facts::new(&self.map, &self.workspace).with(&self.outside)
    }

    pub(crate) fn stage_facts(&self) -> StageFacts<'_> {
        self.facts().stage(&self.map.stages[0])
    }

    pub(crate) fn stage_mut(&mut self) -> &mut Stage {
        &mut self.map.stages[0]
    }

    /// A second stage, fresh and empty.
    pub(crate) fn another_stage(&mut self) -> StageId {
        let id = StageId::new("order-it").unwrap();
        let cells = std::collections::BTreeMap::new();
        let stage = Stage { id: id.clone(), name: Label::new("Order it"), cells, ..self.map.stages[0].clone() };
        self.map.stages.push(stage);
        id
    }

    pub(crate) fn reviewed(&mut self, on: Date) {
        self.stage_mut().reviewed = Some(review(on));
    }

    pub(crate) fn snooze(&mut self, rule: Option<&str>, until: Date) {
        let snooze = Snooze {
            rule: rule.map(Label::new),
            card: None,
            part: None,
            until,
            by: person("ana"),
            why: Label::new("new carrier in December"),
            again: 0,
        };
        self.stage_mut().snoozes.push(snooze);
    }

    pub(crate) fn happens(&mut self, on: Date) {
        self.map.events.push(Event {
            id: EventId::new(&format!("event-{on}")).unwrap(),
            on,
            kind: EventKind::Release,
            text: Text::new("New tracking page"),
            stages: Vec::new(),
            source: None,
        });
    }

    pub(crate) fn put(&mut self, lane: &str, kind: CardKind, id: &str) -> &mut Card {
        let cards = self.stage_mut().cells.entry(LaneId::new(lane).unwrap()).or_default();
        cards.push(Card::new(CardId::new(id).unwrap(), kind, "A card"));
        cards.last_mut().unwrap()
    }
}

pub(crate) fn person(id: &str) -> PersonId {
    PersonId::new(id).unwrap()
}

fn review(on: Date) -> Review {
    Review { on, by: person("tom"), seal: None, note: None }
}
