//! A small governed map for the examples of the rules: one fresh stage, two people.

use jiff::civil::{Date, date};

use super::facts::{Facts, StageFacts};
use super::outside::{Commit, FeedEvent, OpenAction, Outside, VersionFact};
use crate::map::card::{Metric, Opportunity, OpportunityStatus, Pain, Reading, Severity};
use crate::map::event::{Event, EventKind};
use crate::map::evidence::{Evidence, EvidenceKind};
use crate::map::id::{
    CardId, EventId, EvidenceId, ItemId, LaneId, MapId, PersonId, SegmentId, SessionId, StageId,
};
use crate::map::review::{Review, Snooze};
use crate::map::segment::Segment;
use crate::map::{
    Body, Card, CardKind, Decimal, Label, Lane, Layer, Map, Person, Role, Stage, Text, Workspace,
};

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
        let count = self.map.stages.len();
        let name = if count == 1 { "order-it".to_owned() } else { format!("order-it-{count}") };
        let id = StageId::new(&name).unwrap();
        let cells = std::collections::BTreeMap::new();
        let stage =
            Stage { id: id.clone(), name: Label::new("Order it"), cells, ..self.map.stages[0].clone() };
        self.map.stages.push(stage);
        id
    }

    pub(crate) fn reviewed(&mut self, on: Date) {
        self.stage_mut().reviewed = Some(review(on));
    }

    /// Reviewed as it is now.
    pub(crate) fn sealed(&mut self) {
        let seal = crate::change::seal(&self.map, &self.map.stages[0]);
        self.stage_mut().reviewed.iter_mut().for_each(|review| review.seal = Some(seal));
    }

    /// As many more stages with a step each.
    pub(crate) fn filled_stages(&mut self, count: usize) {
        for at in 0..count {
            let id = StageId::new(&format!("filled-{at}")).unwrap();
            let name = Label::new(id.as_str());
            let mut stage = Stage { id, name, ..self.map.stages[0].clone() };
            let card = Card::new(CardId::new(&format!("step-{at}")).unwrap(), CardKind::Step, "A step");
            stage.cells.insert(LaneId::new("doing").unwrap(), vec![card]);
            self.map.stages.push(stage);
        }
        self.map.stages.rotate_left(1);
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

    pub(crate) fn feeds(&mut self, on: Date) {
        let text = Text::new("New carrier");
        let source = Some(Label::new("releases.csv"));
        self.outside.events.push(FeedEvent {
            on,
            kind: EventKind::Release,
            text,
            stages: Vec::new(),
            source,
        });
    }

    pub(crate) fn commits(&mut self, on: Date) {
        let commit =
            Commit { on, id: "1f0c2ab".into(), subject: "New basket".into(), author: "Ana Ruiz".into() };
        let stage = self.map.stages[0].id.clone();
        self.outside.commits.entry(stage).or_default().push(commit);
    }

    pub(crate) fn version(&mut self, why: Option<&str>) {
        let why = why.map(Label::new);
        self.outside.versions.push(VersionFact { number: 13, on: self.today, by: "Tom Okafor".into(), why });
    }

    /// An action of Ana's from a workshop, about a card that need not be there.
    pub(crate) fn action(&mut self, due: Date) {
        self.outside.actions.push(OpenAction {
            session: SessionId::new("2026-11-15-order").unwrap(),
            id: ItemId::new("ask-7f3c").unwrap(),
            text: Text::new("Ask the carriers"),
            owner: Some(person("ana")),
            due: Some(due),
            cards: vec![CardId::new("gone").unwrap(), CardId::new("no-eta").unwrap()],
        });
    }

    pub(crate) fn evidence(&mut self, on: Date) {
        self.stage_mut().evidence.push(Evidence {
            id: EvidenceId::new("survey").unwrap(),
            kind: EvidenceKind::Survey,
            on: Some(on),
            source: None,
            sample: None,
            text: None,
        });
    }

    pub(crate) fn segment(&mut self, id: &str) -> SegmentId {
        let id = SegmentId::new(id).unwrap();
        let name = Label::new(id.as_str());
        let segment = Segment { id: id.clone(), name, share: None, channels: Vec::new(), note: None };
        self.map.segments.push(segment);
        id
    }

    /// A frontstage lane, with a card in another stage.
    pub(crate) fn frontstage(&mut self) {
        let lane = LaneId::new("front").unwrap();
        let layer = Some(Layer::Frontstage);
        self.map.lanes.push(Lane { layer, ..Lane::new(lane.clone(), "What staff do", Role::Notes) });
        let other = self.another_stage();
        let card = Card::new(CardId::new("greets").unwrap(), CardKind::Note, "Greets");
        self.map.stage_mut(&other).unwrap().cells.insert(lane, vec![card]);
    }

    pub(crate) fn card(&mut self, id: &str) -> &mut Card {
        self.map.card_mut(&CardId::new(id).unwrap()).unwrap()
    }

    /// A high pain.
    pub(crate) fn pain(&mut self, id: &str) -> &mut Pain {
        let Body::Pain(pain) = &mut self.put("pains", CardKind::Pain, id).body else { unreachable!() };
        pain.severity = Severity::High;
        pain
    }

    pub(crate) fn planned(&mut self, id: &str) -> &mut Opportunity {
        let card = self.put("opportunities", CardKind::Opportunity, id);
        let Body::Opportunity(opportunity) = &mut card.body else { unreachable!() };
        opportunity.status = OpportunityStatus::Planned;
        opportunity
    }

    pub(crate) fn shipped(&mut self, id: &str, pain: &str, on: Date) {
        let opportunity = self.planned(id);
        opportunity.status = OpportunityStatus::Shipped;
        opportunity.shipped = Some(on);
        opportunity.treats.push(CardId::new(pain).unwrap());
    }

    pub(crate) fn metric(&mut self, id: &str) -> &mut Metric {
        let Body::Metric(metric) = &mut self.put("metrics", CardKind::Metric, id).body else {
            unreachable!()
        };
        metric
    }

    pub(crate) fn read(&mut self, id: &str, on: Date) {
        let Body::Metric(metric) = &mut self.card(id).body else { unreachable!() };
        metric.readings.push(Reading { on, value: Decimal::from_int(7), n: None, note: None });
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
