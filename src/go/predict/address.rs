//! How the addresses of a module's files are put together.
//!
//! Mirrors `cmd/go/internal/modfetch.newProxyRepo` and `proxyRepo`.

use super::super::url::{Decoded, Url, appended, is_plain_path, path_escape_elements};

/// The address of a file of a module at a proxy: the module's escaped path after the proxy's, then
/// the file, the whole cleaned of `//`, `.` and `..`.
pub(super) fn proxy_url(base: &Url, escaped_module: &str, file: &str) -> Url {
    let module = appended(&base.path, escaped_module);
    let path = Decoded::from(clean(module.as_bytes(), file.as_bytes()));
    let mut url = base.clone();
    url.path = path;
    url.raw_path.clear();
    // Where nothing needs an escape, the path says all.
    if !base.raw_path.is_empty() || !is_plain_path(escaped_module) || !is_plain_path(file) {
        let raw = base.raw_path.strip_suffix('/').unwrap_or(&base.raw_path);
        let raw = [raw, "/", &path_escape_elements(escaped_module)].concat();
        let cleaned = clean(raw.as_bytes(), path_escape_elements(file).as_bytes());
        url.raw_path = String::from_utf8_lossy(&cleaned).into_owned();
    }
    url
}

/// Joins two paths and cleans the result, as Go's `path.Join` does.
fn clean(one: &[u8], other: &[u8]) -> Vec<u8> {
    let rooted = one.first() == Some(&b'/');
    let mut kept: Vec<&[u8]> = vec![];
    for element in one.split(|b| *b == b'/').chain(other.split(|b| *b == b'/')) {
        match element {
            b"" | b"." => {}
            b".." if kept.last().is_some_and(|last| *last != b"..") => {
                kept.pop();
            }
            b".." if rooted => {}
            _ => kept.push(element),
        }
    }
    let mut joined = Vec::with_capacity(one.len() + other.len() + 2);
    for (index, element) in kept.iter().enumerate() {
        if rooted || index > 0 {
            joined.push(b'/');
        }
        joined.extend_from_slice(element);
    }
    if rooted && joined.is_empty() { b"/".to_vec() } else { joined }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::GoVersion;

    fn address(base: &str, module: &str, file: &str) -> String {
        proxy_url(&Url::parse(base, GoVersion::NEWEST_KNOWN).unwrap(), module, file).to_string()
    }

    #[test]
    fn address_escapes_and_cleans() {
        let cleaned = address("https://h//a/", "golang.org/x/net", "@v/v0.25.0.info");
        assert_eq!(cleaned, "https://h/a/golang.org/x/net/@v/v0.25.0.info");
        let escaped = address("https://h/a b", "github.com/!my!org/w", "@v/v2.0.0+incompatible.mod");
        assert_eq!(escaped, "https://h/a%20b/github.com/%21my%21org/w/@v/v2.0.0+incompatible.mod");
        assert_eq!(address("https://h?x=1", "a.b/c", "@v/list"), "https://h/a.b/c/@v/list?x=1");
    }
}
