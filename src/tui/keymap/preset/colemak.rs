//! The home row of Colemak: h n e i move. What stood on n, e and i stands where those letters are elsewhere.

use super::Preset;

pub(super) const PRESET: Preset = Preset {
    name: "colemak",
    words: "h n e i move as h j k l do elsewhere; l edits, k goes to the next hit",
    keys: &[
        ("atlas.down", &["Down", "n"]),
        ("atlas.open", &["Enter", "Right", "i"]),
        ("atlas.up", &["Up", "e"]),
        ("card.edit", &["l", "F2"]),
        ("card.edit-outside", &["j"]),
        ("go.down", &["Down", "n"]),
        ("go.left", &["Left", "h"]),
        ("go.right", &["Right", "i"]),
        ("go.up", &["Up", "e"]),
        ("lane.down", &["Space l n"]),
        ("lane.fields", &["Space l f"]),
        ("lane.up", &["Space l e"]),
        ("move.down", &["N", "S-Down"]),
        ("move.left", &["H", "S-Left", "Alt-h"]),
        ("move.right", &["I", "S-Right", "Alt-i"]),
        ("move.up", &["E", "S-Up", "Alt-e"]),
        ("people.down", &["Down", "n"]),
        ("people.edit", &["Enter", "l"]),
        ("people.up", &["Up", "e"]),
        ("search.next", &["k"]),
        ("search.previous", &["K"]),
    ],
    means: &[],
};
