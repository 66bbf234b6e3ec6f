//! The texts inside a statement: comments, entity codes, line breaks, and characters that Mermaid trips over.

use super::super::entity;
use super::super::space::{is_space, strip_word, trim, trim_start};

/// A statement without the comment at its end, and that comment. A `#` counts as one only between white space:
/// in `Fix #12` and `Child#1` it belongs to the text.
pub(super) fn split_comment(row: &str) -> (&str, Option<&str>) {
    let mut before = ' ';
    let mut chars = row.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        if is_space(before) && ((c == '%' && next == '%') || (c == '#' && is_space(next))) {
            let (text, comment) = row.split_at(at);
            return (text, Some(trim(comment)));
        }
        before = c;
    }
    (row, None)
}

/// A text as it is meant: entity codes as characters, `<br>` as line feeds, no white space around it.
pub(super) fn tidy(text: &str) -> String {
    trim(&entity::decode(&break_lines(text))).to_owned()
}

fn break_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tail) = rest.split_at(at);
        if let Some(after) = after_break(tail) {
            out.extend([before.trim_end_matches(' '), "\n"]);
            rest = after.trim_start_matches(' ');
        } else {
            out.extend([before, "<"]);
            rest = tail.get(1..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    out
}

/// What follows `<br>`, `<br/>`, `<br />` or `</br>` at the start of a text.
fn after_break(text: &str) -> Option<&str> {
    let tag = text.strip_prefix('<')?;
    let inner = strip_word(tag.strip_prefix('/').unwrap_or(tag), "br")?;
    let inner = trim_start(inner);
    inner.strip_prefix('/').unwrap_or(inner).strip_prefix('>')
}

/// Which of `#` and `;` stand in a text outside of entity codes.
pub(super) fn tripping(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['#', ';', '&']) {
        let (_, tail) = rest.split_at(at);
        if let Some((_, after)) = entity::take(tail) {
            rest = after;
            continue;
        }
        let (sign, after) = tail.split_at(1);
        let sign = sign.chars().next().filter(|c| *c != '&');
        found.extend(sign.filter(|c| !found.contains(c)));
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_a_comment_only_between_white_space() {
        assert_eq!(split_comment("Pay: 5: Me %% hi"), ("Pay: 5: Me ", Some("%% hi")));
        assert_eq!(split_comment("Pay: 5: Me # hi"), ("Pay: 5: Me ", Some("# hi")));
        assert_eq!(split_comment("Fix #12: 5: Child#1"), ("Fix #12: 5: Child#1", None));
        assert_eq!(split_comment("50%% off"), ("50%% off", None));
    }

    #[test]
    fn breaks_become_lines_before_codes_become_characters() {
        assert_eq!(tidy(" a <br/> b</br />c<BR\t/>d#60;br> "), "a\nb\nc\nd<br>");
        assert_eq!(tidy("<b>x</b> <"), "<b>x</b> <");
    }

    #[test]
    fn signs_in_entities_do_not_trip() {
        assert_eq!(tripping("A #35; B &amp; C"), [char::MAX; 0]);
        assert_eq!(tripping("A; B #1 &nosuch;"), [';', '#']);
    }
}
