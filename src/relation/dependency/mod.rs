//! A clause graph by the parser: names and titled names are one word each, and the tree's relations become arcs.
//!
//! The tree has one head for each word; the arcs keep what the rules of the cascade expect besides: a copula is the verb of its clause, a
//! relative pronoun is its antecedent, and what hangs on an event noun hangs on the verb that carries it.

mod repair;
mod words;

use super::analyses::{Parser, Word};
use super::clause::{Clause, Link};
use super::item::Class;
use super::lexicon::Lexicon;
use super::phrase::VerbGroup;
use words::{is_past, retag, words};

/// Adds the arcs of a sentence; `text` is the document's.
pub(super) fn run(clause: &mut Clause, text: &str, parser: &dyn Parser) {
    let (words, of): (Vec<Word>, Vec<usize>) = words(&clause.items, text).into_iter().unzip();
    let analyses = parser.parse(&words);
    let mut nodes: Vec<Option<Node>> = vec![None; clause.items.len()];
    for (item, analysis) in of.iter().zip(&analyses) {
        let above = analysis.head.checked_sub(1).and_then(|head| of.get(head)).copied();
        if above != Some(*item) && nodes[*item].is_none() {
            nodes[*item] = Some(Node { above, relation: analysis.relation, tag: analysis.xpos, margin: analysis.margin });
        }
    }
    let mut nodes: Vec<Node> =
        nodes.into_iter().map(|node| node.unwrap_or(Node { above: None, relation: "dep", tag: "", margin: i32::MAX })).collect();
    let governs = |verb: usize| {
        let class = clause.class(verb);
        class.denied || class.failed || class.planned || class.possible
    };
    repair::gerunds(&clause.items, governs, &mut nodes);
    clause.set_margins(nodes.iter().map(|node| node.margin).collect());
    let mut below = vec![Vec::new(); nodes.len()];
    for (item, node) in nodes.iter().enumerate() {
        if let Some(above) = node.above {
            below[above].push(item);
        }
    }
    for item in 0..nodes.len() {
        // `are set to meet`: what has the auxiliary of a passive is a participle, whatever its tag.
        if below[item].iter().any(|child| nodes[*child].relation == "aux:pass") && nodes[item].tag.starts_with("JJ") {
            nodes[item].tag = "VBN";
        }
        if nodes[item].tag == "VBN" && is_past(&nodes, &below, item) {
            nodes[item].tag = "VBD";
        }
        retag(&mut clause.items, item, &nodes[item]);
    }
    Tree { clause, nodes: &nodes, below: &below }.run();
}

/// The place of an item in the tree.
#[derive(Debug, Clone, Copy)]
struct Node {
    above: Option<usize>,
    relation: &'static str,
    /// Penn Treebank part of speech.
    tag: &'static str,
    margin: i32,
}

/// Words above a word are followed this far.
const CLIMB: usize = 4;

/// Makes arcs of a tree.
struct Tree<'a> {
    clause: &'a mut Clause,
    nodes: &'a [Node],
    below: &'a [Vec<usize>],
}

