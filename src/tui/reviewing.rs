//! Stages being looked at before somebody says that they are still true: what changed since the last review, then what they
//! hold.

use super::doc::Doc;
use super::holdings;
use super::keys::Key;
use super::layer::Answer;
use super::theme::Role;
use super::widgets::confirm::Confirm;
use super::widgets::sheet::{self, Row, Section, Sheet};
use crate::map::id::StageId;
use crate::map::{Stage, Workspace};
use crate::store::versions::seals::{Said, Since};

/// So many lines a sheet has at least.
const LEAST_ROWS: usize = 3;

/// A line and its look.
pub type Line = (String, Role);

/// Stages that are reviewed, or whose changes are read.
#[derive(Debug, Clone)]
pub struct Reviewing {
    /// Which, in the order of the map.
    pub stages: Vec<StageId>,
    /// What changed in them since their last reviews, as far as it is known yet.
    pub since: Vec<(StageId, Since)>,
    /// How they are shown.
    pub face: Face,
}

/// How stages under review are shown.
#[derive(Debug, Clone)]
pub enum Face {
    /// With the question whether they are still true.
    Ask(Confirm<Answer>),
    /// Only what changed, to read.
    Read(Sheet),
}

/// What a key did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reviewed {
    /// It is still open.
    Stay,
    /// It was read.
    Closed,
    /// The question was answered.
    Answered(Answer),
}

impl Reviewing {
    /// Does what `key` means here.
    pub fn key(&mut self, key: Key) -> Reviewed {
        match &mut self.face {
            Face::Ask(confirm) => confirm.key(&key).map_or(Reviewed::Stay, Reviewed::Answered),
            Face::Read(sheet) => match sheet.key(&key) {
                sheet::Outcome::Stay => Reviewed::Stay,
                sheet::Outcome::Closed | sheet::Outcome::Accepted => Reviewed::Closed,
            },
        }
    }

    /// The wheel: three lines down or up.
    pub fn wheel(&mut self, down: bool) {
        match &mut self.face {
            Face::Ask(confirm) => confirm.wheel(down),
            Face::Read(sheet) => sheet.wheel(down),
        }
    }

    /// What was found out of some of the stages.
    pub fn learn(&mut self, found: Vec<(StageId, Since)>) {
        let is_asked = |id: &StageId| self.stages.contains(id);
        for (id, since) in found.into_iter().filter(|(id, _)| is_asked(id)) {
            self.since.retain(|(known, _)| *known != id);
            self.since.push((id, since));
        }
    }

    /// What changed in a stage; `None`: it is being looked up.
    pub fn since(&self, stage: &StageId) -> Option<&Since> {
        self.since.iter().find(|(id, _)| id == stage).map(|(_, since)| since)
    }

    /// Shows what is known now.
    pub fn fill(&mut self, doc: &Doc, workspace: &Workspace) {
        let stages: Vec<&Stage> = self.stages.iter().filter_map(|id| doc.map.stage(id)).collect();
        let changed = |stage: &Stage| changed(stage, self.since(&stage.id), workspace);
        let lines = match (&self.face, stages.as_slice()) {
            (Face::Ask(_), [one]) => one_stage(changed(one), doc, one, workspace),
            (Face::Read(_), [one]) => changed(one),
            (_, many) => many
                .iter()
                .enumerate()
                .flat_map(|(at, stage)| in_list(at, doc, stage, self.since(&stage.id)))
                .collect(),
        };
        match &mut self.face {
            Face::Ask(confirm) => confirm.explain(lines),
            Face::Read(sheet) => {
                let mut rows: Vec<Row> =
                    lines.into_iter().map(|(text, role)| Row::Line(text, role)).collect();
                // Fewer lines would have no frame, and so no title.
                rows.resize(rows.len().max(LEAST_ROWS), Row::line(""));
                *sheet = Sheet::plain(&title_read(&stages), vec![Section::new("", rows)]);
            }
        }
    }
}

/// What changed in a stage, then what it holds.
fn one_stage(changed: Vec<Line>, doc: &Doc, stage: &Stage, workspace: &Workspace) -> Vec<Line> {
    let mut out = changed;
    out.push((String::new(), Role::Text));
    out.push(("What it holds".to_owned(), Role::Title));
    let mut is_heading = false;
    for line in holdings::lines(doc, stage, workspace) {
        let role = if is_heading { Role::Strong } else { Role::Text };
        is_heading = line.is_empty();
        out.push((line, role));
    }
    out
}

/// What changed in a stage since its last review, under a heading.
fn changed(stage: &Stage, since: Option<&Since>, workspace: &Workspace) -> Vec<Line> {
    let Some(review) = &stage.reviewed else {
        return vec![("Never reviewed: all of it is new".to_owned(), Role::Title)];
    };
    let last = format!("the review of {} by {}", review.on, workspace.name_of(&review.by));
    match since {
        None => vec![(format!("Looking up what changed since {last} …"), Role::Dim)],
        Some(Since::Never | Since::Same) => {
            vec![(format!("Nothing changed since {last}"), Role::Title)]
        }
        Some(Since::Unknown(why)) => {
            vec![(format!("Since {last}"), Role::Title), (format!("  {why}"), Role::Warning)]
        }
        Some(Since::Changed(lines)) => {
            let head = (format!("Changed since {last}"), Role::Title);
            std::iter::once(head).chain(lines.iter().map(said)).collect()
        }
    }
}

/// A stage in a list of several: its state and its count of changes, then the changes.
fn in_list(at: usize, doc: &Doc, stage: &Stage, since: Option<&Since>) -> Vec<Line> {
    let count = since.map_or_else(|| "looking up what changed".to_owned(), Since::count);
    let head = format!("{}. {}; {count}", at + 1, holdings::one_line(doc, stage));
    let role = if since.is_some_and(|s| !s.lines().is_empty()) { Role::Strong } else { Role::Text };
    let lines = since.map_or(&[][..], Since::lines);
    std::iter::once((head, role)).chain(lines.iter().map(said)).collect()
}

fn said(line: &Said) -> Line {
    (format!("  {} {}", line.sign, line.words), role_of(line.sign))
}

/// The look of a change with this sign.
pub fn role_of(sign: char) -> Role {
    match sign {
        '+' => Role::Added,
        '-' => Role::Removed,
        '>' | '=' => Role::Moved,
        _ => Role::Edited,
    }
}

/// The title where only changes are read.
pub fn title_read(stages: &[&Stage]) -> String {
    match stages {
        [one] => format!("What changed in “{}”", one.name),
        many => format!("What changed in {} stages", many.len()),
    }
}
