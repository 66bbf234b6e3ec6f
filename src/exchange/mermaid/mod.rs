//! Mermaid `journey` diagrams.
//!
//! `strict` is what Mermaid 11 itself reads, result for result; `read` is what an import wants: it also reads
//! the wild forms that Mermaid rejects or quietly misreads, and reports each as a `Loss`; `write` makes a
//! diagram that Mermaid accepts; `to_map` makes a map of what was read.

mod entity;
mod journey;
mod lenient;
mod number;
mod space;
mod strict;
mod to_map;
mod write;

pub use journey::{Journey, Loss, Scale, Section, Task};
pub use lenient::{ReadError, read};
pub use strict::{Diagram, DiagramTask, Rejection, strict};
pub use to_map::to_map;
pub use write::write;
