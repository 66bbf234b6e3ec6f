use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::{Deserialize, Deserializer};

use super::*;
use crate::store::diagnostic::{Source, render};
use crate::store::ron::peek::peek_format;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only read into")]
struct Map {
    format: u32,
    title: String,
    #[serde(default)]
    state: Option<State>,
    #[serde(default)]
    stages: Vec<Stage>,
    #[serde(default)]
    extra: BTreeMap<String, u8>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only read into")]
enum State {
    Current,
    Future,
    Accepted(Why),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only read into")]
struct Why {
    why: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only read into")]
struct Stage {
    id: Option<String>,
    name: String,
    #[serde(default)]
    emotion: Option<Emotion>,
    #[serde(default)]
    rate: Option<f64>,
    #[serde(default)]
    on: bool,
    #[serde(default)]
    tags: Vec<String>,
}

#[derive(Debug)]
struct Emotion;

impl<'de> Deserialize<'de> for Emotion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match i8::deserialize(deserializer)? {
            -2..=2 => Ok(Self),
            n => Err(serde::de::Error::custom(format!(
                "emotion {n} is not between -2 and +2\nwrite a number from -2 to 2"
            ))),
        }
    }
}

fn map(inside: &str) -> String {
    format!("#![enable(implicit_some)]\n(\n  format: 1,\n  title: \"T\",\n{inside})\n")
}

fn drawn(text: &str) -> String {
    match read::<Map>(text) {
        Ok(value) => format!("{value:?}"),
        Err(found) => render(&found, &Source { name: "a.ron", text }, false),
    }
}

/// Code, place and message with hint, on one line each.
fn short(text: &str) -> String {
    let found = read::<Map>(text).unwrap_err();
    let place = found.span.clone().map_or("-".into(), |span| {
        format!("{:?}", text.get(span.start.min(text.len())..span.end.min(text.len())).unwrap())
    });
    format!("{} at {place}: {} ({})", found.code, found.message, found.hint.unwrap_or_default())
}

#[test]
fn sound_text_is_read() {
    let text = map(
        "  state: Accepted((why: \"x\")),\n  stages: [(name: \"a\", emotion: -2, rate: 1240)],\n  extra: {\"a\": 1},\n",
    );
    assert!(read::<Map>(&text).is_ok());
    assert!(read::<Map>("(format: 1, title: \"x\", state: Some(Future))").is_ok());
}

#[test]
fn an_unknown_field() {
    insta::assert_snapshot!(drawn(&map("  stages: [\n    (\n      id: \"a\",\n      nmae: \"x\",\n    ),\n  ],\n")), @r##"
    error[unknown-field]: there is no field `nmae` here
     --> a.ron:8:7
      |
    8 |       nmae: "x",
      |       ^^^^
      |
      = hint: did you mean `name`?
    "##);
}

#[test]
fn a_wrong_type() {
    insta::assert_snapshot!(drawn(&map("  stages: [\n    (id: \"a\", name: 12),\n  ],\n")), @r##"
    error[wrong-type]: expected text in double quotes, found the number 12
     --> a.ron:6:21
      |
    6 |     (id: "a", name: 12),
      |                     ^^
      |
      = hint: write `"12"`
    "##);
}

#[test]
fn a_missing_field() {
    insta::assert_snapshot!(drawn(&map("  stages: [\n    (\n      id: \"a\",\n    ),\n  ],\n")), @r##"
    error[missing-field]: the field `name` is missing
     --> a.ron:7:11
      |
    7 |       id: "a",
      |           ^^^
      |
      = hint: write `name: …,` in `stages › a`
    "##);
}

#[test]
fn a_duplicate_field() {
    insta::assert_snapshot!(drawn(&map("  stages: [\n    (\n      name: \"a\",\n      id: \"a\",\n      name: \"b\",\n    ),\n  ],\n")), @r##"
    error[duplicate-field]: the field `name` is written twice
     --> a.ron:9:7
      |
    9 |       name: "b",
      |       ^^^^
      |
      = hint: the other is on line 7: keep one
    "##);
}

#[test]
fn an_unclosed_bracket() {
    insta::assert_snapshot!(drawn(&map("  stages: [\n    (\n      name: \"a\",\n    ),\n")), @r##"
    error[unclosed-bracket]: this `[` is not closed before the `)` on line 9
     --> a.ron:5:11
      |
    5 |   stages: [
      |           ^
      |
      = hint: write the missing `]` before it
    "##);
}

#[test]
fn a_truncated_file() {
    let text = map("  stages: [\n    (\n      name: \"a\",\n      id: \"b\",\n    ),\n  ],\n");
    let cut = text.split("      id").next().unwrap();
    insta::assert_snapshot!(drawn(cut), @r##"
    error[unclosed-bracket]: the file ends before this `(` is closed
     --> a.ron:6:5
      |
    6 |     (
      |     ^
      |
      = hint: 3 brackets are still open at the end: the file looks cut off; restore it from git or a version, or close them
    "##);
}

#[test]
fn custom_errors_stand_at_their_value() {
    insta::assert_snapshot!(drawn(&map("  stages: [\n    (name: \"a\", emotion: 3),\n  ],\n")), @r##"
    error[wrong-value]: emotion 3 is not between -2 and +2
     --> a.ron:6:26
      |
    6 |     (name: "a", emotion: 3),
      |                          ^
      |
      = hint: write a number from -2 to 2
    "##);
}

#[test]
fn each_wrong_value_in_one_line() {
    let cases = [
        "  stages: [(name: \"a\", rate: \"6.5\")],\n",
        "  stages: [(name: Waiting)],\n",
        "  stages: [(name: \"a\", on: \"yes\")],\n",
        "  stages: [(name: \"a\", on: 1)],\n",
        "  stages: [(name: \"a\", emotion: 1.5)],\n",
        "  stages: [(name: \"a\", emotion: 300)],\n",
        "  stages: [(name: \"a\", emotion: \"1\")],\n",
        "  stages: [(name: \"a\", emotion: [1])],\n",
        "  stages: [(name: \"a\", tags: \"x\")],\n",
        "  stages: (name: \"a\"),\n",
        "  stages: [\"a\"],\n",
        "  stages: [[]],\n",
        "  stages: [{\"name\": 1}],\n",
        "  state: Curent,\n",
        "  state: \"Current\",\n",
        "  state: 5,\n",
        "  state: Accepted,\n",
        "  state: Accepted((wyh: \"x\")),\n",
        "  state: Accepted(\"x\"),\n",
        "  state: Current(1),\n",
        "  extra: {\"a\": \"b\"},\n",
        "  extra: {\"a\": 256},\n",
        "  extra: (a: 1),\n",
        "  extra: {a: 1},\n",
        "  stages: [(name: \"a\\q\")],\n",
        "  zzz: 1,\n",
        "  stages: [Stages(name: \"a\")],\n",
        "  stages: [(name: \"a\", rate: NaN, emotion: )],\n",
        "  stages: [(name: \"a\", rate: 1e999x)],\n",
        "  stages: [(name: \"a\" id: \"b\")],\n",
        "  stages: [(name \"a\")],\n",
        "  stages: [(name = \"a\")],\n",
        "  stages: [(name: \"a),\n  (name: \"b\")],\n",
        "  stages: [(name: \"a\", id: \"b)],\n",
        "  stages: [(name: \"a\",, id: \"b\")],\n",
        "  stages: [(name: \"a\"])],\n",
        "  stages: [(name: \"a\")]],\n",
        "  /* stages\n",
        ")\n(\n",
        "  stages: [(na-me: \"a\")],\n",
        "  stages: [(name: \"a\", rate: 6,5)],\n",
        "  stages: [(name: \"a\", \"b\")],\n",
        "  stages: [(name: \"a\", emotion: 12a)],\n",
        "  stages: [(name: \"a\", emotion: 0xZZ)],\n",
        "  stages: [(name: \"a\", emotion: --1)],\n",
        "  stages: [(name: \"a\", emotion: _1)],\n",
        "  stages: [(name: \"a\", rate: 1._5)],\n",
        "  stages: [(name: \"a\" \"b\")],\n",
        "  stages: [(name: \"a\", tags: [\"x\", 2])],\n",
        "  stages: [(name: 'a')],\n",
        "  stages: [(name: None)],\n",
        "  state: current,\n",
        "  state: Some(Future, 1),\n",
        "  stages: [name: \"a\"],\n",
        "  stages: [()],\n",
        "  title: \"T\",\n",
        "  stages: [(name: “a”)],\n",
    ];
    let said: Vec<String> =
        cases.iter().map(|case| format!("{}\n  {}", case.trim(), short(&map(case)))).collect();
    insta::assert_snapshot!(said.join("\n"), @r##"
    stages: [(name: "a", rate: "6.5")],
      wrong-type at "\"6.5\"": expected a number, found the text "6.5" (write `6.5` without quotes)
    stages: [(name: Waiting)],
      wrong-type at "Waiting": expected text in double quotes, found the word `Waiting` (write `"Waiting"`)
    stages: [(name: "a", on: "yes")],
      wrong-type at "\"yes\"": expected `true` or `false`, found the text "yes" (replace it by `true` or `false`)
    stages: [(name: "a", on: 1)],
      wrong-type at "1": expected `true` or `false`, found the number 1 (replace it by `true` or `false`)
    stages: [(name: "a", emotion: 1.5)],
      wrong-type at "1.5": expected a whole number, found the number 1.5 (write it without a decimal point)
    stages: [(name: "a", emotion: 300)],
      out-of-range at "300": the number 300 is too large or too small here (write a number in the field's range)
    stages: [(name: "a", emotion: "1")],
      wrong-type at "\"1\"": expected a whole number, found the text "1" (write `1` without quotes)
    stages: [(name: "a", emotion: [1])],
      wrong-type at "[": expected a whole number, found a list `[ … ]` (replace it by a whole number)
    stages: [(name: "a", tags: "x")],
      wrong-type at "\"x\"": expected a list `[ … ]`, found the text "x" (write it between `[` and `]`, also when it is only one)
    stages: (name: "a"),
      wrong-type at "(": expected a list `[ … ]`, found fields in `( … )` (write it between `[` and `]`, also when it is only one)
    stages: ["a"],
      wrong-type at "\"a\"": expected fields in `( … )`, found the text "a" (replace it by fields in `( … )`)
    stages: [[]],
      wrong-type at "[": expected fields in `( … )`, found a list `[ … ]` (replace it by fields in `( … )`)
    stages: [{"name": 1}],
      wrong-type at "{": expected fields in `( … )`, found a table `{ … }` (replace it by fields in `( … )`)
    state: Curent,
      unknown-word at "Curent": `Curent` is none of the words allowed here (did you mean `Current`? The words here are `Current`, `Future`, `Accepted`)
    state: "Current",
      wrong-type at "\"Current\"": expected a single word, found the text "Current" (write `Current` without quotes)
    state: 5,
      wrong-type at "5": expected a single word, found the number 5 (write one of the words that the field knows)
    state: Accepted,
      wrong-type at "Accepted": expected fields in `( … )`, found the word `Accepted` (write `Accepted( … )` with its fields)
    state: Accepted((wyh: "x")),
      unknown-field at "wyh": there is no field `wyh` here (did you mean `why`?)
    state: Accepted("x"),
      wrong-type at "\"x\"": expected fields in `( … )`, found the text "x" (replace it by fields in `( … )`)
    state: Current(1),
      wrong-type at "Current": `Current` holds nothing, and brackets follow it (write only `Current`)
    extra: {"a": "b"},
      wrong-type at "\"b\"": expected a whole number, found the text "b" (replace it by a whole number)
    extra: {"a": 256},
      out-of-range at "256": the number 256 is too large or too small here (write a number in the field's range)
    extra: (a: 1),
      wrong-type at "(": expected a table `{ … }`, found fields in `( … )` (replace it by a table `{ … }`)
    extra: {a: 1},
      wrong-type at "a": a name in this table is not in double quotes (write `{ "name": value }`)
    stages: [(name: "a\q")],
      wrong-escape at "q": this escape has no meaning in a text (a backslash is written `\\`; the escapes are \n \t \r \0 \" \\ \xNN and \u{NNNN})
    zzz: 1,
      unknown-field at "zzz": there is no field `zzz` here (the fields here are `format`, `title`, `state`, `stages`, `extra`)
    stages: [Stages(name: "a")],
      wrong-name at "Stages": the name `Stages` does not belong before this bracket (delete it: no name is needed here)
    stages: [(name: "a", rate: NaN, emotion: )],
      missing-value at "emotion": the field `emotion` has no value (write a value after the colon, or delete the field)
    stages: [(name: "a", rate: 1e999x)],
      wrong-type at "1e999x": expected a number, found the number 1e999x (write digits, and at most one decimal point)
    stages: [(name: "a" id: "b")],
      missing-comma at "id": there is no comma between this and what stands before it on line 5 (write a comma after each value)
    stages: [(name "a")],
      missing-colon at " ": there is no colon after `name` (write `name: …`)
    stages: [(name = "a")],
      unexpected at "=": `=` has no meaning here (write a colon: `name: value`)
    stages: [(name: "a),
      (name: "b")],
      unclosed-string at "\"": the text that starts here is not closed on its line (write `"` where it ends; a quote inside a text is written `\"`)
    stages: [(name: "a", id: "b)],
      unclosed-string at "\"": the text that starts here is not closed on its line (write `"` where it ends; a quote inside a text is written `\"`)
    stages: [(name: "a",, id: "b")],
      unexpected at ",": `,` has no meaning here (delete it, or write the missing value before it)
    stages: [(name: "a"])],
      unclosed-bracket at "(": this `(` is not closed before the `]` on line 5 (write the missing `)` before it)
    stages: [(name: "a")]],
      stray-bracket at "]": nothing was opened that this `]` could close (delete it, or look for a missing opening bracket above)
    /* stages
      unclosed-comment at "/*": this comment is never closed (write `*/` where it ends; the file may also have been cut off)
    )
    (
      trailing-text at "(": the map has ended, and more text follows (a file holds one map: delete what follows, or look for a closing bracket too many above)
    stages: [(na-me: "a")],
      wrong-name at "na-me": `na-me` is not a plain word (names are letters, digits and `_`; text belongs between double quotes)
    stages: [(name: "a", rate: 6,5)],
      missing-name at "5": there is no name before the number 5 (numbers are written with a decimal point, not a comma)
    stages: [(name: "a", "b")],
      missing-name at "\"b\"": there is no name before the text "b" (write `name: value`)
    stages: [(name: "a", emotion: 12a)],
      wrong-type at "12a": expected a number, found the number 12a (write digits, and at most one decimal point)
    stages: [(name: "a", emotion: 0xZZ)],
      wrong-type at "0xZZ": expected a number, found the number 0xZZ (write digits, and at most one decimal point)
    stages: [(name: "a", emotion: --1)],
      unexpected at "-": `-` has no meaning here (delete it; text belongs between double quotes)
    stages: [(name: "a", emotion: _1)],
      wrong-type at "_1": expected a number, found the word `_1` (replace it by a number)
    stages: [(name: "a", rate: 1._5)],
      wrong-type at "1._5": expected a number, found the number 1._5 (write digits, and at most one decimal point)
    stages: [(name: "a" "b")],
      missing-comma at "\"b\"": there is no comma between this and what stands before it on line 5 (write a comma after each value)
    stages: [(name: "a", tags: ["x", 2])],
      wrong-type at "2": expected text in double quotes, found the number 2 (write `"2"`)
    stages: [(name: 'a')],
      wrong-type at "'a'": expected text in double quotes, found the character 'a' (replace it by text in double quotes)
    stages: [(name: None)],
      wrong-type at "None": expected text in double quotes, found the word `None` (write `"None"`)
    state: current,
      unknown-word at "current": `current` is none of the words allowed here (did you mean `Current`? The words here are `Current`, `Future`, `Accepted`)
    state: Some(Future, 1),
      syntax at "1": expected closing `)` (compare this line with one that works, or restore the file from git or a version)
    stages: [name: "a"],
      unexpected at ":": `:` has no meaning here (a list `[ … ]` holds values without names; fields stand in `( … )`)
    stages: [()],
      missing-field at "(": the field `name` is missing (write `name: …,` in `stages › #1`)
    title: "T",
      duplicate-field at "title": the field `title` is written twice (the other is on line 4: keep one)
    stages: [(name: “a”)],
      unexpected at "“": `“` has no meaning here (text belongs between straight double quotes `"`)
    "##);
}

#[test]
fn headless_texts() {
    let cases = [
        "",
        "x",
        "#![enable(implicit_none)]\n(format: 1)",
        "#![enable(",
        "// only a comment",
        "(",
        "[1]",
        "{\"a\": 1}",
    ];
    let said: Vec<String> = cases.iter().map(|case| format!("{case:?}\n  {}", short(case))).collect();
    insta::assert_snapshot!(said.join("\n"), @r##"
    ""
      empty-file at "": the file is empty (restore it from git or a version, or delete it and start anew)
    "x"
      wrong-type at "x": expected fields in `( … )`, found the word `x` (write `x( … )` with its fields)
    "#![enable(implicit_none)]\n(format: 1)"
      unknown-extension at "implicit_none": RON has no extension `implicit_none` (the first line should be `#![enable(implicit_some)]`)
    "#![enable("
      syntax at "": unexpected end of RON (compare this line with one that works, or restore the file from git or a version)
    "// only a comment"
      empty-file at "": the file is empty (restore it from git or a version, or delete it and start anew)
    "("
      unclosed-bracket at "(": the file ends before this `(` is closed (write the missing `)`; was the file cut off?)
    "[1]"
      wrong-type at "[": expected fields in `( … )`, found a list `[ … ]` (replace it by fields in `( … )`)
    "{\"a\": 1}"
      wrong-type at "{": expected fields in `( … )`, found a table `{ … }` (replace it by fields in `( … )`)
    "##);
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only read into")]
struct Deep(Vec<Deep>);

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only read into")]
struct Ignoring {
    a: u8,
}

fn damaged() -> impl Strategy<Value = String> {
    let sound = map(
        "  stages: [\n    (id: \"é日\", name: \"W\", rate: 1.5, tags: [\"a\"]),\n  ],\n  extra: {\"k\": 1},\n",
    );
    let chars: Vec<char> = sound.chars().collect();
    let piece = prop::sample::select(vec![
        "", "\"", "(", ")", "[", "]", ":", ",", "é", "//", "/*", "\\", "1", "x", "\n", "r#", "'",
    ]);
    prop::collection::vec((0..chars.len(), 0..12usize, piece), 1..4).prop_map(move |cuts| {
        let mut text = chars.clone();
        for (at, len, piece) in cuts {
            let at = at.min(text.len());
            let end = (at + len).min(text.len());
            text.splice(at..end, piece.chars());
        }
        text.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_damage_is_placed_inside_the_text_and_has_a_hint(text in damaged()) {
        if let Err(found) = read::<Map>(&text) {
            prop_assert!(text.get(found.span.clone().unwrap()).is_some(), "{found:?}");
            prop_assert!(found.hint.is_some(), "{found:?}");
            prop_assert!(!found.code.is_empty() && !found.message.is_empty());
        }
        if let Err(found) = peek_format(&text) {
            prop_assert!(text.get(found.span.unwrap()).is_some());
        }
    }
}

#[test]
fn depth_is_an_error_and_no_overflow() {
    for levels in [200, 10_000, 1_000_000] {
        let deep = "([".repeat(levels) + &"])".repeat(levels);
        assert_eq!(read::<Deep>(&deep).unwrap_err().code, "too-deep");
        let ignored = format!("(b: {}{}, a: 1)", "[".repeat(levels), "]".repeat(levels));
        assert_eq!(read::<Ignoring>(&ignored).unwrap_err().code, "too-deep");
        assert!(read::<Map>(&"(".repeat(levels)).is_err());
        assert!(read::<Map>(&map(&"/*".repeat(levels))).is_err());
    }
}
