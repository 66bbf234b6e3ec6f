//! What goes out: every text made safe for a terminal, colour only where it is wanted, a closed pipe no error.

use std::io::{self, BufWriter, IsTerminal as _, Write as _};

use super::error::{CliError, Result};
use crate::store::diagnostic::visible;

pub(super) use crate::map::say::many;

/// How a piece of a line looks where colours are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// As the terminal has it.
    Plain,
    /// A heading, a title.
    Strong,
    /// An id, a place: less than the rest.
    Faint,
    /// It is well.
    Good,
    /// Somebody should look.
    Warning,
    /// It must not stay.
    Bad,
}

impl Tone {
    /// The numbers of its SGR sequence.
    fn code(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Strong => Some("1"),
            Self::Faint => Some("2"),
            Self::Good => Some("32"),
            Self::Warning => Some("33"),
            Self::Bad => Some("1;31"),
        }
    }
}

/// A line in pieces. Whatever is put in is made harmless.
#[derive(Debug, Clone, Default)]
pub(super) struct Line(Vec<(Tone, String)>);

impl Line {
    /// A line that says `text`.
    pub(super) fn new(text: impl AsRef<str>) -> Self {
        Self::default().plain(text)
    }

    /// The same with `text` after it.
    #[must_use]
    pub(super) fn plain(self, text: impl AsRef<str>) -> Self {
        self.with(Tone::Plain, text)
    }

    /// The same with `text` after it in a tone.
    #[must_use]
    pub(super) fn with(mut self, tone: Tone, text: impl AsRef<str>) -> Self {
        self.0.push((tone, visible(text.as_ref()).into_owned()));
        self
    }

    fn drawn(&self, color: bool) -> String {
        let mut out = String::new();
        for (tone, text) in &self.0 {
            match tone.code().filter(|_| color && !text.is_empty()) {
                Some(code) => out.extend(["\x1b[", code, "m", text, "\x1b[0m"]),
                None => out.push_str(text),
            }
        }
        out
    }
}

/// Standard output and standard error.
#[derive(Debug)]
pub(super) struct Out {
    stdout: BufWriter<io::Stdout>,
    color: bool,
    error_color: bool,
    error_terminal: bool,
}

impl Out {
    /// Colours where the stream is a terminal and `NO_COLOR` is not set to something.
    pub(super) fn new() -> Self {
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty())
            && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        let error_terminal = io::stderr().is_terminal();
        Self {
            stdout: BufWriter::new(io::stdout()),
            color: wanted && io::stdout().is_terminal(),
            error_color: wanted && error_terminal,
            error_terminal,
        }
    }

    /// Whether standard output shows colours.
    pub(super) fn color(&self) -> bool {
        self.color
    }

    /// Whether standard error shows colours.
    pub(super) fn error_color(&self) -> bool {
        self.error_color
    }

    /// A line to standard output.
    pub(super) fn line(&mut self, line: &Line) -> Result<()> {
        let text = line.drawn(self.color);
        self.raw(&text)?;
        self.raw("\n")
    }

    /// A plain line to standard output.
    pub(super) fn say(&mut self, text: impl AsRef<str>) -> Result<()> {
        self.line(&Line::new(text))
    }

    /// Text that is known to be safe: a file's canonical text, a drawn diagnostic, JSON.
    pub(super) fn raw(&mut self, text: &str) -> Result<()> {
        self.stdout.write_all(text.as_bytes()).map_err(CliError::from)
    }

    /// A value as JSON, indented, with every character that could act on a terminal escaped.
    pub(super) fn json(&mut self, value: &impl serde::Serialize) -> Result<()> {
        let text = json_text(value)?;
        self.raw(&text)
    }

    /// A line to standard error; nobody reading it is no error.
    pub(super) fn note(&mut self, line: &Line) {
        let _ = writeln!(io::stderr(), "{}", line.drawn(self.error_color));
    }

    /// A drawn diagnostic to standard error.
    #[allow(clippy::unused_self, reason = "all that goes out goes through here")]
    pub(super) fn report(&mut self, drawn: &str) {
        let _ = writeln!(io::stderr(), "{drawn}");
    }

    /// How far long work is: overwritten in place on a terminal, not said elsewhere.
    pub(super) fn progress(&mut self, text: &str) {
        if self.error_terminal {
            let _ = write!(io::stderr(), "\r\x1b[K{}", visible(text));
        }
    }

    /// Takes the progress away.
    pub(super) fn progress_done(&mut self) {
        if self.error_terminal {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }

    /// Everything out.
    pub(super) fn flush(&mut self) -> Result<()> {
        self.stdout.flush().map_err(CliError::from)
    }
}

/// The text that [`Out::json`] writes, for a file.
pub(super) fn json_text(value: &impl serde::Serialize) -> Result<String> {
    let text = serde_json::to_string_pretty(value).map_err(|e| CliError::trouble(e.to_string()))?;
    Ok(escaped(&text) + "\n")
}

/// JSON whose strings hold no character that acts on a terminal: each as `\uXXXX`. Means the same to every reader.
fn escaped(json: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        let acts = c != '\n' && !visible(c.encode_utf8(&mut [0; 4])).contains(c);
        if acts {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_harmless_and_tones_are_not_for_files() {
        let line = Line::new("a\x1b[31mb").with(Tone::Bad, "c\u{202e}");
        assert_eq!(line.drawn(false), "a␛[31mbc\u{fffd}");
        assert_eq!(line.drawn(true), "a␛[31mb\x1b[1;31mc\u{fffd}\x1b[0m");
    }

    #[test]
    fn json_means_the_same_and_is_harmless() {
        let hostile = "\u{1b}\u{7f}\u{9b}\u{202e}\u{e0001}é日";
        let json = escaped(&serde_json::to_string(hostile).unwrap());
        assert!(json.chars().all(|c| visible(&c.to_string()) == c.to_string()), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), hostile);
    }
}
