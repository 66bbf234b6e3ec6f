use std::fmt::Write;

use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use super::*;
use crate::store::ron::emit::to_ron;
use crate::store::ron::scan::Step;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Element {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    rate: u8,
    tags: Vec<String>,
    status: Status,
    below: Vec<Element>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Status {
    Open,
    Accepted(String),
    Held(Box<Element>),
}

fn element() -> impl Strategy<Value = Element> {
    let status = prop_oneof![Just(Status::Open), "[a-z/*]{0,4}".prop_map(Status::Accepted)];
    let flat =
        (prop::option::of("[a-d]{1,2}"), any::<u8>(), prop::collection::vec("[a-z\"/*]{0,4}", 0..3), status)
            .prop_map(|(id, rate, tags, status)| Element { id, rate, tags, status, below: Vec::new() });
    flat.prop_recursive(3, 10, 3, |inner| {
        (inner.clone(), prop::option::of(inner.clone()), prop::collection::vec(inner, 0..3)).prop_map(
            |(mut e, held, below)| {
                e.below = below;
                if let Some(held) = held {
                    e.status = Status::Held(Box::new(held));
                }
                e
            },
        )
    })
}

/// For each line: a comment before it, behind it, or none; and one after everything.
fn with_comments(canonical: &str, picks: &[u8]) -> String {
    let mut out = String::new();
    let mut picks = picks.iter().cycle();
    for (at, line) in canonical.lines().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let inside = if line.trim_start().starts_with([')', ']', '}']) { 2 } else { 0 };
        let pick = picks.next().copied().unwrap_or(0);
        if pick & 1 == 1 {
            writeln!(out, "{}// before {at}", " ".repeat(indent + inside)).unwrap();
        }
        if pick & 4 == 4 {
            write!(out, "{}/* also ( \"\n {at} */\n", " ".repeat(indent + inside)).unwrap();
        }
        out += line;
        if pick & 8 == 8 {
            write!(out, " /* behind {at} */").unwrap();
        }
        if pick & 2 == 2 {
            write!(out, " // behind {at} \"[").unwrap();
        }
        out += "\n";
    }
    out + "// the end\n"
}

fn comment_count(text: &str) -> usize {
    tokens(text).filter(|t| t.kind.is_comment()).count()
}

fn woven(commented: &str, canonical: &str) -> (String, Vec<Moved>) {
    Comments::collect(&Scan::of(commented)).weave(canonical)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn an_unchanged_file_stays_as_it_is(value in element(), picks in prop::collection::vec(any::<u8>(), 1..40)) {
        let canonical = to_ron(&value).unwrap();
        let commented = with_comments(&canonical, &picks);
        prop_assert_eq!(woven(&commented, &canonical), (commented, vec![]));
    }

    #[test]
    fn no_comment_is_lost_and_weaving_settles(
        old in element(), new in element(), picks in prop::collection::vec(any::<u8>(), 1..40),
    ) {
        let commented = with_comments(&to_ron(&old).unwrap(), &picks);
        let canonical = to_ron(&new).unwrap();
        let (once, _) = woven(&commented, &canonical);
        prop_assert_eq!(comment_count(&once), comment_count(&commented));
        prop_assert_eq!(&ron::from_str::<Element>(&once).unwrap(), &new);
        let (twice, moved) = woven(&once, &canonical);
        prop_assert_eq!(&twice, &once);
        prop_assert!(moved.is_empty());
    }

    #[test]
    fn any_text_gives_up_its_comments(text in "[()\\[\\]a:,\"/* \n]{0,60}") {
        let comments = Comments::collect(&Scan::of(&text));
        prop_assert_eq!(comments.len(), comment_count(&text));
    }
}

const BY_HAND: &str = "\
// Our map.
#![enable(implicit_some)] // keep
/* checked
   in June */
( // the map
  /* inline */ format: 1, stages: [
    // first
    (id: \"a\", name: \"A\", /* of a */),
    // second
    (id: \"b\" /* id of b */, name:
      // odd
      \"B\"),
    // none after
  ],
) // done
// foot";

const REWRITTEN: &str = "\
#![enable(implicit_some)]
(
  format: 1,
  stages: [
    (
      id: \"b\",
      name: \"B\",
    ),
    (
      id: \"c\",
    ),
  ],
)
";

#[test]
fn comments_follow_their_elements() {
    let (text, moved) = woven(BY_HAND, REWRITTEN);
    insta::assert_snapshot!(text, @r##"
// Our map.
#![enable(implicit_some)] // keep
/* checked
   in June */
( // the map
  /* inline */
  format: 1,
  stages: [
    // second
    (
      id: "b", /* id of b */
      // odd
      name: "B",
    ),
    (
      id: "c",
    ),
    // first
    /* of a */
    // none after
  ],
) // done
// foot
"##);
    let gone: Vec<&str> = moved.iter().map(|m| m.comment.text.as_str()).collect();
    assert_eq!(gone, ["// first", "/* of a */"]);
    assert_eq!(moved[0].to, [Step::Field("stages".into())]);
}

#[test]
fn a_moved_element_takes_its_comments_along() {
    let old = "(a: [\n// mine\n(id: \"x\"), ], b: [])";
    let (text, moved) = woven(old, "(\n  a: [],\n  b: [\n    (\n      id: \"x\",\n    ),\n  ],\n)\n");
    assert_eq!(text, "(\n  a: [],\n  b: [\n    // mine\n    (\n      id: \"x\",\n    ),\n  ],\n)\n");
    assert!(moved.is_empty());
}

#[test]
fn a_file_without_comments_is_not_touched() {
    assert!(!may_hold_comments(REWRITTEN));
    for text in ["(a: \"https://a/*b*/\")", "(a: \"\\\"//\", b: b\"\\\\//\")"] {
        assert!(!may_hold_comments(text), "{text}");
    }
    for text in [
        "(a: \"//\") // b",
        "(a: r\"\\\" /* b */)",
        "(a: r#\"\"\"# // b\n)",
        "(a: '\"' // \"\n)",
        "//",
        "\"\\\\\"/**/",
    ] {
        assert!(may_hold_comments(text), "{text}");
    }
    assert!(Comments::collect(&Scan::of("(url: \"https://a/*b*/\")")).is_empty());
    assert_eq!(Comments::default().weave("(\n)\n").0, "(\n)\n");
}
