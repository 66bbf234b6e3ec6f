//! Which keys do what, where: the command table's defaults, a preset laid over them, and a person's own `keys.ron` on top.

mod own;
pub mod preset;

use std::collections::BTreeMap;

use super::commands::{self, Command, Context};
use super::keys::{Key, Keys, Lookup, Trie};
pub use own::Own;
use preset::Preset;

/// A command as a trie holds it: shown by its id.
#[derive(Debug, Clone, Copy)]
pub struct Bound(pub &'static Command);

impl PartialEq for Bound {
    fn eq(&self, other: &Self) -> bool {
        self.0.id == other.0.id
    }
}

impl Eq for Bound {}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.id)
    }
}

/// The keys of every context.
#[derive(Debug, Clone)]
pub struct Keymap {
    tries: BTreeMap<Context, Trie<Bound>>,
    keys: BTreeMap<&'static str, Vec<Keys>>,
    /// Keys that mean another one while something lies over the screen.
    means: BTreeMap<Key, Key>,
}

/// A person's own keys: command id → its keys, in place of the default ones. An empty list takes the keys away.
pub type Overlay = BTreeMap<String, Vec<String>>;

impl Keymap {
    /// The defaults with a preset and a person's own lines. What cannot be used is told, one line each, and the defaults
    /// hold there.
    pub fn new(own: &Own) -> (Self, Vec<String>) {
        let mut warnings = Vec::new();
        let preset = chosen(own, &mut warnings);
        for id in own.keys.keys().filter(|id| commands::find(id).is_none()) {
            warnings.push(format!(
                "keys.ron: there is no command `{}`{}",
                crate::map::text::clean(id),
                nearest(id, commands::all().map(|c| c.id))
            ));
        }
        let mut map = Self { tries: BTreeMap::new(), keys: BTreeMap::new(), means: meanings(preset) };
        // Own keys first: a key of the preset or a default one that stands in their way gives way, and that is said.
        for command in commands::all() {
            if let Some(texts) = own.keys.get(command.id) {
                map.bind_all(command, texts.iter().map(String::as_str), &mut warnings);
            }
        }
        for command in commands::all().filter(|c| !own.keys.contains_key(c.id)) {
            let texts = preset.keys.iter().find(|(id, _)| *id == command.id).map_or(command.keys, |(_, k)| k);
            map.bind_all(command, texts.iter().copied(), &mut warnings);
        }
        map.widen(Context::Map, Context::Workshop);
        (map, warnings)
    }

    fn bind_all<'a>(
        &mut self,
        command: &'static Command,
        texts: impl Iterator<Item = &'a str>,
        warnings: &mut Vec<String>,
    ) {
        for text in texts {
            match text.parse::<Keys>() {
                Ok(keys) => self.bind(command, &keys, warnings),
                Err(error) => warnings.push(format!(
                    "keys.ron: `{}`: `{}`: {error}",
                    command.id,
                    crate::map::text::clean(text)
                )),
            }
        }
    }

    fn bind(&mut self, command: &'static Command, keys: &Keys, warnings: &mut Vec<String>) {
        let mut bound = false;
        for context in command.contexts {
            match self.tries.entry(*context).or_default().insert(keys, Bound(command)) {
                Ok(()) => bound = true,
                Err(clash) => warnings.push(format!("keys in the {}: {clash}", context.word())),
            }
        }
        if bound {
            self.keys.entry(command.id).or_default().push(keys.clone());
        }
    }

    /// What means something in one context does so in another too, where the other has no meaning of its own for a key.
    fn widen(&mut self, from: Context, to: Context) {
        let commands = commands::all().filter(|c| c.contexts.contains(&from) && !c.contexts.contains(&to));
        for command in commands {
            for keys in self.keys.get(command.id).into_iter().flatten() {
                // A clash is no fault here: the other context comes first.
                let _ = self.tries.entry(to).or_default().insert(keys, Bound(command));
            }
        }
    }

    /// What the keys typed so far mean.
    pub fn lookup(&self, context: Context, typed: &[Key]) -> Lookup<'_, Bound> {
        self.tries.get(&context).map_or(Lookup::None, |trie| trie.lookup(typed))
    }

    /// What a key means while something lies over the screen or a sequence is begun.
    pub fn meant(&self, key: Key) -> Key {
        self.means.get(&key).copied().unwrap_or(key)
    }

    /// The keys of a command, the first one first.
    pub fn keys_of(&self, command: &Command) -> &[Keys] {
        self.keys.get(command.id).map_or(&[], Vec::as_slice)
    }

    /// The first keys of a command, as people read them.
    pub fn first_key(&self, command: &Command) -> Option<String> {
        self.keys_of(command).first().map(ToString::to_string)
    }
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(&Own::default()).0
    }
}

