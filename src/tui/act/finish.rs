//! What a choice, an answer or a filled form does.

use super::super::app::App;
use super::super::ask::Ask;
use super::super::commands;
use super::super::effect::{Effect, SaveMode};
use super::super::forms;
use super::super::layer::{Answer, Choice, Layer, Subject};
use super::super::status::Tone;
use super::super::widgets::form::Value;
use crate::map::edit::{self, Edit};

impl App {
    /// One of a list was picked.
    pub fn chosen(&mut self, choice: Choice) {
        match choice {
            Choice::Command(id) => {
                self.macros.picked(id);
                if let Some(command) = commands::find(id) {
                    super::super::update::run(self, command);
                }
            }
            Choice::Owner(person) => self.own(person),
            Choice::FieldPerson(field, person) => self.fill_person(field, person),
            Choice::FieldRef(field, cards) => self.fill_refs(field, cards),
            Choice::Row(rows, key) => self.open_row(rows, key),
            Choice::HandOver(from, to) => self.hand_all_over(&from, &to),
            Choice::Me(person) => self.i_am(person),
            Choice::MeNew(name) => self.i_am_new(&name),
            Choice::MoveTo(place) => self.move_targets(&place),
            Choice::MoveStage(stage, to) => {
                self.edit(Edit::MoveStage { stage, to });
            }
            Choice::Go(focus) => {
                if let Some(doc) = &mut self.doc {
                    doc.jump(focus);
                }
            }
            Choice::CommentOn(element, field) => {
                self.begin_comment(Ask::Comment(element, Some(field.to_owned())));
            }
            Choice::Mend(key, way) => self.mend_by(&key, way),
            Choice::Agenda(at) => self.ask_roster(at),
            Choice::Speaker(who) => self.let_speak(&who),
            Choice::ActionOwner(action, who) => self.own_action(&action, who),
            Choice::GivenOwner(key, who) => self.own_given(&key, who),
            Choice::ResumeWorkshop => self.resume_workshop(),
            Choice::Theme(name) => self.use_theme(&name, true),
            Choice::Template(name) => self.ask(Ask::NewMap(name)),
            Choice::Undo(steps) => (0..steps).for_each(|_| commands::undo(self)),
            choice @ (Choice::SinceSave
            | Choice::SinceNamed(_)
            | Choice::SinceTyped
            | Choice::SinceMoment(_)) => self.since_chosen(&choice),
            choice => self.choose_filter(choice),
        }
    }

    fn choose_filter(&mut self, choice: Choice) {
        let Some(doc) = &mut self.doc else { return };
        let filter = &mut doc.view.filter;
        match choice {
            Choice::FilterOwner(person) => filter.owner = Some(person),
            Choice::FilterState(state) => filter.states = vec![state],
            Choice::FilterLane(lane) => filter.lane = Some(lane),
            Choice::FilterSeverity(severity) => filter.severity = Some(severity),
            Choice::FilterThisTag(tag) => filter.tag = Some(tag),
            Choice::FilterTag => {
                self.ask(Ask::FilterTag);
                return;
            }
            _ => return,
        }
        self.say_filter();
    }

    /// Says what the filter shows now.
    pub fn say_filter(&mut self) {
        let Some(doc) = &mut self.doc else { return };
        let (shown, all) = doc.sieve().count();
        let is_here = doc.card().is_some() && doc.shows_focus();
        match doc.nearest_shown() {
            Some(nearest) if !is_here => doc.jump(nearest),
            _ => {}
        }
        let words = match shown {
            0 => format!("nothing here is so: all {all} cards are hidden; F shows all"),
            n => format!("{n} of {all} cards shown; F shows all"),
        };
        self.say(Tone::Info, words);
    }

    /// Text that no item of the list says was given.
    pub fn picked_new(&mut self, text: &str) {
        match (self.layers.last(), self.asks_who) {
            (Some(Layer::Form(_)), _) => self.new_person_for_field(text),
            (_, true) => self.i_am_new(text),
            _ => self.new_person(text, true),
        }
    }

