//! Test support: `MILEPOST_TEST_PANIC=draw`, `update` or `worker` makes the first key press panic there, so that a
//! test can see that the terminal is given back and no text is lost. Without the variable nothing here does anything.

use super::post::Post;

/// Where to panic, once.
#[derive(Debug, Default)]
pub(super) struct Trial {
    place: Option<String>,
    is_armed: bool,
}

impl Trial {
    /// What the environment asks for.
    pub(super) fn from_env() -> Self {
        Self { place: std::env::var("MILEPOST_TEST_PANIC").ok(), is_armed: false }
    }

    /// A key was pressed.
    pub(super) fn key(&mut self, post: &Post) {
        self.is_armed = self.place.is_some();
        if self.is_armed && self.place.as_deref() == Some("worker") {
            self.place = None;
            post.spawn("trial", |_| fail("worker"));
        }
    }

    /// The program is at `place`.
    pub(super) fn at(&self, place: &str) {
        if self.is_armed && self.place.as_deref() == Some(place) {
            fail(place);
        }
    }
}

#[allow(clippy::panic, reason = "asked for by a test")]
fn fail(place: &str) {
    panic!("a panic in {place} was asked for");
}
