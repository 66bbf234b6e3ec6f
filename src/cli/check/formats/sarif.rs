//! SARIF 2.1.0: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::gitlab::{digest, identity};
use super::plain;
use crate::cli::check::item::{Item, level_of};
use crate::cli::check::report::Report;
use crate::rules::{RULES, Rule, explain};
use crate::store::diagnostic::Level;

/// Where its schema is.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The whole file.
#[derive(Debug, Serialize)]
pub(super) struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    invocations: [Invocation; 1],
    results: Vec<Found>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Debug, Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Debug, Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Debug, Serialize)]
struct Message {
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
}

impl Log {
    /// What was found in these files, and every rule that was asked.
    pub(super) fn of(reports: &[Report]) -> Self {
        let mut rules: Vec<Descriptor> = RULES.iter().map(|rule| Descriptor::of_rule(rule)).collect();
        let all = reports.iter().flat_map(|report| report.items.iter().map(move |item| (report, item)));
        let results = all.map(|(report, item)| Found::of(report, item, &mut rules)).collect();
        let tool =
            Tool { driver: Driver { name: "milepost", semantic_version: env!("CARGO_PKG_VERSION"), rules } };
        let is_whole = !reports.iter().any(|report| report.is_refused);
        let invocations = [Invocation { execution_successful: is_whole }];
        Self {
            schema: SCHEMA,
            version: "2.1.0",
            runs: [Run { tool, column_kind: "unicodeCodePoints", invocations, results }],
        }
    }
}

impl Descriptor {
    fn of_rule(rule: &Rule) -> Self {
        Self {
            id: rule.id,
            short_description: Message { text: format!("{}.", rule.title) },
            full_description: Message { text: format!("{}.", rule.matters) },
            help: Help { text: format!("How to fix it: {}.", rule.fix), markdown: explain(rule) },
            default_configuration: Configuration { level: level(level_of(rule.level)) },
        }
    }

    /// Something wrong in a file has no rule: its code says what.
    fn of_code(item: &Item) -> Self {
        let words = item.rule.replace('-', " ");
        let help = "The message says what is wrong and what to do; docs/format.md says what a file holds."
            .to_owned();
        Self {
            id: item.rule,
            short_description: Message { text: format!("Wrong in a file: {words}.") },
            full_description: Message { text: format!("A file is not as it should be: {words}.") },
            help: Help { text: help.clone(), markdown: help },
            default_configuration: Configuration { level: level(item.level) },
        }
    }
}

impl Found {
    fn of(report: &Report, item: &Item, rules: &mut Vec<Descriptor>) -> Self {
        let known = rules.iter().position(|rule| rule.id == item.rule);
        let rule_index = known.unwrap_or_else(|| {
            rules.push(Descriptor::of_code(item));
            rules.len() - 1
        });
        let mut text = plain(&item.sentence());
        if let Some(fix) = &item.fix {
            text = format!("{text}. Fix: {}", plain(fix));
        }
        Self {
            rule_id: item.rule,
            rule_index,
            level: level(item.level),
            message: Message { text },
            locations: vec![Location::of(report, item)],
            partial_fingerprints: BTreeMap::from([("milepost/v1", digest(&identity(report, item)))]),
        }
    }
}

impl Location {
    fn of(report: &Report, item: &Item) -> Self {
        let region = Region { start_line: item.line.unwrap_or(1), start_column: item.column };
        let artifact_location = Artifact { uri: uri(&report.uri), uri_base_id: "%SRCROOT%" };
        Self { physical_location: Physical { artifact_location, region } }
    }
}

fn level(level: Level) -> &'static str {
    level.word()
}

