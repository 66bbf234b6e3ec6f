//! What participants' terminals show, made of the state of the workshop and its map.

use super::agenda::Verb;
use super::ballot::Ballot;
use super::clock::Millis;
use super::deed::{Action, Outcome};
use super::pad::FORMAT;
use super::roster::Part;
use super::scribe::to_place;
use super::session::Session;
use super::slip::{Glance, Shown, Vote};
use super::voices::Spread;
use crate::map::card::{CardKind, Emotion};
use crate::map::id::{CardId, ItemId, PersonId, StageId};
use crate::map::say::{many, quote};
use crate::map::{Card, Label, Map, Stage, Text};

/// The most cards that terminals show.
pub const MOST_CARDS: usize = 300;
/// The most letters of a card there.
const MOST_LETTERS: usize = 500;

/// A paper that was not taken: whose, which, and why not.
pub type NotTaken = (PersonId, ItemId, Label);

/// What everybody sees now. `focus` is the stage that the room looks at, `left` the time left in the phase; `turn` counts the glances.
pub fn glance(
    session: &Session,
    map: &Map,
    focus: Option<&StageId>,
    left: Millis,
    turn: u64,
    refused: &[NotTaken],
) -> Glance {
    let phase = session.now();
    let stages = map.stages.iter().map(|stage| (stage.id.clone(), stage.name.clone()));
    let lanes = phase.map(|phase| phase.lanes_of(map)).unwrap_or_default();
    let named = |id| map.lane(&id).map(|lane| (lane.id.clone(), lane.name.clone()));
    let pile = session.pile.iter().map(|(by, jot)| (by.clone(), jot.id.clone(), jot.line.clone()));
    Glance {
        format: FORMAT,
        session: session.head.id.clone(),
        turn,
        map: session.head.map.clone(),
        title: map.title.clone(),
        phase: phase.map(|phase| phase.name.clone()).unwrap_or_default(),
        number: (session.phase.saturating_add(1), session.agenda().phases.len()),
        verb: session.verb(),
        prompt: Label::new(phase.map_or(Verb::Talk.prompt(), |phase| phase.asks())),
        private: session.is_private(),
        left,
        paused: session.clock.is_paused(),
        stages: stages.collect(),
        stage: focus.filter(|id| map.stage(id).is_some()).cloned(),
        lanes: lanes.into_iter().filter_map(named).collect(),
        cards: Sight { session, map, focus }.cards(),
        results: results(session),
        vote: vote_of(session).map(vote),
        piles: pile.collect(),
        roster: session.roster.clone(),
        refused: refused.to_vec(),
        away: false,
        ended: session.end.is_some(),
    }
}

/// The vote that is going on, or, in a phase for voting, the one that ended last in it.
fn vote_of(session: &Session) -> Option<&Ballot> {
    session.vote_in_sight().filter(|ballot| !ballot.is_closed || session.verb() == Verb::Vote)
}

/// What came of it so far.
fn results(session: &Session) -> Vec<Label> {
    let name = |who: Option<&PersonId>| who.map_or("nobody yet", |who| session.roster.name(who)).to_owned();
    let decided = session.decisions.iter().map(|(_, it)| format!("Decided: {}", it.text.one_line()));
    let open = session.actions.iter().filter(|(_, is)| *is == Outcome::Open).map(|(it, _)| it);
    let action = |it: &Action| {
        let due = it.due.map_or_else(|| "no day yet".to_owned(), |due| format!("until {due}"));
        format!("{}, {due}: {}", name(it.owner.as_ref()), it.text.one_line())
    };
    let parked = session.unsettled().map(|it| format!("Parked: {}", it.text.one_line()));
    let all = decided.chain(open.map(action)).chain(parked);
    all.take(MOST_CARDS).map(|line| Label::new(&line)).collect()
}

