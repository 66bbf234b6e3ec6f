//! The fields that only an opportunity has.

use crate::map::Decimal;
use crate::map::card::{Horizon, Intervention, Opportunity, OpportunityStatus, Rice};
use crate::tui::widgets::form::Value;

use super::row::{self, Held, Kind, NUMBER, Row, words_of};

/// What only an opportunity has.
pub(super) const OPPORTUNITY: &[Row<Opportunity>] = &[
    Row::<Opportunity>::new(
        "kind",
        words_of!(Intervention, none: true),
        |o| row::one(Intervention::ALL, o.kind),
        |o, v| o.kind = v.choice(Intervention::ALL),
    ),
    Row::<Opportunity>::new(
        "horizon",
        words_of!(Horizon, none: true),
        |o| row::one(Horizon::ALL, o.horizon),
        |o, v| o.horizon = v.choice(Horizon::ALL),
    )
    .words("crawl: now, with what there is; walk: next; run: later"),
    Row::<Opportunity>::new(
        "status",
        words_of!(OpportunityStatus, none: false),
        |o| row::one(OpportunityStatus::ALL, Some(o.status)),
        |o, v| o.status = v.choice(OpportunityStatus::ALL).unwrap_or(o.status),
    ),
    Row::<Opportunity>::new("treats", Kind::Refs, |o| row::link(&o.treats), |o, v| o.treats = v.cards())
        .words("the pains that it makes better"),
    Row::<Opportunity>::new("due", Kind::Day, |o| row::day(o.due), |o, v| o.due = v.date()),
    Row::<Opportunity>::new("shipped", Kind::Day, |o| row::day(o.shipped), |o, v| o.shipped = v.date()),
    Row::<Opportunity>::new(
        "prevents",
        Kind::Upto(100),
        |o| row::number(o.prevents),
        |o, v| o.prevents = v.decimal(),
    )
    .unit("%")
    .words("of the treated pains' contacts, as it should"),
    Row::<Opportunity>::new(
        "prevented",
        Kind::Upto(100),
        |o| row::number(o.prevented),
        |o, v| o.prevented = v.decimal(),
    )
    .unit("%")
    .words("of the treated pains' contacts, as it did"),
    Row::<Opportunity>::new("cost", NUMBER, |o| row::number(o.cost), |o, v| o.cost = v.decimal())
        .money()
        .words("to do it, once"),
    Row::<Opportunity>::new(
        "reach",
        NUMBER,
        |o| rice(o, |r| r.reach),
        |o, v| set_rice(o, v, |r| &mut r.reach),
    )
    .unit("customers a month"),
    Row::<Opportunity>::new(
        "impact",
        Kind::Upto(3),
        |o| rice(o, |r| r.impact),
        |o, v| set_rice(o, v, |r| &mut r.impact),
    )
    .words("3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal"),
    Row::<Opportunity>::new(
        "confidence",
        Kind::Upto(100),
        |o| rice(o, |r| r.confidence),
        |o, v| set_rice(o, v, |r| &mut r.confidence),
    )
    .unit("%"),
    Row::<Opportunity>::new(
        "effort",
        NUMBER,
        |o| rice(o, |r| r.effort),
        |o, v| set_rice(o, v, |r| &mut r.effort),
    )
    .unit("person-months"),
];

fn rice(opportunity: &Opportunity, of: fn(&Rice) -> Option<Decimal>) -> Value {
    row::number(opportunity.rice.as_ref().and_then(of))
}

/// Sets one input of RICE; one that says nothing goes.
fn set_rice(opportunity: &mut Opportunity, value: &Value, of: fn(&mut Rice) -> &mut Option<Decimal>) {
    let mut rice = opportunity.rice.take().unwrap_or_default();
    *of(&mut rice) = value.decimal();
    opportunity.rice = (rice != Rice::default()).then_some(rice);
}
