//! Entity codes: `#35;`, `#num;` and their HTML spelling, which put any character into a text.

use super::space::{is_word, split_before};
use crate::map::text::Class;

/// Mermaid hides an entity from its grammar between such marks; numeric ones get [`NUMERIC`] in front.
const NAMED: &str = "ﬂ°";
const NUMERIC: &str = "ﬂ°°";
const END: &str = "¶ß";

/// Replaces `#word;` by marks that its grammar does not trip over, as Mermaid does before it parses.
pub(super) fn hide(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('#') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        if let Some((code, after)) = word_code(tail) {
            let numeric = code.bytes().all(|b| b.is_ascii_digit());
            out.extend([if numeric { NUMERIC } else { NAMED }, code, END]);
            rest = after;
        } else {
            out.push('#');
            rest = tail.get(1..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    out
}

/// `#word;` at the start of `text`: the word, and what follows.
fn word_code(text: &str) -> Option<(&str, &str)> {
    let body = text.strip_prefix('#')?;
    let (code, after) = body.split_at(body.find(|c| !is_word(c))?);
    (!code.is_empty()).then_some((code, after.strip_prefix(';')?))
}

/// Text as Mermaid draws it: hidden entities as the characters that they stand for.
pub(super) fn show(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once(NAMED) {
        out.push_str(before);
        let tail = tail.strip_prefix('°').unwrap_or(tail);
        let (code, after) = split_before(tail, |c| !is_word(c));
        if let Some((c, after)) = character(code).zip(after.strip_prefix(END)) {
            out.push(c);
            rest = after;
        } else {
            out.push_str(NAMED);
            rest = tail;
        }
    }
    out.push_str(rest);
    out
}

/// Decodes `#35;`, `#x23;`, `#num;`, `&#35;`, `&#x23;` and `&num;`. A code of no known or of an invisible
/// character stays as written.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['#', '&']) {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        if let Some((c, after)) = take(tail) {
            out.push(c);
            rest = after;
        } else {
            let (sign, after) = tail.split_at(1);
            out.push_str(sign);
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// The entity at the start of a text that begins with `#` or `&`, and what follows it.
pub(super) fn take(text: &str) -> Option<(char, &str)> {
    let html = text.strip_prefix('&');
    let (code, after) = match html {
        Some(name) if !name.starts_with('#') => {
            let (code, after) = name.split_at(name.find(|c| !is_word(c))?);
            (code, after.strip_prefix(';')?)
        }
        Some(number) => word_code(number)?,
        None => word_code(text)?,
    };
    Some((character(code)?, after))
}

/// The character of an entity's code, unless it could not be seen (controls, directions) or does not exist.
fn character(code: &str) -> Option<char> {
    let digits = |text: &str, base| u32::from_str_radix(text, base).ok().and_then(char::from_u32);
    let hex = || code.strip_prefix(['x', 'X']).and_then(|hex| digits(hex, 16));
    let named = || NAMES.iter().find(|(name, _)| *name == code).map(|&(_, c)| c);
    digits(code, 10).or_else(hex).or_else(named).filter(|&c| is_visible(c))
}

fn is_visible(c: char) -> bool {
    matches!(Class::of(c), Class::Plain | Class::Joiner | Class::Selector)
}

/// The names that people use in labels.
const NAMES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("num", '#'),
    ("colon", ':'),
    ("semi", ';'),
    ("comma", ','),
    ("excl", '!'),
    ("quest", '?'),
    ("lpar", '('),
    ("rpar", ')'),
    ("lsqb", '['),
    ("rsqb", ']'),
    ("lcub", '{'),
    ("rcub", '}'),
    ("percnt", '%'),
    ("plus", '+'),
    ("equals", '='),
    ("ast", '*'),
    ("sol", '/'),
    ("bsol", '\\'),
    ("dollar", '$'),
    ("commat", '@'),
    ("lowbar", '_'),
    ("vert", '|'),
    ("grave", '`'),
    ("period", '.'),
    ("cent", '¢'),
    ("pound", '£'),
    ("yen", '¥'),
    ("euro", '€'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("sect", '§'),
    ("para", '¶'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("micro", 'µ'),
    ("middot", '·'),
    ("bull", '•'),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("times", '×'),
    ("divide", '÷'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("frac34", '¾'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("iexcl", '¡'),
    ("iquest", '¿'),
    ("larr", '←'),
    ("uarr", '↑'),
    ("rarr", '→'),
    ("darr", '↓'),
    ("harr", '↔'),
    ("check", '✓'),
    ("cross", '✗'),
    ("star", '☆'),
    ("starf", '★'),
    ("hearts", '♥'),
    ("spades", '♠'),
    ("clubs", '♣'),
    ("diams", '♦'),
    ("infin", '∞'),
    ("ne", '≠'),
    ("le", '≤'),
    ("ge", '≥'),
    ("asymp", '≈'),
    ("Agrave", 'À'),
    ("Aacute", 'Á'),
    ("Acirc", 'Â'),
    ("Atilde", 'Ã'),
    ("Auml", 'Ä'),
    ("Aring", 'Å'),
    ("AElig", 'Æ'),
    ("Ccedil", 'Ç'),
    ("Egrave", 'È'),
    ("Eacute", 'É'),
    ("Ecirc", 'Ê'),
    ("Euml", 'Ë'),
    ("Iacute", 'Í'),
    ("Ntilde", 'Ñ'),
    ("Oacute", 'Ó'),
    ("Ocirc", 'Ô'),
    ("Ouml", 'Ö'),
    ("Oslash", 'Ø'),
    ("Uacute", 'Ú'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("atilde", 'ã'),
    ("auml", 'ä'),
    ("aring", 'å'),
    ("aelig", 'æ'),
    ("ccedil", 'ç'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("iacute", 'í'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("ntilde", 'ñ'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("otilde", 'õ'),
    ("ouml", 'ö'),
    ("oslash", 'ø'),
    ("ugrave", 'ù'),
    ("uacute", 'ú'),
    ("ucirc", 'û'),
    ("uuml", 'ü'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_entities_come_back_as_characters() {
        let hidden = hide("A #35; B #colon; # #; #x y; #hearts;");
        assert_eq!(hidden, "A ﬂ°°35¶ß B ﬂ°colon¶ß # #; #x y; ﬂ°hearts¶ß");
        assert_eq!(show(&hidden), "A # B : # #; #x y; ♥");
        assert_eq!(show("ﬂ°nosuch¶ß"), "ﬂ°nosuch¶ß");
    }

    #[test]
    fn both_spellings_decode() {
        assert_eq!(decode("R&amp;D &#35;1 #58; #x3a; &#x3b; &euro;5"), "R&D #1 : : ; €5");
        assert_eq!(decode("Fish & chips #12; # &nosuch; &;"), "Fish & chips #12; # &nosuch; &;");
    }

    #[test]
    fn no_code_makes_an_invisible_character() {
        for code in ["#27;", "#0;", "#10;", "#8238;", "&#x202e;", "#65279;", "#155;", "#99999999999;"] {
            assert_eq!(decode(code), code);
        }
    }
}
