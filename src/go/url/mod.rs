//! Go's `net/url`, so far as GOPROXY entries and checksum database URLs need it.
//!
//! Go's idea of a URL is its own: nearly any text is one, and what is refused changed from release
//! to release. A parser that follows a standard would foretell other requests than go sends.

mod address;
mod error;
mod escape;
mod host;
mod join;
mod parse;
mod parts;
mod value;

pub use address::AddressError;
pub use error::{UrlError, UrlFault};
pub use escape::{is_plain_path, path_escape, path_escape_elements, path_unescape, query_escape};
pub use join::{appended, join};
pub use parts::{Decoded, UserInfo};
pub use value::Url;
