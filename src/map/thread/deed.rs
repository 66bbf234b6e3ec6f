//! What is done to a thread: a value, so that a file that changed meanwhile takes it as it is then, and so that it can be taken
//! back.

use super::{Entry, MOST_CHARS, MOST_ENTRIES, Resolution, Thread};
use crate::map::id::ThreadId;

/// Something done to one thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// It is opened.
    Open(Box<Thread>),
    /// Somebody answers.
    Reply(ThreadId, Entry),
    /// Somebody says that it is settled.
    Resolve(ThreadId, Resolution),
    /// It is not settled after all.
    Reopen(ThreadId),
    /// What was just said is taken back, if nobody answered it; a thread in which nothing is said is no more.
    TakeBack(ThreadId, Entry),
}

/// Why a deed was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Nothing is said.
    #[error("a comment needs a text")]
    Empty,
    /// It is too long.
    #[error("a comment can have at most {MOST_CHARS} characters")]
    TooLong,
    /// The thread is full.
    #[error("a thread can have at most {MOST_ENTRIES} entries: open another one")]
    Full,
    /// There is no such thread.
    #[error("there is no thread `{0}`")]
    Gone(ThreadId),
    /// There is one with that id.
    #[error("there is a thread `{0}` already")]
    Exists(ThreadId),
    /// It is settled already.
    #[error("`{0}` is resolved already")]
    Resolved(ThreadId),
    /// It is open already.
    #[error("`{0}` is open already")]
    Open(ThreadId),
    /// Somebody answered.
    #[error("somebody answered meanwhile: it stays")]
    Answered,
}

impl Deed {
    /// The thread.
    pub fn thread(&self) -> &ThreadId {
        match self {
            Self::Open(thread) => &thread.id,
            Self::Reply(id, _) | Self::Resolve(id, _) | Self::Reopen(id) | Self::TakeBack(id, _) => id,
        }
    }

    /// The same, with the time of day at which something new is said.
    #[must_use]
    pub fn at_minute(mut self, minute: u16) -> Self {
        match &mut self {
            Self::Open(thread) => {
                if let [entry] = thread.entries.as_mut_slice() {
                    entry.at = entry.at.at_minute(minute);
                }
            }
            Self::Reply(_, entry) => entry.at = entry.at.at_minute(minute),
            Self::Resolve(..) | Self::Reopen(_) | Self::TakeBack(..) => {}
        }
        self
    }

    /// What becomes of the thread; `None`: it is no more.
    ///
    /// # Errors
    /// When it cannot be done to the thread as it is.
    pub fn apply(&self, thread: Option<Thread>) -> Result<Option<Thread>, Refused> {
        if let Self::Open(new) = self {
            return match thread {
                Some(there) => Err(Refused::Exists(there.id)),
                None => Ok(Some((**new).clone())),
            };
        }
        let mut thread = thread.ok_or_else(|| Refused::Gone(self.thread().clone()))?;
        match self {
            Self::Open(_) => {}
            Self::Reply(..) if thread.entries.len() >= MOST_ENTRIES => return Err(Refused::Full),
            Self::Reply(_, entry) => thread.entries.push(entry.clone()),
            Self::Resolve(id, _) if !thread.is_open() => return Err(Refused::Resolved(id.clone())),
            Self::Resolve(_, resolution) => thread.resolved = Some(resolution.clone()),
            Self::Reopen(id) if thread.is_open() => return Err(Refused::Open(id.clone())),
            Self::Reopen(_) => thread.resolved = None,
            Self::TakeBack(_, entry) => {
                if thread.entries.last() != Some(entry) {
                    return Err(Refused::Answered);
                }
                thread.entries.pop();
            }
        }
        Ok(Some(thread).filter(|thread| !thread.entries.is_empty()))
    }

    /// What takes it back; `before`: the thread as it was. `None` where nothing does.
    pub fn inverse(&self, before: Option<&Thread>) -> Option<Self> {
        Some(match self {
            Self::Open(thread) => Self::TakeBack(thread.id.clone(), thread.entries.last()?.clone()),
            Self::Reply(id, entry) => Self::TakeBack(id.clone(), entry.clone()),
            Self::Resolve(id, _) => Self::Reopen(id.clone()),
            Self::Reopen(id) => Self::Resolve(id.clone(), before?.resolved.clone()?),
            Self::TakeBack(id, entry) => match before? {
                thread if thread.entries.len() <= 1 => Self::Open(Box::new(thread.clone())),
                _ => Self::Reply(id.clone(), entry.clone()),
            },
        })
    }

    /// What was done, in words.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Open(_) => "commented",
            Self::Reply(..) => "answered",
            Self::Resolve(..) => "resolved",
            Self::Reopen(_) => "reopened",
            Self::TakeBack(..) => "taken back",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{entry, thread};
    use super::*;
    use crate::map::id::PersonId;

    fn id() -> ThreadId {
        ThreadId::new("t").unwrap()
    }

    fn resolution() -> Resolution {
        Resolution { on: jiff::civil::Date::constant(2026, 11, 22), by: PersonId::new("tom").unwrap() }
    }

    #[test]
    fn every_deed_can_be_taken_back() {
        let first = thread("t", "x", "hm");
        let answered =
            Deed::Reply(id(), entry("2026-11-02", "tom", "yes")).apply(Some(first.clone())).unwrap();
        let settled = Deed::Resolve(id(), resolution()).apply(answered.clone()).unwrap();
        let deeds = [
            (None, Deed::Open(Box::new(first.clone()))),
            (Some(first.clone()), Deed::Reply(id(), entry("2026-11-02", "tom", "yes"))),
            (answered.clone(), Deed::Resolve(id(), resolution())),
            (settled, Deed::Reopen(id())),
            (Some(first.clone()), Deed::TakeBack(id(), entry("2026-11-01 09:00", "maya", "hm"))),
            (answered, Deed::TakeBack(id(), entry("2026-11-02", "tom", "yes"))),
        ];
        for (before, deed) in deeds {
            let after = deed.apply(before.clone()).unwrap();
            assert_ne!(after, before, "{deed:?}");
            let back = deed.inverse(before.as_ref()).unwrap();
            assert_eq!(back.apply(after).unwrap(), before, "{deed:?}");
        }
    }

    #[test]
    fn what_cannot_be_done_is_said() {
        let first = thread("t", "x", "hm");
        assert_eq!(Deed::Reopen(id()).apply(None), Err(Refused::Gone(id())));
        assert_eq!(Deed::Reopen(id()).apply(Some(first.clone())), Err(Refused::Open(id())));
        assert_eq!(
            Deed::Open(Box::new(first.clone())).apply(Some(first.clone())),
            Err(Refused::Exists(id()))
        );
        let not_last = Deed::TakeBack(id(), entry("2026-11-02", "tom", "yes"));
        assert_eq!(not_last.apply(Some(first.clone())), Err(Refused::Answered));
        let mut full = first;
        full.entries = vec![entry("2026-11-02", "tom", "yes"); MOST_ENTRIES];
        let more = Deed::Reply(id(), entry("2026-11-02", "tom", "yes"));
        assert_eq!(more.apply(Some(full)), Err(Refused::Full));
    }
}
