//! What servers are assumed to answer.

use super::super::url::Url;

/// A server's answer to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// 200, with what was asked for.
    Ok,
    /// An HTTP status.
    Status(u16),
    /// No answer at all.
    Unreachable,
    /// For `file:` URLs: there is no such file.
    NoSuchFile,
}

/// Something that answers in place of the servers.
pub trait Answers {
    /// The answer to a GET of this URL.
    fn answer(&self, url: &Url) -> Answer;
}

/// Answers by URL prefix, as `--assume` gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumptions {
    prefixes: Vec<(String, Answer)>,
    otherwise: Answer,
}

/// Why a text is not an `--assume` argument.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssumeError {
    /// No `=` in it.
    #[error("`{0}` is not of the form URLPREFIX=STATUS, as in proxy.golang.org=404 or *=unreachable")]
    Form(String),
    /// Not a status.
    #[error("`{0}` is not a status: use ok, unreachable or an HTTP status from 100 to 599")]
    Status(String),
}

impl Default for Assumptions {
    /// Everybody answers with what was asked for.
    fn default() -> Self {
        Self { prefixes: vec![], otherwise: Answer::Ok }
    }
}

impl Assumptions {
    /// Adds `URLPREFIX=STATUS`; `*=STATUS` is for everybody who is not named.
    ///
    /// # Errors
    /// A text of another form, or an unknown status.
    pub fn add(&mut self, text: &str) -> Result<(), AssumeError> {
        let (prefix, status) = text.rsplit_once('=').ok_or_else(|| AssumeError::Form(text.to_owned()))?;
        let answer = match status {
            "ok" | "200" => Answer::Ok,
            "unreachable" => Answer::Unreachable,
            _ => match status.parse() {
                Ok(code @ 100..600) => Answer::Status(code),
                _ => return Err(AssumeError::Status(status.to_owned())),
            },
        };
        match prefix.split_once("://").map_or(prefix, |(_, rest)| rest) {
            "" => return Err(AssumeError::Form(text.to_owned())),
            "*" => self.otherwise = answer,
            prefix => self.prefixes.push((prefix.to_owned(), answer)),
        }
        Ok(())
    }
}

impl Answers for Assumptions {
    fn answer(&self, url: &Url) -> Answer {
        if self.prefixes.is_empty() {
            return self.otherwise;
        }
        let address = format!("{}{}", url.host.to_text(), url.escaped_path());
        let matching = self.prefixes.iter().filter(|(prefix, _)| names(prefix, &address));
        matching.max_by_key(|(prefix, _)| prefix.len()).map_or(self.otherwise, |(_, answer)| *answer)
    }
}

/// Whether the prefix covers `host/path`: a whole host, with or without its port, then any beginning
/// of the path.
fn names(prefix: &str, address: &str) -> bool {
    let Some(rest) = address.strip_prefix(prefix) else { return false };
    prefix.contains('/') || rest.is_empty() || rest.starts_with(['/', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::GoVersion;

    fn answer(assumed: &[&str], url: &str) -> Answer {
        let mut assumptions = Assumptions::default();
        assumed.iter().for_each(|text| assumptions.add(text).unwrap());
        assumptions.answer(&Url::parse(url, GoVersion::NEWEST_KNOWN).unwrap())
    }

    #[test]
    fn longest_prefix_wins() {
        let assumed = ["a.example=404", "a.example/sumdb/=ok", "https://b.example=500", "*=unreachable"];
        assert_eq!(answer(&assumed, "https://a.example/x/@v/list"), Answer::Status(404));
        assert_eq!(answer(&assumed, "https://a.example/sumdb/db/supported"), Answer::Ok);
        assert_eq!(answer(&assumed, "http://b.example:8080/x"), Answer::Status(500));
        assert_eq!(answer(&assumed, "https://a.example.org/x"), Answer::Unreachable);
    }

    #[test]
    fn malformed_assumptions_are_refused() {
        for text in ["a.example", "a.example=maybe", "=ok", "a.example=99"] {
            assert!(Assumptions::default().add(text).is_err(), "{text}");
        }
    }
}
