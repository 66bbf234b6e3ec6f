//! A table as comma-separated values (RFC 4180), for spreadsheets that do more with a cell than show it.

use csv::{Terminator, WriterBuilder};

/// The table: a line a row, each ended by CR LF; cells that a spreadsheet would take for a formula begin with an apostrophe.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(Vec::new());
    // Writing into memory cannot fail.
    let _ = writer.write_record(head);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| safe(cell)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// The cell as text that no spreadsheet calculates.
fn safe(cell: &str) -> String {
    // Their wide forms are the same to some.
    const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let is_formula = cell.trim_start().starts_with(SIGNS) || cell.starts_with(['\t', '\r']);
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_a_formula_and_every_cell_comes_back() {
        let cells = ["=1+1", " @x", "-2", "+", "＝A1", "\t=1", "a=b", "say \"no\", twice\nover", ""];
        let text = table(&["a", "b"], &[cells.map(str::to_owned).to_vec()]);
        assert!(text.starts_with("a,b\r\n") && text.ends_with("\r\n"));
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        let back: Vec<&str> = row.iter().collect();
        assert_eq!(
            back,
            ["'=1+1", "' @x", "'-2", "'+", "'＝A1", "'\t=1", "a=b", "say \"no\", twice\nover", ""]
        );
    }
}
