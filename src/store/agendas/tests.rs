use super::file::AgendaFile;
use super::*;
use crate::store::diagnostic::{Source, render};
use crate::store::ron::emit::to_ron;
use crate::workshop::Verb;

fn workspace(files: &[(&str, &str)]) -> tempfile::TempDir {
    let temp = tempfile::tempdir().unwrap();
    std::fs::create_dir(temp.path().join(FOLDER)).unwrap();
    for (name, text) in files {
        std::fs::write(temp.path().join(FOLDER).join(name), text).unwrap();
    }
    temp
}

#[test]
fn those_that_come_with_the_program_are_sound_and_take_as_long_as_they_say() {
    for offer in list(None) {
        let (stem, agenda) = (&offer.stem, offer.agenda.unwrap());
        let said: u32 = stem.rsplit('-').next().unwrap().parse().unwrap();
        assert_eq!(agenda.minutes(), said, "{stem}");
        assert!(agenda.name.as_str().starts_with(&format!("{said}-minute ")), "{stem}");
        assert!(agenda.phases.iter().all(|phase| !phase.prompt.is_empty()), "{stem}");
        let text = SHIPPED.iter().find(|(known, _)| known == stem).unwrap().1;
        assert_eq!(to_ron(&AgendaFile::of(&agenda)).unwrap(), *text, "{stem} is not as it would be written");
        let last: Vec<Verb> = agenda.phases.iter().rev().take(2).map(|phase| phase.verb).collect();
        assert_eq!(last, [Verb::Close, Verb::Decide], "{stem}");
    }
    assert_eq!(find(None, DEFAULT).unwrap().minutes(), 90);
    let refresh = find(None, "refresh-45").unwrap();
    assert_eq!(refresh.phases[0].verb, Verb::FollowUp);
    assert_eq!(refresh.phases[1].verb, Verb::Review);
}

#[test]
fn found_by_file_by_name_and_by_a_beginning() {
    for wanted in ["pains-30", "30-minute pain-point clinic", " PAINS", "30"] {
        assert_eq!(find(None, wanted).unwrap().minutes(), 30, "{wanted}");
    }
    let own = "(name: \"Pains, long\", phases: [(name: \"a\", minutes: 9, verb: Talk)])";
    let temp = workspace(&[("pains-long.ron", own), ("map-90.ron", own)]);
    let root = Some(temp.path());
    assert_eq!(
        find(root, "pains").unwrap_err().to_string(),
        "`pains` is the beginning of several agendas: `map-90`, `pains-long`, `pains-30`"
    );
    assert_eq!(find(root, "map-90").unwrap().minutes(), 9, "a team's own comes first");
    assert_eq!(list(root).len(), 5);
    assert!(
        find(root, "zzz")
            .unwrap_err()
            .to_string()
            .starts_with("there is no agenda `zzz`; there are `map-90`")
    );
    assert_eq!(
        find(root, "refesh-45").unwrap_err().to_string(),
        "there is no agenda `refesh-45`; did you mean `refresh-45`? There are `map-90`, `pains-long`, `refresh-45`, `pains-30`, `solutions-60`"
    );
}

#[test]
fn what_is_wrong_is_shown_in_its_line() {
    let wrong = "(\n  name: \"Ours\",\n  phases: [\n    (name: \"a\", minuts: 9, verb: Talk),\n  ],\n)\n";
    let verb = "(\n  name: \"Ours\",\n  phases: [\n    (name: \"a\", minutes: 9, verb: Captur),\n  ],\n)\n";
    let rules = "(\n  name: \"\",\n  phases: [\n    (name: \"a\", minutes: 900, verb: Talk,\n     private: true, dots: 3),\n    (minutes: 1, verb: Talk, name: \"\"),\n  ],\n)\n";
    let newer = "(\n  format: 2,\n  name: \"x\",\n  phases: [],\n)\n";
    let temp =
        workspace(&[("a.ron", wrong), ("b.ron", verb), ("c.ron", rules), ("d.ron", newer), ("e.ron", "(")]);
    let mut shown = String::new();
    for offer in list(Some(temp.path())).into_iter().filter(|offer| offer.path.is_some()) {
        assert_eq!(offer.agenda, None);
        for problem in offer.problems {
            let source = Source { name: &format!("agendas/{}.ron", offer.stem), text: &problem.text };
            shown += &(render(&problem.diagnostic, &source, false) + "\n");
        }
    }
    insta::assert_snapshot!(shown);
    let error = find(Some(temp.path()), "a").unwrap_err().to_string();
    assert!(error.contains("a.ron:4:17: error[unknown-field]"), "{error}");
}

#[test]
fn hostile_files_are_only_bad_files() {
    let temp = workspace(&[("x\u{1b}[2J.ron", "(\u{0}"), (".hidden.ron", "("), ("notes.txt", "(")]);
    std::fs::create_dir(temp.path().join("agendas/folder.ron")).unwrap();
    let offers = list(Some(temp.path()));
    assert_eq!(offers.iter().filter(|offer| offer.agenda.is_none()).count(), 2);
    for offer in offers {
        assert!(offer.problems.iter().all(|problem| !problem.line().contains('\u{1b}')));
    }
    assert!(list(Some(&temp.path().join("nowhere"))).len() == SHIPPED.len());
}
