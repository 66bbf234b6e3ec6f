//! The facilitator's desk: papers in, glances out, who is there. It asks no clock: `now` is the time since the desk was opened.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Collected, Inbox, Place};
use crate::map::id::{ItemId, PersonId, SessionId};
use crate::workshop::slip::{Glance, Says, Slip};

/// How often a glance is written at most.
const BREATH: Duration = Duration::from_millis(100);
/// How often a glance is written at least: terminals know by it that somebody is there.
pub const RENEW: Duration = Duration::from_secs(5);
/// How often the desk looks for who is there.
const ROLL_CALL: Duration = Duration::from_secs(1);
/// After this time without a word somebody has gone.
const SILENCE: Duration = Duration::from_secs(20);

/// The clock goes on by itself: a difference of this many milliseconds means that it was set.
const SET: u64 = 900;

/// A desk.
#[derive(Debug)]
pub struct Desk {
    place: Place,
    inbox: Inbox,
    people: BTreeMap<PersonId, Seen>,
    called: Option<Duration>,
    shown: Shown,
}

/// Somebody who says to be there.
#[derive(Debug)]
struct Seen {
    last: Slip,
    since: Duration,
    is_gone: bool,
}

/// What everybody sees.
#[derive(Debug, Default)]
struct Shown {
    /// As it was given, and when.
    glance: Option<(Glance, Duration)>,
    /// It was not written yet.
    is_new: bool,
    written: Option<Duration>,
    turn: u64,
}

impl Desk {
    /// A desk for a workshop; its place is made if need be.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(root: &Path, session: &SessionId) -> io::Result<Self> {
        let place = Place::of(root, session);
        place.make()?;
        // Terminals that saw the last turn of an editor that is gone must take this one's first for newer.
        let shown = Shown { turn: place.look().map_or(0, |glance| glance.turn), ..Shown::default() };
        let inbox = Inbox::new(place.clone());
        Ok(Self { place, inbox, people: BTreeMap::new(), called: None, shown })
    }

    /// What to watch.
    pub fn watched(&self) -> PathBuf {
        self.place.inbox()
    }

    /// What came: papers, and who came or went without one.
    pub fn collect(&mut self, now: Duration) -> Collected {
        let mut collected = self.inbox.collect(now);
        let gone = collected.slips.iter().filter(|slip| slip.says == Says::Gone);
        for slip in gone {
            self.people.remove(&slip.by);
        }
        if self.called.is_none_or(|called| now.saturating_sub(called) >= ROLL_CALL) {
            self.called = Some(now);
            let mut slips = self.roll_call(now);
            slips.append(&mut collected.slips);
            collected.slips = slips;
        }
        collected
    }

    /// Who came, came back, or was not heard of for too long.
    fn roll_call(&mut self, now: Duration) -> Vec<Slip> {
        let mut told = Vec::new();
        for beat in self.place.beats() {
            match self.people.get_mut(&beat.by) {
                Some(seen) if seen.last.id == beat.id => {}
                Some(seen) => {
                    if seen.is_gone || seen.last.says != beat.says {
                        told.push(beat.clone());
                    }
                    *seen = Seen { last: beat, since: now, is_gone: false };
                }
                None => {
                    told.push(beat.clone());
                    self.people.insert(beat.by.clone(), Seen { last: beat, since: now, is_gone: false });
                }
            }
        }
        let is_silent = |seen: &&mut Seen| !seen.is_gone && now.saturating_sub(seen.since) >= SILENCE;
        for seen in self.people.values_mut().filter(is_silent) {
            seen.is_gone = true;
            told.extend(gone(&seen.last));
        }
        told
    }

    /// A paper is in the record, or was refused and that was said: it goes.
    ///
    /// # Errors
    /// Those of the disk: it then stays, and is not given out again.
    pub fn taken(&mut self, id: &ItemId) -> io::Result<()> {
        self.inbox.taken(id)
    }

    /// Everybody is to see this from now on. It is written by [`tick`](Self::tick).
    pub fn show(&mut self, glance: Glance, now: Duration) {
        let is_news = self.shown.glance.as_ref().is_none_or(|(old, at)| {
            let as_now = Glance { turn: glance.turn, left: glance.left, ..old.clone() };
            let was_set = left_after(old, now.saturating_sub(*at)).abs_diff(glance.left) >= SET;
            as_now != glance || was_set
        });
        self.shown.is_new |= is_news;
        self.shown.glance = Some((glance, now));
    }

    /// How long it may take until something is to be written; `None`: nothing is.
    pub fn due(&self, now: Duration) -> Option<Duration> {
        self.shown.glance.as_ref()?;
        let pause = if self.shown.is_new { BREATH } else { RENEW };
        Some(self.shown.written.map_or(Duration::ZERO, |at| (at + pause).saturating_sub(now)))
    }

    /// Writes what is due. Gives whether something was written.
    ///
    /// # Errors
    /// Those of the disk; it is tried again at the next turn.
    pub fn tick(&mut self, now: Duration) -> io::Result<bool> {
        if self.due(now) != Some(Duration::ZERO) {
            return Ok(false);
        }
        let Some((glance, at)) = &self.shown.glance else { return Ok(false) };
        let turn = self.shown.turn.saturating_add(1);
        let left = left_after(glance, now.saturating_sub(*at));
        self.shown.written = Some(now);
        self.place.show(&Glance { turn, left, ..glance.clone() })?;
        self.shown.turn = turn;
        self.shown.is_new = false;
        Ok(true)
    }

    /// The workshop is left: what was to be shown is written, with the word that nobody leads any more; if it has ended, what is not needed any more goes.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn close(mut self, now: Duration) -> io::Result<()> {
        let has_ended = self.shown.glance.as_ref().is_some_and(|(glance, _)| glance.ended);
        if let Some((glance, at)) = self.shown.glance.as_mut().filter(|(glance, _)| !glance.ended) {
            glance.left = left_after(glance, now.saturating_sub(*at));
            (glance.away, glance.paused, *at) = (true, true, now);
        }
        self.shown.written = None;
        let written = self.tick(now);
        if has_ended {
            self.place.end();
        }
        written.map(drop)
    }
}

/// What is left on the clock of a glance after some time.
fn left_after(glance: &Glance, passed: Duration) -> i64 {
    let passed = if glance.paused { 0 } else { i64::try_from(passed.as_millis()).unwrap_or(i64::MAX) };
    glance.left.saturating_sub(passed)
}

/// The paper that somebody did not write any more.
fn gone(last: &Slip) -> Option<Slip> {
    let id = ItemId::new(&format!("gone-{}", last.id)).ok()?;
    Some(Slip { id, says: Says::Gone, ..last.clone() })
}
