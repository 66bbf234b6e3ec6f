use super::super::find::candidates;
use super::*;
use crate::map::card::Lead;
use crate::map::event::{Event, EventKind};
use crate::map::evidence::{Evidence, EvidenceKind};
use crate::map::id::{CardId, EventId, EvidenceId, LeadId, MapId, PersonId, SegmentId, StageId};
use crate::map::segment::Segment;
use crate::map::{Body, Card, Label, Map, Role, Stage, Text, Workspace};
use crate::store::whoami::Who;

fn sample() -> Map {
    let mut map = Map::new(MapId::new("m").unwrap(), "M");
    let mut stage = Stage::new(StageId::new("wait").unwrap(), "Wait");
    stage.evidence.push(Evidence {
        id: EvidenceId::new("ev").unwrap(),
        kind: EvidenceKind::Survey,
        on: None,
        source: None,
        sample: None,
        text: None,
    });
    for kind in CardKind::ALL {
        let lane = map.lane_of(Role::of(*kind)).map(|l| l.id.clone());
        let mut card = Card::new(CardId::new(&format!("a-{kind}")).unwrap(), *kind, "text");
        if let Body::Metric(metric) = &mut card.body {
            let id = LeadId::new("lead").unwrap();
            metric.leads.push(Lead {
                id,
                on: None,
                by: None,
                question: Text::new("why?"),
                insight: None,
                action: None,
            });
        }
        if let Some(lane) = lane {
            stage.cells.insert(lane, vec![card]);
        }
    }
    map.stages.push(stage);
    let on = jiff::civil::date(2026, 1, 1);
    let id = EventId::new("ev1").unwrap();
    map.events.push(Event {
        id,
        on,
        kind: EventKind::Other,
        text: Text::new("e"),
        stages: vec![],
        source: None,
    });
    let id = SegmentId::new("seg").unwrap();
    map.segments.push(Segment { id, name: Label::new("S"), share: None, channels: vec![], note: None });
    map
}

/// A value that fits what a field's help says.
fn fitting(name: &str, takes: &str) -> Vec<String> {
    let value = match (name, takes) {
        ("treats", _) => "a-pain".to_owned(),
        ("segments", _) => "seg".to_owned(),
        ("evidence", _) => "ev".to_owned(),
        ("stages", _) => "wait".to_owned(),
        ("future_of", _) => "other".to_owned(),
        ("readings", _) => "2026-11-01=4.5".to_owned(),
        ("status", "open, resolved, accepted WHY") => "resolved".to_owned(),
        (_, t) if t.starts_with("a day, then") => return vec!["2026-12-01".into(), "because".into()],
        (_, "a day") => "2026-12-01".to_owned(),
        (_, t) if t.contains("percent") => "12.5".to_owned(),
        (_, "-2 to +2" | "1 to 5" | "0 to 10") => "2".to_owned(),
        (_, "a person") => "maya".to_owned(),
        (_, t) if t.contains(", ") && !t.contains("several") => t.split(", ").next().unwrap().to_owned(),
        (_, t) if ["number", "amount", "days", "how many", "month"].iter().any(|w| t.contains(w)) => {
            "7".to_owned()
        }
        _ => "some words".to_owned(),
    };
    vec![value]
}

