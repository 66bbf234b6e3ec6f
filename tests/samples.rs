//! The sample workspace: sound, canonical, sealed, and telling the story that it is there to tell.
//!
//! After a change of `maps/` by hand, `MILEPOST_BLESS=1 cargo test --test samples` writes the files as Milepost would
//! and renews the seals; what then differs in git is what was changed.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test's helpers may fail loudly, as its functions do"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use jiff::civil::Date;
use milepost::change::{diff, seal};
use milepost::map::card::{Horizon, Metric, OpportunityStatus, PainStatus};
use milepost::map::id::{CardId, StageId};
use milepost::map::policy::Level;
use milepost::map::{Card, CardKind, Decimal, Map, Stage, Workspace};
use milepost::rules::{Facts, Finding, Found, StageState, examine_workspace, stage_state};
use milepost::store::document::{LoadContext, load_map, load_workspace, write_map, write_workspace};
use milepost::store::outside::{Subject, gather};
use milepost::store::ron::comments::Comments;

/// The maps, their stages' states on the pinned day, and what is at stake, in thousands a month.
const MAPS: [(&str, &str, Option<&str>); 5] = [
    ("order-to-doorstep", "●●●▲✗◔●", Some("31.0")),
    ("planned-maintenance", "●●●●◔●", Some("12.4")),
    ("loan-application", "✗✗▲●●●?●", Some("58.9")),
    ("clinic-appointment", "●●△●●●●", None),
    ("order-to-doorstep-next-spring", "–––––––", None),
];

/// Stages that were edited since their review: their seals are those of what was there before.
const EDITED: [(&str, &str); 2] = [("order-to-doorstep", "wait"), ("loan-application", "wonder")];

struct Samples {
    workspace: Workspace,
    workspace_text: String,
    maps: Vec<(Map, String)>,
}

impl Samples {
    fn map(&self, id: &str) -> &Map {
        self.maps.iter().map(|(map, _)| map).find(|m| m.id.as_str() == id).unwrap()
    }

    fn state(&self, map: &Map, stage: &str) -> StageState {
        let stage = map.stage(&StageId::new(stage).unwrap()).unwrap();
        stage_state(Facts::new(map, &self.workspace).stage(stage), self.today())
    }

    fn today(&self) -> Date {
        self.workspace.today.unwrap()
    }

    fn found(&self) -> Found {
        let facts: Vec<Facts<'_>> =
            self.maps.iter().map(|(map, _)| Facts::new(map, &self.workspace)).collect();
        examine_workspace(&facts, &self.workspace, self.today())
    }
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("maps").join(name).with_extension("ron")
}

fn samples() -> &'static Samples {
    static SAMPLES: OnceLock<Samples> = OnceLock::new();
    SAMPLES.get_or_init(|| {
        if std::env::var_os("MILEPOST_BLESS").is_some() {
            bless(&read());
        }
        read()
    })
}

fn read() -> Samples {
    let workspace_text = fs::read_to_string(path("milepost")).unwrap();
    let loaded = load_workspace(workspace_text.as_bytes());
    assert_eq!(loaded.diagnostics, []);
    let workspace = loaded.value.unwrap();
    let maps = MAPS.iter().map(|(name, ..)| read_map(name, &workspace)).collect();
    Samples { workspace, workspace_text, maps }
}

fn read_map(name: &str, workspace: &Workspace) -> (Map, String) {
    let text = fs::read_to_string(path(name)).unwrap();
    let context = LoadContext { people: &workspace.people };
    let loaded = load_map(text.as_bytes(), &format!("{name}.ron"), &context);
    assert_eq!(loaded.diagnostics, [], "{name}");
    (loaded.value.unwrap(), text)
}

fn is_edited(map: &Map, stage: &Stage) -> bool {
    EDITED.contains(&(map.id.as_str(), stage.id.as_str()))
}

fn bless(samples: &Samples) {
    let text = write_workspace(&samples.workspace, &Comments::default()).unwrap();
    fs::write(path("milepost"), text).unwrap();
    for (map, _) in &samples.maps {
        let mut sealed = map.clone();
        for stage in sealed.stages.iter_mut().filter(|s| !is_edited(map, s)) {
            let seal = seal(map, stage);
            if let Some(review) = &mut stage.reviewed {
                review.seal = Some(seal);
            }
        }
        fs::write(path(map.id.as_str()), write_map(&sealed, &Comments::default()).unwrap()).unwrap();
    }
}

