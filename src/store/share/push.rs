//! Commits are sent, and brought.

use super::commit::in_words;
use super::{Desk, Trouble};

impl Desk {
    pub(super) fn push(&self, to: &str, new: Option<&str>) -> Result<Vec<String>, Trouble> {
        let mut words = vec!["push", "--porcelain"];
        if let Some(remote) = new {
            words.extend(["--set-upstream", remote, "HEAD"]);
        }
        let done = self.act().run(&words)?;
        if done.is_fine() {
            return Ok(vec![format!("pushed to {to}")]);
        }
        // `!` at the beginning of a line: the other side has what is not here.
        if done.out.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"!")) {
            let said: Vec<&str> =
                done.said.iter().filter(|line| !is_table(line)).map(String::as_str).collect();
            return Err(Trouble::decision(format!("{to} does not take it:\n{}", said.join("\n")))
                .hint("the commit is safe here")
                .hint("when others pushed meanwhile: `milepost sync` brings theirs, then publish again"));
        }
        Err(Trouble::new(format!("git did not push:\n{}", in_words(&done.failed())))
            .hint("the commit is safe here: `milepost publish` pushes it when the remote can be reached"))
    }

    pub(super) fn fetch(&self, remote: &str) -> Result<Vec<String>, Trouble> {
        let done = self.act().run(&["fetch", "--quiet", "--", remote])?;
        if done.is_fine() {
            return Ok(Vec::new());
        }
        Err(Trouble::new(format!("git did not fetch:\n{}", in_words(&done.failed())))
            .hint("nothing was changed here; run this again when the remote can be reached"))
    }
}

/// Where to, and how it ended: what `--porcelain` is for.
fn is_table(line: &str) -> bool {
    line.starts_with("To ") || line == "Done"
}
