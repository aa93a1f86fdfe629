//! goenv-doctor explains where every Go setting comes from and what the go command will do with a module.

pub mod go;
pub mod project;
pub mod report;
pub mod rules;
pub mod settings;
pub mod source;
