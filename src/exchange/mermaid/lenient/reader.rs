//! The statements of one journey, line by line.

use super::super::journey::{Journey, Loss, Section};
use super::super::number::score;
use super::super::space::{is_space, line_feeds, strip_word, trim, trim_start};
use super::super::strict::prepare;
use super::super::strict::source::Source;
use super::super::write::UNRATED;
use super::blocks::{Block, Closed, header_rest, header_row};
use super::notes::{split_comment, tidy, tripping};
use super::task;

/// Reads the journey of a block.
pub(super) fn read(block: &Block, losses: Vec<Loss>) -> Journey {
    let mut source = Source::new(&block.text, block.first_line);
    let mut reader = Reader { journey: Journey { losses, ..Journey::default() }, ..Reader::default() };
    if block.fence == Some(Closed::No) {
        reader.lose(block.first_line, "the fenced block has no end", "read to the end of the text");
    }
    let front = reader.front_matter(&mut source);
    reader.directives(&mut source);
    reader.statements(&source);
    if reader.journey.title.is_empty() {
        reader.journey.title = front.map(|title| tidy(&title)).unwrap_or_default();
    }
    reader.journey
}

#[derive(Default)]
struct Reader {
    journey: Journey,
    /// The comment before stands in for an emotion: the next score is none.
    unrated: bool,
    /// A single-line description may go on, though Mermaid rejects that.
    describing: bool,
}

impl Reader {
    fn lose(&mut self, line: usize, what: impl Into<String>, kept_as: impl Into<String>) {
        self.journey.losses.push(Loss::new(line, what, kept_as));
    }

    /// Cuts front matter; returns its title.
    fn front_matter(&mut self, source: &mut Source) -> Option<String> {
        let lead = source.text().len() - trim_start(source.text()).len();
        source.cut(std::slice::from_ref(&(0..lead)));
        let (span, body) = prepare::front_matter(source.text())?;
        let body = source.text().get(body).unwrap_or_default().to_owned();
        let title = prepare::front_title(&body);
        let rest = body.lines().filter(|row| !trim(row).is_empty() && !row.starts_with("title:"));
        if rest.count() > 0 {
            self.lose(source.line(0), "front matter with settings of the drawing", "not carried over");
        }
        source.cut(&[span]);
        title
    }

    /// Cuts directives; one without an end only to the end of its line.
    fn directives(&mut self, source: &mut Source) {
        let mut spans = prepare::directives(source.text());
        if let Some(last) = spans.last_mut() {
            let text = source.text().get(last.clone()).unwrap_or_default();
            if !text.trim_end().ends_with("}%%") {
                last.end = last.start + text.find('\n').unwrap_or(text.len());
            }
        }
        let (mut row, mut at) = (0, 0);
        for span in &spans {
            let between = source.text().get(at..span.start).unwrap_or_default();
            row += line_feeds(between);
            at = span.start;
            self.lose(source.line(row), "a `%%{…}%%` directive for the drawing", "not carried over");
        }
        source.cut(&spans);
    }

    fn statements(&mut self, source: &Source) {
        let rows: Vec<(usize, &str)> =
            source.text().split('\n').enumerate().map(|(row, text)| (source.line(row), text)).collect();
        let header = header_row(source.text()).unwrap_or(0);
        let (lead, body) = rows.split_at(header.min(rows.len()));
        self.lead(lead);
        let Some((&(line, first), body)) = body.split_first() else { return };
        self.header(line, first);
        let mut rest = body;
        while let Some((&(line, text), after)) = rest.split_first() {
            rest = self.statement(line, text, after);
        }
    }

    fn lead(&mut self, rows: &[(usize, &str)]) {
        let mut text = rows.iter().filter(|(_, text)| !trim(text).is_empty());
        let Some(&(line, first)) = text.next() else { return };
        if rows.iter().all(|(_, text)| is_comment(trim(text)) || trim(text).is_empty()) {
            self.lose(line, format!("a comment: {}", trim(first)), "not carried over");
        } else {
            self.lose(line, format!("{} line(s) before the journey", 1 + text.count()), "not carried over");
        }
    }

    /// The line of the keyword: another case or ending is said, a text after it is a title or a statement.
    fn header(&mut self, line: usize, row: &str) {
        if !trim(row).starts_with("journey") {
            self.lose(line, "`journey` not in lower case, which Mermaid rejects", "read as the keyword");
        }
        let rest = header_rest(row).unwrap_or_default();
        let (rest, comment) = split_comment(rest);
        self.comment(line, comment);
        let text = trim(rest);
        let plain = trim(text.trim_start_matches([':', ';', '-', '：']));
        if text.is_empty() {
            return;
        }
        if plain.len() == text.len() && (text.contains(':') || keyword(text).is_some()) {
            self.statement(line, text, &[]);
        } else if plain.is_empty() || text.starts_with('-') {
            self.lose(line, format!("`{text}` after `journey`, which Mermaid rejects"), "not carried over");
        } else {
            self.journey.title = tidy(plain);
            self.lose(line, "text after `journey`, which Mermaid rejects", "the title");
        }
    }

