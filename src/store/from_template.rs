//! A new map from a template.

use jiff::civil::Date;

use super::document::{LoadContext, load_map};
use super::templates::TEMPLATES;
use crate::map::Map;
use crate::map::id::MapId;

/// A copy of the template called `name`, with an id, a title and today as its first day; `None` if there is none by that name.
pub fn from_template(name: &str, id: MapId, title: &str, today: Date) -> Option<Map> {
    let (_, _, text) = TEMPLATES.iter().find(|(known, _, _)| known.eq_ignore_ascii_case(name))?;
    let map = load_map(text.as_bytes(), "template.ron", &LoadContext::default()).value?;
    let mut map = Map { id, title: title.into(), created: Some(today), ..map };
    for stage in &mut map.stages {
        stage.created = Some(today);
    }
    Some(map)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_makes_a_map_dated_today() {
        let today = "2026-11-22".parse().unwrap();
        for (name, _, _) in TEMPLATES {
            let map = from_template(name, MapId::new("m").unwrap(), "Mine", today).unwrap();
            assert_eq!((map.title.as_str(), map.created), ("Mine", Some(today)));
            assert!(map.stages.iter().all(|s| s.created == Some(today)));
        }
        assert!(from_template("nothing", MapId::new("m").unwrap(), "Mine", today).is_none());
    }
}
