//! The paths that git tracks, from the index of a work tree; no git is run.
//!
//! Mirrors `read-cache.c` of git and its documentation of the index format, versions 2 to 4, with 20-byte and
//! 32-byte object names. Of a split index the shared part is read besides; names that it took back are for the
//! caller to look for.

use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

use crate::files::{ReadError, Tree};

/// The longest path of an entry, in bytes.
const MAX_PATH: usize = 1 << 16;

/// Bytes of an entry before its object name: times, device, inode, mode, owner, size.
const STAT_BYTES: usize = 40;

/// Set in an entry's flags where two more bytes of flags follow (version 3 and later).
const EXTENDED: u16 = 0x4000;

/// Goes through all tracked paths of the work tree whose top is `top`, with `/` between their names. A directory
/// without a git index has none.
///
/// # Errors
/// An index that cannot be read to its end.
pub fn for_each_tracked(top: &Path, tree: &dyn Tree, mut each: impl FnMut(&str)) -> Result<(), ReadError> {
    let Some(git) = git_directory(top, tree) else { return Ok(()) };
    let hash_bytes = hash_bytes(&git, tree);
    let index = git.join("index");
    let Some(shared) = read(&index, hash_bytes, tree, &mut each)? else { return Ok(()) };
    read(&git.join(format!("sharedindex.{shared}")), hash_bytes, tree, &mut each)?;
    Ok(())
}

/// Where git keeps what it knows of a work tree: `.git`, or what a file of that name leads to (linked work trees
/// and submodules).
fn git_directory(top: &Path, tree: &dyn Tree) -> Option<PathBuf> {
    let git = top.join(".git");
    if tree.is_directory(&git) {
        return Some(git);
    }
    let text = tree.text(&git).ok()?;
    Some(top.join(text.strip_prefix("gitdir:")?.trim()))
}

/// How long object names are: 32 bytes where the repository says sha256.
fn hash_bytes(git: &Path, tree: &dyn Tree) -> usize {
    // A linked work tree has its settings in the repository that it belongs to.
    let common = tree.text(git.join("commondir")).map(|text| git.join(text.trim()));
    let config = tree.text(common.unwrap_or_else(|_| git.to_owned()).join("config")).unwrap_or_default();
    let is_sha256 = config.to_ascii_lowercase().lines().any(|line| {
        let mut parts = line.splitn(2, '=').map(str::trim);
        parts.next() == Some("objectformat") && parts.next() == Some("sha256")
    });
    if is_sha256 { 32 } else { 20 }
}

/// Reads one index file, and gives the name of the shared index that it is split from. One that is not there
/// tracks nothing.
fn read(
    path: &Path,
    hash_bytes: usize,
    tree: &dyn Tree,
    each: &mut impl FnMut(&str),
) -> Result<Option<String>, ReadError> {
    let stream = match tree.open(path) {
        Ok(stream) => stream,
        Err(error) if error.is_missing() => return Ok(None),
        Err(error) => return Err(error),
    };
    entries(stream, hash_bytes, each).map_err(|source| ReadError::refused(path, source))
}

fn entries(
    mut stream: impl BufRead,
    hash_bytes: usize,
    each: &mut impl FnMut(&str),
) -> io::Result<Option<String>> {
    let header: [u8; 12] = take(&mut stream)?;
    let [signature, version, count] = [&header[..4], &header[4..8], &header[8..]].map(number);
    if signature != number(b"DIRC") || !(2..=4).contains(&version) {
        return Err(broken("no index that this program reads"));
    }
    let mut name = Vec::new();
    for _ in 0..count {
        let length = entry(&mut stream, hash_bytes, version, &mut name)?;
        if version < 4 {
            // One to eight zeros, the name's own end among them, fill the entry up.
            skip(&mut stream, 7 - length % 8)?;
        }
        each(&String::from_utf8_lossy(&name));
    }
    shared_index(&mut stream, hash_bytes)
}

/// Reads an entry into `name`, and says how many bytes it took without the zero at its end.
fn entry(
    stream: &mut impl BufRead,
    hash_bytes: usize,
    version: u32,
    name: &mut Vec<u8>,
) -> io::Result<usize> {
    skip(stream, STAT_BYTES + hash_bytes)?;
    let flags = u16::from_be_bytes(take(stream)?);
    let more = if version > 2 && flags & EXTENDED != 0 { 2 } else { 0 };
    skip(stream, more)?;
    let kept = if version == 4 {
        // The name begins as the one before it, but for so many bytes at its end.
        name.len().checked_sub(variable_number(stream)?).ok_or_else(|| broken("a name shorter than none"))?
    } else {
        0
    };
    name.truncate(kept);
    stream.by_ref().take(MAX_PATH as u64).read_until(0, name)?;
    if name.pop() != Some(0) {
        return Err(broken("a name without an end"));
    }
    Ok(STAT_BYTES + hash_bytes + 2 + more + name.len())
}

/// Git's numbers of any length (`varint.c`): seven bits a byte, each further byte standing for one more.
fn variable_number(stream: &mut impl BufRead) -> io::Result<usize> {
    let mut value = 0_usize;
    loop {
        let [byte] = take(stream)?;
        value = (value << 7) | usize::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Ok(value);
        }
        if value >= MAX_PATH {
            return Err(broken("a name longer than any"));
        }
        value += 1;
    }
}

/// The name in the extension `link`, which comes before all others that matter here.
fn shared_index(stream: &mut impl BufRead, hash_bytes: usize) -> io::Result<Option<String>> {
    let mut head = Vec::new();
    stream.by_ref().take(8).read_to_end(&mut head)?;
    if head.len() < 8 || !head.starts_with(b"link") {
        return Ok(None);
    }
    let mut hash = vec![0; hash_bytes];
    stream.read_exact(&mut hash)?;
    Ok(Some(hash.iter().map(|byte| format!("{byte:02x}")).collect()))
}

fn take<const N: usize>(stream: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn skip(stream: &mut impl Read, bytes: usize) -> io::Result<()> {
    let skipped = io::copy(&mut stream.take(bytes as u64), &mut io::sink())?;
    if skipped < bytes as u64 { Err(broken("an entry without an end")) } else { Ok(()) }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |value, byte| (value << 8) | u32::from(*byte))
}

fn broken(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}
