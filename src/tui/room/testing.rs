//! For tests: editors in which a workshop runs.

use jiff::civil::date;

use super::Earlier;
use crate::map::id::{CardId, ItemId, PersonId, SessionId};
use crate::map::{Label, Text};
use crate::tui::app::App;
use crate::tui::event::Event;
use crate::tui::screens::testing::{TODAY, open, press};
use crate::tui::update::update;
use crate::workshop::deed::{Action, Deed, Outcome};
use crate::workshop::testing::{TEN, who};
use crate::workshop::{Agenda, Entry, Head, Part, Phase, Record, Verb};

/// The sample map in the phase of a workshop that is for this; Maya leads, Ana, Luis and Tom take part, Priya looks on.
pub(crate) fn workshop(theme: &str, verb: Verb) -> App {
    let mut app = open(theme, "order-to-doorstep.ron");
    let map = app.doc.as_ref().unwrap().map.clone();
    let mut phase = Phase::new(&format!("All about {verb}"), 10, verb);
    if verb == Verb::Vote {
        (phase.dots, phase.cap) = (Some(3), Some(2));
    }
    let head = Head {
        id: SessionId::new("2026-11-22-order-to-doorstep").unwrap(),
        day: TODAY,
        began: TEN,
        map: map.id.clone(),
        title: map.title.clone(),
        agenda: Agenda {
            name: Label::new("45-minute refresh"),
            phases: vec![phase, Phase::new("Rest", 5, Verb::Talk)],
        },
        facilitator: who("maya", Part::Facilitator),
        start: Box::new(map),
    };
    let came = [
        ("ana", Part::Participant),
        ("luis", Part::Participant),
        ("tom", Part::Scribe),
        ("priya", Part::Observer),
    ];
    let entry = |(at, (id, part)): (usize, (&str, Part))| Entry {
        seq: at as u64 + 1,
        at: TEN,
        by: PersonId::new(id).unwrap(),
        deed: Deed::Came(who(id, part)),
        edits: Vec::new(),
        slip: None,
    };
    let entries = came.into_iter().enumerate().map(entry).collect();
    app.me = PersonId::new("maya").ok();
    let _ = update(&mut app, Event::Workshop(Box::new(Record { head, entries }), TEN + 60_000));
    app
}

/// An action of an earlier workshop.
pub(crate) fn earlier(text: &str, due: Option<(i8, i8)>, outcome: Outcome) -> Earlier {
    Earlier {
        session: SessionId::new("2026-10-01-order-to-doorstep").unwrap(),
        action: Action {
            id: ItemId::new(&crate::map::id::slug(text, 20)).unwrap(),
            text: Text::new(text),
            owner: PersonId::new("ana").ok(),
            due: due.map(|(month, day)| date(2026, month, day)),
            cards: Vec::<CardId>::new(),
        },
        outcome,
    }
}

/// Types text and ends it with Enter.
pub(crate) fn enter(app: &mut App, text: &str) {
    let _ = update(app, Event::Paste(text.to_owned()));
    press(app, "Enter");
}
