#![allow(clippy::format_collect, reason = "short texts of a test")]

use proptest::prelude::*;

use super::super::journey::{Scale, Task};
use super::super::{strict, write};
use super::*;

fn journey(text: &str) -> Journey {
    read(text, None).unwrap_or_else(|e| panic!("{text:?}: {e}"))
}

/// The only task of a diagram, and what was said about it.
fn task(line: &str) -> (Task, String) {
    let read = journey(&format!("journey\n{line}\n"));
    let said: Vec<String> = read.losses.iter().map(ToString::to_string).collect();
    (read.sections[0].tasks[0].clone(), said.join("\n"))
}

fn parts(line: &str) -> (String, Option<f64>, Vec<String>) {
    let (task, _) = task(line);
    (task.name, task.score, task.people)
}

fn is(name: &str, score: Option<f64>, people: &[&str]) -> (String, Option<f64>, Vec<String>) {
    (name.to_owned(), score, people.iter().map(|&p| p.to_owned()).collect())
}

fn said(text: &str) -> String {
    journey(text).losses.iter().map(|loss| format!("{loss}\n")).collect()
}

#[test]
fn a_plain_diagram_loses_nothing() {
    let read = journey("journey\n title T\n section S\n  A: 5: Me, You\n  B: 1\n");
    assert_eq!(read.losses, []);
    assert_eq!(read.title, "T");
    assert_eq!(read.tasks().map(|t| t.emotion).collect::<Vec<_>>(), [Some(2), Some(-2)]);
    assert_eq!(read.people(), ["Me", "You"]);
    assert_eq!(read.sections[0].line, 3);
}

#[test]
fn names_may_hold_colons() {
    assert_eq!(parts("09:30 start: 5: Me"), is("09:30 start", Some(5.0), &["Me"]));
    assert_eq!(parts("09:30: 5: Me"), is("09:30", Some(5.0), &["Me"]));
    assert_eq!(parts("At 9:30"), is("At 9", Some(30.0), &[]));
    assert_eq!(parts("A: sub: 5: Me"), is("A: sub", Some(5.0), &["Me"]));
    assert_eq!(parts("\"A: x\": 5: Me"), is("\"A: x\"", Some(5.0), &["Me"]));
    assert_eq!(parts("See https://x.y: 4"), is("See https://x.y", Some(4.0), &[]));
    assert_eq!(parts("A: 5: 42"), is("A", Some(5.0), &["42"]));
    assert!(task("A: sub: 5: Me").1.contains("line 2: a colon inside the task's name"));
}

#[test]
fn people_may_hold_colons() {
    assert_eq!(parts("A: 5: Role: Sam, Bo"), is("A", Some(5.0), &["Role: Sam", "Bo"]));
    assert_eq!(parts("A: 5: https://x.y"), is("A", Some(5.0), &["https://x.y"]));
    assert!(task("A: 5: Role: Sam").1.contains("people: Role: Sam"));
    assert_eq!(parts("A: 5: Me, "), is("A", Some(5.0), &["Me"]));
    assert_eq!(parts("A: 5: A#44;B, C"), is("A", Some(5.0), &["A,B", "C"]));
}

#[test]
fn a_score_that_is_none_keeps_its_words() {
    for (line, words) in [("A: x: Me", "x"), ("A: NaN: Me", "NaN"), ("size: 2rem", "2rem")] {
        let (task, said) = task(line);
        assert_eq!((task.score, task.emotion), (None, None), "{line}");
        assert_eq!(task.lost, [words]);
        assert!(said.contains(words), "{said}");
    }
    let (stars, said) = task("A: 5 stars: Me");
    assert_eq!(
        (stars.emotion, stars.lost, stars.people),
        (Some(2), vec!["5 stars".into()], vec!["Me".into()])
    );
    assert!(said.contains("5 stars"));
    for line in ["A", "A:", "A: : Me"] {
        assert!(task(line).1.contains("without a score"), "{line}");
    }
    assert_eq!(parts("A: : Me").2, ["Me"]);
}

#[test]
fn wild_signs_are_kept_and_said() {
    assert_eq!(parts("Fix #12; now: 5: Kid#1"), is("Fix #12; now", Some(5.0), &["Kid#1"]));
    let (_, said) = task("Fix #12; now: 5: Kid#1");
    assert!(said.contains("`#` in a text") && said.contains("`;` in a text"), "{said}");
    assert_eq!(parts("A: 5: Me;"), is("A", Some(5.0), &["Me"]));
    assert_eq!(parts("A: 5: R#amp;"), is("A", Some(5.0), &["R&"]));
    assert_eq!(parts("R&amp;D #58; #35;1<br/>two: 5"), is("R&D : #1\ntwo", Some(5.0), &[]));
    assert_eq!(parts("A： ５： Me"), is("A", Some(5.0), &["Me"]));
    assert!(task("A： 5： Me").1.contains("full-width"));
}

