//! Text of other formats to and from a map.

/// Feeds of events: CSV, ICS, JSON.
pub mod feed;
/// Mermaid `journey` diagrams.
pub mod mermaid;
