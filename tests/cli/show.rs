//! show.

use super::support::{MAP, Sandbox};

#[test]
fn as_an_outline_as_ids_as_json() {
    let sandbox = Sandbox::new();
    insta::assert_snapshot!(sandbox.run(&["show", "order"]).all());
    insta::assert_snapshot!(sandbox.run(&["show", "order", "--ids"]).all());
    let json: serde_json::Value =
        serde_json::from_str(&sandbox.run(&["show", "order", "--format", "json"]).fine()).unwrap();
    assert_eq!(json["milepost"], 1);
    assert_eq!(json["today"], "2026-11-22");
    assert_eq!(json["states"][0]["state"], "stale");
    assert_eq!(json["map"]["stages"][0]["pains"][0]["severity"], "High");
}

#[test]
fn in_words_a_line_a_field() {
    let sandbox = Sandbox::new();
    let words = sandbox.run(&["show", "order", "--format", "words"]).all();
    insta::assert_snapshot!(words);
    let other_day =
        sandbox.run(&["show", "order", "--format", "words", "--today", "2030-01-01", "--width", "30"]);
    assert_eq!(other_day.all(), words);
}

#[test]
fn in_ascii_and_in_any_width() {
    let sandbox = Sandbox::new();
    let plain = sandbox.run(&["show", "order", "--plain"]).fine();
    assert!(plain.contains("^ stale"), "{plain}");
    for width in ["0", "1", "20", "39", "80", "1000", "65535"] {
        sandbox.run(&["show", "order", "--width", width]).fine();
        sandbox.run(&["show", "order", "--grid", "--width", width, "--height", "1"]).fine();
    }
    let grid = sandbox.run(&["show", "order", "--grid", "--height", "30"]).fine();
    assert!(grid.contains("1 Wait for delivery") && grid.contains("│"), "{grid}");
}

#[test]
fn the_board_where_a_width_is_given_and_the_outline_into_a_pipe() {
    let sandbox = Sandbox::new();
    let shown = |options: &[&str]| sandbox.run(&[&["show", "order"], options].concat()).fine();
    let (outline, board) = (shown(&[]), shown(&["--width", "100"]));
    insta::assert_snapshot!(board);
    assert_eq!(shown(&["--grid"]), board);
    assert_eq!(shown(&["--outline"]), outline);
    assert_eq!(shown(&["--outline", "--width", "100"]), outline);
    assert_eq!(shown(&["--width", "59"]), shown(&["--outline", "--width", "59"]), "no room for a board");
    let plain = shown(&["--plain", "--width", "100"]);
    assert!(plain.starts_with("Order to doorstep") && !plain.contains('▲'), "{plain}");
    assert!(shown(&["--plain", "--grid"]).contains("1 Wait for delivery"));
}

#[test]
fn stages_that_do_not_fit_side_by_side_come_below() {
    let sandbox = Sandbox::new();
    let stage = |n| format!("    (\n      id: \"s{n}\",\n      name: \"Stage {n}\",\n    ),\n");
    let more = (0..7).map(stage).collect::<Vec<_>>().concat();
    sandbox.write("maps/order.ron", MAP.replace("  ],\n)\n", &format!("{more}  ],\n)\n")));
    let board = sandbox.run(&["show", "order", "--width", "80"]).fine();
    for name in ["1 Wait", "2 Receive", "3 Stage 0", "6 Stage 3", "9 Stage 6"] {
        assert!(board.contains(name), "{name}\n{board}");
    }
    assert_eq!(board.matches("Order to doorstep   current").count(), 1, "{board}");
    assert!(board.lines().all(|line| line.chars().count() <= 80), "{board}");
}
