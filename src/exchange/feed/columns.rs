//! What a column, key or property of a feed holds, by its name.

/// What stands under a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// The day.
    On,
    /// What kind it is.
    Kind,
    /// What happened.
    Text,
    /// Stages by id, tag or pattern.
    Stages,
    /// Tags of stages.
    Tags,
    /// Maps by id.
    Maps,
    /// Where it is recorded.
    Source,
}

const NAMES: [(Column, &[&str]); 7] = [
    (Column::On, &["date", "on", "day", "start", "dtstart"]),
    (Column::Kind, &["kind", "type", "category", "categories"]),
    (Column::Text, &["text", "title", "summary", "what"]),
    (Column::Stages, &["stages", "stage"]),
    (Column::Tags, &["tags", "tag", "labels"]),
    (Column::Maps, &["maps", "map", "journey"]),
    (Column::Source, &["source", "link", "url"]),
];

impl Column {
    /// What stands under this name, whatever its case; `None`: nothing that is asked for.
    pub(super) fn of(name: &str) -> Option<Self> {
        let name = name.trim().trim_start_matches('\u{feff}');
        let is_it = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        NAMES.iter().find(|(_, names)| is_it(names)).map(|(column, _)| *column)
    }

    /// The names that it can have, in words.
    pub(super) fn names(self) -> String {
        let names = NAMES.iter().find(|(column, _)| *column == self).map_or(&[][..], |(_, names)| *names);
        names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
    }
}
