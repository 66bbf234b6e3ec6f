//! A value as a conflict keeps it: as the file writes it, but a text as itself and a list of texts as lines.

use serde::Serialize;
use serde_json::Value;

use crate::map::Text;

/// The value as text; `None`: there is none.
pub(super) fn keep<T: Serialize>(value: &T) -> Option<Text> {
    match serde_json::to_value(value).ok()? {
        Value::Null => None,
        Value::Array(list) if list.is_empty() => None,
        Value::String(text) => Some(Text::new(&text)),
        Value::Array(list) => {
            let lines: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
            Some(lines.map_or_else(
                || Text::new(&Value::from(list.clone()).to_string()),
                |l| Text::new(&l.join("\n")),
            ))
        }
        other => Some(Text::new(&other.to_string())),
    }
}

/// What a kept value may have been, the likeliest first: which of them it is, its place in the map tells.
pub(in crate::change) fn candidates(kept: Option<&Text>) -> Vec<Value> {
    let Some(text) = kept else {
        return vec![Value::Null, Value::Array(Vec::new()), Value::from("")];
    };
    let lines = text.lines().map(Value::from).collect::<Vec<_>>();
    let mut out = vec![Value::from(text.as_str()), Value::from(lines)];
    out.extend(serde_json::from_str(text.as_str()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Label;
    use crate::map::card::PainStatus;

    #[test]
    fn values_as_a_file_has_them() {
        let kept = |value| keep(&value).map(|t| t.to_string());
        assert_eq!(kept(Some("two\nlines")), Some("two\nlines".into()));
        assert_eq!(kept(None), None);
        assert_eq!(keep(&vec![Label::new("a"), Label::new("b")]), Some(Text::new("a\nb")));
        assert_eq!(keep(&Vec::<Label>::new()), None);
        assert_eq!(keep(&90_u32), Some(Text::new("90")));
        assert_eq!(keep(&PainStatus::Open), Some(Text::new("Open")));
        assert_eq!(
            keep(&PainStatus::Accepted(Label::new("dear"))),
            Some(Text::new("{\"Accepted\":\"dear\"}"))
        );
    }
}
