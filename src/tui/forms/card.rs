//! The fields of a card: those that all have around those of its kind.

use jiff::civil::Date;

use crate::map::card::{Opportunity, Pain, PainStatus, Step};
use crate::map::edit::{CardField, OpportunityField, PainField, StepField};
use crate::map::id::{EvidenceId, LeadId, SegmentId};
use crate::map::{Body, Card, Text};
use crate::tui::widgets::form::Value;

use super::metric::{self, Asked};
use super::opportunity::OPPORTUNITY;
use super::pain::PAIN;
use super::row::{self, Filled, Held, Kind, Row};
use super::step::STEP;

/// What stands first.
const HEAD: &[Row<Card>] = &[
    Row::<Card>::new(
        "text",
        Kind::Words,
        |c| row::text(Some(&c.text)),
        |c, v| c.text = v.lines().unwrap_or_default(),
    ),
    Row::<Card>::new("detail", Kind::Lines, |c| row::text(c.detail.as_ref()), |c, v| c.detail = v.lines()),
];

/// What stands last.
const TAIL: &[Row<Card>] = &[
    Row::<Card>::new("owner", Kind::Person, |c| row::link(c.owner.as_slice()), |c, v| c.owner = v.person()),
    Row::<Card>::new("tags", Kind::Tags, |c| row::tags(&c.tags), |c, v| c.tags = v.labels()),
    Row::<Card>::new("segments", Kind::Refs, |c| row::link(&c.segments), |c, v| c.segments = segments(v))
        .words("the customers it is about; empty: all"),
    Row::<Card>::new("evidence", Kind::Refs, |c| row::link(&c.evidence), |c, v| c.evidence = evidence(v))
        .words("what it cites; empty: it is an assumption"),
    Row::<Card>::new("votes", Kind::Whole(0, 9999), |c| row::whole(c.votes), |c, v| c.votes = v.integer())
        .unit("dots"),
];

fn segments(value: &Value) -> Vec<SegmentId> {
    row::ids(value).iter().filter_map(|id| SegmentId::new(id).ok()).collect()
}

fn evidence(value: &Value) -> Vec<EvidenceId> {
    row::ids(value).iter().filter_map(|id| EvidenceId::new(id).ok()).collect()
}

/// The fields of a card as they are. What a metric says is its name.
pub(super) fn filled(card: &Card) -> Vec<Filled> {
    let mut out = row::filled(HEAD, card);
    if let (Body::Metric(_), Some((face, _))) = (&card.body, out.first_mut()) {
        face.name = "name";
    }
    out.extend(of_body(card));
    out.extend(row::filled(TAIL, card));
    out
}

fn of_body(card: &Card) -> Vec<Filled> {
    match &card.body {
        Body::Step(step) => row::filled(STEP, step),
        Body::Note => Vec::new(),
        Body::Pain(pain) => row::filled(PAIN, pain),
        Body::Opportunity(opportunity) => row::filled(OPPORTUNITY, opportunity),
        Body::Metric(of) => row::filled(metric::METRIC, &Asked::of(of)),
    }
}

/// The card with these fields written; a new lead of a metric gets its id from `new_id`.
///
/// # Errors
/// When the values do not go together, in words.
pub(super) fn written(
    card: &Card,
    values: &[(usize, Value)],
    today: Date,
    new_id: &mut dyn FnMut(&Text) -> Option<LeadId>,
) -> Result<Card, String> {
    let mut card = card.clone();
    let count = of_body(&card).len();
    let mut inner: Vec<(usize, &Value)> = Vec::new();
    for (at, value) in values {
        match at.checked_sub(HEAD.len()) {
            None => row::write(HEAD, *at, &mut card, value),
            Some(at) if at < count => inner.push((at, value)),
            Some(at) => row::write(TAIL, at - count, &mut card, value),
        }
    }
    write_body(&mut card.body, &inner, today, new_id)?;
    Ok(card)
}