    /// One line; returns the lines that are still to be read, as some statements take more than one.
    fn statement<'r, 's>(
        &mut self,
        line: usize,
        row: &'s str,
        after: &'r [(usize, &'s str)],
    ) -> &'r [(usize, &'s str)] {
        let text = trim(row);
        if text.is_empty() {
            return after;
        }
        let describing = std::mem::take(&mut self.describing);
        if is_comment(text) {
            self.comment(line, Some(text));
            return after;
        }
        match keyword(text) {
            Some((Keyword::AccTitle, rest)) => self.acc_title(line, rest),
            Some((Keyword::AccDescr, rest)) => return self.acc_descr(line, rest, after),
            Some((word, rest)) => return self.named(line, word, rest, text, after),
            None if describing && !text.contains([':', '：']) => self.go_on(line, text),
            None if is_style(text) => self.lose(line, format!("a style: `{text}`"), "not carried over"),
            None => self.task(line, text),
        }
        after
    }

    fn comment(&mut self, line: usize, comment: Option<&str>) {
        let Some(text) = comment else { return };
        if text.starts_with(UNRATED) {
            self.unrated = true;
        } else {
            self.lose(line, format!("a comment: {text}"), "not carried over");
        }
    }

    /// A statement's text without comment and stray signs, each of which is reported.
    fn clean<'a>(&mut self, line: usize, text: &'a str) -> &'a str {
        let (text, comment) = split_comment(text);
        self.comment(line, comment);
        let mut text = trim(text);
        if text.ends_with(';')
            && tripping(text.get(text.len().saturating_sub(1)..).unwrap_or_default()).contains(&';')
        {
            text = self.without_end(line, text);
        }
        for sign in tripping(text) {
            let what = match sign {
                ';' => "`;` in a text, which Mermaid rejects",
                _ => "`#` in a text, where Mermaid begins a comment",
            };
            self.lose(line, what, "kept as text");
        }
        text
    }

    /// Takes a `;` off the end, unless it ends an entity code.
    fn without_end<'a>(&mut self, line: usize, text: &'a str) -> &'a str {
        let shorter = text.strip_suffix(';').unwrap_or(text);
        if tidy(text) != tidy(shorter) + ";" {
            return text;
        }
        self.lose(line, "`;` at the end of a line, which Mermaid rejects", "left out");
        trim(shorter)
    }

    fn named<'r, 's>(
        &mut self,
        line: usize,
        word: Keyword,
        rest: &'s str,
        text: &'s str,
        after: &'r [(usize, &'s str)],
    ) -> &'r [(usize, &'s str)] {
        let pieces: Vec<&str> = rest.split(':').collect();
        let scored = pieces.get(1).is_some_and(|piece| score(piece).is_some());
        let task = match word {
            _ if rest.starts_with(':') => scored,
            Keyword::Section | Keyword::Journey => scored && pieces.len() > 2,
            _ => false,
        };
        if task {
            if !rest.starts_with(':') {
                self.lose(line, "a task that begins with a keyword, which Mermaid rejects", "read as a task");
            }
            self.task(line, text);
            return after;
        }
        if rest.starts_with([':', '：']) {
            self.lose(line, "a colon after a keyword, which Mermaid misreads", "read as the keyword");
        }
        let value = self.clean(line, rest.trim_start_matches([':', '：']));
        match word {
            Keyword::Section => self.section(line, value),
            Keyword::Journey => {
                self.lose(line, "`journey` a second time, which Mermaid rejects", "passed over");
            }
            _ => return self.title(line, value, after),
        }
        after
    }

    /// A title; where the line ends after the keyword Mermaid takes the next one.
    fn title<'r, 's>(
        &mut self,
        line: usize,
        value: &str,
        after: &'r [(usize, &'s str)],
    ) -> &'r [(usize, &'s str)] {
        if let ("", Some((&(_, next), rest))) = (value, after.split_first()) {
            let next = trim(next);
            if !next.is_empty() && !next.contains(':') && keyword(next).is_none() && !is_comment(next) {
                self.lose(line, "`title` with its text on the next line", "that line is the title");
                return self.title(line, next, rest);
            }
        }
        if value.is_empty() {
            self.lose(line, "`title` without a text", "passed over");
            return after;
        }
        if !self.journey.title.is_empty() {
            let what = format!("an earlier title, `{}`", self.journey.title);
            self.lose(line, what, "replaced by the one on this line");
        }
        self.journey.title = tidy(value);
        after
    }

    fn section(&mut self, line: usize, value: &str) {
        let name = tidy(value);
        if name.is_empty() {
            self.lose(line, "`section` without a name, which Mermaid rejects", "a section without a name");
        }
        if name.contains([':', '：']) && value.contains([':', '：']) {
            self.lose(
                line,
                "a colon in a section's name, which Mermaid rejects",
                format!("the name `{name}`"),
            );
        }
        self.journey.sections.push(Section { name, line, tasks: Vec::new() });
    }

    fn task(&mut self, line: usize, text: &str) {
        let text = self.clean(line, text);
        let (mut task, mut losses) = task::read(text, line);
        if std::mem::take(&mut self.unrated) {
            task.score = None;
        }
        self.journey.losses.append(&mut losses);
        if self.journey.sections.is_empty() {
            self.journey.sections.push(Section { line, ..Section::default() });
        }
        if let Some(section) = self.journey.sections.last_mut() {
            section.tasks.push(task);
        }
    }

    fn acc_title(&mut self, line: usize, rest: &str) {
        let value = rest.trim_start_matches(|c| c == ':' || is_space(c));
        if !self.journey.acc_title.is_empty() {
            self.lose(line, format!("an earlier accTitle, `{}`", self.journey.acc_title), "replaced");
        }
        self.journey.acc_title = tidy(value);
    }

    /// `accDescr: …` on one line, `accDescr { … }` on many, and `accDescr: { … }`, which Mermaid rejects.
    fn acc_descr<'r, 's>(
        &mut self,
        line: usize,
        rest: &'s str,
        after: &'r [(usize, &'s str)],
    ) -> &'r [(usize, &'s str)] {
        if !self.journey.acc_descr.is_empty() {
            self.lose(line, format!("an earlier accDescr, `{}`", self.journey.acc_descr), "replaced");
            self.journey.acc_descr.clear();
        }
        let value = rest.trim_start_matches(|c| c == ':' || is_space(c));
        let Some(open) = value.strip_prefix('{') else {
            self.journey.acc_descr = tidy(value);
            self.describing = true;
            return after;
        };
        if rest.starts_with(':') && !open.contains('}') {
            self.lose(line, "`accDescr:` before `{`, which Mermaid rejects", "read as `accDescr {`");
        }
        self.acc_block(line, open, after)
    }

    fn acc_block<'r, 's>(
        &mut self,
        line: usize,
        open: &'s str,
        after: &'r [(usize, &'s str)],
    ) -> &'r [(usize, &'s str)] {
        let mut lines = Vec::new();
        let mut rest = after;
        let (mut number, mut row) = (line, open);
        let tail = loop {
            if let Some((last, tail)) = row.split_once('}') {
                lines.push(tidy(last));
                break tail;
            }
            lines.push(tidy(row));
            let Some((&(next, text), more)) = rest.split_first() else {
                self.lose(line, "`accDescr {` without its `}`, which Mermaid rejects", "read to the end");
                break "";
            };
            (number, row, rest) = (next, text, more);
        };
        lines.retain(|line| !line.is_empty());
        self.journey.acc_descr = lines.join("\n");
        self.statement(number, tail, rest)
    }

    fn go_on(&mut self, line: usize, text: &str) {
        self.lose(line, "a description that goes on, which Mermaid rejects", "part of the description");
        self.journey.acc_descr.push('\n');
        self.journey.acc_descr.push_str(&tidy(text));
        self.describing = true;
    }
}

