//! The modules that the loopback servers hold: every path, with content made from path and version.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The go.mod file of a version.
pub(crate) fn go_mod(path: &str) -> String {
    format!("module {path}\n")
}

/// The metadata of a version.
pub(crate) fn info(version: &str) -> String {
    format!("{{\"Version\":\"{version}\",\"Time\":\"2023-01-02T03:04:05Z\"}}")
}

fn files(path: &str, version: &str) -> Vec<(String, String)> {
    let below = |name: &str| format!("{path}@{version}/{name}");
    vec![(below("go.mod"), go_mod(path)), (below("lib.go"), "package lib\n".to_owned())]
}

/// The content of a version as a zip file without compression.
pub(crate) fn zip(path: &str, version: &str) -> Vec<u8> {
    let (mut out, mut directory) = (vec![], vec![]);
    let files = files(path, version);
    for (name, text) in &files {
        let offset = u32::try_from(out.len()).unwrap();
        let common = common_header(name, text);
        out.extend(0x0403_4b50_u32.to_le_bytes());
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(text.as_bytes());
        directory.extend(0x0201_4b50_u32.to_le_bytes());
        directory.extend(20_u16.to_le_bytes());
        directory.extend(&common);
        // Comment length, disk, internal and external attributes.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = u32::try_from(out.len()).unwrap();
    let count = u16::try_from(files.len()).unwrap().to_le_bytes();
    out.extend(&directory);
    out.extend(0x0605_4b50_u32.to_le_bytes());
    out.extend([0; 4]);
    out.extend(count);
    out.extend(count);
    out.extend(u32::try_from(directory.len()).unwrap().to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]);
    out
}

/// What a file's local header and its entry in the directory have in common.
fn common_header(name: &str, text: &str) -> Vec<u8> {
    let size = u32::try_from(text.len()).unwrap().to_le_bytes();
    let mut header = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x58];
    header.extend(crc32(text.as_bytes()).to_le_bytes());
    header.extend(size);
    header.extend(size);
    header.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
    header.extend([0; 2]);
    header
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    })
}

/// The `h1:` hash of a version's content, as go.sum holds it.
pub(crate) fn zip_hash(path: &str, version: &str) -> String {
    h1(&files(path, version))
}

/// The `h1:` hash of a version's go.mod file.
pub(crate) fn go_mod_hash(path: &str) -> String {
    h1(&[("go.mod".to_owned(), go_mod(path))])
}

fn h1(files: &[(String, String)]) -> String {
    let mut outer = Sha256::new();
    for (name, text) in files {
        let inner = Sha256::digest(text.as_bytes());
        let hex: String = inner.iter().map(|byte| format!("{byte:02x}")).collect();
        outer.update(format!("{hex}  {name}\n"));
    }
    format!("h1:{}", STANDARD.encode(outer.finalize()))
}

/// A verifier key `name+hash+base64` for GOSUMDB. Nobody holds its private half.
pub(crate) fn verifier_key(name: &str) -> String {
    let mut key = vec![1];
    key.extend(Sha256::digest(name));
    let sum = Sha256::new().chain_update(name).chain_update("\n").chain_update(&key).finalize();
    format!("{name}+{:02x}{:02x}{:02x}{:02x}+{}", sum[0], sum[1], sum[2], sum[3], STANDARD.encode(&key))
}

/// A path as it stands in addresses: `A` as `!a`.
pub(crate) fn escaped(path: &str) -> String {
    let escape =
        |c: char| if c.is_ascii_uppercase() { format!("!{}", c.to_ascii_lowercase()) } else { c.to_string() };
    path.chars().map(escape).collect()
}

/// The opposite of [`escaped`].
pub(crate) fn unescaped(path: &str) -> String {
    let mut out = String::new();
    let mut upper = false;
    for c in path.chars() {
        match c {
            '!' => upper = true,
            _ if upper => {
                out.push(c.to_ascii_uppercase());
                upper = false;
            }
            _ => out.push(c),
        }
    }
    out
}
