//! What is read of a feed.

use jiff::civil::Date;

use super::selector::Selector;
use super::wild::Wild;
use crate::map::event::EventKind;
use crate::map::{Label, Text};

/// What is read of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Feed {
    /// What can be used, in the order of the file.
    pub rows: Vec<Row>,
    /// What is wrong, in the order of the file.
    pub remarks: Vec<Remark>,
}

/// Something dated, and what it touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line where it begins, from 1.
    pub line: usize,
    /// The day.
    pub on: Date,
    /// What kind it is.
    pub kind: EventKind,
    /// What happened.
    pub text: Text,
    /// The stages that it touches; none means all.
    pub stages: Vec<Selector>,
    /// The maps that it touches, by id; none means all.
    pub maps: Vec<Wild>,
    /// Where it is recorded.
    pub source: Option<Label>,
}

/// Something to say about a line of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, in one sentence without a full stop. May quote the file.
    pub message: String,
    /// Whether the row holds all the same.
    pub is_kept: bool,
}
