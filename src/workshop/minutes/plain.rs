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
            Block::Table(head, rows) => rows.iter().map(|row| said(&head, row)).collect(),
        };
        out.last_mut().into_iter().for_each(|(_, known)| known.extend_from_slice(&lines));
    }
    out
}

/// A row in a line: the first cell as it is, then each with what its column is; empty cells are left out.
fn said(head: &[&str], row: &[String]) -> String {
    let mut cells = head.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
    let first = cells.next().map_or("", |(_, cell)| cell.as_str());
    let rest: Vec<String> = cells.map(|(title, cell)| format!("{}: {cell}", title.to_lowercase())).collect();
    if rest.is_empty() { format!("  {first}") } else { format!("  {first} ({})", rest.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_what_each_cell_is_and_leaves_out_what_is_empty() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let head = ["Action", "Owner", "Due"];
        assert_eq!(said(&head, &row(["Call", "Tom", "2026-12-01"])), "  Call (owner: Tom, due: 2026-12-01)");
        assert_eq!(said(&head, &row(["Call", "", ""])), "  Call");
    }
}
