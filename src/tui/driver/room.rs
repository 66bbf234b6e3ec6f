//! The workshop's place in the world: its record on the disk, papers of participants, what they see, the time.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::super::event::Event;
use super::super::room::{Earlier, Offer};
use super::live::LiveDesk;
use super::open::lock;
use super::post::Post;
use super::world::World;
use crate::map::id::{ItemId, MapId, SessionId};
use crate::map::say::many;
use crate::store::disk::fs::RealFs;
use crate::store::live::Collected;
use crate::store::sessions::{self, Listing, Recorder, SessionError};
use crate::store::{agendas, clock};
use crate::workshop::slip::Glance;
use crate::workshop::{Entry, Head, Millis, Record};

/// How often the time is told.
const SECOND: Duration = Duration::from_secs(1);

/// A running workshop.
pub(super) struct Hall {
    recorder: Recorder,
    /// Lines that the disk did not take yet.
    waiting: VecDeque<Entry>,
    /// It was said that the disk does not take them.
    is_trouble_told: bool,
    /// Where others can join.
    desk: Option<LiveDesk>,
    /// When the time was told last.
    told: Option<Instant>,
    /// It was left: only its lines are still to be written.
    is_left: bool,
}

impl Hall {
    /// A hall for a record; others can join where the folder allows it.
    fn new(recorder: Recorder, root: &Path, post: &Post) -> (Self, Option<String>) {
        let post = post.clone();
        let desk = LiveDesk::open(root, recorder.id(), move |collected| tell(&post, collected));
        let trouble = desk.as_ref().err().map(|error| {
            format!("nobody can join from another terminal: {}", crate::store::disk::words::reason(error))
        });
        let hall = Self {
            recorder,
            waiting: VecDeque::new(),
            is_trouble_told: false,
            desk: desk.ok(),
            told: None,
            is_left: false,
        };
        (hall, trouble)
    }

    /// Which workshop it is of.
    pub(super) fn id(&self) -> &SessionId {
        self.recorder.id()
    }

    /// Writes what waits, in order; gives what to say. What fails is said once, and that it worked after all.
    fn write(&mut self) -> Option<Event> {
        match self.write_all() {
            Ok(()) => std::mem::take(&mut self.is_trouble_told)
                .then(|| Event::Done("the workshop's record has everything again".to_owned())),
            Err(error) => {
                let words =
                    format!("not in the workshop's record yet, it is tried again every second: {error}");
                (!std::mem::replace(&mut self.is_trouble_told, true)).then_some(Event::Failed(words))
            }
        }
    }

    fn write_all(&mut self) -> Result<(), SessionError> {
        while let Some(entry) = self.waiting.front() {
            self.recorder.append(entry)?;
            let slip = self.waiting.pop_front().and_then(|entry| entry.slip);
            if let Some(slip) = slip {
                self.take(slip);
            }
        }
        Ok(())
    }

    /// Nobody joins any more. Terminals that wait for more see by their own clocks that nobody is there.
    fn close(&mut self) {
        if let Some(desk) = self.desk.take() {
            drop(desk);
        }
    }

    /// A paper is done with. Where it cannot be taken away it is not given out again either.
    fn take(&self, slip: ItemId) {
        if let Some(desk) = &self.desk {
            desk.taken(slip);
        }
    }
}

impl World {
    /// The time, while a workshop runs.
    pub(in crate::tui::driver) fn workshop_time(&self) -> Option<Event> {
        self.hall.as_ref().map(|_| Event::Clock(clock::millis()))
    }

    /// How long to wait at most until the workshop needs something.
    pub(in crate::tui::driver) fn workshop_patience(&self) -> Option<Duration> {
        let hall = self.hall.as_ref()?;
        Some(hall.told.map_or(Duration::ZERO, |told| SECOND.saturating_sub(told.elapsed())))
    }

    /// One turn of the workshop, once a second: the time is told, and what the disk did not take is tried again.
    pub(in crate::tui::driver) fn workshop_turn(&mut self) {
        let Some(hall) = &mut self.hall else { return };
        if hall.told.is_none_or(|told| told.elapsed() >= SECOND) {
            hall.told = Some(Instant::now());
            self.tell(Event::Clock(clock::millis()));
            self.write_lines();
        }
    }

    /// Writes the lines that wait. A workshop that was left is over as soon as all are written.
    fn write_lines(&mut self) {
        let Some(hall) = &mut self.hall else { return };
        let said = hall.write();
        if hall.is_left && hall.waiting.is_empty() {
            self.hall = None;
            self.records.is_look_wanted = true;
        }
        if let Some(event) = said {
            self.tell(event);
        }
    }