#[test]
fn headings_in_other_forms_are_read() {
    assert!(said("JOURNEY\n A: 5").contains("line 1: `journey` not in lower case"));
    assert_eq!(journey("journey: Trip\n A: 5").title, "Trip");
    assert_eq!(journey("journey title Trip\n A: 5").title, "Trip");
    assert_eq!(journey("journey-beta\n A: 5").tasks().count(), 1);
    assert_eq!(journey("journey\n title: Trip\n section: Step 1: go\n A: 5").title, "Trip");
    let read = journey("journey\n section Step 1: go\n A: 5\n section choose: 4: Me\n journey on: 3: Me\n");
    assert_eq!(read.sections.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["Step 1: go"]);
    assert_eq!(
        read.tasks().map(|t| t.name.as_str()).collect::<Vec<_>>(),
        ["A", "section choose", "journey on"]
    );
    assert_eq!(journey("journey\ntitle\nMine\nA: 5").title, "Mine");
}

#[test]
fn markdown_holds_one_or_several() {
    let page = "# Page\n```rust\njourney\n```\n```mermaid\ngraph TD\n```\ntext\n\
        ```mermaid\njourney\nA: 5: Me\n```\n~~~ {mermaid}\n---\ntitle: Two\n---\njourney\nB: 4\n";
    let first = journey(page);
    assert_eq!((first.journeys, first.tasks().next().unwrap().line), (2, 11));
    assert!(said(page).contains("holds 2 journeys"));
    let second = read(page, Some(2)).unwrap();
    assert_eq!((second.title.as_str(), second.tasks().next().unwrap().line), ("Two", 18));
    assert!(second.losses.iter().any(|loss| loss.what.contains("no end")));
    assert_eq!(read(page, Some(3)), Err(ReadError::NoSuchJourney { wanted: 3, found: 2 }));
    assert_eq!(read(page, Some(0)), Err(ReadError::NoSuchJourney { wanted: 0, found: 2 }));
    assert_eq!(read("graph TD\n a --> b", None), Err(ReadError::NoJourney));
    assert_eq!(journey("journey\nA: 5\njourney\nB: 3").journeys, 2);
}

#[test]
fn what_stands_around_the_statements_is_said() {
    let text = "---\ntitle: \"Front\"\nconfig:\n  theme: dark\n---\n%%{init: {\n}}%%\njourney\n%% note\n# hash\n\
        A: 5: Me %% aside\nstyle A fill:#f9f\n";
    let read = journey(text);
    assert_eq!((read.title.as_str(), read.tasks().next().unwrap().line), ("Front", 11));
    let said = said(text);
    for (line, words) in
        [(1, "front matter"), (6, "directive"), (9, "%% note"), (10, "# hash"), (11, "%% aside")]
    {
        assert!(
            said.lines().any(|l| l.starts_with(&format!("line {line}:")) && l.contains(words)),
            "{words}\n{said}"
        );
    }
    assert!(said.contains("a style"));
    assert!(super::read("hello\nworld\njourney\nA: 5", None).unwrap().losses[0].what.contains("2 line(s)"));
}

#[test]
fn descriptions_in_every_form_are_read() {
    let about = |text: &str| journey(&format!("journey\n{text}\nA: 5\n")).acc_descr;
    assert_eq!(about("accDescr: one; #2: three"), "one; #2: three");
    assert_eq!(about("accDescr {\n one\n\n two\n}"), "one\ntwo");
    assert_eq!(about("accDescr: {\n one\n}"), "one");
    assert_eq!(about("accDescr: one\n two"), "one\ntwo");
    assert_eq!(about("accDescr { one"), "one\nA: 5");
    let read = journey("journey\naccDescr { one }title T\nACCTITLE : X\n");
    assert_eq!((read.acc_descr.as_str(), read.title.as_str(), read.acc_title.as_str()), ("one", "T", "X"));
}

#[test]
fn scales_are_recognised() {
    let emotions = |scores: &[&str]| {
        let lines: String = scores.iter().map(|s| format!("A: {s}\n")).collect();
        let read = journey(&format!("journey\n{lines}"));
        (read.scale, read.tasks().map(|t| t.emotion.unwrap()).collect::<Vec<_>>(), read.losses.len())
    };
    assert_eq!(emotions(&["1", "2", "3", "4", "5"]), (Scale::Five, vec![-2, -1, 0, 1, 2], 0));
    assert_eq!(emotions(&["3.5", "2.5", "3.4"]), (Scale::Five, vec![1, -1, 0], 3));
    assert_eq!(emotions(&["10", "1", "6"]), (Scale::Ten, vec![2, -2, 0], 1));
    assert_eq!(emotions(&["10", "0", "5"]), (Scale::ZeroToTen, vec![2, -2, 0], 1));
    assert_eq!(emotions(&["-2", "0", "2"]), (Scale::Signed, vec![-2, 0, 2], 1));
    assert_eq!(emotions(&["0", "5"]), (Scale::Five, vec![-2, 2], 1));
    assert_eq!(emotions(&["80", "-7", "3"]), (Scale::Five, vec![2, -2, 0], 2));
    assert_eq!(task("A: 500: Me").0.lost, ["score 500"]);
}

