//! Findings that are put off.

use jiff::ToSpan as _;

use super::super::row::{self, Held, Kind, Row};
use super::{Blank, Listed};
use crate::map::edit::{Edit, MapField, StageField};
use crate::map::review::Snooze;
use crate::map::{Label, Map, Workspace};
use crate::rules::RULES;
use crate::tui::rows::Rows;
use crate::tui::widgets::form::Value;

/// A new snooze lasts so many days, unless another day is typed.
const DAYS: i64 = 14;

impl Listed for Snooze {
    const FIELDS: &'static [Row<Self>] = &[
        Row::<Self>::new("what", Kind::Choice { words: rules, none: true }, rule, |s, v| s.rule = choice(v))
            .words("the rule that is put off; of a stage, nothing: its review"),
        Row::<Self>::new(
            "until",
            Kind::Day,
            |s| row::day(Some(s.until)),
            |s, v| s.until = v.date().unwrap_or(s.until),
        )
        .required(),
        Row::<Self>::new(
            "by",
            Kind::Person,
            |s| row::link(std::slice::from_ref(&s.by)),
            |s, v| s.by = v.person().unwrap_or_else(|| s.by.clone()),
        )
        .required(),
        Row::<Self>::new(
            "why",
            Kind::Name,
            |s| row::text(Some(&s.why)),
            |s, v| s.why = v.label().unwrap_or_default(),
        ),
    ];

    fn list<'m>(map: &'m Map, rows: &Rows) -> Option<&'m [Self]> {
        match rows {
            Rows::Snoozes(stage) => Some(&map.stage(stage)?.snoozes),
            _ => Some(&map.snoozes),
        }
    }

    fn put(rows: &Rows, list: Vec<Self>) -> Edit {
        match rows {
            Rows::Snoozes(id) => Edit::SetStage { stage: id.clone(), field: StageField::Snoozes(list) },
            _ => Edit::SetMap(MapField::Snoozes(list)),
        }
    }

    fn key(&self, at: usize) -> String {
        at.to_string()
    }

    fn words(&self, map: &Map, workspace: &Workspace) -> (String, String) {
        let what = self.rule.as_ref().map_or("review", Label::as_str);
        let card =
            self.card.as_ref().and_then(|id| map.card(id)).map(|c| format!(" of “{}”", c.text.one_line()));
        let label = format!("{what}{} until {}", card.unwrap_or_default(), self.until);
        (label, format!("{} · {}", workspace.name_of(&self.by), self.why))
    }

    fn blank(blank: Blank<'_>, rows: &Rows) -> Result<Self, String> {
        let by = blank.me.cloned().ok_or("a snooze carries a name: say who you are first (Space o i)")?;
        let until = blank.today.checked_add(DAYS.days()).unwrap_or(blank.today);
        let rule = match rows {
            Rows::MapSnoozes => RULES.first().map(|r| Label::new(r.id)),
            _ => None,
        };
        Ok(Self { rule, card: None, part: None, until, by, why: Label::default(), again: 0 })
    }

    fn settle(&mut self, _: Option<&mut dyn FnMut(&str) -> String>) -> Result<(), String> {
        if self.why.is_empty() { Err("a snooze needs a reason".to_owned()) } else { Ok(()) }
    }
}

fn rules() -> Vec<String> {
    RULES.iter().map(|r| r.id.to_owned()).collect()
}

fn rule(snooze: &Snooze) -> Value {
    let at = snooze.rule.as_ref().and_then(|id| RULES.iter().position(|r| r.id == id.as_str()));
    at.map_or(Value::Empty, Value::Choice)
}

fn choice(value: &Value) -> Option<Label> {
    if let Value::Choice(at) = value { RULES.get(*at).map(|r| Label::new(r.id)) } else { None }
}
