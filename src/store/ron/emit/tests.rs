use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use super::*;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Status {
    Open,
    Accepted(String),
    Pair(i32, f64),
    Until { date: String, by: Option<String> },
    Held(Box<Leaf>),
    None,
    Some(u8),
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
struct Leaf {
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    lines: Vec<String>,
    r#type: char,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Tree {
    title: String,
    count: i64,
    rate: f64,
    status: Option<Status>,
    statuses: Vec<Status>,
    leaves: Vec<Leaf>,
    map: BTreeMap<String, Vec<u32>>,
    pair: (String, bool),
    unit: (),
    below: Vec<Tree>,
}

fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        any::<char>().prop_map(String::from),
        "[ -~]{0,8}",
        prop::sample::select(vec![
            "\r\n",
            "\n",
            "\\",
            "\"",
            "\\\"",
            "//",
            "/*",
            "*/",
            "\u{202e}",
            "\u{200d}",
            "\u{feff}",
            "\u{2028}",
            "日本",
            "🙂",
            "e\u{301}",
            "\0",
            "\u{1b}]52;c;\u{7}",
            "r#\"",
            "\\u{41}",
            "None",
        ])
        .prop_map(String::from),
    ];
    prop::collection::vec(pieces, 0..6).prop_map(|parts| parts.concat())
}

fn leaf() -> impl Strategy<Value = Leaf> {
    (prop::option::of(hostile()), prop::collection::vec(hostile(), 0..3), any::<char>())
        .prop_map(|(note, lines, r#type)| Leaf { note, lines, r#type })
}

fn status() -> impl Strategy<Value = Status> {
    prop_oneof![
        Just(Status::Open),
        Just(Status::None),
        any::<u8>().prop_map(Status::Some),
        hostile().prop_map(Status::Accepted),
        (any::<i32>(), finite()).prop_map(|(a, b)| Status::Pair(a, b)),
        (hostile(), prop::option::of(hostile())).prop_map(|(date, by)| Status::Until { date, by }),
        leaf().prop_map(|l| Status::Held(Box::new(l))),
    ]
}

fn finite() -> impl Strategy<Value = f64> {
    prop_oneof![prop::num::f64::NORMAL, prop::num::f64::ZERO, Just(0.9), Just(1240.0), Just(f64::MAX)]
}

fn tree() -> impl Strategy<Value = Tree> {
    let flat = (
        (hostile(), any::<i64>(), finite(), prop::option::of(status())),
        prop::collection::vec(status(), 0..3),
        prop::collection::vec(leaf(), 0..3),
        prop::collection::btree_map(hostile(), prop::collection::vec(any::<u32>(), 0..3), 0..3),
        (hostile(), any::<bool>()),
    )
        .prop_map(|((title, count, rate, status), statuses, leaves, map, pair)| Tree {
            title,
            count,
            rate,
            status,
            statuses,
            leaves,
            map,
            pair,
            unit: (),
            below: Vec::new(),
        });
    flat.prop_recursive(4, 12, 3, |inner| {
        (inner.clone(), prop::collection::vec(inner, 0..3)).prop_map(|(mut t, below)| {
            t.below = below;
            t
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn ron_reads_back_what_is_emitted(value in tree()) {
        let text = to_ron(&value).unwrap();
        prop_assert_eq!(&ron::from_str::<Tree>(&text).unwrap(), &value);
        let windows = text.replace('\n', "\r\n");
        prop_assert_eq!(&ron::from_str::<Tree>(&windows).unwrap(), &value);
        prop_assert_eq!(to_ron(&value).unwrap(), text);
    }

    #[test]
    fn every_string_stays_on_one_line_and_is_read_back(text in hostile()) {
        let emitted = to_ron(&text).unwrap();
        prop_assert_eq!(emitted.lines().count(), 2);
        prop_assert_eq!(ron::from_str::<String>(&emitted).unwrap(), text);
    }
}

#[test]
fn the_layout_is_one_field_a_line() {
    let value = Tree {
        title: "Order \"now\"".into(),
        count: -3,
        rate: 6.5,
        status: Some(Status::Until { date: "2026-11-22".into(), by: None }),
        statuses: vec![Status::Open, Status::Accepted("why".into()), Status::Held(Box::default())],
        leaves: vec![],
        map: BTreeMap::from([("k".into(), vec![1, 2])]),
        pair: ("a".into(), true),
        unit: (),
        below: vec![],
    };
    insta::assert_snapshot!(to_ron(&value).unwrap(), @r#"
    #![enable(implicit_some)]
    (
      title: "Order \"now\"",
      count: -3,
      rate: 6.5,
      status: Until(
        date: "2026-11-22",
        by: None,
      ),
      statuses: [
        Open,
        Accepted("why"),
        Held((
          lines: [],
          type: '\0',
        )),
      ],
      leaves: [],
      map: {
        "k": [
          1,
          2,
        ],
      },
      pair: (
        "a",
        true,
      ),
      unit: (),
      below: [],
    )
    "#);
}

#[test]
fn numbers_print_short() {
    for (value, text) in [(6.5, "6.5"), (1240.0, "1240"), (0.9, "0.9"), (-0.5, "-0.5")] {
        assert_eq!(to_ron(&value).unwrap(), format!("{HEADER}{text}\n"));
    }
}

#[test]
fn what_would_not_come_back_is_an_error() {
    assert_eq!(to_ron(&f64::NAN), Err(EmitError::NotFinite("NaN".into())));
    assert_eq!(to_ron(&f64::NEG_INFINITY), Err(EmitError::NotFinite("-inf".into())));
    assert_eq!(to_ron(&Some(None::<u8>)), Err(EmitError::NestedOption));
    assert_eq!(to_ron(&Some(vec![None::<u8>])).unwrap(), format!("{HEADER}[\n  None,\n]\n"));
}

#[derive(Serialize)]
struct Deep(Vec<Deep>);

#[test]
fn endless_nesting_is_an_error_and_no_overflow() {
    let mut deep = Deep(vec![]);
    for _ in 0..500 {
        deep = Deep(vec![deep]);
    }
    assert_eq!(to_ron(&deep), Err(EmitError::TooDeep));
}
