//! Arbitrary maps for property tests, with every field used and with hostile text.

use jiff::civil::Date;
use proptest::prelude::*;

use crate::map::card::{
    Contacts, Direction, Emotion, Horizon, Intervention, Lead, Measure, Metric, Opportunity,
    OpportunityStatus, Pain, PainStatus, Period, Reading, Rice, Severity, Step,
};
use crate::map::conflict::Conflict;
use crate::map::event::{Event, EventKind};
use crate::map::evidence::{Evidence, EvidenceKind};
use crate::map::id::{
    CardId, ConflictId, EventId, EvidenceId, LaneId, LeadId, MapId, PersonId, SegmentId, StageId,
};
use crate::map::lane::Layer;
use crate::map::policy::{Level, RuleSetting};
use crate::map::review::{Review, Seal, Snooze};
use crate::map::segment::Segment;
use crate::map::{
    Body, Card, CardKind, Decimal, Flow, Label, Lane, Map, Person, Policy, Priority, Role, Stage, State,
    Text, Workspace,
};
use crate::rules::RULES;

/// Characters that have broken readers and writers before.
const HOSTILE: &[char] = &[
    '"',
    '\\',
    '\'',
    '\n',
    '\r',
    '\t',
    '\0',
    '\u{1b}',
    '\u{7f}',
    '\u{85}',
    '\u{9b}',
    '\u{202e}',
    '\u{2066}',
    '\u{200d}',
    '\u{200c}',
    '\u{200b}',
    '\u{301}',
    '\u{feff}',
    '\u{2028}',
    '\u{fffd}',
    '日',
    'é',
    '👩',
    '🏽',
    '\u{fe0f}',
    '\u{e0041}',
    '#',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '/',
    '*',
    '<',
    '=',
    '\u{10ffff}',
    ' ',
];

/// Decisions from a list of bytes; when they run out, everything is as small as it can be.
struct Dice<'a> {
    bytes: &'a [u8],
    ids: u32,
}

