//! Why a text is no URL, in Go's words.

use super::address::AddressError;
use crate::go::quote::quote;
use crate::go::{Behaviour, GoVersion};

/// What is wrong with a URL. `Display` is the part of Go's message after the URL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlFault {
    /// An ASCII control character anywhere before the fragment.
    #[error("net/url: invalid control character in URL")]
    ControlCharacter,
    /// The text begins with a colon.
    #[error("missing protocol scheme")]
    MissingScheme,
    /// `a:b/c` where `a` is no scheme: a quote, a digit or a blank stands before the colon.
    #[error("first path segment in URL cannot contain colon")]
    ColonInFirstSegment,
    /// `%` without two hexadecimal digits, or an escape that a host may not hold; at most three bytes.
    #[error("invalid URL escape {}", quote(.0))]
    Escape(Vec<u8>),
    /// An ASCII character that no host name holds.
    #[error("invalid character {} in host name", quote([*.0]))]
    HostCharacter(u8),
    /// `[` without `]`.
    #[error("missing ']' in host")]
    MissingBracket,
    /// Something other than digits in the place of a port; holds the text from the colon on.
    #[error("invalid port {} after host", quote(.0))]
    Port(String),
    /// Characters that may not stand before the `@`.
    #[error("net/url: invalid userinfo")]
    UserInfo,
    /// An IPv4 address in brackets, or (Go 1.26 and later) brackets after other text.
    #[error("invalid IP-literal")]
    IpLiteral,
    /// Something other than an IPv6 address in brackets (Go 1.24 and later).
    #[error("invalid host: {0}")]
    Address(#[from] AddressError),
}

/// A text that Go's `url.Parse` refuses, as `*url.Error`.
///
/// `Display` is go's own message in the version that parsed the text, user name and password
/// included; mask it before printing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.render(self.quoted))]
pub struct UrlError {
    url: String,
    fault: UrlFault,
    quoted: bool,
}

impl UrlError {
    pub(super) fn new(url: &str, fault: UrlFault, version: GoVersion) -> Self {
        Self { url: url.to_owned(), fault, quoted: version.has(Behaviour::QuotedUrlInErrors) }
    }

    /// The message with the URL quoted (Go 1.14 and later) or bare (Go 1.13).
    pub fn render(&self, quoted: bool) -> String {
        let url = if quoted { quote(&self.url) } else { self.url.clone() };
        format!("parse {url}: {}", self.fault)
    }

    /// The URL as the message shows it, unquoted: without the fragment, unless the fragment is at fault.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What is wrong.
    pub fn fault(&self) -> &UrlFault {
        &self.fault
    }
}

#[cfg(test)]
mod tests {
    use crate::go::GoVersion;
    use crate::go::url::Url;

    // Both messages are those of the real go commands for GOPROXY=https://%zz/.
    #[test]
    fn url_error_quotes_by_version() {
        let message =
            |minor| Url::parse("https://%zz/", GoVersion::new(1, minor, 0)).unwrap_err().to_string();
        assert_eq!(message(13), r#"parse https://%zz/: invalid URL escape "%zz""#);
        assert_eq!(message(14), r#"parse "https://%zz/": invalid URL escape "%zz""#);
    }
}