#[derive(Clone, Copy)]
enum Keyword {
    Title,
    Section,
    AccTitle,
    AccDescr,
    Journey,
}

/// The keyword that a line begins with, and what follows it.
fn keyword(text: &str) -> Option<(Keyword, &str)> {
    let of = |word: &str, ends: &[char]| {
        let rest = strip_word(text, word)?;
        (rest.is_empty() || rest.starts_with(|c| is_space(c) || ends.contains(&c))).then_some(rest)
    };
    let accessible =
        |word: &str| strip_word(text, word).map(trim_start).filter(|r| r.starts_with([':', '{']));
    None.or_else(|| accessible("accTitle").filter(|r| r.starts_with(':')).map(|r| (Keyword::AccTitle, r)))
        .or_else(|| accessible("accDescr").map(|r| (Keyword::AccDescr, r)))
        .or_else(|| of("title", &[':', '：']).map(|r| (Keyword::Title, r)))
        .or_else(|| of("section", &[':', '：']).map(|r| (Keyword::Section, r)))
        .or_else(|| {
            of("journey", &[]).filter(|r| r.is_empty() || r.contains(':')).map(|r| (Keyword::Journey, r))
        })
}

/// A whole line that is a comment; `#35;` and the like begin a text.
fn is_comment(text: &str) -> bool {
    let hash = text.starts_with('#') && super::super::entity::take(text).is_none();
    text.starts_with("%%") || hash
}

/// Statements of other diagrams that people carry over.
fn is_style(text: &str) -> bool {
    let words = ["style ", "classDef ", "class ", "linkStyle ", "click "];
    words.iter().any(|word| text.starts_with(word))
        && !text.split(':').skip(1).any(|piece| score(piece).is_some())
}
