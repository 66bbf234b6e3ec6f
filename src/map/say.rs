//! How counts and names stand in a sentence.

/// `1 card`, `3 cards`.
pub fn many(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// `text` in quotation marks, at most `most` characters of it; marks within it are single ones.
pub fn quote(text: &str, most: usize) -> String {
    let text = text.replace('“', "‘").replace('”', "’");
    let mut chars = text.chars();
    let short: String = chars.by_ref().take(most).collect();
    if chars.next().is_some() { format!("“{}…”", short.trim_end()) } else { format!("“{short}”") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_names() {
        assert_eq!([many(0, "card"), many(1, "card"), many(2, "card")], ["0 cards", "1 card", "2 cards"]);
        assert_eq!(quote("Says “yes”", 20), "“Says ‘yes’”");
        assert_eq!(quote("Looks for it", 6), "“Looks…”");
        assert_eq!(quote("Looks", 5), "“Looks”");
    }
}
