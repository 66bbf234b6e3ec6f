//! The capture loop: a, type, Enter, next.

use super::super::super::app::App;
use super::super::super::caller::Called;
use super::super::super::focus::Focus;
use super::super::super::keys::Key;
use super::super::super::layer::Layer;
use super::super::super::nav;
use super::super::super::room::{Capture, Captured};
use super::super::super::status::Tone;
use crate::map::id::{CardId, LaneId, PersonId, StageId};
use crate::workshop::{At, Deed, Scribe};

/// The most lines of one paste that become cards.
const MOST_LINES: usize = 500;

impl App {
    /// Opens the capture line where the focus is, with `text` in it.
    pub fn open_capture(&mut self, text: &str, is_once: bool) {
        let Some(at) = self.capture_place() else {
            return self.say(Tone::Info, "the map has no stage yet: o adds one");
        };
        let Some((room, doc)) = self.room.as_ref().zip(self.doc.as_ref()) else { return };
        let lanes = room.session.now().map(|phase| phase.lanes_of(&doc.map)).unwrap_or_default();
        let mut line = Capture::new(at, lanes);
        line.input.set(text);
        line.is_once = is_once;
        self.push(Layer::Capture(Box::new(line)));
        self.follow_capture();
    }

    /// The cell of the focus, or the first one that the phase is about.
    fn capture_place(&self) -> Option<At> {
        let (room, doc) = (self.room.as_ref()?, self.doc.as_ref()?);
        let stage = doc.stage().or_else(|| doc.map.stages.first())?.id.clone();
        let lanes = room.session.now().map(|phase| phase.lanes_of(&doc.map)).unwrap_or_default();
        let here = doc.spot().and_then(|spot| doc.map.lanes.get(spot.lane?)).map(|lane| lane.id.clone());
        let lane = here.filter(|lane| lanes.contains(lane)).or_else(|| lanes.first().cloned())?;
        Some(At { stage, lane })
    }

    fn capture(&mut self) -> Option<&mut Capture> {
        match self.layers.last_mut() {
            Some(Layer::Capture(line)) => Some(line),
            _ => None,
        }
    }

    /// A key of the capture line.
    pub fn capture_key(&mut self, key: Key) {
        if self.calls(key) {
            return;
        }
        let Some(did) = self.capture().map(|line| line.key(&key)) else { return };
        match did {
            Captured::Stay => {
                if self.capture().is_some_and(|line| line.warned) {
                    self.say(Tone::Warning, "not kept yet: Enter keeps it, Esc again leaves without it");
                }
                self.follow_capture();
            }
            Captured::Left => drop(self.layers.pop()),
            Captured::Line { text, as_new } => self.keep_line(&text, as_new),
            Captured::Same(card) => self.keep_same(&card),
            Captured::Next(text) => self.keep_and_go_on(&text, key),
            Captured::Stage(by) => self.capture_stage(by),
            Captured::Peek => self.peek(),
            Captured::Help => self.open_help(),
        }
    }

    /// Whether a key says who speaks, or that a digit before it was text.
    fn calls(&mut self, key: Key) -> bool {
        let Some(room) = &self.room else { return false };
        let Some(Layer::Capture(line)) = self.layers.last_mut() else { return false };
        match line.caller.key(key, line.input.is_empty(), &room.session.roster, &room.speaker) {
            Called::No => return false,
            Called::Speaks(who) => self.let_speak(&who),
            Called::Text(text, before) => {
                line.input.paste(&text);
                self.let_speak(&before);
            }
        }
        true
    }

    /// Private cards are seen while they are typed, or no longer.
    pub fn peek(&mut self) {
        let Some(room) = &mut self.room else { return };
        if !room.session.is_private() {
            return self.say(Tone::Info, "nothing is hidden: the cards of this phase are not private");
        }
        room.peeks = !room.peeks;
        let words =
            if room.peeks { "what is typed is seen by everybody now" } else { "what is typed is hidden" };
        self.say(Tone::Info, format!("{words}  (Ctrl-T changes it)"));
    }

    fn capture_stage(&mut self, by: isize) {
        let Some(doc) = &self.doc else { return };
        let stages: Vec<StageId> = doc.map.stages.iter().map(|stage| stage.id.clone()).collect();
        let Some(line) = self.capture() else { return };
        let at = stages.iter().position(|stage| *stage == line.stage).unwrap_or(0);
        let to = at.saturating_add_signed(by).min(stages.len().saturating_sub(1));
        if let Some(stage) = stages.get(to) {
            line.stage = stage.clone();
        }
        self.follow_capture();
    }

    /// The board shows the place that the line is for.
    fn follow_capture(&mut self) {
        let Some(at) = self.capture().and_then(|line| line.place()) else { return };
        self.look_at_end(&at.stage, &at.lane);
    }

