//! Ids with wildcards: `order-*`.

use std::fmt;

/// The longest pattern, in bytes.
const LONGEST: usize = 128;

/// An id in which `*` stands for any letters, also none, and `?` for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wild(Box<str>);

impl Wild {
    /// A pattern for ids; `None`: no id can fit it.
    pub fn new(text: &str) -> Option<Self> {
        let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'*' | b'?');
        let is_one = !text.is_empty() && text.len() <= LONGEST && text.bytes().all(fits);
        is_one.then(|| Self(text.into()))
    }

    /// Any id at all.
    pub fn any() -> Self {
        Self("*".into())
    }

    /// Whether an id fits. Takes at most the product of both lengths.
    pub fn fits(&self, id: &str) -> bool {
        let (pattern, id) = (self.0.as_bytes(), id.as_bytes());
        let (mut p, mut i) = (0, 0);
        // Where to go on when what follows the last star does not fit: it takes one letter more.
        let mut star: Option<(usize, usize)> = None;
        while let Some(letter) = id.get(i) {
            match (pattern.get(p), star) {
                (Some(b'*'), _) => {
                    star = Some((p, i));
                    p += 1;
                }
                (Some(wanted), _) if *wanted == b'?' || wanted == letter => (p, i) = (p + 1, i + 1),
                (_, Some((at, taken))) => {
                    star = Some((at, taken + 1));
                    (p, i) = (at + 1, taken + 1);
                }
                _ => return false,
            }
        }
        pattern.get(p..).is_none_or(|rest| rest.iter().all(|b| *b == b'*'))
    }
}

impl fmt::Display for Wild {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards() {
        let fits = |pattern: &str, id: &str| Wild::new(pattern).unwrap().fits(id);
        for (pattern, id) in [
            ("wait", "wait"),
            ("*", ""),
            ("*", "wait"),
            ("order-*", "order-"),
            ("order-*", "order-to-door"),
            ("*-to-*", "order-to-door"),
            ("w?it", "wait"),
            ("*a*a*b", "aaaab"),
            ("**", "x"),
        ] {
            assert!(fits(pattern, id), "{pattern} {id}");
        }
        for (pattern, id) in [
            ("wait", "waits"),
            ("wait", "wai"),
            ("order-*", "order"),
            ("w?it", "wit"),
            ("*b", "ba"),
            ("?", ""),
        ] {
            assert!(!fits(pattern, id), "{pattern} {id}");
        }
    }

    #[test]
    fn what_no_id_can_fit_is_none() {
        for text in ["", "a b", "naïve", "../x", "{a,b}"] {
            assert_eq!(Wild::new(text), None, "{text}");
        }
        assert_eq!(Wild::new(&"a".repeat(LONGEST + 1)), None);
    }

    #[test]
    fn many_stars_end_soon() {
        let pattern = Wild::new(&"*a".repeat(60)).unwrap();
        assert!(!pattern.fits(&"a".repeat(59)));
        assert!(!pattern.fits(&format!("{}b", "a".repeat(10_000))));
    }
}
