//! The rows of a workshop's lists.

use jiff::civil::Date;

use super::{Panel, Room};
use crate::change::diff;
use crate::change::seal::differs;
use crate::map::card::CardKind;
use crate::map::id::{CardId, ItemId, StageId};
use crate::map::{Map, Stage};
use crate::workshop::deed::{Action, Outcome};
use crate::workshop::scribe::{candidates, to_place};

/// One row that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A card that is voted on, placed or scored.
    Card(CardId),
    /// Something decided.
    Decision(ItemId),
    /// An action of this workshop.
    Action(ItemId),
    /// Something put off in this workshop.
    Parked(ItemId),
    /// An action of an earlier workshop, by its position in what is known of them.
    Earlier(usize),
    /// The private cards.
    Pile,
    /// The vote that is going on.
    Ballot,
    /// A stage that changed in this workshop.
    Stage(StageId),
    /// The end.
    End,
}

/// The rows of the panel that is shown, in order.
pub fn rows(room: &Room, map: &Map, today: Date) -> Vec<Row> {
    match room.panel {
        Panel::Vote => votes(room, map),
        Panel::Groups => grouped(room, map),
        Panel::Place => places(room, map),
        Panel::Score => map.stages.iter().flat_map(|stage| steps(map, stage)).map(Row::Card).collect(),
        Panel::Results => results(room),
        Panel::FollowUp => follow_up(room),
        Panel::Close => closing(room, map, today),
    }
}

/// The steps of a stage, lane by lane.
pub fn steps(map: &Map, stage: &Stage) -> Vec<CardId> {
    let cards = map.lanes.iter().flat_map(|lane| stage.cell(&lane.id));
    cards.filter(|card| card.kind() == CardKind::Step).map(|card| card.id.clone()).collect()
}

/// A running vote in the order of the map, an ended one by its dots; where none was, what one would be on.
fn votes(room: &Room, map: &Map) -> Vec<Row> {
    let on: Vec<CardId> = match room.session.vote_in_sight() {
        Some(ballot) if ballot.is_closed => ballot.totals().into_iter().map(|(id, _)| id.clone()).collect(),
        Some(ballot) => ballot.on.clone(),
        None => candidates(&room.session, map),
    };
    on.into_iter().filter(|id| map.card(id).is_some()).map(Row::Card).collect()
}

/// The cards of this workshop in the order of the map: those without a group, then group by group. Where none was written, what is voted on.
fn grouped(room: &Room, map: &Map) -> Vec<Row> {
    let is_written = |id: &CardId| room.session.authors.contains_key(id);
    let others = if map.cards().any(|card| is_written(&card.id)) {
        Vec::new()
    } else {
        candidates(&room.session, map)
    };
    let is_in = |id: &CardId| is_written(id) || group_of(room, id).is_some() || others.contains(id);
    let mut ids: Vec<CardId> = map.cards().map(|card| card.id.clone()).filter(is_in).collect();
    ids.sort_by_key(|id| group_of(room, id));
    ids.into_iter().map(Row::Card).collect()
}

/// The position of the group that a card is in.
pub fn group_of(room: &Room, card: &CardId) -> Option<usize> {
    room.session.clusters.iter().position(|cluster| cluster.cards.contains(card))
}

/// What is placed, in the order of the map, or what is worth most for its effort first.
fn places(room: &Room, map: &Map) -> Vec<Row> {
    let mut ids = to_place(&room.session, map);
    if room.is_sorted {
        ids.sort_by_key(|id| {
            let spot = room.session.spots.spot(id);
            let placed = spot.map(|(impact, effort)| (i16::from(impact.middle), i16::from(effort.middle)));
            (placed.is_none(), placed.map(|(impact, effort)| (effort - impact, -impact)))
        });
    }
    ids.into_iter().map(Row::Card).collect()
}

/// Decisions, actions, what is parked: what is open before what is settled.
fn results(room: &Room) -> Vec<Row> {
    let session = &room.session;
    let decisions = session.decisions.iter().map(|(_, decision)| Row::Decision(decision.id.clone()));
    let mut actions: Vec<_> = session.actions.iter().collect();
    actions.sort_by_key(|(_, is)| *is != Outcome::Open);
    let actions = actions.into_iter().map(|(action, _)| Row::Action(action.id.clone()));
    let mut parked: Vec<_> = session.parked.iter().collect();
    parked.sort_by_key(|(.., settled)| settled.is_some());
    let parked = parked.into_iter().map(|(_, item, _)| Row::Parked(item.id.clone()));
    decisions.chain(actions).chain(parked).collect()
}

/// What waits first, the longest overdue before all; then what became of the rest; then what was carried over.
fn follow_up(room: &Room) -> Vec<Row> {
    let mut at: Vec<usize> = (0..room.earlier.len()).collect();
    at.sort_by_key(|at| room.earlier.get(*at).map(|one| waits(&one.action, &one.outcome)));
    let parked = room.session.unsettled().map(|item| Row::Parked(item.id.clone()));
    at.into_iter().map(Row::Earlier).chain(parked).collect()
}

/// A key to sort actions by: open ones by their day, those without one behind them, then what is done or dropped.
fn waits(action: &Action, outcome: &Outcome) -> (bool, bool, Option<Date>) {
    (*outcome != Outcome::Open, action.due.is_none(), action.due)
}

/// What is open before the end, top to bottom.
fn closing(room: &Room, map: &Map, today: Date) -> Vec<Row> {
    let session = &room.session;
    if session.end.is_some() {
        return vec![Row::End];
    }
    let mut rows = Vec::new();
    if !session.pile.is_empty() {
        rows.push(Row::Pile);
    }
    if session.ballot().is_some() {
        rows.push(Row::Ballot);
    }
    rows.extend(session.unsettled().map(|item| Row::Parked(item.id.clone())));
    rows.extend(session.loose_actions().map(|action| Row::Action(action.id.clone())));
    let waiting = room.touched().iter().map(|(id, _)| id.clone()).filter(|id| {
        let reviewed = map.stage(id).is_some_and(|stage| {
            let review = stage.reviewed.as_ref().filter(|review| review.on == today);
            review.and_then(|review| review.seal).is_some_and(|seal| differs(map, stage, seal) == Some(false))
        });
        !reviewed && !room.session.skipped.contains(id)
    });
    rows.extend(waiting.map(Row::Stage));
    rows.push(Row::End);
    rows
}

/// The stages whose content changed and that are still there, each with how many changes.
pub(super) fn touched(start: &Map, map: &Map) -> Vec<(StageId, usize)> {
    let mut diff = diff(start, map);
    diff.changes.retain(crate::change::Change::is_content);
    let of = |id: &StageId| diff.for_stage(id).filter(|change| !change.along).count().max(1);
    let here = diff.touched_stages().into_iter().filter(|id| map.stage(id).is_some());
    here.map(|id| (id.clone(), of(id))).collect()
}
