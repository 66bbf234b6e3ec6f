//! Steps in the list of all cards: by row; left and right by stage, Tab by lane.

use crate::map::Workspace;
use crate::tui::cards::{self, CardRow};
use crate::tui::doc::Doc;
use crate::tui::focus::Focus;
use crate::tui::nav::Step;

impl Doc {
    /// The rows of the table.
    pub fn rows(&self, workspace: &Workspace) -> Vec<CardRow<'_>> {
        cards::rows((&self.map, workspace), self.sieve(), &self.focus, self.view.sort)
    }

    pub(super) fn table_step(&self, step: Step, workspace: &Workspace) -> Focus {
        let rows = self.rows(workspace);
        let Some((at, is_exact)) = cards::row_of(&self.map, &rows, &self.focus) else {
            return self.focus.clone();
        };
        let here = rows.get(at);
        let stage = here.and_then(|row| row.stage);
        let lane = here.map(|row| row.lane);
        let to = match step {
            Step::Down if is_exact => at.saturating_add(1),
            Step::Down => at,
            Step::Up => at.saturating_sub(1),
            Step::Top | Step::FirstStage => 0,
            Step::Bottom | Step::LastStage => usize::MAX,
            Step::Left => first_of(&rows, stage.map_or(self.map.stages.len(), |s| s).checked_sub(1), at),
            Step::Right => first_of(&rows, stage.map(|s| s + 1), at),
            Step::NextLane => {
                let after = rows.iter().enumerate().skip(at).find(|(_, row)| Some(row.lane) != lane);
                after.map_or(at, |(at, _)| at)
            }
            Step::PreviousLane => {
                let before = rows.iter().take(at).rposition(|row| Some(row.lane) != lane);
                before.unwrap_or(at)
            }
        };
        self.row_focus(&rows, to)
    }

    /// The focus some rows down, staying in the list.
    pub fn rows_down(&self, by: isize, workspace: &Workspace) -> Focus {
        let rows = self.rows(workspace);
        let at = cards::row_of(&self.map, &rows, &self.focus).map_or(0, |(at, _)| at);
        self.row_focus(&rows, at.saturating_add_signed(by))
    }

    fn row_focus(&self, rows: &[CardRow<'_>], at: usize) -> Focus {
        let row = rows.get(at.min(rows.len().saturating_sub(1)));
        row.map_or_else(|| self.focus.clone(), |row| Focus::Card(row.card.id.clone()))
    }
}

/// The first row of that stage; `here` where there is none.
fn first_of(rows: &[CardRow<'_>], stage: Option<usize>, here: usize) -> usize {
    let Some(stage) = stage else { return here };
    rows.iter().position(|row| row.stage == Some(stage)).unwrap_or(here)
}
