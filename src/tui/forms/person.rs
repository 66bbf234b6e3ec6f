//! The fields of a person.

use crate::map::Person;

use super::row::{self, Held, Kind, Row};

/// What a person has.
pub(super) const PERSON: &[Row<Person>] = &[
    Row::<Person>::new(
        "name",
        Kind::Name,
        |p| row::text(Some(&p.name)),
        |p, v| p.name = v.label().unwrap_or_default(),
    ),
    Row::<Person>::new("team", Kind::Line, |p| row::text(p.team.as_ref()), |p, v| p.team = v.label()),
    Row::<Person>::new("email", Kind::Line, |p| row::text(p.email.as_ref()), |p, v| p.email = v.label()),
    Row::<Person>::new("left on", Kind::Day, |p| row::day(p.left), |p, v| p.left = v.date())
        .words("what they own asks for somebody else from that day on"),
    Row::<Person>::new("away until", Kind::Day, |p| row::day(p.away_until), |p, v| p.away_until = v.date()),
    Row::<Person>::new(
        "deputy",
        Kind::Person,
        |p| row::link(p.deputy.as_slice()),
        |p, v| p.deputy = v.person(),
    )
    .words("answers while they are away"),
];
