use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Diagram {
    strict(text).unwrap_or_else(|e| panic!("{text:?}: {e}"))
}

fn task(text: &str) -> (String, f64, Vec<String>) {
    let task = read(&format!("journey\n{text}\n")).tasks.remove(0);
    (task.name, task.score, task.people)
}

fn rejected(text: &str) -> (usize, String) {
    let rejection = strict(text).expect_err(text);
    (rejection.line, rejection.reason)
}

#[test]
fn a_plain_diagram_is_read_in_full() {
    let diagram =
        read("journey\n title Parcel\n section Order\n  Choose: 4: Ann, Bo\n section Wait\n  Track:2:Ann\n");
    assert_eq!(diagram.title, "Parcel");
    assert_eq!(diagram.sections, ["Order", "Wait"]);
    assert_eq!(diagram.tasks[1].section, "Wait");
    assert_eq!(diagram.actors(), ["Ann", "Bo"]);
}

#[test]
fn scores_and_people_are_taken_as_they_come() {
    assert_eq!(task("Pay : 3.5 : Me ,You"), ("Pay ".into(), 3.5, vec!["Me".into(), "You".into()]));
    assert_eq!(task("Pay: 12"), ("Pay".into(), 12.0, vec![]));
    assert_eq!(task("Pay: 2:"), ("Pay".into(), 2.0, vec![String::new()]));
    assert_eq!(task("Pay: : Me").1.to_bits(), 0f64.to_bits());
    assert!(task("Pay: well: Me").1.is_nan());
    assert_eq!(task("Pay: 5: Role: Ann").2, ["Role"]);
    assert_eq!(task("8:15 bus: 5: Me").2, ["5"]);
    assert_eq!(task("Pay: 5: Kid#2").2, ["Kid"]);
}

#[test]
fn statements_need_no_line_of_their_own() {
    let diagram = read("journey title A\naccDescr { one\n\n   two }title B");
    assert_eq!((diagram.title.as_str(), diagram.acc_descr.as_str()), ("B", "one\ntwo"));
    assert_eq!(read("journey\ntitle\n section X\n").title, " section X");
    assert_eq!(read("journey\naccTitle:\n  Next\n").acc_title, "Next");
    assert_eq!(read("journey\naccDescr: a; b #1: c\n").acc_descr, "a; b #1: c");
    assert_eq!(read("journey\naccDescr { }\n").acc_descr, "");
}

#[test]
fn keywords_end_where_a_word_ends() {
    assert_eq!(task("titles: 1").0, "titles");
    assert_eq!(task("journeys: 1").0, "journeys");
    assert_eq!(task("sectional: 1").0, "sectional");
    assert!(task("title: Mine").1.is_nan());
    assert_eq!(read("journey\nSECTION A\nTitle B\n").sections, ["A"]);
}

#[test]
fn comments_directives_and_front_matter_are_passed_over() {
    let text = "---\ntitle: 'Front'\nconfig:\n  theme: dark\n---\n%%{init: {\"theme\": \"x\"}}%%\n\
        %% a comment\n journey\n%%\n  # hash\n A: 5: Me %% not one\n";
    let diagram = read(text);
    assert_eq!(diagram.front_title.as_deref(), Some("Front"));
    assert_eq!(diagram.actors(), ["Me %% not one"]);
}

#[test]
fn entities_and_line_breaks_stay_until_drawn() {
    let diagram = read("journey\nsection A<br>B\nSay #35;1#semi;: 5: A#44;B\n");
    assert_eq!(Diagram::shown(&diagram.tasks[0].name), "Say #1;");
    assert_eq!(Diagram::shown(&diagram.tasks[0].people[0]), "A,B");
    assert_eq!(diagram.sections, ["A<br>B"]);
    assert_eq!(read("journey\ntitle a<script src=\"x\">b</script>c<STYLE>d</STYLE>").title, "ac");
}

#[test]
fn what_mermaid_rejects_is_rejected_at_its_line() {
    let cases = [
        ("JOURNEY\n", 1, "lower case"),
        ("# x\njourney\n", 1, "does not begin"),
        ("```mermaid\njourney\n", 1, "does not begin"),
        ("---\ntitle: T\njourney\n", 1, "front matter"),
        ("journeys\n", 1, "a word of its own"),
        ("journey\n\n A\n", 3, "needs a score"),
        ("journey\n A:\n", 2, "needs a score"),
        ("journey\n Fix #1: 5: Me\n", 2, "needs a score"),
        ("journey\n section S: 1\n", 2, "a colon"),
        ("journey\n title a; b\n", 2, "`;`"),
        ("journey\n A： 5\n", 2, "needs a score"),
        ("journey\n A: 5\njourney\n", 3, "second time"),
        ("journey\n accDescr { x\n", 2, "no `}`"),
        ("%% one\n\njourney\n B\n", 4, "needs a score"),
        ("---\na: b\n---\njourney\n%%{init: {\n}}%%\n A;\n", 7, "needs a score"),
    ];
    for (text, line, reason) in cases {
        let (at, why) = rejected(text);
        assert_eq!(at, line, "{text:?}: {why}");
        assert!(why.contains(reason), "{text:?}: {why}");
    }
}

#[test]
fn a_megabyte_of_anything_is_read_in_one_pass() {
    let sizes = |unit: &str| unit.repeat(1_000_000 / unit.len());
    for unit in
        ["A: 5: Me\n", "<a ", "#a", "%%{", "accDescr {", "title\n", "ﬂ°", "<script", "\n %%", "---\n", ":"]
    {
        let _ = strict(&format!("journey\n{}", sizes(unit)));
        let _ = strict(&sizes(unit));
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_fail(text in any::<String>()) {
        let _ = strict(&text);
        let _ = strict(&format!("journey\n{text}"));
    }

    #[test]
    fn no_mix_of_its_own_words_makes_it_fail(words in prop::collection::vec(prop::sample::select(WORDS), 0..30)) {
        let text = words.concat();
        if let Err(rejection) = strict(&format!("journey\n{text}")) {
            prop_assert!(rejection.line >= 1 && rejection.line <= text.matches(['\n', '\r']).count() + 2);
        }
    }
}

const WORDS: &[&str] = &[
    "journey",
    "title",
    "section",
    "accTitle",
    "accDescr",
    "{",
    "}",
    ":",
    ";",
    "#",
    "#35;",
    "%%",
    "%%{",
    "}%%",
    "---",
    "\n",
    "\r\n",
    " ",
    "5",
    "Me",
    ",",
    "<br/>",
    "<script>",
    "é",
    "ﬂ°",
    "¶ß",
    "\u{feff}",
    "A: 5: Me\n",
    "style",
];
