//! What a clone needs so that git merges and shows maps by their elements: a merge driver and a diff driver in its configuration, and lines in
//! `.gitattributes` that name them.

use std::path::{Path, PathBuf};

use super::ask::{OF_OTHERS, ask, run};
use super::error::GitError;
use super::hook::quoted;
use super::repository::Repository;

/// What the drivers are called in git's configuration.
const DRIVER: &str = "milepost";
const BEGIN: &str = "# milepost: begin (written by `milepost git setup`)";
const END: &str = "# milepost: end";

/// The lines for `.gitattributes` in the folder of the maps. Versions and sessions stay outside the merge driver.
const ATTRIBUTES: [&str; 3] = [
    "/*.ron merge=milepost diff=milepost text eol=lf",
    "/threads/*/*.ron merge=milepost text eol=lf",
    "/sessions/*.log merge=union text eol=lf",
];

/// The name of the stage (or of the person) in the head of a hunk: in the file itself, and in the words of `git textconv`.
const HEADS: &str = "^( {6}name: \".*\",|stage .*)$";

/// What is there of it, and what is not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// The clone's configuration has the drivers as they should be.
    pub is_configured: bool,
    /// `.gitattributes` names them.
    pub has_attributes: bool,
}

impl State {
    /// Whether nothing is missing.
    pub fn is_whole(&self) -> bool {
        self.is_configured && self.has_attributes
    }
}

/// A clone and the folder of maps in it.
#[derive(Debug, Clone)]
pub struct Setup {
    repository: Repository,
    /// The folder of the maps.
    folder: PathBuf,
    /// The program, where the name `milepost` does not lead to it.
    program: Option<PathBuf>,
}

impl Setup {
    /// For the maps in `folder`. `program` is where this program is, for shells that do not find it by its name.
    ///
    /// # Errors
    /// When the folder is in no repository, or there is no git.
    pub fn of(folder: &Path, program: Option<PathBuf>) -> Result<Self, GitError> {
        Ok(Self { repository: Repository::around(folder)?, folder: folder.to_owned(), program })
    }

    /// The file with the attributes.
    pub fn attributes_file(&self) -> PathBuf {
        self.folder.join(".gitattributes")
    }

    /// The lines that [`Setup::attributes`] brings into that file.
    pub fn attribute_lines(&self) -> &'static [&'static str] {
        &ATTRIBUTES
    }

    /// The settings, each with its value.
    pub fn settings(&self) -> [(String, String); 4] {
        let find = self.find();
        let merge = format!(
            "{find}; if command -v \"$m\" >/dev/null 2>&1; then \"$m\" git merge-driver %O %A %B %L %P %S %X %Y; \
             s=$?; test $s -le 1 && exit $s; fi; git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B || exit 1"
        );
        let words = format!(
            "f() {{ {find}; if command -v \"$m\" >/dev/null 2>&1; then \"$m\" git textconv \"$1\" || cat \"$1\"; else cat \"$1\"; fi; }}; f"
        );
        [
            (format!("merge.{DRIVER}.name"), "journey maps, merged by their elements".to_owned()),
            (format!("merge.{DRIVER}.driver"), merge),
            (format!("diff.{DRIVER}.textconv"), words),
            (format!("diff.{DRIVER}.xfuncname"), HEADS.to_owned()),
        ]
    }

    /// Shell words that put the program into `m`: by its name, else where it was when this was set up.
    fn find(&self) -> String {
        let by_name = "m=milepost".to_owned();
        match &self.program {
            Some(path) => {
                let path = quoted(&path.to_string_lossy());
                format!("{by_name}; command -v \"$m\" >/dev/null 2>&1 || m={path}")
            }
            None => by_name,
        }
    }

    /// The program as a word of the shell; where its name does not lead to it, after words that find it.
    pub(super) fn program_in_shell(&self) -> String {
        match &self.program {
            Some(_) => format!("{}; \"$m\"", self.find()),
            None => "milepost".to_owned(),
        }
    }

    /// What is there. A driver that another place or version of the program wrote counts as there.
    ///
    /// # Errors
    /// When git does not answer.
    pub fn state(&self) -> Result<State, GitError> {
        let mut is_configured = true;
        for (key, _) in self.settings() {
            let done = run(&self.folder, &["config", "--get", &key])?;
            is_configured &= done.status.success() && !done.stdout.is_empty();
        }
        Ok(State { is_configured, has_attributes: has_block(&read(&self.attributes_file())) })
    }

    /// Writes the settings into the clone's configuration.
    ///
    /// # Errors
    /// When git cannot write it.
    pub fn configure(&self) -> Result<(), GitError> {
        for (key, value) in self.settings() {
            ask(&self.repository.root, &["config", "--local", &key, &value])?;
        }
        Ok(())
    }

    /// Takes the settings out of the clone's configuration; gives whether there were any.
    ///
    /// # Errors
    /// When there is no git.
    pub fn unconfigure(&self) -> Result<bool, GitError> {
        let mut any = false;
        for section in [format!("merge.{DRIVER}"), format!("diff.{DRIVER}")] {
            let done = run(&self.repository.root, &["config", "--local", "--remove-section", &section])?;
            any |= done.status.success();
        }
        Ok(any)
    }

    /// The text that `.gitattributes` should have; `None`: it has it.
    pub fn attributes(&self) -> Option<String> {
        let old = read(&self.attributes_file());
        let new = with_block(&old);
        (new != old).then_some(new)
    }

    /// The text of `.gitattributes` without our lines; `None`: there are none of ours.
    pub fn without_attributes(&self) -> Option<String> {
        let old = read(&self.attributes_file());
        has_block(&old).then(|| without_block(&old))
    }

    /// Where git looks for the hook that runs before a commit.
    ///
    /// # Errors
    /// When git does not answer.
    pub fn hook_file(&self) -> Result<PathBuf, GitError> {
        let done = run_plain(&self.repository.root, &["rev-parse", "--git-path", "hooks/pre-commit"])?;
        let path = PathBuf::from(String::from_utf8_lossy(&done).trim_end_matches('\n'));
        Ok(if path.is_absolute() { path } else { self.repository.root.join(path) })
    }

    /// The folder of the maps, seen from the top of the repository; `.` for the top itself.
    pub fn folder_in_repository(&self) -> String {
        let top = self.repository.root.canonicalize().unwrap_or_else(|_| self.repository.root.clone());
        let folder = self.folder.canonicalize().unwrap_or_else(|_| self.folder.clone());
        match folder.strip_prefix(&top) {
            Ok(path) if !path.as_os_str().is_empty() => path.to_string_lossy().into_owned(),
            _ => ".".to_owned(),
        }
    }
}

