//! How a repository is found, and whom go asks first then.

/// How the repository of a module path is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Repository {
    /// From the path alone, because its host is well known.
    Known {
        /// The import path of the repository's root.
        root: String,
        /// The version control system's command.
        vcs: &'static str,
        /// Where the first request goes.
        url: String,
    },
    /// From an element that ends in `.git` and the like; go probes protocols.
    Suffix {
        /// The import path of the repository's root.
        root: String,
        /// The version control system's command.
        vcs: &'static str,
        /// The repository without a scheme.
        location: String,
    },
    /// By asking the host for `?go-get=1`.
    Discovery {
        /// That request.
        url: String,
    },
}

impl Repository {
    /// The first request or command's address. `insecure`: GOINSECURE matches the path.
    pub(crate) fn first_contact(&self, insecure: bool) -> String {
        match self {
            Self::Known { url, .. } | Self::Discovery { url } => url.clone(),
            Self::Suffix { vcs, location, .. } => {
                let scheme = if insecure && *vcs == "git" { "git" } else { "https" };
                format!("{scheme}://{location}")
            }
        }
    }

    /// The repository's root and version control system, where the path alone tells them.
    pub(crate) fn root_and_vcs(&self) -> Option<(&str, &'static str)> {
        match self {
            Self::Known { root, vcs, .. } | Self::Suffix { root, vcs, .. } => Some((root, vcs)),
            Self::Discovery { .. } => None,
        }
    }
}
