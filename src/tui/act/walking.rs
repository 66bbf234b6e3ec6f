//! Walking through changes: seen, commented, taken back; and the summary at the end.

use super::super::app::{App, Screen};
use super::super::ask::Ask;
use super::super::changes::{Base, Item, Verdict, Walk};
use super::super::effect::Effect;
use super::super::layer::{Answer, Layer};
use super::super::status::Tone;
use super::super::timeline::{From, Then, Wanted};
use super::question;
use crate::change::{Element, What};
use crate::exchange::difference::Walked;
use crate::map::id::{ElementId, StageId};
use crate::map::thread::{Thread, fields_of};

impl App {
    /// Walks through what the branch that is checked out changed.
    pub fn walk_branch(&mut self) {
        self.say(Tone::Info, "asking git where this branch began");
        self.compare_with_state(Wanted { words: "it began".to_owned(), on: None, from: From::Branch });
    }

    /// The walk belongs to one moment: with another one it begins anew.
    pub(super) fn begin_walk(&mut self) {
        let since = self.changes.base.as_ref().map_or("", Base::words);
        if self.changes.walk.since != since {
            self.changes.walk = Walk::since(since);
        }
    }

    /// The chosen change is well, or is not looked at after all; goes on with the next.
    pub fn change_seen(&mut self) {
        let Some(change) = self.changes.chosen().map(|item| item.change.clone()) else { return };
        let is_seen = self.changes.walk.of(&change).is_some();
        self.changes.walk.judge(&change, (!is_seen).then_some(Verdict::Seen));
        if !is_seen {
            self.go_to_unseen();
        }
    }

    /// The choice on the next change that was not looked at, from here on and then from the start; else it stays.
    fn go_to_unseen(&mut self) {
        let view = &self.changes;
        let is_left = |item: &Item| view.walk.of(&item.change).is_none();
        let here = view.at();
        let after = view.items().iter().skip(here).position(is_left).map(|at| at + here);
        match after.or_else(|| view.items().iter().position(is_left)) {
            Some(at) => self.changes.choose(at),
            None => self.say(Tone::Info, "all were looked at; w ends the walk with a summary"),
        }
    }

    /// Asks for a comment on what the chosen change is about.
    pub fn comment_on_change(&mut self) {
        let (Some(doc), Some(item)) = (&self.doc, self.changes.chosen()) else { return };
        let change = &item.change;
        let home = || change.stage.home().map(StageId::as_str);
        let id = match &change.at {
            Element::Map => Some(doc.map.id.as_str()),
            at => at.id().or_else(home),
        };
        let Ok(element) = ElementId::new(id.unwrap_or(doc.map.id.as_str())) else { return };
        let field = match &change.what {
            What::Edited { after, .. } => Some(after.words()),
            _ => None,
        };
        let field = field.filter(|field| fields_of(&doc.map, element.as_str()).contains(field));
        self.begin_comment(Ask::Comment(element, field.map(str::to_owned)));
    }

    /// A thread was opened: where it is about the chosen change, that is looked at now.
    pub(super) fn note_comment(&mut self, thread: &Thread) {
        if self.screen != Screen::Changes {
            return;
        }
        let Some(change) = self.changes.chosen().map(|item| item.change.clone()) else { return };
        let text = thread.last().map(|entry| entry.text.one_line().into_owned()).unwrap_or_default();
        self.changes.walk.judge(&change, Some(Verdict::Said(text)));
    }

    /// Ends the walk: the summary is shown and copied, and the reviewer's own stages are offered for review.
    pub fn end_walk(&mut self) {
        let Some(walked) = self.walked() else { return };
        let text = walked.markdown();
        let stages = self.own_stages_touched();
        let title = format!("{} of {} looked at: {}", walked.done(), walked.all(), walked.counts());
        let mut lines =
            vec!["This summary is copied, to be pasted into a pull request:".to_owned(), String::new()];
        lines.extend(text.lines().map(str::to_owned));
        let mut asked = question::new(&title, lines);
        if !stages.is_empty() {
            let words = match stages.len() {
                1 => "review the stage of yours that was touched".to_owned(),
                many => format!("review the {many} stages of yours that were touched"),
            };
            asked = asked.choice('r', &words, Answer::ReviewTouched(stages));
        }
        let confirm = asked.safe('o', "done", Answer::No);
        self.changes.walk.summary = Some(text.clone());
        self.ask_world(Effect::Copy(text));
        self.push(Layer::Confirm(Box::new(confirm)));
    }

    fn walked(&self) -> Option<Walked> {
        let (doc, base) = (self.doc.as_ref()?, self.changes.base.as_ref()?);
        let walk = &self.changes.walk;
        let mut walked = Walked {
            title: doc.map.title.to_string(),
            since: base.words().to_owned(),
            by: self.me.as_ref().map_or_else(String::new, |me| self.place.data.name_of(me).to_owned()),
            on: self.today,
            seen: Vec::new(),
            said: Vec::new(),
            taken_back: walk.gone(self.changes.items()).cloned().collect(),
            left: Vec::new(),
        };
        for item in self.changes.items() {
            let told = (item.change.sign(), item.words.clone());
            match walk.of(&item.change) {
                Some(Verdict::Seen) => walked.seen.push(told),
                Some(Verdict::Said(text)) => walked.said.push((told, text.clone())),
                None => walked.left.push(told),
            }
        }
        Some(walked)
    }

    /// The stages with changed content that whoever sits here answers for.
    fn own_stages_touched(&self) -> Vec<StageId> {
        let (Some(doc), Some(me)) = (&self.doc, &self.me) else { return Vec::new() };
        if self.changes.newer.is_some() {
            return Vec::new();
        }
        let touched = |id: &StageId| {
            self.changes.items().iter().any(|item| item.change.is_content() && item.change.stage.has(id))
        };
        let is_own =
            |stage: &&crate::map::Stage| doc.map.owner_of(stage).is_some_and(|(owner, _)| owner == *me);
        let own = doc.map.stages.iter().filter(is_own);
        own.map(|stage| stage.id.clone()).filter(touched).collect()
    }

    fn compare_with_state(&mut self, wanted: Wanted) {
        self.read_states(vec![wanted], Then::Compare);
    }

    /// The map was opened to be walked through.
    pub(super) fn walk_if_wanted(&mut self) {
        if let Some(wanted) = self.to_walk.take() {
            self.compare_with_state(wanted);
        }
    }
}
