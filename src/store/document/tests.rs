use proptest::prelude::*;

use super::testing::{maps, workspaces};
use super::*;
use crate::map::id::StageId;
use crate::store::diagnostic::{Source, concise};

fn load(text: &str) -> LoadedMap {
    load_map(text.as_bytes(), "maps/a-map.ron", &LoadContext::default())
}

fn said<T>(loaded: &Loaded<T>) -> Vec<String> {
    let source = Source { name: "a.ron", text: &loaded.source_text };
    loaded.diagnostics.iter().map(|d| concise(d, &source)).collect()
}

#[test]
fn a_wrong_policy_is_told_with_its_place_and_the_nearest_rule() {
    let text =
        "(format: 1, policy: (overdue_after: 9, stale_after: 30, rules: [(rule: \"stael\", level: Off)]))";
    assert_eq!(
        said(&load_workspace(text.as_bytes())),
        [
            "a.ron:1:37: warning[contradiction] a stage would be overdue after 9 days, before it is stale after 30",
            "a.ron:1:72: warning[unknown-rule] there is no rule `stael`",
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_written_is_read(map in maps()) {
        prop_assert_eq!(map.problems(), vec![]);
        let text = write_map(&map, &Comments::default()).unwrap();
        let loaded = load(&text);
        prop_assert_eq!(said(&loaded), Vec::<String>::new());
        let read = loaded.value.unwrap();
        prop_assert_eq!(&read, &map);
        prop_assert_eq!(write_map(&read, &loaded.comments).unwrap(), text);
    }

    #[test]
    fn a_workspace_too(workspace in workspaces()) {
        let text = write_workspace(&workspace, &Comments::default()).unwrap();
        let loaded = load_workspace(text.as_bytes());
        prop_assert_eq!(said(&loaded), Vec::<String>::new());
        prop_assert_eq!(&loaded.value.unwrap(), &workspace);
    }

    #[test]
    fn a_damaged_file_never_panics(map in maps(), hits in prop::collection::vec((any::<u32>(), any::<u8>()), 0..4), cut in any::<u32>()) {
        let mut bytes = write_map(&map, &Comments::default()).unwrap().into_bytes();
        for (at, byte) in hits {
            let at = at as usize % bytes.len();
            bytes[at] = byte;
        }
        bytes.truncate(cut as usize % (bytes.len() * 2));
        let loaded = load_map(&bytes, "a.ron", &LoadContext::default());
        prop_assert_eq!(loaded.value.is_none(), worst(&loaded.diagnostics) == Some(Level::Error));
        if let Some(map) = loaded.value {
            prop_assert_eq!(map.problems(), vec![]);
            let text = write_map(&map, &loaded.comments).unwrap();
            let again = load(&text);
            prop_assert_eq!(again.value.as_ref(), Some(&map), "{}", text);
        }
    }
}

const SHORT: &str = r#"(
  format: 1,
  title: "By hand",
  stages: [
    (
      name: "Order",
      steps: [(text: "Choose", emotion: -1), (text: "Choose", emotion: 2)],
      notes: [(text: "Hm")],
      pains: [(text: "Slow")],
    ),
    (name: "Order", pains: [(text: "Slow")]),
  ],
)"#;

#[test]
fn a_short_file_by_hand_is_a_whole_map() {
    let first = load(SHORT);
    assert_eq!(said(&first), Vec::<String>::new());
    let map = first.value.unwrap();
    assert_eq!(map.problems(), []);
    assert_eq!(map.id.as_str(), "a-map");
    let ids: std::collections::BTreeSet<&str> = map.ids().collect();
    assert_eq!(ids.len(), map.ids().count());
    assert_eq!(load(SHORT).value.as_ref(), Some(&map));
    let steps: Vec<&str> = map.stages[0].cards().map(|c| c.id.as_str()).collect();
    assert!(steps.iter().all(|id| crate::map::id::is_id(id)), "{steps:?}");
    let written = write_map(&map, &first.comments).unwrap();
    assert_eq!(load(&written).value, Some(map));
}

#[test]
fn built_in_lanes_give_way_to_given_ids() {
    let text = r#"(format: 1, title: "M", stages: [(id: "pains", name: "S", pains: [(id: "doing", stage: "pains", text: "x")])])"#;
    let loaded = load(text);
    assert_eq!(said(&loaded), Vec::<String>::new());
    let map = loaded.value.unwrap();
    assert_eq!(map.problems(), []);
    assert!(map.stage(&StageId::new("pains").unwrap()).is_some());
    let written = write_map(&map, &loaded.comments).unwrap();
    assert_eq!(load(&written).value, Some(map));
}

#[test]
fn comments_are_kept() {
    let text = "// ours\n(\n  format: 1,\n  // the name\n  title: \"M\", // short\n)\n";
    let loaded = load(text);
    let written = write_map(&loaded.value.unwrap(), &loaded.comments).unwrap();
    for comment in ["// ours\n", "  // the name\n", " // short\n"] {
        assert!(written.contains(comment), "{written}");
    }
}
