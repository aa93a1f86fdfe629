//! What a file holds, and the ways to take it as text.

use std::path::Path;
use std::sync::Arc;

use super::error::ReadError;

/// The content of a file; copies share it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Valid UTF-8.
    Text(Arc<str>),
    /// Anything else.
    Bytes(Arc<[u8]>),
}

impl Content {
    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    /// The text; bytes that are not UTF-8 become U+FFFD.
    pub fn lossy(&self) -> Arc<str> {
        match self {
            Self::Text(text) => text.clone(),
            Self::Bytes(bytes) => String::from_utf8_lossy(bytes).into(),
        }
    }

    /// The text; `path` names the file in the error.
    ///
    /// # Errors
    /// Bytes that are not UTF-8.
    pub fn text(&self, path: &Path) -> Result<Arc<str>, ReadError> {
        match self {
            Self::Text(text) => Ok(text.clone()),
            Self::Bytes(bytes) => Err(ReadError::NotText {
                path: path.to_owned(),
                offset: std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len),
            }),
        }
    }

    /// The text of a pasted file: UTF-8, or UTF-16 with a byte order mark as PowerShell redirects it.
    ///
    /// # Errors
    /// Neither of them; `path` names the file.
    pub fn pasted(&self, path: &Path) -> Result<Arc<str>, ReadError> {
        match self.bytes() {
            [0xff, 0xfe, rest @ ..] => Ok(utf16(rest, u16::from_le_bytes)),
            [0xfe, 0xff, rest @ ..] => Ok(utf16(rest, u16::from_be_bytes)),
            _ => self.text(path),
        }
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::Text(text.into()),
            Err(error) => Self::Bytes(error.into_bytes().into()),
        }
    }
}

impl AsRef<[u8]> for Content {
    fn as_ref(&self) -> &[u8] {
        self.bytes()
    }
}

fn utf16(bytes: &[u8], order: fn([u8; 2]) -> u16) -> Arc<str> {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| order(*pair));
    let text: String =
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_text_may_be_what_powershell_writes() {
        let bytes: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("set é".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(&*Content::from(bytes).pasted(Path::new("x")).unwrap(), "set é");
    }

    #[test]
    fn text_names_the_first_bad_byte_and_lossy_replaces_it() {
        let content = Content::from(b"ab\xff".to_vec());
        let error = content.text(Path::new("env.txt")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "env.txt: not UTF-8 text (first bad byte at offset 2); save it as UTF-8"
        );
        assert_eq!(&*content.lossy(), "ab\u{fffd}");
    }
}