fn monthly_cost(card: &Card, workspace: &Workspace) -> Option<Decimal> {
    let contacts = card.pain()?.contacts.as_ref()?;
    Some(contacts.per_month?.times(contacts.minutes?).times(workspace.cost_per_minute?))
}

fn open_pains(map: &Map) -> impl Iterator<Item = &Card> {
    map.cards_of(CardKind::Pain).filter(|c| c.pain().unwrap().status == PainStatus::Open)
}

/// Mean ± 2.66 × mean moving range: whether a reading lies outside.
fn has_signal(metric: &Metric) -> bool {
    let values: Vec<f64> = metric.readings.iter().map(|r| r.value.to_f64()).collect();
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let ranges: Vec<f64> = values.windows(2).map(|w| (w[1] - w[0]).abs()).collect();
    let reach = 2.66 * ranges.iter().sum::<f64>() / ranges.len() as f64;
    values.iter().any(|v| (v - mean).abs() > reach)
}

#[test]
fn the_files_are_as_they_would_be_written() {
    let samples = samples();
    assert_eq!(write_workspace(&samples.workspace, &Comments::default()).unwrap(), samples.workspace_text);
    for (map, text) in &samples.maps {
        assert!(write_map(map, &Comments::default()).unwrap() == *text, "{} is not canonical", map.id);
    }
    let on_disk = fs::read_dir(path("x").parent().unwrap()).unwrap();
    let files = on_disk.map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "ron"));
    assert_eq!(files.count(), MAPS.len() + 1);
}

#[test]
fn the_maps_are_sound_and_as_deep_as_real_ones() {
    for (map, _) in &samples().maps {
        let id = &map.id;
        assert_eq!(map.problems(), [], "{id}");
        assert_eq!(map.dangling(), [], "{id}");
        assert!((6..=9).contains(&map.stages.len()), "{id}");
        assert!((60..=150).contains(&map.cards().count()), "{id}");
        assert!(map.actor.is_some() && map.scenario.is_some() && map.expectations.is_some(), "{id}");
        assert!(!map.events.is_empty() && !map.segments.is_empty(), "{id}");
        for stage in &map.stages {
            assert!(stage.goal.is_some() && stage.created.is_some(), "{id}: {}", stage.id);
            let emotions = stage.cards_of(CardKind::Step).filter(|c| c.step().unwrap().emotion.is_some());
            assert!(emotions.count() >= 3, "{id}: {} has no curve", stage.id);
        }
    }
}

#[test]
fn reviewed_stages_carry_the_seal_of_what_is_there() {
    for (map, _) in &samples().maps {
        for stage in &map.stages {
            let Some(review) = &stage.reviewed else { continue };
            let is_as_reviewed = review.seal == Some(seal(map, stage));
            assert_eq!(is_as_reviewed, !is_edited(map, stage), "{}: {}", map.id, stage.id);
            assert!(review.seal.is_some());
        }
    }
}

#[test]
fn each_stage_is_in_the_state_that_the_story_needs() {
    let samples = samples();
    for (name, states, _) in MAPS {
        let map = samples.map(name);
        let found: String =
            map.stages.iter().map(|s| samples.state(map, s.id.as_str()).kind.symbol()).collect();
        assert_eq!(found, states, "{name}");
    }
    let order = samples.map("order-to-doorstep");
    assert_eq!(samples.state(order, "wait").days, Some(83));
    assert_eq!(samples.state(order, "return").days, Some(9));
    let stale_since = order.stage(&StageId::new("wait").unwrap()).unwrap().reviewed.as_ref().unwrap().on;
    assert!(order.events.iter().any(|e| e.on > stale_since && e.touches(&StageId::new("wait").unwrap())));
    assert_eq!(samples.map("loan-application").owner, None);
}

#[test]
fn what_is_at_stake_adds_up() {
    let samples = samples();
    for (name, _, thousands) in MAPS {
        let costs = open_pains(samples.map(name)).filter_map(|c| monthly_cost(c, &samples.workspace));
        let sum = costs.fold(Decimal::ZERO, Decimal::plus);
        let shown = (sum != Decimal::ZERO).then(|| format!("{:.1}", sum.to_f64() / 1000.0));
        assert_eq!(shown.as_deref(), thousands, "{name}");
    }
}

