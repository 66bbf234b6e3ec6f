//! Minutes as lines to read on a screen, heading by heading.

use super::Minutes;
use super::page::{Block, blocks};

/// The page below its title: each heading with its lines; the first part has none.
pub fn plain(minutes: &Minutes) -> Vec<(String, Vec<String>)> {
    let mut out: Vec<(String, Vec<String>)> = vec![(String::new(), Vec::new())];
    for block in blocks(minutes) {
        let lines = match block {
            Block::Heading(title) => {
                out.push((title.to_owned(), Vec::new()));
                continue;
            }
            Block::Part(text) | Block::Words(text) => vec![text],
            Block::List(items) => items.iter().map(|item| format!("  {item}")).collect(),
            Block::Table(head, rows) => table(&head, &rows),
        };
        out.last_mut().into_iter().for_each(|(_, known)| known.extend_from_slice(&lines));
    }
    out
}

/// What the columns are, then a line a row; empty cells are left out.
fn table(head: &[&str], rows: &[Vec<String>]) -> Vec<String> {
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        format!("  {}", cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" · "))
    };
    let head = line(&mut head.iter().copied());
    std::iter::once(head).chain(rows.iter().map(|row| line(&mut row.iter().map(String::as_str)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_says_what_its_columns_are_and_leaves_out_what_is_empty() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let rows = [row(["Call", "Tom", "2026-12-01"]), row(["Write", "", ""])];
        let said = table(&["Action", "Owner", "Due"], &rows);
        assert_eq!(said, ["  Action · Owner · Due", "  Call · Tom · 2026-12-01", "  Write"]);
    }
}
