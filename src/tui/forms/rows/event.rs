//! What happened, by day.

use super::super::row::{self, Held, Kind, Row, words_of};
use super::{Blank, Listed};
use crate::map::edit::{Edit, MapField};
use crate::map::event::{Event, EventKind};
use crate::map::id::{EventId, StageId};
use crate::map::{Map, Text, Workspace};
use crate::tui::rows::Rows;

impl Listed for Event {
    const FIELDS: &'static [Row<Self>] = &[
        Row::<Self>::new(
            "what happened",
            Kind::Words,
            |e| row::text(Some(&e.text)),
            |e, v| e.text = v.lines().unwrap_or_default(),
        ),
        Row::<Self>::new("on", Kind::Day, |e| row::day(Some(e.on)), |e, v| e.on = v.date().unwrap_or(e.on))
            .required(),
        Row::<Self>::new(
            "kind",
            words_of!(EventKind, none: false),
            |e| row::one(EventKind::ALL, Some(e.kind)),
            |e, v| e.kind = v.choice(EventKind::ALL).unwrap_or(e.kind),
        ),
        Row::<Self>::new("stages", Kind::Refs, |e| row::link(&e.stages), |e, v| e.stages = stages(v))
            .words("that it touches; empty: all"),
        Row::<Self>::new("source", Kind::Line, |e| row::text(e.source.as_ref()), |e, v| e.source = v.label())
            .words("where it is recorded"),
    ];

    fn list<'m>(map: &'m Map, _: &Rows) -> Option<&'m [Self]> {
        Some(&map.events)
    }

    fn put(_: &Rows, list: Vec<Self>) -> Edit {
        Edit::SetMap(MapField::Events(list))
    }

    fn key(&self, _: usize) -> String {
        self.id.to_string()
    }

    fn words(&self, map: &Map, _: &Workspace) -> (String, String) {
        let name = |id: &StageId| map.stage(id).map_or_else(|| id.to_string(), |s| s.name.to_string());
        let stages: Vec<String> = self.stages.iter().map(name).collect();
        let touches = if stages.is_empty() { "all stages".to_owned() } else { stages.join(", ") };
        (format!("{}  {}", self.on, self.text.one_line()), format!("{} · {touches}", self.kind))
    }

    fn blank(blank: Blank<'_>, _: &Rows) -> Result<Self, String> {
        let id = EventId::new("event").map_err(|e| e.to_string())?;
        let text = Text::default();
        Ok(Self { id, on: blank.today, kind: EventKind::Release, text, stages: Vec::new(), source: None })
    }

    fn settle(&mut self, new_id: Option<&mut dyn FnMut(&str) -> String>) -> Result<(), String> {
        if self.text.is_empty() {
            return Err("say what happened".to_owned());
        }
        if let Some(new_id) = new_id {
            self.id = EventId::new(&new_id(self.text.as_str())).map_err(|e| e.to_string())?;
        }
        Ok(())
    }

    /// Oldest first, as the map keeps them.
    fn arrange(list: &mut Vec<Self>) {
        list.sort_by_key(|e| e.on);
    }
}

fn stages(value: &crate::tui::widgets::form::Value) -> Vec<StageId> {
    row::ids(value).iter().filter_map(|id| StageId::new(id).ok()).collect()
}
