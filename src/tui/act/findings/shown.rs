//! What the list shows: marks, groups, what is left out.

use super::super::super::app::App;
use super::super::super::status::Tone;
use crate::map::policy::Level;

impl App {
    /// Marks the chosen one, or takes the mark away, and goes on.
    pub fn mark_finding(&mut self) {
        let Some(key) = self.findings.chosen().map(|item| item.found.key.clone()) else { return };
        let marks = &mut self.findings.marks;
        if !marks.remove(&key) {
            marks.insert(key);
        }
        self.findings.go(1);
        self.say_marks();
    }

    /// Marks all shown, or takes all marks away.
    pub fn mark_findings(&mut self) {
        if self.findings.marks.is_empty() {
            let keys: Vec<String> = self.findings.all_shown().map(|item| item.found.key.clone()).collect();
            self.findings.marks.extend(keys);
        } else {
            self.findings.marks.clear();
        }
        self.say_marks();
    }

    fn say_marks(&mut self) {
        let words = match self.findings.marks.len() {
            0 => "no finding is marked".to_owned(),
            n => format!("{n} marked: put off, assign, review or fix all of them; Esc unmarks"),
        };
        self.say(Tone::Info, words);
    }

    /// Groups by the next thing.
    pub fn group_findings(&mut self) {
        self.findings.group = self.findings.group.next();
        self.arrange_findings();
        self.say(Tone::Info, format!("grouped by {}", self.findings.group.word()));
    }

    /// Shows only what the person who sits here owns, or all again.
    pub fn narrow_to_mine(&mut self) {
        if self.me.is_none() && !self.findings.mine {
            self.say(Tone::Info, "who are you? Then m shows what is yours");
            self.pick_me();
            return;
        }
        self.findings.mine = !self.findings.mine;
        self.arrange_findings();
        self.say_shown();
    }

    /// Shows only findings that are at least this loud.
    pub fn narrow_to_level(&mut self, least: Level) {
        self.findings.least = least;
        self.arrange_findings();
        self.say_shown();
    }

    /// Shows only findings that say this; nothing: all again.
    pub fn narrow_findings(&mut self, text: &str) {
        text.trim().clone_into(&mut self.findings.text);
        self.arrange_findings();
        self.say_shown();
    }

    /// Shows those that are put off too, or hides them.
    pub fn show_put_off(&mut self) {
        self.findings.put_off = !self.findings.put_off;
        self.arrange_findings();
        let words = match (self.findings.count_put_off(), self.findings.put_off) {
            (0, _) => "nothing is put off here".to_owned(),
            (n, true) => format!("{n} put off are shown too; w wakes one"),
            (n, false) => format!("{n} put off are hidden"),
        };
        self.say(Tone::Info, words);
    }

    /// Shows all again.
    pub fn widen_findings(&mut self) {
        self.findings.widen();
        self.arrange_findings();
        self.say_shown();
    }

    fn say_shown(&mut self) {
        let (shown, all) = self.findings.count();
        let words = if self.findings.is_narrowed() {
            format!("{shown} of {all} findings shown; F shows all")
        } else {
            format!("all {all} findings shown")
        };
        self.say(Tone::Info, words);
    }

    /// Peels one layer: marks, then what is left out, then the list.
    pub fn back_out_of_findings(&mut self) {
        if !self.findings.marks.is_empty() {
            self.findings.marks.clear();
            self.say_marks();
        } else if self.findings.is_narrowed() && self.findings.stage.is_none() {
            self.widen_findings();
        } else {
            self.close_findings();
        }
    }
}
