//! A table for a comment on a change, or for the summary of a step.

use std::fmt::Write as _;

use crate::cli::check::item::Item;
use crate::cli::check::report::{Counts, Report, loudest_first};
use crate::cli::out::many;
pub(in crate::cli) use crate::exchange::markup::markdown as escaped;
use crate::store::diagnostic::Level;

/// The counts, and the loudest findings in at most `most` rows.
pub(super) fn render(reports: &[Report], most: usize) -> String {
    let found = Counts::of(reports).words();
    let maps = reports.iter().filter(|report| report.id.is_some()).count();
    let mut out = format!("### Journey maps: {found}\n\n");
    let all = loudest_first(reports);
    if all.is_empty() {
        let _ = writeln!(out, "{} checked: nothing is to be done.", many(maps, "map"));
        return out;
    }
    out.push_str("| level | where | finding | what to do |\n| --- | --- | --- | --- |\n");
    for (report, item) in all.iter().take(most) {
        row(&mut out, report, item);
    }
    if all.len() > most {
        let _ = writeln!(out, "\n… and {} more.", all.len() - most);
    }
    out
}

fn row(out: &mut String, report: &Report, item: &Item) {
    let level = match item.level {
        Level::Error => "❌ error",
        Level::Warning => "⚠️ warning",
        Level::Note => "ℹ️ note",
    };
    let line = item.line.map_or_else(String::new, |line| format!(":{line}"));
    let about = if item.about.is_empty() { String::new() } else { format!("**{}**: ", escaped(&item.about)) };
    let fix = item.fix.as_deref().map(escaped).unwrap_or_default();
    let (place, message) = (escaped(&report.uri), escaped(&item.message));
    let _ = writeln!(out, "| {level} | {place}{line} | {about}{message} (`{}`) | {fix} |", item.rule);
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fine, hostile, many_of, sample};
    use super::render;

    #[test]
    fn a_table() {
        insta::assert_snapshot!(render(&sample(), 9));
        insta::assert_snapshot!(render(&fine(), 9));
    }

    #[test]
    fn nothing_in_a_map_is_markup() {
        insta::assert_snapshot!(render(&hostile(), 9));
    }

    #[test]
    fn what_is_over_is_counted() {
        let drawn = render(&many_of(5), 3);
        assert_eq!(drawn.lines().filter(|line| line.contains("error |")).count(), 3);
        assert!(drawn.ends_with("\n… and 2 more.\n"));
    }
}
