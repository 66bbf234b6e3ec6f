//! The paths that stages watch, understood.

use globset::{Glob, GlobBuilder};
use jiff::civil::Date;

use super::{BadWatch, Subject};
use crate::map::id::{MapId, StageId};
use crate::map::{Label, Stage};

/// The longest path with wildcards, in bytes.
const LONGEST: usize = 256;
/// The most watched paths of a stage.
const MOST: usize = 64;

/// What a stage watches.
#[derive(Debug)]
pub(super) struct Watch<'a> {
    pub(super) map: &'a MapId,
    pub(super) stage: &'a StageId,
    /// The day of its last review: what was committed later counts. A stage that was never reviewed waits for no change.
    pub(super) since: Option<Date>,
    pub(super) globs: Vec<Watched>,
}

/// A watched path.
#[derive(Debug)]
pub(super) struct Watched {
    /// As it is written.
    pub(super) path: Label,
    /// What fits it: the path itself, and all that is in it where it is a folder.
    pub(super) globs: [Glob; 2],
    /// The folder or file that all of it is in, from the top of the repository; empty: that top.
    pub(super) within: String,
}

/// What the stages of some maps watch, and what cannot be understood.
pub(super) fn of<'a>(maps: &[Subject<'a>], today: Date) -> (Vec<Watch<'a>>, Vec<BadWatch>) {
    let (mut watches, mut bad) = (Vec::new(), Vec::new());
    for subject in maps {
        for stage in subject.map.stages.iter().filter(|stage| !stage.watches.is_empty()) {
            let (globs, wrong) = of_stage(stage);
            let told = |message| BadWatch { map: subject.map.id.clone(), stage: stage.id.clone(), message };
            bad.extend(wrong.into_iter().map(told));
            let since = stage.reviewed.as_ref().map(|review| review.on).filter(|on| *on <= today);
            if !globs.is_empty() {
                watches.push(Watch { map: &subject.map.id, stage: &stage.id, since, globs });
            }
        }
    }
    (watches, bad)
}

fn of_stage(stage: &Stage) -> (Vec<Watched>, Vec<String>) {
    let (mut globs, mut wrong) = (Vec::new(), Vec::new());
    for path in stage.watches.iter().take(MOST) {
        match watched(path) {
            Ok(found) => globs.push(found),
            Err(why) => wrong.push(format!("the watched path `{}` {why}", short(path))),
        }
    }
    if stage.watches.len() > MOST {
        wrong.push(format!("only the first {MOST} watched paths of a stage are looked at"));
    }
    (globs, wrong)
}

fn short(path: &Label) -> String {
    path.as_str().chars().take(60).collect()
}

/// Why not: what follows on the path in a sentence.
fn watched(written: &Label) -> Result<Watched, String> {
    let path = written.as_str();
    if path.len() > LONGEST {
        return Err(format!("is longer than {LONGEST} letters"));
    }
    let path = path.strip_prefix("./").unwrap_or(path).trim_matches('/');
    if path.is_empty() {
        return Err("names nothing: write a path from the top of the repository".to_owned());
    }
    if path.split('/').any(|part| part == "..") {
        return Err("leads out of itself: write it from the top of the repository, without `..`".to_owned());
    }
    let glob = |text: &str| {
        let built = GlobBuilder::new(text).literal_separator(true).backslash_escape(true).build();
        built.map_err(|error| format!("cannot be understood: {}", error.kind()))
    };
    Ok(Watched {
        path: written.clone(),
        globs: [glob(path)?, glob(&format!("{path}/**"))?],
        within: literal(path),
    })
}

/// The parts of a path before the first with a wildcard.
fn literal(path: &str) -> String {
    let is_literal = |part: &&str| !part.contains(['*', '?', '[', ']', '{', '}', '\\', '!']);
    path.split('/').take_while(is_literal).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(pattern: &str, path: &str) -> bool {
        let found = watched(&Label::new(pattern)).unwrap();
        found.globs.iter().any(|glob| glob.compile_matcher().is_match(path))
    }

    #[test]
    fn paths_folders_and_wildcards() {
        for (pattern, path) in [
            ("policies/returns.md", "policies/returns.md"),
            ("./policies/", "policies/deep/er.md"),
            ("/shop/checkout/**", "shop/checkout/a/b.rs"),
            ("shop/*", "shop/a.rs"),
            ("shop/*", "shop/deep/a.rs"),
            ("**/*.md", "a.md"),
            ("**/*.md", "a/b/c.md"),
            ("shop/{a,b}.rs", "shop/b.rs"),
            ("shop/[ab].rs", "shop/b.rs"),
        ] {
            assert!(fits(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("policies", "policies.md"),
            ("shop/*.rs", "shop/deep/a.rs"),
            ("*.md", "a/b.md"),
            ("shop/**", "shopping/a"),
        ] {
            assert!(!fits(pattern, path), "{pattern} {path}");
        }
    }

    #[test]
    fn what_all_of_it_is_in() {
        for (path, expected) in [
            ("shop/checkout/**", "shop/checkout"),
            ("shop/check*/x", "shop"),
            ("**/*.md", ""),
            ("policies/returns.md", "policies/returns.md"),
            ("{a,b}/c", ""),
        ] {
            assert_eq!(watched(&Label::new(path)).unwrap().within, expected, "{path}");
        }
    }

    #[test]
    fn what_cannot_be_understood() {
        let why = |path: &str| watched(&Label::new(path)).unwrap_err();
        assert_eq!(why("/"), "names nothing: write a path from the top of the repository");
        assert_eq!(why("../x"), "leads out of itself: write it from the top of the repository, without `..`");
        assert!(why("shop/[a").starts_with("cannot be understood: unclosed character class"));
        assert_eq!(why(&"x".repeat(300)), "is longer than 256 letters");
    }
}
