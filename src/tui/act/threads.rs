//! Review threads: read, begun, answered, settled, and what was just done taken back.

use super::super::app::{App, Screen};
use super::super::ask::Ask;
use super::super::effect::Effect;
use super::super::event::Talked;
use super::super::focus::Focus;
use super::super::layer::{Choice, Layer};
use super::super::status::Tone;
use super::super::view::Filter;
use super::super::widgets::picker::{Item, Picker};
use super::Then;
use crate::map::Map;
use crate::map::id::{CardId, ElementId, LaneId, PersonId, StageId, ThreadId, mint};
use crate::map::thread::{
    Anchor, Deed, Entry, Moment, Refused, Resolution, Thread, fields_of, name_of, value_of,
};

impl App {
    /// What is said about the focused thing; where nothing is, a comment begins.
    pub fn show_threads_here(&mut self) {
        let Some(element) = self.focused_element() else { return };
        let Some(doc) = &self.doc else { return };
        if doc.talks.has(element.as_str()) {
            let is_open = doc.talks.on(element.as_str()) > 0;
            self.open_threads(Some(element), !is_open);
        } else {
            self.begin_comment(Ask::Comment(element, None));
        }
    }

    /// All threads of the map.
    pub fn show_threads(&mut self) {
        self.open_threads(None, false);
    }

    fn open_threads(&mut self, only: Option<ElementId>, all: bool) {
        if self.doc.is_none() {
            return;
        }
        if self.screen != Screen::Threads {
            self.threads.back = self.screen;
        }
        self.screen = Screen::Threads;
        (self.threads.only, self.threads.all, self.threads.at, self.threads.top) = (only, all, 0, 0);
        self.read_threads();
    }

    /// Reads the threads again.
    pub fn read_threads(&mut self) {
        if let Some(doc) = &self.doc {
            self.ask_world(Effect::ReadThreads(doc.map.id.clone()));
        }
    }

    /// Back to where it was opened from.
    pub fn close_threads(&mut self) {
        self.screen = if self.doc.is_some() { self.threads.back } else { Screen::Atlas };
    }

    /// The id of what has focus on the map; of a cell: its stage.
    fn focused_element(&self) -> Option<ElementId> {
        let doc = self.doc.as_ref()?;
        let id = match &doc.focus {
            Focus::Map => doc.map.id.as_str(),
            Focus::Stage(id) | Focus::Cell(id, _) => id.as_str(),
            Focus::Lane(id) => id.as_str(),
            Focus::Card(id) => id.as_str(),
        };
        ElementId::new(id).ok()
    }

    fn chosen_thread(&self) -> Option<&Thread> {
        self.threads.chosen(&self.doc.as_ref()?.talks)
    }

    /// What a new comment is about: the element whose threads are listed, else that of the chosen one, else what has focus.
    fn element_to_talk_about(&self) -> Option<ElementId> {
        let map = &self.doc.as_ref()?.map;
        let chosen = self.chosen_thread().filter(|t| t.anchor.is_in(map)).map(|t| t.anchor.element.clone());
        self.threads.only.clone().or(chosen).or_else(|| self.focused_element())
    }

    /// Asks for a new comment.
    pub fn new_comment(&mut self) {
        if let Some(element) = self.element_to_talk_about() {
            self.begin_comment(Ask::Comment(element, None));
        }
    }