fn write_body(
    body: &mut Body,
    values: &[(usize, &Value)],
    today: Date,
    new_id: &mut dyn FnMut(&Text) -> Option<LeadId>,
) -> Result<(), String> {
    match body {
        Body::Step(step) => write_all(STEP, step, values),
        Body::Note => {}
        Body::Pain(pain) => {
            write_all(PAIN, pain.as_mut(), values);
            if matches!(&pain.status, PainStatus::Accepted(why) if why.is_empty()) && !values.is_empty() {
                return Err("a pain that is accepted needs a reason: say why in `because`".to_owned());
            }
        }
        Body::Opportunity(opportunity) => write_all(OPPORTUNITY, opportunity.as_mut(), values),
        Body::Metric(of) => {
            let mut asked = Asked::of(of);
            write_all(metric::METRIC, &mut asked, values);
            **of = asked.settled(today, new_id)?;
        }
    }
    Ok(())
}

fn write_all<T>(rows: &[Row<T>], to: &mut T, values: &[(usize, &Value)]) {
    for (at, value) in values {
        row::write(rows, *at, to, value);
    }
}

/// What a form can change of any card.
const COMMON: &[fn(&Card) -> CardField] = &[
    |c| CardField::Text(c.text.clone()),
    |c| CardField::Detail(c.detail.clone()),
    |c| CardField::Owner(c.owner.clone()),
    |c| CardField::Tags(c.tags.clone()),
    |c| CardField::Segments(c.segments.clone()),
    |c| CardField::Evidence(c.evidence.clone()),
    |c| CardField::Votes(c.votes),
];

const OF_STEP: &[fn(&Step) -> StepField] = &[
    |s| StepField::Channel(s.channel.clone()),
    |s| StepField::Emotion(s.emotion),
    |s| StepField::MomentOfTruth(s.moment_of_truth),
    |s| StepField::Minutes(s.minutes),
];

const OF_PAIN: &[fn(&Pain) -> PainField] = &[
    |p| PainField::Severity(p.severity),
    |p| PainField::Since(p.since),
    |p| PainField::Status(p.status.clone()),
    |p| PainField::Contacts(p.contacts.clone()),
    |p| PainField::Importance(p.importance),
    |p| PainField::Satisfaction(p.satisfaction),
];

const OF_OPPORTUNITY: &[fn(&Opportunity) -> OpportunityField] = &[
    |o| OpportunityField::Kind(o.kind),
    |o| OpportunityField::Horizon(o.horizon),
    |o| OpportunityField::Status(o.status),
    |o| OpportunityField::Treats(o.treats.clone()),
    |o| OpportunityField::Due(o.due),
    |o| OpportunityField::Shipped(o.shipped),
    |o| OpportunityField::Prevents(o.prevents),
    |o| OpportunityField::Prevented(o.prevented),
    |o| OpportunityField::Cost(o.cost),
    |o| OpportunityField::Rice(o.rice.clone()),
];

/// The fields in which two states of a card differ, as they are in the second.
pub(super) fn changed(old: &Card, new: &Card) -> Vec<CardField> {
    let mut out = differing(COMMON, old, new);
    match (&old.body, &new.body) {
        (Body::Step(old), Body::Step(new)) => {
            out.extend(differing(OF_STEP, old, new).into_iter().map(CardField::Step));
        }
        (Body::Pain(old), Body::Pain(new)) => {
            out.extend(differing(OF_PAIN, old.as_ref(), new.as_ref()).into_iter().map(CardField::Pain));
        }
        (Body::Opportunity(old), Body::Opportunity(new)) => {
            let fields = differing(OF_OPPORTUNITY, old.as_ref(), new.as_ref());
            out.extend(fields.into_iter().map(CardField::Opportunity));
        }
        (Body::Metric(old), Body::Metric(new)) => {
            let fields = differing(metric::METRIC_FIELDS, old.as_ref(), new.as_ref());
            out.extend(fields.into_iter().map(CardField::Metric));
        }
        _ => {}
    }
    out
}

/// Those of `fields` in which `old` and `new` differ, as they are in `new`.
pub(super) fn differing<T, F: PartialEq>(fields: &[fn(&T) -> F], old: &T, new: &T) -> Vec<F> {
    fields.iter().filter(|field| field(old) != field(new)).map(|field| field(new)).collect()
}
