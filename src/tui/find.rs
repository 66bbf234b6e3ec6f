//! What a search finds and where the findings are: pure functions over an open map.

use super::doc::Doc;
use super::focus::Focus;
use super::nav;
use crate::rules::Target;

/// Where something that a finding is about is on the board.
pub(super) fn focus_of(target: &Target) -> Focus {
    match target {
        Target::Stage(id) | Target::Evidence(id, _) => Focus::Stage(id.clone()),
        Target::Card(_, id) => Focus::Card(id.clone()),
        Target::Workspace
        | Target::Person(_)
        | Target::Map
        | Target::Segment(_)
        | Target::Event(_)
        | Target::Conflict(_) => Focus::Map,
    }
}

impl Doc {
    /// Everything that says what is searched for, in reading order: stage by stage, lane by lane.
    pub fn hits(&self) -> Vec<Focus> {
        let Some(wanted) = self.view.search.as_deref().map(str::to_lowercase).filter(|w| !w.is_empty())
        else {
            return Vec::new();
        };
        let says = |text: &str| text.to_lowercase().contains(&wanted);
        let mut out = Vec::new();
        for (index, stage) in self.map.stages.iter().enumerate() {
            let sieve = self.sieve().of_stage(index, stage);
            if says(stage.name.as_str()) {
                out.push(Focus::Stage(stage.id.clone()));
            }
            for lane in &self.map.lanes {
                let hits = stage.cell(&lane.id).iter().filter(|c| {
                    sieve.keeps(&lane.id, c)
                        && (says(c.text.as_str())
                            || c.detail.as_ref().is_some_and(|d| says(d.as_str()))
                            || c.tags.iter().any(|t| says(t.as_str())))
                });
                out.extend(hits.map(|c| Focus::Card(c.id.clone())));
            }
        }
        out
    }

    /// The hit after (or before) the focus, going round; its number from 0.
    pub fn nearest_hit(&self, hits: &[Focus], forward: bool) -> Option<(usize, Focus)> {
        let here = self.rank(&self.focus);
        let ranks: Vec<_> = hits.iter().map(|h| self.rank(h)).collect();
        let at = if forward {
            ranks.iter().position(|r| *r > here).unwrap_or(0)
        } else {
            ranks.iter().rposition(|r| *r < here).unwrap_or(hits.len().saturating_sub(1))
        };
        hits.get(at).map(|focus| (at, focus.clone()))
    }

    /// Reading order: stage, lane, card; headers first.
    fn rank(&self, focus: &Focus) -> (usize, usize, usize) {
        nav::spot(&self.map, focus)
            .map_or((0, 0, 0), |s| (s.stage.map_or(0, |x| x + 1), s.lane.map_or(0, |l| l + 1), s.card))
    }

    /// The place of a finding.
    pub fn finding_focus(&self, index: usize) -> Option<Focus> {
        let finding = self.findings.get(index)?;
        Some(focus_of(&finding.target))
    }

    /// The next finding after the focus in reading order, going round.
    pub fn next_finding(&self, forward: bool) -> Option<usize> {
        let mut order: Vec<_> =
            (0..self.findings.len()).filter_map(|i| Some((self.rank(&self.finding_focus(i)?), i))).collect();
        order.sort_unstable();
        let here = self.rank(&self.focus);
        let found = if forward {
            order.iter().find(|(rank, _)| *rank > here).or_else(|| order.first())
        } else {
            order.iter().rev().find(|(rank, _)| *rank < here).or_else(|| order.last())
        };
        found.map(|(_, i)| *i)
    }
}
