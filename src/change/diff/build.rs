//! The comparison: map, lanes, stages; their cards stand in `cards`.

use std::collections::HashSet;
use std::sync::Arc;

use super::element::{Change, Concerns, Element, What};
use super::index::Index;
use super::lists::{Fate, fates};
use super::{Diff, Field, Unchanged, order, outdated};
use crate::map::edit::{
    ConflictField, EventField, FlowField, LaneField, MapField, Part, PolicyField, PriorityField, RuleField,
    SegmentField, SnoozeField, StageField,
};
use crate::map::id::StageId;
use crate::map::policy::RuleSetting;
use crate::map::review::Snooze;
use crate::map::{Map, Policy, Stage};

/// Two maps being compared.
pub(super) struct Comparing<'a> {
    pub(super) old: Index<'a>,
    pub(super) new: Index<'a>,
    /// The stage that is compared now.
    pub(super) here: Concerns,
    pub(super) out: Vec<Change>,
    pub(super) unchanged: Unchanged,
}

impl<'a> Comparing<'a> {
    pub(super) fn new(old: &'a Map, new: &'a Map) -> Self {
        Self {
            old: Index::new(old),
            new: Index::new(new),
            here: Concerns::default(),
            out: Vec::new(),
            unchanged: Unchanged::default(),
        }
    }

    pub(super) fn run(mut self) -> Diff {
        self.map();
        self.lanes();
        self.cell(None, None);
        let mut sections = vec![(None, std::mem::take(&mut self.out))];
        for fate in fates(&self.old.map.stages, &self.new.map.stages, |s: &Stage| &s.id) {
            let id = self.stage(&fate);
            sections.push((Some(id), std::mem::take(&mut self.out)));
        }
        self.finish(sections)
    }

    fn finish(mut self, mut sections: Vec<(Option<StageId>, Vec<Change>)>) -> Diff {
        let all = || sections.iter().flat_map(|(_, changes)| changes);
        let mut touched: HashSet<StageId> = all().flat_map(|c| c.stage.both()).cloned().collect();
        for (stage, changes) in &mut sections {
            let Some(id) = stage else { continue };
            if let Some(change) = outdated::change(&self.old, &self.new, id, touched.contains(id)) {
                changes.push(change);
                touched.insert(id.clone());
            }
        }
        let is_untouched = |s: &&Stage| !touched.contains(&s.id);
        self.unchanged.stages = self.new.map.stages.iter().filter(is_untouched).count();
        let stages = sections.iter().filter_map(|(stage, _)| stage.clone()).collect();
        let changes = sections.into_iter().flat_map(|(_, changes)| changes).collect();
        Diff { changes, stages, unchanged: self.unchanged }
    }

    pub(super) fn push(&mut self, at: Element, what: What, along: bool) {
        self.out.push(Change { at, stage: self.here.clone(), what, along });
    }

    pub(super) fn edited<F: Into<Field>>(&mut self, at: &Element, (before, after): (F, F)) {
        let what = What::Edited { before: before.into(), after: after.into() };
        self.push(at.clone(), what, false);
    }

    pub(super) fn all_edited<F: Into<Field>>(&mut self, at: &Element, pairs: Vec<(F, F)>) {
        for pair in pairs {
            self.edited(at, pair);
        }
    }

    /// The fields of the map, its lists part by part.
    fn map(&mut self) {
        let (old, new) = (self.old.map, self.new.map);
        let at = Element::Map;
        for pair in MapField::differing(old, new) {
            match pair.0 {
                MapField::Policy(_) => self.policy(&at, old.policy.as_ref(), new.policy.as_ref(), pair),
                MapField::Flow(_) => {
                    self.group(&at, old.flow.as_ref(), new.flow.as_ref(), FlowField::differing, pair);
                }
                MapField::Priority(_) => {
                    let (old, new) = (old.priority.as_ref(), new.priority.as_ref());
                    self.group(&at, old, new, PriorityField::differing, pair);
                }
                MapField::Snoozes(_) => self.snoozes(&old.snoozes, &new.snoozes),
                MapField::Segments(_) => self.parts(
                    &old.segments,
                    &new.segments,
                    |s| Element::Segment(s.id.clone()),
                    SegmentField::differing,
                ),
                MapField::Events(_) => self.parts(
                    &old.events,
                    &new.events,
                    |e| Element::Event(e.id.clone()),
                    EventField::differing,
                ),
                MapField::Conflicts(_) => self.parts(
                    &old.conflicts,
                    &new.conflicts,
                    |c| Element::Conflict(c.id.clone()),
                    ConflictField::differing,
                ),
                _ => self.edited(&at, pair),
            }
        }
    }

    fn lanes(&mut self) {
        let (old, new) = (&self.old.map.lanes, &self.new.map.lanes);
        for fate in fates(old, new, |l| &l.id) {
            match fate {
                Fate::Added(lane) => self.push(Element::Lane(lane.id.clone()), What::Added, false),
                Fate::Removed(lane) => self.push(Element::Lane(lane.id.clone()), What::Removed, false),
                Fate::Stayed { old: was, new: is, moved } => {
                    let (at, count) = (Element::Lane(is.id.clone()), self.out.len());
                    if let Some(places) = moved {
                        self.reordered(at.clone(), places, old, new, |l| l.id.shared_text());
                    }
                    self.all_edited(&at, LaneField::differing(was, is));
                    if was.role != is.role {
                        self.edited(&at, (Field::Role(was.role), Field::Role(is.role)));
                    }
                    self.unchanged.lanes += usize::from(self.out.len() == count);
                }
            }
        }
    }

