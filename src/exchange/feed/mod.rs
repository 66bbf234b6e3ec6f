//! Feeds: dated events from a file beside the maps, in CSV, ICS or JSON.
//!
//! Reading gives rows and remarks: a row that cannot be used is told with its line and left out, the others hold. What
//! a row touches in a map is `Row::on_map`. Nothing here asks what day it is or where the text comes from.

mod columns;
mod csv;
mod day;
mod ics;
mod json;
mod kind;
mod row;
mod selector;
mod sheet;
#[cfg(test)]
mod tests;
mod touch;
mod wild;

pub use row::{Feed, Remark, Row};
pub use selector::Selector;
pub use wild::Wild;

/// The most rows that are taken of a feed.
pub const MOST_ROWS: usize = 10_000;
/// The most bytes of a feed.
pub const MOST_BYTES: usize = 4 << 20;

/// What a feed is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table with a line of headings.
    Csv,
    /// A calendar.
    Ics,
    /// A list of objects.
    Json,
}

impl Format {
    /// Every format with its ending.
    pub const ALL: [(Self, &str); 3] = [(Self::Csv, "csv"), (Self::Ics, "ics"), (Self::Json, "json")];

    /// The format of a file with this ending, without its dot.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let is_it = |(_, known): &&(Self, &str)| known.eq_ignore_ascii_case(ending);
        Self::ALL.iter().find(is_it).map(|(format, _)| *format)
    }
}

/// Reads a feed. A byte order mark at the beginning is passed over.
pub fn read(format: Format, text: &str) -> Feed {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match format {
        Format::Csv => csv::read(text),
        Format::Ics => ics::read(text),
        Format::Json => json::read(text),
    }
}
