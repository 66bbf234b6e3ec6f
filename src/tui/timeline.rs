//! The versions, commits and reviews of the open map on one line of time, as they are looked at; and states of it to be read.

use std::path::PathBuf;

use jiff::civil::Date;

use super::app::Screen;
use crate::map::Map;
use crate::map::id::StageId;
use crate::store::source::Source;
use crate::store::timeline::{Happened, Moment, Timeline};

/// What the line of time was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// To look at it.
    #[default]
    Look,
    /// To choose a moment to compare with.
    Choose,
}

/// What is done with states of a map once they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// The only one is looked at, and nothing can be changed in it.
    Look,
    /// The map is compared with the only one; or the first, which is the older one, with the second.
    Compare,
    /// The map becomes the only one, after a version of it was written.
    Restore,
}

/// A state of the open map that is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Which, in words: `version 3 of 2026-09-14`.
    pub words: String,
    /// The day that it is of, where that is known.
    pub on: Option<Date>,
    /// Where it is read from.
    pub from: From,
}

/// Where a state is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// A version, or a commit that is known.
    Source(Source),
    /// What a person wrote: a file, a version, a commit.
    Named(String),
    /// The commit at which the branch that is checked out began.
    Branch,
    /// The stage as it was reviewed last.
    Reviewed(StageId),
}

/// States that are to be read of the open map, and why.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The map's file.
    pub path: PathBuf,
    /// The map as it is.
    pub current: Map,
    /// What is to be read.
    pub wanted: Vec<Wanted>,
    /// What for.
    pub then: Then,
}

/// A state that was read.
#[derive(Debug, Clone)]
pub struct State {
    /// Which, in words.
    pub words: String,
    /// The day that it is of.
    pub on: Option<Date>,
    /// The map then.
    pub map: Map,
    /// The only stage that is known of it.
    pub stage: Option<StageId>,
}

/// States that were read.
#[derive(Debug, Clone)]
pub struct States {
    /// The map's file.
    pub path: PathBuf,
    /// What was read, in the order in which it was asked for.
    pub states: Vec<State>,
    /// What for.
    pub then: Then,
}

/// The line of time on the screen. Its first row is the map as it is now; then the moments, newest first.
#[derive(Debug, Clone, Default)]
pub struct TimelineView {
    /// The screen that it was opened from.
    pub back: Screen,
    /// What happened; `None`: it is being asked for.
    pub timeline: Option<Timeline>,
    /// The marked rows, in the order of marking; at most two.
    pub marks: Vec<usize>,
    /// The chosen row.
    pub at: usize,
}

impl TimelineView {
    /// The moments.
    pub fn moments(&self) -> &[Moment] {
        self.timeline.as_ref().map_or(&[], |timeline| &timeline.moments)
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.moments().len() + 1
    }

    /// The moment of a row; `None`: the map as it is.
    pub fn moment(&self, row: usize) -> Option<&Moment> {
        self.moments().get(row.checked_sub(1)?)
    }

    /// The chosen moment; `None`: the map as it is.
    pub fn chosen(&self) -> Option<&Moment> {
        self.moment(self.at)
    }

    /// Shows this; the choice stays on its row.
    pub fn fill(&mut self, timeline: Timeline) {
        self.timeline = Some(timeline);
        self.marks.clear();
        self.go(0);
    }

    /// The choice some rows down, staying in the list.
    pub fn go(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.rows().saturating_sub(1));
    }

    /// Marks the chosen row, or takes its mark away; of three the oldest mark goes.
    pub fn mark(&mut self) {
        if let Some(at) = self.marks.iter().position(|row| *row == self.at) {
            self.marks.remove(at);
            return;
        }
        self.marks.push(self.at);
        if self.marks.len() > 2 {
            self.marks.remove(0);
        }
    }

    /// The rows to compare, the older one first: the two marked ones; the marked one and the chosen one; the chosen one and now.
    pub fn to_compare(&self) -> Option<(usize, usize)> {
        let (a, b) = match self.marks.as_slice() {
            [a, b] => (*a, *b),
            [a] => (*a, self.at),
            _ => (self.at, 0),
        };
        // Further down is older.
        (a != b).then(|| (a.max(b), a.min(b)))
    }
}

/// The state of a moment, to be read; `None`: there was no file any more.
pub fn wanted(moment: &Moment) -> Option<Wanted> {
    let from = match &moment.what {
        Happened::Review { stage, .. } => From::Reviewed(stage.clone()),
        Happened::Commit { .. } | Happened::Version { .. } => From::Source(moment.source()?),
    };
    Some(Wanted { words: words(moment), on: Some(moment.on), from })
}

/// A moment in words: `version 3 of 2026-09-14`.
pub fn words(moment: &Moment) -> String {
    let on = moment.on;
    match &moment.what {
        Happened::Commit { .. } => format!("commit {} of {on}", name(moment)),
        Happened::Version { version, .. } => format!("version {} of {on}", version.number),
        Happened::Review { name, .. } => format!("the review of “{name}” on {on}"),
    }
}

/// What a moment is called: a number, the beginning of a hash, a stage.
pub fn name(moment: &Moment) -> String {
    match &moment.what {
        Happened::Commit { hash, .. } => hash.chars().take(8).collect(),
        Happened::Version { version, .. } => version.number.to_string(),
        Happened::Review { name, .. } => name.to_string(),
    }
}

/// Why it happened, as far as anybody said.
pub fn why(moment: &Moment) -> &str {
    match &moment.what {
        Happened::Commit { subject, .. } => subject.as_str(),
        Happened::Version { why, .. } => why.as_str(),
        Happened::Review { note, .. } => note.as_ref().map_or("", |note| note.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Label;
    use crate::store::versions::{About, Version};

    fn version(number: u32) -> Moment {
        let on: Date = "2026-09-14".parse().unwrap();
        let about = About { on, author: Label::new("maya"), why: Label::new("why") };
        let path = PathBuf::from(format!("versions/order/{number:04}-00000000.ron"));
        let version = Version { number, about, path };
        Moment {
            on,
            seconds: None,
            by: Label::new("Maya Chen"),
            what: Happened::Version { version, why: Label::new("after the workshop") },
        }
    }

    fn view(rows: u32) -> TimelineView {
        let moments = (1..=rows).rev().map(version).collect();
        let timeline = Timeline { moments, ..Timeline::default() };
        TimelineView { timeline: Some(timeline), ..TimelineView::default() }
    }

    #[test]
    fn what_is_compared_follows_from_the_marks() {
        let mut view = view(3);
        assert_eq!(view.to_compare(), None, "now and now");
        view.go(2);
        assert_eq!(view.to_compare(), Some((2, 0)));
        view.mark();
        assert_eq!(view.to_compare(), None, "the marked one is the chosen one");
        view.go(-1);
        assert_eq!(view.to_compare(), Some((2, 1)));
        view.mark();
        view.go(9);
        assert_eq!((view.at, view.to_compare()), (3, Some((2, 1))));
        view.mark();
        assert_eq!(view.marks, [1, 3]);
        view.mark();
        assert_eq!(view.marks, [1]);
    }

    #[test]
    fn a_moment_in_words() {
        assert_eq!(words(&version(3)), "version 3 of 2026-09-14");
        assert_eq!(why(&version(3)), "after the workshop");
        assert!(matches!(wanted(&version(3)).unwrap().from, From::Source(Source::Version { .. })));
    }
}