fn vote(ballot: &Ballot) -> Vote {
    let taken = ballot.voters().map(|who| (who.clone(), ballot.dots_of(who).to_vec()));
    Vote {
        id: ballot.id.clone(),
        dots: ballot.dots,
        cap: ballot.cap,
        closed: ballot.is_closed,
        voted: ballot.voters().count(),
        taken: taken.collect(),
    }
}

/// What is looked at.
struct Sight<'a> {
    session: &'a Session,
    map: &'a Map,
    focus: Option<&'a StageId>,
}

impl<'a> Sight<'a> {
    /// The cards that are shown, in order.
    fn cards(&self) -> Vec<Shown> {
        let result = |card: &Card| self.result(card);
        if let Some(ballot) = vote_of(self.session) {
            return self.voted_on(ballot);
        }
        match self.session.verb() {
            Verb::Place => self.shown(self.to_place(), result),
            Verb::Score => self.shown(self.all(|_, card| card.kind() == CardKind::Step), result),
            Verb::Capture => self.shown(self.written(), result),
            Verb::Cluster => {
                self.shown(self.all(|_, card| self.session.authors.contains_key(&card.id)), result)
            }
            // No vote has begun; or the lines of `results` are looked at.
            Verb::Vote | Verb::Decide | Verb::FollowUp | Verb::Close => Vec::new(),
            _ => self.shown(self.all(|stage, _| self.focus.is_none_or(|id| *id == stage.id)), result),
        }
    }

    fn all(&self, keep: impl Fn(&Stage, &Card) -> bool) -> Vec<(&'a Stage, &'a Card)> {
        let of = |stage: &'a Stage| stage.cards().map(move |card| (stage, card));
        self.map.stages.iter().flat_map(of).filter(|(stage, card)| keep(stage, card)).collect()
    }