    /// Asks which field of the element a new comment is about.
    pub fn new_field_comment(&mut self) {
        let (Some(element), Some(doc)) = (self.element_to_talk_about(), &self.doc) else { return };
        let names = |id: &PersonId| self.place.data.name_of(id).to_owned();
        let item = |field: &&'static str| {
            let value = value_of(&doc.map, element.as_str(), field, &names).unwrap_or_default();
            let value = crate::map::Label::new(&value);
            Item::new(field, Choice::CommentOn(element.clone(), field)).note(value.as_str())
        };
        let fields = fields_of(&doc.map, element.as_str());
        let items = fields.iter().map(item).collect();
        self.push(Layer::Pick(Box::new(Picker::new("Comment on which field?", items))));
    }

    /// Asks for an answer in the chosen thread.
    pub fn answer_thread(&mut self) {
        if let Some(id) = self.chosen_thread().map(|t| t.id.clone()) {
            self.begin_comment(Ask::Answer(id));
        }
    }

    /// Asks for a text, and first for a name where none is known.
    pub fn begin_comment(&mut self, ask: Ask) {
        if self.is_named("A comment", || Then::Say(ask.clone())) {
            self.ask(ask);
        }
    }

    /// The title of the box for a comment.
    pub(super) fn comment_title(&self, element: &ElementId, field: Option<&str>) -> String {
        let name = self.doc.as_ref().and_then(|doc| name_of(&doc.map, element.as_str()));
        let name: String =
            crate::map::Label::new(&name.unwrap_or_default()).as_str().chars().take(40).collect();
        match field {
            Some(field) if name.is_empty() => format!("Comment on {field}"),
            Some(field) => format!("Comment on {field} of “{name}”"),
            None if name.is_empty() => "Comment".to_owned(),
            None => format!("Comment on “{name}”"),
        }
    }

    /// A comment was typed: a thread begins.
    pub fn comment(&mut self, element: ElementId, field: Option<&str>, text: &str) {
        let (Some(entry), Some(doc)) = (self.said(text), &self.doc) else { return };
        let names = |id: &PersonId| self.place.data.name_of(id).to_owned();
        let mut anchor = Anchor::of(&doc.map, element, field, &names);
        if !anchor.is_in(&doc.map) {
            // It went with a change that is being looked at: what it was is known from there.
            let old = self
                .changes
                .compared()
                .map(|compared| Anchor::of(&compared.old, anchor.element.clone(), field, &names));
            anchor = old.unwrap_or(anchor);
        }
        let taken = |id: &str| doc.talks.threads.iter().any(|t| t.id.as_str() == id);
        let id = mint(anchor.element.as_str(), "thread", self.ids.as_mut(), &taken);
        if let Ok(id) = ThreadId::new(&id) {
            self.do_to_thread(Deed::Open(Box::new(Thread::new(id, anchor, entry))));
        }
    }

    /// An answer was typed.
    pub fn answer(&mut self, thread: ThreadId, text: &str) {
        if let Some(entry) = self.said(text) {
            self.do_to_thread(Deed::Reply(thread, entry));
        }
    }

    /// What is said, by whoever sits here; the time of day is known outside.
    fn said(&mut self, text: &str) -> Option<Entry> {
        let me = self.me.clone()?;
        match Entry::new(Moment::day(self.today), me, text) {
            Ok(entry) => Some(entry),
            Err(Refused::Empty) => None,
            Err(refused) => {
                self.say(Tone::Warning, refused.to_string());
                None
            }
        }
    }

    /// Resolves the chosen thread, or opens it again.
    pub fn settle_thread(&mut self) {
        if !self.is_named("It", || Then::Settle) {
            return;
        }
        let (Some(thread), Some(by)) = (self.chosen_thread(), self.me.clone()) else { return };
        let id = thread.id.clone();
        let deed = if thread.is_open() {
            Deed::Resolve(id, Resolution { on: self.today, by })
        } else {
            Deed::Reopen(id)
        };
        self.do_to_thread(deed);
    }

    /// Takes back what was done last to a thread.
    pub fn undo_thread(&mut self) {
        match self.threads.done.pop() {
            Some((_, deed)) => {
                self.ask_to_change(deed, true);
            }
            None => self.say(Tone::Info, "nothing was said here since the map was opened"),
        }
    }

    fn do_to_thread(&mut self, deed: Deed) {
        self.ask_to_change(deed, false);
    }

    fn ask_to_change(&mut self, deed: Deed, is_undo: bool) {
        if let Some(doc) = &self.doc {
            let map = doc.map.id.clone();
            self.ask_world(Effect::ChangeThread { map, deed: Box::new(deed), is_undo });
        }
    }

    /// Threads were read, perhaps after one was changed.
    pub fn threads_read(&mut self, talked: Talked) {
        let Some(doc) = self.doc.as_mut().filter(|doc| doc.map.id == talked.map) else { return };
        doc.talks.fill(talked.listing, &doc.map);
        self.threads.go(0, &doc.talks);
        let Some((deed, before)) = talked.did else { return };
        let about = about(&doc.map, &deed, before.as_ref(), &doc.talks.threads);
        if let Deed::Open(thread) = &deed {
            self.note_comment(thread);
        }
        let words = format!("{}: {about}", deed.words());
        if talked.is_undo {
            self.say(Tone::Info, format!("taken back: {about}"));
        } else {
            self.threads.done.extend(deed.inverse(before.as_ref()).map(|back| (words.clone(), back)));
            let way = if self.screen == Screen::Threads { "u takes it back" } else { "c shows it" };
            self.say(Tone::Success, format!("{words}  (saved; {way})"));
        }
        self.follow_thread(deed.thread());
    }

    /// The choice goes along with the thread that was changed.
    fn follow_thread(&mut self, id: &ThreadId) {
        let Some(doc) = &self.doc else { return };
        if let Some(at) = self.threads.shown(&doc.talks).iter().position(|t| t.id == *id) {
            self.threads.at = at;
        }
    }

    /// Goes to what the chosen thread is about, on the map.
    pub fn go_to_thread(&mut self) {
        let Some(element) = self.chosen_thread().map(|t| t.anchor.element.clone()) else { return };
        let Some(doc) = &mut self.doc else { return };
        let Some(focus) = focus_of(&doc.map, element.as_str()) else {
            self.say(Tone::Info, "what it was about is gone; s resolves it");
            return;
        };
        doc.jump(focus);
        if !doc.shows_focus() {
            doc.view.filter = Filter::default();
        }
        self.screen = Screen::Map;
    }

    /// A row was clicked.
    pub(super) fn press_thread(&mut self, at: usize) {
        if self.threads.at == at {
            self.go_to_thread();
        } else {
            (self.threads.at, self.threads.top) = (at, 0);
        }
    }
}

