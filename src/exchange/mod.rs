//! Text of other formats to and from a map.

/// Calendars of all-day events: iCalendar.
pub mod calendar;
/// What differs between states of maps: text, Markdown, HTML, JSON.
pub mod difference;
/// Feeds of events: CSV, ICS, JSON.
pub mod feed;
/// Text as text in Markdown and HTML.
pub mod markup;
/// Mermaid `journey` diagrams.
pub mod mermaid;
/// A table as comma-separated values.
pub mod table;
/// A map as lines of words, one a field.
pub mod words;
