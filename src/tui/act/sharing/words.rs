//! What is said of steps, before and after.

use super::super::super::app::App;
use super::super::super::sharing::Run;
use crate::store::share::{Plan, Step};

/// The steps with their numbers, what the commit will say, and what is not done.
pub(super) fn said(plan: &Plan) -> Vec<String> {
    let mut lines: Vec<String> =
        plan.steps.iter().enumerate().map(|(at, step)| format!("{}. {}", at + 1, step.words())).collect();
    for step in &plan.steps {
        if let Step::Commit { message, .. } | Step::FinishMerge { message: Some(message) } = step {
            lines.push(String::new());
            lines.push("The commit says:".to_owned());
            lines.extend(message.lines().map(|line| format!("  {line}").trim_end().to_owned()));
        }
    }
    if !plan.notes.is_empty() {
        lines.push(String::new());
        lines.extend(plan.notes.iter().cloned());
    }
    lines
}

/// How all of it ended, on a line.
pub(super) fn outcome(run: &Run) -> String {
    let lines: Vec<&str> =
        run.done.iter().filter_map(|(_, lines)| lines.first()).map(String::as_str).collect();
    if lines.is_empty() { run.way.done().to_owned() } else { lines.join("; ") }
}

impl App {
    /// What to do, with the keys of the editor where the words name a command of the shell.
    pub(super) fn hint_here(&self, hint: &str) -> String {
        let mut hint = hint.replace("run this again", "do this again");
        for id in ["git.publish", "git.sync", "git.setup"] {
            let words = id.replace("git.", "").replace("setup", "git setup");
            hint = hint.replace(&format!("`milepost {words}`"), &format!("`{}`", self.key_of(id)));
        }
        hint
    }
}
