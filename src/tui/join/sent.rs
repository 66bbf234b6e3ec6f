//! What was sent from here, and what became of it.

use std::time::Duration;

use super::{Join, Wish};
use crate::map::id::ItemId;
use crate::workshop::slip::{Glance, Says, Slip};

/// How long until what could not be written is tried again.
const AGAIN: Duration = Duration::from_secs(3);

/// A paper is taken out when its fate is shown: after this time it is known, though no newer glance came.
const SETTLED: Duration = Duration::from_secs(1);

/// How long something is said.
const READ: Duration = Duration::from_secs(10);

/// Where a paper is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is being written.
    Writing,
    /// It could not be written, and why; when it is tried again.
    Stuck(String, Duration),
    /// It lies in the folder.
    Waiting,
    /// Somebody took it out, when the glance had this number; what became of it is in the next one.
    Fetched(u64, Duration),
    /// It is in the record.
    Taken,
    /// It was not taken, and why.
    Refused(String),
}

/// A paper and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sent {
    pub(super) slip: Slip,
    pub(super) fate: Fate,
}

impl Sent {
    /// Whether it is not known yet what becomes of it.
    pub(super) fn is_open(&self) -> bool {
        !matches!(self.fate, Fate::Taken | Fate::Refused(_))
    }

    /// Whether it is not safe in the folder yet.
    pub(super) fn is_unsafe(&self) -> bool {
        matches!(self.fate, Fate::Writing | Fate::Stuck(..))
    }
}

impl Join {
    /// Sends a paper.
    pub(super) fn send(&mut self, says: Says) -> Vec<Wish> {
        let slip = self.pad.slip(says, self.clock, &mut *self.ids);
        self.sent.push(Sent { slip: slip.clone(), fate: Fate::Writing });
        vec![Wish::Offer(Box::new(slip))]
    }

    pub(super) fn offered(&mut self, id: &ItemId, done: Result<(), String>) {
        let again = self.now + AGAIN;
        for sent in self.sent.iter_mut().filter(|sent| sent.slip.id == *id && sent.is_unsafe()) {
            sent.fate = match &done {
                Ok(()) => Fate::Waiting,
                Err(why) => Fate::Stuck(why.clone(), again),
            };
        }
        if let Err(why) = done {
            self.warn(format!("not sent, and tried again: {why}"));
        }
    }

    pub(super) fn fetched(&mut self, ids: &[ItemId]) {
        let (turn, now) = (self.glance.as_ref().map_or(0, |glance| glance.turn), self.now);
        for sent in self.sent.iter_mut().filter(|sent| ids.contains(&sent.slip.id) && sent.is_open()) {
            sent.fate = Fate::Fetched(turn, now);
        }
    }

    /// What a glance says of the papers sent from here.
    pub(super) fn settle(&mut self, glance: &Glance) {
        let mut refused = None;
        for sent in self.sent.iter_mut().filter(|sent| !matches!(sent.fate, Fate::Refused(_))) {
            let why = glance.refused.iter().find(|(_, id, _)| *id == sent.slip.id);
            if let Some((.., why)) = why {
                sent.fate = Fate::Refused(why.to_string());
                refused = Some(why.to_string());
            } else if matches!(sent.fate, Fate::Fetched(turn, _) if glance.turn > turn) {
                sent.fate = Fate::Taken;
            }
        }
        if let Some(why) = refused {
            self.warn(format!("not taken in: {why}"));
        }
        // Only what is still shown or waited for is kept.
        self.sent.retain(|sent| sent.is_open() || matches!(sent.slip.says, Says::Card { .. }));
    }

    /// Time went by: what was taken out and is not refused by now is in the record; what could not be written is tried again.
    pub(super) fn wait(&mut self) -> Vec<Wish> {
        let now = self.now;
        self.said = self.said.take().filter(|(_, _, since)| now.saturating_sub(*since) < READ);
        for sent in &mut self.sent {
            if matches!(sent.fate, Fate::Fetched(_, at) if now.saturating_sub(at) >= SETTLED) {
                sent.fate = Fate::Taken;
            }
        }
        self.try_again()
    }

    fn try_again(&mut self) -> Vec<Wish> {
        let now = self.now;
        let mut wishes = Vec::new();
        for sent in &mut self.sent {
            if matches!(sent.fate, Fate::Stuck(_, at) if at <= now) {
                sent.fate = Fate::Writing;
                wishes.push(Wish::Offer(Box::new(sent.slip.clone())));
            }
        }
        wishes
    }

    /// The newest paper of a kind that is still under way.
    pub(super) fn under_way<'a, T>(&'a self, of: impl Fn(&'a Says) -> Option<T>) -> Option<T> {
        self.sent.iter().rev().filter(|sent| sent.is_open()).find_map(|sent| of(&sent.slip.says))
    }
}