    /// Whether another workshop can begin: the lines of the one before, which nobody leads any more, are written.
    fn is_hall_free(&mut self) -> bool {
        if let Some(hall) = &mut self.hall {
            hall.is_left = true;
        }
        self.write_lines();
        let is_free = self.hall.is_none();
        if !is_free {
            let words = "no workshop yet: the record of the one that was left is not on the disk";
            self.tell(Event::Failed(words.to_owned()));
        }
        is_free
    }

    /// Reads what a workshop on a map can begin with, on a worker of its own, begun when all that is to be written is.
    pub(super) fn ask_offer(&mut self, map: MapId) {
        let (known, root) = (Arc::clone(&self.records.known), self.folder.root.clone());
        self.writer.ask(move |post| {
            post.spawn("workshop", move |post: &Post| {
                let listing = lock(&known).list(&RealFs, &root);
                post.event(Event::Offer(Box::new(offer(&root, &map, &listing))));
            });
        });
    }

    /// Begins a workshop.
    pub(super) fn begin_workshop(&mut self, mut head: Head) {
        if !self.is_hall_free() {
            return;
        }
        let now = clock::millis();
        head.began = now;
        match sessions::begin(Arc::new(RealFs), &self.folder.root, head) {
            Ok((recorder, head)) => self.enter_hall(recorder, Record { head, entries: Vec::new() }, now),
            Err(error) => self.tell(Event::Failed(format!("no workshop: {error}"))),
        }
    }

    /// Goes on with a workshop.
    pub(super) fn resume_workshop(&mut self, id: &SessionId) {
        if !self.is_hall_free() {
            return;
        }
        match sessions::resume(Arc::new(RealFs), &self.folder.root, id) {
            Ok((recorder, loaded)) => {
                let Some(record) = loaded.record else {
                    let why = loaded.problems.first().map_or_else(String::new, sessions::Problem::line);
                    return self.tell(Event::Failed(format!("the workshop cannot be gone on with: {why}")));
                };
                self.enter_hall(recorder, record, clock::millis());
                if let Some(problem) = loaded.problems.first() {
                    self.tell(Event::Failed(format!(
                        "part of the record cannot be read: {}",
                        problem.line()
                    )));
                }
            }
            Err(error) => self.tell(Event::Failed(format!("the workshop cannot be gone on with: {error}"))),
        }
    }

    fn enter_hall(&mut self, recorder: Recorder, record: Record, now: Millis) {
        let (hall, trouble) = Hall::new(recorder, &self.folder.root, &self.post);
        self.hall = Some(hall);
        self.tell(Event::Workshop(Box::new(record), now));
        if let Some(words) = trouble {
            self.tell(Event::Failed(words));
        }
    }

    /// One more line of the record.
    pub(super) fn minute(&mut self, entry: Entry) {
        let Some(hall) = &mut self.hall else { return };
        hall.waiting.push_back(entry);
        self.write_lines();
    }

    /// A paper that is not taken.
    pub(super) fn refuse(&mut self, slip: &ItemId) {
        if let Some(hall) = &self.hall {
            hall.take(slip.clone());
        }
    }

    /// What participants see now.
    pub(super) fn show_glance(&mut self, glance: Glance) {
        if let Some(Hall { desk: Some(desk), .. }) = &self.hall {
            desk.show(glance);
        }
    }

    /// The workshop is left. Lines that the disk does not take go on being tried as long as the editor runs.
    pub(super) fn leave_workshop(&mut self) {
        let Some(hall) = &mut self.hall else { return };
        hall.is_left = true;
        self.write_lines();
        if let Some(hall) = &mut self.hall {
            let lines = many(hall.waiting.len(), "line");
            hall.close();
            let words =
                format!("the workshop's record lacks {lines}: that is tried as long as the editor runs");
            self.tell(Event::Failed(words));
        }
    }
}

/// What came to the desk, to the state.
fn tell(post: &Post, collected: Collected) {
    if !collected.slips.is_empty() {
        post.event(Event::Slips(collected.slips));
    }
    for words in collected.problems {
        post.event(Event::Failed(words));
    }
}

/// What a workshop on a map can begin with.
fn offer(root: &Path, map: &MapId, listing: &Listing) -> Offer {
    let mut offer = Offer { agendas: agendas::list(Some(root)), ..Offer::default() };
    let mut of_map = listing.sessions.iter().filter(|brief| brief.map == *map);
    if let Some(last) = of_map.clone().next().filter(|brief| !brief.is_ended) {
        let words = format!("{} of {}, led by {}", last.agenda, last.day, last.facilitator.name);
        offer.unfinished = Some((last.id.clone(), words));
    }
    offer.earlier = Earlier::of(&listing.sessions, map);
    if let Some(last) = of_map.find(|brief| brief.is_ended) {
        offer.carried.clone_from(&last.carried);
    }
    offer
}
