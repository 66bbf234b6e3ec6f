//! What the rows of a feed touch.

use super::row::Row;
use crate::map::id::StageId;
use crate::map::{Label, Map};
use crate::rules::FeedEvent;

impl Row {
    /// The row as an event of a map; `None`: it touches nothing in it. `feed`: the name of the feed, which stands for the
    /// source where the row names none.
    pub fn on_map(&self, map: &Map, feed: &str) -> Option<FeedEvent> {
        let stages = self.stages_of(map)?;
        let source = self.source.clone().unwrap_or_else(|| Label::new(&format!("{feed}:{}", self.line)));
        Some(FeedEvent {
            on: self.on,
            kind: self.kind,
            text: self.text.clone(),
            stages,
            source: Some(source),
        })
    }

    /// The stages of a map that it touches, none meaning all; `None`: not the map at all.
    fn stages_of(&self, map: &Map) -> Option<Vec<StageId>> {
        if !self.maps.is_empty() && !self.maps.iter().any(|wanted| wanted.fits(map.id.as_str())) {
            return None;
        }
        if self.stages.is_empty() {
            return Some(Vec::new());
        }
        let means = |stage: &&crate::map::Stage| self.stages.iter().any(|s| s.means(map, stage));
        let stages: Vec<StageId> = map.stages.iter().filter(means).map(|stage| stage.id.clone()).collect();
        (!stages.is_empty()).then_some(stages)
    }

    /// What of it means nothing in all these maps, in words; `None`: everything means something.
    pub fn without_meaning(&self, maps: &[&Map]) -> Option<String> {
        let no_map = self.maps.iter().filter(|w| !maps.iter().any(|map| w.fits(map.id.as_str())));
        let names: Vec<String> = no_map.map(|w| format!("`{w}`")).collect();
        if !names.is_empty() {
            return Some(format!("there is no map {}", names.join(" nor ")));
        }
        let wanted = |map: &&&Map| self.maps.is_empty() || self.maps.iter().any(|w| w.fits(map.id.as_str()));
        let maps: Vec<&&Map> = maps.iter().filter(wanted).collect();
        let is_none =
            |s: &&super::Selector| !maps.iter().any(|map| map.stages.iter().any(|stage| s.means(map, stage)));
        let names: Vec<String> = self.stages.iter().filter(is_none).map(|s| format!("`{s}`")).collect();
        (!names.is_empty()).then(|| format!("there is no stage {}", names.join(" nor ")))
    }
}

#[cfg(test)]
mod tests {
    use super::super::selector::Selector;
    use super::super::wild::Wild;
    use super::*;
    use crate::map::event::EventKind;
    use crate::map::id::MapId;
    use crate::map::{Stage, Text};

    fn map(id: &str, stages: &[(&str, &[&str])]) -> Map {
        let mut map = Map::new(MapId::new(id).unwrap(), id);
        map.stages = stages
            .iter()
            .map(|(id, tags)| {
                let mut stage = Stage::new(StageId::new(id).unwrap(), id);
                stage.tags = tags.iter().map(|t| Label::new(t)).collect();
                stage
            })
            .collect();
        map
    }

    fn row(stages: &[&str], maps: &[&str]) -> Row {
        Row {
            line: 7,
            on: jiff::civil::date(2026, 11, 2),
            kind: EventKind::Release,
            text: Text::new("New app"),
            stages: stages.iter().map(|s| Selector::new(s).unwrap()).collect(),
            maps: maps.iter().map(|m| Wild::new(m).unwrap()).collect(),
            source: None,
        }
    }

    fn touched(row: &Row, map: &Map) -> Option<String> {
        let stages = row.on_map(map, "events.csv")?.stages;
        Some(stages.iter().map(StageId::as_str).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn ids_tags_and_patterns() {
        let order = map("order", &[("wait", &["Delivery"]), ("pay", &[]), ("pay-later", &["#delivery"])]);
        for (stages, maps, expected) in [
            (&["wait"][..], &[][..], Some("wait")),
            (&["pay*"], &[], Some("pay pay-later")),
            (&["#delivery"], &[], Some("wait pay-later")),
            (&["pay", "wait"], &[], Some("wait pay")),
            (&["order/wait", "return/pay"], &[], Some("wait")),
            (&["*/wait"], &[], Some("wait")),
            (&["ord?r/*"], &[], Some("wait pay pay-later")),
            (&["return/wait"], &[], None),
            (&["#none"], &[], None),
            (&["wait"], &["order"], Some("wait")),
            (&["wait"], &["return", "ord*"], Some("wait")),
            (&["wait"], &["return"], None),
            (&[], &["order"], Some("")),
            (&[], &["return"], None),
            (&[], &[], Some("")),
        ] {
            assert_eq!(touched(&row(stages, maps), &order).as_deref(), expected, "{stages:?} {maps:?}");
        }
    }

    #[test]
    fn a_tag_of_the_map_means_all_its_stages() {
        let mut order = map("order", &[("wait", &[]), ("pay", &[])]);
        order.tags = vec![Label::new("web")];
        assert_eq!(touched(&row(&["#WEB"], &[]), &order).as_deref(), Some("wait pay"));
    }

    #[test]
    fn the_source_is_the_rows_own_or_its_place() {
        let order = map("order", &[("wait", &[])]);
        let mut row = row(&["wait"], &[]);
        assert_eq!(row.on_map(&order, "events.csv").unwrap().source, Some(Label::new("events.csv:7")));
        row.source = Some(Label::new("JIRA-12"));
        assert_eq!(row.on_map(&order, "events.csv").unwrap().source, Some(Label::new("JIRA-12")));
    }

    #[test]
    fn what_means_nothing_anywhere_is_told() {
        let (order, back) = (map("order", &[("wait", &["web"])]), map("return", &[("send", &[])]));
        let maps = [&order, &back];
        let said = |stages: &[&str], maps_wanted: &[&str]| row(stages, maps_wanted).without_meaning(&maps);
        assert_eq!(said(&["wait", "send", "#web", "*/s*"], &[]), None);
        assert_eq!(said(&[], &[]), None);
        assert_eq!(said(&["wiat"], &[]).unwrap(), "there is no stage `wiat`");
        assert_eq!(said(&["wait", "x", "#y"], &[]).unwrap(), "there is no stage `x` nor `#y`");
        assert_eq!(said(&["wait"], &["return"]).unwrap(), "there is no stage `wait`");
        assert_eq!(said(&["wait"], &["refund"]).unwrap(), "there is no map `refund`");
    }
}
