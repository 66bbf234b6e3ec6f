//! Which keys do what, where: the command table's defaults with a person's own `keys.ron` laid over them.

use std::collections::BTreeMap;

use super::commands::{self, Command, Context};
use super::keys::{Key, Keys, Lookup, Trie};

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
}

/// A person's own keys: command id → its keys, in place of the default ones. An empty list takes the keys away.
pub type Overlay = BTreeMap<String, Vec<String>>;

impl Keymap {
    /// The defaults with an overlay. What cannot be used is told, one line each, and the defaults hold there.
    pub fn new(overlay: &Overlay) -> (Self, Vec<String>) {
        let mut warnings = Vec::new();
        for id in overlay.keys().filter(|id| commands::find(id).is_none()) {
            warnings.push(format!("keys.ron: there is no command `{id}`{}", nearest(id)));
        }
        let mut map = Self { tries: BTreeMap::new(), keys: BTreeMap::new() };
        // Own keys first: a default that stands in their way gives way, and that is said.
        let (own, default): (Vec<&'static Command>, Vec<&'static Command>) =
            commands::all().partition(|c| overlay.contains_key(c.id));
        for command in own {
            let texts = overlay.get(command.id).map(Vec::as_slice).unwrap_or_default();
            map.bind_all(command, texts.iter().map(String::as_str), &mut warnings);
        }
        for command in default {
            map.bind_all(command, command.keys.iter().copied(), &mut warnings);
        }
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

    /// What the keys typed so far mean.
    pub fn lookup(&self, context: Context, typed: &[Key]) -> Lookup<'_, Bound> {
        self.tries.get(&context).map_or(Lookup::None, |trie| trie.lookup(typed))
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
        Self::new(&Overlay::new()).0
    }
}

fn nearest(id: &str) -> String {
    let ids: Vec<&str> = commands::all().map(|c| c.id).collect();
    crate::store::diagnostic::nearest(id, ids)
        .map_or(String::new(), |near| format!("; did you mean `{near}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_keys_do_not_clash() {
        let (_, warnings) = Keymap::new(&Overlay::new());
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
        let (map, warnings) = Keymap::new(&overlay);
        let undo = commands::find("history.undo").unwrap();
        assert_eq!(map.first_key(undo).as_deref(), Some("x"));
        assert!(
            warnings.iter().any(|w| w.contains("history.undo") && w.contains("mark.toggle")),
            "{warnings:?}"
        );
    }

    #[test]
    fn a_wrong_command_is_named_with_the_nearest() {
        let (_, warnings) = Keymap::new(&Overlay::from([("history.undu".to_owned(), vec![])]));
        assert!(warnings[0].contains("history.undo"), "{warnings:?}");
    }
}
