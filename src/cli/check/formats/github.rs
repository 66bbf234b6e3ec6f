//! GitHub Actions: workflow commands that become annotations on the changed lines, and a summary of the step.
//!
//! Escapes: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions> and the `@actions/core` toolkit.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use super::{concise, markdown, plain};
use crate::cli::check::item::Item;
use crate::cli::check::report::{Counts, Report, loudest_first};
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::store::diagnostic::Level;
use crate::store::disk::words::shown;

/// A step shows ten annotations of each level; GitHub drops the others without a word.
const SHOWN: usize = 10;
/// A step's summary may have a mebibyte; a row has some hundred bytes.
const ROWS: usize = 1000;

/// Prints the commands, and appends the summary to the file that the runner names.
pub(super) fn print(ctx: &mut Context, reports: &[Report]) -> Result<()> {
    ctx.out.raw(&render(reports))?;
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let summary = markdown::render(reports, ROWS);
    let written = std::fs::OpenOptions::new().append(true).create(true).open(&path);
    if let Err(error) = written.and_then(|mut file| file.write_all(summary.as_bytes())) {
        ctx.warn(format!("the summary could not be written to {}: {error}", shown(Path::new(&path))));
    }
    Ok(())
}

/// The commands, errors first; what is over the limit as plain lines for the log; the counts.
fn render(reports: &[Report]) -> String {
    let mut out = String::new();
    let mut over = Vec::new();
    let mut used = [0; 3];
    for (report, item) in loudest_first(reports) {
        let count = &mut used[item.level as usize];
        *count += 1;
        if *count <= SHOWN {
            let _ = writeln!(out, "{}", command(report, item));
        } else {
            over.push((report, item));
        }
    }
    if !over.is_empty() {
        let _ = writeln!(out, "{} more, which GitHub would not show on the change:", over.len());
    }
    for (report, item) in over {
        // Whatever the file is called, the line is no command.
        let _ = writeln!(out, "- {}", concise::line(&report.uri, item));
    }
    let found = Counts::of(reports).words();
    let _ = writeln!(out, "milepost check: {found}");
    out
}

fn command(report: &Report, item: &Item) -> String {
    let name = match item.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let mut properties = vec![format!("file={}", property(&report.uri))];
    if let (Some(line), Some(column)) = (item.line, item.column) {
        properties.push(format!("line={line},col={column}"));
    }
    properties.push(format!("title={}", property(&format!("milepost: {}", item.rule))));
    let mut message = plain(&item.sentence());
    if let Some(fix) = &item.fix {
        let _ = write!(message, "\nfix: {}", plain(fix));
    }
    format!("::{name} {}::{}", properties.join(","), data(&message))
}

/// What stands after the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(&plain(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hostile, many_of, sample};
    use super::*;

    #[test]
    fn errors_come_first() {
        insta::assert_snapshot!(render(&sample()), @r"
        ::error file=work/maps/order.ron,line=22,col=11,title=milepost%3A overdue::Wait for delivery: reviewed 2026-01-02: 200 days late%0Afix: review the stage
        ::error file=work/maps/bad.ron,title=milepost%3A unreadable::no such file or folder
        ::warning file=work/maps/order.ron,line=3,col=1,title=milepost%3A replaced-characters::a control character was replaced
        ::notice file=work/maps/order.ron,line=41,col=15,title=milepost%3A due::pain “No ETA”: its next review is near%0Afix: review the stage
        milepost check: 2 errors, 1 warning, 1 note
        ");
        assert_eq!(render(&[]), "milepost check: 0 errors, 0 warnings, 0 notes\n");
    }

    #[test]
    fn what_is_written_in_a_map_is_no_command() {
        insta::assert_snapshot!(render(&hostile()));
    }

    #[test]
    fn what_github_would_drop_is_in_the_log() {
        let drawn = render(&many_of(14));
        assert_eq!(drawn.matches("\n::error ").count() + 1, 10);
        assert!(
            drawn.contains(
                "\n4 more, which GitHub would not show on the change:\n- a.ron:1:2: error[no-owner]"
            )
        );
        assert!(drawn.ends_with("milepost check: 14 errors, 0 warnings, 0 notes\n"));
    }
}
