//! Reviews and snoozes: first what the stage holds, then the word.

use jiff::civil::Date;

use super::super::app::App;
use super::super::ask::Ask;
use super::super::holdings;
use super::super::layer::{Answer, Layer};
use super::super::status::Tone;
use super::super::widgets::form::read_date;
use super::question;
use crate::change::seal;
use crate::map::Label;
use crate::map::edit::{Edit, StageField};
use crate::map::id::StageId;
use crate::map::review::{Review, Snooze};
use crate::store::versions::seals::Sealed;

/// A snooze may not be longer than this, in days.
pub(super) const LONGEST_SNOOZE: i64 = 90;

impl App {
    /// Shows what the stages hold and asks whether that is still true.
    pub fn start_review(&mut self, stages: Vec<StageId>) {
        if self.me.is_none() {
            self.say(Tone::Info, "who are you? A review carries a name");
            self.then = Some(Then::Review(stages));
            self.pick_me();
            return;
        }
        let Some(doc) = &self.doc else { return };
        let title = match stages.as_slice() {
            [one] => format!("Is “{}” still true?", doc.map.stage(one).map_or("", |s| s.name.as_str())),
            many => format!("Are these {} stages still true?", many.len()),
        };
        let lines = if let [one] = stages.as_slice() {
            doc.map.stage(one).map(|s| holdings::lines(doc, s, &self.place.data)).unwrap_or_default()
        } else {
            stages.iter().filter_map(|id| Some(holdings::one_line(doc, doc.map.stage(id)?))).collect()
        };
        let confirm = question::new(&title, lines)
            .choice('y', "yes, still true", Answer::Review(stages))
            .safe('n', "no: go on editing", Answer::No);
        self.push(Layer::Confirm(Box::new(confirm)));
    }

    /// Goes on with what waited for a name.
    pub fn go_on(&mut self) {
        match self.then.take() {
            Some(Then::Review(stages)) => self.start_review(stages),
            Some(Then::PutOff(keys)) => self.ask(Ask::PutOffUntil(keys)),
            None => {}
        }
    }

    /// Writes the reviews: date, person, seal, note.
    pub fn record_reviews(&mut self, stages: &[StageId], note: &str) {
        let (Some(doc), Some(me)) = (&mut self.doc, &self.me) else { return };
        let note = Label::new(note);
        for stage in stages.iter().filter_map(|id| doc.map.stage(id)) {
            doc.sealed.push(Sealed::of(&doc.map, stage));
        }
        let edits: Vec<Edit> = stages
            .iter()
            .filter_map(|id| {
                let stage = doc.map.stage(id)?;
                let review = Review {
                    on: self.today,
                    by: me.clone(),
                    seal: Some(seal(&doc.map, stage)),
                    note: (!note.is_empty()).then(|| note.clone()),
                };
                Some(Edit::SetStage { stage: id.clone(), field: StageField::Reviewed(Some(review)) })
            })
            .collect();
        let count = edits.len();
        self.edit(if let [one] = edits.as_slice() { one.clone() } else { Edit::Together(edits) });
        if count > 1 {
            self.say(Tone::Info, format!("{count} stages reviewed on {}  (u to undo)", self.today));
        }
    }

    /// The day until which a stage is put off was typed.
    pub fn snooze_until(&mut self, stage: StageId, text: &str) {
        match read_date(text, self.today) {
            Some(until) if until > self.today && days_between(self.today, until) <= LONGEST_SNOOZE => {
                self.ask(Ask::SnoozeWhy(stage, until));
            }
            Some(_) => {
                self.say(
                    Tone::Warning,
                    format!("a day after {} and at most {LONGEST_SNOOZE} days away", self.today),
                );
                self.ask_with(Ask::SnoozeUntil(stage), text);
            }
            None => {
                self.say(Tone::Warning, "that is no day; write it like 2026-12-15, +14d or +3w");
                self.ask_with(Ask::SnoozeUntil(stage), text);
            }
        }
    }

    /// Puts a stage's review off.
    pub fn snooze(&mut self, id: StageId, until: Date, why: &str) {
        let why = Label::new(why);
        if why.is_empty() {
            self.say(Tone::Warning, "a snooze needs a reason");
            self.ask(Ask::SnoozeWhy(id, until));
            return;
        }
        let (Some(doc), Some(me)) = (&self.doc, self.me.clone()) else { return };
        let Some(stage) = doc.map.stage(&id) else { return };
        let is_own = |s: &&Snooze| s.rule.is_none() && s.card.is_none();
        let again = stage.snoozes.iter().find(is_own).map_or(0, |s| s.again.saturating_add(1));
        let mut snoozes: Vec<Snooze> = stage.snoozes.iter().filter(|s| !is_own(s)).cloned().collect();
        snoozes.push(Snooze { rule: None, card: None, part: None, until, by: me, why, again });
        self.edit(Edit::SetStage { stage: id, field: StageField::Snoozes(snoozes) });
    }
}

/// What waits until it is known who sits here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Then {
    /// A review of these stages.
    Review(Vec<StageId>),
    /// Putting off the findings with these fingerprints.
    PutOff(Vec<String>),
}

pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(i64::MAX, |span| i64::from(span.get_days()))
}
