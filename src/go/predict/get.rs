//! Making a request, and what its answer means.
//!
//! Mirrors `cmd/go/internal/modfetch.proxyRepo.getBody` and `cmd/go/internal/web`.

use std::borrow::Cow;

use super::super::decision::DownloadDecider;
use super::super::error::{GoError, get_error};
use super::super::tables::behaviours::Behaviour;
use super::super::url::{Decoded, Url};
use super::answers::Answer;
use super::contact::{Contact, Purpose};
use super::halt::Halt;
use super::run::Run;
use super::status::status_line;
use super::step::Step;

impl Run<'_> {
    /// Makes a GET request. The answer is an error in go's words unless it is 200.
    /// Mirrors `web.Get` with its default security, then `Response.Err`.
    pub(super) fn get(&mut self, url: &Url, purpose: Purpose) -> Result<(), Halt> {
        match url.scheme.as_str() {
            "file" => return self.get_file(url),
            "http" if url.user.is_some() => {
                let text = format!("refusing to pass credentials to insecure URL: {}", url.redacted());
                return Err(GoError::new(text).into());
            }
            "http" | "https" | "" => {}
            _ => return Err(GoError::new(format!("unsupported scheme: {}", url.redacted())).into()),
        }
        let mut url = Cow::Borrowed(url);
        if url.scheme.is_empty() {
            url.to_mut().scheme = "https".into();
        }
        if url.scheme == "https" {
            self.check_goauth()?;
        }
        let sent = self.sent(&url)?;
        if sent.host.is_empty() {
            return Err(get_error(self.version(), &starred(&url), "http: no Host in request URL").into());
        }
        if sent.host.as_bytes().iter().all(|byte| *byte == b'.') {
            let what = format!("dial tcp: lookup {}: no such host", sent.host.to_text());
            return Err(get_error(self.version(), &starred(&url), &what).into());
        }
        self.contact(sent.text(), purpose);
        self.judge(&url, &sent)
    }

    /// The same, but a request that was made already at this entry, for the same `what`, keeps its answer. Entries that are
    /// written differently are different ones, even if they lead to the same server.
    /// Mirrors `cmd/go/internal/modfetch.cachingRepo`.
    pub(super) fn get_once(
        &mut self,
        step: &Step<'_>,
        what: &str,
        url: &Url,
        purpose: Purpose,
    ) -> Result<(), Halt> {
        let key = [&self.written(step), what, &url.text()].join(" ");
        if let Some(answer) = self.once.get(&key) {
            return answer.clone().map_err(Halt::Failed);
        }
        let answer = match self.get(url, purpose) {
            Ok(()) => Ok(()),
            Err(Halt::Failed(error)) => Err(error),
            Err(halt) => return Err(halt),
        };
        self.once.insert(key, answer.clone());
        answer.map_err(Halt::Failed)
    }

    /// The address as the server sees it: read again from its text, as `http.NewRequest` does, without
    /// credentials and fragment.
    fn sent<'u>(&self, url: &'u Url) -> Result<Cow<'u, Url>, Halt> {
        if url.is_plain() {
            return Ok(Cow::Borrowed(url));
        }
        let mut sent =
            Url::parse(&url.text(), self.version()).map_err(|error| GoError::new(error.to_string()))?;
        sent.user = None;
        sent.fragment = Decoded::default();
        sent.raw_fragment.clear();
        sent.host = dialed_host(&sent);
        Ok(Cow::Owned(sent))
    }

    fn judge(&self, url: &Url, sent: &Url) -> Result<(), Halt> {
        match self.answers.answer(sent) {
            Answer::Ok => Ok(()),
            Answer::Unreachable | Answer::NoSuchFile => {
                Err(get_error(self.version(), &starred(url), "unreachable").into())
            }
            Answer::Status(code) => {
                let text = format!("reading {}: {}", url.redacted(), status_line(code));
                Err(if matches!(code, 404 | 410) { GoError::not_exist(text) } else { GoError::new(text) }
                    .into())
            }
        }
    }

    /// The entry as it stands in GOPROXY, with the scheme that go puts before bare hosts.
    fn written(&self, step: &Step<'_>) -> Cow<'_, str> {
        let Step::Listed(entry) = step else { return Cow::Borrowed("") };
        let text = self.engine.values.goproxy.get(entry.range.clone()).unwrap_or_default();
        if text.contains(":/") { Cow::Borrowed(text) } else { Cow::Owned(format!("https://{text}")) }
    }

    fn get_file(&self, url: &Url) -> Result<(), Halt> {
        if self.answers.answer(url) == Answer::Ok {
            return Ok(());
        }
        let (shown, path) = (url.redacted(), url.path.to_text());
        // The path is named only if the URL does not show it already.
        let is_shown = self.version().has(Behaviour::FilePathCompared) || shown.ends_with(&*path);
        let what = match (self.version().has(Behaviour::FileErrorNamed), is_shown) {
            (false, _) => "Not Found".to_owned(),
            (true, true) => "no such file or directory".to_owned(),
            (true, false) => format!("open {path}: no such file or directory"),
        };
        Err(GoError::not_exist(format!("reading {shown}: {what}")).into())
    }

    /// A malformed GOAUTH ends the process at the first https request.
    pub(super) fn check_goauth(&mut self) -> Result<(), Halt> {
        let missing = match &self.context.goauth_error {
            Some(error) if self.version().has(Behaviour::GoauthVariable) => Err(GoError::new(error.clone())),
            _ => Ok(()),
        };
        self.engine.check_goauth().and(missing).map_err(|error| {
            self.stopped_by = Some(DownloadDecider::Goauth);
            Halt::Fatal(error)
        })
    }

    /// Notes a contact; one that repeats the last is the same one.
    pub(super) fn contact(&mut self, url: String, purpose: Purpose) {
        let contact = Contact { url, purpose };
        if self.contacts.last() != Some(&contact) {
            self.contacts.push(contact);
        }
    }
}

/// A URL as errors of the connection show it: `***` for a password. Mirrors `net/http.stripPassword`.
fn starred(url: &Url) -> String {
    let redacted = url.redacted();
    let forms = [":xxxxx@", ":%5Bredacted%5D@"];
    match forms.iter().find(|form| url.user.is_some() && redacted.contains(*form)) {
        Some(form) => redacted.replacen(form, ":***@", 1),
        None => redacted,
    }
}

/// The host as it is dialed: in ASCII form, without an empty port, in brackets if it holds a colon.
/// Mirrors `net/http.canonicalAddr` and `cleanHost`.
fn dialed_host(url: &Url) -> Decoded {
    let name = url.hostname();
    let text = name.to_text();
    let ascii = if text.is_ascii() { None } else { idna::domain_to_ascii(&text).ok() };
    let mut host = ascii.unwrap_or_else(|| text.into_owned());
    if host.contains(':') {
        host = format!("[{host}]");
    }
    match url.port() {
        port if port.is_empty() => Decoded::from(host.as_str()),
        port => Decoded::from(format!("{host}:{port}").as_str()),
    }
}
