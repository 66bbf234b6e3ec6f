//! Maps and sides for the tests of merging: seeded, so that a seed that failed can be kept.

use crate::change::Element;
use crate::change::diff::{Change, Field, What, diff};
use crate::map::card::{Contacts, Lead, Reading};
use crate::map::conflict::Conflict;
use crate::map::edit::testing::{cook, map, pick};
use crate::map::edit::*;
use crate::map::event::{Event, EventKind};
use crate::map::evidence::{Evidence, EvidenceKind};
use crate::map::id::{CountingIds, EventId, EvidenceId, IdSource as _, LeadId, PersonId, SegmentId};
use crate::map::review::{Review, Snooze};
use crate::map::segment::Segment;
use crate::map::{CardKind, Decimal, Label, Map, Policy, Text};
use jiff::civil::Date;

use super::{Merged, SideNames};

/// Numbers that a seed gives.
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x2545_f491_4f6c_dd1d)
    }

    /// The next one below `most`.
    pub(super) fn below(&mut self, most: u16) -> u16 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u16::try_from((self.0 >> 20) % u64::from(most)).unwrap()
    }
}

/// Ids that the other side does not make.
pub(crate) fn ids(side: u16) -> CountingIds {
    let mut ids = CountingIds::default();
    (0..side * 500).for_each(|_| {
        ids.bits();
    });
    ids
}

pub(crate) fn names() -> SideNames {
    SideNames::new("main", "ana")
}

fn day(n: u16) -> Date {
    Date::new(2026, 1 + i8::try_from(n % 12).unwrap(), 1 + i8::try_from(n % 27).unwrap()).unwrap()
}

fn person(n: u16) -> PersonId {
    PersonId::new(["maya", "tom", "ana"][usize::from(n % 3)]).unwrap()
}

