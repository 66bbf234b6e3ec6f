//! The maps that a new one can start from.

/// The templates: name, what it is in a few words, and its file.
pub const TEMPLATES: &[(&str, &str, &str)] = &[
    ("blank", "one lane, one stage, nothing else", include_str!("templates/blank.ron")),
    (
        "customer journey",
        "seven stages in the customer's voice, with thinking, frontstage and backstage",
        include_str!("templates/customer-journey.ron"),
    ),
    (
        "service blueprint",
        "six stages with physical evidence, frontstage, backstage and support, parted by the blueprint's lines",
        include_str!("templates/service-blueprint.ron"),
    ),
];

#[cfg(test)]
mod tests {
    use super::TEMPLATES;
    use crate::map::Map;
    use crate::map::lane::Layer;
    use crate::store::document::{LoadContext, load_map, write_map};

    fn loaded(name: &str, text: &str) -> Map {
        let loaded = load_map(text.as_bytes(), &format!("{name}.ron"), &LoadContext::default());
        assert_eq!(loaded.diagnostics, [], "{name}");
        let map = loaded.value.unwrap();
        assert_eq!(write_map(&map, &loaded.comments).unwrap(), text, "{name} is not as it would be written");
        map
    }

    #[test]
    fn each_loads_clean_and_is_small_enough_to_delete() {
        assert_eq!(
            TEMPLATES.iter().map(|t| t.0).collect::<Vec<_>>(),
            ["blank", "customer journey", "service blueprint"]
        );
        for (name, words, text) in TEMPLATES {
            let map = loaded(name, text);
            assert!(!words.is_empty());
            assert_eq!(map.problems(), [], "{name}");
            assert_eq!(map.dangling(), [], "{name}");
            assert!(!map.stages.is_empty(), "{name}");
            for lane in &map.lanes {
                let cards: usize = map.stages.iter().map(|s| s.cell(&lane.id).len()).sum();
                assert!(cards <= 1, "{name}: {cards} examples in {}", lane.name);
            }
        }
    }

    #[test]
    fn the_blueprint_draws_every_line() {
        let (name, _, text) = TEMPLATES[2];
        let layers: Vec<Layer> = loaded(name, text).lanes.iter().filter_map(|l| l.layer).collect();
        let lines: Vec<&str> = layers.into_iter().filter_map(Layer::line_above).collect();
        assert_eq!(lines, ["line of interaction", "line of visibility", "line of internal interaction"]);
    }
}
