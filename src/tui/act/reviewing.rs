//! Reviews and snoozes: first what changed and what the stage holds, then the word.

use jiff::civil::Date;

use super::super::app::App;
use super::super::ask::Ask;
use super::super::commands;
use super::super::effect::Effect;
use super::super::focus::Focus;
use super::super::layer::{Answer, Layer};
use super::super::reviewing::{Face, Reviewing};
use super::super::sharing::Way;
use super::super::status::Tone;
use super::super::widgets::sheet::Sheet;
use super::question;
use crate::change::seal;
use crate::map::edit::{Edit, StageField};
use crate::map::id::{PersonId, StageId};
use crate::map::review::{Review, Snooze};
use crate::map::{Label, Stage, day};
use crate::rules::days;
use crate::store::versions::seals::Since;

/// A snooze may not be longer than this, in days.
const LONGEST_SNOOZE: i64 = 90;

impl App {
    /// The stages that a review is about: those of the marked cards, the one in focus, all of them on the map's title.
    pub fn stages_to_review(&self) -> Vec<StageId> {
        let Some(doc) = &self.doc else { return Vec::new() };
        let map = &doc.map;
        let marked = |stage: &&Stage| stage.cards().any(|card| doc.view.marks.contains(&card.id));
        let id = |stage: &Stage| stage.id.clone();
        if !doc.view.marks.is_empty() {
            return map.stages.iter().filter(marked).map(id).collect();
        }
        match doc.focus {
            Focus::Map => map.stages.iter().map(id).collect(),
            _ => doc.stage().map(id).into_iter().collect(),
        }
    }

    /// Shows what changed in the stages since their last reviews and what they hold, and asks whether that is still true.
    pub fn start_review(&mut self, stages: Vec<StageId>) {
        if !self.is_named("A review", || Then::Review(stages.clone())) {
            return;
        }
        let (Some(me), Some(doc)) = (&self.me, &self.doc) else { return };
        let title = match stages.as_slice() {
            [one] => format!("Is “{}” still true?", doc.map.stage(one).map_or("", |s| s.name.as_str())),
            many => format!("Are these {} stages still true?", many.len()),
        };
        let yes = |who: &PersonId| format!("yes, still true, says {}", self.called_of(who));
        let mut question = question::new(&title, Vec::new());
        match self.owner_in_room(&stages) {
            Some((stage, owner)) => {
                let says = Answer::ReviewOf(stage, owner.clone());
                question = question.choice('y', &yes(&owner), says).choice(
                    'Y',
                    &yes(me),
                    Answer::Review(stages.clone()),
                );
            }
            None => question = question.choice('y', &yes(me), Answer::Review(stages.clone())),
        }
        let confirm = question.safe('n', "no: go on editing", Answer::No);
        self.look_at(stages, Face::Ask(confirm));
    }

    /// Who answers for the one stage under review, where they sit in the room of a workshop and somebody else leads it.
    fn owner_in_room(&self, stages: &[StageId]) -> Option<(StageId, PersonId)> {
        let ([id], Some(room), Some(doc)) = (stages, &self.room, &self.doc) else { return None };
        let (owner, _) = doc.map.owner_of(doc.map.stage(id)?)?;
        let is_here = room.session.end.is_none() && room.session.roster.here().any(|who| who.id == owner);
        (is_here && self.me.as_ref() != Some(&owner)).then(|| (id.clone(), owner.clone()))
    }

    /// What somebody is called: in the list of people, or in the room.
    pub(super) fn called_of<'a>(&'a self, who: &'a PersonId) -> &'a str {
        match (self.place.data.person(who), &self.room) {
            (None, Some(room)) => room.session.roster.name(who),
            _ => self.place.data.name_of(who),
        }
    }

    /// Shows only what changed in the stages since their last reviews.
    pub fn read_changes(&mut self, stages: Vec<StageId>) {
        self.look_at(stages, Face::Read(Sheet::plain("", Vec::new())));
    }

    /// What the map itself tells is shown at once; the rest is looked up.
    fn look_at(&mut self, stages: Vec<StageId>, face: Face) {
        let Some(doc) = &self.doc else { return };
        let people = &self.place.data;
        let told = |id: &StageId| Since::at_once(&doc.map, people, id, &doc.sealed).map(|s| (id.clone(), s));
        let since: Vec<(StageId, Since)> = stages.iter().filter_map(told).collect();
        let is_told = |id: &&StageId| since.iter().any(|(known, _)| known == *id);
        let rest: Vec<StageId> = stages.iter().filter(|id| !is_told(id)).cloned().collect();
        let mut reviewing = Reviewing { stages, since, face };
        reviewing.fill(doc, people);
        let map = Box::new(doc.map.clone());
        self.push(Layer::Review(Box::new(reviewing)));
        if !rest.is_empty() {
            self.ask_world(Effect::LookUpSince { map, stages: rest });
        }
    }

    /// What changed in some stages was looked up.
    pub fn tell_since(&mut self, found: Vec<(StageId, Since)>) {
        let Some(doc) = &self.doc else { return };
        let open = self.layers.iter_mut().rev().find_map(|layer| match layer {
            Layer::Review(review) => Some(review),
            _ => None,
        });
        if let Some(review) = open {
            review.learn(found);
            review.fill(doc, &self.place.data);
        }
    }

    /// The question of a review was answered, by somebody who saw what changed.
    pub fn reviewed(&mut self, answer: Answer, since: &[(StageId, Since)]) {
        match answer {
            Answer::Review(stages) => self.ask_all_or_note(stages, since),
            Answer::ReviewOf(stage, who) => self.ask(Ask::ReviewNoteOf(stage, who)),
            answer => self.decided(answer),
        }
    }

