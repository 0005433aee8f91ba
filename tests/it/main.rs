//! All tests that see the crate from outside, in one binary.

mod gazetteer;
mod golden;
mod linear;
mod matcher;
mod matcher_at_length;
mod ontology;
mod page;
mod parser;
mod properties;
mod spellings;
mod support;
mod tidy;
mod trie;
