//! Two people with a clone each, and the repository that both publish to.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::check::said;

pub(super) const MAP: &str = "maps/order.ron";
const ORDER: &str = "(format: 1, id: \"order\", title: \"Order to doorstep\", owner: \"maya\", stages: [\
    (id: \"wait\", name: \"Wait\", owner: \"tom\", created: \"2026-11-01\"), (id: \"receive\", name: \"Receive\", created: \"2026-11-01\")])";
const PEOPLE: &str = "(format: 1, people: [(id: \"maya\", name: \"Maya Lind\"), (id: \"tom\", name: \"Tom Okafor\"), (id: \"ana\", name: \"Ana Ruiz\")])";

/// A bare repository, and the clones `maya` and `tom` of it.
pub(super) struct Team {
    pub(super) temp: tempfile::TempDir,
}

impl Team {
    /// With one map and some code, published.
    pub(super) fn new() -> Option<Self> {
        Command::new("git").arg("--version").output().ok()?;
        let team = Self { temp: tempfile::tempdir().unwrap() };
        team.ok(".", &["init", "-q", "--bare", "-b", "main", "remote.git"]);
        team.clone_as("maya");
        team.write("maya", MAP, ORDER);
        team.write("maya", "maps/milepost.ron", PEOPLE);
        team.write("maya", "src/a.rs", "one\n");
        assert_eq!(team.milepost("maya", &["fmt", "maps"]).0, 0);
        team.ok("maya", &["switch", "-qc", "main"]);
        team.ok("maya", &["add", "-A"]);
        team.ok("maya", &["commit", "-qm", "first"]);
        team.ok("maya", &["push", "-qu", "origin", "main"]);
        team.clone_as("tom");
        Some(team)
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.temp.path().join(name)
    }

    fn clone_as(&self, name: &str) {
        let remote = self.path("remote.git");
        self.ok(".", &["clone", "-q", &remote.to_string_lossy(), name]);
        self.ok(name, &["config", "user.name", name]);
        self.ok(name, &["config", "user.email", "one@example.com"]);
        self.ok(name, &["config", "commit.gpgsign", "false"]);
    }

    fn at_home(&self, mut command: Command, folder: &str) -> Command {
        command.current_dir(self.path(folder)).env("HOME", self.temp.path()).env("GIT_CONFIG_NOSYSTEM", "1");
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "XDG_CONFIG_HOME"] {
            command.env_remove(name);
        }
        command.env("LC_ALL", "C");
        command
    }

    pub(super) fn git(&self, folder: &str, args: &[&str]) -> (i32, String, String) {
        said(&self.at_home(Command::new("git"), folder).args(args).output().unwrap())
    }

    /// What git says when all is well.
    pub(super) fn ok(&self, folder: &str, args: &[&str]) -> String {
        let (code, out, err) = self.git(folder, args);
        assert_eq!(code, 0, "{args:?}: {out}{err}");
        out
    }

    /// The program, as the person whose clone it is.
    pub(super) fn milepost(&self, who: &str, args: &[&str]) -> (i32, String, String) {
        let mut command = self.at_home(Command::new(env!("CARGO_BIN_EXE_milepost")), who);
        command.env("MILEPOST_STATE_DIR", self.path("state")).env("MILEPOST_CONFIG_DIR", self.path("config"));
        command.env("MILEPOST_AS", who).args(["--today", "2026-11-22"]).args(args);
        let (code, out, err) = said(&command.output().unwrap());
        (code, self.told(&out), self.told(&err))
    }

    fn told(&self, text: &str) -> String {
        told(&text.replace(&*self.temp.path().to_string_lossy(), "TEMP"))
    }

    pub(super) fn write(&self, who: &str, name: &str, text: &str) {
        let path = self.path(who).join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(super) fn read(&self, who: &str, name: &str) -> String {
        std::fs::read_to_string(self.path(who).join(name)).unwrap()
    }

    /// Does it, and publishes it.
    pub(super) fn publishes(&self, who: &str, edits: &[&[&str]]) {
        self.does(who, edits);
        let (code, out, err) = self.milepost(who, &["publish", "a reason", "--yes"]);
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
    }

    pub(super) fn does(&self, who: &str, edits: &[&[&str]]) {
        for edit in edits {
            let (code, out, err) = self.milepost(who, edit);
            assert_eq!(code, 0, "{edit:?}: {out}{err}");
        }
    }

    /// A hook that runs before a commit.
    pub(super) fn hook(&self, who: &str, script: &str) {
        let path = self.path(who).join(".git/hooks/pre-commit");
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, script).unwrap();
        executable(&path);
    }
}

/// Hashes and ids of this run in words that are always the same.
pub(super) fn told(text: &str) -> String {
    text.split_inclusive('\n').flat_map(|line| line.split_inclusive(' ')).map(plain).collect()
}

fn plain(word: &str) -> String {
    let text = word.trim_end_matches([' ', '\n', ',', ':']);
    let end = word.strip_prefix(text).unwrap_or_default();
    let is_hash = text.len() >= 7 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash {
        return format!("HASH{end}");
    }
    match text.split_once("/0001-") {
        Some((before, name)) => format!("{before}/0001-HASH{}{end}", name.get(8..).unwrap_or_default()),
        None if text.starts_with("[nobody-rings-") => format!("[nobody-rings-ID]{end}"),
        None => word.to_owned(),
    }
}

#[cfg(unix)]
fn executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(not(unix))]
fn executable(_: &Path) {}
