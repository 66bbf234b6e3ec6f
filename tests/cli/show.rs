//! show.

use super::support::Sandbox;

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
fn in_ascii_and_in_any_width() {
    let sandbox = Sandbox::new();
    let plain = sandbox.run(&["show", "order", "--plain"]).fine();
    assert!(plain.contains("^ stale"), "{plain}");
    for width in ["0", "1", "20", "39", "80", "1000", "65535"] {
        sandbox.run(&["show", "order", "--width", width]).fine();
        sandbox.run(&["show", "order", "--grid", "--width", width, "--height", "1"]).fine();
    }
    let grid = sandbox.run(&["show", "order", "--grid", "--width", "100"]).fine();
    assert!(grid.contains("1 Wait for delivery") && grid.contains("│"), "{grid}");
}
