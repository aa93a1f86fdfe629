//! Addresses in a log, and what the go command asks for at them.

use crate::go::tables::separators::is_separator;

/// What is asked for at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Target {
    /// A file of a module proxy: `/@v/…`, `/@latest`.
    Proxy,
    /// What the public proxy sends the client to for large files.
    ProxyStorage,
    /// The checksum database through a proxy: `/sumdb/NAME/…`.
    ProxySumdb,
    /// The checksum database itself: `/lookup/…`, `/tile/…`.
    Sumdb,
    /// Where a module's repository is: `?go-get=1`.
    Discovery,
    /// Anything else: a repository, a page.
    Other,
}

/// An address in a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LogUrl {
    /// `https`, `ssh` and so on, in lower case.
    pub scheme: String,
    /// The host, with its port where it has one, in lower case.
    pub host: String,
    /// The path, with the query.
    pub path: String,
    /// What is asked for.
    pub target: Target,
    /// The HTTP status that the text gives right behind the address.
    pub status: Option<u16>,
    /// The module whose file or hashes are asked for.
    pub module: Option<String>,
    /// Its version.
    pub version: Option<String>,
}

impl LogUrl {
    /// The host without its port.
    pub(crate) fn host_name(&self) -> &str {
        host_name(&self.host)
    }

    /// The ending of the file asked for, as `zip`.
    pub(crate) fn extension(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or("")
    }
}

/// A host without its port and without the brackets of an IPv6 address.
pub(crate) fn host_name(host: &str) -> &str {
    if let Some(rest) = host.strip_prefix('[') {
        return rest.split(']').next().unwrap_or(rest);
    }
    host.split(':').next().unwrap_or(host)
}

/// Addresses of one statement at most.
const MAX_ADDRESSES: usize = 16;

/// The addresses of a text, in order.
pub(super) fn find(text: &str) -> Vec<LogUrl> {
    let ends = text.match_indices("://").take(MAX_ADDRESSES);
    ends.filter_map(|(at, _)| parse(text.get(..at)?, text.get(at + 3..)?)).collect()
}

fn parse(before: &str, after: &str) -> Option<LogUrl> {
    let start = before.rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '+')).map_or(0, |at| at + 1);
    let scheme = before.get(start..).unwrap_or("").to_ascii_lowercase();
    if !["http", "https", "ssh", "git", "git+ssh", "file", "svn", "bzr"].contains(&scheme.as_str()) {
        return None;
    }
    let end = after
        .find(|c: char| {
            c.is_whitespace() || is_separator(c) || matches!(c, '"' | '\'' | '<' | '>' | '`' | ')')
        })
        .unwrap_or(after.len());
    let (address, rest) = after.split_at_checked(end)?;
    let trimmed = address.trim_end_matches([':', '.', ';']);
    let rest = if trimmed.len() < address.len() { after.get(trimmed.len()..).unwrap_or("") } else { rest };
    let (authority, path) = trimmed.split_at_checked(trimmed.find(['/', '?']).unwrap_or(trimmed.len()))?;
    let host = decode(authority.rsplit('@').next().unwrap_or(authority)).to_lowercase();
    let target = target(&host, path);
    let (module, version) = module_of(target, path).unzip();
    let version = version.filter(|version| !version.is_empty());
    Some(LogUrl { scheme, host, path: path.to_owned(), target, status: status(rest), module, version })
}

/// A host without percent-encoding, which go's errors use for letters outside ASCII.
fn decode(host: &str) -> String {
    let mut bytes = vec![];
    let mut rest = host;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let code = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(b'%'));
        rest = if code.is_some() { after.get(2..).unwrap_or("") } else { after };
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

/// `: 404 Not Found` after an address, in quotes or not.
fn status(rest: &str) -> Option<u16> {
    let rest = rest.trim_start_matches(['"', '\'']).strip_prefix(':')?.trim_start();
    let digits = rest.get(..3)?;
    let ends = rest.get(3..)?.chars().next().is_none_or(|c| c.is_whitespace());
    digits.parse().ok().filter(|status| ends && (100..600).contains(status))
}

