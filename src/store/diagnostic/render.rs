//! A diagnostic as text: the long form with its source line and a caret, and the one-line form.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level as Drawn, Origin, Renderer, Snippet};

use super::place::{floor, line_around};
use super::{Diagnostic, Level, Place, Source, line_col, visible};

/// How many characters of a long source line are shown, with the caret inside.
const WIDTH: usize = 100;
/// How many characters of a message or a hint are shown.
const LONGEST_MESSAGE: usize = 600;

/// The message with its code, place, source line, caret and hint; no newline at the end.
/// Nothing in it can act on a terminal but the colours, which are only there when `color` is set.
pub fn render(diagnostic: &Diagnostic, source: &Source<'_>, color: bool) -> String {
    let level = match diagnostic.level {
        Level::Error => Drawn::ERROR,
        Level::Warning => Drawn::WARNING,
        Level::Note => Drawn::NOTE,
    };
    let title = level.primary_title(clean(&diagnostic.message)).id(diagnostic.code);
    let mut group = Group::with_title(title);
    let name = clean(source.name);
    if let Some(span) = &diagnostic.span {
        let place = line_col(source.text, span.start);
        let line = Excerpt::around(source.text, span);
        group = group.element(Origin::path(name).line(place.line).char_column(place.column)).element(
            Snippet::source(line.text)
                .line_start(place.line)
                .annotation(AnnotationKind::Primary.span(line.mark)),
        );
    } else if !name.is_empty() {
        group = group.element(Origin::path(name));
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Drawn::HELP.with_name("hint").message(clean(hint)));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    without_second_origin(&renderer.term_width(2 * WIDTH).render(&[group]))
}

/// The place is given apart from the excerpt, because its column is the one in the file, not in a cut line. The
/// renderer then marks the excerpt as one of an unnamed second file, on the fourth line: that line goes.
fn without_second_origin(drawn: &str) -> String {
    let lines = drawn.split('\n').enumerate().filter(|(at, line)| *at != 3 || !line.contains(":::"));
    lines.map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

/// `path:line:col: error[code] message`, on one line.
pub fn concise(diagnostic: &Diagnostic, source: &Source<'_>) -> String {
    let Diagnostic { level, code, message, span, .. } = diagnostic;
    let name = clean(source.name);
    let (level, message) = (level.word(), clean(message));
    match span {
        Some(span) => {
            let Place { line, column } = line_col(source.text, span.start);
            format!("{name}:{line}:{column}: {level}[{code}] {message}")
        }
        None => format!("{name}: {level}[{code}] {message}"),
    }
}

fn clean(text: &str) -> String {
    let shown = visible(text);
    if shown.chars().count() <= LONGEST_MESSAGE {
        return shown.into_owned();
    }
    shown.chars().take(LONGEST_MESSAGE).chain(['…']).collect()
}

/// The part of a source line that is shown, and which bytes of it the caret is under.
struct Excerpt {
    text: String,
    mark: Range<usize>,
}

impl Excerpt {
    fn around(text: &str, span: &Range<usize>) -> Self {
        let (start, line) = line_around(text, span.start);
        let line = if start == 0 { line.trim_start_matches('\u{FEFF}') } else { line };
        let start = line.as_ptr().addr().saturating_sub(text.as_ptr().addr());
        let from = floor(line, span.start.saturating_sub(start));
        let to = floor(line, span.end.saturating_sub(start)).max(from);
        let before = line.get(..from).unwrap_or_default();
        let marked = line.get(from..to).unwrap_or_default();
        let after = line.get(to..).unwrap_or_default();
        let (before, marked, after) = cut(before, marked, after);
        let (before, marked, after) = (visible(&before), visible(&marked), visible(&after));
        let mark = before.len()..before.len() + marked.len();
        Self { text: format!("{before}{marked}{after}"), mark }
    }
}

fn cut(before: &str, marked: &str, after: &str) -> (String, String, String) {
    let fits = |text: &str| text.chars().nth(WIDTH).is_none();
    if fits(before) && fits(marked) && fits(after) && before.len() + marked.len() + after.len() <= 2 * WIDTH {
        return (before.to_owned(), marked.to_owned(), after.to_owned());
    }
    let marked = head(marked, WIDTH / 2);
    (tail(before, WIDTH / 3), marked, head(after, WIDTH / 3))
}

fn head(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((at, _)) => text.get(..at).unwrap_or_default().chars().chain(['…']).collect(),
        None => text.to_owned(),
    }
}

fn tail(text: &str, longest: usize) -> String {
    match text.char_indices().rev().nth(longest) {
        Some((at, c)) => format!("…{}", text.get(at + c.len_utf8()..).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sample() -> (Diagnostic, Source<'static>) {
        let text = "(\n  format: 1,\n  titel: \"日本\",\n)\n";
        let found = Diagnostic::error("unknown-field", "there is no field `titel` here")
            .at(17..22)
            .hint("did you mean `title`?");
        (found, Source { name: "maps/a.ron", text })
    }

    #[test]
    fn the_long_form() {
        let (found, source) = sample();
        assert_eq!(render(&found, &source, false), LONG);
    }

    const LONG: &str = "\
error[unknown-field]: there is no field `titel` here
 --> maps/a.ron:3:3
  |
3 |   titel: \"日本\",
  |   ^^^^^
  |
  = hint: did you mean `title`?";

    #[test]
    fn the_short_form() {
        let (found, source) = sample();
        assert_eq!(
            concise(&found, &source),
            "maps/a.ron:3:3: error[unknown-field] there is no field `titel` here"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_caret() {
        let text = format!("{}HERE{}", "a".repeat(1_000_000), "é".repeat(1_000_000));
        let found = Diagnostic::warning("x", "m").at(1_000_000..1_000_004);
        let drawn = render(&found, &Source { name: "f", text: &text }, false);
        assert!(drawn.contains("f:1:1000001"), "{drawn}");
        assert!(drawn.contains("…aaa") && drawn.contains("aHEREé") && drawn.contains("é…"), "{drawn}");
        assert!(drawn.lines().all(|l| l.chars().count() < 130), "{drawn}");
    }

    proptest! {
        #[test]
        fn nothing_that_acts_gets_out(text in ".{0,40}", extra in prop::collection::vec(any::<char>(), 0..20), from in 0..60usize, len in 0..60usize) {
            let hostile: String = text.chars().chain("\x1b]0;x\x07\u{9b}\u{202e}\u{200b}\r\n".chars()).chain(extra).collect();
            let found = Diagnostic::error("x", hostile.clone()).at(from..from + len).hint(hostile.clone());
            let source = Source { name: &hostile, text: &hostile };
            for drawn in [render(&found, &source, false), concise(&found, &source)] {
                prop_assert_eq!(drawn.split('\n').map(|l| visible(l).into_owned()).collect::<Vec<_>>().join("\n"), drawn);
            }
        }
    }
}
