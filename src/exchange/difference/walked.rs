//! What a reviewer made of the changes of a map, one by one: Markdown to paste into a pull request.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::exchange::markup::markdown as escaped;
use crate::map::say::many;

/// A change in a line: its sign and its words.
pub type Told = (char, String);

/// What was made of changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walked {
    /// The title of the map.
    pub title: String,
    /// What it was compared with, in words that follow `since`.
    pub since: String,
    /// Who looked.
    pub by: String,
    /// The day.
    pub on: Date,
    /// Seen, and well.
    pub seen: Vec<Told>,
    /// Something was said about it: what.
    pub said: Vec<(Told, String)>,
    /// Taken back.
    pub taken_back: Vec<Told>,
    /// Not looked at.
    pub left: Vec<Told>,
}

impl Walked {
    /// How many there were.
    pub fn all(&self) -> usize {
        self.done() + self.left.len()
    }

    /// How many were looked at.
    pub fn done(&self) -> usize {
        self.seen.len() + self.said.len() + self.taken_back.len()
    }

    /// `9 seen, 2 commented, 1 taken back`.
    pub fn counts(&self) -> String {
        let counts = [
            (self.seen.len(), "seen"),
            (self.said.len(), "commented"),
            (self.taken_back.len(), "taken back"),
        ];
        let said: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, words)| format!("{count} {words}"))
            .collect();
        if said.is_empty() { "nothing looked at yet".to_owned() } else { said.join(", ") }
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        let mut out = format!("### {}: changes since {}\n", escaped(&self.title), escaped(&self.since));
        let by = if self.by.is_empty() { "Somebody" } else { &self.by };
        let _ = write!(
            out,
            "\n{} looked at {} of {} on {}: {}.\n",
            escaped(by),
            self.done(),
            many(self.all(), "change"),
            self.on,
            self.counts()
        );
        let said: Vec<String> =
            self.said.iter().map(|(told, text)| format!("{}: {}", line(told), escaped(text))).collect();
        section(&mut out, "Commented", &said);
        section(&mut out, "Taken back", &lines(&self.taken_back));
        section(&mut out, "Seen", &lines(&self.seen));
        section(&mut out, "Not looked at", &lines(&self.left));
        out
    }
}

fn line((sign, words): &Told) -> String {
    format!("`{sign}` {}", escaped(words))
}

fn lines(told: &[Told]) -> Vec<String> {
    told.iter().map(line).collect()
}

fn section(out: &mut String, title: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let _ = write!(out, "\n**{title}**\n\n");
    for line in lines {
        let _ = writeln!(out, "- {line}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_on_a_pull_request() {
        let told = |sign: char, words: &str| (sign, words.to_owned());
        let walked = Walked {
            title: "Order to doorstep".into(),
            since: "it left main (9f3c1ab27d)".into(),
            by: "Maya Chen".into(),
            on: jiff::civil::date(2026, 11, 22),
            seen: vec![told('+', "pain “No *ETA*” added")],
            said: vec![(told('~', "severity: high -> critical"), "Really, @tom?".into())],
            taken_back: Vec::new(),
            left: vec![told('>', "step “Pays” moved")],
        };
        insta::assert_snapshot!(walked.markdown(), @r"
        ### Order to doorstep: changes since it left main (9f3c1ab27d)

        Maya Chen looked at 2 of 3 changes on 2026-11-22: 1 seen, 1 commented.

        **Commented**

        - `~` severity: high -&gt; critical: Really, @<!-- -->tom?

        **Seen**

        - `+` pain “No \*ETA\*” added

        **Not looked at**

        - `>` step “Pays” moved
        ");
    }
}
