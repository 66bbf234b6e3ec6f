//! The recorded behaviour of Mermaid itself, where `MILEPOST_CASES` says that it is at hand.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::*;

fn cases() -> Option<PathBuf> {
    let folder = std::env::var_os("MILEPOST_CASES").map(|root| PathBuf::from(root).join("mermaid"));
    if folder.is_none() {
        eprintln!("skipped: MILEPOST_CASES does not name the folder of cases");
    }
    folder
}

/// The recording holds hidden entities, NaN as a word, and scores as whichever number fits.
fn recorded(diagram: &Diagram) -> Value {
    let score = |s: f64| if s.is_nan() { json!("NaN") } else { json!(s) };
    let task = |t: &DiagramTask| json!([t.section, t.name, score(t.score), t.people]);
    json!({
        "title": diagram.title,
        "acc": [diagram.acc_title, diagram.acc_descr],
        "sections": diagram.sections,
        "tasks": diagram.tasks.iter().map(task).collect::<Vec<_>>(),
        "actors": diagram.actors(),
    })
}

fn float_scores(tasks: &Value, score: impl Fn(&Value) -> [Value; 4]) -> Value {
    let row = |task: &Value| {
        let [section, name, value, people] = score(task);
        json!([section, name, value.as_f64().map_or(value, |v| json!(v)), people])
    };
    Value::Array(tasks.as_array().unwrap().iter().map(row).collect())
}

#[test]
fn every_recorded_edge_case_is_read_alike() {
    let Some(folder) = cases() else { return };
    let text = fs::read_to_string(folder.join("edge-cases.jsonl")).unwrap();
    let mut count = 0;
    for case in text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        let (name, result) = (&case["case"], strict(case["source"].as_str().unwrap()));
        count += 1;
        let Some(error) = case["error"].as_str() else {
            let tasks = float_scores(&case["tasks"], |t| [0, 1, 2, 3].map(|i| t[i].clone()));
            let want = json!({"title": case["title"], "acc": case["acc"], "sections": case["sections"],
                "tasks": tasks, "actors": case["actors"]});
            assert_eq!(recorded(&result.unwrap_or_else(|e| panic!("{name}: {e}"))), want, "{name}");
            continue;
        };
        let rejection = result.expect_err(&name.to_string());
        let line = error.strip_prefix("Parse error on line ").and_then(|e| e.split_once(':'));
        let line = line.map_or(1, |(line, _)| line.parse().unwrap());
        assert_eq!(rejection.line, line, "{name}: {rejection}");
    }
    assert!(count > 50, "only {count} cases");
}

#[test]
fn every_recorded_diagram_is_read_alike() {
    let Some(folder) = cases() else { return };
    let expected: Value =
        serde_json::from_str(&fs::read_to_string(folder.join("expected.json")).unwrap()).unwrap();
    let expected = expected.as_object().unwrap();
    for (file, want) in expected {
        let result = strict(&fs::read_to_string(folder.join(file)).unwrap());
        let Ok(diagram) = result else {
            assert_eq!(want["ok"], false, "{file}");
            continue;
        };
        let tasks =
            float_scores(&want["tasks"], |t| ["section", "task", "score", "people"].map(|k| t[k].clone()));
        let want = json!({"title": want["title"], "acc": [want["accTitle"], want["accDescr"]],
            "sections": want["sections"], "tasks": tasks, "actors": want["actors"]});
        assert_eq!(recorded(&diagram), want, "{file}");
    }
    assert!(expected.len() > 10, "only {} diagrams", expected.len());
}
