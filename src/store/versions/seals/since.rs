//! What changed in a stage since its last review: for whoever is about to say that it is still true.

use std::path::Path;

use super::{Sealed, holds, look_up, past};
use crate::change::{Change, Field, What, Wording, diff_since_review, seal};
use crate::map::edit::StageField;
use crate::map::id::{PersonId, StageId};
use crate::map::review::Seal;
use crate::map::{Map, Workspace};
use crate::store::disk::fs::Fs;

/// Why nobody can tell, where nothing went wrong.
const NOT_KEPT: &str = "neither it nor a version of that state was kept";

/// What changed in a stage since its last review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Since {
    /// There was none.
    Never,
    /// The stage is as it was reviewed.
    Same,
    /// These, in reading order; never empty.
    Changed(Vec<Said>),
    /// Nobody can tell: why, in words that follow a colon.
    Unknown(String),
}

/// One change in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// `+` added, `-` removed, `~` edited, `>` moved, `=` reordered.
    pub sign: char,
    /// What happened, on one line.
    pub words: String,
    /// The id that a reader finds it by in the file.
    pub id: Option<String>,
}

impl Since {
    /// What can be told without the disk: from the map alone, and from the stages that were reviewed and not saved yet.
    pub fn at_once(map: &Map, people: &Workspace, stage: &StageId, sealed: &[Sealed]) -> Option<Self> {
        let unknown = |why: &str| Some(Self::Unknown(format!("nobody can tell what changed, for {why}")));
        let Some((is, review)) = map.stage(stage).and_then(|s| Some((s, s.reviewed.as_ref()?))) else {
            return Some(Self::Never);
        };
        let Some(seal) = review.seal else { return unknown("it has no seal") };
        if holds(map, stage, seal) {
            return Some(Self::Same);
        }
        if seal.version != seal::VERSION {
            return unknown("its seal is of another kind");
        }
        if let Some(then) = seal::owner_then(map, is, review, &people.people) {
            let now = is.owner.as_ref().or(map.owner.as_ref());
            return Some(Self::Changed(vec![asked(then, now, people, stage)]));
        }
        let kept = sealed.iter().find(|s| s.seal == seal && s.map.stage(stage).is_some())?;
        Some(Self::told(&kept.map, map, people, stage))
    }

    /// The same of several stages, in their order, and what a kept stage or a version under `root` knows; else the commits that
    /// changed the map's file, where it is in one.
    pub fn find(
        fs: &dyn Fs,
        (root, file): (&Path, Option<&Path>),
        map: &Map,
        people: &Workspace,
        stages: &[StageId],
    ) -> Vec<Self> {
        let mut out = Vec::new();
        let mut asked: Vec<(usize, (StageId, Seal), String)> = Vec::new();
        for stage in stages {
            let since = Self::at_once(map, people, stage, &[]).unwrap_or_else(|| {
                let Some(seal) = sealed_with(map, stage) else { return Self::Never };
                match look_up(fs, root, &map.id, stage, seal) {
                    Ok(Some(then)) => return Self::told(&then, map, people, stage),
                    Ok(None) => asked.push((out.len(), (stage.clone(), seal), NOT_KEPT.to_owned())),
                    Err(error) => asked.push((out.len(), (stage.clone(), seal), error.to_string())),
                }
                Self::Never
            });
            out.push(since);
        }
        let wanted: Vec<(StageId, Seal)> = asked.iter().map(|(_, wanted, _)| wanted.clone()).collect();
        let found = match file.filter(|_| !wanted.is_empty()) {
            Some(file) => past::find(file, &wanted),
            None => past::Found::default(),
        };
        let mut maps = found.maps.into_iter();
        for (at, (stage, _), why) in asked {
            let since = match maps.next().flatten() {
                Some(then) => Self::told(&then, map, people, &stage),
                None => Self::Unknown(format!("changed; what, nobody can tell: {why}{}", found.reach)),
            };
            out.splice(at..=at, [since]).for_each(drop);
        }
        out
    }

