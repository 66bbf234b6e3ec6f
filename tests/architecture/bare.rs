//! Rust source without what is not code: comments and literals become blanks, every line keeps its number.

/// `text` with comments, strings and characters blanked out.
pub(crate) fn bare(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let len = skipped(&chars, at);
        for c in &chars[at..at + len] {
            out.push(if *c == '\n' { '\n' } else { ' ' });
        }
        at += len;
        if len == 0 {
            out.push(chars[at]);
            at += 1;
        }
    }
    out
}

/// How many characters from `at` on are no code; 0: this one is.
fn skipped(chars: &[char], at: usize) -> usize {
    let follows = |text: &str| text.chars().enumerate().all(|(n, c)| chars.get(at + n) == Some(&c));
    let in_word = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    if follows("//") {
        return chars[at..].iter().take_while(|c| **c != '\n').count();
    }
    if follows("/*") {
        return block_comment(&chars[at..]);
    }
    let prefix = ["br", "cr", "r", "b", "c", ""].iter().find(|p| {
        follows(p) && matches!(chars.get(at + p.len()), Some('"' | '#')) && (p.is_empty() || !in_word)
    });
    match prefix {
        Some(p) if p.ends_with('r') => raw(&chars[at..], p.len()),
        Some(p) if chars.get(at + p.len()) == Some(&'"') => p.len() + quoted(&chars[at + p.len()..], '"'),
        _ if chars[at] == '\'' => character(&chars[at..]),
        _ => 0,
    }
}

fn block_comment(chars: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// A raw string with its hashes; 0 for a raw name.
fn raw(chars: &[char], prefix: usize) -> usize {
    let hashes = chars[prefix..].iter().take_while(|c| **c == '#').count();
    let start = prefix + hashes;
    if chars.get(start) != Some(&'"') {
        return 0;
    }
    let closes = |at: usize| chars[at] == '"' && (1..=hashes).all(|n| chars.get(at + n) == Some(&'#'));
    (start + 1..chars.len()).find(|at| closes(*at)).map_or(chars.len(), |at| at + 1 + hashes)
}

fn quoted(chars: &[char], mark: char) -> usize {
    let mut at = 1;
    while at < chars.len() && chars[at] != mark {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

/// A character; 0 for a lifetime.
fn character(chars: &[char]) -> usize {
    match (chars.get(1), chars.get(2)) {
        (Some('\\'), _) => quoted(chars, '\''),
        (Some(_), Some('\'')) => 3,
        _ => 0,
    }
}