/// With the clone's own idea of where hooks are: the questions elsewhere switch hooks off.
fn run_plain(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
    let mut git = std::process::Command::new("git");
    git.arg("-C").arg(folder).args(arguments).stdin(std::process::Stdio::null());
    for name in OF_OTHERS {
        git.env_remove(name);
    }
    let done = git.output().map_err(|error| GitError::NoGit(error.to_string()))?;
    if done.status.success() { Ok(done.stdout) } else { Err(GitError::NoRepository(folder.to_owned())) }
}

/// Whether maps here ask for a merge driver that this clone has not: then git merges their lines. One look at a file, and one question to
/// git only where that file asks.
pub fn is_missing(folder: &Path) -> bool {
    if !read(&folder.join(".gitattributes")).contains(&format!("merge={DRIVER}")) {
        return false;
    }
    let asked = run(folder, &["config", "--get", &format!("merge.{DRIVER}.driver")]);
    // Without a repository there is nothing to merge.
    asked.is_ok_and(|done| done.status.code() == Some(1)) && Repository::around(folder).is_ok()
}

/// Where this program is, unless its name leads to it.
pub fn program() -> Option<PathBuf> {
    let this = std::env::current_exe().ok()?;
    let named = std::env::var_os("PATH")?;
    let found =
        std::env::split_paths(&named).map(|folder| folder.join("milepost")).find(|path| path.is_file());
    let is_same = |other: PathBuf| other.canonicalize().ok() == this.canonicalize().ok();
    (!found.is_some_and(is_same)).then_some(this)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

fn has_block(text: &str) -> bool {
    with_block(text) == text
}

fn without_block(text: &str) -> String {
    let mut is_ours = false;
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let word = line.trim_end();
        is_ours |= word.starts_with("# milepost: begin");
        if !is_ours {
            out.push_str(line);
        }
        is_ours &= word != END;
    }
    out
}

fn with_block(text: &str) -> String {
    let mut out = without_block(text);
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    for line in [BEGIN].iter().chain(&ATTRIBUTES).chain(&[END]) {
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::testing::Repo;
    use super::*;

    #[test]
    fn our_lines_come_and_go_and_leave_the_others() {
        let old = "*.png binary\n*.txt text";
        let with = with_block(old);
        assert!(with.starts_with("*.png binary\n*.txt text\n# milepost: begin"), "{with}");
        assert_eq!(with_block(&with), with);
        assert_eq!(without_block(&with), "*.png binary\n*.txt text\n");
        assert_eq!(without_block(&with_block("")), "");
    }

    #[test]
    fn a_clone_is_set_up_and_back() {
        let Some(repo) = Repo::new() else { return };
        let setup = Setup::of(&repo.root, Some("/opt/it's/milepost".into())).unwrap();
        assert_eq!(setup.state().unwrap(), State::default());
        assert!(!is_missing(&repo.root), "nobody asked for it");
        repo.write(".gitattributes", &setup.attributes().unwrap());
        assert!(is_missing(&repo.root));
        setup.configure().unwrap();
        assert!(setup.state().unwrap().is_whole() && !is_missing(&repo.root));
        assert!(setup.settings()[1].1.contains(r"m='/opt/it'\''s/milepost'"));
        assert_eq!(setup.attributes(), None);
        assert!(setup.unconfigure().unwrap());
        assert!(!setup.unconfigure().unwrap());
        assert_eq!(setup.without_attributes().unwrap(), "");
        assert_eq!(setup.hook_file().unwrap(), repo.root.join(".git/hooks/pre-commit"));
        assert_eq!(setup.folder_in_repository(), ".");
    }
}
