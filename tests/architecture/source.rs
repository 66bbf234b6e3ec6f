//! The files of the source, with what is only compiled for tests taken out.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::bare::bare;
use crate::paths::{Named, Token, paths, tokens};

/// One file.
#[derive(Debug)]
pub(crate) struct Source {
    /// Its path from the root of the project, with `/`.
    pub(crate) file: String,
    /// Whether it starts with `//!`.
    pub(crate) says_what_it_is: bool,
    /// Its lines, those of its tests not counted.
    pub(crate) lines: usize,
    /// What it is made of, tests left out.
    pub(crate) tokens: Vec<Token>,
    /// The paths that it names, tests left out.
    pub(crate) paths: Vec<Named>,
    /// The modules in files of their own that are only compiled for tests.
    test_modules: Vec<String>,
}

impl Source {
    /// A file with this text.
    pub(crate) fn new(file: &str, text: &str) -> Self {
        let all = tokens(&bare(text));
        let (mut kept, mut lines, mut test_modules) = (Vec::new(), text.lines().count(), Vec::new());
        let mut at = 0;
        while at < all.len() {
            if let Some(item) = test_item(&all, at) {
                lines -= all[item.end - 1].line - all[item.start].line + 1;
                test_modules.extend(module_in_a_file(&all[item.clone()]));
                at = item.end;
            } else {
                kept.push(all[at].clone());
                at += 1;
            }
        }
        let paths = paths(&kept, &module_of(file));
        let says_what_it_is = text.starts_with("//!");
        Self { file: file.to_owned(), says_what_it_is, lines, tokens: kept, paths, test_modules }
    }

    /// The room that it is in; `None` for what starts the program.
    pub(crate) fn room(&self) -> Option<&str> {
        let inside = self.file.strip_prefix("src/")?;
        inside.split_once('/').map(|(room, _)| room)
    }
}

/// The module whose text a file has, as parts below the crate.
fn module_of(file: &str) -> Vec<String> {
    let inside = file.trim_start_matches("src/").trim_end_matches(".rs");
    let parts = inside.split('/').filter(|p| !matches!(*p, "mod" | "lib" | "main"));
    parts.map(str::to_owned).collect()
}

/// The item at `at` with its attributes, if it is only compiled for tests.
fn test_item(tokens: &[Token], at: usize) -> Option<Range<usize>> {
    let text = |at: usize| tokens.get(at).map_or("", |t| t.text.as_str());
    let (mut end, mut is_test) = (at, false);
    while text(end) == "#" && text(end + 1) == "[" {
        let close = closing(tokens, end + 1);
        let words: Vec<&str> = tokens[end..close].iter().map(|t| t.text.as_str()).collect();
        let has_test = words.contains(&"test") && !words.contains(&"not");
        is_test |= words.get(2) == Some(&"cfg") && has_test;
        end = close;
    }
    if !is_test {
        return None;
    }
    while end < tokens.len() {
        match text(end) {
            ";" => return Some(at..end + 1),
            "{" => return Some(at..closing(tokens, end)),
            "(" | "[" => end = closing(tokens, end),
            _ => end += 1,
        }
    }
    Some(at..end)
}

/// Behind the bracket that closes the one at `at`.
fn closing(tokens: &[Token], at: usize) -> usize {
    let mut depth = 0_usize;
    for (n, token) in tokens.iter().enumerate().skip(at) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return n + 1;
        }
    }
    tokens.len()
}

/// `x` of an item that ends in `mod x;`.
fn module_in_a_file(item: &[Token]) -> Option<String> {
    let [.., word, name, end] = item else { return None };
    (word.text == "mod" && end.text == ";").then(|| name.text.clone())
}

/// Every file under `src` that is not only there for tests.
pub(crate) fn all() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join("src"), &mut files);
    let named = |path: &Path| path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
    let sources: Vec<Source> =
        files.iter().map(|path| Source::new(&named(path), &fs::read_to_string(path).unwrap())).collect();
    let below = |source: &Source| {
        let holder = module_of(&source.file);
        let modules = source
            .test_modules
            .iter()
            .map(move |name| [holder.as_slice(), std::slice::from_ref(name)].concat());
        modules.collect::<Vec<_>>()
    };
    let tests: Vec<Vec<String>> = sources.iter().flat_map(below).collect();
    // The second kind has a path of its own at its `mod` line.
    let is_test = |source: &Source| {
        tests.iter().any(|test| module_of(&source.file).starts_with(test))
            || source.file.ends_with("_tests.rs")
    };
    sources.into_iter().filter(|source| !is_test(source)).collect()
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        }
    }
    out.sort();
}
