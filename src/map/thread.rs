//! Review threads: what people say about an element of a map, beside the map.
//!
//! A thread is anchored to an element and, if need be, to a field of it, with the text that stood there when it was opened. It
//! outlives its element: a thread whose element is gone is an orphan, listed and never deleted.

mod anchor;
mod deed;
mod merge;
mod moment;

pub use anchor::{fields_of, has_element, name_of, value_of};
pub use deed::{Deed, Refused};
pub use merge::merge_threads;
pub use moment::{BadMoment, Moment};

use jiff::civil::Date;

use super::Map;
use super::id::{ElementId, PersonId, ThreadId};
use super::text::{Label, Text};

/// The most entries that one thread can have.
pub const MOST_ENTRIES: usize = 1_000;
/// The most characters of one entry.
pub const MOST_CHARS: usize = 20_000;

/// What people say about one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// Stable among the threads of its map.
    pub id: ThreadId,
    /// What it is about.
    pub anchor: Anchor,
    /// Who said that it is settled; `None`: it is open.
    pub resolved: Option<Resolution>,
    /// What was said, oldest first.
    pub entries: Vec<Entry>,
}

/// What a thread is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The element; the map's own id for the map.
    pub element: ElementId,
    /// The field of it, as people call it: `severity`; `None`: the whole element.
    pub field: Option<Label>,
    /// What stood there when the thread was opened.
    pub quote: Option<Text>,
}

/// A thread is settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// The day.
    pub on: Date,
    /// Who said so.
    pub by: PersonId,
}

/// One thing said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: PersonId,
    /// What.
    pub text: Text,
}

impl Entry {
    /// Something said, if it can be: it says something, and not too much.
    ///
    /// # Errors
    /// In words, when it is empty or too long.
    pub fn new(at: Moment, by: PersonId, text: &str) -> Result<Self, Refused> {
        let text = Text::new(text);
        if text.is_empty() {
            return Err(Refused::Empty);
        }
        if text.as_str().chars().nth(MOST_CHARS).is_some() {
            return Err(Refused::TooLong);
        }
        Ok(Self { at, by, text })
    }
}

impl Anchor {
    /// Anchored to an element of a map as it is now, or to a field of it; `names` gives the name of a person.
    pub fn of(
        map: &Map,
        element: ElementId,
        field: Option<&str>,
        names: &dyn Fn(&PersonId) -> String,
    ) -> Self {
        let quote = match field {
            Some(field) => value_of(map, element.as_str(), field, names),
            None => name_of(map, element.as_str()),
        };
        let quote = quote.map(|text| Text::new(&text)).filter(|text| !text.is_empty());
        Self { element, field: field.map(Label::new), quote }
    }

    /// Whether the element is there.
    pub fn is_in(&self, map: &Map) -> bool {
        has_element(map, self.element.as_str())
    }
}

impl Thread {
    /// A thread with its first entry.
    pub fn new(id: ThreadId, anchor: Anchor, first: Entry) -> Self {
        Self { id, anchor, resolved: None, entries: vec![first] }
    }

    /// Whether it waits for somebody.
    pub fn is_open(&self) -> bool {
        self.resolved.is_none()
    }

    /// When it was opened.
    pub fn opened(&self) -> Option<Moment> {
        self.entries.first().map(|entry| entry.at)
    }

    /// The last thing said.
    pub fn last(&self) -> Option<&Entry> {
        self.entries.last()
    }
}

/// Threads as they are listed: open ones first, then by when they were opened.
pub fn arrange(threads: &mut [Thread]) {
    threads.sort_by(|a, b| {
        let key = |t: &Thread| (!t.is_open(), t.opened());
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;

    /// Something said.
    pub(crate) fn entry(at: &str, by: &str, text: &str) -> Entry {
        Entry::new(at.parse().unwrap(), PersonId::new(by).unwrap(), text).unwrap()
    }

    /// A thread about `element` with one entry.
    pub(crate) fn thread(id: &str, element: &str, text: &str) -> Thread {
        let anchor = Anchor { element: ElementId::new(element).unwrap(), field: None, quote: None };
        Thread::new(ThreadId::new(id).unwrap(), anchor, entry("2026-11-01 09:00", "maya", text))
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{entry, thread};
    use super::*;

    #[test]
    fn open_ones_come_first_then_the_oldest() {
        let mut b = thread("b", "x", "second");
        b.entries = vec![entry("2026-11-02", "tom", "later")];
        let mut done = thread("c", "x", "done");
        done.resolved =
            Some(Resolution { on: Date::constant(2026, 11, 3), by: PersonId::new("tom").unwrap() });
        let mut all = vec![done, b, thread("a", "x", "first")];
        arrange(&mut all);
        assert_eq!(all.iter().map(|t| t.id.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
    }

    #[test]
    fn an_entry_says_something_and_is_clean() {
        let at: Moment = "2026-11-01".parse().unwrap();
        let by = PersonId::new("maya").unwrap();
        assert_eq!(Entry::new(at, by.clone(), " \n "), Err(Refused::Empty));
        assert_eq!(Entry::new(at, by.clone(), &"x".repeat(MOST_CHARS + 1)), Err(Refused::TooLong));
        assert_eq!(Entry::new(at, by, "a\u{1b}[2Jb").unwrap().text.as_str(), "a\u{fffd}[2Jb");
    }
}
