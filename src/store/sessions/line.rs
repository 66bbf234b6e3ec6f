//! A record's lines: a value to its line, and back.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::map::id::{MapId, SessionId};
use crate::map::{Label, Map};
use crate::store::diagnostic::Diagnostic;
use crate::store::document::{LoadContext, load_map, write_map};
use crate::store::ron::comments::Comments;
use crate::store::ron::emit::{EmitError, to_ron_line};
use crate::store::ron::explain;
use crate::store::ron::peek::peek_format;
use crate::workshop::{Agenda, Attendee, Entry, Head, Millis};

/// The format of the lines.
pub const FORMAT: u32 = 1;

/// The first line.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeadLine {
    format: u32,
    pub(super) id: SessionId,
    pub(super) day: Date,
    pub(super) began: Millis,
    pub(super) map: MapId,
    pub(super) title: Label,
    pub(super) agenda: Agenda,
    pub(super) facilitator: Attendee,
    /// The map as it was, as its file would be: so that it is read as any map, also by later versions of this program.
    start: String,
}

impl HeadLine {
    fn of(head: &Head) -> Result<Self, EmitError> {
        let Head { id, day, began, map, title, agenda, facilitator, start } = head.clone();
        let start = write_map(&start, &Comments::default())?;
        Ok(Self { format: FORMAT, id, day, began, map, title, agenda, facilitator, start })
    }

    /// What a record begins with; the map is left out: an empty one stands for it.
    pub(super) fn without_map(self) -> Head {
        let Self { id, day, began, map, title, agenda, facilitator, .. } = self;
        let start = Box::new(Map::new(map.clone(), title.as_str()));
        Head { id, day, began, map, title, agenda, facilitator, start }
    }

    /// What a record begins with. A map that cannot be read is an error.
    pub(super) fn into_head(self) -> Result<Head, Diagnostic> {
        let loaded = load_map(self.start.as_bytes(), &format!("{}.ron", self.map), &LoadContext::default());
        let Some(map) = loaded.value else {
            let why = loaded.diagnostics.into_iter().next().map_or(String::new(), |d| d.message);
            return Err(Diagnostic::error(
                "session-map",
                format!("the map that it began with cannot be read: {why}"),
            )
            .hint("restore the first line of the file from git"));
        };
        Ok(Head { start: Box::new(map), ..self.without_map() })
    }
}

/// The first line of a record, with its line end.
pub(super) fn of_head(head: &Head) -> Result<String, EmitError> {
    Ok(to_ron_line(&HeadLine::of(head)?)? + "\n")
}

/// A line of a record, with its line end.
pub(super) fn of_entry(entry: &Entry) -> Result<String, EmitError> {
    Ok(to_ron_line(entry)? + "\n")
}

/// Reads the first line.
pub(super) fn head(line: &str) -> Result<HeadLine, Diagnostic> {
    let found = peek_format(line)?;
    if found > FORMAT {
        let version = env!("CARGO_PKG_VERSION");
        let words =
            format!("the record has format {found}, and this Milepost {version} reads format {FORMAT}");
        return Err(
            Diagnostic::error("newer-format", words).hint("a newer Milepost wrote it: update this one")
        );
    }
    if found < FORMAT {
        return Err(Diagnostic::error("unknown-format", format!("there is no format {found}")));
    }
    explain::read(line)
}

/// Reads any other line.
pub(super) fn entry(line: &str) -> Result<Entry, Diagnostic> {
    explain::read(line)
}
