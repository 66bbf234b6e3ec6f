//! What a person's `keys.ron` says: a preset, and keys of their own.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, Visitor};

use super::Overlay;

/// A person's own keys.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Own {
    /// The preset that they are laid over; none: the default keys.
    pub preset: Option<String>,
    /// Their own lines.
    pub keys: Overlay,
}

impl Own {
    /// A preset, and nothing of their own.
    pub fn preset(name: &str) -> Self {
        Self { preset: Some(name.to_owned()), keys: Overlay::new() }
    }

    /// Their own lines over the default keys.
    pub fn keys(keys: Overlay) -> Self {
        Self { preset: None, keys }
    }
}

/// One key, or several: `"a"` and `["a", "Ctrl-N"]` are both read.
struct OneOrMany(Vec<String>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = OneOrMany;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key or a list of keys, each in quotation marks")
            }

            fn visit_str<E: de::Error>(self, key: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany(vec![key.to_owned()]))
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<OneOrMany, A::Error> {
                let mut keys = Vec::new();
                while let Some(key) = seq.next_element()? {
                    keys.push(key);
                }
                Ok(OneOrMany(keys))
            }
        }
        d.deserialize_any(Keys)
    }
}

/// Read as `{"preset": "emacs", "card.add": ["a"]}`, or with names: `(preset: "emacs", keys: {"card.add": ["a"]})`.
impl<'de> Deserialize<'de> for Own {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct File;
        impl<'de> Visitor<'de> for File {
            type Value = Own;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of commands to their keys")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Own, A::Error> {
                let mut own = Own::default();
                while let Some(name) = map.next_key::<String>()? {
                    match name.as_str() {
                        "preset" => own.preset = Some(map.next_value()?),
                        "keys" => own.keys.extend(
                            map.next_value::<std::collections::BTreeMap<String, OneOrMany>>()?
                                .into_iter()
                                .map(|(id, keys)| (id, keys.0)),
                        ),
                        _ => {
                            own.keys.insert(name, map.next_value::<OneOrMany>()?.0);
                        }
                    }
                }
                Ok(own)
            }
        }
        d.deserialize_any(File)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::own;

    fn read(text: &str) -> Result<Own, String> {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("keys.ron");
        std::fs::write(&path, text).unwrap();
        own::read(&path).map(Option::unwrap)
    }

    #[test]
    fn both_shapes_of_the_file_are_read() {
        let keys = Overlay::from([
            ("card.add".to_owned(), vec!["a".to_owned(), "Ctrl-N".to_owned()]),
            ("history.undo".to_owned(), vec!["z".to_owned()]),
        ]);
        let own = Own { preset: Some("emacs".to_owned()), keys: keys.clone() };
        let flat = r#"{ "preset": "emacs", "card.add": ["a", "Ctrl-N"], "history.undo": "z" }"#;
        assert_eq!(read(flat), Ok(own.clone()));
        let named = r#"( preset: "emacs", keys: { "card.add": ["a", "Ctrl-N"], "history.undo": "z" } )"#;
        assert_eq!(read(named), Ok(own));
        assert_eq!(read(r#"( preset: "colemak" )"#), Ok(Own::preset("colemak")));
        let bare = r#"{ "card.add": ["a", "Ctrl-N"], "history.undo": ["z"] }"#;
        assert_eq!(read(bare), Ok(Own::keys(keys)));
    }

    #[test]
    fn a_wrong_file_is_told_with_its_place() {
        for text in ["{\n  \"card.add\": 7,\n}", "{\n  \"preset\": [],\n}", "(\n  preset: 1)"] {
            let error = read(text).unwrap_err();
            assert!(error.starts_with("keys.ron:2:"), "{text}: {error}");
        }
        assert!(read("7").is_err());
    }
}
