//! A participant's own terminal in a workshop that somebody else facilitates.
//!
//! The same shape as the editor's, and smaller: [`Join::update`] takes in what happens and says what is to be done outside, and
//! [`Join::draw`] is a function of the state. What people type becomes papers ([`Slip`]s); what the room does comes as
//! [`Glance`]s. No clock is compared with another machine's: the time left counts down from the moment a glance was seen here.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::civil::Date;

use super::caller::Caller;
use super::theme::Theme;
use super::theme::symbols::Symbols;
use super::widgets::Look;
use super::widgets::input::Input;
use super::widgets::sheet::Sheet;
use crate::map::card::Emotion;
use crate::map::id::{CardId, IdSource, ItemId, LaneId, PersonId, StageId};
use crate::map::{Label, Text};
use crate::workshop::pad::Pad;
use crate::workshop::roster::Act;
use crate::workshop::slip::{Glance, Slip};
use crate::workshop::voices::Spot;
use crate::workshop::{Attendee, Millis, Part, Verb};

mod capture;
mod draw;
mod help;
mod numbers;
mod rows;
mod sent;
#[cfg(test)]
mod tests;
mod update;

use sent::Sent;

/// After this time without a new glance the facilitator's editor is thought to be gone: it writes one every five seconds.
pub const SILENCE: Duration = Duration::from_secs(15);

/// What happens.
#[derive(Debug, Clone)]
pub enum Happening {
    /// A key.
    Key(super::keys::Key),
    /// A pasted text.
    Paste(String),
    /// What the room shows now.
    Glance(Box<Glance>),
    /// A paper is in the folder, or why not.
    Offered(ItemId, Result<(), String>),
    /// Papers are no longer in the folder: somebody took them out.
    Fetched(Vec<ItemId>),
    /// Time went by.
    Time,
}

/// What is to be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Put a paper into the folder.
    Offer(Box<Slip>),
    /// The program stops for a while.
    Suspend,
    /// The terminal is left.
    Leave,
}

/// What a terminal starts from.
pub struct Start {
    /// Who sits here, and as what.
    pub me: Attendee,
    /// Whose papers these are, and for which workshop.
    pub pad: Pad,
    /// People of the workspace, who can own something.
    pub people: Vec<(PersonId, Label)>,
    /// The day.
    pub today: Date,
    /// Where new ids get their distinctness from.
    pub ids: Box<dyn IdSource + Send>,
    /// How things look.
    pub theme: Theme,
    /// Plain ASCII signs.
    pub ascii: bool,
}

/// What the keys are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hand {
    /// The line of a card.
    Typing,
    /// The list below it.
    List,
}

/// Half of a placing: the impact was said, for a card.
type Half = Option<(CardId, u8)>;

/// What this person said in numbers.
#[derive(Debug, Default)]
struct Numbers {
    spots: BTreeMap<CardId, Spot>,
    scores: BTreeMap<CardId, Emotion>,
}

/// The state of the terminal.
pub struct Join {
    me: Attendee,
    pad: Pad,
    people: Vec<(PersonId, Label)>,
    today: Date,
    ids: Box<dyn IdSource + Send>,
    theme: Theme,
    ascii: bool,
    /// The time since the start.
    now: Duration,
    /// The clock of this machine, for the order of this person's own papers alone.
    clock: Millis,
    glance: Option<Glance>,
    /// When the last glance was seen.
    seen: Duration,
    input: Input,
    hand: Hand,
    stage: Option<StageId>,
    lane: Option<LaneId>,
    /// Who speaks, where a scribe said so.
    speaker: Option<PersonId>,
    caller: Caller,
    /// The chosen row of a list.
    at: usize,
    sent: Vec<Sent>,
    half: Half,
    numbers: Numbers,
    help: Option<Sheet>,
    /// What is to be said, whether it wants attention, and since when it is said.
    said: Option<(String, bool, Duration)>,
    /// Leaving was asked for while something was not sent.
    is_leaving: bool,
}

impl Join {
    /// A terminal before its first glance.
    pub fn new(start: Start) -> Self {
        let Start { me, pad, people, today, ids, theme, ascii } = start;
        Self {
            me,
            pad,
            people,
            today,
            ids,
            theme,
            ascii,
            now: Duration::ZERO,
            clock: 0,
            glance: None,
            seen: Duration::ZERO,
            input: Input::default(),
            hand: Hand::Typing,
            stage: None,
            lane: None,
            speaker: None,
            caller: Caller::default(),
            at: 0,
            sent: Vec::new(),
            half: None,
            numbers: Numbers::default(),
            help: None,
            said: None,
            is_leaving: false,
        }
    }

