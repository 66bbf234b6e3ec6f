//! Records of workshops on two branches: git puts the lines of both one after the other.

use std::sync::Arc;

use jiff::civil::date;
use milepost::map::id::{ItemId, PersonId, SessionId};
use milepost::map::{Label, Text};
use milepost::store::disk::fs::RealFs;
use milepost::store::document::{LoadContext, load_map};
use milepost::store::{agendas, sessions};
use milepost::workshop::{Action, Attendee, Deed, Entry, Head, Outcome, Part};

use super::check::said;
use super::{MAP, Repo};

const LOG: &str = "maps/sessions/2026-11-15-order-to-doorstep.log";

fn entry(seq: u64, deed: Deed) -> Entry {
    let by = PersonId::new("maya").unwrap();
    Entry { seq, at: 1_794_736_800_000 + seq as i64, by, deed, edits: vec![], slip: None }
}

fn action(id: &str) -> Deed {
    let owner = PersonId::new("tom").ok();
    let due = Some(date(2026, 11, 20));
    Deed::Action(Action { id: ItemId::new(id).unwrap(), text: Text::new(id), owner, due, cards: vec![] })
}

/// A workshop with three actions, committed.
fn hold(repo: &Repo) {
    let root = repo.temp.path().join("work/maps");
    let bytes = std::fs::read(repo.temp.path().join("work").join(MAP)).unwrap();
    let map = load_map(&bytes, MAP, &LoadContext::default()).value.unwrap();
    let facilitator =
        Attendee { id: PersonId::new("maya").unwrap(), name: Label::new("Maya"), part: Part::Facilitator };
    let head = Head {
        id: SessionId::new("any").unwrap(),
        day: date(2026, 11, 15),
        began: 1_794_736_800_000,
        map: map.id.clone(),
        title: map.title.clone(),
        agenda: agendas::find(None, agendas::DEFAULT).unwrap(),
        facilitator,
        start: Box::new(map),
    };
    let (mut recorder, _) = sessions::begin(Arc::new(RealFs), &root, head).unwrap();
    let end = Deed::Closed { version: None, despite: None };
    for (seq, deed) in (1..).zip([action("ask"), action("count"), action("write"), end]) {
        recorder.append(&entry(seq, deed)).unwrap();
    }
    repo.commit("a workshop");
}

impl Repo {
    fn actions(&self, words: &[&str]) -> String {
        let (code, out, err) = self.asked(&[&["actions", "--workspace", "maps"], words].concat());
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        out
    }
}

#[test]
fn two_branches_that_settled_actions_merge_without_a_word() {
    let Some(repo) = Repo::merging() else { return };
    hold(&repo);
    repo.ok(&["switch", "-qc", "ana"]);
    repo.actions(&["--done", "ask", "--as", "ana"]);
    repo.actions(&["--done", "write", "--as", "ana"]);
    repo.commit("ana settled two");
    repo.ok(&["switch", "-q", "main"]);
    repo.actions(&["--drop", "count", "--why", "no money", "--as", "tom"]);
    repo.actions(&["--drop", "write", "--why", "no time", "--as", "tom"]);
    repo.commit("tom settled two");
    let (code, out, err) = said(&repo.git(&["merge", "-q", "--no-edit", "ana"]));
    assert_eq!(code, 0, "{out}{err}");
    let path = repo.temp.path().join("work").join(LOG);
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text.lines().count(), 1 + 4 + 4, "{text}");
    assert!(!text.contains("<<<<<<<"));
    let loaded = sessions::read(&path);
    assert_eq!(loaded.problems, []);
    let session = milepost::workshop::Session::of(&loaded.record.unwrap());
    let is = |id: &str| &session.actions.iter().find(|(a, _)| a.id.as_str() == id).unwrap().1;
    assert!(matches!(is("ask"), Outcome::Done(_)));
    assert!(matches!(is("count"), Outcome::Dropped(_, why) if why.as_str() == "no money"));
    // Tom said it last: that holds, whichever branch was merged into which.
    assert!(matches!(is("write"), Outcome::Dropped(_, why) if why.as_str() == "no time"));
    assert!(repo.actions(&["--all"]).starts_with("0 open actions, 1 done, 2 dropped\n"));
}
