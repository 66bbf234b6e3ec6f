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
use crate::store::disk::fs::RealFs;
use crate::store::live::Collected;
use crate::store::sessions::{self, Listing, Recorder};
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
}

impl Hall {
    /// A hall for a record; others can join where the folder allows it.
    fn new(recorder: Recorder, root: &Path, post: &Post) -> (Self, Option<String>) {
        let post = post.clone();
        let desk = LiveDesk::open(root, recorder.id(), move |collected| tell(&post, collected));
        let trouble = desk.as_ref().err().map(|error| {
            format!("nobody can join from another terminal: {}", crate::store::disk::words::reason(error))
        });
        let hall =
            Self { recorder, waiting: VecDeque::new(), is_trouble_told: false, desk: desk.ok(), told: None };
        (hall, trouble)
    }

    /// Which workshop it is of.
    pub(super) fn id(&self) -> &SessionId {
        self.recorder.id()
    }

    /// Writes what waits, in order; gives what to say.
    fn write(&mut self) -> Option<String> {
        while let Some(entry) = self.waiting.front() {
            if let Err(error) = self.recorder.append(entry) {
                let words = format!(
                    "not in the workshop's record yet, it is tried again with the next line: {error}"
                );
                return (!std::mem::replace(&mut self.is_trouble_told, true)).then_some(words);
            }
            self.is_trouble_told = false;
            let slip = entry.slip.clone();
            self.waiting.pop_front();
            if let Some(slip) = slip {
                self.take(slip);
            }
        }
        None
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

    /// One turn of the workshop: the time is told once a second.
    pub(in crate::tui::driver) fn workshop_turn(&mut self) {
        let Some(hall) = &mut self.hall else { return };
        if hall.told.is_none_or(|told| told.elapsed() >= SECOND) {
            hall.told = Some(Instant::now());
            self.tell(Event::Clock(clock::millis()));
        }
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
        let now = clock::millis();
        head.began = now;
        match sessions::begin(Arc::new(RealFs), &self.folder.root, head) {
            Ok((recorder, head)) => self.enter_hall(recorder, Record { head, entries: Vec::new() }, now),
            Err(error) => self.tell(Event::Failed(format!("no workshop: {error}"))),
        }
    }

    /// Goes on with a workshop.
    pub(super) fn resume_workshop(&mut self, id: &SessionId) {
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
        if let Some(words) = hall.write() {
            self.tell(Event::Failed(words));
        }
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

    /// The workshop is left.
    pub(super) fn leave_workshop(&mut self) {
        let Some(mut hall) = self.hall.take() else { return };
        self.records.is_look_wanted = true;
        if let Some(words) = hall.write() {
            self.tell(Event::Failed(words));
        }
        if let Some(desk) = hall.desk {
            // Terminals that wait for more see by their own clocks that nobody is there.
            desk.close();
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
