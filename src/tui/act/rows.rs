//! Lists that are edited row by row, and the references that a field of a form picks.

use super::super::app::App;
use super::super::forms::{self, Of, rows};
use super::super::layer::{Choice, Layer, Subject};
use super::super::rows::Rows;
use super::super::status::Tone;
use super::super::widgets::form::Value;
use super::super::widgets::picker::{Item, Picker};

impl App {
    /// Opens a list to add, edit and remove rows.
    pub fn open_rows(&mut self, rows: &Rows) {
        self.open_rows_at(rows, 0);
    }

    fn open_rows_at(&mut self, list: &Rows, at: usize) {
        let Some(doc) = &self.doc else { return };
        let Some(shown) = rows::shown(&doc.map, list, &self.place.data) else { return };
        let new = Item::new(&format!("add: {}", list.word()), Choice::Row(list.clone(), None));
        let items: Vec<_> = shown
            .iter()
            .map(|r| Item::new(&r.label, Choice::Row(list.clone(), Some(r.key.clone()))).note(&r.note))
            .chain([new])
            .collect();
        let at = at.min(items.len().saturating_sub(1));
        let of = match list {
            Rows::Evidence(id) | Rows::Snoozes(id) | Rows::Watches(id) => {
                doc.map.stage(id).map_or("the stage".to_owned(), |s| format!("“{}”", s.name))
            }
            Rows::Segments | Rows::Events | Rows::MapSnoozes => "the map".to_owned(),
        };
        let title = format!("{} of {of}", capital(list.plural()));
        let picker = Picker::new(&title, items).hint("Enter edits or adds  Del removes  Esc closes");
        self.push(Layer::Pick(Box::new(picker.start_at(at))));
    }

    /// A row was picked to be edited; none: a new one.
    pub fn open_row(&mut self, rows: Rows, key: Option<String>) {
        match forms::row_form(self, &rows, key.as_deref()) {
            Ok(layer) => self.push(Layer::Form(Box::new(layer))),
            Err(why) => self.say(Tone::Warning, why),
        }
    }

    /// Takes away the row that is chosen in the list on top; gives whether there was one.
    pub(super) fn remove_row(&mut self) -> bool {
        let Some(Layer::Pick(picker)) = self.layers.last() else { return false };
        let Some(Choice::Row(list, key)) = picker.current().cloned() else { return false };
        let Some(key) = key else { return true };
        let Some(doc) = &self.doc else { return true };
        let shown = rows::shown(&doc.map, &list, &self.place.data).unwrap_or_default();
        let at = shown.iter().position(|r| r.key == key).unwrap_or(0);
        if let Some(edit) = rows::removal(&doc.map, &list, &key) {
            self.layers.pop();
            self.edit(edit);
            self.open_rows_at(&list, at);
        }
        true
    }

    /// A filled row was handed in: one edit, and the list again.
    pub(super) fn row_submitted(
        &mut self,
        list: &Rows,
        key: Option<&str>,
        values: &[(usize, Value)],
    ) -> bool {
        let Some(doc) = &self.doc else { return true };
        let blank = rows::Blank { today: self.today, me: self.me.as_ref() };
        match rows::edit(&doc.map, list, key, values, blank, self.ids.as_mut()) {
            Ok(edit) => {
                if let Some(edit) = edit {
                    self.edit(edit);
                }
                self.back_to_rows(list, key);
                true
            }
            Err(words) => {
                self.say(Tone::Warning, words);
                false
            }
        }
    }

    /// The list again, on the row that was edited, or behind all where one was added.
    pub(super) fn back_to_rows(&mut self, list: &Rows, key: Option<&str>) {
        let Some(doc) = &self.doc else { return };
        let shown = rows::shown(&doc.map, list, &self.place.data).unwrap_or_default();
        let at = key.and_then(|key| shown.iter().position(|r| r.key == key)).unwrap_or(shown.len());
        self.open_rows_at(list, at);
    }

    /// A list of what a field of the form on top can refer to.
    pub(super) fn pick_refs(&mut self, field: usize) {
        let (Some(Layer::Form(layer)), Some(doc)) = (self.layers.last(), &self.doc) else { return };
        let Some(of) = forms::refs_of(&layer.form, field) else { return };
        let chosen = forms::refs_in(&layer.form, field).unwrap_or_default();
        let stage = if let Subject::Card(id) = &layer.subject {
            doc.map.place(id).and_then(|p| p.stage)
        } else {
            None
        };
        let items: Vec<Item<Choice>> = forms::referable(&doc.map, of, stage.as_ref())
            .into_iter()
            .map(|(id, label, note)| {
                let has = chosen.contains(&id);
                let mut with: Vec<String> = chosen.iter().filter(|c| **c != id).cloned().collect();
                if !has {
                    with.push(id);
                }
                let note = if has { format!("{}: Enter takes it out", of.taken()) } else { note };
                Item::new(&label, Choice::FieldRef(field, with)).note(&note)
            })
            .collect();
        if items.is_empty() {
            self.say(Tone::Info, of.none_yet());
            return;
        }
        self.push(Layer::Pick(Box::new(Picker::new(of.question(), items))));
    }

    /// References were picked for a field of the form below.
    pub fn fill_refs(&mut self, field: usize, ids: Vec<String>) {
        let shown = self.doc.as_ref().map(|d| forms::refs_shown(&d.map, &ids)).unwrap_or_default();
        self.fill_link(field, ids, shown);
    }
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What kinds of things a field can refer to, in words.
impl Of {
    fn question(self) -> &'static str {
        match self {
            Self::Pains => "Which pain does it treat?",
            Self::Evidence => "Which evidence does it cite?",
            Self::Segments => "Which customers is it about?",
            Self::Stages => "Which stages does it touch?",
        }
    }

    fn taken(self) -> &'static str {
        match self {
            Self::Pains => "treated",
            Self::Evidence => "cited",
            Self::Segments | Self::Stages => "chosen",
        }
    }

    fn none_yet(self) -> &'static str {
        match self {
            Self::Pains => "this map has no pain yet",
            Self::Evidence => "no evidence yet; it is kept on the stage: Space s v",
            Self::Segments => "no segment yet; they are kept on the map: Space m s",
            Self::Stages => "this map has no stage yet",
        }
    }
}
