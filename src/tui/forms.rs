//! stand-in
use super::app::App;
use super::layer::{FormLayer, Subject};
use super::widgets::form::{Form, Value};
use crate::map::edit::Edit;
use crate::map::id::CardId;
use crate::map::{Map, Person, Workspace};
pub fn form(_: &App, _: &Subject) -> Option<FormLayer> {
    None
}
pub fn edits(_: &Map, _: &Subject, _: Vec<(usize, Value)>) -> Result<Vec<Edit>, String> {
    Ok(vec![])
}
pub fn person_form(p: &Person, _: &Workspace, today: jiff::civil::Date) -> FormLayer {
    FormLayer { subject: Subject::Person(p.id.clone()), form: Form::new("", vec![], today) }
}
pub fn person_of(p: &Person, _: &[(usize, Value)]) -> Person {
    p.clone()
}
pub fn is_person_field(_: &Form, _: usize) -> bool {
    true
}
pub fn refs_in(_: &Form, _: usize) -> Option<Vec<CardId>> {
    None
}
pub fn refs_shown(_: &Map, _: &[CardId]) -> String {
    String::new()
}
