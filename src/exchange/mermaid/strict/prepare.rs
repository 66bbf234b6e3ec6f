//! What Mermaid does to the text before its grammar sees it, as spans to cut and small rewrites.

use std::ops::Range;

use super::super::space::{is_space, is_word, trim, trim_start};

/// Double-quoted attributes of anything that looks like a tag become single-quoted.
pub(crate) fn requote_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tail) = rest.split_at(at + 1);
        out.push_str(before);
        rest = tail;
        let Some(end) = tail.find('>') else { break };
        if tail.starts_with(is_word) {
            let (tag, after) = tail.split_at(end);
            requote(tag, &mut out);
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

fn requote(tag: &str, out: &mut String) {
    let mut rest = tag;
    while let Some((before, tail)) = rest.split_once("=\"") {
        let Some((value, after)) = tail.split_once('"') else { break };
        out.extend([before, "='", value, "'"]);
        rest = after;
    }
    out.push_str(rest);
}

/// Front matter at the very start: the span to cut and the span of its body.
pub(crate) fn front_matter(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let mut rows = text.split_inclusive('\n');
    let first = rows.next().filter(|row| is_fence(row))?;
    let body = first.len();
    let mut at = body + rows.next()?.len();
    for row in rows {
        if is_fence(row) {
            let blank = text.get(at + 3..).unwrap_or_default();
            let (blank, _) = blank.split_at(blank.find(|c| !is_space(c)).unwrap_or(blank.len()));
            let end = at + 3 + blank.rfind('\n').map_or(0, |i| i + 1);
            return Some((0..end, body..at));
        }
        at += row.len();
    }
    None
}

/// `---` alone on a line that ends.
fn is_fence(row: &str) -> bool {
    row.ends_with('\n') && row.strip_prefix("---").is_some_and(|rest| trim(rest).is_empty())
}

/// The value of a top-level `title:` in front matter.
pub(crate) fn front_title(body: &str) -> Option<String> {
    let value = body.lines().find_map(|row| row.strip_prefix("title:"))?;
    let value = trim(value);
    let quoted = |q: char| value.strip_prefix(q).and_then(|v| v.split_once(q)).map(|(v, _)| v);
    let plain = || trim(value.split(" #").next().unwrap_or_default());
    let title = quoted('"').or_else(|| quoted('\'')).unwrap_or_else(plain);
    (!title.is_empty() && title != "null" && title != "~").then(|| title.to_owned())
}

/// The spans of `%%{init: …}%%` and `%%{wrap}%%`. Without an end, one reaches to the end of the text.
pub(crate) fn directives(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|t| t.find("%%{")).map(|i| at + i) {
        let body = text.get(start + 3..).unwrap_or_default();
        match after_directive(body) {
            Some(rest) => {
                at = text.len() - rest.len();
                spans.push(start..at);
            }
            None => at = start + 3,
        }
    }
    spans
}

fn after_directive(body: &str) -> Option<&str> {
    let name = trim_start(body);
    let rest = name.trim_start_matches(is_word);
    if rest.len() == name.len() {
        return None;
    }
    let rest = trim_start(trim_start(rest).strip_prefix(':').unwrap_or(rest));
    let argument = if rest.starts_with(is_word) {
        rest.trim_start_matches(is_word)
    } else {
        rest.split_at(rest.find("}%%").unwrap_or(rest.len())).1
    };
    let rest = trim_start(argument);
    Some(rest.strip_prefix("}%%").unwrap_or(rest))
}

/// The spans of comment lines, with blank lines right before them.
pub(crate) fn comments(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let (mut at, mut start) = (0, 0);
    for row in text.split_inclusive('\n') {
        let end = at + row.len();
        let line = trim_start(row.strip_suffix('\n').unwrap_or(row));
        if is_comment(line) {
            spans.push(start..end);
        }
        if !line.is_empty() || spans.last().is_some_and(|span| span.end == end) {
            start = end;
        }
        at = end;
    }
    spans
}

fn is_comment(line: &str) -> bool {
    line.strip_prefix("%%").is_some_and(|rest| !rest.is_empty() && !rest.starts_with('{'))
}

/// Mermaid takes the last `;` off what looks like a style with a colour, in every kind of diagram.
pub(crate) fn drop_style_ends(text: &str) -> String {
    let rows = text.split_inclusive('\n');
    rows.flat_map(|row| {
        let cut = ["style", "classDef"].iter().find_map(|word| style_end(row, word));
        let (head, tail) = row.split_at(cut.unwrap_or(row.len()));
        [head, tail.strip_prefix(';').unwrap_or(tail)]
    })
    .collect()
}

fn style_end(row: &str, word: &str) -> Option<usize> {
    let from = row.find(word)? + word.len();
    let last = row.rfind(';')?;
    let mut colon = false;
    let middle = row.get(from..last)?;
    let colour = middle.chars().any(|c| {
        colon = (colon || c == ':') && !is_space(c);
        colon && c == '#'
    });
    colour.then_some(last)
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a wrong span should fail the test")]
mod tests {
    use super::*;

    #[test]
    fn only_quotes_inside_a_tag_change() {
        assert_eq!(requote_tags(r#"a <b c="d" e="f"> "g" <h i="j"#), r#"a <b c='d' e='f'> "g" <h i="j"#);
        assert_eq!(requote_tags(r#"1 < 2="3">"#), r#"1 < 2="3">"#);
    }

    #[test]
    fn front_matter_needs_both_fences() {
        let text = "---  \ntitle: T\n---\n\n journey";
        let (span, body) = front_matter(text).unwrap();
        assert_eq!((&text[span.end..], &text[body]), (" journey", "title: T\n"));
        for text in [
            "---\ntitle: T\njourney\n",
            "---\n---\njourney\n",
            " ---\na\n---\n",
            "----\na\n---\n",
            "---\na\n---",
        ] {
            assert_eq!(front_matter(text), None, "{text:?}");
        }
        assert!(front_matter("---\n\n---\n").is_some());
    }

    #[test]
    fn a_front_title_may_be_quoted() {
        let title = |body| front_title(body).unwrap_or_default();
        assert_eq!(title("config: x\ntitle: \"A: b\"\n"), "A: b");
        assert_eq!(title("title: Plain # note"), "Plain");
        assert_eq!(title("config:\n  title: inner\n"), "");
    }

    #[test]
    fn directives_end_at_their_mark_or_nowhere() {
        let cut = |text: &str| {
            let mut source = super::super::source::Source::new(text, 1);
            source.cut(&directives(text));
            source.text().to_owned()
        };
        assert_eq!(cut("a%%{init: {\"x\": \"y\"}}%%b%%{wrap}%%c"), "abc");
        assert_eq!(cut("a%%{init: {\n\"x\": 1}\n}%% b"), "a b");
        assert_eq!(cut("a%%{init: {never\nending"), "a");
        assert_eq!(cut("a%%{ }%%b"), "a%%{ }%%b");
    }

    #[test]
    fn comment_lines_go_with_the_blank_lines_before() {
        let text = "a\n\n  \n %% x\nb %% y\n%%\n%%{z}\n%% end";
        let spans = comments(text);
        assert_eq!(spans.iter().map(|s| &text[s.clone()]).collect::<Vec<_>>(), ["\n  \n %% x\n", "%% end"]);
    }

    #[test]
    fn a_style_loses_its_last_semicolon() {
        assert_eq!(drop_style_ends("style a fill:#f9f;\nB;\n"), "style a fill:#f9f\nB;\n");
        assert_eq!(drop_style_ends("style a: #f9f;"), "style a: #f9f;");
    }
}
