//! The minutes as one page that needs nothing beside it: no script, no font, no picture; to be read, mailed or printed.

use std::fmt::Write as _;

use super::Minutes;
use super::page::{self, Block};
use crate::exchange::markup::html as escaped;

/// Light or dark as its reader has it; black on white on paper, where no table row is cut in two.
const STYLE: &str = "\
:root{color-scheme:light dark;--faint:#5f6368;--line:#dadce0}
@media(prefers-color-scheme:dark){:root{--faint:#a9aeb4;--line:#3c4043}}
body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;border-top:1px solid var(--line);padding-top:1rem}h3{font-size:1rem;margin-bottom:.3rem}
ul{margin:0;padding-left:1.4rem}li{margin:.15rem 0}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .8rem .25rem 0;border-bottom:1px solid var(--line)}
th{color:var(--faint);font-weight:normal}
@media print{:root{color-scheme:light}body{margin:0;max-width:none;font-size:11pt}h2,h3{break-after:avoid}tr,li{break-inside:avoid}}";

/// The whole page.
pub fn html(minutes: &Minutes) -> String {
    let title = escaped(&page::title(minutes));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}\n</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    );
    for block in page::blocks(minutes) {
        // Writing into a string cannot fail.
        let _ = write(&mut out, &block);
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn write(out: &mut String, block: &Block) -> std::fmt::Result {
    match block {
        Block::Heading(text) => writeln!(out, "<h2>{}</h2>", escaped(text)),
        Block::Part(text) => writeln!(out, "<h3>{}</h3>", escaped(text)),
        Block::Words(text) => writeln!(out, "<p>{}</p>", escaped(text)),
        Block::List(items) => {
            out.push_str("<ul>\n");
            items.iter().try_for_each(|item| writeln!(out, "<li>{}</li>", escaped(item)))?;
            writeln!(out, "</ul>")
        }
        Block::Table(head, rows) => {
            writeln!(out, "<table>\n<thead><tr>{}</tr></thead>\n<tbody>", cells("th", head))?;
            rows.iter().try_for_each(|row| writeln!(out, "<tr>{}</tr>", cells("td", row)))?;
            writeln!(out, "</tbody>\n</table>")
        }
    }
}

fn cells<T: AsRef<str>>(tag: &str, cells: &[T]) -> String {
    cells.iter().fold(String::new(), |mut out, cell| {
        out.extend(["<", tag, ">", &escaped(cell.as_ref()), "</", tag, ">"]);
        out
    })
}
