//! A file that a result goes to: replaced whole, or left as it is.

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::Builder;

/// Files that go reads: a report in their place would break the module.
const READ_BY_GO: [&str; 4] = ["go.mod", "go.sum", "go.work", "go.work.sum"];

/// Writes a file. What was there is replaced when all is written, and stays if anything fails; devices and pipes
/// are written to as they are.
///
/// # Errors
/// A file that go reads, a link to a file, whatever the system refuses.
pub(super) fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if path.file_name().is_some_and(|name| READ_BY_GO.iter().any(|read| name == *read)) {
        return Err(io::Error::other("go reads this file; choose another name"));
    }
    let there = fs::metadata(path).ok();
    let is_link = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
    match there {
        Some(metadata) if metadata.is_dir() => Err(io::Error::other("a directory")),
        Some(metadata) if !metadata.is_file() => finish(File::options().write(true).open(path)?, write),
        _ if is_link => Err(io::Error::other("a link; name the file that it leads to")),
        there => replace(path, there.map(|metadata| metadata.permissions()), write),
    }
}

fn replace(
    path: &Path,
    permissions: Option<Permissions>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    // Next to the file, so that it can take its place in one step.
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    if let Some(permissions) = permissions.or_else(of_a_new_file) {
        builder.permissions(permissions);
    }
    let file = builder.prefix(".goenv-doctor-").tempfile_in(folder)?;
    finish(file.as_file(), write)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// As for any new file: what the process's mask leaves.
#[cfg(unix)]
fn of_a_new_file() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn of_a_new_file() -> Option<Permissions> {
    None
}

fn finish(file: impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut file = BufWriter::new(file);
    write(&mut file)?;
    file.flush()
}
