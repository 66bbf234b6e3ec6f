//! A journey as an import sees it: sections of tasks, and what could not be carried over unchanged.

use std::fmt;

/// A `journey` diagram read for import.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Journey {
    /// The diagram's title; empty when it has none.
    pub title: String,
    /// The accessible title (`accTitle`); empty when there is none.
    pub acc_title: String,
    /// The accessible description (`accDescr`); empty when there is none.
    pub acc_descr: String,
    /// The sections in order. Tasks that stand before any section are in a first section without a name.
    pub sections: Vec<Section>,
    /// How the scores were read.
    pub scale: Scale,
    /// How many journeys the text holds; this is one of them.
    pub journeys: usize,
    /// What was changed, guessed or left out on the way, by line.
    pub losses: Vec<Loss>,
}

impl Journey {
    /// All tasks, in order.
    pub fn tasks(&self) -> impl Iterator<Item = &Task> {
        self.sections.iter().flat_map(|section| &section.tasks)
    }

    /// Every person named by a task, in order of first mention, each once.
    pub fn people(&self) -> Vec<&str> {
        let mut seen = std::collections::BTreeSet::new();
        let all = self.tasks().flat_map(|task| &task.people).map(String::as_str);
        all.filter(|person| seen.insert(*person)).collect()
    }
}

/// A named run of tasks: a stage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    /// The name; empty for tasks before the first section.
    pub name: String,
    /// The line of the `section` keyword, from 1.
    pub line: usize,
    /// Its tasks, in order.
    pub tasks: Vec<Task>,
}

/// One task: a step of the customer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Task {
    /// What is done.
    pub name: String,
    /// The score as written; `None` when there is none or it is not a number.
    pub score: Option<f64>,
    /// The score as an emotion, −2…+2.
    pub emotion: Option<i8>,
    /// Who takes part, as written, in order.
    pub people: Vec<String>,
    /// The line, from 1.
    pub line: usize,
    /// Text of the task that fits no field, word for word, so that nothing is lost.
    pub lost: Vec<String>,
}

/// What the scores of a diagram were taken to mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// 1 to 5, as Mermaid documents it.
    #[default]
    Five,
    /// 1 to 10: some score is above 5 and none above 10 or below 1.
    Ten,
    /// 0 to 10: as [`Scale::Ten`], with some score below 1.
    ZeroToTen,
    /// −2 to +2: some score is negative and all lie in this range.
    Signed,
}

/// One thing that an import changed, guessed or left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The line in the text that was read, from 1.
    pub line: usize,
    /// What was found, in plain words.
    pub what: String,
    /// What became of it, in plain words.
    pub kept_as: String,
}

impl Loss {
    /// A loss on a line.
    pub fn new(line: usize, what: impl Into<String>, kept_as: impl Into<String>) -> Self {
        Self { line, what: what.into(), kept_as: kept_as.into() }
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}: {}", self.line, self.what, self.kept_as)
    }
}
