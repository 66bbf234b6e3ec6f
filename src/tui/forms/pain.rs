//! The fields that only a pain point has.

use crate::map::Label;
use crate::map::card::{Contacts, Pain, PainStatus, Severity};
use crate::tui::widgets::form::Value;

use super::row::{self, Held, Kind, NUMBER, Row, words_of};

/// What a pain's status can be, in order.
const STATUS: [&str; 3] = ["open", "resolved", "accepted"];

/// What only a pain point has.
pub(super) const PAIN: &[Row<Pain>] = &[
    Row::<Pain>::new(
        "severity",
        words_of!(Severity, none: false),
        |p| row::one(Severity::ALL, Some(p.severity)),
        |p, v| p.severity = v.choice(Severity::ALL).unwrap_or(p.severity),
    ),
    Row::<Pain>::new("since", Kind::Day, |p| row::day(p.since), |p, v| p.since = v.date())
        .words("when it was first seen"),
    Row::<Pain>::new(
        "status",
        Kind::Choice { words: || STATUS.iter().map(ToString::to_string).collect(), none: false },
        |p| row::one(&STATUS, Some(p.status.word())),
        set_status,
    ),
    Row::<Pain>::new("because", Kind::Line, |p| row::text(accepted(p)), set_why)
        .words("why it is accepted, if it is"),
    Row::<Pain>::new(
        "contact reason",
        Kind::Line,
        |p| told(p, |c| row::text(c.reason.as_ref())),
        |p, v| {
            tell(p, |c| c.reason = v.label());
        },
    )
    .words("as the contact centre codes it"),
    Row::<Pain>::new(
        "contacts",
        NUMBER,
        |p| told(p, |c| row::number(c.per_month)),
        |p, v| {
            tell(p, |c| c.per_month = v.decimal());
        },
    )
    .unit("a month"),
    Row::<Pain>::new(
        "handle time",
        NUMBER,
        |p| told(p, |c| row::number(c.minutes)),
        |p, v| {
            tell(p, |c| c.minutes = v.decimal());
        },
    )
    .unit("min a contact"),
    Row::<Pain>::new(
        "as of",
        Kind::Day,
        |p| told(p, |c| row::day(c.as_of)),
        |p, v| tell(p, |c| c.as_of = v.date()),
    )
    .words("the day that these numbers are of"),
    Row::<Pain>::new(
        "source",
        Kind::Line,
        |p| told(p, |c| row::text(c.source.as_ref())),
        |p, v| {
            tell(p, |c| c.source = v.label());
        },
    )
    .words("where they come from"),
    Row::<Pain>::new(
        "importance",
        Kind::Upto(10),
        |p| row::number(p.importance),
        |p, v| p.importance = v.decimal(),
    )
    .unit("of 10")
    .words("how much it matters to customers"),
    Row::<Pain>::new(
        "satisfaction",
        Kind::Upto(10),
        |p| row::number(p.satisfaction),
        |p, v| p.satisfaction = v.decimal(),
    )
    .unit("of 10")
    .words("how well it is served today"),
];

fn accepted(pain: &Pain) -> Option<&Label> {
    if let PainStatus::Accepted(why) = &pain.status { Some(why).filter(|w| !w.is_empty()) } else { None }
}

/// The reason of an accepted pain stays when the word is chosen again.
fn set_status(pain: &mut Pain, value: &Value) {
    pain.status = match value.choice(&STATUS) {
        Some("resolved") => PainStatus::Resolved,
        Some("accepted") => PainStatus::Accepted(accepted(pain).cloned().unwrap_or_default()),
        _ => PainStatus::Open,
    };
}

/// A reason accepts an open pain; of a resolved one it says nothing.
fn set_why(pain: &mut Pain, value: &Value) {
    let why = value.label();
    match (&pain.status, why) {
        (PainStatus::Accepted(_), why) => pain.status = PainStatus::Accepted(why.unwrap_or_default()),
        (PainStatus::Open, Some(why)) => pain.status = PainStatus::Accepted(why),
        _ => {}
    }
}

fn told(pain: &Pain, of: fn(&Contacts) -> Value) -> Value {
    pain.contacts.as_ref().map_or(Value::Empty, of)
}

/// Changes the contacts; ones that say nothing go.
fn tell(pain: &mut Pain, change: impl FnOnce(&mut Contacts)) {
    let mut contacts = pain.contacts.take().unwrap_or_default();
    change(&mut contacts);
    pain.contacts = (contacts != Contacts::default()).then_some(contacts);
}
