//! Adding a path to a URL.

use super::parts::Decoded;
use super::value::Url;

/// Adds a path to a URL, both texts of it. Mirrors `cmd/go/internal/web.Join`.
pub fn join(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    let path = path.strip_prefix('/').unwrap_or(path);
    url.path = appended(&base.path, path);
    let raw = base.raw_path.strip_suffix('/').unwrap_or(&base.raw_path);
    url.raw_path = format!("{raw}/{path}");
    url
}

fn appended(base: &Decoded, path: &str) -> Decoded {
    let mut bytes = base.as_bytes().to_vec();
    if bytes.last() == Some(&b'/') {
        bytes.pop();
    }
    bytes.push(b'/');
    bytes.extend_from_slice(path.as_bytes());
    Decoded::from(bytes)
}