#[test]
fn costly_pains_are_treated_by_nobody() {
    let samples = samples();
    for (name, pain, cost) in [
        ("order-to-doorstep", "damaged-box-d4", "5899.5"),
        ("planned-maintenance", "no-end-time-f0", "2457"),
        ("loan-application", "in-review-f4", "7663.5"),
    ] {
        let map = samples.map(name);
        let card = map.card(&CardId::new(pain).unwrap()).unwrap();
        assert_eq!(monthly_cost(card, &samples.workspace), Some(cost.parse().unwrap()));
        let untreated: Vec<&str> = open_pains(map)
            .filter(|c| map.treatments(&c.id).next().is_none())
            .map(|c| c.id.as_str())
            .collect();
        assert_eq!(untreated, [pain], "{name}");
    }
}

#[test]
fn every_current_map_has_horizons_signals_leads_and_evidence() {
    for (map, _) in samples().maps.iter().filter(|(m, _)| m.future_of.is_none()) {
        let opportunities = || map.cards_of(CardKind::Opportunity).map(|c| c.opportunity().unwrap());
        for horizon in Horizon::ALL {
            assert!(opportunities().any(|o| o.horizon == Some(*horizon)), "{}: {horizon}", map.id);
        }
        assert!(opportunities().any(|o| o.status == OpportunityStatus::Shipped), "{}", map.id);
        let metrics = || map.cards_of(CardKind::Metric).map(|c| c.metric().unwrap());
        assert!(metrics().all(|m| m.readings.len() >= 12 && m.source.is_some() && m.direction.is_some()));
        assert!(metrics().any(|m| has_signal(m) && !m.leads.is_empty()), "{}", map.id);
        assert!(metrics().any(|m| m.leads.is_empty()), "{}: no metric without a lead", map.id);
        let cited = map.cards().filter(|c| !c.evidence.is_empty()).count();
        assert!(cited >= 10 && cited < map.cards().count(), "{}", map.id);
    }
    let damage = samples().map("order-to-doorstep").card(&CardId::new("damage-rate-5a").unwrap()).unwrap();
    let damage = damage.metric().unwrap();
    assert!(has_signal(damage) && damage.leads.is_empty(), "the signal that nobody asked about");
}

#[test]
fn nothing_lies_after_the_pinned_day() {
    let samples = samples();
    let today = samples.today();
    for (map, _) in &samples.maps {
        let days = map.events.iter().map(|e| e.on);
        let days = days.chain(map.stages.iter().filter_map(|s| s.reviewed.as_ref().map(|r| r.on)));
        let days = days.chain(map.evidence().filter_map(|e| e.on));
        let days = days.chain(map.cards().filter_map(|c| c.metric()?.latest().map(|r| r.on)));
        let days = days.chain(map.cards().filter_map(|c| c.opportunity()?.shipped));
        let mut days = days.chain(map.cards().filter_map(|c| c.pain()?.since));
        assert_eq!(days.find(|day| *day > today), None, "{}", map.id);
    }
    let due = |c: &Card| c.opportunity().filter(|o| o.status.is_open()).and_then(|o| o.due);
    let mut dues = samples.maps.iter().flat_map(|(map, _)| map.cards()).filter_map(due);
    assert_eq!(dues.find(|day| *day < today), None, "an open opportunity is late");
}

#[test]
fn of_the_people_one_left_one_is_away_with_a_deputy_and_one_without() {
    let samples = samples();
    let today = samples.today();
    let people = &samples.workspace.people;
    assert_eq!(people.iter().filter(|p| p.has_left(today)).count(), 1);
    let away = people.iter().filter(|p| p.is_away(today));
    let deputies: Vec<_> =
        away.map(|p| p.deputy.as_ref().and_then(|id| samples.workspace.person(id))).collect();
    assert_eq!(deputies.iter().map(Option::is_some).collect::<Vec<_>>(), [true, false]);
}

/// What the rules say of the whole workspace on its day, most telling first; how often each speaks.
const SAID: [(&str, usize); 26] = [
    // Who answers.
    ("no-owner", 2),
    ("owner-left", 2),
    ("owner-away", 1),
    ("owner-overloaded", 2),
    ("inherited-owner", 1),
    // Whether it is still true.
    ("overdue", 1),
    ("stale", 2),
    ("event-since-review", 1),
    ("unreviewed", 2),
    ("due", 2),
    ("snooze-expired", 1),
    ("snoozed-again", 1),
    // What hurts, and what is done about it.
    ("pain-without-owner", 5),
    ("pain-untreated", 3),
    ("severe-without-proof", 1),
    ("treated-but-open", 2),
    ("opportunity-without-owner", 1),
    ("opportunity-without-due", 1),
    ("opportunity-treats-nothing", 2),
    ("shipped-not-measured", 3),
    // What can be seen.
    ("metric-without-target", 2),
    ("metric-without-lead", 1),
    ("readings-old", 1),
    ("evidence-old", 1),
    ("assumption", 4),
    ("unused-segment", 2),
];

