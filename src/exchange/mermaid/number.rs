//! Numbers as JavaScript's `Number()` reads them, which is how Mermaid reads a score.

use super::space::trim;

/// The value of `Number(text)`: blank is 0, hex, octal and binary count, anything else is NaN.
pub(super) fn js_number(text: &str) -> f64 {
    let text = trim(text);
    if text.is_empty() {
        return 0.0;
    }
    radix(text).or_else(|| decimal(text)).unwrap_or(f64::NAN)
}

fn decimal(text: &str) -> Option<f64> {
    match text {
        "Infinity" | "+Infinity" => return Some(f64::INFINITY),
        "-Infinity" => return Some(f64::NEG_INFINITY),
        _ => {}
    }
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    if plain { text.parse().ok() } else { None }
}

fn radix(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('0')?;
    let base = match digits.bytes().next()? {
        b'x' | b'X' => 16,
        b'o' | b'O' => 8,
        b'b' | b'B' => 2,
        _ => return None,
    };
    let digits = digits.get(1..).filter(|d| !d.is_empty())?;
    let add = |sum: f64, c: char| c.to_digit(base).map(|d| sum.mul_add(f64::from(base), f64::from(d)));
    digits.chars().try_fold(0.0, add)
}

/// A score that a person meant as one: finite, not blank; full-width digits count.
pub(super) fn score(text: &str) -> Option<f64> {
    let text = trim(text);
    if text.is_empty() {
        return None;
    }
    let narrow: String = text.chars().map(narrow).collect();
    let value = js_number(&narrow);
    value.is_finite().then_some(value)
}

/// The number at the start of a text such as `5 stars`, `4/5` or `80%`; `2rem` and `3rd` are words.
pub(super) fn leading_score(text: &str) -> Option<f64> {
    let text = trim(text);
    let end = text.char_indices().find(|&(i, c)| !(c.is_ascii_digit() || c == '.' || (i == 0 && c == '-')));
    let (head, tail) = text.split_at(end.map_or(text.len(), |(i, _)| i));
    let word = tail.chars().next().is_some_and(|c| c.is_alphabetic() || c == '-');
    if word { None } else { score(head) }
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '－' | '−' => '-',
        '．' => '.',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_mermaid_reads_them() {
        let cases = [("5", 5.0), (" 05 ", 5.0), ("+5", 5.0), ("-2", -2.0), ("0x3", 3.0), ("1e1", 10.0)];
        for (text, value) in cases.into_iter().chain([("", 0.0), (".5", 0.5), ("5.", 5.0), ("0b11", 3.0)]) {
            assert!((js_number(text) - value).abs() < 1e-9, "{text}");
        }
        for text in ["x", "5 stars", "1_0", "nan", "inf", "infinity", "0x", "-0x3", ".", "e", "+"] {
            assert!(js_number(text).is_nan(), "{text}");
        }
    }

    #[test]
    fn a_meant_score_is_finite_and_not_blank() {
        assert_eq!(score("５"), Some(5.0));
        assert_eq!(score("−2"), Some(-2.0));
        for text in ["", " ", "NaN", "Infinity", "x"] {
            assert_eq!(score(text), None, "{text}");
        }
    }

    #[test]
    fn a_score_with_words_is_found_but_a_unit_is_not() {
        assert_eq!(leading_score("5 stars"), Some(5.0));
        assert_eq!(leading_score("4/5"), Some(4.0));
        assert_eq!(leading_score("80%"), Some(80.0));
        assert_eq!(leading_score("2rem"), None);
        assert_eq!(leading_score("2026-01-02"), None);
        assert_eq!(leading_score("stars"), None);
    }
}
