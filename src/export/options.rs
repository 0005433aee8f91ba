//! What a writer can be told beside the format.

use crate::error::{Error, Result};

/// What the addresses of an RDF export start with where nobody chose otherwise: names that hold without any site.
const URN: &str = "urn:nisba:";

/// Choices of those formats that have any. The default is what most readers want.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    dynamic: bool,
    base_iri: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { dynamic: false, base_iri: URN.to_owned() }
    }
}

impl Options {
    /// GEXF: whether nodes and edges exist from their first date to their last, for Gephi's timeline, or always.
    #[must_use]
    pub fn with_dynamic(mut self, dynamic: bool) -> Self {
        self.dynamic = dynamic;
        self
    }

    /// Whether a GEXF export has time.
    pub fn dynamic(&self) -> bool {
        self.dynamic
    }

    /// RDF: what the addresses of entities, documents and evidence start with, such as `https://example.org/case/`.
    ///
    /// # Errors
    /// A wrong use where it is no absolute IRI, or does not end in a sign that parts it from what follows.
    pub fn with_base_iri(mut self, iri: &str) -> Result<Self> {
        if let Err(error) = oxrdf::NamedNode::new(iri) {
            return Err(Error::usage(format!("--base-iri {iri}: {error}; give one such as https://example.org/case/")));
        }
        if !iri.ends_with(['/', '#', ':', '=']) {
            return Err(Error::usage(format!("--base-iri {iri}: names follow it directly, so it must end in / or #: {iri}/")));
        }
        iri.clone_into(&mut self.base_iri);
        Ok(self)
    }

    /// What the addresses of an RDF export start with.
    pub fn base_iri(&self) -> &str {
        &self.base_iri
    }
}
