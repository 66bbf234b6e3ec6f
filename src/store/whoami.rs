//! Who works here: the person that reviews, snoozes and versions are written down for.

use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;
use thiserror::Error;

use crate::map::id::{PersonId, slug};
use crate::map::{Label, Person, Workspace};
use crate::store::disk::dirs::Dirs;
use crate::store::disk::signature::ContentHash;
use crate::store::disk::words::hex;
use crate::store::own;

/// Who works here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The id that is written into files: that of a person of the workspace, else one made from the name.
    pub id: PersonId,
    /// What to call them.
    pub name: Label,
    /// Whether the people list of the workspace holds them.
    pub known: bool,
}

/// Nobody in the list answers to this.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("there is nobody called `{0}` in the people of this workspace")]
pub struct NoSuchPerson(pub String);

/// Who works here: `given` (an id, a name or a mail address) when there is one, else whoever git knows in `folder`,
/// else the user of this machine.
///
/// # Errors
/// When `given` is nobody in a people list that is not empty.
pub fn who(given: Option<&str>, workspace: &Workspace, folder: &Path) -> Result<Who, NoSuchPerson> {
    if let Some(given) = given {
        return match person(&workspace.people, given) {
            Some(person) => Ok(known(person)),
            None if workspace.people.is_empty() => Ok(stranger(given)),
            None => Err(NoSuchPerson(given.to_owned())),
        };
    }
    let (email, name) = (git_says(folder, "user.email"), git_says(folder, "user.name"));
    let from_git = [&email, &name].into_iter().flatten().find_map(|said| exact(&workspace.people, said));
    let user = || ["USER", "USERNAME"].iter().find_map(|key| std::env::var(key).ok());
    if let Some(person) = from_git {
        return Ok(known(person));
    }
    let name = name.or_else(user).unwrap_or_default();
    Ok(exact(&workspace.people, &name).map_or_else(|| stranger(&name), known))
}

/// The person that the editor was told sits here, if the workspace knows them. A settings file that cannot be read says
/// nothing.
pub fn remembered<'a>(dirs: &Dirs, people: &'a [Person]) -> Option<&'a Person> {
    #[derive(Deserialize)]
    struct Settings {
        #[serde(default)]
        me: Option<String>,
    }
    let settings: Settings = own::read(&dirs.settings_file()).ok()??;
    exact(people, &settings.me?)
}

/// The person with this id, name or mail address, or the only one whose name or id begins so.
pub fn person<'a>(people: &'a [Person], text: &str) -> Option<&'a Person> {
    if let Some(found) = exact(people, text) {
        return Some(found);
    }
    let wanted = text.trim().to_lowercase();
    let begins = |p: &&Person| {
        p.name.as_str().to_lowercase().starts_with(&wanted) || p.id.as_str().starts_with(&wanted)
    };
    let mut found = people.iter().filter(begins).filter(|_| !wanted.is_empty());
    found.next().filter(|_| found.next().is_none())
}

fn exact<'a>(people: &'a [Person], text: &str) -> Option<&'a Person> {
    let text = text.trim();
    let same = |label: &str| !text.is_empty() && label.to_lowercase() == text.to_lowercase();
    let by_id = people.iter().find(|p| p.id.as_str() == text);
    by_id.or_else(|| {
        people.iter().find(|p| same(p.name.as_str()) || p.email.as_ref().is_some_and(|e| same(e.as_str())))
    })
}

fn known(person: &Person) -> Who {
    Who { id: person.id.clone(), name: person.name.clone(), known: true }
}

fn stranger(name: &str) -> Who {
    let name = Label::new(name);
    let id = id_from(&name);
    Who { id: id.unwrap_or_else(nobody), name, known: false }
}

/// The id that a name makes, if it has anything that an id can be made of.
fn id_from(name: &Label) -> Option<PersonId> {
    PersonId::new(name.as_str()).or_else(|_| PersonId::new(&slug(name.as_str(), 32))).ok()
}

/// Somebody whom the people list of the workspace does not know and need not: their id comes from their name alone, so that it is the
/// same each time. `None` where there is no name.
pub fn guest(name: &str) -> Option<Who> {
    let name = Label::new(name);
    let digits = || hex(ContentHash::of(name.as_str().as_bytes()).0.get(..4).unwrap_or_default());
    let id = id_from(&name).or_else(|| PersonId::new(&format!("guest-{}", digits())).ok())?;
    (!name.is_empty()).then_some(Who { id, name, known: false })
}

