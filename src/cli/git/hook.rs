//! The hook that checks what a commit changes: written only where there is none.

use std::path::Path;

use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::store::disk::words::shown;
use crate::store::git::hook::{is_ours, text};
use crate::store::git::setup::Setup;

/// Writes the hook.
///
/// # Errors
/// When there is another one already: it says what to add to it.
pub(super) fn write(ctx: &mut Context, setup: &Setup) -> Result<()> {
    let path = setup.hook_file()?;
    let old = std::fs::read_to_string(&path).ok();
    let new = text(setup);
    match old {
        Some(old) if old == new => return ctx.out.say(format!("there already: {}", shown(&path))),
        Some(old) if !is_ours(&old) => {
            return Err(CliError::trouble(format!(
                "{} is a hook of your own: it stays as it is",
                shown(&path)
            ))
            .hint(
                "call `milepost check --since HEAD` from it; docs/ci.md shows how what is staged is checked",
            ));
        }
        _ => {}
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(&path, new)?;
    make_executable(&path)?;
    ctx.out.say(format!("written: {}", shown(&path)))
}

/// Takes our hook away; another one stays.
pub(super) fn remove(ctx: &mut Context, setup: &Setup) -> Result<bool> {
    let path = setup.hook_file()?;
    if !std::fs::read_to_string(&path).is_ok_and(|text| is_ours(&text)) {
        return Ok(false);
    }
    std::fs::remove_file(&path)?;
    ctx.out.say(format!("removed: {}", shown(&path)))?;
    Ok(true)
}

#[cfg(unix)]
fn make_executable(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))?)
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "as on unix")]
fn make_executable(_: &Path) -> Result<()> {
    Ok(())
}
