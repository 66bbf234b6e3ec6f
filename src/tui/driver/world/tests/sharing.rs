//! Publishing, syncing and setting up, in real repositories.

use super::*;
use crate::store::git::testing::Repo;
use crate::store::share::Step;
use crate::tui::sharing::{Share, Shared, Way};

const MAP: &str = crate::tui::driver::testing::MAP;

/// Two clones of one bare repository, and a world at the first.
struct Pair {
    repo: Repo,
    mine: PathBuf,
    theirs: PathBuf,
    bed: Bed,
}

impl Pair {
    /// `None` without git.
    fn new() -> Option<Self> {
        let repo = Repo::new()?;
        repo.write("maps/order.ron", MAP);
        repo.write("notes.txt", "mine alone");
        repo.commit("2026-01-01", "first");
        let at = |name: &str| repo.temp.path().canonicalize().unwrap().join(name);
        let (bare, mine, theirs) = (at("bare.git"), at("mine"), at("theirs"));
        let clone = |args: &[&str]| repo.git_in(repo.temp.path(), "2026-01-02", args);
        clone(&["clone", "-q", "--bare", "repo", bare.to_str().unwrap()]);
        for folder in [&mine, &theirs] {
            clone(&["clone", "-q", bare.to_str().unwrap(), folder.to_str().unwrap()]);
            for (key, value) in [("user.name", "Tess"), ("user.email", "t@example.com")] {
                repo.git_in(folder, "2026-01-02", &["config", key, value]);
            }
        }
        Some(Self { mine, theirs, bed: bed(), repo })
    }

    fn desk(&self) -> Desk {
        let (post, inbox) = super::super::super::testing::post();
        let folder = Folder::open(&self.mine.join("maps"));
        let dirs = self.bed.dirs.clone();
        Desk {
            world: World::new(Setting { dirs, post, folder, today: TODAY, to_find: ToFind::Nobody }),
            inbox,
        }
    }
}

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).unwrap();
}

impl Desk {
    fn shared(&mut self, what: Share) -> Shared {
        self.world.run(Effect::Share(what));
        self.wait(|event| if let Event::Shared(shared) = event { Some(*shared) } else { None })
    }

    fn steps(&mut self, way: Way, why: &str) -> Vec<Step> {
        match self.shared(Share::Plan(way, Some(why.to_owned()))) {
            Shared::Planned(_, Ok(plan)) => plan.steps,
            other => panic!("{other:?}"),
        }
    }

    /// Does all steps; what each said.
    fn go(&mut self, steps: Vec<Step>) -> Vec<String> {
        let step = |step| match self.shared(Share::Step(Box::new(step))) {
            Shared::Stepped(done) => done.unwrap(),
            other => panic!("{other:?}"),
        };
        steps.into_iter().map(step).flat_map(|done| done.lines).collect()
    }
}

#[test]
fn published_by_one_and_synced_by_the_other() {
    let Some(pair) = Pair::new() else { return };
    let mut desk = pair.desk();
    write(&pair.mine, "maps/order.ron", &MAP.replace("\"Wait\"", "\"Wait for it\""));
    write(&pair.mine, "notes.txt", "not to be published");
    let asked = desk.shared(Share::Plan(Way::Publish, None));
    assert!(matches!(&asked, Shared::Planned(_, Err(trouble)) if trouble.is_reason), "{asked:?}");
    let steps = desk.steps(Way::Publish, "a better name");
    assert!(matches!(steps.as_slice(), [Step::Version { .. }, Step::Commit { .. }, Step::Push { .. }]));
    let said = desk.go(steps);
    assert!(said[0].starts_with("version 1 kept in versions"), "named as seen from the workspace: {said:?}");
    assert_eq!(said.last().unwrap(), "pushed to origin/main");
    let left = pair.mine.join("notes.txt");
    assert_eq!(std::fs::read_to_string(left).unwrap(), "not to be published");
    pair.repo.git_in(&pair.theirs, "2026-01-03", &["pull", "-q"]);
    let theirs = std::fs::read_to_string(pair.theirs.join("maps/order.ron")).unwrap();
    assert!(theirs.contains("Wait for it") && pair.theirs.join("maps/versions/order").is_dir());
    assert_eq!(std::fs::read_to_string(pair.theirs.join("notes.txt")).unwrap(), "mine alone");

    write(&pair.theirs, "maps/order.ron", &theirs.replace("Wait for it", "Wait at home"));
    pair.repo.git_in(&pair.theirs, "2026-01-04", &["commit", "-qam", "theirs"]);
    pair.repo.git_in(&pair.theirs, "2026-01-04", &["push", "-q"]);
    let steps = desk.steps(Way::Sync, "");
    assert!(matches!(steps.as_slice(), [Step::Fetch { .. }, Step::Merge { .. }]), "{steps:?}");
    let said = desk.go(steps);
    assert!(said.iter().any(|line| line == "merged 1 commit of origin/main"), "{said:?}");
    assert!(std::fs::read_to_string(pair.mine.join("maps/order.ron")).unwrap().contains("Wait at home"));
}

