//! What of a stage is written, and under which tags. A tag is never given to another field.

use super::codes;
use super::write::Writer;
use crate::map::card::{Lead, Metric, Opportunity, Pain, PainStatus, Step};
use crate::map::id::{CardId, EvidenceId, PersonId, SegmentId};
use crate::map::{Body, Card, Label, Stage};

/// A stage: name 1, goal 2, who answers for it 3, a group 4 for each lane.
pub(super) fn stage(owner: Option<&PersonId>, stage: &Stage, w: &mut Writer) {
    w.text(1, stage.name.as_str());
    w.maybe_text(2, stage.goal.as_ref());
    w.maybe_text(3, owner.map(PersonId::as_str));
    // The cells are ordered by lane id: where a lane stands on the screen has no part in it.
    for (lane, cards) in &stage.cells {
        w.group(4, |w| {
            w.text(1, lane.as_str());
            for each in cards {
                w.group(2, |w| card(each, w));
            }
        });
    }
}

/// A card: 1 to 7 what every card has, a group 8 to 12 for its kind.
fn card(card: &Card, w: &mut Writer) {
    w.text(1, card.id.as_str());
    w.text(2, card.text.as_str());
    w.maybe_text(3, card.detail.as_ref());
    w.maybe_text(4, card.owner.as_ref().map(PersonId::as_str));
    w.texts(5, card.tags.iter().map(Label::as_str));
    w.texts(6, card.segments.iter().map(SegmentId::as_str));
    w.texts(7, card.evidence.iter().map(EvidenceId::as_str));
    match &card.body {
        Body::Step(body) => w.group(8, |w| step(body, w)),
        Body::Note => w.group(9, |_| ()),
        Body::Pain(body) => w.group(10, |w| pain(body, w)),
        Body::Opportunity(body) => w.group(11, |w| opportunity(body, w)),
        Body::Metric(body) => w.group(12, |w| metric(body, w)),
    }
}

fn step(step: &Step, w: &mut Writer) {
    w.maybe_text(1, step.channel.as_ref());
    w.maybe_code(2, step.emotion.map(|e| e.score().to_le_bytes()[0]));
    w.maybe_code(3, step.moment_of_truth.then_some(1));
    w.maybe_decimal(4, step.minutes);
}

/// Of the contacts only the reason: the numbers are imported every month.
fn pain(pain: &Pain, w: &mut Writer) {
    w.maybe_code(1, Some(codes::severity(pain.severity)));
    w.maybe_date(2, pain.since);
    w.maybe_code(3, Some(codes::pain_status(&pain.status)));
    if let PainStatus::Accepted(why) = &pain.status {
        w.text(4, why.as_str());
    }
    w.maybe_text(5, pain.contacts.as_ref().and_then(|c| c.reason.as_ref()));
    w.maybe_decimal(6, pain.importance);
    w.maybe_decimal(7, pain.satisfaction);
}

fn opportunity(opportunity: &Opportunity, w: &mut Writer) {
    w.maybe_code(1, opportunity.kind.map(codes::intervention));
    w.maybe_code(2, opportunity.horizon.map(codes::horizon));
    w.maybe_code(3, Some(codes::opportunity_status(opportunity.status)));
    w.texts(4, opportunity.treats.iter().map(CardId::as_str));
    w.maybe_date(5, opportunity.due);
    w.maybe_date(6, opportunity.shipped);
    w.maybe_decimal(7, opportunity.prevents);
    w.maybe_decimal(8, opportunity.prevented);
    w.maybe_decimal(9, opportunity.cost);
    if let Some(rice) = &opportunity.rice {
        w.group(10, |w| {
            w.maybe_decimal(1, rice.reach);
            w.maybe_decimal(2, rice.impact);
            w.maybe_decimal(3, rice.confidence);
            w.maybe_decimal(4, rice.effort);
        });
    }
}

/// Without its readings: they are imported every month.
fn metric(metric: &Metric, w: &mut Writer) {
    w.maybe_code(1, metric.measure.map(codes::measure));
    w.maybe_text(2, metric.unit.as_ref());
    w.maybe_text(3, metric.source.as_ref());
    w.maybe_decimal(4, metric.target);
    w.maybe_code(5, metric.direction.map(codes::direction));
    w.maybe_code(6, metric.period.map(codes::period));
    for each in &metric.leads {
        w.group(7, |w| lead(each, w));
    }
}

fn lead(lead: &Lead, w: &mut Writer) {
    w.text(1, lead.id.as_str());
    w.maybe_date(2, lead.on);
    w.maybe_text(3, lead.by.as_ref().map(PersonId::as_str));
    w.text(4, lead.question.as_str());
    w.maybe_text(5, lead.insight.as_ref());
    w.maybe_text(6, lead.action.as_ref());
}
