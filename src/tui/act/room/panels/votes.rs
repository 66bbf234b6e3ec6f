//! Votes: opened on what is marked or may be voted on, dots for whoever speaks, whole papers, the end, a second one on ties.

use super::super::super::super::app::App;
use super::super::super::super::ask::Ask;
use super::super::super::super::room::Panel;
use super::super::super::super::status::Tone;
use crate::map::Label;
use crate::map::id::{CardId, PersonId};
use crate::map::say::many;
use crate::workshop::agenda::{Phase, Verb};
use crate::workshop::shorthand;

impl App {
    /// A vote begins: on the marked cards, else on what may be voted on.
    pub fn begin_vote(&mut self) {
        let (Some(room), Some(doc)) = (&self.room, &self.doc) else { return };
        let by = room.facilitator().clone();
        let phase = room.session.now().filter(|phase| phase.verb == Verb::Vote).cloned();
        let phase = phase.unwrap_or_else(|| Phase::new("", 0, Verb::Vote));
        let marked: Vec<CardId> =
            doc.map.cards().map(|card| card.id.clone()).filter(|id| doc.view.marks.contains(id)).collect();
        let begun = self.write_down(|scribe| {
            let on = if marked.is_empty() { scribe.candidates() } else { marked };
            scribe.open_vote(by, on, phase.dots(), phase.cap())
        });
        if begun {
            if let Some(doc) = &mut self.doc {
                doc.view.marks.clear();
            }
            self.show_votes();
        }
    }

    /// The list of the vote, from its top.
    pub(in crate::tui) fn show_votes(&mut self) {
        if let Some(room) = &mut self.room {
            (room.panel, room.at) = (Panel::Vote, 0);
            self.screen = super::super::super::super::app::Screen::Room;
        }
    }

    /// One dot more or fewer of whoever speaks.
    pub(super) fn change_dot(&mut self, more: bool) {
        let (Some(by), Some(card)) = (self.speaker_takes_part(), self.chosen_card()) else { return };
        self.write_down(|scribe| scribe.dot(by, &card, more));
    }

    /// Whole papers were typed: `ana 3 5 5; bo 1 2`. What cannot be given stays to be typed right.
    pub(in crate::tui) fn give_papers(&mut self, text: &str) {
        let mut wrong: Option<(String, Vec<&str>)> = None;
        let mut given = 0;
        for line in text.split([';', '\n']).map(str::trim).filter(|line| !line.is_empty()) {
            if let Some((_, rest)) = &mut wrong {
                rest.push(line);
                continue;
            }
            match self.give_paper(line) {
                Ok(()) => given += 1,
                Err(why) => wrong = Some((why, vec![line])),
            }
        }
        if let Some((why, rest)) = wrong {
            self.ask_with(Ask::Papers, &rest.join("; "));
            self.say(Tone::Warning, why);
        } else if given > 1 {
            self.say(Tone::Info, format!("{} taken  (u takes them back one by one)", many(given, "paper")));
        }
    }

    fn give_paper(&mut self, line: &str) -> Result<(), String> {
        let (by, numbers) = self.read_paper(line)?;
        if self.write_down(|scribe| scribe.paper(by, &numbers)) {
            Ok(())
        } else {
            Err(self.status.words.clone())
        }
    }

    /// Whose paper it is, and the numbers on it. Without a name it is that of whoever speaks.
    fn read_paper(&self, line: &str) -> Result<(PersonId, Vec<usize>), String> {
        let room = self.room.as_ref().ok_or("no workshop is running")?;
        let is_number = |c: char| c.is_ascii_digit();
        let at = line.find(is_number).unwrap_or(line.len());
        let (name, rest) = line.split_at_checked(at).unwrap_or((line, ""));
        let name = name.trim().trim_end_matches(':').trim();
        let people: Vec<(PersonId, Label)> =
            room.session.roster.voices().map(|who| (who.id.clone(), who.name.clone())).collect();
        let by = if name.is_empty() { Some(room.speaker.clone()) } else { shorthand::person(name, &people) };
        let by = by.ok_or_else(|| format!("nobody here who votes is called “{}”", Label::new(name)))?;
        let number = |part: &str| {
            part.parse::<usize>().map_err(|_| format!("“{}” is no number of a card", Label::new(part)))
        };
        let parts = rest.split([' ', ',', '\t']).filter(|part| !part.is_empty());
        Ok((by, parts.map(number).collect::<Result<_, _>>()?))
    }

    /// The vote ends: the totals go into the map.
    pub fn end_vote(&mut self) {
        let Some(by) = self.room.as_ref().map(|room| room.facilitator().clone()) else { return };
        let Some(words) = self.with_scribe(|scribe| scribe.close_vote(by.clone()).map(|w| w.words)) else {
            return;
        };
        if self.write_down(|scribe| scribe.close_vote(by))
            && let Ok(words) = words
        {
            self.show_votes();
            let tied =
                self.room.as_ref().and_then(|room| room.session.ballots.last()).map_or(0, |b| b.tied().len());
            let tie = if tied > 0 {
                format!("; {} are tied: t votes again on them", many(tied, "card"))
            } else {
                String::new()
            };
            self.say(Tone::Success, format!("{words}{tie}"));
        }
    }

    /// A second vote on what was tied.
    pub fn vote_again(&mut self) {
        let Some(by) = self.room.as_ref().map(|room| room.facilitator().clone()) else { return };
        if self.write_down(|scribe| scribe.vote_again(by)) {
            self.show_votes();
        }
    }
}
