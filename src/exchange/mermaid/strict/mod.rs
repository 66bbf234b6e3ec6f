//! What Mermaid 11.17.2 reads: the same result, or a rejection.

mod lexer;
pub(super) mod prepare;
pub(super) mod source;

use std::collections::BTreeSet;
use std::fmt;
use std::iter::Peekable;

use self::lexer::{Lexer, Token};
use self::source::Source;
use super::entity;
use super::number::js_number;
use super::space::{strip_word, trim, trim_start};

/// A diagram as Mermaid holds it after parsing. Entity codes in the texts are still hidden ([`Diagram::shown`]).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Diagram {
    /// The title of the diagram's own `title` line, not trimmed; empty without one.
    pub title: String,
    /// The title of the front matter, which a `title` line overrides.
    pub front_title: Option<String>,
    /// `accTitle`.
    pub acc_title: String,
    /// `accDescr`.
    pub acc_descr: String,
    /// Every section in order, repeated names and sections without tasks too, not trimmed.
    pub sections: Vec<String>,
    /// Every task in order.
    pub tasks: Vec<DiagramTask>,
}

/// A task as Mermaid holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct DiagramTask {
    /// The section it stands under; empty before the first.
    pub section: String,
    /// The text before the first colon, not trimmed.
    pub name: String,
    /// Whatever `Number()` makes of the text after the first colon; may be NaN.
    pub score: f64,
    /// The people, trimmed; one may be empty.
    pub people: Vec<String>,
}

impl Diagram {
    /// Everybody named, each once, in the order in which Mermaid colours them.
    pub fn actors(&self) -> Vec<&str> {
        let people: BTreeSet<&str> = self.tasks.iter().flat_map(|t| &t.people).map(String::as_str).collect();
        let mut people: Vec<&str> = people.into_iter().collect();
        people.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
        people
    }

    /// A text of the diagram as it is drawn: with the characters that its entity codes stand for.
    pub fn shown(text: &str) -> String {
        entity::show(text)
    }
}

/// Why Mermaid rejects a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The line, from 1.
    pub line: usize,
    /// The reason, in plain words.
    pub reason: String,
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for Rejection {}

/// Reads `text` as Mermaid does.
///
/// # Errors
/// What Mermaid rejects, with the line at which it stops. Front matter that is not well-formed YAML, which Mermaid
/// also rejects, is not looked into.
///
/// ```
/// let diagram = milepost::exchange::mermaid::strict("journey\n  Pay: 4: Me, You").unwrap();
/// assert_eq!(diagram.tasks[0].people, ["Me", "You"]);
/// ```
pub fn strict(text: &str) -> Result<Diagram, Rejection> {
    let mut source = Source::new(text, 1);
    source.rewrite(prepare::requote_tags);
    let mut diagram = Diagram::default();
    if let Some((span, body)) = prepare::front_matter(source.text()) {
        diagram.front_title = source.text().get(body).and_then(prepare::front_title);
        source.cut(&[span]);
    }
    source.cut(&prepare::directives(source.text()));
    source.cut(&prepare::comments(source.text()));
    let lead = source.text().len() - trim_start(source.text()).len();
    source.cut(std::slice::from_ref(&(0..lead)));
    detect(&source)?;
    source.rewrite(|text| entity::hide(&prepare::drop_style_ends(text)) + "\n");
    parse(&source, diagram)
}

/// Whether this is a journey at all; the keyword's case matters here, and only here.
fn detect(source: &Source) -> Result<(), Rejection> {
    let text = source.text();
    if text.starts_with("journey") {
        return Ok(());
    }
    let reason = if text.starts_with("---") {
        "the text begins with `---`, but its front matter does not end"
    } else if strip_word(text, "journey").is_some() {
        "the keyword `journey` must be in lower case"
    } else {
        "the text does not begin with `journey`"
    };
    Err(Rejection { line: source.line(0), reason: reason.to_owned() })
}

fn parse(source: &Source, mut diagram: Diagram) -> Result<Diagram, Rejection> {
    let mut words = Lexer::new(source.text()).peekable();
    if !matches!(words.next(), Some((_, Token::Journey))) {
        return Err(Rejection {
            line: source.line(0),
            reason: "`journey` must be a word of its own".to_owned(),
        });
    }
    while let Some((row, word)) = words.next() {
        let wrong = |row, reason: &str| Rejection { line: source.line(row), reason: reason.to_owned() };
        match word {
            Token::Newline => {}
            Token::Title(text) => diagram.title = sanitize(text),
            Token::AccTitle(text) => trim(&sanitize(trim(text))).clone_into(&mut diagram.acc_title),
            Token::AccDescr(text) => diagram.acc_descr = rejoin(&sanitize(trim(text))),
            Token::Section(name) => diagram.sections.push(name.to_owned()),
            Token::TaskName(name) => {
                let data =
                    task_data(&mut words).map_err(|at| wrong(at.unwrap_or(row), "a task needs a score"))?;
                diagram.add_task(name, data);
            }
            Token::Journey => return Err(wrong(row, "`journey` stands a second time")),
            Token::TaskData(_) => return Err(wrong(row, "a colon where no task begins")),
            Token::Colon => return Err(wrong(row, "a colon with nothing after it")),
            Token::Invalid => return Err(wrong(row, "a `;` is not allowed")),
            Token::Unclosed => return Err(wrong(row, "`accDescr {` has no `}`")),
        }
    }
    Ok(diagram)
}

/// The data that must follow a task's name; otherwise the row of what follows instead.
fn task_data<'a>(words: &mut Peekable<Lexer<'a>>) -> Result<&'a str, Option<usize>> {
    match words.next() {
        Some((_, Token::TaskData(data))) => Ok(data),
        other => Err(other.map(|(row, _)| row)),
    }
}

impl Diagram {
    fn add_task(&mut self, name: &str, data: &str) {
        let mut pieces = data.split(':');
        let score = js_number(pieces.next().unwrap_or_default());
        let people = pieces.next().map(|list| list.split(',').map(|p| trim(p).to_owned()).collect());
        let section = self.sections.last().cloned().unwrap_or_default();
        let people = people.unwrap_or_default();
        self.tasks.push(DiagramTask { section, name: name.to_owned(), score, people });
    }
}

/// Titles and descriptions lose scripts and styles. Other markup, which Mermaid may rewrite, stays as written.
fn sanitize(text: &str) -> String {
    ["script", "style"].iter().fold(text.to_owned(), |text, tag| without_element(&text, tag))
}

fn without_element(text: &str, tag: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once('<') {
        out.push_str(before);
        if strip_word(tail, tag).is_some_and(|t| t.starts_with(|c: char| c == '>' || c.is_whitespace())) {
            let close = tail.match_indices("</").find_map(|(i, _)| strip_word(tail.get(i + 2..)?, tag));
            rest = close.and_then(|t| t.split_once('>')).map_or("", |(_, after)| after);
        } else {
            out.push('<');
            rest = tail;
        }
    }
    out.push_str(rest);
    out
}

/// Lines without the white space that they begin with, and without blank lines.
fn rejoin(text: &str) -> String {
    let mut lines = text.split('\n');
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines.map(trim_start).filter(|line| !line.is_empty()) {
        out.push('\n');
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod corpus;
#[cfg(test)]
mod tests;
