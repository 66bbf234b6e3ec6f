//! Where in a text the journeys are: fenced blocks of a Markdown page, or the text itself.

use super::super::space::{is_space, strip_word, trim, trim_start};

/// The text of one journey.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// The number of the block's first line, from 1.
    pub(super) first_line: usize,
    pub(super) text: String,
    /// It stood between fences, and whether the closing one is missing.
    pub(super) fence: Option<Closed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closed {
    Yes,
    No,
}

/// The journeys of a text, in order.
pub(super) fn find(text: &str) -> Vec<Block> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let fenced: Vec<Block> = fenced(&text).into_iter().filter(|b| header_row(&b.text).is_some()).collect();
    if fenced.is_empty() { bare(&text) } else { fenced }
}

fn fenced(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(Fence, Block)> = None;
    for (number, row) in (1..).zip(text.split_inclusive('\n')) {
        match &mut open {
            None => {
                let block = || Block { first_line: number + 1, fence: Some(Closed::No), ..Block::default() };
                open = Fence::opening(row).map(|fence| (fence, block()));
            }
            Some((fence, block)) if fence.closes(row) => {
                block.fence = Some(Closed::Yes);
                blocks.extend(open.take().filter(|(fence, _)| fence.mermaid).map(|(_, block)| block));
            }
            Some((_, block)) => block.text.push_str(row),
        }
    }
    blocks.extend(open.filter(|(fence, _)| fence.mermaid).map(|(_, block)| block));
    blocks
}

/// A run of three or more backticks, tildes or colons.
struct Fence {
    mark: char,
    length: usize,
    /// Its language is Mermaid, or is not said.
    mermaid: bool,
}

impl Fence {
    fn opening(row: &str) -> Option<Self> {
        let row = trim(row);
        let mark = row.chars().next().filter(|c| matches!(c, '`' | '~' | ':'))?;
        let language = row.trim_start_matches(mark);
        let length = row.len() - language.len();
        let language = trim(language).trim_matches(['{', '}', '.']);
        let mermaid = strip_word(language, "mermaid").is_some() || (language.is_empty() && mark != ':');
        (length >= 3 && (mermaid || mark != ':')).then_some(Self { mark, length, mermaid })
    }

    fn closes(&self, row: &str) -> bool {
        let row = trim(row);
        row.len() >= self.length && row.chars().all(|c| c == self.mark)
    }
}

/// The whole text as one journey, or as several where the keyword stands alone on a line again.
fn bare(text: &str) -> Vec<Block> {
    let Some(header) = header_row(text) else { return Vec::new() };
    let mut blocks = vec![Block { first_line: 1, ..Block::default() }];
    for (row, line) in text.split_inclusive('\n').enumerate() {
        if row > header && header_rest(line).is_some_and(is_alone) {
            blocks.push(Block { first_line: row + 1, ..Block::default() });
        }
        if let Some(block) = blocks.last_mut() {
            block.text.push_str(line);
        }
    }
    blocks
}

/// The row (from 0) of the line with which the journey begins: the first line that says anything, or else the
/// first that holds the keyword alone or before a statement.
pub(super) fn header_row(text: &str) -> Option<usize> {
    let mut rows = text.split_inclusive('\n').enumerate();
    let first = first_saying(text).filter(|(_, row)| header_rest(row).is_some());
    let sure = |row: &str| header_rest(row).is_some_and(|rest| is_alone(rest) || is_statement(rest));
    first.or_else(|| rows.find(|(_, row)| sure(row))).map(|(index, _)| index)
}

/// The first row that is not blank, a comment or front matter.
fn first_saying(text: &str) -> Option<(usize, &str)> {
    let mut inside = None;
    text.split_inclusive('\n').enumerate().find(|(_, row)| {
        let row = trim(row);
        if row == "---" {
            inside = Some(inside.is_none());
            return false;
        }
        if inside.is_none() && !row.is_empty() {
            inside = Some(false);
        }
        inside == Some(false) && !row.is_empty() && !row.starts_with("%%") && !row.starts_with('#')
    })
}

/// What follows the keyword on the line that begins a journey.
pub(super) fn header_rest(row: &str) -> Option<&str> {
    let rest = strip_word(trim(row), "journey")?;
    let ends = rest.starts_with(|c: char| is_space(c) || matches!(c, ':' | ';' | '-' | '%' | '#' | '：'));
    (rest.is_empty() || ends).then_some(rest)
}

fn is_alone(rest: &str) -> bool {
    let rest = trim_start(rest.trim_start_matches(';'));
    rest.is_empty() || rest.starts_with('#') || rest.starts_with("%%")
}

fn is_statement(rest: &str) -> bool {
    ["title", "section", "accTitle", "accDescr"]
        .iter()
        .any(|word| strip_word(trim_start(rest), word).is_some())
}
