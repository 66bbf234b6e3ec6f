//! Writing cards: one line, a lane, a stage; and what is done with those that are there.

use super::rows::Choice;
use super::sent::Sent;
use super::{Hand, Join, Wish};
use crate::map::Label;
use crate::map::id::ItemId;
use crate::map::say::many;
use crate::tui::caller::Called;
use crate::tui::keys::{Code, Key};
use crate::workshop::Verb;
use crate::workshop::pad::LONGEST_LINE;
use crate::workshop::shorthand::{self, Kind, Line};
use crate::workshop::slip::Says;

/// The most lines of a paste that become cards.
const MOST_PASTED: usize = 50;

impl Join {
    /// A key while a card is being typed.
    pub(super) fn type_key(&mut self, key: &Key) -> Vec<Wish> {
        match (key.code(), key.has_ctrl()) {
            (Code::Enter, _) => return self.send_line(),
            (Code::Tab, _) => self.next_lane(!key.has_shift()),
            (Code::Down, _) | (Code::Char('n'), true) => self.next_stage(true),
            (Code::Up, _) | (Code::Char('p'), true) => self.next_stage(false),
            (Code::Esc, _) => self.hand = Hand::List,
            _ if self.lets_speak(key) => {}
            _ => {
                self.input.key(key);
            }
        }
        Vec::new()
    }

    /// Whether a key of a scribe's line says who speaks, as on the screen of the room.
    fn lets_speak(&mut self, key: &Key) -> bool {
        if !self.is_scribe() {
            return false;
        }
        let speaker = self.speaker().clone();
        let Some(glance) = &self.glance else { return false };
        let who = match self.caller.key(*key, self.input.is_empty(), &glance.roster, &speaker) {
            Called::No => return false,
            Called::Speaks(who) => who,
            Called::Text(text, before) => {
                self.input.paste(&text);
                before
            }
        };
        self.say(format!("{} speaks", self.name_of(&who)));
        self.speaker = Some(who);
        true
    }

    /// A key in the list below the line.
    pub(super) fn list_key(&mut self, key: &Key) -> Vec<Wish> {
        match (key.code(), key.typed()) {
            (Code::Enter | Code::Esc, _) | (_, Some('a' | 'i')) => self.hand = Hand::Typing,
            (Code::Tab, _) => self.next_lane(!key.has_shift()),
            (Code::Del, _) | (_, Some('d')) => return self.take_away(),
            (_, Some('+')) => return self.same(),
            _ => {}
        }
        Vec::new()
    }

    /// The line as it will be understood in the room.
    pub(super) fn understood(&self) -> Line {
        self.read(self.input.value())
    }

    /// A line as it is understood in the room.
    pub(super) fn read(&self, line: &str) -> Line {
        let room = self.glance.as_ref().map(|glance| glance.roster.names()).unwrap_or_default();
        shorthand::read_among(line, &room, self.people.iter().cloned(), self.today)
    }

    /// What the line will be, in words.
    pub(super) fn recognised(&self) -> String {
        if self.input.is_empty() {
            return String::new();
        }
        let read = self.understood();
        let mut words = vec![read.kind.words().to_owned()];
        words.extend(read.owner.as_ref().map(|owner| format!("owner {}", self.name_of(owner))));
        words.extend(read.due.map(|due| format!("until {due}")));
        words.extend(read.unread);
        words.join(&format!(" {} ", self.symbols().dot))
    }

    fn send_line(&mut self) -> Vec<Wish> {
        let read = self.understood();
        if read.text.is_empty() {
            if !self.input.is_empty() {
                self.warn("there is no text behind the signs");
            }
            return Vec::new();
        }
        if !self.is_scribe() && matches!(read.kind, Kind::Decision | Kind::Action) {
            self.warn(read.kind.not_yours());
            return Vec::new();
        }
        if self.input.value().chars().nth(LONGEST_LINE).is_some() {
            self.warn(format!("a card has at most {LONGEST_LINE} characters"));
            return Vec::new();
        }
        let wishes = self.send_card(self.in_the_name(&read, self.input.value()));
        if !wishes.is_empty() {
            self.input.set("");
            if self.verb() != Verb::Capture {
                self.say(format!("{} of {} sent", read.kind.words(), self.name_of(self.speaker())));
            }
        }
        wishes
    }

