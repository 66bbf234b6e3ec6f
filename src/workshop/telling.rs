//! The lines of a record in words: who did what.

use super::called::Called;
use super::deed::{Deed, Entry, Outcome, Settled};
use super::{Part, Record};
use crate::map::Workspace;
use crate::map::card::Emotion;
use crate::map::id::{CardId, ItemId};
use crate::map::say::{many, quote};

/// The most characters of a text that are told.
const MOST: usize = 80;

/// A record that is told, its names looked up once.
#[derive(Debug)]
pub struct Telling<'a> {
    called: Called<'a>,
    record: &'a Record,
}

impl<'a> Telling<'a> {
    /// Of a record; `people`: the workspace's.
    pub fn new(record: &'a Record, people: &'a Workspace) -> Self {
        Self { called: Called::new(record, people), record }
    }

    /// What it begins with, in a sentence.
    pub fn head(&self) -> String {
        let head = &self.record.head;
        let who = self.called.person(&head.facilitator.id);
        let agenda = quote(head.agenda.name.as_str(), MOST);
        format!("{who} begins {agenda} on {}", quote(head.title.as_str(), MOST))
    }

    /// One line, in a sentence without a full stop. What was written in private is not told, nor who gave which dots in a vote
    /// that is not an open one.
    pub fn line(&self, entry: &Entry) -> String {
        self.told(entry, true)
    }

    /// `deep`: what a line takes back is told with it.
    fn told(&self, entry: &Entry, deep: bool) -> String {
        let by = self.called.person(&entry.by);
        match &entry.deed {
            Deed::Came(who) if who.part == Part::Observer => format!("{} comes to look on", who.name),
            Deed::Came(who) => format!("{} comes as {}", who.name, who.part),
            Deed::Went(who) => format!("{} goes", self.called.person(who)),
            Deed::Phase(at) => self.phase(*at),
            Deed::Extended(minutes) if *minutes < 0 => {
                format!("{by} takes {} off", many(minutes.unsigned_abs() as usize, "minute"))
            }
            Deed::Extended(minutes) => {
                format!("{by} gives {} more", many(minutes.unsigned_abs() as usize, "minute"))
            }
            Deed::Paused => format!("{by} stops the clock"),
            Deed::WentOn => "the clock goes on".to_owned(),
            Deed::CameBack => "the program comes back".to_owned(),
            Deed::TakenBack(seq) => format!("{by} takes back: {}", self.taken_back(*seq, deep)),
            Deed::Edited(words) => format!("{by}: {words}"),
            Deed::Closed { version: Some(version), .. } => {
                format!("{by} ends it: version {version} is saved")
            }
            Deed::Closed { version: None, .. } => format!("{by} ends it"),
            deed => self.of_cards(&by, deed).or_else(|| self.of_results(&by, deed)).unwrap_or_default(),
        }
    }

    fn phase(&self, at: usize) -> String {
        let phases = &self.record.head.agenda.phases;
        let Some(phase) = phases.get(at) else { return format!("phase {}", at.saturating_add(1)) };
        format!("phase {}/{}, {} ({} min): {}", at + 1, phases.len(), phase.name, phase.minutes, phase.asks())
    }

    fn taken_back(&self, seq: u64, deep: bool) -> String {
        let entry = self.record.entries.iter().find(|entry| entry.seq == seq).filter(|_| deep);
        entry.map_or_else(|| format!("line {seq}"), |entry| self.told(entry, false))
    }

    fn card(&self, id: &CardId) -> String {
        quote(&self.called.card(id), MOST)
    }

