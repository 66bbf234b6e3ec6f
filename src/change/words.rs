//! Differences inside a text, word by word.

use unicode_segmentation::UnicodeSegmentation as _;

/// More comparisons than this are not made: longer texts are compared line by line, and still longer ones as a whole.
const MOST_WORK: usize = 1 << 20;
/// How many words stay in sight before and after what differs, in [`excerpts`].
const AROUND: usize = 4;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// In both texts.
    Same,
    /// In the old text alone.
    Gone,
    /// In the new text alone.
    New,
}

/// A piece of two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// The text, never empty.
    pub text: String,
}

/// The pieces of two texts: what is same and gone gives `before`, what is same and new gives `after`. What is gone comes before
/// what stands in its place.
pub fn words(before: &str, after: &str) -> Vec<Piece> {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_word_bounds().collect(), after.split_word_bounds().collect());
    if let Some(pieces) = compare(&old, &new) {
        return pieces;
    }
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    compare(&old, &new).unwrap_or_else(|| {
        let mut joined = Joined::default();
        joined.gone.push_str(before);
        joined.new.push_str(after);
        joined.finish()
    })
}

/// What differs of two texts, each on one line, with a few words around it; whole texts where they are short.
pub fn excerpts(before: &str, after: &str, most: usize) -> (String, String) {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, after) = (line(before), line(after));
    if before.chars().count() <= most && after.chars().count() <= most {
        return (before, after);
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (before.split(' ').collect(), after.split(' ').collect());
    let (start, end) = ends(&old, &new);
    (cut(&old, start, end, most), cut(&new, start, end, most))
}

/// The words of `list` without what is the same at both ends, but a few; at most about `most` characters.
fn cut(list: &[&str], start: usize, end: usize, most: usize) -> String {
    let from = start.saturating_sub(AROUND);
    let to = list.len().saturating_sub(end.saturating_sub(AROUND)).max(from);
    let mut out = if from > 0 { "… ".to_owned() } else { String::new() };
    let middle = list.get(from..to).unwrap_or_default().join(" ");
    let mut chars = middle.chars();
    out.extend(chars.by_ref().take(most));
    if chars.next().is_some() {
        out.push('…');
    } else if to < list.len() {
        out.push_str(" …");
    }
    out
}

/// How many tokens are the same at the beginning, and at the end of the rest.
fn ends(old: &[&str], new: &[&str]) -> (usize, usize) {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    (start, end)
}

/// The pieces of two lists of tokens; `None`: that would be too much work.
fn compare(old: &[&str], new: &[&str]) -> Option<Vec<Piece>> {
    let (start, end) = ends(old, new);
    let (head, old) = old.split_at(start);
    let (_, new) = new.split_at(start);
    let (old, tail) = old.split_at(old.len() - end);
    let (new, _) = new.split_at(new.len() - end);
    if old.len().saturating_mul(new.len()) > MOST_WORK {
        return None;
    }
    let mut joined = Joined::default();
    for token in head {
        joined.same(token);
    }
    middle(old, new, &mut joined);
    for token in tail {
        joined.same(token);
    }
    Some(joined.finish())
}

