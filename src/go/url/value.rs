//! A URL as it is held, shown and redacted.

use std::borrow::Cow;
use std::fmt;

use super::escape::{Part, escape, is_encoded, is_plain, push_escaped, unescape};
use super::host::split_port;
use super::parts::{Decoded, UserInfo};
use crate::go::tables::behaviours::Behaviour;
use crate::go::version::GoVersion;

/// A URL as Go's `net/url.URL` holds it. `Display` mirrors its `String` method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Url {
    /// The scheme in lower case; empty: a relative reference.
    pub scheme: String,
    /// What follows the scheme where no slash does: `8080` of `localhost:8080`.
    pub opaque: String,
    /// User name and password.
    pub user: Option<UserInfo>,
    /// Host, with port and brackets.
    pub host: Decoded,
    /// The path, unescaped.
    pub path: Decoded,
    /// The path as written, where escaping [`Url::path`] would give something else; else empty.
    pub raw_path: String,
    /// Whether the text had a path but no `//` after the scheme, as `file:/srv` (Go 1.19 and later).
    pub omit_host: bool,
    /// Whether the text ended in its only `?`.
    pub force_query: bool,
    /// The query as written, without `?`.
    pub raw_query: String,
    /// The fragment, unescaped.
    pub fragment: Decoded,
    /// The fragment as written, where escaping [`Url::fragment`] would give something else.
    pub raw_fragment: String,
    version: GoVersion,
}

/// What `Redacted` shows in place of a password.
const REDACTED: &str = "xxxxx";

/// The same before Go 1.15.
const REDACTED_BEFORE: &str = "[redacted]";

impl Url {
    /// The empty URL of a Go version.
    pub fn empty(version: GoVersion) -> Self {
        Self {
            scheme: String::new(),
            opaque: String::new(),
            user: None,
            host: Decoded::default(),
            path: Decoded::default(),
            raw_path: String::new(),
            omit_host: false,
            force_query: false,
            raw_query: String::new(),
            fragment: Decoded::default(),
            raw_fragment: String::new(),
            version,
        }
    }

    /// The URL with `xxxxx` for the password, or `[redacted]` where the version shows that. Mirrors
    /// `net/url.URL.Redacted` (Go 1.15 and later) and `cmd/go/internal/web.Redacted` (before).
    pub fn redacted(&self) -> String {
        let mut shown = self.clone();
        if let Some(password) = shown.user.as_mut().and_then(|user| user.password.as_mut()) {
            let as_xs = self.version.has(Behaviour::PasswordShownAsXs);
            *password = if as_xs { REDACTED } else { REDACTED_BEFORE }.into();
        }
        shown.to_string()
    }