    /// Cards, groups, votes, places, scores.
    fn of_cards(&self, by: &str, deed: &Deed) -> Option<String> {
        Some(match deed {
            Deed::Jotted(_) => format!("{by} writes a private card"),
            Deed::Unjotted(_) => format!("{by} takes a private card away"),
            Deed::Revealed(cards) => {
                let texts: Vec<String> = cards.iter().map(|(_, card)| self.card(card)).collect();
                format!("{} revealed: {}", many(cards.len(), "private card"), texts.join(", "))
            }
            Deed::Captured(card) => format!("{by}: {}", self.card(card)),
            Deed::Seconded(card) => format!("{by} says the same: {}", self.card(card)),
            Deed::Grouped { name, cards, .. } => {
                let texts: Vec<String> = cards.iter().map(|card| self.card(card)).collect();
                format!("group {}: {}", quote(name.as_str(), MOST), texts.join(", "))
            }
            Deed::Ungrouped(_) => "a group is dissolved".to_owned(),
            Deed::VoteOpened(vote) => {
                let again = if vote.again.is_some() { "a second vote on the tied" } else { "a vote" };
                let (cards, dots) = (many(vote.on.len(), "card"), many(usize::from(vote.dots), "dot"));
                format!("{again} on {cards} begins, {dots} each")
            }
            Deed::Voted { ballot, dots } => self.voted(by, ballot, dots),
            Deed::VoteClosed(ballot) => self.closed(ballot),
            Deed::Placed(card, spot) => {
                format!("{by} places {}: impact {}, effort {}", self.card(card), spot.impact, spot.effort)
            }
            Deed::Scored(card, score) => format!("{by} scores {}: {}", self.card(card), scored(*score)),
            _ => return None,
        })
    }

    fn voted(&self, by: &str, ballot: &ItemId, dots: &[(CardId, u8)]) -> String {
        let is_open = self.called.session.ballots.iter().any(|vote| vote.id == *ballot && vote.is_open);
        if !is_open {
            return "somebody gives their dots".to_owned();
        }
        let dots: Vec<String> =
            dots.iter().map(|(card, dots)| format!("{dots} to {}", self.card(card))).collect();
        format!("{by} gives their dots: {}", dots.join(", "))
    }

    fn closed(&self, ballot: &ItemId) -> String {
        let vote = self.called.session.ballots.iter().find(|vote| vote.id == *ballot);
        let totals = vote.map_or_else(Vec::new, |vote| vote.totals());
        let first = totals.iter().take(3).filter(|(_, dots)| *dots > 0);
        let first: Vec<String> = first.map(|(card, dots)| format!("{} {dots}", self.card(card))).collect();
        format!("the vote ends: {}", if first.is_empty() { "no dots".to_owned() } else { first.join(", ") })
    }

    /// Decisions, actions, the parking lot.
    fn of_results(&self, by: &str, deed: &Deed) -> Option<String> {
        Some(match deed {
            Deed::Decided(decision) => format!("decided: {}", quote(&decision.text.one_line(), MOST)),
            Deed::Undecided(_) => "a decision is no more".to_owned(),
            Deed::Action(action) => {
                let owner = action.owner.as_ref().map(|owner| self.called.person(owner));
                let owner = owner.unwrap_or_else(|| "nobody yet".to_owned());
                let due = action.due.map_or(String::new(), |due| format!(" until {due}"));
                format!("action of {owner}{due}: {}", quote(&action.text.one_line(), MOST))
            }
            Deed::ActionIs(id, outcome) => format!("{by}: action {} {}", self.action(id), became(outcome)),
            Deed::Parked(item) => format!("{by} parks {}", quote(&item.text.one_line(), MOST)),
            Deed::Unparked(id, settled) => format!("parked item {} {}", self.parked(id), settles(settled)),
            Deed::ReviewSkipped(stage) => {
                format!("{by}: {} is not reviewed now", quote(&self.called.stage(stage), MOST))
            }
            _ => return None,
        })
    }

    fn action(&self, id: &ItemId) -> String {
        let known = self.called.session.actions.iter().find(|(action, _)| action.id == *id);
        known.map_or_else(|| id.to_string(), |(action, _)| quote(&action.text.one_line(), MOST))
    }