#[test]
fn a_megabyte_of_anything_is_read_in_one_pass() {
    let units = [
        "A: 5: Me\n",
        "<a ",
        "#a",
        "%%{",
        "accDescr {",
        "title\n",
        "&a",
        "journey\n",
        "\n %%",
        "---\n",
        ":",
        "```mermaid\n",
    ];
    for unit in units {
        let text = unit.repeat(1_000_000 / unit.len());
        let _ = read(&text, None);
        let _ = read(&format!("journey\n{text}"), None);
    }
}

#[test]
fn the_recorded_diagrams_lose_no_task() {
    let Some(root) = std::env::var_os("MILEPOST_CASES") else {
        eprintln!("skipped: MILEPOST_CASES does not name the folder of cases");
        return;
    };
    let text =
        std::fs::read_to_string(std::path::PathBuf::from(root).join("mermaid/edge-cases.jsonl")).unwrap();
    for case in text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()) {
        let source = case["source"].as_str().unwrap();
        let Ok(diagram) = strict(source) else {
            let wild = read(source, None).unwrap();
            assert!(
                !wild.losses.is_empty() || wild.journeys > 1,
                "{source:?} is rejected, and nothing is said"
            );
            continue;
        };
        let read = journey(source);
        let whole = diagram.tasks.iter().all(|t| !t.score.is_nan()) && read.losses.is_empty();
        if whole {
            let names: Vec<_> =
                diagram.tasks.iter().map(|t| super::super::space::trim(&t.name).to_owned()).collect();
            let got: Vec<_> = read.tasks().map(|t| t.name.clone()).collect();
            if !source.contains("br") && !source.contains("#35;") {
                assert_eq!(got, names, "{source:?}");
            }
        }
    }
}

fn plain() -> impl Strategy<Value = String> {
    "[A-Za-z][A-Za-z ,.!?é]{0,12}[a-z]".prop_filter("keyword", |t| {
        let low = t.to_lowercase();
        !["title", "section", "journey", "acc", "style", "class", "click", "link"]
            .iter()
            .any(|k| low.starts_with(k))
    })
}

proptest! {
    #[test]
    fn no_text_makes_it_fail(text in any::<String>(), words in prop::collection::vec(prop::sample::select(WORDS), 0..30)) {
        let _ = read(&text, None);
        let _ = read(&format!("journey\n{text}"), None);
        let mixed = words.concat();
        if let Ok(read) = read(&format!("journey\n{mixed}"), None) {
            let lines = mixed.matches(['\n', '\r']).count() + 2;
            prop_assert!(read.losses.iter().all(|loss| loss.line >= 1 && loss.line <= lines));
            prop_assert!(read.tasks().all(|t| t.line <= lines && t.emotion.is_none_or(|e| (-2..=2).contains(&e))));
        }
    }

    #[test]
    fn where_mermaid_reads_it_right_both_agree(
        tasks in prop::collection::vec((plain(), 1u8..=5, prop::collection::vec("[A-Z][a-z]{1,5}", 0..3)), 1..5)
    ) {
        let lines: String = tasks.iter().map(|(n, s, p)| format!("{n}: {s}: {}\n", p.join(", "))).collect();
        let text = format!("journey\nsection S\n{lines}");
        let (diagram, read) = (strict(&text).unwrap(), journey(&text));
        prop_assert_eq!(&read.losses, &[]);
        for (a, b) in diagram.tasks.iter().zip(read.tasks()) {
            prop_assert_eq!(&a.name, &b.name);
            prop_assert_eq!(Some(a.score), b.score);
            prop_assert_eq!(a.people.iter().filter(|p| !p.is_empty()).collect::<Vec<_>>(), b.people.iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_import_of_an_export_is_the_same(
        name in "\\PC{1,12}", emotion in prop::option::of(-2i8..=2), people in prop::collection::vec("\\PC{1,6}", 0..3)
    ) {
        let visible = |t: &str| Some(super::super::space::trim(t).to_owned()).filter(|t| !t.is_empty());
        let people: Vec<String> = people.iter().filter_map(|p| visible(p)).collect();
        let Some(name) = visible(&name) else { return Ok(()) };
        let task = Task { name, emotion, people, ..Task::default() };
        let section = super::super::Section { name: "S".into(), line: 0, tasks: vec![task.clone()] };
        let text = write(&Journey { sections: vec![section], ..Journey::default() });
        let back = journey(&text);
        let got = back.tasks().next().unwrap();
        prop_assert_eq!((&got.name, got.emotion, &got.people), (&task.name, task.emotion, &task.people), "{}", text);
    }
}

const WORDS: &[&str] = &[
    "journey",
    "title",
    "section",
    "accTitle",
    "accDescr",
    "{",
    "}",
    ":",
    ";",
    "#",
    "#35;",
    "%%",
    "%%{",
    "}%%",
    "---",
    "\n",
    "\r\n",
    " ",
    "5",
    "09:30",
    "Me",
    ",",
    "<br/>",
    "&amp;",
    "é",
    "：",
    "```mermaid\n",
    "```\n",
    "A: 5: Me\n",
    "style ",
];
