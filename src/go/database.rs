//! GOSUMDB: which checksum database, with which key, reached how.
//!
//! Mirrors `cmd/go/internal/modfetch.dbDial` and `golang.org/x/mod/sumdb/note.NewVerifier`.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use sha2::{Digest, Sha256};

use super::error::GoError;
use super::tables::behaviours::Behaviour;
use super::tables::hosts::{KnownToGo, known_to_go};
use super::url::Url;
use super::version::GoVersion;

/// A checksum database that go would ask.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Database {
    /// Its name, `host[/path]`.
    pub name: String,
    /// The URL that GOSUMDB gives for it; then no proxy is asked.
    pub explicit_url: Option<Box<Url>>,
}

/// Why every lookup under this GOSUMDB fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum DatabaseDefect {
    /// `off`, but the lookup is one that must be made (Go toolchains).
    Off,
    /// Nothing but white space.
    Missing,
    /// More than a key and a URL.
    TooManyFields,
    /// The first field is neither a known name nor a verifier key.
    MalformedKey,
    /// The key's hash does not belong to it.
    WrongHash,
    /// The key's algorithm is not known.
    Algorithm,
    /// The name in the key is no `host[/path]`.
    Name,
    /// The second field is no URL.
    Url,
}

/// A defect with the go command's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DatabaseError {
    /// What is wrong.
    pub defect: DatabaseDefect,
    /// The go command's own words.
    pub text: String,
}

impl DatabaseError {
    fn new(defect: DatabaseDefect, text: impl Into<String>) -> Self {
        Self { defect, text: text.into() }
    }

    /// The error of every lookup.
    pub(crate) fn to_go_error(&self) -> GoError {
        GoError::new(self.text.clone())
    }
}

impl Database {
    /// Reads a GOSUMDB value. The caller has dealt with `off` for ordinary modules; here it is the
    /// error that toolchain downloads end with.
    ///
    /// # Errors
    /// What makes every lookup fail.
    pub(crate) fn parse(value: &str, version: GoVersion) -> Result<Self, DatabaseError> {
        if value == "off" && version.has(Behaviour::ToolchainSwitching) {
            return Err(DatabaseError::new(DatabaseDefect::Off, "checksum database disabled by GOSUMDB=off"));
        }
        let value = match known_to_go(value) {
            KnownToGo::StandsFor(other) => other,
            _ => value,
        };
        let fields: Vec<&str> = value.split_whitespace().collect();
        match fields[..] {
            [] => Err(DatabaseError::new(DatabaseDefect::Missing, "missing GOSUMDB")),
            [key] => Self::from_key(key, None, version),
            [key, url] => Self::from_key(key, Some(url), version),
            _ => Err(DatabaseError::new(DatabaseDefect::TooManyFields, "invalid GOSUMDB: too many fields")),
        }
    }

    fn from_key(key: &str, url: Option<&str>, version: GoVersion) -> Result<Self, DatabaseError> {
        let key = match known_to_go(key) {
            KnownToGo::Key(known) => known,
            _ => key,
        };
        let name = verifier_name(key)?;
        check_name(name, version)?;
        let explicit_url = match url {
            Some(text) => Some(Box::new(Url::parse(text, version).map_err(|error| {
                DatabaseError::new(
                    DatabaseDefect::Url,
                    format!(
                        "invalid GOSUMDB URL: {}",
                        error.render(version.has(Behaviour::QuotedUrlInErrors))
                    ),
                )
            })?)),
            None => None,
        };
        Ok(Self { name: name.to_owned(), explicit_url })
    }
}

