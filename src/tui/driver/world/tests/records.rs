//! What others write into records of workshops while this editor is open.

use std::sync::Arc;

use super::*;
use crate::map::id::{ItemId, PersonId, SessionId};
use crate::map::{Label, Text};
use crate::store::sessions::{Listing, append_later, begin};
use crate::workshop::testing::{TEN, head, record};
use crate::workshop::{Action, Deed, Head, Later, Outcome, Said};

/// A workshop on the map that gave one action and ended.
fn workshop(bed: &Bed) -> Head {
    let (mut recorder, head) = begin(Arc::new(RealFs), &bed.root, head()).unwrap();
    let due = Some(Date::constant(2026, 11, 1));
    let action = Action { id: id("x"), text: Text::new("Ask"), owner: None, due, cards: vec![] };
    let closed = Deed::Closed { version: None, despite: Some(Label::new("later")) };
    for entry in record(vec![("bo", Deed::Action(action)), ("bo", closed)]).entries {
        recorder.append(&entry).unwrap();
    }
    head
}

fn id(id: &str) -> ItemId {
    ItemId::new(id).unwrap()
}

fn done(session: SessionId) -> Later {
    let (said, by) = (vec![Said::Is(Outcome::Done(TODAY))], PersonId::new("bo").unwrap());
    Later { session, action: id("x"), said, by }
}

impl Desk {
    /// As `wait`, with a paint after each message: what is wanted starts then.
    fn wait_painting<T>(&mut self, wanted: impl Fn(Event) -> Option<T>) -> T {
        loop {
            self.world.after_paint();
            while let Some(event) = self.world.next_told() {
                if let Some(found) = wanted(event) {
                    return found;
                }
            }
            let message = self.inbox.recv_timeout(Duration::from_secs(20)).expect("nothing was told");
            self.world.hear(message);
        }
    }

    /// How many actions of the open map wait, as soon as that is gathered.
    fn waiting(&mut self) -> usize {
        self.wait_painting(|event| match event {
            Event::Outside(known) => Some(known.outside.actions.len()),
            _ => None,
        })
    }

    fn records(&mut self) {
        self.wait_painting(|event| matches!(event, Event::Records).then_some(()));
    }

    fn actions(&mut self) -> Listing {
        self.world.run(Effect::ReadActions);
        self.wait_painting(|event| if let Event::Actions(found) = event { Some(*found) } else { None })
    }
}

#[test]
fn an_action_that_is_settled_outside_is_gathered_while_its_map_is_open() {
    let bed = bed();
    let mut desk = Desk::at(&bed);
    desk.open(&bed);
    assert_eq!(desk.waiting(), 0);
    // The folder is there only now.
    let head = workshop(&bed);
    while desk.waiting() != 1 {}
    append_later(Arc::new(RealFs), &bed.root, &done(head.id), TEN).unwrap();
    while desk.waiting() != 0 {}
    assert_eq!(desk.actions().sessions[0].open(), 0);
}

#[test]
fn records_are_watched_without_an_open_map_too() {
    let bed = bed();
    let head = workshop(&bed);
    let mut desk = Desk::at(&bed);
    desk.world.after_paint();
    while desk.world.watch.is_none() {
        let message = desk.inbox.recv_timeout(Duration::from_secs(20)).expect("nothing was told");
        desk.world.hear(message);
    }
    assert_eq!(desk.actions().sessions[0].open(), 1);
    append_later(Arc::new(RealFs), &bed.root, &done(head.id), TEN).unwrap();
    desk.records();
    while desk.actions().sessions[0].open() != 0 {}
}

#[test]
fn what_is_said_here_is_written_in_its_turn_and_read_again_and_a_failure_is_told() {
    let bed = bed();
    let head = workshop(&bed);
    let mut desk = Desk::at(&bed);
    desk.world.run(Effect::Later(Box::new(done(head.id))));
    desk.records();
    assert_eq!(desk.actions().sessions[0].open(), 0);
    let nothing = SessionId::new("nothing").unwrap();
    desk.world.run(Effect::Later(Box::new(done(nothing))));
    let words = desk.wait_painting(|event| if let Event::Failed(words) = event { Some(words) } else { None });
    assert_eq!(words, "not kept: there is no workshop `nothing` here");
    desk.records();
}
