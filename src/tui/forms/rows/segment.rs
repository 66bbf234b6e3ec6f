//! Customer groups.

use super::super::row::{self, Held, Kind, Row};
use super::{Blank, Listed};
use crate::map::edit::{CardField, Edit, MapField};
use crate::map::id::SegmentId;
use crate::map::segment::Segment;
use crate::map::{Label, Map, Workspace};
use crate::tui::rows::Rows;

impl Listed for Segment {
    const FIELDS: &'static [Row<Self>] = &[
        Row::<Self>::new(
            "name",
            Kind::Name,
            |s| row::text(Some(&s.name)),
            |s, v| s.name = v.label().unwrap_or_default(),
        ),
        Row::<Self>::new("share", Kind::Upto(100), |s| row::number(s.share), |s, v| s.share = v.decimal())
            .unit("%")
            .words("of all customers"),
        Row::<Self>::new("channels", Kind::Tags, |s| row::tags(&s.channels), |s, v| s.channels = v.labels())
            .words("that it prefers, best first, comma by comma"),
        Row::<Self>::new("note", Kind::Lines, |s| row::text(s.note.as_ref()), |s, v| s.note = v.lines())
            .words("what to know about it"),
    ];

    fn list<'m>(map: &'m Map, _: &Rows) -> Option<&'m [Self]> {
        Some(&map.segments)
    }

    fn put(_: &Rows, list: Vec<Self>) -> Edit {
        Edit::SetMap(MapField::Segments(list))
    }

    fn key(&self, _: usize) -> String {
        self.id.to_string()
    }

    fn words(&self, _: &Map, _: &Workspace) -> (String, String) {
        let share = self.share.map(|s| format!("{s} %"));
        let channels = Some(self.channels.iter().map(Label::as_str).collect::<Vec<_>>().join(", "));
        let note: Vec<String> = [share, channels].into_iter().flatten().filter(|n| !n.is_empty()).collect();
        (self.name.to_string(), note.join(" · "))
    }

    fn blank(_: Blank<'_>, _: &Rows) -> Result<Self, String> {
        let id = SegmentId::new("segment").map_err(|e| e.to_string())?;
        Ok(Self { id, name: Label::default(), share: None, channels: Vec::new(), note: None })
    }

    fn settle(&mut self, new_id: Option<&mut dyn FnMut(&str) -> String>) -> Result<(), String> {
        if self.name.is_empty() {
            return Err("a segment needs a name".to_owned());
        }
        if let Some(new_id) = new_id {
            self.id = SegmentId::new(&new_id(self.name.as_str())).map_err(|e| e.to_string())?;
        }
        Ok(())
    }

    /// The segment, and the cards that are about it no longer say so.
    fn remove(map: &Map, rows: &Rows, at: usize) -> Option<Edit> {
        let gone = &map.segments.get(at)?.id;
        let without = |list: &[SegmentId]| list.iter().filter(|id| *id != gone).cloned().collect();
        let mut edits: Vec<Edit> = map
            .cards()
            .filter(|c| c.segments.contains(gone))
            .map(|c| Edit::SetCard { card: c.id.clone(), field: CardField::Segments(without(&c.segments)) })
            .collect();
        edits.push(Self::put(rows, map.segments.iter().filter(|s| s.id != *gone).cloned().collect()));
        Some(if edits.len() == 1 { edits.remove(0) } else { Edit::Together(edits) })
    }
}
