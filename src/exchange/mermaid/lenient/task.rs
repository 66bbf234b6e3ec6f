//! One task: which of its pieces between colons are name, score and people.

use std::borrow::Cow;

use super::super::journey::{Loss, Task};
use super::super::number::{leading_score, score};
use super::notes::tidy;

/// A task as written on a line, and what Mermaid would have made of it otherwise.
pub(super) fn read(text: &str, line: usize) -> (Task, Vec<Loss>) {
    let mut losses = Vec::new();
    let text = ascii_colons(text, line, &mut losses);
    let pieces = pieces(&text);
    let mut task = Task { line, ..Task::default() };
    let people = match find_score(&pieces) {
        Found::At(index) => {
            task.name = tidy(&pieces.iter().take(index).copied().collect::<Vec<_>>().join(":"));
            task.score = pieces.get(index).and_then(|piece| score(piece));
            pieces.get(index + 1..).unwrap_or_default()
        }
        Found::Missing => unscored(&pieces, &mut task, &mut losses),
    };
    split_differs(&pieces, &text, &task, &mut losses);
    add_people(people, &mut task, &mut losses);
    (task, losses)
}

/// Full-width colons count where the plain ones give no score.
fn ascii_colons<'a>(text: &'a str, line: usize, losses: &mut Vec<Loss>) -> Cow<'a, str> {
    let scored = |text: &str| text.split(':').skip(1).any(|piece| score(piece).is_some());
    if !text.contains('：') || scored(text) {
        return Cow::Borrowed(text);
    }
    losses.push(Loss::new(line, "full-width colons, which Mermaid rejects", "read as plain colons"));
    Cow::Owned(text.replace('：', ":"))
}

/// The pieces between colons; the colon of a time of day such as `09:30` does not part.
fn pieces(text: &str) -> Vec<&str> {
    let all: Vec<&str> = text.split(':').collect();
    let (Some(first), Some(second)) = (all.first(), all.get(1)) else { return all };
    let later = all.iter().skip(2).any(|piece| score(piece).is_some());
    if !(is_time(first, second) && (later || score(second).is_none())) {
        return all;
    }
    let (time, _) = text.split_at(first.len() + 1 + second.len());
    std::iter::once(time).chain(all.into_iter().skip(2)).collect()
}

/// Whether the colon between two pieces stands between an hour and its minutes.
fn is_time(before: &str, after: &str) -> bool {
    let hour = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let minutes = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (1..=2).contains(&hour) && minutes == 2
}

enum Found {
    /// The piece that is the score.
    At(usize),
    Missing,
}

/// The piece after the name where it is a number, as Mermaid has it; otherwise the last that is.
fn find_score(pieces: &[&str]) -> Found {
    let number = |index: usize| pieces.get(index).is_some_and(|piece| score(piece).is_some());
    if number(1) {
        return Found::At(1);
    }
    (2..pieces.len()).rev().find(|&index| number(index)).map_or(Found::Missing, Found::At)
}

/// A task without a number for a score: what stands in its place is kept, with the number that it may begin with.
fn unscored<'a, 'b>(pieces: &'b [&'a str], task: &mut Task, losses: &mut Vec<Loss>) -> &'b [&'a str] {
    task.name = tidy(pieces.first().copied().unwrap_or_default());
    let words = pieces.get(1).map(|piece| tidy(piece)).unwrap_or_default();
    if words.is_empty() {
        losses.push(Loss::new(task.line, "a task without a score", "a step without an emotion"));
    } else if let Some(number) = pieces.get(1).and_then(|piece| leading_score(piece)) {
        task.score = Some(number);
        let what = format!("the score `{words}` is not a plain number");
        losses.push(Loss::new(
            task.line,
            what,
            format!("score {number}, and its words as a note on the step"),
        ));
    } else {
        let what = format!("`{words}` stands where a score should be");
        losses.push(Loss::new(task.line, what, "a step without an emotion, and the words as a note on it"));
    }
    if !words.is_empty() {
        task.lost.push(words);
    }
    pieces.get(2..).unwrap_or_default()
}

/// Says so where the name holds a colon: Mermaid would have ended it there.
fn split_differs(pieces: &[&str], text: &str, task: &Task, losses: &mut Vec<Loss>) {
    let first = text.split(':').next().unwrap_or_default();
    if task.name.contains(':') && tidy(first) != task.name && pieces.len() > 1 {
        let what = format!("a colon inside the task's name, where Mermaid ends it after `{}`", tidy(first));
        losses.push(Loss::new(task.line, what, format!("the name `{}`", task.name)));
    }
}

fn add_people(pieces: &[&str], task: &mut Task, losses: &mut Vec<Loss>) {
    let list = pieces.join(":");
    task.people = list.split(',').map(tidy).filter(|person| !person.is_empty()).collect();
    if pieces.iter().skip(1).any(|piece| !tidy(piece).is_empty()) {
        let what = "a colon after the people, where Mermaid drops the rest of the line";
        losses.push(Loss::new(task.line, what, format!("people: {}", task.people.join(", "))));
    }
}
