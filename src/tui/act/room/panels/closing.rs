//! The end: what is open is walked through, then the map is saved, a version written, the record closed.

use super::super::super::super::app::App;
use super::super::super::super::ask::Ask;
use super::super::super::super::effect::{Effect, SaveMode};
use super::super::super::super::layer::Layer;
use super::super::super::super::room::{Panel, Row};
use super::super::super::super::status::Tone;
use super::super::super::super::widgets::sheet::{self, Section, Sheet};
use crate::map::Label;
use crate::map::id::StageId;
use crate::map::say::many;
use crate::workshop::minutes::{Minutes, plain};
use crate::workshop::{Deed, Unwritten, Written};

impl App {
    /// The vote ends; the list of what is open stays.
    pub(super) fn end_vote_here(&mut self) {
        self.end_vote();
        if let Some(room) = &mut self.room {
            room.panel = Panel::Close;
        }
    }

    /// The chosen stage was looked at: it is reviewed as it is now.
    pub fn review_touched(&mut self) {
        let Some(Row::Stage(stage)) = self.chosen_row() else { return };
        if self.me.is_none() {
            return self.start_review(vec![stage]);
        }
        let Some(note) = self.room.as_ref().map(|room| reason(room)) else { return };
        self.record_reviews(&[stage], &note);
    }

    /// The chosen stage needs no review now: a line of the record, so that nobody is asked again after a crash.
    pub fn skip_touched(&mut self) {
        let (Some(Row::Stage(stage)), Some(doc)) = (self.chosen_row(), &self.doc) else { return };
        let name = doc.map.stage(&stage).map_or_else(|| stage.to_string(), |stage| stage.name.to_string());
        let Some(by) = self.room.as_ref().map(|room| room.facilitator().clone()) else { return };
        let words = format!("“{name}” is not reviewed now");
        self.note_down(Written { by, deed: Deed::ReviewSkipped(stage), edit: None, words });
    }

    /// The workshop ends, unless something is open; where it has ended, its minutes are shown.
    pub(super) fn end_workshop(&mut self) {
        let Some(room) = &self.room else { return };
        if room.session.end.is_some() {
            let of = (room.record.clone(), self.place.data.clone());
            return self.ask_world(Effect::ReadMinutes(Box::new(of)));
        }
        self.end_because("");
    }

    /// The minutes were put together.
    pub(in crate::tui) fn show_minutes(&mut self, minutes: &Minutes) {
        let way = "milepost minutes > minutes.md keeps them  Esc closes";
        let sheet = Sheet::plain(&format!("Minutes: {}", minutes.title), sections(minutes)).hint(way);
        self.push(Layer::Sheet(Box::new(sheet)));
    }

    /// Why it ends with actions that nobody owns was typed.
    pub(in crate::tui) fn end_despite(&mut self, why: &str) {
        if Label::new(why).is_empty() {
            return self.say(Tone::Info, "the workshop goes on: those actions need an owner and a day");
        }
        self.end_because(why);
    }

    fn end_because(&mut self, despite: &str) {
        let Some(by) = self.room.as_ref().map(|room| room.facilitator().clone()) else { return };
        match self.with_scribe(|scribe| scribe.close(by, None, despite).map(|_| ())) {
            Some(Ok(()) | Err(Unwritten::NotNow(_))) if despite.is_empty() && self.tells_of_stages() => {}
            Some(Ok(())) => self.write_last_version(despite),
            Some(Err(Unwritten::NotNow(_))) if despite.is_empty() => self.ask(Ask::Despite),
            Some(Err(why)) => {
                self.go_row(isize::MIN);
                self.say(Tone::Warning, why.to_string());
            }
            None => {}
        }
    }

    /// Goes to the first changed stage that nobody has said anything of, and says how many there are: once.
    fn tells_of_stages(&mut self) -> bool {
        let rows = self.room_rows();
        let stage = |row: &Row| if let Row::Stage(id) = row { Some(id.clone()) } else { None };
        let open: Vec<StageId> = rows.iter().filter_map(stage).collect();
        let Some(room) = &mut self.room else { return false };
        if open.iter().all(|id| room.told.contains(id)) {
            return false;
        }
        room.at = rows.iter().position(|row| matches!(row, Row::Stage(_))).unwrap_or(room.at);
        let (stages, is) = (many(open.len(), "stage"), if open.len() == 1 { "was" } else { "were" });
        room.told = open;
        let words = format!(
            "{stages} {is} changed and not answered: y reviewed, n not now. \
             Enter on the last row once more ends all the same"
        );
        self.say(Tone::Warning, words);
        true
    }

    /// The map is saved, and a version of it is written; the record ends when it is.
    fn write_last_version(&mut self, despite: &str) {
        let (Some(room), Some(doc)) = (&mut self.room, &self.doc) else { return };
        room.ending = Some(Label::new(despite));
        let effect = Effect::WriteVersion { map: Box::new(doc.map.clone()), why: reason(room) };
        if doc.is_dirty() {
            self.save(SaveMode::Careful);
        }
        self.ask_world(effect);
        self.say(Tone::Info, "writing the version; the workshop ends when it is on the disk");
    }

    /// A version was written: where the workshop waits for it, it ends.
    pub(in crate::tui) fn end_with_version(&mut self, number: u32) {
        let Some(room) = &mut self.room else { return };
        let Some(despite) = room.ending.take() else { return };
        let by = room.facilitator().clone();
        let minutes = format!("milepost minutes {}", room.session.head.id);
        if self.write_down(|scribe| scribe.close(by, Some(number), despite.as_str())) {
            self.show_close();
            self.say(
                Tone::Success,
                format!("the workshop has ended: version {number} is written; {minutes} gives the minutes"),
            );
        }
    }

    /// The list of what is open before the end.
    pub fn show_close(&mut self) {
        if let Some(room) = &mut self.room {
            (room.panel, room.at) = (Panel::Close, 0);
            self.screen = super::super::super::super::app::Screen::Room;
        }
    }

    /// Back to the board; a workshop that has ended is left.
    pub fn leave_list(&mut self) {
        if self.forget_half() {
            return self.say(Tone::Info, "not placed");
        }
        match self.room.as_ref().map(|room| room.session.end.is_some()) {
            Some(true) => self.leave_workshop(),
            _ => self.screen = super::super::super::super::app::Screen::Map,
        }
    }
}

/// The minutes as they are read on the screen.
fn sections(minutes: &Minutes) -> Vec<Section> {
    let rows = |lines: Vec<String>| lines.iter().map(|line| sheet::Row::line(line)).collect();
    plain(minutes).into_iter().map(|(title, lines)| Section::new(&title, rows(lines))).collect()
}

/// Why the version is made, and what its reviews say.
fn reason(room: &super::super::super::super::room::Room) -> String {
    format!("workshop {}: {}", room.session.head.day, room.session.agenda().name)
}
