//! The person's own editor on a text: in a private file, with the terminal given back meanwhile.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};

use crate::store::disk::dirs::Dirs;
use crate::store::disk::fs::{Fs, RealFs, write_all_at};
use crate::store::disk::signature::read_file;
use crate::store::disk::words::{printable, reason};

/// The command of `$VISUAL` or `$EDITOR`, as words; `vi` where neither says one.
pub(super) fn command() -> Vec<String> {
    let said = ["VISUAL", "EDITOR"].iter().filter_map(|name| std::env::var(name).ok());
    let mut words = said.map(|text| split(&text)).filter(|words| !words.is_empty());
    words.next().unwrap_or_else(|| vec!["vi".to_owned()])
}

/// Words as a shell parts them: by blanks, with quotes and backslashes; nothing is expanded or run.
fn split(text: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None | Some('"'), '\\') => word.get_or_insert_default().extend(chars.next()),
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// Has the editor change the text; `None` where it was left as it was.
///
/// # Errors
/// In words; where the text could not be read back, they say where it is.
pub(super) fn edit(dirs: &Dirs, command: &[String], text: &str) -> Result<Option<String>, String> {
    let path = write(dirs, text).map_err(|error| format!("no file for the editor: {}", reason(&error)))?;
    let name = printable(command.first().map_or("", String::as_str));
    let ended = match run(command, &path) {
        Ok(status) if status.success() => read(&path, text),
        Ok(status) => Err(format!("{name} ended with {status}; nothing was taken over")),
        Err(error) => Err(format!("{name} could not be started: {}; set VISUAL or EDITOR", reason(&error))),
    };
    if !matches!(&ended, Err(words) if words.contains(&*path.to_string_lossy())) {
        let _ = std::fs::remove_file(&path);
    }
    ended
}

fn write(dirs: &Dirs, text: &str) -> io::Result<PathBuf> {
    let number = getrandom::u64().map_err(io::Error::other)?;
    let path = dirs.private("edit")?.join(format!("{number:016x}.md"));
    let file = RealFs.create_new(&path, 0o600)?;
    write_all_at(&RealFs, &file, text.as_bytes(), 0)?;
    Ok(path)
}

/// Editors end a text with a line break of their own.
fn read(path: &Path, before: &str) -> Result<Option<String>, String> {
    let kept = |why: String| format!("{why}; what you wrote is in {}", path.display());
    let (bytes, _) = read_file(path).map_err(|error| kept(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| kept("it is not UTF-8 text".to_owned()))?;
    let text = text.strip_suffix('\n').unwrap_or(&text);
    let text = text.strip_suffix('\r').unwrap_or(text);
    let before = before.strip_suffix('\n').unwrap_or(before);
    Ok((text != before).then(|| text.to_owned()))
}

fn run(command: &[String], path: &Path) -> io::Result<ExitStatus> {
    let (program, arguments) = command.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let child = Command::new(program).args(arguments).arg(path).spawn()?;
    wait(child)
}

/// Waits; an editor that is stopped (Ctrl-Z) stops us too, so that the shell gets the terminal.
#[cfg(unix)]
fn wait(mut child: Child) -> io::Result<ExitStatus> {
    use rustix::process::{Pid, WaitOptions, waitpid};
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    loop {
        match waitpid(pid, WaitOptions::UNTRACED) {
            Ok(Some((_, status))) if status.stopped() => {
                signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
            }
            Ok(Some((_, status))) => {
                return Ok(std::os::unix::process::ExitStatusExt::from_raw(status.as_raw()));
            }
            Ok(None) | Err(rustix::io::Errno::INTR) => {}
            // Somebody else has waited for it.
            Err(_) => return child.wait(),
        }
    }
}

#[cfg(not(unix))]
fn wait(mut child: Child) -> io::Result<ExitStatus> {
    child.wait()
}

#[cfg(test)]
mod tests {
    use super::super::testing::bed;
    use super::*;

    #[test]
    fn commands_are_parted_as_a_shell_does() {
        let words = |text: &str| split(text).join("|");
        assert_eq!(words("  code --wait "), "code|--wait");
        assert_eq!(words(r#"'/my tools/ed' "a b" c\ d '' "x\"y""#), r#"/my tools/ed|a b|c d||x"y"#);
        assert_eq!(words("ed $HOME `id`"), "ed|$HOME|`id`");
        assert_eq!(split(" "), Vec::<String>::new());
    }

    #[cfg(unix)]
    #[test]
    fn a_text_goes_through_a_private_file_that_is_gone_afterwards() {
        let bed = bed();
        let shell = |script: &str| ["sh", "-c", script, "sh"].map(str::to_owned).to_vec();
        let run = |script: &str| edit(&bed.dirs, &shell(script), "old\ntext");
        assert_eq!(run("printf 'new\\n' >> \"$1\""), Ok(Some("old\ntextnew".to_owned())));
        assert_eq!(run("echo >> \"$1\""), Ok(None), "a line break at the end is no change");
        let mode = run("stat -c %a \"$1\" > \"$1.x\" && mv \"$1.x\" \"$1\"").unwrap().unwrap();
        assert_eq!(mode, "600");
        assert!(run("exit 3").unwrap_err().contains("nothing was taken over"));
        assert!(edit(&bed.dirs, &["no-such-editor".to_owned()], "").unwrap_err().contains("VISUAL"));
        let left = || std::fs::read_dir(bed.dirs.state.join("edit")).unwrap().count();
        assert_eq!(left(), 0);
        let kept = run("printf '\\377' > \"$1\"").unwrap_err();
        assert!(kept.contains("what you wrote is in"), "{kept}");
        assert_eq!(left(), 1);
    }
}
