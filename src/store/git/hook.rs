//! The hook that checks what a commit changes.

use super::setup::Setup;

/// The hook for maps in `maps/`, as docs/ci.md shows it.
const HOOK: &str = include_str!("hook.sh");
const WORDS: &str = "Refuses a commit that leaves an error in what it changes in the journey maps";

/// The hook for the folder of a setup.
pub fn text(setup: &Setup) -> String {
    let folder = quoted(&setup.folder_in_repository());
    let program = setup.program_in_shell();
    let lines = HOOK.lines().map(|line| {
        let line = line.replace("-- maps &&", &format!("-- {folder} &&"));
        line.replace("milepost check maps", &format!("{program} check {folder}"))
    });
    lines.map(|line| line + "\n").collect()
}

/// Whether a hook is ours.
pub fn is_ours(text: &str) -> bool {
    text.contains(WORDS)
}

/// A word as a shell reads it back.
pub(super) fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::Repo;
    use super::*;

    #[test]
    fn the_page_on_pipelines_shows_this_hook() {
        assert!(include_str!("../../../docs/ci.md").contains(HOOK.trim_end()));
        assert!(is_ours(HOOK));
    }

    #[test]
    fn a_folder_is_named_as_the_shell_reads_it() {
        let Some(repo) = Repo::new() else { return };
        repo.write("the maps/a.ron", "");
        let setup = Setup::of(&repo.root.join("the maps"), Some("/opt/m p".into())).unwrap();
        let text = text(&setup);
        assert!(text.contains("git diff --cached --quiet -- 'the maps' && exit 0"), "{text}");
        assert!(text.contains("\"$m\" check 'the maps' $since"), "{text}");
    }
}