    fn look_at_end(&mut self, stage: &StageId, lane: &LaneId) {
        let Some(doc) = &mut self.doc else { return };
        let Some(stage) = doc.map.stage(stage) else { return };
        doc.focus = nav::in_cell(stage, lane, usize::MAX);
    }

    /// Keeps what was typed, and asks for the next one; where a card says the same, a +1 is offered first.
    fn keep_line(&mut self, text: &str, as_new: bool) {
        let Some(at) = self.capture().and_then(|line| line.place()) else { return };
        if !as_new && let Some(card) = self.with_scribe(|scribe| scribe.alike(text, &at)).flatten() {
            return self.offer_same(card);
        }
        let Some(speaker) = self.capture_speaker() else { return };
        // In a list a decision or an action is about the card that is chosen there.
        let about = self.row_card();
        if self.write_down(|scribe| {
            let written = scribe.line(text, &at, &speaker)?;
            Ok(match about {
                Some(card) => Scribe::about(written, &[card]),
                None => written,
            })
        }) {
            self.line_kept();
        }
    }

    /// Whose the line is if it does not say so.
    fn capture_speaker(&self) -> Option<PersonId> {
        let Some(Layer::Capture(line)) = self.layers.last() else { return None };
        self.room.as_ref().map(|room| line.speaker(room).clone())
    }

    /// Somebody types on without an answer: the line is a card of its own, and nothing that was typed is lost.
    fn keep_and_go_on(&mut self, text: &str, key: Key) {
        self.keep_line(text, true);
        if self.capture().is_some_and(|line| line.input.is_empty()) {
            let said = std::mem::take(&mut self.status);
            self.capture_key(key);
            self.status = said;
        }
    }

    fn offer_same(&mut self, card: CardId) {
        let text =
            self.doc.as_ref().and_then(|doc| doc.map.card(&card)).map(|c| c.text.one_line().into_owned());
        let words = format!(
            "nearly the same: “{}”. Enter makes it a +1; typing on, or Ctrl-S, keeps it as a card of its own",
            text.unwrap_or_default()
        );
        if let Some(line) = self.capture() {
            line.alike = Some(card);
        }
        self.say(Tone::Warning, words);
    }

    fn keep_same(&mut self, card: &CardId) {
        let Some(by) = self.capture_speaker() else { return };
        let typed = self.capture().map(|line| line.input.value().to_owned()).unwrap_or_default();
        let by = self.with_scribe(|scribe| scribe.understand(&typed).author).flatten().unwrap_or(by);
        if self.write_down(|scribe| scribe.same(by, card)) {
            self.line_kept();
        }
    }

    /// The line is empty again, and looks at what was written.
    fn line_kept(&mut self) {
        let written = self.room.as_ref().and_then(|room| room.record.entries.last()).map(|e| e.deed.clone());
        let Some(line) = self.capture() else { return };
        line.input.set("");
        line.warned = false;
        if line.is_once {
            self.layers.pop();
        }
        if let (Some(Deed::Captured(card)), Some(doc)) = (written, &mut self.doc) {
            doc.focus = Focus::Card(card);
        }
    }

    /// A paste of several lines is several cards; of one line it is text.
    pub fn paste_into_capture(&mut self, text: &str) {
        let cleaned = crate::map::text::clean(text).into_owned();
        let Some(line) = self.capture() else { return };
        if !cleaned.trim_end_matches('\n').contains('\n') {
            line.input.paste(&cleaned);
            return;
        }
        let typed = std::mem::take(&mut line.input);
        let at = line.place();
        let (Some(at), Some(speaker)) = (at, self.capture_speaker()) else { return };
        let mut lines = cleaned.lines().filter(|l| !l.trim().is_empty());
        let first = lines.next().map(|first| format!("{}{first}", typed.value()));
        let (mut kept, mut left) = (0, Vec::new());
        for text in first.as_deref().into_iter().chain(lines).map(bare) {
            let is_kept = kept < MOST_LINES && self.write_down(|scribe| scribe.line(text, &at, &speaker));
            if is_kept {
                kept += 1;
            } else {
                left.push(text.to_owned());
            }
        }
        let words = format!("{} pasted  (u takes them back one by one)", crate::map::say::many(kept, "line"));
        if left.is_empty() {
            self.say(Tone::Info, words);
        } else {
            self.say(Tone::Warning, format!("{words}; {} could not be kept", left.len()));
        }
    }
}

/// A line of a list without its bullet.
fn bare(line: &str) -> &str {
    let line = line.trim();
    ["- ", "* ", "• ", "– "].iter().find_map(|bullet| line.strip_prefix(bullet)).unwrap_or(line)
}
