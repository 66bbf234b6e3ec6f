//! A workshop's records, as the driver reads and writes them.

use std::sync::Arc;

use super::*;
use crate::map::Text;
use crate::map::id::{ItemId, PersonId, SessionId};
use crate::store::sessions;
use crate::tui::room::Offer;
use crate::workshop::deed::{Action, Parked, Settled};
use crate::workshop::testing::{head, record};
use crate::workshop::{Deed, Later, Outcome, Said};

fn item(id: &str) -> ItemId {
    ItemId::new(id).unwrap()
}

fn call() -> Deed {
    let text = Text::new("Call the carrier");
    Deed::Action(Action { id: item("call"), text, owner: None, due: None, cards: Vec::new() })
}

/// A workshop that was held, with one action, one thing carried over and one let go.
fn held(bed: &Bed) -> SessionId {
    let park = |id: &str| Deed::Parked(Parked::new(item(id), Text::new(id)));
    let closed = Deed::Closed { version: None, despite: None };
    let (over, gone) = (Settled::CarriedOver, Settled::Dropped);
    let said = record(vec![
        ("maya", call()),
        ("ana", park("depot")),
        ("bo", park("paint")),
        ("maya", Deed::Unparked(item("depot"), over)),
        ("maya", Deed::Unparked(item("paint"), gone)),
        ("maya", closed),
    ]);
    let (mut recorder, head) = sessions::begin(Arc::new(RealFs), &bed.root, head()).unwrap();
    said.entries.iter().for_each(|entry| recorder.append(entry).unwrap());
    head.id
}

fn offer(desk: &mut Desk) -> Offer {
    desk.world.run(Effect::AskOffer(MapId::new("order").unwrap()));
    desk.wait(|event| if let Event::Offer(offer) = event { Some(*offer) } else { None })
}

#[test]
fn what_became_of_an_action_is_written_in_its_turn_and_then_read() {
    let bed = bed();
    let mut desk = Desk::at(&bed);
    let session = held(&bed);
    let bo = PersonId::new("bo").unwrap();
    for outcome in [Outcome::Done(TODAY), Outcome::Open, Outcome::Dropped(TODAY, Label::new("too late"))] {
        let (action, said) = (item("call"), vec![Said::Is(outcome)]);
        let later = Later { session: session.clone(), action, said, by: bo.clone() };
        desk.world.run(Effect::Later(Box::new(later)));
    }
    let offer = offer(&mut desk);
    assert_eq!(offer.earlier[0].outcome, Outcome::Dropped(TODAY, Label::new("too late")));
    assert_eq!(
        offer.carried,
        [(PersonId::new("ana").unwrap(), Parked::new(item("depot"), Text::new("depot")))]
    );
    assert!(offer.unfinished.is_none());
    let written = sessions::read(&sessions::path(&bed.root, &session)).record.unwrap();
    assert_eq!(written.entries.len(), 9);
}

/// Begins a workshop; where its record is.
fn begin(desk: &mut Desk, bed: &Bed) -> PathBuf {
    desk.world.run(Effect::BeginWorkshop(Box::new(head())));
    let head =
        desk.wait(|event| if let Event::Workshop(record, _) = event { Some(record.head) } else { None });
    sessions::path(&bed.root, &head.id)
}

fn minute(desk: &mut Desk, lines: &[&str]) {
    let parked = |id: &&str| ("bo", Deed::Parked(Parked::new(item(id), Text::new(id))));
    for entry in record(lines.iter().map(parked).collect()).entries {
        desk.world.run(Effect::Minute(Box::new(entry)));
    }
}

fn failed(desk: &mut Desk) -> String {
    desk.wait(|event| if let Event::Failed(words) = event { Some(words) } else { None })
}

/// A workshop with two lines that its record does not take; where the record is missing, and where it is.
fn stuck(bed: &Bed) -> (Desk, [PathBuf; 2]) {
    let mut desk = Desk::at(bed);
    let record = begin(&mut desk, bed);
    let aside = record.with_extension("aside");
    std::fs::rename(&record, &aside).unwrap();
    minute(&mut desk, &["one", "two"]);
    assert!(failed(&mut desk).starts_with("not in the workshop's record yet"));
    (desk, [record, aside])
}

fn lines(record: &Path) -> usize {
    sessions::read(record).record.unwrap().entries.len()
}

#[test]
fn lines_that_the_disk_does_not_take_are_tried_again_without_a_new_one() {
    let bed = bed();
    let (mut desk, [record, aside]) = stuck(&bed);
    std::fs::rename(&aside, &record).unwrap();
    desk.world.workshop_turn();
    let said = desk.wait(|event| if let Event::Done(words) = event { Some(words) } else { None });
    assert_eq!((said.as_str(), lines(&record)), ("the workshop's record has everything again", 2));
}

#[test]
fn a_workshop_that_is_left_keeps_its_lines_until_they_are_written() {
    let bed = bed();
    let (mut desk, [record, aside]) = stuck(&bed);
    desk.world.run(Effect::LeaveWorkshop);
    assert!(failed(&mut desk).contains("lacks 2 lines"));
    desk.world.run(Effect::BeginWorkshop(Box::new(head())));
    assert!(failed(&mut desk).starts_with("no workshop yet"));
    std::fs::rename(&aside, &record).unwrap();
    desk.world.end(End::Left);
    assert_eq!(lines(&record), 2);
    assert!(desk.world.hall.is_none());
}
