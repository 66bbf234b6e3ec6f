//! The code quality report of GitLab: <https://docs.gitlab.com/ci/testing/code_quality/>.

use std::collections::HashMap;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::plain;
use crate::cli::check::item::Item;
use crate::cli::check::report::Report;
use crate::store::diagnostic::Level;
use crate::store::disk::words::hex;

/// One of the report's entries.
#[derive(Debug, Serialize)]
pub(super) struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Debug, Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Debug, Serialize)]
struct Lines {
    begin: usize,
}

/// All findings. A fingerprint is there once: GitLab passes over a second one.
pub(super) fn issues(reports: &[Report]) -> Vec<Issue> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let all = reports.iter().flat_map(|report| report.items.iter().map(move |item| (report, item)));
    all.map(|(report, item)| {
        let name = identity(report, item);
        let times = seen.entry(name.clone()).and_modify(|n| *n += 1).or_insert(0);
        issue(report, item, &format!("{name}#{times}"))
    })
    .collect()
}

fn issue(report: &Report, item: &Item, identity: &str) -> Issue {
    let severity = match item.level {
        Level::Error if report.is_refused => "blocker",
        Level::Error => "critical",
        Level::Warning => "major",
        Level::Note => "info",
    };
    Issue {
        description: plain(&item.sentence()),
        check_name: item.rule,
        fingerprint: digest(identity),
        severity,
        location: Location { path: plain(&report.uri), lines: Lines { begin: item.line.unwrap_or(1) } },
    }
}

/// What stays the same while the finding is the same: of what is wrong in a file, the file and what is said of it.
pub(super) fn identity(report: &Report, item: &Item) -> String {
    let named = || format!("{}:{}:{}", item.rule, report.uri, item.message);
    item.fingerprint.clone().unwrap_or_else(named)
}

/// 32 hexadecimal digits.
pub(super) fn digest(text: &str) -> String {
    hex(Sha256::digest(text.as_bytes()).get(..16).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{many_of, sample};
    use super::*;

    #[test]
    fn as_gitlab_reads_them() {
        let all = issues(&sample());
        insta::assert_snapshot!(serde_json::to_string_pretty(&all).unwrap());
        assert_eq!(all[3].severity, "blocker");
        assert_eq!(all[3].location.lines.begin, 1);
        assert_eq!(serde_json::to_string(&issues(&[])).unwrap(), "[]");
    }

    #[test]
    fn fingerprints_differ_and_stay() {
        let (once, again) = (issues(&many_of(5)), issues(&many_of(5)));
        let prints: std::collections::BTreeSet<&str> = once.iter().map(|i| i.fingerprint.as_str()).collect();
        assert_eq!(prints.len(), 5);
        assert!(once.iter().zip(&again).all(|(a, b)| a.fingerprint == b.fingerprint));
    }
}