#[allow(clippy::expect_used, reason = "a constant id")]
fn nobody() -> PersonId {
    PersonId::new("unknown").expect("a constant id")
}

/// A value of git's configuration as it holds in `folder`. No shell; nothing of a hostile repository is run: `config`
/// runs no hook, and the watcher is off. What `GIT_*` variables say is not asked.
fn git_says(folder: &Path, key: &str) -> Option<String> {
    let mut git = Command::new("git");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
        git.env_remove(name);
    }
    git.args(["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "config", "--get", key]);
    git.current_dir(folder).env("GIT_TERMINAL_PROMPT", "0").env("GIT_OPTIONAL_LOCKS", "0");
    let said = git.stdin(Stdio::null()).stderr(Stdio::null()).output().ok().filter(|o| o.status.success())?;
    let text = String::from_utf8(said.stdout).ok()?;
    Some(Label::new(&text).as_str().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guest_has_the_same_id_each_time_whatever_the_script() {
        let id = |name| guest(name).map(|who| who.id.to_string());
        assert_eq!(
            (id("Ana Ruiz"), id("ana"), id("  ")),
            (Some("ana-ruiz".into()), Some("ana".into()), None)
        );
        assert!(id("田中").is_some_and(|it| it.starts_with("guest-") && id("佐藤") != Some(it)));
        assert_eq!(id("田中"), id("田中"));
    }

    fn workspace() -> Workspace {
        let person = |id: &str, name: &str, email: Option<&str>| Person {
            email: email.map(Label::new),
            ..Person::new(PersonId::new(id).unwrap(), name)
        };
        let people =
            vec![person("maya", "Maya Chen", Some("maya@example.com")), person("tom", "Tom Okafor", None)];
        Workspace { people, ..Workspace::default() }
    }

    #[test]
    fn somebody_of_the_list_by_id_name_mail_or_beginning() {
        let (workspace, here) = (workspace(), Path::new("."));
        for text in ["maya", "Maya Chen", "maya chen", "MAYA@example.com", "May"] {
            assert_eq!(who(Some(text), &workspace, here).unwrap().id.as_str(), "maya", "{text}");
        }
        assert_eq!(who(Some("zoe"), &workspace, here), Err(NoSuchPerson("zoe".into())));
        assert!(who(Some(""), &workspace, here).is_err());
    }

    #[test]
    fn without_a_list_anybody_gets_an_id() {
        let who = who(Some("Zoë van Dam"), &Workspace::default(), Path::new(".")).unwrap();
        assert_eq!((who.id.as_str(), who.name.as_str(), who.known), ("zoe-van-dam", "Zoë van Dam", false));
        assert_eq!(stranger("日本").id.as_str(), "unknown");
    }

    #[test]
    fn the_editor_remembers_who_sits_here() {
        let temp = tempfile::tempdir().unwrap();
        let (dirs, people) = (Dirs::at(temp.path()), workspace().people);
        assert_eq!(remembered(&dirs, &people), None);
        std::fs::create_dir_all(&dirs.state).unwrap();
        for (text, id) in [
            (r#"(theme: "dark", ascii: false, mouse: true, me: Some("tom"))"#, Some("tom")),
            (r#"(me: Some("to"))"#, None),
            (r#"(theme: "dark")"#, None),
            ("nonsense", None),
        ] {
            std::fs::write(dirs.settings_file(), text).unwrap();
            assert_eq!(remembered(&dirs, &people).map(|p| p.id.as_str()), id, "{text}");
        }
    }

    #[test]
    fn git_knows_who_it_is() {
        let temp = tempfile::tempdir().unwrap();
        let run = |args: &[&str]| Command::new("git").args(args).current_dir(temp.path()).status().unwrap();
        if !run(&["init", "-q"]).success() {
            return;
        }
        run(&["config", "user.email", "maya@example.com"]);
        assert_eq!(who(None, &workspace(), temp.path()).unwrap().id.as_str(), "maya");
    }
}