#[allow(clippy::too_many_lines, reason = "a table of recipes")]
/// An edit beyond those of the edit room's own recipes: lists, groups and what governs.
fn more(map: &Map, (what, a, b, c): (u16, u16, u16, u16), ids: &mut CountingIds) -> Option<Edit> {
    let stage = pick(&map.stages, a);
    let of = |kind| pick(&map.cards_of(kind).cloned().collect::<Vec<_>>(), a);
    let fresh = |ids: &mut CountingIds| fresh_id(map, "x", "x", ids);
    Some(match what {
        0 => {
            let mut evidence = stage.clone()?.evidence;
            let id = EvidenceId::new(&fresh(ids)).unwrap();
            evidence.push(Evidence {
                id,
                kind: EvidenceKind::Survey,
                on: Some(day(b)),
                source: None,
                sample: Some(c.into()),
                text: Some(Text::new(&format!("said {c}"))),
            });
            Edit::SetStage { stage: stage?.id, field: StageField::Evidence(evidence) }
        }
        1 => {
            let mut evidence = stage.clone()?.evidence;
            evidence.first_mut()?.sample = Some(c.into());
            Edit::SetStage { stage: stage?.id, field: StageField::Evidence(evidence) }
        }
        2 => {
            let stage = stage?;
            let evidence = stage.evidence.first()?.id.clone();
            remove_evidence(map, &stage.id, &evidence)
        }
        3 => {
            let tags = [a, b, c].map(|n| Label::new(&format!("tag{}", n % 5)));
            let mut tags = tags.to_vec();
            tags.sort();
            tags.dedup();
            Edit::SetStage { stage: stage?.id, field: StageField::Tags(tags) }
        }
        4 => {
            let review = Review { on: day(b), by: person(c), seal: None, note: None };
            Edit::SetStage { stage: stage?.id, field: StageField::Reviewed(Some(review)) }
        }
        5 => {
            let contacts = Contacts {
                per_month: (b % 3 != 0).then(|| Decimal::from_int(b.into())),
                minutes: (c % 3 != 0).then(|| Decimal::from_int(c.into())),
                ..Contacts::default()
            };
            let field = PainField::Contacts((a % 4 != 0).then_some(contacts));
            Edit::SetCard { card: of(CardKind::Pain)?.id, field: CardField::Pain(field) }
        }
        6 => {
            let card = of(CardKind::Metric)?;
            let mut readings = card.metric()?.readings.clone();
            readings.retain(|r| r.on != day(b));
            readings.push(Reading { on: day(b), value: Decimal::from_int(c.into()), n: None, note: None });
            readings.sort_by_key(|r| r.on);
            Edit::SetCard { card: card.id, field: CardField::Metric(MetricField::Readings(readings)) }
        }
        7 => {
            let card = of(CardKind::Metric)?;
            let mut leads = card.metric()?.leads.clone();
            let lead = Lead {
                id: LeadId::new(&fresh(ids)).unwrap(),
                on: None,
                by: Some(person(b)),
                question: Text::new(&format!("why {c}?")),
                insight: None,
                action: None,
            };
            if b % 2 == 0 {
                leads.push(lead);
            } else {
                leads.first_mut()?.insight = Some(Text::new(&format!("because {c}")));
            }
            Edit::SetCard { card: card.id, field: CardField::Metric(MetricField::Leads(leads)) }
        }
        8 => {
            let mut events = map.events.clone();
            let stages = stage.map(|s| vec![s.id]).unwrap_or_default();
            let id = EventId::new(&fresh(ids)).unwrap();
            events.push(Event {
                id,
                on: day(b),
                kind: EventKind::Release,
                text: Text::new("r"),
                stages,
                source: None,
            });
            events.sort_by_key(|e| e.on);
            Edit::SetMap(MapField::Events(events))
        }
        9 => {
            let mut segments = map.segments.clone();
            if b % 2 == 0 {
                let id = SegmentId::new(&fresh(ids)).unwrap();
                segments.push(Segment {
                    id,
                    name: Label::new("s"),
                    share: None,
                    channels: vec![],
                    note: None,
                });
            } else {
                segments.first_mut()?.name = Label::new(&format!("segment {c}"));
            }
            Edit::SetMap(MapField::Segments(segments))
        }
        10 => {
            let policy = Policy { stale_after: Some(c.into()), grace: Some(b.into()), ..Policy::default() };
            Edit::SetMap(MapField::Policy((a % 3 != 0).then_some(policy)))
        }
        11 => {
            let snooze = Snooze {
                rule: Some(Label::new("pain-no-owner")),
                card: None,
                part: None,
                until: day(b),
                by: person(c),
                why: Label::new("later"),
                again: 0,
            };
            Edit::SetStage { stage: stage?.id, field: StageField::Snoozes(vec![snooze]) }
        }
        12 => {
            let pain = pick(&map.cards_of(CardKind::Pain).cloned().collect::<Vec<_>>(), b)?.id;
            let card = of(CardKind::Opportunity)?;
            let mut treats = card.opportunity()?.treats.clone();
            if !treats.contains(&pain) {
                treats.push(pain);
            }
            Edit::SetCard { card: card.id, field: CardField::Opportunity(OpportunityField::Treats(treats)) }
        }
        13 => {
            let card = pick(&map.cards().cloned().collect::<Vec<_>>(), a)?;
            let words: Vec<&str> = card.text.as_str().split(' ').collect();
            let at = usize::from(b) % (words.len() + 1);
            let (head, tail) = words.split_at(at);
            let added = format!("w{c}");
            let text = [head, &[added.as_str()], tail].concat().join(" ");
            Edit::SetCard { card: card.id, field: CardField::Text(Text::new(&text)) }
        }
        14 => {
            let card = of(CardKind::Note)?;
            let place = map.place(&card.id)?;
            let lane = map.lane_of(crate::map::Role::Pains)?.id.clone();
            let place = crate::map::Place { lane, ..place };
            Edit::Together(vec![
                Edit::RemoveCard(card.id.clone()),
                add_card(place, convert(&card, CardKind::Pain)),
            ])
        }
        _ => {
            let cited = pick(&map.evidence().cloned().collect::<Vec<_>>(), b)?.id;
            let card = pick(&map.cards().cloned().collect::<Vec<_>>(), a)?;
            let evidence = if card.evidence.contains(&cited) { vec![] } else { vec![cited] };
            Edit::SetCard { card: card.id, field: CardField::Evidence(evidence) }
        }
    })
}

