//! The minutes as Markdown.

use std::fmt::Write as _;

use super::page::{self, Block};
use super::{Minutes, Todo};
use crate::exchange::markup::markdown as escaped;

/// The whole page.
pub fn markdown(minutes: &Minutes) -> String {
    let mut out = format!("# {}\n", escaped(&page::title(minutes)));
    write(&mut out, &page::blocks(minutes));
    out
}

/// Actions alone, below a title.
pub fn actions(title: &str, todos: &[Todo]) -> String {
    let mut out = format!("# {}\n", escaped(title));
    write(&mut out, &page::actions(todos));
    out
}

fn write(out: &mut String, blocks: &[Block]) {
    for block in blocks {
        out.push('\n');
        // Writing into a string cannot fail.
        let _ = match block {
            Block::Heading(text) => writeln!(out, "## {}", escaped(text)),
            Block::Part(text) => writeln!(out, "**{}**", escaped(text)),
            Block::Words(text) => writeln!(out, "{}", line(text)),
            Block::List(items) => items.iter().try_for_each(|item| writeln!(out, "- {}", line(item))),
            Block::Table(head, rows) => table(out, head, rows),
        };
    }
}

/// Text at the beginning of a line: no list, no quotation, no number of one.
fn line(text: &str) -> String {
    let text = escaped(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let behind = text.get(digits..).unwrap_or_default();
    match text.chars().next() {
        Some('-' | '+' | '=') => format!("\\{text}"),
        Some(_) if digits > 0 && behind.starts_with(['.', ')']) => {
            format!("{}\\{behind}", text.get(..digits).unwrap_or_default())
        }
        _ => text,
    }
}

fn table(out: &mut String, head: &[&str], rows: &[Vec<String>]) -> std::fmt::Result {
    writeln!(out, "| {} |", head.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(head.len()))?;
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}
