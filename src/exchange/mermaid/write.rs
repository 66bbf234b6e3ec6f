//! A journey as text that Mermaid 11 reads back with the same names, scores and people.

use std::fmt::Write as _;

use super::journey::{Journey, Section, Task};
use super::space::{is_space, is_word, strip_word, trim};

/// The comment before a step that has no emotion: Mermaid needs a number, so it gets the middle one.
pub(super) const UNRATED: &str = "%% not rated:";

/// The diagram's text. Emotions become scores 1 to 5; a task without one is written as 3 under a comment that says
/// so. What the grammar would trip over is written as entity codes, line ends as `<br/>`.
pub fn write(journey: &Journey) -> String {
    let mut out = "journey\n".to_owned();
    for (keyword, text) in [("title ", &journey.title), ("accTitle: ", &journey.acc_title)] {
        if !trim(text).is_empty() {
            out.extend(["    ", keyword, &label(text), "\n"]);
        }
    }
    description(&mut out, &journey.acc_descr);
    for (index, section) in journey.sections.iter().enumerate() {
        section_block(&mut out, section, index == 0);
    }
    out
}

fn description(out: &mut String, text: &str) {
    let lines: Vec<String> = text.lines().map(label).filter(|line| !line.is_empty()).collect();
    match lines.as_slice() {
        [] => {}
        [line] => out.extend(["    accDescr: ", line, "\n"]),
        _ => out.extend(["    accDescr {\n        ", &lines.join("\n        "), "\n    }\n"]),
    }
}

fn section_block(out: &mut String, section: &Section, first: bool) {
    let name = label(&section.name);
    if !(first && name.is_empty()) {
        out.extend(["    section ", if name.is_empty() { "Untitled" } else { &name }, "\n"]);
    }
    for task in &section.tasks {
        task_line(out, task);
    }
}

fn task_line(out: &mut String, task: &Task) {
    let name = label(&task.name);
    let name = if name.is_empty() { "Untitled".to_owned() } else { guard_keyword(name) };
    if task.emotion.is_none() {
        out.extend(["      ", UNRATED, " the 3 below stands for no score\n"]);
    }
    let score = i16::from(task.emotion.unwrap_or(0).clamp(-2, 2)) + 3;
    // Writing to a string cannot fail.
    let _ = write!(out, "      {name}: {score}");
    let people: Vec<String> = task.people.iter().map(|p| person(p)).filter(|p| !p.is_empty()).collect();
    if !people.is_empty() {
        out.extend([": ", &people.join(", ")]);
    }
    out.push('\n');
}

fn person(text: &str) -> String {
    label(text).replace(',', "#44;")
}

