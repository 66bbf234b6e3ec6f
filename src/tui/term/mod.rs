//! The terminal itself: taken and given back, listened to, and painted on.

mod colour;
mod glyph;
mod paint;
mod pen;
mod screen;

pub use colour::ColorProfile;
pub use screen::Screen;
