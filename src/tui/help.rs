//! stand-in
use super::app::App;
use super::widgets::sheet::Sheet;
pub fn sheet(_: &App) -> Sheet {
    Sheet::plain("", vec![])
}
