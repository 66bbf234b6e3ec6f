//! A text with the words marked that another text does not have, wrapped.

use crate::change::{PieceKind, words};
use crate::tui::text;
use crate::tui::theme::Role;

/// A line: pieces, each with its meaning.
pub(super) type Line = Vec<(String, Role)>;

/// `text`, wrapped; the words that `before` has not are marked, where the two have anything in common.
pub(super) fn new_words(text: &str, before: Option<&str>, room: usize) -> Vec<Line> {
    pieces(before.unwrap_or_default(), text, (PieceKind::New, Role::Added), room)
}

/// `text`, wrapped; the words that are gone from `after` are marked, where the two have anything in common.
pub(super) fn gone_words(text: &str, after: Option<&str>, room: usize) -> Vec<Line> {
    pieces(text, after.unwrap_or_default(), (PieceKind::Gone, Role::Removed), room)
}

fn pieces(old: &str, new: &str, (kind, role): (PieceKind, Role), room: usize) -> Vec<Line> {
    let all = words(old, new);
    let is_common = |piece: &crate::change::Piece| {
        piece.kind == PieceKind::Same && piece.text.chars().any(char::is_alphanumeric)
    };
    let has_common = all.iter().any(is_common);
    let own = all.into_iter().filter(|piece| piece.kind == PieceKind::Same || piece.kind == kind);
    let role_of = |found: PieceKind| if found == kind && has_common { role } else { Role::Text };
    let marked: Vec<(String, Role)> = own.map(|piece| (piece.text, role_of(piece.kind))).collect();
    wrap(&marked, room.max(1))
}

/// Word by word; a word longer than a line is cut into lines.
fn wrap(pieces: &[(String, Role)], room: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = vec![Line::new()];
    let mut taken = 0;
    for (text, role) in pieces {
        for (at, paragraph) in text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Line::new());
                taken = 0;
            }
            for word in paragraph.split_inclusive(' ') {
                if taken > 0 && taken + text::width(word.trim_end()) > room {
                    lines.push(Line::new());
                    taken = 0;
                }
                taken = put(&mut lines, taken, word, *role, room);
            }
        }
    }
    lines
}

/// Puts a word, letter by letter where it is longer than a line; gives the columns taken of the last line.
fn put(lines: &mut Vec<Line>, mut taken: usize, word: &str, role: Role, room: usize) -> usize {
    for (cluster, columns) in text::clusters(word) {
        if taken + columns > room {
            if &*cluster == " " {
                continue;
            }
            lines.push(Line::new());
            taken = 0;
        }
        let Some(line) = lines.last_mut() else { return taken };
        match line.last_mut() {
            Some((text, last)) if *last == role => text.push_str(&cluster),
            _ => line.push((cluster.into_owned(), role)),
        }
        taken += columns;
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(lines: &[Line]) -> Vec<String> {
        let piece = |(text, role): &(String, Role)| match role {
            Role::Added => format!("+{text}+"),
            Role::Removed => format!("-{text}-"),
            _ => text.clone(),
        };
        lines.iter().map(|line| line.iter().map(piece).collect()).collect()
    }

    #[test]
    fn what_is_new_or_gone_is_marked_and_wrapped() {
        assert_eq!(
            shown(&new_words("No ETA once the van left", Some("No ETA once it left"), 40)),
            ["No ETA once +the van+ left"]
        );
        assert_eq!(
            shown(&gone_words("No ETA once it left", Some("No ETA once the van left"), 40)),
            ["No ETA once -it- left"]
        );
        assert_eq!(shown(&new_words("Ana Ruiz", Some("Tom"), 40)), ["Ana Ruiz"]);
        assert_eq!(shown(&new_words("one two three", None, 8)), ["one two ", "three"]);
        assert_eq!(shown(&new_words("abcdefghij\nk", None, 4)), ["abcd", "efgh", "ij", "k"]);
        assert_eq!(shown(&new_words("", None, 0)), [""]);
    }
}
