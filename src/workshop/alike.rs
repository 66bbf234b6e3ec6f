//! Whether two cards say the same, near enough to be offered as one said twice.

use std::collections::BTreeSet;

/// The share of words that two texts must have in common, in percent.
const COMMON: usize = 75;

/// A text as it is compared: its words in lower case, without signs.
fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// Whether two texts say the same, near enough: the same words, or three in four of them and at least three.
pub fn is_alike(a: &str, b: &str) -> bool {
    alike(&words(a), &words(b))
}

fn alike(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let common = a.intersection(b).count();
    let all = a.len() + b.len() - common;
    common == all || (common >= 3 && common * 100 >= all * COMMON)
}

/// The first of the texts that says the same as `text`.
pub fn nearest<'a, T>(text: &str, others: impl IntoIterator<Item = (T, &'a str)>) -> Option<T> {
    let words_of = words(text);
    others.into_iter().find(|(_, other)| alike(&words_of, &words(other))).map(|(it, _)| it)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_signs_and_a_word_more_do_not_matter() {
        assert!(is_alike("No ETA once the van has left", "no eta once the van has left!"));
        assert!(is_alike("No ETA once the van has left", "There is no ETA once the van has left"));
        assert!(!is_alike("No ETA", "No slot"));
        assert!(!is_alike("Pays by card", "Pays by invoice"));
        assert!(!is_alike("…", "!"));
        assert!(is_alike("電話", "電話"));
        assert_eq!(nearest("slow page", [(1, "fast"), (2, "Page, slow")]), Some(2));
    }
}