/// A map after `count` random edits of `map`.
pub(crate) fn edited(map: &Map, count: u16, numbers: &mut Numbers, ids: &mut CountingIds) -> Map {
    let mut out = map.clone();
    for _ in 0..count {
        let what = numbers.below(33);
        let (a, b, c) = (numbers.below(40), numbers.below(12), numbers.below(6));
        let edit = match u8::try_from(what) {
            // Without the reversal of all stages and without copies of stages, which drown all else.
            Ok(what @ 0..=13) => cook(&out, (what, a, b, c), ids),
            Ok(14..=16) => cook(&out, (17, a, b, c), ids),
            _ => more(&out, (what - 17, a, b, c), ids),
        };
        if let Some(edit) = edit {
            // An edit that does not fit leaves the map as it was.
            let _ = edit.apply(&mut out);
        }
    }
    out
}

/// An ancestor and two sides with so many edits each.
pub(crate) fn sides(seed: u64, edits: u16) -> (Map, Map, Map) {
    let mut numbers = Numbers::new(seed);
    let base = edited(&map(), 12, &mut numbers, &mut ids(3));
    let ours = edited(&base, edits, &mut numbers, &mut ids(5));
    let theirs = edited(&base, edits, &mut numbers, &mut ids(7));
    (base, ours, theirs)
}

/// An ancestor and two sides with up to so many edits.
pub(crate) fn three(seed: u64, most: u16) -> (Map, Map, Map) {
    let mut numbers = Numbers::new(seed);
    let base = edited(&map(), 12, &mut numbers, &mut ids(3));
    let side = |numbers: &mut Numbers, side: u16| {
        let count = numbers.below(most + 1);
        edited(&base, count, numbers, &mut ids(side))
    };
    let ours = side(&mut numbers, 5);
    let theirs = side(&mut numbers, 7);
    (base, ours, theirs)
}

/// What of a side's additions and edits is neither in the merged map nor in one of its conflicts.
pub(crate) fn lost(base: &Map, side: &Map, merged: &Merged) -> Vec<String> {
    let back = diff(side, &merged.map);
    // A snooze or a rule is known by its name within its stage.
    let is_it = |c: &Change, change: &Change| {
        let is_named = matches!(c.at, Element::Snooze { .. } | Element::Rule { .. });
        c.at == change.at && (!is_named || c.stage.old == change.stage.new)
    };
    let overwritten = |change: &Change| {
        back.changes.iter().find(|c| is_it(c, change) && same_field(&c.what, &change.what)).cloned()
    };
    let is_gone = |change: &Change| back.changes.iter().any(|c| is_it(c, change) && c.what == What::Removed);
    let mut out = Vec::new();
    for change in &diff(base, side).changes {
        let owner = owner(change, side);
        match &change.what {
            What::Added if is_gone(change) && !is_kept_with_its_card(&change.at, merged) => {
                out.push(format!("added, and gone: {:?}", change.at));
            }
            What::Edited { before, after } => {
                let is_kept = is_kept_with_its_card(&change.at, merged);
                let asked =
                    is_kept || merged.map.conflicts.iter().any(|c| c.at.as_str() == owner && keeps(c, after));
                if is_gone(change) && !asked && value(after) != serde_json::Value::Null {
                    out.push(format!("edited, and gone: {:?} {after:?}", change.at));
                }
                let Some(Change { what: What::Edited { after: now, .. }, .. }) = overwritten(change) else {
                    continue;
                };
                if !asked && !is_in(before, after, &now) {
                    out.push(format!("edited, and not there: {:?} {after:?}, but {now:?}", change.at));
                }
            }
            _ => {}
        }
    }
    out
}