    /// Several stages are asked about once more; then comes the note.
    fn ask_all_or_note(&mut self, stages: Vec<StageId>, since: &[(StageId, Since)]) {
        let many = stages.len();
        if many < 2 {
            self.ask(Ask::ReviewNote(stages));
            return;
        }
        let lines = vec![
            Since::sum(since.iter().map(|(_, since)| since)),
            format!("Each of them gets the date of today, your name and the same note (bulk of {many})."),
        ];
        let confirm = question::new(&format!("Say that all {many} stages are still true?"), lines)
            .choice('a', &format!("all {many} are still true"), Answer::ReviewAll(stages))
            .safe('n', "no: go on editing", Answer::No);
        self.push(Layer::Confirm(Box::new(confirm)));
    }

    /// Goes on with what waited for a name.
    pub fn go_on(&mut self) {
        match self.then.take() {
            Some(Then::Review(stages)) => self.start_review(stages),
            Some(Then::PutOff(keys)) => self.ask(Ask::PutOffUntil(keys)),
            Some(Then::Snooze(stage)) => self.ask(Ask::SnoozeUntil(stage)),
            Some(Then::Say(ask)) => self.ask(ask),
            Some(Then::Settle) => self.settle_thread(),
            Some(Then::Share(way)) => self.share(way),
            Some(Then::Workshop(agenda)) => self.ask_roster(agenda),
            None => {}
        }
    }

    /// Asks until when a stage is put off, and first for a name where none is known.
    pub fn start_snooze(&mut self, stage: StageId) {
        if !self.is_named("A snooze", || Then::Snooze(stage.clone())) {
            return;
        }
        self.ask(Ask::SnoozeUntil(stage));
    }

    /// Writes the reviews of whoever sits here: date, person, seal, note.
    pub fn record_reviews(&mut self, stages: &[StageId], note: &str) {
        if let Some(me) = self.me.clone() {
            self.record_reviews_of(&me, stages, note);
        }
    }

    /// Writes the reviews of somebody who said it in the room.
    pub fn record_reviews_of(&mut self, who: &PersonId, stages: &[StageId], note: &str) {
        let Some(doc) = &self.doc else { return };
        let note = Review::note_of(note, stages.len());
        let edits: Vec<Edit> = stages
            .iter()
            .filter_map(|id| {
                let stage = doc.map.stage(id)?;
                let review = Review {
                    on: self.today,
                    by: who.clone(),
                    seal: Some(seal(&doc.map, stage)),
                    note: note.clone(),
                };
                Some(Edit::SetStage { stage: id.clone(), field: StageField::Reviewed(Some(review)) })
            })
            .collect();
        let count = edits.len();
        self.edit(if let [one] = edits.as_slice() { one.clone() } else { Edit::Together(edits) });
        if count > 1 {
            self.say(Tone::Info, format!("{count} stages reviewed on {}  (u to undo)", self.today));
        }
        self.say_left_to_review();
    }

    /// Whom an edit asks for a review: the new owner of a stage; as words that follow a semicolon.
    pub fn asks_new_owner(&self, edit: &Edit) -> Option<String> {
        let owner = new_owner(edit)?;
        let key = commands::find("review.now").and_then(|c| self.keymap.first_key(c));
        let key = key.map_or_else(String::new, |key| format!(": {key}"));
        Some(if self.me.as_ref() == Some(owner) {
            format!("you should review it{key}")
        } else {
            format!("{} should review it{key}", self.place.data.name_of(owner))
        })
    }

    /// The day until which a stage is put off was typed.
    pub fn snooze_until(&mut self, stage: StageId, text: &str) {
        match self.day_to_wait_for(text) {
            Ok(until) => self.ask(Ask::SnoozeWhy(stage, until)),
            Err(words) => {
                self.say(Tone::Warning, words);
                self.ask_with(Ask::SnoozeUntil(stage), text);
            }
        }
    }

    /// The day until which something may be put off; what is wrong with it, in words.
    pub(super) fn day_to_wait_for(&self, text: &str) -> Result<Date, String> {
        let until =
            day::read(text, self.today).ok_or("that is no day; write it like 2026-12-15, +14d or +3w")?;
        match days::between(self.today, until) {
            1..=LONGEST_SNOOZE => Ok(until),
            _ => Err(format!("a day after {} and at most {LONGEST_SNOOZE} days away", self.today)),
        }
    }

    /// Whether somebody sits here whose name `what` can carry; else asks who that is, and goes on with `then`.
    pub(super) fn is_named(&mut self, what: &str, then: impl FnOnce() -> Then) -> bool {
        if self.me.is_none() {
            self.say(Tone::Info, format!("who are you? {what} carries a name"));
            self.pick_me();
            self.then = Some(then());
        }
        self.me.is_some()
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
    /// A snooze of this stage.
    Snooze(StageId),
    /// A comment or an answer.
    Say(Ask),
    /// That the chosen thread is settled, or is not.
    Settle,
    /// Publishing or syncing.
    Share(Way),
    /// A workshop with the agenda at this position of those offered.
    Workshop(usize),
}

/// Who answers for a stage after this edit, where it says so.
fn new_owner(edit: &Edit) -> Option<&PersonId> {
    match edit {
        Edit::SetStage { field: StageField::Owner(owner), .. } => owner.as_ref(),
        Edit::Together(edits) => edits.iter().find_map(new_owner),
        _ => None,
    }
}
