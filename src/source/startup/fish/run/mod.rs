//! Statements, followed without running anything.
//!
//! Mirrors `parse_execution_context_t` of fish 3.6.

mod blocks;
mod call;
mod command;
mod list;
mod loops;
mod opaque;
mod pipeline;
mod redirect;
mod source;
mod switch;
#[cfg(test)]
mod tests;
mod undecided;