/// Text for any place in a diagram: without white space around it, on one line.
fn label(text: &str) -> String {
    let text = trim(text).replace("\r\n", "\n");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        if matches!(c, '\n' | '\r') {
            out.push_str("<br/>");
        } else if needs_code(c, next) {
            code(&mut out, c);
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether a character would be read as grammar, as the start of a tag or as part of an entity.
fn needs_code(c: char, next: char) -> bool {
    match c {
        '#' | ':' | ';' | '<' | '}' | 'ﬂ' | '¶' => true,
        '%' => next == '%',
        // Also before another code: `&#125;` is one entity in HTML's spelling.
        '&' => !next.is_whitespace(),
        _ => false,
    }
}

fn code(out: &mut String, c: char) {
    let _ = write!(out, "#{};", u32::from(c));
}

/// A task whose name begins like a statement gets its first letter as a code.
fn guard_keyword(name: String) -> String {
    let blank = |rest: &str| rest.starts_with(is_space) || rest.is_empty();
    let taken = strip_word(&name, "journey").is_some_and(|rest| !rest.starts_with(is_word))
        || ["title", "section", "accTitle", "accDescr"]
            .iter()
            .any(|k| strip_word(&name, k).is_some_and(blank))
        || strip_word(&name, "accDescr").is_some_and(|rest| rest.starts_with('{'));
    let mut letters = name.chars();
    match letters.next().filter(|_| taken) {
        Some(first) => {
            let mut out = String::new();
            code(&mut out, first);
            out + letters.as_str()
        }
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Diagram, strict};
    use super::*;

    fn task(name: &str, emotion: Option<i8>, people: &[&str]) -> Task {
        let people = people.iter().map(|&p| p.to_owned()).collect();
        Task { name: name.to_owned(), emotion, people, ..Task::default() }
    }

    fn section(name: &str, tasks: Vec<Task>) -> Section {
        Section { name: name.to_owned(), tasks, line: 0 }
    }

    #[test]
    fn a_diagram_is_written_for_people_to_read() {
        let journey = Journey {
            title: "Order: to door".into(),
            acc_descr: "Buys online\nWaits at home".into(),
            sections: vec![
                section("Order", vec![task("Title page", Some(2), &["Ann", "Kim, Bo"])]),
                section(
                    "Wait",
                    vec![task("Call; ask #1\nagain", Some(-2), &[]), task("Sit", None, &["Ann"])],
                ),
            ],
            ..Journey::default()
        };
        assert_eq!(
            write(&journey),
            "journey\n    title Order#58; to door\n    accDescr {\n        Buys online\n        Waits at home\n    }\n    \
             section Order\n      #84;itle page: 5: Ann, Kim#44; Bo\n    section Wait\n      \
             Call#59; ask #35;1<br/>again: 1\n      %% not rated: the 3 below stands for no score\n      Sit: 3: Ann\n"
        );
    }

    #[test]
    fn an_ampersand_before_a_code_stays_itself() {
        assert_eq!(label("R & D&}"), "R & D#38;#125;");
    }

    fn words() -> impl Strategy<Value = String> {
        let hostile = prop::sample::select(
            &[
                "journey",
                "title ",
                "section",
                "accDescr {",
                "accTitle",
                ":",
                ";",
                "#",
                "#35;",
                "%%",
                "%%{",
                "}%%",
                "<br/>",
                "<script>",
                "&amp;",
                "style: #a;",
                "}",
                ",",
                "\"",
                "---",
                "ﬂ°°35¶ß",
                "\u{a0}",
                "é",
                "漢字",
                "👍",
            ][..],
        );
        let piece = prop_oneof![hostile.prop_map(str::to_owned), "[ -~]{0,6}", "\\PC{0,4}"];
        prop::collection::vec(piece, 1..6)
            .prop_map(|p| trim(&p.concat()).to_owned())
            .prop_filter("empty", |t| !t.is_empty())
    }

    fn tasks() -> impl Strategy<Value = Vec<Task>> {
        let task = (words(), -2i8..=2, prop::collection::vec(words(), 0..3));
        let task =
            task.prop_map(|(name, e, people)| Task { name, emotion: Some(e), people, ..Task::default() });
        prop::collection::vec(task, 0..4)
    }

    proptest! {
        #[test]
        fn mermaid_reads_back_what_was_written(
            title in words(),
            about in words(),
            sections in prop::collection::vec((words(), tasks()), 0..4),
        ) {
            let sections: Vec<Section> = sections.iter().map(|(n, t)| section(n, t.clone())).collect();
            let journey = Journey { title, acc_descr: about, sections, ..Journey::default() };
            let text = write(&journey);
            let read = strict(&text).map_err(|e| TestCaseError::fail(format!("{e}\n{text}")))?;
            prop_assert_eq!(Diagram::shown(&read.title), journey.title.clone());
            prop_assert_eq!(Diagram::shown(&read.acc_descr), journey.acc_descr.clone());
            let names: Vec<String> = read.sections.iter().map(|s| Diagram::shown(s)).collect();
            prop_assert_eq!(names, journey.sections.iter().map(|s| s.name.clone()).collect::<Vec<_>>());
            prop_assert_eq!(read.tasks.len(), journey.tasks().count());
            for (got, want) in read.tasks.iter().zip(journey.tasks()) {
                prop_assert_eq!(Diagram::shown(&got.name), want.name.clone());
                prop_assert_eq!(Some(got.score), want.emotion.map(|e| f64::from(e) + 3.0));
                let people: Vec<String> = got.people.iter().map(|p| Diagram::shown(p)).collect();
                prop_assert_eq!(people, want.people.clone());
            }
        }
    }
}