/// What a deed was about, in a few words.
fn about(map: &Map, deed: &Deed, before: Option<&Thread>, now: &[Thread]) -> String {
    let found = now.iter().find(|t| t.id == *deed.thread()).or(before);
    let anchor = match (found, deed) {
        (Some(thread), _) => &thread.anchor,
        (None, Deed::Open(thread)) => &thread.anchor,
        (None, _) => return deed.thread().to_string(),
    };
    let name =
        name_of(map, anchor.element.as_str()).or_else(|| anchor.quote.as_ref().map(ToString::to_string));
    name.map_or_else(|| anchor.element.to_string(), |name| crate::map::Label::new(&name).to_string())
}

/// Where an element stands on the map; what has no place of its own, at what it belongs to.
fn focus_of(map: &Map, id: &str) -> Option<Focus> {
    if map.id.as_str() == id {
        return Some(Focus::Map);
    }
    let stage = || StageId::new(id).ok().filter(|id| map.stage(id).is_some()).map(Focus::Stage);
    let card = || CardId::new(id).ok().filter(|id| map.card(id).is_some()).map(Focus::Card);
    let lane = || LaneId::new(id).ok().filter(|id| map.lane(id).is_some()).map(Focus::Lane);
    let evidence = || {
        let stage = map.stages.iter().find(|s| s.evidence.iter().any(|e| e.id.as_str() == id));
        stage.map(|s| Focus::Stage(s.id.clone()))
    };
    let lead = || {
        let has =
            |c: &&crate::map::Card| c.metric().is_some_and(|m| m.leads.iter().any(|l| l.id.as_str() == id));
        map.cards().find(has).map(|c| Focus::Card(c.id.clone()))
    };
    let of_map = || name_of(map, id).map(|_| Focus::Map);
    stage().or_else(card).or_else(lane).or_else(evidence).or_else(lead).or_else(of_map)
}