#[test]
fn many_rules_speak_and_each_of_them_seldom() {
    let samples = samples();
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in samples.found().open {
        *said.entry(finding.rule.id).or_default() += 1;
    }
    assert_eq!(said, SAID.into_iter().collect());
    assert!(said.len() >= 15);
}

#[test]
fn the_policies_say_what_a_reader_can_follow() {
    let samples = samples();
    let Found { open: found, put_off } = samples.found();
    let level = |map: &str, rule: &str| {
        let of_map = |f: &&Finding| f.rule.id == rule && f.map.as_ref().is_some_and(|id| id.as_str() == map);
        found.iter().find(of_map).map(|f| f.level)
    };
    // A bank answers sooner: in the loan's map an untreated pain is an error, elsewhere a warning.
    assert_eq!(level("loan-application", "pain-untreated"), Some(Level::Error));
    assert_eq!(level("order-to-doorstep", "pain-untreated"), Some(Level::Warning));
    // Put off, so that nothing is said of it; but it was put off too often.
    assert_eq!(level("clinic-appointment", "pain-untreated"), None);
    let put_off: Vec<String> = put_off.iter().map(Finding::fingerprint).collect();
    assert_eq!(put_off, ["pain-untreated:clinic-appointment/how-long-6b"]);
    assert_eq!(level("clinic-appointment", "snoozed-again"), Some(Level::Warning));
    // Opted out, with a reason.
    let policy = samples.map("planned-maintenance").policy.clone().unwrap();
    assert!(policy.rules.iter().any(|r| r.never.is_some()));
    assert_eq!(level("planned-maintenance", "opportunity-treats-nothing"), None);
    // The one number with a signal, and nobody has asked about it.
    let unasked = found.iter().filter(|f| f.rule.id == "metric-without-lead").filter_map(|f| f.target.id());
    assert_eq!(unasked.collect::<Vec<_>>(), ["damage-rate-5a"]);
}

#[test]
fn the_feed_is_sound_and_tells_of_stages_that_ask_already() {
    let samples = samples();
    let root = path("x").parent().unwrap().to_owned();
    let subjects: Vec<Subject<'_>> =
        samples.maps.iter().map(|(map, _)| Subject { map, path: None }).collect();
    let gathered = gather(&root, &subjects, samples.today(), None);
    assert_eq!(gathered.first_trouble(), None);
    let rows: usize = gathered.feeds.iter().map(|feed| feed.rows.len()).sum();
    assert!(rows >= 5);
    let mut after_review = 0;
    for (map, _) in &samples.maps {
        let outside = gathered.of(&map.id);
        for stage in &map.stages {
            let alone = samples.state(map, stage.id.as_str());
            let facts = Facts::new(map, &samples.workspace).with(outside);
            let state = stage_state(facts.stage(stage), samples.today());
            assert_eq!(state.kind, alone.kind, "{}: {}", map.id, stage.id);
            let reviewed = stage.reviewed.as_ref().map(|r| r.on);
            let events = outside.events.iter().filter(|e| e.touches(&stage.id));
            after_review += events.filter(|e| reviewed.is_some_and(|day| e.on > day)).count();
        }
    }
    assert!(after_review >= 3);
}

#[test]
fn what_tom_saw_in_june_is_kept_so_that_a_review_can_say_what_changed() {
    let samples = samples();
    let order = samples.map("order-to-doorstep");
    let wait = StageId::new("wait").unwrap();
    let reviewed = order.stage(&wait).unwrap().reviewed.as_ref().unwrap().seal.unwrap();
    let kept = format!("versions/order-to-doorstep/seals/{:012x}", reviewed.hash);
    let (then, _) = read_map(&kept, &samples.workspace);
    assert_eq!(seal(&then, then.stage(&wait).unwrap()), reviewed);
    let since = diff(&then, order);
    assert!(since.changes.iter().filter(|c| c.stage.new.as_ref() == Some(&wait)).count() >= 5);
}
