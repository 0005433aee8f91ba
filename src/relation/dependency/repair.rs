//! Trees that cannot be right, as far as a name shows it.

use super::super::inflect::Form;
use super::super::item::{Class, Item};
use super::super::lexicon::Lexicon;
use super::Node;

/// `denied meeting X and Y`: a gerund between a verb that governs others and a name says what is denied, and the name is its object. Without an
/// article before it and a preposition behind it no noun stands there, though the parser may take it for one, and the name for its apposition.
pub(super) fn gerunds(items: &[Item], governs: impl Fn(usize) -> bool, nodes: &mut [Node]) {
    for gerund in 1..nodes.len().saturating_sub(1) {
        let (verb, name) = (gerund - 1, gerund + 1);
        let together = [Some(verb), Some(name)].contains(&nodes[gerund].above) && [Some(verb), Some(gerund)].contains(&nodes[name].above);
        let is_gerund = || Lexicon::built_in().verb_forms(&items[gerund].word).iter().any(|(_, form)| *form == Form::Gerund);
        if together && items[name].class == Class::Name && governs(verb) && is_gerund() {
            nodes[gerund] = Node { above: Some(verb), relation: "xcomp", tag: "VBG", ..nodes[gerund] };
            nodes[name] = Node { above: Some(gerund), relation: "obj", ..nodes[name] };
        }
    }
}
