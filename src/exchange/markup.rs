//! Text of maps made into text of markup languages, and nothing but text.

use crate::map::text::visible;

/// As Markdown: no markup, no cell of its own, and nobody is called by an `@`. The result is one line.
pub fn markdown(text: &str) -> String {
    let mut out = String::new();
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // An empty comment between sign and name: no address, and nothing to be seen.
            '@' => out.push_str("@<!-- -->"),
            // As entities: a backslash before them does not hold in every table.
            '|' => out.push_str("&#124;"),
            '`' => out.push_str("&#96;"),
            '\\' | '*' | '_' | '[' | ']' | '~' | '#' | '!' | '$' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// As HTML, in a text or in an attribute within quotation marks. The result is one line.
pub fn html(text: &str) -> String {
    let mut out = String::new();
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_only_text() {
        let said = markdown("<b> *x* @maya `c` a|b\u{1b}");
        assert_eq!(said, "&lt;b&gt; \\*x\\* @<!-- -->maya &#96;c&#96; a&#124;b␛");
        assert_eq!(html("<a href='\"&\u{202e}'>"), "&lt;a href=&#39;&quot;&amp;\u{fffd}&#39;&gt;");
    }
}