    /// The differences between the stage as it was reviewed and as it is.
    fn told(then: &Map, now: &Map, people: &Workspace, stage: &StageId) -> Self {
        let (wording, diff) = (Wording::new(then, now, people), diff_since_review(then, now, stage));
        let owner = owner_changed(then, now, people, stage);
        // Whose it is has a sentence of its own, which tells of an inherited owner too.
        let is_told = |c: &Change| owner.is_some() && is_owner(c);
        let changes = diff.principal().filter(|c| !is_told(c)).map(|c| Said {
            sign: c.sign(),
            words: wording.words(c),
            id: c.at.id().map(str::to_owned),
        });
        let lines: Vec<Said> = owner.clone().into_iter().chain(changes).collect();
        if lines.is_empty() {
            return Self::Unknown("changed in something that has no words of its own".to_owned());
        }
        Self::Changed(lines)
    }

    /// How many changes, in words: for a list of several stages.
    pub fn count(&self) -> String {
        match self {
            Self::Never => "never reviewed".to_owned(),
            Self::Same => "nothing changed".to_owned(),
            Self::Changed(lines) if lines.len() == 1 => "1 change".to_owned(),
            Self::Changed(lines) => format!("{} changes", lines.len()),
            Self::Unknown(_) => "nobody can tell what changed".to_owned(),
        }
    }

    /// How much changed in several stages and in how many, as a sentence.
    pub fn sum<'a>(all: impl Iterator<Item = &'a Self>) -> String {
        let all: Vec<&Self> = all.collect();
        let unknown = all.iter().filter(|since| matches!(since, Self::Unknown(_))).count();
        let untold = match unknown {
            0 => String::new(),
            n => format!(" Of {n} nobody can tell what changed."),
        };
        let counts: Vec<usize> =
            all.iter().map(|since| since.lines().len()).filter(|lines| *lines > 0).collect();
        let told = match (counts.len(), counts.iter().sum::<usize>()) {
            (0, _) => "No change since their last reviews is known.".to_owned(),
            (1, 1) => "1 change since its last review, in one of them.".to_owned(),
            (1, changes) => format!("{changes} changes since its last review, in one of them."),
            (stages, changes) => format!("{changes} changes since their last reviews, in {stages} of them."),
        };
        told + &untold
    }

    /// The changes; none where there are none, or nobody can tell.
    pub fn lines(&self) -> &[Said] {
        if let Self::Changed(lines) = self { lines } else { &[] }
    }
}

fn sealed_with(map: &Map, stage: &StageId) -> Option<Seal> {
    map.stage(stage)?.reviewed.as_ref()?.seal
}

/// That somebody else answers for the stage now: they should review it.
fn owner_changed(then: &Map, now: &Map, people: &Workspace, stage: &StageId) -> Option<Said> {
    let owner = |map: &Map| Some(map.owner_of(map.stage(stage)?).map(|(id, _)| id));
    let (before, after) = (owner(then)?, owner(now)?);
    (before != after).then(|| asked(before.as_ref(), after.as_ref(), people, stage))
}

fn asked(before: Option<&PersonId>, after: Option<&PersonId>, people: &Workspace, stage: &StageId) -> Said {
    let name = |id: Option<&PersonId>| id.map_or("nobody", |id| people.name_of(id)).to_owned();
    let asks = if after.is_some() { format!(": {} should review", name(after)) } else { String::new() };
    let words = format!("owner changed from {} to {} since the review{asks}", name(before), name(after));
    Said { sign: '~', words, id: Some(stage.to_string()) }
}

fn is_owner(change: &Change) -> bool {
    matches!(&change.what, What::Edited { after: Field::Stage(StageField::Owner(_)), .. })
}

#[cfg(test)]
mod tests {
    use super::super::keep;
    use super::*;
    use crate::map::id::MapId;
    use crate::map::review::Review;
    use crate::map::{Person, Stage};
    use crate::store::disk::dirs::Dirs;
    use crate::store::disk::fs::RealFs;

    fn id(text: &str) -> PersonId {
        PersonId::new(text).unwrap()
    }

    fn people() -> Workspace {
        let people = ["Tom", "Ana"].map(|n| Person::new(id(&n.to_lowercase()), n)).to_vec();
        Workspace { people, ..Workspace::default() }
    }