/// A relative URI: whatever is not a plain character of a path is written in percent.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::testing::{hostile, sample};
    use super::*;

    fn json(reports: &[Report]) -> Value {
        serde_json::to_value(Log::of(reports)).unwrap()
    }

    /// What the schema of SARIF 2.1.0 asks of the parts that are written here, by the paths of its definitions.
    fn check_against_the_schema(log: &Value) {
        let only = |value: &Value, known: &[&str]| {
            let object = value.as_object().unwrap();
            assert!(object.keys().all(|key| known.contains(&key.as_str())), "{object:?}");
        };
        let text = |value: &Value| assert!(value.as_str().is_some_and(|t| !t.is_empty()), "{value}");
        let levels = ["none", "note", "warning", "error"];
        let is_level = |value: &Value| assert!(levels.contains(&value.as_str().unwrap()), "{value}");
        only(log, &["$schema", "version", "runs"]);
        assert_eq!(log["version"], "2.1.0");
        for run in log["runs"].as_array().unwrap() {
            only(run, &["tool", "columnKind", "invocations", "results"]);
            assert!(["utf16CodeUnits", "unicodeCodePoints"].contains(&run["columnKind"].as_str().unwrap()));
            assert!(run["invocations"][0]["executionSuccessful"].is_boolean());
            let driver = &run["tool"]["driver"];
            only(driver, &["name", "semanticVersion", "rules"]);
            text(&driver["name"]);
            let rules = driver["rules"].as_array().unwrap();
            let mut ids: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
            for rule in rules {
                only(rule, &["id", "shortDescription", "fullDescription", "help", "defaultConfiguration"]);
                text(&rule["shortDescription"]["text"]);
                text(&rule["fullDescription"]["text"]);
                only(&rule["help"], &["text", "markdown"]);
                text(&rule["help"]["text"]);
                is_level(&rule["defaultConfiguration"]["level"]);
            }
            for result in run["results"].as_array().unwrap() {
                only(
                    result,
                    &["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
                );
                let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
                assert_eq!(ids[index], result["ruleId"].as_str().unwrap());
                is_level(&result["level"]);
                text(&result["message"]["text"]);
                for place in result["locations"].as_array().unwrap() {
                    let place = &place["physicalLocation"];
                    only(place, &["artifactLocation", "region"]);
                    let uri = place["artifactLocation"]["uri"].as_str().unwrap();
                    assert!(!uri.contains(['\\', ' ', ':']) && !uri.is_empty(), "{uri}");
                    only(&place["region"], &["startLine", "startColumn"]);
                    assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
                    assert!(place["region"].get("startColumn").is_none_or(|c| c.as_u64().unwrap() >= 1));
                }
                let prints = result["partialFingerprints"].as_object().unwrap();
                assert!(prints.values().all(Value::is_string) && !prints.is_empty());
            }
            ids.sort_unstable();
            assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "ids of rules are unique");
        }
    }

    #[test]
    fn it_is_valid() {
        for reports in [sample(), hostile(), Vec::new()] {
            check_against_the_schema(&json(&reports));
        }
        assert_eq!(json(&[])["runs"][0]["results"], serde_json::json!([]));
        assert_eq!(json(&sample())["runs"][0]["invocations"][0]["executionSuccessful"], false);
    }

    #[test]
    fn a_result_points_at_its_element() {
        let log = json(&sample());
        let mut result = log["runs"][0]["results"][1].clone();
        // It moves with every new rule.
        result["ruleIndex"] = 0.into();
        insta::assert_snapshot!(serde_json::to_string_pretty(&result).unwrap());
        let code = &log["runs"][0]["results"][0];
        assert_eq!(code["ruleId"], "replaced-characters");
        let hostile = json(&hostile());
        let place = &hostile["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "a%2Cb%3A%25%3A%3Ax.ron");
    }

    #[test]
    fn a_fingerprint_survives_rewording_and_reordering() {
        let before = json(&sample());
        let mut reports = sample();
        reports.reverse();
        for item in reports.iter_mut().flat_map(|report| &mut report.items).filter(|item| item.is_finding()) {
            item.message = "said otherwise".to_owned();
            item.line = Some(99);
        }
        let after = json(&reports);
        let print = |log: &Value, rule: &str| {
            let results = log["runs"][0]["results"].as_array().unwrap();
            results.iter().find(|r| r["ruleId"] == rule).unwrap()["partialFingerprints"]["milepost/v1"]
                .clone()
        };
        assert_eq!(print(&before, "overdue"), print(&after, "overdue"));
        assert_ne!(print(&before, "overdue"), print(&before, "due"));
    }
}