    /// A question was answered.
    pub fn decided(&mut self, answer: Answer) {
        match answer {
            Answer::No => self.share_unsaved(),
            Answer::Trash(path) => self.ask_world(Effect::Trash(path)),
            Answer::RemoveStage(id) => {
                let Some(doc) = &self.doc else { return };
                if let Some(stage) = doc.map.stage(&id) {
                    self.clipboard = super::super::app::Clipboard::Stage(Box::new(stage.clone()));
                }
                let edit = edit::remove_stage(&doc.map, &id);
                self.edit(edit);
            }
            Answer::RemoveLane(id) => {
                let Some(doc) = &self.doc else { return };
                let edit = edit::remove_lane(&doc.map, &id);
                self.edit(edit);
            }
            Answer::SaveAndClose => {
                if let Some(doc) = &mut self.doc {
                    doc.closing = true;
                }
                self.save(SaveMode::Careful);
            }
            Answer::CloseWithout => self.leave_map(),
            Answer::KeepMine => self.save(SaveMode::KeepMine),
            Answer::WriteCopy => self.save(SaveMode::Copy),
            Answer::CopyTo => self.ask(Ask::CopyTo),
            Answer::SaveAgain => self.save(SaveMode::Careful),
            Answer::Reload => self.ask_world(Effect::Reload),
            Answer::Review(stages) | Answer::ReviewAll(stages) => self.ask(Ask::ReviewNote(stages)),
            Answer::ReviewOf(stage, who) => self.ask(Ask::ReviewNoteOf(stage, who)),
            Answer::ReviewTouched(stages) => self.start_review(stages),
            Answer::Recover => self.recover(),
            Answer::DropLeftover => {
                self.leftover = None;
                self.ask_world(Effect::Leftover { taken: false });
                self.say(Tone::Info, "left aside; it is kept in the recovery folder");
            }
            Answer::SaveAnyway => {
                if let Some(doc) = &mut self.doc {
                    doc.comments_move = false;
                }
                self.save(SaveMode::Careful);
            }
            Answer::LeaveWorkshop => self.leave_workshop(),
            Answer::KeepPolicy(name, policy) => self.keep_policy(&name, *policy),
            Answer::Restore(wanted) => self.restore(*wanted),
            Answer::Share(run) => self.next_step(*run),
            Answer::StopSharing(run) => self.stop_sharing(&run),
            Answer::Decide(path) => self.decide_in(path),
            Answer::SetUpGit => self.write_setup(),
        }
    }

    /// A form was filled in: one edit for all that was changed.
    pub fn submitted(&mut self, subject: &Subject, values: Vec<(usize, Value)>) {
        if values.is_empty() {
            self.say(Tone::Info, "nothing changed");
            if let Subject::Row(rows, key) = subject {
                self.back_to_rows(rows, key.as_deref());
            }
            return;
        }
        if let Subject::Person(id) = subject {
            let Some(person) = self.place.data.person(id) else { return };
            let person = forms::person_of(person, &values);
            let words = format!("{} changed", person.name);
            self.edit_workspace(&words, crate::map::edit::WorkspaceEdit::SetPerson(Box::new(person)));
            return;
        }
        if let Subject::Policy(name) = subject {
            if !self.policy_submitted(name, &values) {
                self.refill(subject, &values);
            }
            return;
        }
        if let Subject::Row(rows, key) = subject {
            if !self.row_submitted(rows, key.as_deref(), &values) {
                self.refill(subject, &values);
            }
            return;
        }
        let Some(doc) = &self.doc else { return };
        match forms::edits(&doc.map, subject, &values, self.today, self.ids.as_mut()) {
            Ok(mut edits) if edits.len() == 1 => {
                self.edit(edits.remove(0));
            }
            Ok(edits) if edits.is_empty() => self.say(Tone::Info, "nothing changed"),
            Ok(edits) => {
                self.edit(Edit::Together(edits));
            }
            Err(words) => {
                self.say(Tone::Warning, words);
                self.refill(subject, &values);
            }
        }
    }

    /// The form again, with what was filled in: nothing typed is lost by answers that do not go together.
    fn refill(&mut self, subject: &Subject, values: &[(usize, Value)]) {
        if !self.open_form_of(subject) {
            return;
        }
        if let Some(Layer::Form(layer)) = self.layers.last_mut() {
            for (field, value) in values {
                layer.form.set_value(*field, value);
            }
        }
    }
}
