//! Where the claims of a stage come from.

use super::super::row::{self, Held, Kind, Row, words_of};
use super::{Blank, Listed};
use crate::map::edit::{Edit, StageField, remove_evidence};
use crate::map::evidence::{Evidence, EvidenceKind};
use crate::map::id::{EvidenceId, StageId};
use crate::map::{Map, Workspace};
use crate::tui::rows::Rows;
use crate::tui::widgets::form::MOST;

impl Listed for Evidence {
    const FIELDS: &'static [Row<Self>] = &[
        Row::<Self>::new(
            "kind",
            words_of!(EvidenceKind, none: false),
            |e| row::one(EvidenceKind::ALL, Some(e.kind)),
            |e, v| e.kind = v.choice(EvidenceKind::ALL).unwrap_or(e.kind),
        ),
        Row::<Self>::new("text", Kind::Lines, |e| row::text(e.text.as_ref()), |e, v| e.text = v.lines())
            .words("what it says"),
        Row::<Self>::new("on", Kind::Day, |e| row::day(e.on), |e, v| e.on = v.date())
            .words("when it was gathered"),
        Row::<Self>::new("source", Kind::Line, |e| row::text(e.source.as_ref()), |e, v| e.source = v.label())
            .words("where it is kept, or who gave it"),
        Row::<Self>::new(
            "sample",
            Kind::Whole(1, MOST),
            |e| row::whole(e.sample.and_then(|n| i64::try_from(n).ok())),
            |e, v| e.sample = v.integer(),
        )
        .words("how many it is based on"),
    ];

    fn list<'m>(map: &'m Map, rows: &Rows) -> Option<&'m [Self]> {
        Some(&map.stage(stage(rows)?)?.evidence)
    }

    fn put(rows: &Rows, list: Vec<Self>) -> Edit {
        match stage(rows) {
            Some(id) => Edit::SetStage { stage: id.clone(), field: StageField::Evidence(list) },
            None => Edit::Together(Vec::new()),
        }
    }

    fn key(&self, _: usize) -> String {
        self.id.to_string()
    }

    fn words(&self, map: &Map, _: &Workspace) -> (String, String) {
        let cited = map.cards().filter(|c| c.evidence.contains(&self.id)).count();
        let facts = [
            self.on.map(|d| d.to_string()),
            self.sample.map(|n| format!("n = {n}")),
            self.source.as_ref().map(ToString::to_string).filter(|_| self.text.is_some()),
            Some(format!("cited {cited}×")),
        ];
        (name(self), facts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
    }

    fn blank(_: Blank<'_>, _: &Rows) -> Result<Self, String> {
        let id = EvidenceId::new("evidence").map_err(|e| e.to_string())?;
        Ok(Self { id, kind: EvidenceKind::Interview, on: None, source: None, sample: None, text: None })
    }

    fn settle(&mut self, new_id: Option<&mut dyn FnMut(&str) -> String>) -> Result<(), String> {
        if self.text.is_none() && self.source.is_none() {
            return Err("evidence needs a text or a source".to_owned());
        }
        if let Some(new_id) = new_id {
            self.id = EvidenceId::new(&new_id(&name(self))).map_err(|e| e.to_string())?;
        }
        Ok(())
    }

    fn remove(map: &Map, rows: &Rows, at: usize) -> Option<Edit> {
        let stage = stage(rows)?;
        Some(remove_evidence(map, stage, &map.stage(stage)?.evidence.get(at)?.id))
    }
}

/// What a piece of evidence is called: its kind, and what it says or where it is from.
pub(in super::super) fn name(evidence: &Evidence) -> String {
    let text = evidence.text.as_ref().map(|t| t.one_line().into_owned());
    let says = text.or_else(|| evidence.source.as_ref().map(ToString::to_string));
    says.map_or_else(|| evidence.kind.to_string(), |says| format!("{}: {says}", evidence.kind))
}

fn stage(rows: &Rows) -> Option<&StageId> {
    if let Rows::Evidence(id) = rows { Some(id) } else { None }
}
