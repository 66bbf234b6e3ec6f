//! Paths of the repository that a stage watches.

use super::super::row::{self, Held, Kind, Row};
use super::{Blank, Listed};
use crate::map::edit::{Edit, StageField};
use crate::map::{Label, Map, Workspace};
use crate::tui::rows::Rows;

impl Listed for Label {
    const FIELDS: &'static [Row<Self>] = &[Row::<Self>::new(
        "path",
        Kind::Name,
        |l| row::text(Some(l)),
        |l, v| *l = v.label().unwrap_or_default(),
    )
    .words("from the root of the repository; * and ** stand for anything: services/delivery/**")];

    fn list<'m>(map: &'m Map, rows: &Rows) -> Option<&'m [Self]> {
        let Rows::Watches(stage) = rows else { return None };
        Some(&map.stage(stage)?.watches)
    }

    fn put(rows: &Rows, list: Vec<Self>) -> Edit {
        match rows {
            Rows::Watches(id) => Edit::SetStage { stage: id.clone(), field: StageField::Watches(list) },
            _ => Edit::Together(Vec::new()),
        }
    }

    fn key(&self, at: usize) -> String {
        at.to_string()
    }

    fn words(&self, _: &Map, _: &Workspace) -> (String, String) {
        (self.to_string(), String::new())
    }

    fn blank(_: Blank<'_>, _: &Rows) -> Result<Self, String> {
        Ok(Self::default())
    }

    fn settle(&mut self, _: Option<&mut dyn FnMut(&str) -> String>) -> Result<(), String> {
        let path = self.as_str();
        let leaves = path.starts_with(['/', '\\']) || path.split(['/', '\\']).any(|part| part == "..");
        match path {
            "" => Err("a path is missing".to_owned()),
            _ if leaves => {
                Err("a path goes down from the root of the repository: no / in front, no ..".to_owned())
            }
            _ => Ok(()),
        }
    }
}
