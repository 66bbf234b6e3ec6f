//! The system's clipboard through the terminal: OSC 52, which also works over ssh.

use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The longest text that is handed over, in bytes: terminals drop longer sequences, some at 100 kB.
pub(super) const LONGEST: usize = 74_000;

/// Puts a text on the clipboard; whether the terminal allows it cannot be known.
///
/// # Errors
/// When the text is too long, in words; those of the writer.
pub(super) fn copy(to: &mut impl Write, text: &str) -> Result<(), String> {
    if text.len() > LONGEST {
        return Err(format!("{} kB are too much for a terminal's clipboard", text.len() / 1000));
    }
    // Base64 holds nothing that a terminal acts on, whatever the text holds.
    let sequence = format!("\x1b]52;c;{}\x1b\\", STANDARD.encode(text));
    to.write_all(sequence.as_bytes()).map_err(|error: io::Error| error.to_string())
}

/// Rings the terminal's bell.
///
/// # Errors
/// Those of the writer.
pub(super) fn bell(to: &mut impl Write) -> io::Result<()> {
    to.write_all(b"\x07")?;
    to.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_out_encoded() {
        let mut out = Vec::new();
        copy(&mut out, "né\x1b\x07").unwrap();
        assert_eq!(out, b"\x1b]52;c;bsOpGwc=\x1b\\");
        let mut none = Vec::new();
        assert!(copy(&mut none, &"x".repeat(LONGEST + 1)).unwrap_err().contains("74 kB"));
        assert_eq!(none, b"");
    }
}