/// Checks a verifier key `name+hash+base64` and gives its name.
fn verifier_name(key: &str) -> Result<&str, DatabaseError> {
    let malformed =
        || DatabaseError::new(DatabaseDefect::MalformedKey, "invalid GOSUMDB: malformed verifier id");
    let mut parts = key.splitn(3, '+');
    let (Some(name), Some(hash), Some(encoded)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(malformed());
    };
    let hash_well_formed = hash.len() == 8 && hash.bytes().all(|b| b.is_ascii_hexdigit());
    let hash = u32::from_str_radix(hash, 16).ok().filter(|_| hash_well_formed).ok_or_else(malformed)?;
    let decoded = decode_base64(encoded).filter(|bytes| !bytes.is_empty()).ok_or_else(malformed)?;
    if name.is_empty() || name.contains(|c: char| c.is_whitespace()) {
        return Err(malformed());
    }
    if hash != key_hash(name, &decoded) {
        return Err(DatabaseError::new(DatabaseDefect::WrongHash, "invalid GOSUMDB: invalid verifier hash"));
    }
    match decoded[..] {
        [1, ref key @ ..] if key.len() == 32 => Ok(name),
        [1, ..] => Err(malformed()),
        _ => {
            Err(DatabaseError::new(DatabaseDefect::Algorithm, "invalid GOSUMDB: unknown verifier algorithm"))
        }
    }
}

/// Decodes as Go's `base64.StdEncoding` does: line breaks are passed over, padding is required, bits
/// after the last byte do not matter.
fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let config = GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireCanonical);
    let text: String = text.chars().filter(|c| !matches!(c, '\r' | '\n')).collect();
    GeneralPurpose::new(&alphabet::STANDARD, config).decode(text).ok()
}

/// The first four bytes of SHA-256 over name, line break, key. Mirrors `note.keyHash`.
fn key_hash(name: &str, key: &[u8]) -> u32 {
    let sum = Sha256::new().chain_update(name).chain_update("\n").chain_update(key).finalize();
    let [first, second, third, fourth, ..]: [u8; 32] = sum.into();
    u32::from_be_bytes([first, second, third, fourth])
}

/// The name must be nothing but `host[/path]`.
fn check_name(name: &str, version: GoVersion) -> Result<(), DatabaseError> {
    let error = || {
        DatabaseError::new(DatabaseDefect::Name, format!("invalid sumdb name (must be host[/path]): {name}"))
    };
    let url = Url::parse(&format!("https://{name}"), version).map_err(|_| error())?;
    let mut plain = Url::empty(version);
    plain.scheme = url.scheme.clone();
    plain.host = url.host.clone();
    plain.path = url.path.clone();
    if url == plain && !url.host.is_empty() && !name.ends_with('/') { Ok(()) } else { Err(error()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: GoVersion = GoVersion::NEWEST_KNOWN;

    fn error(value: &str) -> String {
        Database::parse(value, NEW).unwrap_err().text
    }

    #[test]
    fn database_known_names() {
        assert_eq!(Database::parse(" sum.golang.org ", NEW).unwrap().name, "sum.golang.org");
        let mirror = Database::parse("sum.golang.google.cn", NEW).unwrap();
        assert_eq!(mirror.name, "sum.golang.org");
        assert_eq!(mirror.explicit_url.unwrap().to_string(), "https://sum.golang.google.cn");
    }

    #[test]
    fn database_with_an_added_space_the_mirror_is_unknown() {
        assert_eq!(error("sum.golang.google.cn "), "invalid GOSUMDB: malformed verifier id");
    }

    #[test]
    fn database_defects_in_go_words() {
        assert_eq!(error(" "), "missing GOSUMDB");
        assert_eq!(error("OFF"), "invalid GOSUMDB: malformed verifier id");
        assert_eq!(error("a b c"), "invalid GOSUMDB: too many fields");
        assert_eq!(
            error("sumdb.example+00000000+AfFl4eX3wpDlLy7e8/urYMuudL/TJ0+OXuHeM0XJVKFm"),
            "invalid GOSUMDB: invalid verifier hash"
        );
        assert_eq!(
            error("sum.golang.org 127.0.0.1:8401/db"),
            "invalid GOSUMDB URL: parse \"127.0.0.1:8401/db\": first path segment in URL cannot contain colon"
        );
    }

    #[test]
    fn database_own_key() {
        let database =
            Database::parse("sumdb.example+bcb7ab5b+AfFl4eX3wpDlLy7e8/urYMuudL/TJ0+OXuHeM0XJVKFm", NEW)
                .unwrap();
        assert_eq!(database.name, "sumdb.example");
        assert_eq!(database.explicit_url, None);
    }
}