    /// The path as it stands in a URL, in its own spelling if that is sound.
    /// Mirrors `net/url.URL.EscapedPath`.
    pub fn escaped_path(&self) -> Cow<'_, str> {
        if self.path.0 == b"*" {
            return Cow::Borrowed("*");
        }
        spelling(&self.path, &self.raw_path, Part::Path)
    }

    /// The fragment as it stands in a URL. Mirrors `net/url.URL.EscapedFragment`.
    pub fn escaped_fragment(&self) -> Cow<'_, str> {
        spelling(&self.fragment, &self.raw_fragment, Part::Fragment)
    }

    /// The host without port and brackets. Mirrors `net/url.URL.Hostname`.
    pub fn hostname(&self) -> Decoded {
        Decoded(split_port(&self.host.0).0.to_vec())
    }

    /// The port, digits only; empty where there is none. Mirrors `net/url.URL.Port`.
    pub fn port(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(split_port(&self.host.0).1)
    }

    /// Whether the URL is made of scheme and path alone, what go demands of a `file:` proxy.
    /// Mirrors the comparison in `cmd/go/internal/modfetch.newProxyRepo`.
    pub fn is_only_path(&self) -> bool {
        let mut bare = Self::empty(self.version);
        bare.scheme.clone_from(&self.scheme);
        bare.path = self.path.clone();
        bare.raw_path.clone_from(&self.raw_path);
        *self == bare
    }

    /// The whole text. Mirrors `net/url.URL.String`.
    pub fn text(&self) -> String {
        let mut out = String::with_capacity(self.host.0.len() + self.path.0.len() + 32);
        if !self.scheme.is_empty() {
            out.extend([self.scheme.as_str(), ":"]);
        }
        if self.opaque.is_empty() {
            self.push_authority(&mut out);
            self.push_path(&mut out);
        } else {
            out.push_str(&self.opaque);
        }
        if self.force_query || !self.raw_query.is_empty() {
            out.extend(["?", self.raw_query.as_str()]);
        }
        if !self.fragment.is_empty() {
            out.extend(["#", &self.escaped_fragment()]);
        }
        out
    }

    /// Whether scheme, host and path are all there is, and nothing in them needs an escape: reading
    /// [`Url::text`] again gives the same URL.
    pub fn is_plain(&self) -> bool {
        let has_parts = self.user.is_none() && self.opaque.is_empty() && !self.omit_host;
        let ends_with_path = !self.force_query && self.raw_query.is_empty() && self.fragment.is_empty();
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
        has_parts
            && ends_with_path
            && matches!(self.scheme.as_str(), "http" | "https")
            && !self.host.is_empty()
            && self.host.0.iter().all(is_name)
            && self.path.0.starts_with(b"/")
            && is_plain(&self.path.0, Part::Path)
            && (self.raw_path.is_empty() || self.raw_path.as_bytes() == self.path.0)
    }

    fn push_authority(&self, out: &mut String) {
        let nothing = self.host.is_empty() && self.user.is_none();
        if nothing && (self.scheme.is_empty() || self.omit_host || self.path.is_empty()) {
            return;
        }
        out.push_str("//");
        if let Some(user) = &self.user {
            out.extend([user.to_string().as_str(), "@"]);
        }
        push_escaped(out, &self.host.0, Part::Host);
    }

    /// Adds the path; guards it where its beginning would be read as something else.
    fn push_path(&self, out: &mut String) {
        let path = self.escaped_path();
        let no_authority = self.host.is_empty() && self.user.is_none();
        let no_scheme = self.scheme.is_empty();
        let guarded = self.omit_host && no_authority && self.version.has(Behaviour::DoubleSlashPathEscaped);
        if guarded && path.starts_with("//") {
            return out.extend(["%2F", path.strip_prefix('/').unwrap_or(&path)]);
        }
        if !path.is_empty() && !path.starts_with('/') && !self.host.is_empty() {
            out.push('/');
        }
        if no_scheme && no_authority && path.split('/').next().is_some_and(|first| first.contains(':')) {
            out.push_str("./");
        }
        out.push_str(&path);
    }
}

/// The spelling that was read, if it still means the same; else the usual one.
fn spelling<'a>(decoded: &Decoded, raw: &'a str, part: Part) -> Cow<'a, str> {
    if raw.as_bytes() == decoded.0 && is_plain(&decoded.0, part) {
        return Cow::Borrowed(raw);
    }
    let sound = !raw.is_empty()
        && is_encoded(raw, part)
        && unescape(raw.as_bytes(), part).is_ok_and(|bytes| bytes == decoded.0);
    if sound { Cow::Borrowed(raw) } else { Cow::Owned(escape(&decoded.0, part)) }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_url_is_read_again_as_it_is() {
        let mut plain = 0;
        for scheme in ["https:", "http:", "file:", "HTTPS:", ""] {
            for host in [
                "//proxy.example.com",
                "//Proxy",
                "//proxy:8080",
                "//u:p@proxy",
                "//[::1]",
                "//b\u{fc}cher",
                "//",
                "",
            ] {
                for path in
                    ["/", "/a/@v/list", "/a/!b@v1.0.0+incompatible", "/a%20b", "/a,b;c", "/a%2Fb", "", "*"]
                {
                    for end in ["", "?", "?x=1", "#y", "#"] {
                        let Ok(url) =
                            Url::parse(&[scheme, host, path, end].concat(), GoVersion::NEWEST_KNOWN)
                        else {
                            continue;
                        };
                        let again = Url::parse(&url.text(), GoVersion::NEWEST_KNOWN);
                        assert!(!url.is_plain() || again.is_ok_and(|again| again == url), "{url}");
                        plain += usize::from(url.is_plain());
                    }
                }
            }
        }
        // Three spellings of two schemes, two hosts, three paths; with nothing after them, or a bare `#`.
        assert_eq!(plain, 3 * 2 * 3 * 2);
    }
}
