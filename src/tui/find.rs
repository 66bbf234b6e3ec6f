//! What a filter shows and what a search finds: pure functions over an open map.

use super::doc::Doc;
use super::focus::Focus;
use super::nav::{self, Step};
use crate::map::{Card, Stage};
use crate::rules::Target;

impl Doc {
    /// Whether the filter shows a stage at all.
    pub fn shows_stage(&self, stage: &Stage) -> bool {
        let filter = &self.view.filter;
        let state = self.map.stage_index(&stage.id).and_then(|at| self.states.get(at));
        let state_fits = filter.states.is_empty() || state.is_some_and(|s| filter.states.contains(&s.kind));
        let owner_fits = filter.owner.as_ref().is_none_or(|owner| {
            self.map.owner_of(stage).is_some_and(|(id, _)| id == *owner)
                || stage.cards().any(|c| c.owner.as_ref() == Some(owner))
        });
        state_fits && owner_fits
    }

    /// Whether the filter shows a card of a stage.
    pub fn shows(&self, stage: &Stage, card: &Card) -> bool {
        let filter = &self.view.filter;
        let owner_fits = filter.owner.as_ref().is_none_or(|owner| match &card.owner {
            Some(own) => own == owner,
            None => self.map.owner_of(stage).is_some_and(|(id, _)| id == *owner),
        });
        let severe = filter.severity.is_none_or(|least| card.pain().is_some_and(|p| p.severity >= least));
        let tagged = filter
            .tag
            .as_ref()
            .is_none_or(|tag| card.tags.iter().any(|t| t.as_str().eq_ignore_ascii_case(tag)));
        let in_lane =
            filter.lane.as_ref().is_none_or(|lane| stage.cell(lane).iter().any(|c| c.id == card.id));
        self.shows_stage(stage) && owner_fits && severe && tagged && in_lane
    }

    /// One step of the focus, over what the filter hides.
    pub fn view_step(&self, step: Step) -> Focus {
        let mut focus = nav::step(&self.map, &self.focus, step);
        if self.view.filter.is_empty() {
            return focus;
        }
        // Bounded by the number of places there are.
        for _ in 0..=self.map.cards().count() + self.map.stages.len() * (self.map.lanes.len() + 1) {
            if self.is_shown(&focus) {
                return focus;
            }
            let next = nav::step(&self.map, &focus, step);
            if next == focus {
                break;
            }
            focus = next;
        }
        self.focus.clone()
    }

    fn is_shown(&self, focus: &Focus) -> bool {
        match focus {
            Focus::Map | Focus::Lane(_) => true,
            Focus::Stage(_) | Focus::Cell(..) => {
                nav::stage_of(&self.map, focus).is_some_and(|s| self.shows_stage(s))
            }
            Focus::Card(id) => match (nav::stage_of(&self.map, focus), self.map.card(id)) {
                (Some(stage), Some(card)) => self.shows(stage, card),
                _ => true,
            },
        }
    }

    /// Everything that says what is searched for, in reading order: stage by stage, lane by lane.
    pub fn hits(&self) -> Vec<Focus> {
        let Some(wanted) = self.view.search.as_deref().map(str::to_lowercase).filter(|w| !w.is_empty())
        else {
            return Vec::new();
        };
        let says = |text: &str| text.to_lowercase().contains(&wanted);
        let mut out = Vec::new();
        for stage in &self.map.stages {
            if says(stage.name.as_str()) {
                out.push(Focus::Stage(stage.id.clone()));
            }
            for lane in &self.map.lanes {
                let hits = stage.cell(&lane.id).iter().filter(|c| {
                    self.shows(stage, c)
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
        Some(match &finding.target {
            Target::Stage(id) => Focus::Stage(id.clone()),
            Target::Card(_, id) => Focus::Card(id.clone()),
            Target::Map | Target::Event(_) | Target::Conflict(_) => Focus::Map,
        })
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