impl Tree<'_> {
    fn run(mut self) {
        for item in 0..self.nodes.len() {
            if let Some(copula) = self.copula(item) {
                let group = self.group(item, Some(copula));
                self.clause.set_group(copula, group);
            } else if self.verbal(item) {
                let group = self.group(item, None);
                self.clause.set_group(item, group);
            }
        }
        for item in 0..self.nodes.len() {
            if let Some(copula) = self.copula(item) {
                self.predicate_of(copula, item);
            }
            if let Some(above) = self.nodes[item].above {
                self.arc(above, item);
            }
        }
    }

    fn word(&self, item: usize) -> &str {
        &self.clause.items[item].word
    }

    fn relation(&self, item: usize) -> &'static str {
        self.nodes[item].relation
    }

    fn child(&self, item: usize, relation: &str) -> Option<usize> {
        self.below[item].iter().copied().find(|child| self.relation(*child) == relation)
    }

    /// Whether an item is the verb of a clause.
    fn verbal(&self, item: usize) -> bool {
        let this = &self.clause.items[item];
        let auxiliary = matches!(self.relation(item), "aux" | "aux:pass" | "cop");
        this.class == Class::Verb || this.class == Class::Auxiliary && !auxiliary && self.nodes[item].tag.starts_with("VB")
    }

    /// `is`, where the item is what something is.
    fn copula(&self, item: usize) -> Option<usize> {
        self.child(item, "cop").filter(|copula| self.clause.items[*copula].class == Class::Auxiliary)
    }

    /// The verb of the clause of which the item is the head.
    fn predicate(&self, item: usize) -> Option<usize> {
        self.copula(item).or_else(|| self.verbal(item).then_some(item)).or_else(|| self.remaining(item))
    }

    /// `remains` of `remains committed to`: the verb of what is said of its subject by an adjective.
    fn remaining(&self, item: usize) -> Option<usize> {
        let verb =
            self.nodes[item].above.filter(|_| self.relation(item) == "xcomp" && self.clause.items[item].class == Class::Adjective)?;
        (self.verbal(verb) && self.remains(verb)).then_some(verb)
    }

    /// The item that names what a phrase with this head means: `Minister X` is X.
    fn phrase(&self, head: usize) -> usize {
        if self.clause.items[head].mention.is_some() {
            return head;
        }
        let named = |child: &usize| self.relation(*child) == "flat" && self.clause.items[*child].mention.is_some();
        self.below[head].iter().copied().find(named).unwrap_or(head)
    }

    /// What a relative pronoun stands for.
    fn antecedent(&self, pronoun: usize) -> Option<usize> {
        if self.clause.items[pronoun].class != Class::Relative {
            return None;
        }
        let mut verb = self.nodes[pronoun].above?;
        for _ in 0..CLIMB {
            match (self.relation(verb), self.nodes[verb].above) {
                ("acl:relcl", Some(noun)) => return Some(self.phrase(noun)),
                ("conj" | "xcomp" | "ccomp", Some(above)) => verb = above,
                _ => return None,
            }
        }
        None
    }

    /// The noun phrase with this head, or what it stands for.
    fn noun(&self, head: usize) -> usize {
        self.antecedent(head).unwrap_or_else(|| self.phrase(head))
    }

    /// Voice, mood and polarity; `head` is the verb, or what its copula says of the subject.
    fn group(&self, head: usize, copula: Option<usize>) -> VerbGroup {
        let verb = copula.unwrap_or(head);
        let tag = self.nodes[verb].tag;
        let state = copula.is_some() || self.main_be(verb) || self.remains(verb);
        let mut group = VerbGroup { copula: state, ..VerbGroup::default() };
        let mut bare = copula.is_none();
        for child in self.below[head].iter().copied().chain(copula) {
            let item = &self.clause.items[child];
            let next = self.clause.items.get(child + 1).map_or("", |next| next.word.as_str());
            match self.relation(child) {
                "aux" | "aux:pass" | "cop" => {
                    bare = bare && item.class == Class::To;
                    group.passive |= self.relation(child) == "aux:pass";
                    match item.word.as_str() {
                        "will" | "shall" | "wont" => group.will = true,
                        "must" | "should" | "ought" if item.class == Class::Modal => {
                            group.may = true;
                            group.must = true;
                        }
                        _ if item.class == Class::Modal => group.may = true,
                        _ => {}
                    }
                    group.negated |= item.word.ends_with("nt") || item.word == "cannot";
                    group.infinitive |= item.class == Class::To;
                }
                "mark" if item.class == Class::To => group.infinitive = true,
                "advmod" | "det" | "cc:preconj" => {
                    let only = matches!(next, "only" | "just" | "merely");
                    let negation = item.class == Class::Negation || matches!(item.word.as_str(), "hardly" | "cannot");
                    group.negated |= negation && !only && self.relation(child) == "advmod";
                }
                _ => {}
            }
        }
        // `was arrested and charged`, `will meet X and sign a deal`: the auxiliaries count for both, where no subject parts them.
        let shared = self.relation(head) == "conj" && bare && !group.infinitive && self.subject(head).is_none();
        if let Some(first) = self.nodes[head].above.filter(|first| shared && self.predicate(*first) == Some(*first)) {
            let first = self.group_of_first(first);
            let alike = match tag {
                "VB" => first.will || first.may || first.infinitive,
                "VBN" => first.passive,
                _ => false,
            };
            if alike {
                return VerbGroup { negated: group.negated, copula: group.copula, ..first };
            }
        }
        let participle = bare && copula.is_none() && matches!(tag, "VBN" | "VBG");
        group.passive |= bare && copula.is_none() && tag == "VBN" && self.relation(head) != "xcomp";
        group.finite = !group.infinitive && !(participle && (tag == "VBG" || group.passive));
        group
    }

    /// The group of the first of several verbs; it stands to the left, so it has been read.
    fn group_of_first(&self, first: usize) -> VerbGroup {
        self.clause.group(first)
    }

    fn main_be(&self, verb: usize) -> bool {
        self.clause.items[verb].class == Class::Auxiliary
            && matches!(
                self.word(verb),
                "be" | "am" | "is" | "are" | "was" | "were" | "been" | "being" | "isnt" | "arent" | "wasnt" | "werent"
            )
    }

    /// `remain at war`, `became president`: what follows says what the subject is.
    fn remains(&self, verb: usize) -> bool {
        matches!(self.word(verb), "remain" | "remains" | "remained" | "become" | "becomes" | "became" | "stay" | "stayed" | "stays")
    }

    fn subject(&self, head: usize) -> Option<usize> {
        self.below[head].iter().copied().find(|child| self.relation(*child).starts_with("nsubj"))
    }

    /// What the copula says: a noun, or `in X`.
    fn predicate_of(&mut self, copula: usize, head: usize) {
        match self.preposition(head) {
            Some(via) => self.clause.add(copula, Link::Preposition, self.noun(head), via),
            None => self.clause.add(copula, Link::Predicate, self.phrase(head), head),
        }
    }

    /// The preposition of a phrase: the last before the noun; `of` of `out of`.
    fn preposition(&self, head: usize) -> Option<usize> {
        let case = |child: &&usize| {
            self.relation(**child) == "case"
                && matches!(self.clause.items[**child].class, Class::Preposition | Class::To | Class::Subordinator)
        };
        let via = self.below[head].iter().rfind(case).copied()?;
        let of = self.clause.items.get(via + 1).is_some_and(|next| next.word == "of" && self.nodes[via + 1].relation == "fixed");
        Some(if of { via + 1 } else { via })
    }

    fn add(&mut self, from: usize, link: Link, to: usize) {
        self.clause.add(from, link, to, to);
    }

    /// Makes an arc of an edge of the tree.
    fn arc(&mut self, above: usize, item: usize) {
        let relation = self.relation(item);
        match relation {
            "nsubj" | "nsubj:pass" | "nsubj:outer" => {
                let Some(verb) = self.predicate(above) else { return };
                let group = self.clause.group(verb);
                let exists = group.copula && self.child(above, "expl").is_some();
                let link = match (exists, group.passive) {
                    (true, _) => Link::Predicate,
                    (_, true) => Link::PassiveSubject,
                    _ => Link::Subject,
                };
                self.add(verb, link, self.noun(item));
            }
            "obj" | "iobj" if self.verbal(above) => self.add(above, Link::Object, self.noun(item)),
            "nmod:poss" if self.nominal(item) => self.add(self.phrase(above), Link::Possessor, self.phrase(item)),
            "amod" | "compound" | "nummod" | "nmod:desc" | "nmod:unmarked" | "flat" if self.nominal(item) => {
                let head = self.phrase(above);
                // `Minister X`, where X is the name and the tree's head is the title.
                if head == item { self.add(item, Link::Modifier, above) } else { self.add(head, Link::Modifier, self.phrase(item)) }
            }
            "appos" => self.add(self.phrase(above), Link::Apposition, self.phrase(item)),
            "conj" => self.conjunct(above, item),
            "acl:relcl" => self.relative(above, item),
            "acl" => self.clause_of_noun(above, item),
            "xcomp" | "ccomp" => self.complement(above, item),
            "advcl" | "advcl:relcl" => self.adverbial(above, item),
            _ if relation.starts_with("obl") || relation == "nmod" => self.prepositional(above, item),
            _ => {}
        }
    }

    fn nominal(&self, item: usize) -> bool {
        matches!(self.clause.items[item].class, Class::Noun | Class::Name | Class::Demonym | Class::Adjective | Class::Number)
    }

    fn conjunct(&mut self, above: usize, item: usize) {
        match (self.predicate(above), self.predicate(item)) {
            (Some(first), Some(second)) => self.add(self.alike(first, second), Link::Conjunct, second),
            // `Syrian and Israeli officials`: both are before the noun.
            (None, None) if matches!(self.relation(above), "amod" | "compound") && self.nominal(above) && self.nominal(item) => {
                if let Some(head) = self.nodes[above].above {
                    self.add(self.phrase(head), Link::Modifier, item);
                }
            }
            (None, None) => {
                let opposed = self.child(item, "cc").is_some_and(|word| self.word(word) == "but");
                if !opposed {
                    self.add(self.phrase(above), Link::Conjunct, self.phrase(item));
                }
            }
            _ => {}
        }
    }

    /// `asked X to leave and closed the border`: a finite verb goes on from a finite one, whatever it was hung on.
    fn alike(&self, first: usize, second: usize) -> usize {
        let mut verb = first;
        if !self.clause.group(second).finite || !matches!(self.nodes[second].tag, "VBD" | "VBZ") {
            return first;
        }
        for _ in 0..CLIMB {
            if self.clause.group(verb).finite && !self.clause.group(verb).infinitive {
                return verb;
            }
            let Some(above) = self.nodes[verb].above.filter(|above| *above < second) else { break };
            verb = self.predicate(above).unwrap_or(above);
        }
        first
    }

    fn relative(&mut self, above: usize, item: usize) {
        let Some(verb) = self.predicate(item) else { return };
        let noun = self.phrase(above);
        self.add(noun, Link::Relative, verb);
        // `the area Israel occupied`
        let pronoun = self.below[item].iter().any(|child| self.clause.items[*child].class == Class::Relative);
        let group = self.clause.group(verb);
        let taken = self.below[item].iter().any(|child| matches!(self.relation(*child), "obj" | "ccomp" | "xcomp"));
        if !pronoun && !taken && !group.passive && !group.copula && self.subject(item).is_some() {
            self.add(verb, Link::Object, noun);
        }
    }

    fn clause_of_noun(&mut self, above: usize, item: usize) {
        let Some(verb) = self.predicate(item) else { return };
        let group = self.clause.group(verb);
        let link = if group.infinitive {
            Link::Infinitive
        } else if group.finite {
            Link::Clause
        } else if self.child(item, "mark").is_none() {
            Link::Reduced
        } else {
            return;
        };
        self.add(self.phrase(above), link, verb);
    }

    fn complement(&mut self, above: usize, item: usize) {
        let Some(main) = self.predicate(above) else { return };
        let Some(verb) = self.predicate(item).filter(|verb| *verb != main) else {
            if self.remains(main) {
                self.add(main, Link::Predicate, self.phrase(item));
            }
            return;
        };
        let group = self.clause.group(verb);
        let bare = group.infinitive || !group.finite || self.nodes[verb].tag == "VB" && !group.will && !group.may;
        // `X attacked Y, officials said`: what stands before its report is no clause after it.
        if bare {
            self.add(main, Link::Infinitive, verb);
        } else if main < verb {
            self.add(main, Link::Clause, verb);
        }
    }

    fn adverbial(&mut self, above: usize, item: usize) {
        let (Some(main), Some(verb)) = (self.predicate(above), self.predicate(item)) else { return };
        let group = self.clause.group(verb);
        if group.infinitive {
            self.add(main, Link::Infinitive, verb);
            return;
        }
        let mark = self.child(item, "mark").or_else(|| self.child(item, "case"));
        let charge = mark.is_some_and(|mark| matches!(self.word(mark), "of" | "for" | "from" | "into")) && !group.finite;
        let someone =
            self.clause.group(main).passive || self.below[above].iter().any(|child| matches!(self.relation(*child), "obj" | "iobj"));
        if charge && someone {
            self.clause.add(main, Link::Charge, verb, mark.unwrap_or(verb));
        } else {
            self.clause.add(main, Link::Adverbial, verb, mark.unwrap_or(verb));
        }
    }

    /// A prepositional phrase hangs on its head; on an event noun between it and its verb, or on the verb that carries the noun, too.
    fn prepositional(&mut self, above: usize, item: usize) {
        let Some(via) = self.preposition(item) else { return };
        let to = self.noun(item);
        let verb = self.predicate(above);
        if let Some(verb) = verb {
            if self.word(via) == "by" && self.clause.group(verb).passive {
                self.clause.add(verb, Link::Agent, to, via);
            }
            self.clause.add(verb, Link::Preposition, to, via);
        }
        if verb != Some(above) {
            self.clause.add(self.phrase(above), Link::Preposition, to, via);
        }
        if self.word(via) == "of" {
            return;
        }
        let event =
            |this: &Self, noun: usize| this.clause.items[noun].mention.is_none() && Lexicon::built_in().noun(this.word(noun)).is_some();
        if let Some(verb) = verb {
            // `the attack was condemned by X`: X is no party of the attack.
            let agent = self.word(via) == "by" && self.clause.group(verb).passive;
            let carrier = |noun: usize| matches!(self.relation(noun), "obj" | "nsubj:pass") && noun < via && event(self, noun);
            let events: Vec<usize> = self.below[above].iter().copied().filter(|noun| !agent && carrier(*noun)).collect();
            for noun in events {
                self.clause.add(noun, Link::Preposition, to, via);
            }
        } else if let Some(verb) = self.nodes[above].above.filter(|verb| self.verbal(*verb))
            && self.relation(above) == "obj"
        {
            self.clause.add(verb, Link::Preposition, to, via);
        }
    }
}
