//! What was done to a text, so that it can be taken back and done again.

/// At most this many steps are kept,
const MOST_STEPS: usize = 500;
/// and at most this many bytes of text in them, the newest step aside.
const MOST_BYTES: usize = 1 << 20;

/// How a change came about: changes of one kind that follow each other are one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// Letter by letter.
    Typed,
    /// Erased letter by letter.
    Erased,
    /// A paste, a word, a line: a step of its own.
    Whole,
}

/// At byte `at`, `old` became `new`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Splice {
    pub(super) at: usize,
    pub(super) old: String,
    pub(super) new: String,
}

impl Splice {
    fn size(&self) -> usize {
        self.old.len() + self.new.len()
    }

    /// Takes a change in that goes on where this one ended; gives it back where it does not.
    fn join(&mut self, how: How, next: Splice) -> Option<Splice> {
        match how {
            How::Typed if next.old.is_empty() && next.at == self.at + self.new.len() => {
                // A word begins a new step; the blanks before it belong to the word that they end.
                let begins_word = self.new.ends_with(char::is_whitespace)
                    && next.new.starts_with(|c: char| !c.is_whitespace());
                if begins_word {
                    return Some(next);
                }
                self.new.push_str(&next.new);
                None
            }
            How::Erased if self.new.is_empty() && next.at + next.old.len() == self.at => {
                self.at = next.at;
                self.old.insert_str(0, &next.old);
                None
            }
            How::Erased if self.new.is_empty() && next.at == self.at => {
                self.old.push_str(&next.old);
                None
            }
            _ => Some(next),
        }
    }
}

/// The steps of one text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Trail {
    done: Vec<Splice>,
    undone: Vec<Splice>,
    bytes: usize,
    /// How the last step came about, while the next change may still join it.
    open: Option<How>,
}

impl Trail {
    /// Remembers a change that was just made.
    pub(super) fn add(&mut self, how: How, splice: Splice) {
        self.undone.clear();
        let joins = how != How::Whole && self.open == Some(how);
        self.bytes += splice.size();
        let rest = match self.done.last_mut() {
            Some(last) if joins => last.join(how, splice),
            _ => Some(splice),
        };
        self.done.extend(rest);
        self.open = Some(how);
        self.forget();
    }

    /// The cursor went elsewhere: what is typed next is another step.
    pub(super) fn close(&mut self) {
        self.open = None;
    }

    /// The last step, to be taken back.
    pub(super) fn undo(&mut self) -> Option<Splice> {
        let step = self.done.pop()?;
        self.bytes = self.bytes.saturating_sub(step.size());
        self.open = None;
        self.undone.push(step.clone());
        Some(step)
    }

    /// The step that was taken back last, to be done again.
    pub(super) fn redo(&mut self) -> Option<Splice> {
        let step = self.undone.pop()?;
        self.bytes += step.size();
        self.open = None;
        self.done.push(step.clone());
        Some(step)
    }

    /// Lets the oldest steps go where there are too many.
    fn forget(&mut self) {
        let mut surplus = self.done.len().saturating_sub(MOST_STEPS);
        let mut freed: usize = self.done.iter().take(surplus).map(Splice::size).sum();
        while surplus + 1 < self.done.len() && self.bytes.saturating_sub(freed) > MOST_BYTES {
            freed += self.done.get(surplus).map_or(0, Splice::size);
            surplus += 1;
        }
        self.bytes = self.bytes.saturating_sub(freed);
        self.done.drain(..surplus);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(at: usize, new: &str) -> Splice {
        Splice { at, old: String::new(), new: new.to_owned() }
    }

    #[test]
    fn a_step_is_a_word() {
        let mut trail = Trail::default();
        for (at, letter) in ["a", "b", " ", " ", "c"].iter().enumerate() {
            trail.add(How::Typed, put(at, letter));
        }
        assert_eq!(trail.undo(), Some(put(4, "c")));
        assert_eq!(trail.undo(), Some(put(0, "ab  ")));
        assert_eq!(trail.undo(), None);
        assert_eq!(trail.redo(), Some(put(0, "ab  ")));
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let mut trail = Trail::default();
        for n in 0..2000 {
            trail.add(How::Whole, put(n, "x"));
        }
        assert_eq!((trail.done.len(), trail.bytes), (MOST_STEPS, MOST_STEPS));
        let long = "x".repeat(MOST_BYTES);
        trail.add(How::Whole, put(0, &long));
        trail.add(How::Whole, put(0, &long));
        assert_eq!((trail.done.len(), trail.bytes), (1, MOST_BYTES), "the newest step is always kept");
    }

    #[test]
    fn a_new_change_ends_redo() {
        let mut trail = Trail::default();
        trail.add(How::Whole, put(0, "a"));
        trail.undo();
        trail.add(How::Whole, put(0, "b"));
        assert_eq!(trail.redo(), None);
    }
}
