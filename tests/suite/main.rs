//! The integration tests: one program, one module a subject.

#![allow(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

mod architecture;
mod check;
mod check_formats;
mod combinations;
mod corpus;
mod direnv;
mod envtext;
mod files;
mod findings;
mod frames;
mod go_mod_corpus;
mod graphs;
mod graphs_live;
mod human;
mod human_contexts;
mod live;
mod module_path;
mod myths;
mod patterns;
mod plain;
mod project;
mod random;
mod readme;
mod ready_to_use;
mod recorded;
mod report;
mod reports;
mod rules;
mod rules_command;
mod safety;
mod scenarios;
mod scene;
mod shell_hostile;
mod shell_live;
mod shells;
mod start_file_rules;
mod support;
mod triage;
mod triage_safety;
mod url;
mod usage;