    /// A stage and all that stands in it.
    fn stage(&mut self, fate: &Fate<'a, Stage>) -> StageId {
        let (old, new, stage) = match fate {
            Fate::Added(stage) => (None, Some(*stage), *stage),
            Fate::Removed(stage) => (Some(*stage), None, *stage),
            Fate::Stayed { old, new, .. } => (Some(*old), Some(*new), *new),
        };
        self.here = Concerns { old: old.map(|s| s.id.clone()), new: new.map(|s| s.id.clone()) };
        let at = Element::Stage(stage.id.clone());
        match fate {
            Fate::Added(_) => self.push(at, What::Added, false),
            Fate::Removed(_) => self.push(at, What::Removed, false),
            Fate::Stayed { old, new, moved } => {
                if let Some(places) = moved {
                    let (old, new) = (&self.old.map.stages, &self.new.map.stages);
                    self.reordered(at.clone(), *places, old, new, |s| s.id.shared_text());
                }
                self.stage_fields(&at, old, new);
            }
        }
        self.evidence(old, new);
        let lanes = |map: &'a Map| map.lanes.iter().map(|l| &l.id).collect::<Vec<_>>();
        for lane in order::merged(&lanes(self.old.map), &lanes(self.new.map), |_| true) {
            self.cell(Some(&stage.id), Some(lane));
        }
        stage.id.clone()
    }

    fn stage_fields(&mut self, at: &Element, old: &'a Stage, new: &'a Stage) {
        for pair in StageField::differing(old, new) {
            match pair.0 {
                // Told by id, with the evidence of the other stages.
                StageField::Evidence(_) => {}
                StageField::Snoozes(_) => self.snoozes(&old.snoozes, &new.snoozes),
                StageField::Policy(_) => self.policy(at, old.policy.as_ref(), new.policy.as_ref(), pair),
                _ => self.edited(at, pair),
            }
        }
    }

    fn snoozes(&mut self, old: &'a [Snooze], new: &'a [Snooze]) {
        self.parts(
            old,
            new,
            |s| Element::Snooze { rule: s.rule.clone(), card: s.card.clone(), part: s.part.clone() },
            SnoozeField::differing,
        );
    }

    fn policy<F: Into<Field>>(
        &mut self,
        at: &Element,
        old: Option<&Policy>,
        new: Option<&Policy>,
        whole: (F, F),
    ) {
        let (was, is) = (old.cloned().unwrap_or_default(), new.cloned().unwrap_or_default());
        let before = self.out.len();
        for pair in PolicyField::differing(&was, &is) {
            match pair.0 {
                PolicyField::Rules(_) => self.rules(&was.rules, &is.rules),
                _ => self.edited(at, pair),
            }
        }
        if self.out.len() == before {
            self.edited(at, whole);
        }
    }

    fn rules(&mut self, old: &[RuleSetting], new: &[RuleSetting]) {
        self.parts(old, new, |r| Element::Rule { rule: r.rule.clone(), kind: r.kind }, RuleField::differing);
    }

    /// An optional group of fields: field by field; as a whole where none of them tells the difference.
    pub(super) fn group<T: Default, F: Into<Field>, W: Into<Field>>(
        &mut self,
        at: &Element,
        old: Option<&T>,
        new: Option<&T>,
        differing: impl Fn(&T, &T) -> Vec<(F, F)>,
        whole: (W, W),
    ) {
        let nothing = T::default();
        let pairs = differing(old.unwrap_or(&nothing), new.unwrap_or(&nothing));
        if pairs.is_empty() {
            self.edited(at, whole);
        }
        self.all_edited(at, pairs);
    }

    /// A list of parts, each known by its key.
    pub(super) fn parts<T: Part, F: Into<Field>>(
        &mut self,
        old: &[T],
        new: &[T],
        element: impl Fn(&T) -> Element,
        differing: impl Fn(&T, &T) -> Vec<(F, F)>,
    ) {
        for fate in fates(old, new, Part::key) {
            match fate {
                Fate::Added(part) => self.push(element(part), What::Added, false),
                Fate::Removed(part) => self.push(element(part), What::Removed, false),
                Fate::Stayed { old: was, new: is, moved } => {
                    let at = element(is);
                    if let Some(places) = moved {
                        self.reordered(at.clone(), places, old, new, Part::key);
                    }
                    self.all_edited(&at, differing(was, is));
                }
            }
        }
    }

    /// Another place in the same list.
    pub(super) fn reordered<T>(
        &mut self,
        at: Element,
        places: (usize, usize),
        old: &[T],
        new: &[T],
        key: impl Fn(&T) -> Arc<str>,
    ) {
        let from = before(old, places.0).map(&key);
        let to = before(new, places.1).map(&key);
        self.push(at, What::Reordered { from, to }, false);
    }
}

/// The one before a place of a list.
pub(super) fn before<T>(list: &[T], at: usize) -> Option<&T> {
    at.checked_sub(1).and_then(|at| list.get(at))
}