#[test]
fn a_version_tells_its_number_and_a_remote_that_is_gone_says_so() {
    let Some(pair) = Pair::new() else { return };
    let mut desk = pair.desk();
    write(&pair.mine, "maps/order.ron", &MAP.replace("\"Wait\"", "\"Wait for it\""));
    let steps = desk.steps(Way::Publish, "a better name");
    let kept = desk.shared(Share::Step(Box::new(steps[0].clone())));
    assert!(matches!(&kept, Shared::Stepped(Ok(done)) if done.version == Some(1)), "{kept:?}");
    desk.go(vec![steps[1].clone()]);
    std::fs::remove_dir_all(pair.repo.temp.path().join("bare.git")).unwrap();
    let failed = desk.shared(Share::Step(Box::new(steps[2].clone())));
    let Shared::Stepped(Err(trouble)) = failed else { panic!("{failed:?}") };
    assert!(trouble.message.starts_with("git did not push:\n"), "{}", trouble.message);
    assert!(trouble.hints[0].contains("the commit is safe here"));
}

#[test]
fn a_clone_without_the_driver_is_noticed_and_set_up() {
    let Some(pair) = Pair::new() else { return };
    write(&pair.mine, "maps/.gitattributes", "/*.ron merge=milepost\n");
    let mut desk = pair.desk();
    desk.world.after_paint();
    assert!(matches!(desk.wait(shared), Shared::NoDriver));
    let Shared::Setup(Ok(lines)) = desk.shared(Share::LookAtSetup) else { panic!() };
    let said = lines.join("\n");
    assert!(said.contains("merge.milepost.driver") && said.contains("diff=milepost"), "{said}");
    let Shared::IsSetUp(Ok(lines)) = desk.shared(Share::SetUp) else { panic!() };
    let said = lines.join("\n");
    assert!(said.contains("merge.milepost.driver") && said.contains("written: "), "{said}");
    assert!(std::fs::read_to_string(pair.mine.join(".git/config")).unwrap().contains("[merge \"milepost\"]"));
    assert!(matches!(desk.shared(Share::LookAtSetup), Shared::Setup(Ok(none)) if none.is_empty()));
}

fn shared(event: Event) -> Option<Shared> {
    if let Event::Shared(shared) = event { Some(*shared) } else { None }
}

#[test]
fn a_folder_without_git_says_so() {
    let bed = bed();
    let mut desk = Desk::at(&bed);
    let Shared::Planned(_, Err(trouble)) = desk.shared(Share::Plan(Way::Publish, None)) else { panic!() };
    assert!(trouble.message.contains("git"), "{}", trouble.message);
}

#[test]
fn what_a_pull_brings_has_a_name() {
    let Some(pair) = Pair::new() else { return };
    let mut desk = pair.desk();
    let path = pair.mine.join("maps/order.ron");
    desk.world.run(Effect::Open(path.clone()));
    desk.wait(|event| matches!(event, Event::Opened(_)).then_some(()));
    write(&pair.theirs, "maps/order.ron", &MAP.replace("\"Wait\"", "\"Wait at home\""));
    pair.repo.git_in(
        &pair.theirs,
        "2026-01-04",
        &["commit", "-qam", "theirs", "--author", "Tom Okafor <t@example.com>"],
    );
    pair.repo.git_in(&pair.theirs, "2026-01-04", &["push", "-q"]);
    pair.repo.git_in(&pair.mine, "2026-01-05", &["pull", "-q"]);
    desk.world.hear(Message::Touched(path));
    let arrived = desk.arrived();
    let who = desk.wait(|event| match event {
        Event::ArrivedBy { hash, who } if hash == arrived.hash => Some(who),
        _ => None,
    });
    assert_eq!(who.as_str(), "Tom Okafor");
}
