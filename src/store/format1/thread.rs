//! The shape of a review thread's file.

use serde::{Deserialize, Serialize};

use super::FORMAT;
use super::shape::{Absent, Day, Shape, record};
use super::trouble::{At, Trouble};
use crate::map::id::{ElementId, PersonId, ThreadId};
use crate::map::thread::{Anchor, Entry, MOST_ENTRIES, Moment, Resolution, Thread};
use crate::map::{Label, Text};

record! {
    /// Somebody said that it is settled.
    ResolutionFile of Resolution {
        [on: Day, by: PersonId];
    }
}

record! {
    /// Something said.
    EntryFile of Entry {
        [at: Moment, by: PersonId, text: Text];
    }
}

/// The file of a thread.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThreadFile {
    format: u32,
    id: Option<ThreadId>,
    element: ElementId,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    field: Option<Label>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    quote: Option<Text>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    resolved: Option<ResolutionFile>,
    entries: Vec<EntryFile>,
}

impl From<&Thread> for ThreadFile {
    fn from(thread: &Thread) -> Self {
        Self {
            format: FORMAT,
            id: Some(thread.id.clone()),
            element: thread.anchor.element.clone(),
            field: Shape::of(&thread.anchor.field),
            quote: Shape::of(&thread.anchor.quote),
            resolved: Shape::of(&thread.resolved),
            entries: Shape::of(&thread.entries),
        }
    }
}

impl ThreadFile {
    /// The thread, under the name of its file, and what should be repaired in it.
    pub fn into_thread(self, id: &ThreadId) -> (Thread, Vec<Trouble>) {
        let mut troubles = Vec::new();
        if let Some(own) = self.id.as_ref().filter(|own| *own != id) {
            let message = format!("the file is called `{id}` and the thread in it `{own}`");
            let hint =
                "the name of the file is what counts: write the same id, or give the file its name back";
            troubles.push(Trouble::new("thread-id", message, hint, At::top("id")));
        }
        if self.entries.is_empty() {
            let hint = "remove the file, or write what was said";
            troubles.push(Trouble::new(
                "empty-thread",
                "nothing is said in it".into(),
                hint,
                At::top("entries"),
            ));
        }
        if self.entries.len() > MOST_ENTRIES {
            let message = format!("a thread can have at most {MOST_ENTRIES} entries");
            let hint = "nobody can answer in it any more: open another one";
            troubles.push(Trouble::new("long-thread", message, hint, At::top("entries")));
        }
        let anchor = Anchor { element: self.element, field: self.field, quote: self.quote };
        let thread = Thread {
            id: id.clone(),
            anchor,
            resolved: Shape::into_model(self.resolved),
            entries: Shape::into_model(self.entries),
        };
        (thread, troubles)
    }
}
