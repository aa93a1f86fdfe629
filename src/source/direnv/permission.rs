//! Whether direnv may run a `.envrc`. `direnv allow` and `direnv deny` leave a file whose name is a hash: of the
//! `.envrc`'s path and content the one, of its path alone the other (`fileHash`, `pathHash` in `internal/cmd/rc.go`).

use sha2::{Digest, Sha256};

use crate::source::startup::{FileTree, Presence, Reading};

/// What the user said about a `.envrc`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// `direnv allow`, and the file is as it was then.
    Allowed,
    /// `direnv deny`.
    Denied,
    /// Neither; direnv.toml may still allow the directory.
    Unsaid,
}

/// What the user said; `data_home` is XDG_DATA_HOME or what stands in for it.
pub fn permission(path: &str, data_home: &str, tree: &dyn FileTree) -> Permission {
    let Reading::Text(text) = tree.read(path) else { return Permission::Unsaid };
    let is_there = |kind: &str, hash: String| {
        matches!(tree.presence(format!("{data_home}/direnv/{kind}/{hash}")), Presence::File { .. })
    };
    if is_there("deny", hash(&[path, "\n"])) {
        return Permission::Denied;
    }
    let is_allowed = is_there("allow", hash(&[path, "\n", &text]));
    if is_allowed { Permission::Allowed } else { Permission::Unsaid }
}

fn hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    parts.iter().for_each(|part| hasher.update(part));
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::startup::MemoryTree;

    /// The names are those of the files that direnv 2.32 left behind.
    #[test]
    fn permission_is_a_file_named_by_a_hash() {
        let path = "/home/gopher/app/.envrc";
        let allowed = "/home/gopher/.local/share/direnv/allow/1c81c07f82fcd98af5d75b290a4e3adfbc6b401f23e4554557d92abc086f4f60";
        let tree = MemoryTree::default().with(path, "export GOPROXY=off\n").with(allowed, path);
        assert_eq!(permission(path, "/home/gopher/.local/share", &tree), Permission::Allowed);
        let changed = tree.with(path, "export GOPROXY=direct\n");
        assert_eq!(permission(path, "/home/gopher/.local/share", &changed), Permission::Unsaid);
    }
}