    /// A map of one stage that Tom owns and reviewed, and the stage's id.
    fn reviewed() -> (Map, StageId) {
        let mut map = Map::new(MapId::new("m").unwrap(), "M");
        let wait = StageId::new("wait").unwrap();
        map.stages.push(Stage { owner: Some(id("tom")), ..Stage::new(wait.clone(), "Wait") });
        let seal = crate::change::seal(&map, &map.stages[0]);
        let on = "2026-06-02".parse().unwrap();
        map.stages[0].reviewed = Some(Review { on, by: id("tom"), seal: Some(seal), note: None });
        (map, wait)
    }

    #[test]
    fn what_the_map_alone_tells() {
        let (mut map, wait) = reviewed();
        let told = |map: &Map| Since::at_once(map, &people(), &wait, &[]);
        assert_eq!(told(&map), Some(Since::Same));
        map.stages[0].owner = Some(id("ana"));
        let words = "owner changed from Tom to Ana since the review: Ana should review";
        assert_eq!(told(&map).unwrap().lines()[0].words, words);
        map.stages[0].name = "Wait for delivery".into();
        assert_eq!(told(&map), None);
        let review = map.stages[0].reviewed.as_mut().unwrap();
        review.seal = review.seal.map(|seal| Seal { version: 9, ..seal });
        assert!(matches!(told(&map), Some(Since::Unknown(why)) if why.contains("another kind")));
        map.stages[0].reviewed.as_mut().unwrap().seal = None;
        assert!(matches!(told(&map), Some(Since::Unknown(why)) if why.contains("no seal")));
        map.stages[0].reviewed = None;
        assert_eq!(told(&map), Some(Since::Never));
    }

    #[test]
    fn what_a_kept_stage_tells_and_what_is_said_without_one() {
        let temp = tempfile::tempdir().unwrap();
        let (root, dirs) = (temp.path().join("maps"), Dirs::at(&temp.path().join("home")));
        std::fs::create_dir(&root).unwrap();
        let (before, wait) = reviewed();
        let mut map = before.clone();
        map.stages[0].name = "Wait for delivery".into();
        let found =
            || Since::find(&RealFs, (&root, None), &map, &people(), std::slice::from_ref(&wait)).remove(0);
        assert!(matches!(found(), Since::Unknown(why) if why.contains("neither it nor a version")));
        let sealed = Sealed::of(&before, &before.stages[0]);
        let unsaved = Since::at_once(&map, &people(), &wait, std::slice::from_ref(&sealed)).unwrap();
        keep(&RealFs, &dirs, &root, &sealed).unwrap();
        assert_eq!(found(), unsaved);
        let [Said { sign: '~', words, .. }] = unsaved.lines() else { panic!("{unsaved:?}") };
        assert_eq!(words, "stage “Wait” renamed to “Wait for delivery”");
        assert_eq!(unsaved.count(), "1 change");
    }

    #[test]
    fn how_much_changed_in_several_stages() {
        let said = Said { sign: '+', words: "pain added".to_owned(), id: None };
        let changed = |n: usize| Since::Changed(vec![said.clone(); n]);
        let sum = |all: &[Since]| Since::sum(all.iter());
        assert_eq!(sum(&[Since::Same, Since::Never]), "No change since their last reviews is known.");
        assert_eq!(sum(&[changed(1), Since::Same]), "1 change since its last review, in one of them.");
        let unknown = Since::Unknown("no seal".to_owned());
        let words = "5 changes since their last reviews, in 2 of them. Of 1 nobody can tell what changed.";
        assert_eq!(sum(&[changed(2), changed(3), unknown]), words);
    }

    #[test]
    fn another_owner_is_asked_for_a_review_an_inherited_one_too() {
        let (mut before, wait) = reviewed();
        let told = |before: &Map, owner: Option<&str>, of_map: Option<&str>| -> Vec<String> {
            let mut now = before.clone();
            (now.stages[0].owner, now.owner) = (owner.map(id), of_map.map(id));
            Since::told(before, &now, &people(), &wait).lines().iter().map(|l| l.words.clone()).collect()
        };
        let asked = ["owner changed from Tom to Ana since the review: Ana should review"];
        assert_eq!(told(&before, Some("ana"), None), asked);
        assert_eq!(told(&before, None, None), ["owner changed from Tom to nobody since the review"]);
        (before.stages[0].owner, before.owner) = (None, Some(id("tom")));
        assert_eq!(told(&before, None, Some("ana")), asked);
    }
}
