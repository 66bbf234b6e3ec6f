//! Ready-made sets of keys, each laid over the default ones. A preset says every key that it gives and every command
//! that has to make room, so that none clashes; a test holds them to that.

mod colemak;
mod emacs;

/// The name of the default keys.
pub const DEFAULT: &str = "vim+arrows";

/// A set of keys with a name.
#[derive(Debug)]
pub struct Preset {
    /// What it is called in `keys.ron`.
    pub name: &'static str,
    /// What it is, in a sentence without its full stop.
    pub words: &'static str,
    /// Command → all its keys, in place of the default ones.
    pub keys: &'static [(&'static str, &'static [&'static str])],
    /// Keys that mean another key while a text is typed, a list is open or a sequence is begun.
    pub means: &'static [(&'static str, &'static str)],
}

/// Every preset, the default one first.
pub const PRESETS: &[&Preset] = &[&VIM, &emacs::PRESET, &colemak::PRESET];

const VIM: Preset =
    Preset { name: DEFAULT, words: "h j k l and the arrows; one letter a verb", keys: &[], means: &[] };

/// The preset with this name.
pub fn find(name: &str) -> Option<&'static Preset> {
    PRESETS.iter().copied().find(|p| p.name.eq_ignore_ascii_case(name.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::commands::{self, Context};
    use crate::tui::keymap::{Keymap, Own};
    use crate::tui::keys::{Key, Keys, Lookup};

    fn keymap(preset: &Preset) -> Keymap {
        let (map, warnings) = Keymap::new(&Own::preset(preset.name));
        assert_eq!(warnings, Vec::<String>::new(), "{}", preset.name);
        map
    }

    fn does(map: &Keymap, context: Context, keys: &str) -> Option<&'static str> {
        let keys: Keys = keys.parse().unwrap();
        match map.lookup(context, &keys) {
            Lookup::Matched(bound) => Some(bound.0.id),
            _ => None,
        }
    }

    #[test]
    fn a_preset_names_commands_that_there_are_each_once() {
        for preset in PRESETS {
            let mut seen = std::collections::BTreeSet::new();
            for (id, _) in preset.keys {
                assert!(commands::find(id).is_some() && seen.insert(id), "{}: {id}", preset.name);
            }
        }
    }

    #[test]
    fn no_preset_clashes_and_the_arrows_work_in_each() {
        for preset in PRESETS {
            let map = keymap(preset);
            for (context, keys, id) in [
                (Context::Map, "Left", "go.left"),
                (Context::Map, "Right", "go.right"),
                (Context::Map, "Up", "go.up"),
                (Context::Map, "Down", "go.down"),
                (Context::Map, "S-Left", "move.left"),
                (Context::Map, "Enter", "map.detail"),
                (Context::Atlas, "Down", "atlas.down"),
                (Context::Atlas, "Up", "atlas.up"),
                (Context::Atlas, "Enter", "atlas.open"),
                (Context::People, "Down", "people.down"),
                (Context::People, "Up", "people.up"),
            ] {
                assert_eq!(does(&map, context, keys), Some(id), "{}: {keys}", preset.name);
            }
        }
    }

    #[test]
    fn what_has_a_key_by_default_has_one_in_every_preset() {
        let default = Keymap::default();
        for preset in PRESETS {
            let map = keymap(preset);
            for command in commands::all().filter(|c| !default.keys_of(c).is_empty()) {
                assert!(!map.keys_of(command).is_empty(), "{}: {}", preset.name, command.id);
            }
        }
    }

    #[test]
    fn nothing_hangs_on_a_chord_that_a_terminal_or_multiplexer_may_keep() {
        let kept = ["Ctrl-A", "Ctrl-B", "Ctrl-S", "Ctrl-Q", "Ctrl-Y", "Ctrl-V", "Ctrl-/"];
        let kept = kept.map(|k| k.parse::<Key>().unwrap());
        let is_composed = |k: &Key| k.has_alt() && matches!(k.code(), crate::tui::keys::Code::Char(_));
        let is_kept = |keys: &Keys| keys.iter().any(|k| kept.contains(k) || is_composed(k));
        for preset in PRESETS {
            let map = keymap(preset);
            for command in commands::all().filter(|c| !map.keys_of(c).is_empty()) {
                let only = map.keys_of(command).iter().all(is_kept);
                assert!(!only, "{}: {} has only {:?}", preset.name, command.id, map.keys_of(command));
            }
        }
    }

    #[test]
    fn emacs_keys_do_what_fingers_expect() {
        let map = keymap(find("Emacs").unwrap());
        for (keys, id) in [
            ("Ctrl-N", "go.down"),
            ("Ctrl-P", "go.up"),
            ("Ctrl-F", "go.right"),
            ("Ctrl-B", "go.left"),
            ("Ctrl-S", "search.start"),
            ("Ctrl-X Ctrl-S", "file.save"),
            ("Ctrl-X Ctrl-C", "map.close"),
            ("Ctrl-/", "history.undo"),
            ("Alt-w", "edit.copy"),
            ("Ctrl-Y", "edit.paste"),
            ("Ctrl-W", "edit.cut"),
            ("Ctrl-G", "go.out"),
            ("Alt-x", "app.palette"),
        ] {
            assert_eq!(does(&map, Context::Map, keys), Some(id), "{keys}");
        }
        assert_eq!(map.meant(Key::ctrl('g')).to_string(), "Esc");
        assert_eq!(map.meant(Key::char('g')), Key::char('g'));
    }

    #[test]
    fn colemak_moves_on_its_home_row() {
        let map = keymap(find("colemak").unwrap());
        for (keys, id) in [
            ("h", "go.left"),
            ("n", "go.down"),
            ("e", "go.up"),
            ("i", "go.right"),
            ("N", "move.down"),
            ("l", "card.edit"),
            ("k", "search.next"),
        ] {
            assert_eq!(does(&map, Context::Map, keys), Some(id), "{keys}");
        }
    }
}