/// Longest common subsequence, by the table of lengths.
fn middle(old: &[&str], new: &[&str], joined: &mut Joined) {
    let width = new.len() + 1;
    let mut lengths = vec![0_u32; width * (old.len() + 1)];
    let length = |lengths: &[u32], i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let longest = if a == b {
                length(&lengths, i + 1, j + 1) + 1
            } else {
                length(&lengths, i + 1, j).max(length(&lengths, i, j + 1))
            };
            if let Some(slot) = lengths.get_mut(i * width + j) {
                *slot = longest;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    loop {
        match (old.get(i), new.get(j)) {
            (None, None) => break,
            (Some(a), Some(b)) if a == b => {
                joined.same(a);
                i += 1;
                j += 1;
            }
            (Some(a), b) if b.is_none() || length(&lengths, i + 1, j) >= length(&lengths, i, j + 1) => {
                joined.went(a);
                i += 1;
            }
            (_, Some(b)) => {
                joined.came(b);
                j += 1;
            }
            (Some(a), None) => {
                joined.went(a);
                i += 1;
            }
        }
    }
}

/// Pieces being put together: neighbours of one kind are one, and a blank between two changes belongs to both.
#[derive(Default)]
struct Joined {
    out: Vec<Piece>,
    same: String,
    gone: String,
    new: String,
}

impl Joined {
    fn same(&mut self, token: &str) {
        self.same.push_str(token);
    }

    fn went(&mut self, token: &str) {
        self.change();
        self.gone.push_str(token);
    }

    fn came(&mut self, token: &str) {
        self.change();
        self.new.push_str(token);
    }

    /// A change begins or goes on.
    fn change(&mut self) {
        if self.same.is_empty() {
            return;
        }
        let same = std::mem::take(&mut self.same);
        let is_open = !self.gone.is_empty() || !self.new.is_empty();
        if is_open && same.trim().is_empty() {
            self.gone.push_str(&same);
            self.new.push_str(&same);
        } else {
            self.flush();
            self.put(PieceKind::Same, same);
        }
    }

    fn flush(&mut self) {
        let (gone, new) = (std::mem::take(&mut self.gone), std::mem::take(&mut self.new));
        self.put(PieceKind::Gone, gone);
        self.put(PieceKind::New, new);
    }

    fn put(&mut self, kind: PieceKind, text: String) {
        if !text.is_empty() {
            self.out.push(Piece { kind, text });
        }
    }

    fn finish(mut self) -> Vec<Piece> {
        self.flush();
        let same = std::mem::take(&mut self.same);
        self.put(PieceKind::Same, same);
        self.out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked(before: &str, after: &str) -> String {
        let mark = |p: Piece| match p.kind {
            PieceKind::Same => p.text,
            PieceKind::Gone => format!("[-{}-]", p.text),
            PieceKind::New => format!("{{+{}+}}", p.text),
        };
        words(before, after).into_iter().map(mark).collect()
    }

    fn sides(pieces: &[Piece]) -> (String, String) {
        let side = |without| {
            pieces.iter().filter(|p| p.kind != without).map(|p| p.text.as_str()).collect::<String>()
        };
        (side(PieceKind::New), side(PieceKind::Gone))
    }

    #[test]
    fn only_the_words_that_differ() {
        assert_eq!(
            marked("No ETA once the van left", "No ETA until the van left"),
            "No ETA [-once-]{+until+} the van left"
        );
        assert_eq!(marked("a b c", "a x y c"), "a [-b-]{+x y+} c");
        assert_eq!(marked("", "new"), "{+new+}");
        assert_eq!(marked("same", "same"), "same");
        assert_eq!(marked("one two", "three four"), "[-one two-]{+three four+}");
    }

    #[test]
    fn a_long_text_is_cut_around_the_difference() {
        let long = "one two three four five six seven eight nine ten eleven twelve";
        let (old, new) = excerpts(long, &long.replace("six", "6"), 60);
        assert_eq!(old, "… two three four five six seven eight nine ten …");
        assert_eq!(new, "… two three four five 6 seven eight nine ten …");
        assert_eq!(excerpts(long, "", 10), ("one two th…".into(), String::new()));
        assert_eq!(excerpts("a\nb", "c", 40), ("a b".into(), "c".into()));
    }

    #[test]
    fn large_texts_are_compared_by_lines_and_huge_ones_as_a_whole() {
        let text = |word: &str, lines: usize| {
            (0..lines).fold(String::new(), |out, n| out + &format!("{word} {n} {word}\nline {n}\n"))
        };
        for lines in [1_000, 5_000] {
            let (old, new) = (text("a", lines), text("b", lines));
            assert_eq!(sides(&words(&old, &new)), (old, new));
        }
        let (old, new) = (text("a", 300), text("b", 300));
        assert!(words(&old, &new).iter().any(|p| p.kind == PieceKind::Same && p.text == "line 7\n"));
    }

    proptest! {
        #[test]
        fn both_texts_come_back(before in "[ab \n日é]{0,40}", after in "[ab \n日é]{0,40}") {
            let pieces = words(&before, &after);
            prop_assert_eq!(sides(&pieces), (before.clone(), after.clone()));
            prop_assert!(pieces.iter().all(|p| !p.text.is_empty()));
            prop_assert!(pieces.windows(2).all(|w| w[0].kind != w[1].kind));
            prop_assert_eq!(before == after, pieces.iter().all(|p| p.kind == PieceKind::Same));
            excerpts(&before, &after, 5);
        }
    }
}
