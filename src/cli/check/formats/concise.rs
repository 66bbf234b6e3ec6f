//! One line a finding, as compilers write them: editors and `grep` know this form.

use std::fmt::Write as _;

use crate::cli::check::item::Item;
use crate::cli::check::report::Report;
use crate::cli::side_by_side;
use crate::store::diagnostic::visible;

/// `path:line:column: level[rule] message`, in the order of the files.
pub(super) fn render(reports: &[Report]) -> String {
    side_by_side::all(reports, of_file, |_| ()).concat()
}

fn of_file(report: &Report) -> String {
    let (mut out, name) = (String::new(), visible(&report.name));
    for item in &report.items {
        put(&mut out, &name, item);
        out.push('\n');
    }
    out
}

/// One of them, for a file that is called `name`.
pub(super) fn line(name: &str, item: &Item) -> String {
    let mut out = String::new();
    put(&mut out, &visible(name), item);
    out
}

/// `name` is safe to print.
fn put(out: &mut String, name: &str, item: &Item) {
    out.push_str(name);
    if let (Some(line), Some(column)) = (item.line, item.column) {
        let _ = write!(out, ":{line}:{column}");
    }
    let _ = write!(out, ": {}[{}] ", item.level.word(), item.rule);
    if !item.about.is_empty() {
        let _ = write!(out, "{}: ", visible(&item.about));
    }
    out.push_str(&visible(&item.message));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hostile, sample};

    #[test]
    fn one_line_each() {
        insta::assert_snapshot!(super::render(&sample()), @r"
        maps/order.ron:3:1: warning[replaced-characters] a control character was replaced
        maps/order.ron:22:11: error[overdue] Wait for delivery: reviewed 2026-01-02: 200 days late
        maps/order.ron:41:15: note[due] pain “No ETA”: its next review is near
        maps/bad.ron: error[unreadable] no such file or folder
        ");
        assert_eq!(super::render(&[]), "");
    }

    #[test]
    fn a_finding_stays_on_its_line() {
        assert_eq!(super::render(&hostile()).lines().count(), 1);
    }
}