/// Every field that is listed can be set, changes the map, and says no to what does not fit.
#[test]
fn every_listed_field_can_be_set_on_every_element() {
    let map = sample();
    let workspace = Workspace::default();
    let who = Who { id: PersonId::new("maya").unwrap(), name: Label::new("Maya"), known: false };
    let today = jiff::civil::date(2026, 11, 22);
    let scope = Scope { map: &map, workspace: &workspace, today, who: Some(&who) };
    let mut count = 0;
    for candidate in candidates(&map) {
        for (name, takes) in of(&scope, &candidate.element) {
            let values = fitting(name, takes);
            let given = Given::new(&name.replace("RULE", "evidence-old").replace("KIND", "pain"), &values);
            let edit = set(&scope, &candidate.element, &given).unwrap_or_else(|e| panic!("{name}: {e:?}"));
            let mut changed = map.clone();
            edit.apply(&mut changed).unwrap();
            assert_eq!(changed.problems(), [], "{name}");
            let same =
                matches!((candidate.what, name), (_, "text" | "state") | ("pain", "severity" | "status"));
            let unchanged_by_default = ["kind", "status"].contains(&name);
            assert!(changed != map || same || unchanged_by_default, "{} {name} {values:?}", candidate.what);
            count += 1;
        }
        let nonsense = Given::new("colour", &[]);
        let error = set(&scope, &candidate.element, &nonsense).unwrap_err();
        assert!(error.message.contains("has no field `colour`"), "{error:?}");
    }
    assert!(count > 100, "{count}");
}

#[test]
fn a_setting_for_one_kind_and_a_snooze_of_one_part() {
    let mut map = sample();
    let workspace = Workspace::default();
    let who = Who { id: PersonId::new("maya").unwrap(), name: Label::new("Maya"), known: false };
    let today = jiff::civil::date(2026, 11, 22);
    let mut put = |field: &str, values: &[&str]| {
        let values: Vec<String> = values.iter().map(ToString::to_string).collect();
        let scope = Scope { map: &map, workspace: &workspace, today, who: Some(&who) };
        let edit = set(&scope, &Element::Stage(StageId::new("wait").unwrap()), &Given::new(field, &values));
        edit.map(|edit| edit.apply(&mut map).map(drop).unwrap()).map_err(|error| error.message)
    };
    put("policy.rule.assumption.pain.level", &["error"]).unwrap();
    put("policy.rule.assumption.level", &["off"]).unwrap();
    put("snooze.too-many-cards/Doing_1", &["2026-12-01", "moved soon"]).unwrap();
    put("snooze.too-many-cards", &["2026-12-02", "all of them"]).unwrap();
    assert!(put("policy.rule.assumption.hope.level", &["off"]).unwrap_err().contains("hope"));
    assert!(put("snooze/part", &["2026-12-01", "why"]).unwrap_err().contains("has no parts"));
    let stage = &map.stages[0];
    let rules = &stage.policy.as_ref().unwrap().rules;
    let kinds: Vec<_> = rules.iter().map(|r| (r.rule.as_str(), r.kind)).collect();
    assert_eq!(kinds, [("assumption", Some(CardKind::Pain)), ("assumption", None)]);
    let parts: Vec<_> = stage.snoozes.iter().map(|s| s.part.as_ref().map(Label::as_str)).collect();
    assert_eq!(parts, [Some("Doing_1"), None]);
}

#[test]
fn values_that_do_not_fit_are_refused_with_what_would() {
    let map = sample();
    let workspace = Workspace::default();
    let today = jiff::civil::date(2026, 11, 22);
    let scope = Scope { map: &map, workspace: &workspace, today, who: None };
    let card = |id: &str| Element::Card(CardId::new(id).unwrap());
    let cases: [(Element, &str, &str, &str); 7] = [
        (card("a-step"), "emotion", "3", "emotion: `3` is not from -2 (very negative) to +2 (very positive)"),
        (card("a-step"), "minutes", "-1", "minutes: `-1` is below zero"),
        (card("a-pain"), "status", "accepted", "status: say why it is accepted"),
        (card("a-pain"), "importance", "11", "importance: `11` is not from 0 to 10"),
        (card("a-opportunity"), "treats", "nope", "treats: there is no pain `nope`; there are: a-pain"),
        (card("a-metric"), "readings", "42", "reading: `42` is no reading; write it like 2026-11-01=42"),
        (Element::Map, "title", " ", "title: needs some words"),
    ];
    for (element, field, value, message) in cases {
        let values = [value.to_owned()];
        let error = set(&scope, &element, &Given::new(field, &values)).unwrap_err();
        assert_eq!(error.message, message);
    }
}