impl Dice<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        *first
    }

    fn below(&mut self, n: usize) -> usize {
        usize::from(self.byte()) % n.max(1)
    }

    fn number(&mut self) -> u32 {
        u32::from_le_bytes([self.byte(), self.byte(), self.byte(), self.byte()])
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.byte() % 3 == 1).then(|| make(self))
    }

    fn list<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let len = self.below(most + 1);
        (0..len).map(|_| make(self)).collect()
    }

    fn one<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn raw(&mut self) -> String {
        let len = self.below(9);
        (0..len)
            .map(|_| match self.byte() {
                0..=99 => self.one(HOSTILE),
                100..=149 => char::from_u32(self.number() % 0x11_0000).unwrap_or('x'),
                byte => char::from(b'a' + byte % 26),
            })
            .collect()
    }

    fn text(&mut self) -> Text {
        Text::new(&self.raw())
    }

    fn label(&mut self) -> Label {
        Label::new(&self.raw())
    }

    fn name(&mut self) -> Label {
        let label = self.label();
        if label.is_empty() { "n".into() } else { label }
    }

    /// An id that no other element of the map gets.
    fn id<T, E: std::fmt::Debug>(&mut self, new: fn(&str) -> Result<T, E>) -> T {
        self.ids += 1;
        let stem = self.one(&["a", "Z_", "no-eta-", "9-", "pain"]);
        new(&format!("{stem}{}", self.ids)).unwrap()
    }

    fn person(&mut self) -> PersonId {
        PersonId::new(self.one(&["maya", "tom", "li"])).unwrap()
    }

    fn date(&mut self) -> Date {
        let year = self.one(&[2026_i16, 2025, 1970, 1, 9999]);
        Date::new(year, 1 + (self.byte() % 12) as i8, 1 + (self.byte() % 28) as i8).unwrap()
    }

    fn decimal(&mut self) -> Decimal {
        let n = i64::from(self.number());
        match self.byte() % 4 {
            0 => Decimal::from_int(n % 1000),
            1 => Decimal::from_ten_thousandths(n),
            2 => Decimal::from_ten_thousandths(-n),
            _ => Decimal::from_ten_thousandths(999_999_999_999_999 - n),
        }
    }

    fn some_of<T: Clone>(&mut self, known: &[T]) -> Vec<T> {
        known.iter().filter(|_| self.byte() % 3 == 1).cloned().collect()
    }

    /// One that does not contradict itself: what contradicts is told.
    fn policy(&mut self) -> Policy {
        let stale_after = self.maybe(Self::number);
        let settings = self.list(2, Self::rule_setting);
        let mut rules: Vec<RuleSetting> = Vec::new();
        for setting in settings {
            if !rules.iter().any(|before| before.says_the_same_as(&setting)) {
                rules.push(setting);
            }
        }
        Policy {
            stale_after,
            default_cadence: self.maybe(|d| d.byte() % 2 == 0),
            overdue_after: self.maybe(|d| d.number().max(stale_after.unwrap_or(0))),
            notice: self.maybe(Self::number),
            grace: self.maybe(Self::number),
            never: self.maybe(Self::label),
            rules,
        }
    }

    fn rule_setting(&mut self) -> RuleSetting {
        let rules: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
        let warn_after = self.maybe(Self::number);
        RuleSetting {
            rule: Label::new(self.one(&rules)),
            kind: self.maybe(|d| d.one(CardKind::ALL)),
            level: self.maybe(|d| d.one(Level::ALL)),
            limit: self.maybe(|d| d.number().max(1)),
            warn_after,
            error_after: self.maybe(|d| d.number().max(warn_after.unwrap_or(0))),
            never: self.maybe(Self::label),
        }
    }

    fn snooze(&mut self) -> Snooze {
        Snooze {
            rule: self.maybe(Self::label),
            card: None,
            part: self.maybe(Self::label),
            until: self.date(),
            by: self.person(),
            why: self.label(),
            again: self.number() % 3,
        }
    }

    fn review(&mut self) -> Review {
        let seal = self.maybe(|d| Seal { version: 1, hash: u64::from(d.number()) });
        Review { on: self.date(), by: self.person(), seal, note: self.maybe(Self::label) }
    }

    fn evidence(&mut self) -> Evidence {
        Evidence {
            id: self.id(EvidenceId::new),
            kind: self.one(EvidenceKind::ALL),
            on: self.maybe(Self::date),
            source: self.maybe(Self::label),
            sample: self.maybe(|d| u64::from(d.number())),
            text: self.maybe(Self::text),
        }
    }

    fn event(&mut self, stages: &[StageId]) -> Event {
        Event {
            id: self.id(EventId::new),
            on: self.date(),
            kind: self.one(EventKind::ALL),
            text: self.text(),
            stages: self.some_of(stages),
            source: self.maybe(Self::label),
        }
    }

    fn segment(&mut self) -> Segment {
        Segment {
            id: self.id(SegmentId::new),
            name: self.name(),
            share: self.maybe(Self::decimal),
            channels: self.list(2, Self::label),
            note: self.maybe(Self::text),
        }
    }

    fn conflict(&mut self) -> Conflict {
        Conflict {
            id: self.id(ConflictId::new),
            at: self.label(),
            field: self.maybe(Self::label),
            base: self.maybe(Self::text),
            ours: self.maybe(Self::text),
            theirs: self.maybe(Self::text),
            our_name: self.maybe(Self::label),
            their_name: self.maybe(Self::label),
        }
    }

    fn step(&mut self) -> Step {
        Step {
            channel: self.maybe(Self::label),
            emotion: self.maybe(|d| d.one(&Emotion::ALL)),
            moment_of_truth: self.byte() % 2 == 1,
            minutes: self.maybe(Self::decimal),
        }
    }

    fn pain(&mut self) -> Pain {
        let status = match self.byte() % 3 {
            0 => PainStatus::Open,
            1 => PainStatus::Resolved,
            _ => PainStatus::Accepted(self.label()),
        };
        let contacts = self.maybe(|d| Contacts {
            reason: d.maybe(Self::label),
            per_month: d.maybe(Self::decimal),
            minutes: d.maybe(Self::decimal),
            as_of: d.maybe(Self::date),
            source: d.maybe(Self::label),
        });
        Pain {
            severity: self.one(Severity::ALL),
            since: self.maybe(Self::date),
            status,
            contacts,
            importance: self.maybe(Self::decimal),
            satisfaction: self.maybe(Self::decimal),
        }
    }

    fn opportunity(&mut self) -> Opportunity {
        Opportunity {
            kind: self.maybe(|d| d.one(Intervention::ALL)),
            horizon: self.maybe(|d| d.one(Horizon::ALL)),
            status: self.one(OpportunityStatus::ALL),
            treats: Vec::new(),
            due: self.maybe(Self::date),
            shipped: self.maybe(Self::date),
            prevents: self.maybe(Self::decimal),
            prevented: self.maybe(Self::decimal),
            cost: self.maybe(Self::decimal),
            rice: self.maybe(|d| Rice {
                reach: d.maybe(Self::decimal),
                impact: d.maybe(Self::decimal),
                confidence: d.maybe(Self::decimal),
                effort: d.maybe(Self::decimal),
            }),
        }
    }

    fn metric(&mut self) -> Metric {
        Metric {
            measure: self.maybe(|d| d.one(Measure::ALL)),
            unit: self.maybe(Self::label),
            source: self.maybe(Self::label),
            target: self.maybe(Self::decimal),
            direction: self.maybe(|d| d.one(Direction::ALL)),
            period: self.maybe(|d| d.one(Period::ALL)),
            readings: self.list(3, |d| Reading {
                on: d.date(),
                value: d.decimal(),
                n: d.maybe(|d| u64::from(d.number())),
                note: d.maybe(Self::label),
            }),
            leads: self.list(2, |d| Lead {
                id: d.id(LeadId::new),
                on: d.maybe(Self::date),
                by: d.maybe(Self::person),
                question: d.text(),
                insight: d.maybe(Self::text),
                action: d.maybe(Self::text),
            }),
        }
    }

    fn card(&mut self, role: Role, segments: &[SegmentId], evidence: &[EvidenceId]) -> Option<Card> {
        let body = match role {
            Role::Steps => Body::Step(self.step()),
            Role::Notes => Body::Note,
            Role::Pains => Body::Pain(Box::new(self.pain())),
            Role::Opportunities => Body::Opportunity(Box::new(self.opportunity())),
            Role::Metrics => Body::Metric(Box::new(self.metric())),
            Role::Emotion => return None,
        };
        Some(Card {
            id: self.id(CardId::new),
            filed: None,
            text: self.text(),
            detail: self.maybe(Self::text),
            owner: self.maybe(Self::person),
            tags: self.list(2, Self::label),
            segments: self.some_of(segments),
            evidence: self.some_of(evidence),
            votes: self.maybe(Self::number),
            body,
        })
    }

    fn stage(&mut self, lanes: &[Lane], segments: &[SegmentId]) -> Stage {
        let name = self.name();
        let mut stage = Stage::new(self.id(StageId::new), name.as_str());
        stage.goal = self.maybe(Self::text);
        stage.owner = self.maybe(Self::person);
        stage.team = self.maybe(Self::label);
        stage.created = self.maybe(Self::date);
        stage.review_every = self.maybe(Self::number);
        stage.tags = self.list(2, Self::label);
        stage.watches = self.list(2, Self::label);
        stage.reviewed = self.maybe(Self::review);
        stage.snoozes = self.list(2, Self::snooze);
        stage.policy = self.maybe(Self::policy);
        stage.evidence = self.list(2, Self::evidence);
        let evidence: Vec<EvidenceId> = stage.evidence.iter().map(|e| e.id.clone()).collect();
        for lane in lanes {
            let cards: Vec<Card> =
                self.list(2, |d| d.card(lane.role, segments, &evidence)).into_iter().flatten().collect();
            if !cards.is_empty() {
                stage.cells.insert(lane.id.clone(), cards);
            }
        }
        stage
    }

    fn lanes(&mut self, map: &mut Map) {
        for _ in 0..self.below(3) {
            let role = self.one(&[Role::Notes, Role::Steps]);
            let name = self.name();
            let mut lane = Lane::new(self.id(LaneId::new), name.as_str(), role);
            lane.layer = self.maybe(|d| d.one(Layer::ALL));
            let at = self.below(map.lanes.len() + 1);
            map.lanes.insert(at, lane);
        }
        if let Some(at) = self.maybe(|d| d.below(map.lanes.len())) {
            map.lanes.swap(0, at);
            map.lanes[0].name = self.name();
        }
    }

    fn map(&mut self) -> Map {
        let mut map = Map::new(MapId::new("m-1").unwrap(), "M");
        map.title = self.name();
        map.state = self.one(State::ALL);
        map.owner = self.maybe(Self::person);
        map.team = self.maybe(Self::label);
        map.actor = self.maybe(Self::label);
        map.scenario = self.maybe(Self::text);
        map.expectations = self.maybe(Self::text);
        map.future_of = self.maybe(|_| MapId::new("other").unwrap());
        map.created = self.maybe(Self::date);
        map.review_every = self.maybe(Self::number);
        map.tags = self.list(2, Self::label);
        map.flow = self.maybe(|d| Flow {
            started: d.maybe(Self::decimal),
            completed: d.maybe(Self::decimal),
            silent: d.maybe(Self::decimal),
            as_of: d.maybe(Self::date),
            source: d.maybe(Self::label),
        });
        map.priority = self.maybe(|d| Priority { volume: d.maybe(Self::byte), ..Priority::default() });
        map.policy = self.maybe(Self::policy);
        map.snoozes = self.list(2, Self::snooze);
        map.segments = self.list(2, Self::segment);
        map.conflicts = self.list(1, Self::conflict);
        self.lanes(&mut map);
        let segments: Vec<SegmentId> = map.segments.iter().map(|s| s.id.clone()).collect();
        let lanes = map.lanes.clone();
        map.metrics = self.list(1, |d| d.card(Role::Metrics, &segments, &[])).into_iter().flatten().collect();
        map.stages = self.list(3, |d| d.stage(&lanes, &segments));
        let stages: Vec<StageId> = map.stages.iter().map(|s| s.id.clone()).collect();
        map.events = self.list(2, |d| d.event(&stages));
        let pains: Vec<CardId> = map.cards().filter(|c| c.pain().is_some()).map(|c| c.id.clone()).collect();
        for card in map.stages.iter_mut().flat_map(|s| s.cells.values_mut()).flatten() {
            if let Body::Opportunity(opportunity) = &mut card.body {
                opportunity.treats = self.some_of(&pains);
            }
        }
        map
    }

    fn workspace(&mut self) -> Workspace {
        Workspace {
            name: self.maybe(Self::label),
            currency: self.maybe(Self::label),
            cost_per_minute: self.maybe(Self::decimal),
            cost_per_contact: self.maybe(Self::decimal),
            today: self.maybe(Self::date),
            policy: self.policy(),
            snoozes: self.list(2, Self::snooze),
            people: self.list(3, |d| {
                let name = d.name();
                let mut person = Person::new(d.id(PersonId::new), name.as_str());
                person.team = d.maybe(Self::label);
                person.email = d.maybe(Self::label);
                person.left = d.maybe(Self::date);
                person.away_until = d.maybe(Self::date);
                person
            }),
            conflicts: self.list(2, Self::conflict),
        }
    }
}

/// Maps that keep every promise of the model and refer to nothing that is not there.
pub(crate) fn maps() -> impl Strategy<Value = Map> {
    prop::collection::vec(any::<u8>(), 0..1500).prop_map(|bytes| Dice { bytes: &bytes, ids: 0 }.map())
}

/// Workspaces that keep every promise of the model.
pub(crate) fn workspaces() -> impl Strategy<Value = Workspace> {
    prop::collection::vec(any::<u8>(), 0..300).prop_map(|bytes| Dice { bytes: &bytes, ids: 0 }.workspace())
}