    fn symbols(&self) -> &'static Symbols {
        Symbols::choose(self.ascii)
    }

    fn look(&self) -> Look<'_> {
        Look { theme: &self.theme, symbols: self.symbols() }
    }

    /// What is done now; nothing is to be done before the first glance, after the end, and by who looks on.
    fn verb(&self) -> Verb {
        let glance = self.glance.as_ref().filter(|glance| !glance.ended && self.part() != Part::Observer);
        glance.map_or(Verb::Talk, |glance| glance.verb)
    }

    /// What is done in the room, whatever this person does.
    fn verb_of_room(&self) -> Verb {
        self.glance.as_ref().map_or(Verb::Talk, |glance| glance.verb)
    }

    /// What this person does: what the facilitator's editor says, but whoever came to look on looks on.
    fn part(&self) -> Part {
        let known = self.glance.as_ref().and_then(|glance| glance.roster.get(&self.me.id));
        if self.me.part == Part::Observer {
            Part::Observer
        } else {
            known.map_or(self.me.part, |who| who.part)
        }
    }

    /// Whether this person writes for others, in every phase.
    fn is_scribe(&self) -> bool {
        let is_on = self.glance.as_ref().is_some_and(|glance| !glance.ended);
        is_on && self.part().may(Act::ForOthers, self.verb())
    }

    /// Whether the vote of the phase is going on.
    fn is_voting(&self) -> bool {
        self.verb() == Verb::Vote && self.vote().is_some_and(|vote| !vote.closed)
    }

    fn vote(&self) -> Option<&crate::workshop::slip::Vote> {
        self.glance.as_ref()?.vote.as_ref()
    }

    /// Whether keys are for the line of a card.
    fn is_typing(&self) -> bool {
        self.hand == Hand::Typing && (self.verb() == Verb::Capture || self.is_scribe())
    }

    /// Whose the next card is: for a scribe whoever speaks.
    fn speaker(&self) -> &PersonId {
        self.speaker.as_ref().filter(|_| self.is_scribe()).unwrap_or(&self.me.id)
    }

    /// The time left in the phase, in milliseconds; below zero: over.
    fn left(&self) -> Option<Millis> {
        let glance = self.glance.as_ref().filter(|glance| !glance.ended)?;
        let passed = if glance.paused { 0 } else { millis(self.now.saturating_sub(self.seen)) };
        Some(glance.left.saturating_sub(passed))
    }

    /// For how long the facilitator's editor has been silent, once that is too long.
    fn silence(&self) -> Option<Duration> {
        let is_over = self.glance.as_ref().is_some_and(|glance| glance.ended || glance.away);
        let silence = self.now.saturating_sub(self.seen);
        (silence >= SILENCE && !is_over).then_some(silence)
    }

    /// Whether whoever leads has left before the end.
    fn is_left(&self) -> bool {
        self.glance.as_ref().is_some_and(|glance| glance.away)
    }

    /// How long until the picture changes by itself.
    pub fn patience(&self) -> Duration {
        let second = Duration::from_secs(1);
        match self.left() {
            Some(left) if !self.glance.as_ref().is_some_and(|glance| glance.paused) => {
                // A second is shown as it begins: see `left_in_words`.
                let rest = u64::try_from((left - 1).rem_euclid(1_000)).unwrap_or(0);
                Duration::from_millis(rest + 1)
            }
            _ => second,
        }
    }

    /// The stage that cards go to: the one chosen here, else the one that the room looks at, else the first.
    fn stage(&self) -> Option<(&StageId, &Label)> {
        let stages = &self.glance.as_ref()?.stages;
        let find = |id: &StageId| stages.iter().find(|(it, _)| it == id);
        let chosen = self.stage.as_ref().and_then(find);
        let room = self.glance.as_ref().and_then(|glance| glance.stage.as_ref()).and_then(find);
        chosen.or(room).or_else(|| stages.first()).map(|(id, name)| (id, name))
    }

    /// The lane that cards go to.
    fn lane(&self) -> Option<(&LaneId, &Label)> {
        let lanes = &self.glance.as_ref()?.lanes;
        let chosen = self.lane.as_ref().and_then(|id| lanes.iter().find(|(it, _)| it == id));
        chosen.or_else(|| lanes.first()).map(|(id, name)| (id, name))
    }

    /// What somebody is called.
    fn name_of<'a>(&'a self, id: &'a PersonId) -> &'a str {
        let here = self.glance.as_ref().and_then(|glance| glance.roster.get(id)).map(|who| &who.name);
        let known = || self.people.iter().find(|(it, _)| it == id).map(|(_, name)| name);
        here.or_else(known).map_or(id.as_str(), Label::as_str)
    }

    fn say(&mut self, words: impl Into<String>) {
        self.said = Some((words.into(), false, self.now));
    }

    fn warn(&mut self, words: impl Into<String>) {
        self.said = Some((words.into(), true, self.now));
    }
}

fn millis(time: Duration) -> Millis {
    Millis::try_from(time.as_millis()).unwrap_or(Millis::MAX)
}

/// A text on one line.
fn line(text: &Text) -> String {
    text.one_line().into_owned()
}