    /// A line with the name of whoever speaks in front, where that is somebody else and the line names nobody.
    fn in_the_name(&self, read: &Line, line: &str) -> Label {
        let speaker = self.speaker();
        if *speaker == self.me.id || read.author.is_some() {
            return Label::new(line);
        }
        Label::new(&format!("{speaker}: {line}"))
    }

    fn send_card(&mut self, line: Label) -> Vec<Wish> {
        let (Some((stage, _)), Some((lane, _))) = (self.stage(), self.lane()) else {
            self.warn("there is no stage to write for yet");
            return Vec::new();
        };
        let says = Says::Card { stage: stage.clone(), lane: lane.clone(), line };
        self.send(says)
    }

    /// Several lines become cards; one goes into the line.
    pub(super) fn paste_cards(&mut self, text: &str) -> Vec<Wish> {
        let lines: Vec<Label> = text.lines().map(Label::new).filter(|line| !line.is_empty()).collect();
        if lines.len() < 2 || !self.input.is_empty() {
            self.input.paste(text);
            return Vec::new();
        }
        if lines.len() > MOST_PASTED
            || lines.iter().any(|line| line.as_str().chars().nth(LONGEST_LINE).is_some())
        {
            self.warn(format!("at most {MOST_PASTED} lines of {LONGEST_LINE} characters are pasted at once"));
            return Vec::new();
        }
        let count = lines.len();
        let named: Vec<Label> =
            lines.iter().map(|line| self.in_the_name(&self.read(line.as_str()), line.as_str())).collect();
        let wishes = named.into_iter().flat_map(|line| self.send_card(line)).collect();
        self.say(format!("{} sent", many(count, "card")));
        wishes
    }

    fn next_lane(&mut self, forward: bool) {
        let Some(glance) = &self.glance else { return };
        let ids: Vec<_> = glance.lanes.iter().map(|(id, _)| id).collect();
        let at = self.lane().and_then(|(id, _)| ids.iter().position(|it| *it == id));
        self.lane = turned(&ids, at, forward).map(|id| (*id).clone());
    }

    fn next_stage(&mut self, forward: bool) {
        let Some(glance) = &self.glance else { return };
        let ids: Vec<_> = glance.stages.iter().map(|(id, _)| id).collect();
        let at = self.stage().and_then(|(id, _)| ids.iter().position(|it| *it == id));
        self.stage = turned(&ids, at, forward).map(|id| (*id).clone());
        self.at = 0;
    }

    /// A private card of one's own goes before anybody has seen it.
    fn take_away(&mut self) -> Vec<Wish> {
        match self.choice() {
            Some(Choice::Mine(id)) => {
                self.forget_sent(&id);
                self.say("taken away, once the facilitator's editor has read that");
                self.send(Says::TakeAway(id))
            }
            Some(Choice::Card(_)) => {
                self.warn("everybody sees that card: only the facilitator deletes it");
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// What was sent as this private card is no longer waited for, nor said to be there.
    fn forget_sent(&mut self, id: &ItemId) {
        let Some(glance) = &self.glance else { return };
        let Some((_, _, line)) = glance.piles.iter().find(|(_, it, _)| it == id) else { return };
        let is_it = |sent: &Sent| matches!(&sent.slip.says, Says::Card { line: sent, .. } if sent == line);
        if let Some(at) = self.sent.iter().position(is_it) {
            self.sent.remove(at);
        }
    }

    /// The same as somebody else's card.
    fn same(&mut self) -> Vec<Wish> {
        let Some(Choice::Card(id)) = self.choice() else { return Vec::new() };
        self.say("you say the same");
        self.send(Says::Same(id))
    }
}

/// The one after or before a position, round and round.
fn turned<T>(all: &[T], at: Option<usize>, forward: bool) -> Option<&T> {
    let last = all.len().checked_sub(1)?;
    let to = match (at, forward) {
        (Some(at), true) if at < last => at + 1,
        (Some(_) | None, true) => 0,
        (Some(at), false) if at > 0 => at - 1,
        _ => last,
    };
    all.get(to)
}
