//! Text of other formats to and from a map.

/// Mermaid `journey` diagrams.
pub mod mermaid;
