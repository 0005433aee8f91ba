//! nisba turns documents into a graph of who and what is connected to whom, each connection backed by its sentences.
//!
//! The stages in order, each a module: [`document`] reads, [`text`] cuts into tokens and sentences, [`gazetteer`] knows the names,
//! [`mention`] finds them, [`entity`] decides whom they mean, [`relation`] reads who did what to whom, [`graph`] folds the evidence,
//! [`store`] keeps it, [`export`] writes it. [`pipeline`] is the one place where they meet, [`compile`] puts together what it knows, and [`cli`] is the program
//! around them.

pub mod cli;
pub mod compile;
pub mod document;
pub mod entity;
pub mod error;
pub mod export;
pub mod gazetteer;
pub mod graph;
pub mod mention;
pub mod pipeline;
pub mod relation;
pub mod store;
pub mod table;
pub mod text;

pub use error::{Error, ErrorKind, Result};
