//! The differences as a comment on a pull request: a heading a map and a stage, a list item an element.

use std::fmt::Write as _;

use super::sheet::{FieldRow, Row, Sheet};
use super::{Compared, Entry, Fate, about};
use crate::change::{PieceKind, Turn, Wording};
use crate::exchange::markup::markdown as escaped;

/// All maps in which something differs.
pub fn markdown(compared: &Compared<'_>) -> String {
    let mut out = format!("### Journey maps: {}\n", escaped(&compared.range()));
    if compared.is_same() {
        out.push_str("\nNothing changed.\n");
    }
    for entry in compared.entries.iter().filter(|entry| !entry.is_same()) {
        map(&mut out, compared, entry);
    }
    if let Some(shared) = &compared.shared {
        let _ = write!(out, "\n#### {}\n\n{}\n", escaped(&shared.name), escaped(&shared.sheet.summary));
        body(&mut out, &shared.sheet);
    }
    out
}

fn map(out: &mut String, compared: &Compared<'_>, entry: &Entry<'_>) {
    let name = escaped(&entry.name);
    match &entry.fate {
        Fate::Added(map) => {
            let _ = write!(out, "\n#### `+` {name}\n\nMap added: {}\n", escaped(&about(map)));
        }
        Fate::Removed(map) => {
            let _ = write!(out, "\n#### `-` {name}\n\nMap removed: {}\n", escaped(&about(map)));
        }
        Fate::Both { old, new, diff } => {
            let wording = Wording::new(old, new, compared.people);
            let sheet = Sheet::of(&wording, new, diff, compared.is_part);
            let _ = write!(out, "\n#### {name}\n\n{}\n", escaped(&sheet.summary));
            body(out, &sheet);
        }
    }
}

/// The sections of a map.
pub(super) fn body(out: &mut String, sheet: &Sheet) {
    for section in &sheet.sections {
        let head = &section.head;
        let id = head.id.as_ref().map_or_else(String::new, |id| format!(" `{id}`"));
        let _ = write!(out, "\n**{}**{id}", escaped(&capital(&head.name)));
        match (head.sign, &head.note) {
            ('+', None) => out.push_str(" – added"),
            ('+', Some(note)) => drop(write!(out, " – added: {}", escaped(note))),
            ('-', None) => out.push_str(" – removed"),
            ('-', Some(note)) => drop(write!(out, " – removed: {}", escaped(note))),
            (_, Some(note)) => drop(write!(out, " – moved: {}", escaped(note))),
            _ => {}
        }
        out.push_str("\n\n");
        for field in &head.fields {
            let _ = writeln!(out, "- `~` {}", field_words(field));
        }
        for row in &section.rows {
            item(out, row);
        }
    }
    if let Some(unchanged) = &sheet.unchanged {
        let _ = write!(out, "\n`=` {}\n", escaped(unchanged));
    }
}

fn item(out: &mut String, row: &Row) {
    let id = row.id.as_ref().map_or_else(String::new, |id| format!(" `{id}`"));
    let note = row.note.as_ref().map_or_else(String::new, |note| format!(" – {}", escaped(note)));
    let _ = writeln!(out, "- `{}` {}{id}{note}", row.sign, escaped(&row.name));
    for field in &row.fields {
        let _ = writeln!(out, "  - {}", field_words(field));
    }
}

fn field_words(row: &FieldRow) -> String {
    let words = match &row.turn {
        Turn::Set(new) => format!("set to <ins>{}</ins>", escaped(new)),
        Turn::Gone(old) => format!("taken away, was <del>{}</del>", escaped(old)),
        Turn::From(old, new) => format!("<del>{}</del> → <ins>{}</ins>", escaped(old), escaped(new)),
        Turn::Within(pieces) => {
            let piece = |piece: &crate::change::Piece| match piece.kind {
                PieceKind::Same => escaped(&piece.text),
                PieceKind::Gone => format!("<del>{}</del>", escaped(&piece.text)),
                PieceKind::New => format!("<ins>{}</ins>", escaped(&piece.text)),
            };
            pieces.iter().map(piece).collect()
        }
        Turn::Members(came, went) => members(came, went),
        Turn::Said(words) => escaped(words),
    };
    format!("{}: {words}", row.field)
}

fn members(came: &[String], went: &[String]) -> String {
    if came.is_empty() && went.is_empty() {
        return "in another order".to_owned();
    }
    let came = came.iter().map(|member| format!("<ins>{}</ins>", escaped(member)));
    let went = went.iter().map(|member| format!("<del>{}</del>", escaped(member)));
    came.chain(went).collect::<Vec<_>>().join(", ")
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{compared, four, hostile, pair, same};
    use super::markdown;

    #[test]
    fn a_comment_on_a_change() {
        insta::assert_snapshot!(markdown(&compared(&pair())));
        insta::assert_snapshot!("several", markdown(&four().compared()));
        assert_eq!(
            markdown(&compared(&same())),
            "### Journey maps: HEAD..working file\n\nNothing changed.\n"
        );
    }

    #[test]
    fn nothing_in_a_map_is_markup() {
        insta::assert_snapshot!(markdown(&compared(&hostile())));
    }
}