/// A part of a card that the other side made one of another kind: the conflict keeps all that the card said.
fn is_kept_with_its_card(at: &Element, merged: &Merged) -> bool {
    let (card, said) = match at {
        Element::Reading(card, on) => (card, on.to_string()),
        Element::Lead(card, lead) => (card, lead.to_string()),
        _ => return false,
    };
    let keeps = |text: &Option<Text>| text.as_ref().is_some_and(|t| t.as_str().contains(&said));
    merged
        .map
        .conflicts
        .iter()
        .any(|c| c.at.as_str() == card.as_str() && (keeps(&c.ours) || keeps(&c.theirs)))
}

fn same_field(one: &What, other: &What) -> bool {
    let (What::Edited { before: one, .. }, What::Edited { before: other, .. }) = (one, other) else {
        return false;
    };
    std::mem::discriminant(one) == std::mem::discriminant(other) && one.words() == other.words()
}

/// The id that a conflict of the element has.
fn owner(change: &Change, side: &Map) -> String {
    match &change.at {
        Element::Map => side.id.to_string(),
        Element::Reading(card, _) => card.to_string(),
        Element::Lead(_, lead) => lead.to_string(),
        Element::Snooze { .. } | Element::Rule { .. } => {
            change.stage.new.as_ref().map_or_else(|| side.id.to_string(), ToString::to_string)
        }
        other => other.id().unwrap_or_default().to_owned(),
    }
}

fn keeps(conflict: &Conflict, after: &Field) -> bool {
    let kept = super::kept::keep(&value(after));
    [&conflict.ours, &conflict.theirs].contains(&&kept)
        || conflict.field.is_none()
        || conflict.field == Some(Label::new("body"))
}

/// The value in a field.
fn value(field: &Field) -> serde_json::Value {
    let json = match field {
        Field::Map(f) => serde_json::to_value(f),
        Field::Stage(f) => serde_json::to_value(f),
        Field::Lane(f) => serde_json::to_value(f),
        Field::Card(CardField::Step(f)) => serde_json::to_value(f),
        Field::Card(CardField::Pain(f)) => serde_json::to_value(f),
        Field::Card(CardField::Opportunity(f)) => serde_json::to_value(f),
        Field::Card(CardField::Metric(f)) => serde_json::to_value(f),
        Field::Card(f) => serde_json::to_value(f),
        Field::Contacts(f) => serde_json::to_value(f),
        Field::Rice(f) => serde_json::to_value(f),
        Field::Flow(f) => serde_json::to_value(f),
        Field::Priority(f) => serde_json::to_value(f),
        Field::Policy(f) => serde_json::to_value(f),
        Field::Rule(f) => serde_json::to_value(f),
        Field::Snooze(f) => serde_json::to_value(f),
        Field::Segment(f) => serde_json::to_value(f),
        Field::Event(f) => serde_json::to_value(f),
        Field::Evidence(f) => serde_json::to_value(f),
        Field::Reading(f) => serde_json::to_value(f),
        Field::Lead(f) => serde_json::to_value(f),
        Field::Conflict(f) => serde_json::to_value(f),
        Field::Kind(kind) => return kind.word().into(),
        Field::Role(role) => return role.word().into(),
    };
    let serde_json::Value::Object(one) = json.unwrap() else { panic!("a field is a value with a name") };
    one.into_iter().next().unwrap().1
}

/// Whether what a side did to a field is in what the field says now.
fn is_in(before: &Field, after: &Field, now: &Field) -> bool {
    use serde_json::Value;
    if matches!(after, Field::Stage(StageField::Reviewed(_))) {
        let on = |v: Value| v.get("on").and_then(Value::as_str).map(str::to_owned);
        return on(value(now)) >= on(value(after));
    }
    match (value(before), value(after), value(now)) {
        (Value::Array(before), Value::Array(after), Value::Array(now)) => {
            after.iter().filter(|v| !before.contains(v)).all(|v| now.contains(v))
        }
        (Value::String(before), Value::String(after), Value::String(now)) => {
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let (before, now) = (words(&before), words(&now));
            words(&after).iter().filter(|w| !before.contains(w)).all(|w| now.contains(w))
        }
        _ => false,
    }
}