fn target(host: &str, path: &str) -> Target {
    let is_database =
        path.starts_with("/lookup/") || path.starts_with("/tile/") || host.starts_with("sum.golang.");
    match () {
        () if path.contains("go-get=1") => Target::Discovery,
        () if path.contains("/sumdb/") => Target::ProxySumdb,
        () if path.contains("/@v/") || path.ends_with("/@latest") => Target::Proxy,
        () if is_database => Target::Sumdb,
        () if host == "storage.googleapis.com" => Target::ProxyStorage,
        () => Target::Other,
    }
}

/// The module and version whose file or hashes are asked for.
fn module_of(target: Target, path: &str) -> Option<(String, String)> {
    let (path, version) = match target {
        Target::Proxy => {
            let (path, file) = path.rsplit_once("/@v/").or_else(|| path.rsplit_once("/@"))?;
            let version = file.rsplit_once('.').map_or("", |(version, _)| version);
            (path, version)
        }
        Target::Sumdb | Target::ProxySumdb => path.split_once("/lookup/")?.1.split_once('@')?,
        _ => return None,
    };
    Some((unescape(module_part(path.trim_start_matches('/'))), unescape(version)))
}

/// The module path after what a proxy has before it: it begins at the first element with a dot.
fn module_part(path: &str) -> &str {
    let mut start = 0;
    for element in path.split('/') {
        if element.contains('.') {
            return path.get(start..).unwrap_or(path);
        }
        start += element.len() + 1;
    }
    path
}

/// `!x` and `%21x` stand for the capital letter.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_capital = false;
    for c in text.replace("%21", "!").chars() {
        match c {
            '!' => is_capital = true,
            _ if is_capital => {
                out.push(c.to_ascii_uppercase());
                is_capital = false;
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> LogUrl {
        find(text).into_iter().next().unwrap()
    }

    #[test]
    fn url_of_a_proxy_file() {
        let url = one(
            r#"Get "https://proxy.golang.org/github.com/%21antonboom/nilnil/@v/v0.1.7.info": dial tcp 1.2.3.4:443: i/o timeout"#,
        );
        assert_eq!((url.host.as_str(), url.target, url.status), ("proxy.golang.org", Target::Proxy, None));
        assert_eq!(url.module.as_deref(), Some("github.com/Antonboom/nilnil"));
        assert_eq!((url.version.as_deref(), url.extension()), (Some("v0.1.7"), "info"));
    }

    #[test]
    fn url_with_status_and_a_path_in_front_of_the_module() {
        let url = one(
            "reading https://corp.example/artifactory/api/go/go/golang.org/x/net/@v/v0.1.0.zip: 403 Forbidden",
        );
        assert_eq!((url.status, url.module.as_deref()), (Some(403), Some("golang.org/x/net")));
        assert_eq!(
            one("reading http://localhost:3000/a.b/c/@v/list: 500 Internal Server Error").host,
            "localhost:3000"
        );
    }

    #[test]
    fn url_of_the_database() {
        let url = one("reading https://sum.golang.org/lookup/gitern.com/u/e.git@v0.0.0-2020: 410 Gone");
        assert_eq!((url.target, url.status), (Target::Sumdb, Some(410)));
        assert_eq!(
            (url.module.as_deref(), url.version.as_deref()),
            (Some("gitern.com/u/e.git"), Some("v0.0.0-2020"))
        );
        assert_eq!(
            one("https://goproxy.cn/sumdb/sum.golang.org/supported: 400 Bad Request").target,
            Target::ProxySumdb
        );
    }

    #[test]
    fn url_credentials_and_ends() {
        let url = one("fatal: could not read Username for 'https://user:pass@github.com': terminal");
        assert_eq!((url.host.as_str(), url.path.as_str()), ("github.com", ""));
        assert_eq!(one("Get https://[::1]:8080/x?go-get=1: dial").host_name(), "::1");
        assert_eq!(one("Get https://%C3%A9.example/x").host, "é.example");
        assert_eq!(find("cache://x ://y http").len(), 0);
    }
}
