//! `JUnit` XML: a suite a file, a case a finding. What makes the answer "no" is a failure, what makes it "trouble" an error; the
//! rest has passed, with its words as output.

use std::fmt::Write as _;

use super::plain;
use crate::cli::check::FailOn;
use crate::cli::check::item::Item;
use crate::cli::check::report::Report;

/// The whole document.
pub(super) fn render(reports: &[Report], fail_on: FailOn) -> String {
    let suites: Vec<Suite> = reports.iter().map(|report| Suite::of(report, fail_on)).collect();
    let sum = |count: fn(&Suite) -> usize| suites.iter().map(count).sum::<usize>();
    let (tests, failures, errors) = (sum(|s| s.tests), sum(|s| s.failures), sum(|s| s.errors));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        out,
        "<testsuites name=\"milepost check\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">"
    );
    for suite in &suites {
        out.push_str(&suite.text);
    }
    out.push_str("</testsuites>\n");
    out
}

struct Suite {
    text: String,
    tests: usize,
    failures: usize,
    errors: usize,
}

impl Suite {
    fn of(report: &Report, fail_on: FailOn) -> Self {
        let is_loud = |item: &&Item| fail_on.is_loud(item.level);
        let loud = report.items.iter().filter(is_loud).count();
        let (failures, errors) = if report.is_refused { (0, report.items.len()) } else { (loud, 0) };
        let tests = report.items.len().max(1);
        let name = escaped(&report.uri);
        let mut text = format!(
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">\n"
        );
        if report.items.is_empty() {
            let _ = writeln!(text, "    <testcase name=\"no findings\" classname=\"{name}\"/>");
        }
        for item in &report.items {
            case(&mut text, report, item, fail_on);
        }
        text.push_str("  </testsuite>\n");
        Self { text, tests, failures, errors }
    }
}

fn case(out: &mut String, report: &Report, item: &Item, fail_on: FailOn) {
    let (uri, sentence) = (escaped(&report.uri), escaped(&item.sentence()));
    let named = item.fingerprint.clone().unwrap_or_else(|| item.rule.to_owned());
    let line = item.line.map_or_else(String::new, |line| format!(" line=\"{line}\""));
    let _ =
        writeln!(out, "    <testcase name=\"{}\" classname=\"{uri}\" file=\"{uri}\"{line}>", escaped(&named));
    let place = item.line.map_or_else(String::new, |line| format!(":{line}:{}", item.column.unwrap_or(1)));
    let fix = item.fix.as_deref().map_or_else(String::new, |fix| format!("\nfix: {}", escaped(fix)));
    let body = format!("{uri}{place}: {sentence}{fix}");
    let (level, rule) = (item.level.word(), item.rule);
    let _ = if report.is_refused {
        writeln!(out, "      <error message=\"{sentence}\" type=\"{rule}\">{body}</error>")
    } else if fail_on.is_loud(item.level) {
        writeln!(out, "      <failure message=\"{sentence}\" type=\"{level}\">{body}</failure>")
    } else {
        writeln!(out, "      <system-out>{level}[{rule}] {body}</system-out>")
    };
    out.push_str("    </testcase>\n");
}

/// Text for an attribute or between tags. XML has no way to write most controls: they are made visible.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in plain(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // These two are no characters to XML.
            '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fine, hostile, sample};
    use super::*;

    #[test]
    fn a_suite_a_file() {
        insta::assert_snapshot!(render(&sample(), FailOn::Error));
        insta::assert_snapshot!(render(&fine(), FailOn::Error));
        insta::assert_snapshot!(render(&[], FailOn::Error));
    }

    #[test]
    fn nothing_in_a_map_is_markup() {
        let drawn = render(&hostile(), FailOn::Warning);
        assert!(
            !drawn.contains("<b>") && drawn.contains("&lt;b&gt;") && drawn.contains("]]&gt; &amp;"),
            "{drawn}"
        );
        assert!(drawn.chars().all(|c| c == '\n' || !c.is_control()));
    }

    #[test]
    fn what_does_not_fail_has_passed() {
        assert!(!render(&hostile(), FailOn::Never).contains("<failure"));
    }
}
