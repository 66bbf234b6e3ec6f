//! Text of other formats to and from a map.

/// Calendars of all-day events: iCalendar.
pub mod calendar;
/// Feeds of events: CSV, ICS, JSON.
pub mod feed;
/// Mermaid `journey` diagrams.
pub mod mermaid;
