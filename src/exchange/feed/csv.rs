//! Feeds as tables: a line of headings, then an event a row.

use ::csv::{Position, ReaderBuilder, StringRecord};

use super::columns::Column;
use super::row::Feed;
use super::sheet::{Raw, Sheet};

/// Reads a table. Parted by commas, semicolons or tabs: whichever the headings have most.
pub(super) fn read(text: &str) -> Feed {
    let mut sheet = Sheet::default();
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut columns: Option<Vec<Option<Column>>> = None;
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = line_of(text, error.position());
                sheet.skip(line, "this line cannot be read as a row of a table");
                continue;
            }
        };
        let line = line_of(text, record.position());
        match &columns {
            None => match headings(&record) {
                Ok(found) => columns = Some(found),
                Err(why) => {
                    sheet.skip(line, why);
                    break;
                }
            },
            Some(_) if record.iter().all(|cell| cell.trim().is_empty()) => {}
            Some(columns) => {
                if !sheet.take(&raw(line, columns, &record)) {
                    break;
                }
            }
        }
    }
    sheet.done()
}

/// The line where a record begins. The reader's own place is before the blank lines that it passes over.
fn line_of(text: &str, place: Option<&Position>) -> usize {
    let Some(place) = place else { return 1 };
    let start = usize::try_from(place.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let blank = rest.iter().take_while(|b| matches!(b, b'\r' | b'\n')).filter(|b| **b == b'\n').count();
    usize::try_from(place.line()).unwrap_or(usize::MAX).saturating_add(blank)
}

fn delimiter(text: &str) -> u8 {
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |wanted: u8| head.bytes().filter(|b| *b == wanted).count();
    // Of several that are as frequent the last one is taken: a comma.
    [b'\t', b';', b','].into_iter().max_by_key(|wanted| count(*wanted)).unwrap_or(b',')
}

/// What each column holds. Without a date and a text there is no event in any row.
fn headings(record: &StringRecord) -> Result<Vec<Option<Column>>, String> {
    let columns: Vec<Option<Column>> = record.iter().map(Column::of).collect();
    for (wanted, what) in [(Column::On, "the date"), (Column::Text, "what happened")] {
        if !columns.contains(&Some(wanted)) {
            let names = wanted.names();
            return Err(format!("no column says {what}: the first line must name one of {names}"));
        }
    }
    Ok(columns)
}

fn raw(line: usize, columns: &[Option<Column>], record: &StringRecord) -> Raw {
    let mut raw = Raw::at(line);
    for (column, cell) in columns.iter().zip(record) {
        if let Some(column) = column {
            raw.put(*column, cell);
        }
    }
    raw
}
