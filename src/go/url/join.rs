//! Adding a path to a URL.

use super::parts::Decoded;
use super::value::Url;

/// Adds a path to a URL, both texts of it. Mirrors `cmd/go/internal/web.Join`.
pub fn join(base: &Url, path: &str) -> Url {
    let path = path.strip_prefix('/').unwrap_or(path);
    let mut url = base.clone();
    url.path = appended(&base.path, path);
    let raw = base.raw_path.strip_suffix('/').unwrap_or(&base.raw_path);
    url.raw_path = format!("{raw}/{path}");
    url
}

/// Adds a path to the path of a URL, as [`join`] does.
pub fn appended(base: &Decoded, path: &str) -> Decoded {
    let base = base.as_bytes();
    let base = base.strip_suffix(b"/").unwrap_or(base);
    Decoded::from([base, b"/", path.as_bytes()].concat())
}
