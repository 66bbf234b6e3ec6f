//! The lanes that every map has, and where they stand by default.

use super::id::LaneId;
use super::journey::Map;
use super::lane::{Lane, Role};

/// The built-in roles in their default order, with the default id and name of their lanes.
pub const BUILT_IN: [(Role, &str, &str); 4] = [
    (Role::Emotion, "emotion", "Emotion"),
    (Role::Pains, "pains", "Pains"),
    (Role::Opportunities, "opportunities", "Opportunities"),
    (Role::Metrics, "metrics", "Metrics"),
];

impl Map {
    /// Adds the lanes that every map has and this one lacks, at their default places: a lane of steps first, emotion
    /// after the first lane of steps, the others last.
    pub fn complete_lanes(&mut self) {
        if self.lane_of(Role::Steps).is_none() {
            let lane = self.fresh_lane(Role::Steps, "doing", "Doing");
            self.lanes.insert(0, lane);
        }
        for (role, id, name) in BUILT_IN {
            if self.lane_of(role).is_some() {
                continue;
            }
            let lane = self.fresh_lane(role, id, name);
            let after_steps = self.lanes.iter().position(|l| l.role == Role::Steps).map_or(0, |at| at + 1);
            let at = if role == Role::Emotion { after_steps } else { self.lanes.len() };
            self.lanes.insert(at, lane);
        }
    }

    /// The lanes as a file writes them: without the built-in ones that [`Map::complete_lanes`] would put there again.
    pub fn written_lanes(&self) -> Vec<Lane> {
        let is_default = |l: &Lane| {
            l.layer.is_none()
                && BUILT_IN.iter().any(|(role, id, name)| {
                    l.role == *role && l.id.as_str() == *id && l.name.as_str() == *name
                })
        };
        let mut short = Self {
            lanes: self.lanes.iter().filter(|l| !is_default(l)).cloned().collect(),
            ..Self::bare(self.id.clone(), "")
        };
        let written = short.lanes.clone();
        short.complete_lanes();
        if short.lanes == self.lanes && written.iter().any(|l| l.role == Role::Steps) {
            written
        } else {
            self.lanes.clone()
        }
    }

    fn fresh_lane(&self, role: Role, id: &str, name: &str) -> Lane {
        let taken = |id: &str| self.has_id(id);
        let id = if taken(id) {
            (2..10_000_u32).map(|n| format!("{id}-{n}")).find(|id| !taken(id)).unwrap_or_default()
        } else {
            id.to_owned()
        };
        // The candidates above are ids by construction; the fallback can only be reached by a broken table.
        let id = LaneId::new(&id).unwrap_or_else(|_| fallback_id());
        Lane::new(id, name, role)
    }
}

#[allow(clippy::expect_used, reason = "a constant that a test checks")]
fn fallback_id() -> LaneId {
    LaneId::new("lane").expect("a constant id")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::id::MapId;

    #[test]
    fn default_lanes_are_not_written() {
        let map = Map::new(MapId::new("m").unwrap(), "M");
        let names: Vec<_> = map.lanes.iter().map(|l| l.name.as_str()).collect();
        assert_eq!(names, ["Doing", "Emotion", "Pains", "Opportunities", "Metrics"]);
        assert_eq!(map.written_lanes().len(), 1);
    }

    #[test]
    fn moved_lanes_are_written() {
        let mut map = Map::new(MapId::new("m").unwrap(), "M");
        map.lanes.swap(1, 2);
        assert_eq!(map.written_lanes(), map.lanes);
    }
}