    fn parked(&self, id: &ItemId) -> String {
        let known = self.called.session.parked.iter().find(|(_, item, _)| item.id == *id);
        known.map_or_else(|| id.to_string(), |(_, item, _)| quote(&item.text.one_line(), MOST))
    }
}

fn scored(score: Emotion) -> String {
    score.to_string()
}

fn became(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Open => "is open again".to_owned(),
        Outcome::Done(on) => format!("was done on {on}"),
        Outcome::Dropped(on, why) => format!("was dropped on {on}: {why}"),
    }
}

fn settles(settled: &Settled) -> &'static str {
    match settled {
        Settled::Action(_) => "becomes an action",
        Settled::CarriedOver => "is carried over",
        Settled::Dropped => "is dropped",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::id::PersonId;
    use crate::map::{Label, Text};
    use crate::workshop::deed::{Action, Jot, Parked, Voting};
    use crate::workshop::testing::{record, who};
    use crate::workshop::voices::Spot;

    fn item(id: &str) -> ItemId {
        ItemId::new(id).unwrap()
    }

    fn card(id: &str) -> CardId {
        CardId::new(id).unwrap()
    }

    fn vote(id: &str, open: bool) -> Deed {
        let on = vec![card("a"), card("b")];
        Deed::VoteOpened(Voting { id: item(id), on, dots: 3, cap: 2, open, again: None })
    }

    fn voted(id: &str) -> Deed {
        Deed::Voted { ballot: item(id), dots: vec![(card("a"), 2)] }
    }

    fn told(deeds: Vec<(&str, Deed)>) -> String {
        let record = record(deeds);
        let people = Workspace::default();
        let telling = Telling::new(&record, &people);
        let lines = record.entries.iter().map(|entry| telling.line(entry));
        std::iter::once(telling.head()).chain(lines).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn in_sentences() {
        let jot = Jot {
            id: item("j"),
            stage: crate::map::id::StageId::new("wait").unwrap(),
            lane: crate::map::id::LaneId::new("pains").unwrap(),
            line: Label::new("a secret"),
        };
        let due = jiff::civil::date(2026, 12, 1);
        let action = Action {
            id: item("x"),
            text: Text::new("Ask the\ncarriers"),
            owner: PersonId::new("bo").ok(),
            due: Some(due),
            cards: vec![],
        };
        insta::assert_snapshot!(told(vec![
            ("maya", Deed::Came(who("ana", Part::Participant))),
            ("maya", Deed::Came(who("zoe", Part::Observer))),
            ("maya", Deed::Phase(3)),
            ("maya", Deed::Phase(99)),
            ("ana", Deed::Jotted(jot)),
            ("maya", Deed::Revealed(vec![(item("j"), card("a"))])),
            ("ana", Deed::Seconded(card("a"))),
            ("maya", Deed::TakenBack(7)),
            ("maya", Deed::Extended(1)),
            ("maya", vote("v", false)),
            ("ana", voted("v")),
            ("maya", Deed::VoteClosed(item("v"))),
            ("maya", vote("w", true)),
            ("ana", voted("w")),
            ("ana", Deed::Placed(card("a"), Spot { impact: 5, effort: 2 })),
            ("ana", Deed::Scored(card("a"), Emotion::clamped(-2))),
            ("maya", Deed::Action(action)),
            ("ana", Deed::Parked(Parked::new(item("p"), Text::new("Returns")))),
            ("maya", Deed::Unparked(item("p"), Settled::CarriedOver)),
            ("maya", Deed::Went(PersonId::new("ana").unwrap())),
            ("maya", Deed::Closed { version: Some(4), despite: None }),
            ("bo", Deed::ActionIs(item("x"), Outcome::Done(due))),
        ]));
    }

    #[test]
    fn lines_that_take_each_other_back_end() {
        let said = told(vec![("maya", Deed::TakenBack(2)), ("maya", Deed::TakenBack(1))]);
        assert!(said.ends_with("maya takes back: maya takes back: line 2"), "{said}");
    }
}
