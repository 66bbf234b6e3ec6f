//! The differences as lines for a terminal, a file or a screen reader.
//!
//! Signs stand at the left, two blanks deeper for each level; ids in brackets; inside long texts `[-what went-]{+what came+}`.

use super::sheet::{FieldRow, Row, Sheet};
use super::{Compared, Entry, Fate, about};
use crate::change::{PieceKind, Turn, Wording};

/// How a piece of a line may look where colours are on; its words and signs say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// As the rest.
    Plain,
    /// A heading.
    Strong,
    /// An id, a place.
    Faint,
    /// What came.
    Came,
    /// What went.
    Went,
    /// What is otherwise, or in another place.
    Changed,
    /// A review that does not hold any more.
    Alarm,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// How it may look.
    pub look: Look,
    /// The text.
    pub text: String,
}

/// A line in pieces.
type Line = Vec<Piece>;

fn piece(look: Look, text: impl Into<String>) -> Piece {
    Piece { look, text: text.into() }
}

fn plain(text: impl Into<String>) -> Piece {
    piece(Look::Plain, text)
}

/// The look of what a sign stands for.
fn look(sign: char) -> Look {
    match sign {
        '+' => Look::Came,
        '-' => Look::Went,
        '!' => Look::Alarm,
        _ => Look::Changed,
    }
}

/// All maps, the summary of each first. A map in which nothing differs is only named when it is the only one.
pub fn text(compared: &Compared<'_>) -> Vec<Line> {
    let mut out = Vec::new();
    let several = compared.entries.len() > 1 || compared.shared.is_some();
    for entry in compared.entries.iter().filter(|entry| !several || !entry.is_same()) {
        if !out.is_empty() {
            out.push(Vec::new());
        }
        map(&mut out, compared, entry);
    }
    if let Some(shared) = &compared.shared {
        if !out.is_empty() {
            out.push(Vec::new());
        }
        out.push(title(compared, &shared.name, None, &shared.sheet.summary));
        body(&mut out, &shared.sheet);
    }
    if out.is_empty() {
        out.push(vec![plain(format!("{}  nothing changed", compared.range()))]);
    }
    out
}

/// A file, from where to where, and all in a few words.
fn title(compared: &Compared<'_>, name: &str, sign: Option<char>, summary: &str) -> Line {
    let mut line = Vec::new();
    line.extend(sign.map(|sign| piece(look(sign), format!("{sign} "))));
    line.push(piece(Look::Strong, name));
    if !compared.is_of_files() {
        line.push(piece(Look::Faint, format!("  {}", compared.range())));
    }
    line.push(plain(format!("  {summary}")));
    line
}

fn map(out: &mut Vec<Line>, compared: &Compared<'_>, entry: &Entry<'_>) {
    let title = |sign, summary: String| title(compared, &entry.name, sign, &summary);
    match &entry.fate {
        Fate::Added(map) => out.push(title(Some('+'), format!("map added: {}", about(map)))),
        Fate::Removed(map) => out.push(title(Some('-'), format!("map removed: {}", about(map)))),
        Fate::Both { old, new, diff } => {
            let wording = Wording::new(old, new, compared.people);
            let sheet = Sheet::of(&wording, new, diff, compared.is_part);
            out.push(title(None, sheet.summary.clone()));
            body(out, &sheet);
        }
    }
}

fn body(out: &mut Vec<Line>, sheet: &Sheet) {
    for section in &sheet.sections {
        row(out, &section.head, 0);
        for inner in &section.rows {
            row(out, inner, 2);
        }
    }
    if let Some(unchanged) = &sheet.unchanged {
        out.push(vec![piece(Look::Faint, format!("= {unchanged}"))]);
    }
}

fn row(out: &mut Vec<Line>, row: &Row, indent: usize) {
    let look = look(row.sign);
    let mut line = vec![plain(" ".repeat(indent)), piece(look, format!("{} ", row.sign))];
    // What came or went is coloured whole; of the rest the sign alone.
    let name_look = match (row.sign, indent) {
        ('+' | '-', _) => look,
        (_, 0) => Look::Strong,
        _ => Look::Plain,
    };
    line.push(piece(name_look, row.name.clone()));
    line.extend(row.id.as_ref().map(|id| piece(Look::Faint, format!(" [{id}]"))));
    line.extend(row.note.as_ref().map(|note| plain(format!("  {note}"))));
    out.push(line);
    let widest = row.fields.iter().map(|field| field.field.chars().count()).max().unwrap_or(0);
    for field in &row.fields {
        out.push(field_line(field, indent + 4, widest));
    }
}

fn field_line(row: &FieldRow, indent: usize, widest: usize) -> Line {
    let gap = widest.saturating_sub(row.field.chars().count());
    let mut line = vec![plain(format!("{}{}{}  ", " ".repeat(indent), row.field, " ".repeat(gap)))];
    turn(&mut line, &row.turn);
    line
}

fn turn(line: &mut Line, turn: &Turn) {
    match turn {
        Turn::Set(new) => line.extend([plain("set to "), piece(Look::Came, new.clone())]),
        Turn::Gone(old) => {
            line.extend([plain("taken away, was "), piece(Look::Went, old.clone())]);
        }
        Turn::From(old, new) => {
            line.extend([piece(Look::Went, old.clone()), plain(" -> "), piece(Look::Came, new.clone())]);
        }
        Turn::Within(pieces) => line.extend(pieces.iter().map(|part| match part.kind {
            PieceKind::Same => plain(part.text.clone()),
            PieceKind::Gone => piece(Look::Went, format!("[-{}-]", part.text)),
            PieceKind::New => piece(Look::Came, format!("{{+{}+}}", part.text)),
        })),
        Turn::Members(came, went) => members(line, came, went),
        Turn::Said(words) => line.push(plain(words.clone())),
    }
}

fn members(line: &mut Line, came: &[String], went: &[String]) {
    if came.is_empty() && went.is_empty() {
        line.push(plain("in another order"));
    }
    let all = came.iter().map(|c| (Look::Came, '+', c)).chain(went.iter().map(|w| (Look::Went, '-', w)));
    for (at, (look, sign, member)) in all.enumerate() {
        if at > 0 {
            line.push(plain(" "));
        }
        line.push(piece(look, format!("{sign}{member}")));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{compared, four, hostile, pair, same};
    use super::*;

    fn drawn(lines: &[Line]) -> String {
        let line = |line: &Line| line.iter().map(|piece| piece.text.as_str()).collect::<String>();
        lines.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn stage_by_stage() {
        let pair = pair();
        insta::assert_snapshot!(drawn(&text(&compared(&pair))));
    }

    #[test]
    fn several_maps_and_one_that_is_the_same() {
        let maps = four();
        insta::assert_snapshot!(drawn(&text(&maps.compared())));
    }

    #[test]
    fn nothing_differs() {
        let pair = same();
        insta::assert_snapshot!(drawn(&text(&compared(&pair))), @"
        maps/order.ron  HEAD..working file  nothing changed
        = 2 stages and 4 cards as they were
        ");
    }

    #[test]
    fn what_a_map_says_stays_on_its_line() {
        let pair = hostile();
        for line in text(&compared(&pair)) {
            assert!(line.iter().all(|piece| !piece.text.contains('\n')), "{line:?}");
        }
    }
}