    /// The cards in the lanes of the phase; where there are too many, those of this workshop and of the stage that the room looks at.
    fn written(&self) -> Vec<(&'a Stage, &'a Card)> {
        let lanes = self.session.now().map(|phase| phase.lanes_of(self.map)).unwrap_or_default();
        let in_lanes = |stage: &'a Stage| {
            let cells = lanes.iter().flat_map(|lane| stage.cell(lane)).map(move |card| (stage, card));
            cells.collect::<Vec<_>>()
        };
        let mut cards: Vec<_> = self.map.stages.iter().flat_map(in_lanes).collect();
        let is_near = |stage: &Stage, card: &Card| {
            self.focus == Some(&stage.id) || self.session.authors.contains_key(&card.id)
        };
        if cards.len() > MOST_CARDS {
            cards.retain(|(stage, card)| is_near(stage, card));
        }
        cards
    }

    /// What is placed, as the facilitator's list has it.
    fn to_place(&self) -> Vec<(&'a Stage, &'a Card)> {
        let on = to_place(self.session, self.map);
        self.all(|_, card| on.contains(&card.id))
    }

    /// What is voted on: as the map has it, and once the vote has ended by its dots.
    fn voted_on(&self, ballot: &Ballot) -> Vec<Shown> {
        let find = |id: &CardId| self.all(|_, card| card.id == *id).pop();
        if !ballot.is_closed {
            let cards = ballot.on.iter().filter_map(find).collect();
            return self.shown(cards, |_| Label::default());
        }
        let totals = ballot.totals();
        let count = |card: &Card| totals.iter().find(|(id, _)| **id == card.id).map_or(0, |(_, n)| *n);
        let cards = totals.iter().filter_map(|(id, _)| find(id)).collect();
        self.shown(cards, |card| Label::new(&self.dots(ballot, card, count(card))))
    }

    /// `5 dots`, and in an open vote whose.
    fn dots(&self, ballot: &Ballot, card: &Card, count: u32) -> String {
        let total = many(usize::try_from(count).unwrap_or(usize::MAX), "dot");
        let given = ballot.voters().map(|who| (who, ballot.of(who, &card.id))).filter(|(_, n)| *n > 0);
        let whose: Vec<String> =
            given.map(|(who, n)| format!("{} {n}", self.session.roster.name(who))).collect();
        if ballot.is_open && !whose.is_empty() { format!("{total}: {}", whose.join(", ")) } else { total }
    }

    fn shown(&self, cards: Vec<(&Stage, &Card)>, result: impl Fn(&Card) -> Label) -> Vec<Shown> {
        // Where cards are judged one stands for its group; where they are read each has its own text.
        let is_judged = matches!(self.session.verb(), Verb::Vote | Verb::Place);
        let among: Vec<CardId> =
            cards.iter().filter(|_| is_judged).map(|(_, card)| card.id.clone()).collect();
        let show = |(stage, card): (&Stage, &Card)| Shown {
            id: card.id.clone(),
            stage: stage.id.clone(),
            text: short(&Text::new(&self.session.called(&card.id, &among, card.text.as_str()))),
            by: self.session.authors.get(&card.id).cloned(),
            result: result(card),
        };
        cards.into_iter().take(MOST_CARDS).map(show).collect()
    }

    /// What is to be said beside a card.
    fn result(&self, card: &Card) -> Label {
        let spots = &self.session.spots;
        match self.session.verb() {
            Verb::Place => match spots.spot(&card.id) {
                Some((impact, effort)) if self.is_complete(spots.of(&card.id).map(|(who, _)| who)) => {
                    Label::new(&format!("impact {}, effort {}", numbers(impact), numbers(effort)))
                }
                spot => {
                    Label::new(&spot.map_or_else(String::new, |(it, _)| format!("placed by {}", it.voices)))
                }
            },
            Verb::Score => self.score(card),
            _ => self.company(card),
        }
    }

    fn score(&self, card: &Card) -> Label {
        let scores = &self.session.scores;
        match scores.scores(&card.id) {
            Some(spread) if self.is_complete(scores.of(&card.id).map(|(who, _)| who)) => {
                Label::new(&scored(spread))
            }
            spread => Label::new(&spread.map_or_else(String::new, |it| format!("scored by {}", it.voices))),
        }
    }

    /// Who says the same, and the group that it is in.
    fn company(&self, card: &Card) -> Label {
        let group = self.session.clusters.iter().find(|group| group.cards.contains(&card.id));
        let said = Some(self.session.said_by(&card.id)).filter(|n| *n > 1).map(|n| format!("said by {n}"));
        let group = group.map(|group| format!("in {}", quote(group.name.as_str(), 30)));
        Label::new(&said.into_iter().chain(group).collect::<Vec<_>>().join(", "))
    }

    /// Whether everybody who is there has said something: before that nobody's number leads the others. The facilitator may abstain.
    fn is_complete<'b>(&self, said: impl Iterator<Item = &'b PersonId>) -> bool {
        let said: Vec<&PersonId> = said.collect();
        let mut awaited = self.session.roster.voices().filter(|who| who.part != Part::Facilitator);
        !said.is_empty() && awaited.all(|who| said.contains(&&who.id))
    }
}

/// `4`, or where people do not agree `2 to 5, apart`.
fn numbers(spread: Spread<u8>) -> String {
    match (spread.low == spread.high, spread.is_apart()) {
        (true, _) => spread.middle.to_string(),
        (_, false) => format!("{} to {}", spread.low, spread.high),
        _ => format!("{} to {} (far apart)", spread.low, spread.high),
    }
}

fn scored(spread: Spread<Emotion>) -> String {
    let range = if spread.low == spread.high {
        String::new()
    } else {
        format!(", {} to {}", spread.low, spread.high)
    };
    let apart = if spread.is_apart() { " (far apart)" } else { "" };
    format!("{}{range}{apart}", spread.middle)
}

/// The beginning of a text.
fn short(text: &Text) -> Text {
    match text.as_str().char_indices().nth(MOST_LETTERS) {
        Some((at, _)) => Text::new(&format!("{}…", text.as_str().get(..at).unwrap_or_default())),
        None => text.clone(),
    }
}

#[cfg(test)]
mod tests;
