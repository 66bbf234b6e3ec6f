//! The terminal itself: taken and given back, listened to, and painted on.

mod colour;
#[cfg(unix)]
mod csi;
mod glyph;
#[cfg(unix)]
mod input;
mod paint;
mod pen;
mod screen;

pub use colour::ColorProfile;
pub use screen::Screen;