/// The preset that is asked for; the default one where there is none of that name, which is told.
fn chosen(own: &Own, warnings: &mut Vec<String>) -> &'static Preset {
    let name = own.preset.as_deref().unwrap_or(preset::DEFAULT);
    let names = || preset::PRESETS.iter().map(|p| p.name);
    preset::find(name)
        .or_else(|| {
            warnings.push(format!(
                "keys.ron: there is no preset `{}`{}; there are {}",
                crate::map::text::clean(name),
                nearest(name, names()),
                names().collect::<Vec<_>>().join(", ")
            ));
            preset::find(preset::DEFAULT)
        })
        .unwrap_or(preset::PRESETS[0])
}

fn meanings(preset: &Preset) -> BTreeMap<Key, Key> {
    preset.means.iter().filter_map(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?))).collect()
}

fn nearest<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    crate::store::diagnostic::nearest(id, known)
        .map_or(String::new(), |near| format!("; did you mean `{near}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_keys_do_not_clash() {
        let (_, warnings) = Keymap::new(&Own::default());
        assert_eq!(warnings, Vec::<String>::new());
    }

    #[test]
    fn every_command_has_words_and_a_unique_id() {
        let mut seen = std::collections::BTreeSet::new();
        for command in commands::all() {
            assert!(seen.insert(command.id), "{}", command.id);
            assert!(command.words.len() > 3 && !command.words.ends_with('.'), "{}", command.id);
        }
    }

    #[test]
    fn own_keys_win_and_a_clash_names_both() {
        let overlay = Overlay::from([("history.undo".to_owned(), vec!["x".to_owned()])]);
        let (map, warnings) = Keymap::new(&Own::keys(overlay));
        let undo = commands::find("history.undo").unwrap();
        assert_eq!(map.first_key(undo).as_deref(), Some("x"));
        assert!(
            warnings.iter().any(|w| w.contains("history.undo") && w.contains("mark.toggle")),
            "{warnings:?}"
        );
    }

    #[test]
    fn own_lines_lie_over_a_preset_and_a_clash_names_both() {
        let overlay = Overlay::from([("go.to".to_owned(), vec!["Ctrl-N".to_owned()])]);
        let (map, warnings) = Keymap::new(&Own { preset: Some("emacs".to_owned()), keys: overlay });
        let keys = |id: &str| map.first_key(commands::find(id).unwrap());
        assert_eq!(keys("go.to").as_deref(), Some("Ctrl-N"));
        assert_eq!(keys("file.save").as_deref(), Some("Ctrl-X Ctrl-S"));
        assert!(
            warnings.len() == 1 && warnings[0].contains("`go.to`") && warnings[0].contains("`go.down`"),
            "{warnings:?}"
        );
    }

    #[test]
    fn a_wrong_preset_is_told_and_the_default_keys_hold() {
        let (map, warnings) = Keymap::new(&Own::preset("emcas\u{1b}"));
        assert!(
            warnings[0].contains("`emacs`") && warnings[0].contains("vim+arrows, emacs, colemak"),
            "{warnings:?}"
        );
        assert!(!warnings[0].contains('\u{1b}'));
        assert_eq!(map.first_key(commands::find("file.save").unwrap()).as_deref(), Some("Ctrl-S"));
    }

    #[test]
    fn a_wrong_command_is_named_with_the_nearest() {
        let (_, warnings) = Keymap::new(&Own::keys(Overlay::from([("history.undu".to_owned(), vec![])])));
        assert!(warnings[0].contains("history.undo"), "{warnings:?}");
    }
}
