//! The paths that a piece of source names, `use` trees spelled out, and resolved as far as the crate goes.

/// A word or sign of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Its text; `::` is one sign.
    pub(crate) text: String,
    /// Its line, from 1.
    pub(crate) line: usize,
}

impl Token {
    fn is_word(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphabetic() || c == '_')
    }
}

/// The tokens of bare source.
pub(crate) fn tokens(bare: &str) -> Vec<Token> {
    let mut out = Vec::new();
    for (line, text) in bare.lines().enumerate() {
        let mut rest = text.trim_start();
        while let Some(first) = rest.chars().next() {
            let is_word = |c: char| c.is_alphanumeric() || c == '_';
            let len = match first {
                c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
                ':' if rest.starts_with("::") => 2,
                c => c.len_utf8(),
            };
            let (token, after) = rest.split_at(len);
            out.push(Token { text: token.to_owned(), line: line + 1 });
            rest = after.trim_start();
        }
    }
    out
}

/// A path as it is named somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// Its parts; those of the crate start with `crate`.
    pub(crate) parts: Vec<String>,
    /// Where, from 1.
    pub(crate) line: usize,
}

/// Every path in the tokens of the module `module` (its parts below the crate).
pub(crate) fn paths(tokens: &[Token], module: &[String]) -> Vec<Named> {
    let mut reader =
        Reader { tokens, at: 0, module: module.to_vec(), inner: Vec::new(), depth: 0, out: Vec::new() };
    while reader.at < tokens.len() {
        reader.step();
    }
    reader.out
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    module: Vec<String>,
    /// At which depth the modules written inside the file began.
    inner: Vec<usize>,
    depth: usize,
    out: Vec<Named>,
}

impl Reader<'_> {
    fn text(&self, ahead: usize) -> &str {
        self.tokens.get(self.at + ahead).map_or("", |t| &t.text)
    }

    fn step(&mut self) {
        let is_module = self.text(0) == "mod" && self.text(2) == "{";
        match self.text(0) {
            "{" => self.depth += 1,
            "}" => {
                self.depth = self.depth.saturating_sub(1);
                if self.inner.last() == Some(&self.depth) {
                    self.inner.pop();
                    self.module.pop();
                }
            }
            _ if is_module => {
                self.module.push(self.text(1).to_owned());
                self.inner.push(self.depth);
            }
            _ if self.tokens[self.at].is_word() => return self.path(&[]),
            _ => {}
        }
        self.at += 1;
    }

    /// The path, or each path of the tree, that starts here; below `prefix`.
    fn path(&mut self, prefix: &[String]) {
        let mut parts = prefix.to_vec();
        let line = self.tokens[self.at].line;
        loop {
            if self.text(0) == "{" {
                return self.tree(&parts);
            }
            parts.push(self.text(0).to_owned());
            self.at += 1;
            let goes_on = self.text(0) == "::"
                && (self.text(1) == "{" || self.tokens.get(self.at + 1).is_some_and(Token::is_word));
            if !goes_on {
                break;
            }
            self.at += 1;
        }
        let parts = self.resolved(&parts);
        self.out.push(Named { parts, line });
    }

    fn tree(&mut self, prefix: &[String]) {
        self.at += 1;
        while self.at < self.tokens.len() && self.text(0) != "}" {
            if self.text(0) == "{" || self.tokens[self.at].is_word() {
                self.path(prefix);
            } else {
                self.at += 1;
            }
        }
        self.at += 1;
    }

    fn resolved(&self, parts: &[String]) -> Vec<String> {
        let mut here = self.module.clone();
        let ups = parts.iter().take_while(|p| matches!(p.as_str(), "super" | "self")).count();
        if ups == 0 {
            return parts.to_vec();
        }
        parts[..ups].iter().filter(|p| *p == "super").for_each(|_| drop(here.pop()));
        let rest = parts[ups..].iter().filter(|p| *p != "self").cloned();
        std::iter::once("crate".to_owned()).chain(here).chain(rest).collect()
    }
}
