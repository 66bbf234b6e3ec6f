//! Two states of a small map, and what they are compared as.

use jiff::civil::date;

use super::{Compared, Entry, Fate, State};
use crate::change::{diff, seal};
use crate::map::card::{Card, Pain, Severity};
use crate::map::edit::Edit;
use crate::map::id::{CardId, MapId, PersonId, StageId};
use crate::map::review::Review;
use crate::map::{Body, CardKind, Map, Person, Place, Role, Stage, Text, Workspace};

/// Two states of a map.
pub(super) struct Pair {
    pub(super) old: Map,
    pub(super) new: Map,
    people: Workspace,
}

fn person(id: &str) -> PersonId {
    PersonId::new(id).unwrap()
}

fn card(id: &str) -> CardId {
    CardId::new(id).unwrap()
}

fn workspace() -> Workspace {
    let people = [("tom", "Tom"), ("maya", "Maya")];
    let people = people.map(|(id, name)| Person::new(person(id), name)).to_vec();
    Workspace { people, ..Workspace::default() }
}

fn plain() -> Map {
    let mut map = Map::new(MapId::new("order").unwrap(), "Order to doorstep");
    for (id, name) in [("wait", "Wait for delivery"), ("receive", "Receive")] {
        map.stages.push(Stage::new(StageId::new(id).unwrap(), name));
    }
    let long = "No ETA once the van has left, and nobody answers when the customer calls to ask about it";
    let cards = [
        ("track", CardKind::Step, "Tracks the van", "wait"),
        ("no-eta", CardKind::Pain, long, "wait"),
        ("slots", CardKind::Pain, "Slots hidden", "wait"),
        ("sign", CardKind::Step, "Signs", "receive"),
    ];
    for (id, kind, text, stage) in cards {
        add(&mut map, &Card::new(card(id), kind, text), stage, 9);
    }
    map.stages[0].owner = Some(person("tom"));
    let seal = seal(&map, &map.stages[0]);
    map.stages[0].reviewed =
        Some(Review { on: date(2026, 6, 2), by: person("tom"), seal: Some(seal), note: None });
    map
}

fn add(map: &mut Map, card: &Card, stage: &str, index: usize) {
    let lane = map.lane_of(Role::of(card.kind())).unwrap().id.clone();
    let place = Place { stage: Some(StageId::new(stage).unwrap()), lane, index };
    Edit::AddCard { card: Box::new(card.clone()), place }.apply(map).unwrap();
}

/// A map with a change of nearly every kind.
pub(super) fn pair() -> Pair {
    let old = plain();
    let mut new = old.clone();
    new.stages[0].owner = Some(person("maya"));
    let bell = Card::new(card("bell"), CardKind::Pain, "Nobody rings the bell");
    add(&mut new, &Card { owner: Some(person("tom")), ..bell }, "wait", 0);
    Edit::RemoveCard(card("slots")).apply(&mut new).unwrap();
    let receive = Place {
        stage: Some(StageId::new("receive").unwrap()),
        lane: new.lane_of(Role::Steps).unwrap().id.clone(),
        index: 0,
    };
    Edit::MoveCard { card: card("track"), to: receive }.apply(&mut new).unwrap();
    let pain = new.card_mut(&card("no-eta")).unwrap();
    pain.text = Text::new(&pain.text.as_str().replace("once the van has left", "until the van is near"));
    pain.body = Body::Pain(Box::new(Pain { severity: Severity::Critical, ..Pain::default() }));
    Pair { old, new, people: workspace() }
}

/// A map that did not change.
pub(super) fn same() -> Pair {
    Pair { old: plain(), new: plain(), people: workspace() }
}

/// A map whose new texts are markup and controls.
pub(super) fn hostile() -> Pair {
    let old = plain();
    let mut new = old.clone();
    let text = "<img src=x onerror=alert(1)> [a](javascript:x) @maya\n| `x` \u{1b}[31m **b** <!-- -->";
    new.title = text.into();
    new.stages[0].name = text.into();
    new.stages[1].goal = Some(Text::new(text));
    new.card_mut(&card("sign")).unwrap().text = Text::new(text);
    new.card_mut(&card("no-eta")).unwrap().text = Text::new(&text.repeat(2));
    new.card_mut(&card("track")).unwrap().tags = vec![text.into()];
    add(&mut new, &Card::new(card("new"), CardKind::Pain, text), "wait", 0);
    Pair { old, new, people: workspace() }
}

fn states() -> (State, State) {
    let commit = "1a2b3c4d5e6f".repeat(4).get(..40).map(str::to_owned);
    let from = State { at: "HEAD".into(), commit, ..State::default() };
    (from, State { at: "working file".into(), file: "maps/order.ron".into(), ..State::default() })
}

fn entry<'a>(name: &str, old: &'a Map, new: &'a Map) -> Entry<'a> {
    Entry { name: name.to_owned(), fate: Fate::Both { old, new, diff: diff(old, new) } }
}

pub(super) fn compared(pair: &Pair) -> Compared<'_> {
    let (from, to) = states();
    let entries = vec![entry("maps/order.ron", &pair.old, &pair.new)];
    Compared { entries, from, to, people: &pair.people, shared: None, is_part: false }
}

/// Four maps: changed, the same, new, gone.
pub(super) struct Four(Pair);

pub(super) fn four() -> Four {
    Four(pair())
}

impl Four {
    pub(super) fn compared(&self) -> Compared<'_> {
        let (from, to) = states();
        let Pair { old, new, people } = &self.0;
        let alone = |name: &str, fate| Entry { name: name.to_owned(), fate };
        let entries = vec![
            entry("maps/order.ron", old, new),
            entry("maps/same.ron", old, old),
            alone("maps/new.ron", Fate::Added(new)),
            alone("maps/gone.ron", Fate::Removed(old)),
        ];
        Compared { entries, from, to, people, shared: None, is_part: false }
    }
}
