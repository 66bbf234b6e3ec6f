//! Kinds of events as feeds call them.

use crate::map::event::EventKind;

/// Other words for a kind.
const ALSO: [(&str, EventKind); 17] = [
    ("deploy", EventKind::Release),
    ("deployment", EventKind::Release),
    ("launch", EventKind::Release),
    ("rollout", EventKind::Release),
    ("version", EventKind::Release),
    ("legal", EventKind::Policy),
    ("price", EventKind::Policy),
    ("pricing", EventKind::Policy),
    ("regulation", EventKind::Policy),
    ("rule", EventKind::Policy),
    ("terms", EventKind::Policy),
    ("complaint", EventKind::Feedback),
    ("research", EventKind::Feedback),
    ("survey", EventKind::Feedback),
    ("bug", EventKind::Incident),
    ("outage", EventKind::Incident),
    ("event", EventKind::Other),
];

/// The kind that a word means.
pub(super) fn kind(word: &str) -> Option<EventKind> {
    let word = word.trim();
    EventKind::from_word(word)
        .or_else(|| ALSO.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, kind)| *kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_others_are_understood() {
        assert_eq!(kind(" Release "), Some(EventKind::Release));
        assert_eq!(kind("DEPLOYMENT"), Some(EventKind::Release));
        assert_eq!(kind("relase"), None);
        assert!(ALSO.iter().all(|(word, _)| EventKind::from_word(word).is_none()));
    }
}
