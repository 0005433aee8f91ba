# Recipes for people who work on nisba; `just` lists them.

default:
    @just --list

# Everything that a change has to pass
ci:
    bash .ci/run

# Rewrite tables, golden cases and expected exports; review the difference
update:
    NISBA_UPDATE=1 cargo test

# The picture in the README (needs Graphviz)
picture:
    cargo run --release -- build seeds -o docs/graph.dot --no-cooccurrence
    dot -Tsvg docs/graph.dot -o docs/graph.svg
    rm docs/graph.dot

# The script and the style of the .html page, from page/src (needs Node.js)
page:
    cd page && npm ci --no-audit --no-fund && node build.mjs

# The page in headless Chromium
page-test *files:
    tests/page/run {{files}}

# Long property tests
fuzz cases="20000":
    PROPTEST_CASES={{cases}} cargo test --release --test it properties

# Open what a build writes in the programs it is for: databases, rdflib, followthemoney, NetworkX and others; see tests/consumers
consumers:
    tests/consumers/run

# Score against labelled data kept outside the repository
score scorer data corpus:
    cargo build --release
    python3 {{scorer}} seeds --nisba target/release/nisba --data {{data}} --corpus {{corpus}} --errors 20

# Tokeniser and matcher against Unicode's boundaries, a trie and Aho-Corasick over much text: documents and a pack of names
compare text names:
    NISBA_BENCH_TEXT={{text}} NISBA_BENCH_NAMES={{names}} cargo test --release --test it matcher_at_length

# Train the parser anew from treebanks kept outside the repository (EWT and GUM of Universal Dependencies); see models/README.md
parser treebanks:
    cargo run --release --example train-parser -- {{treebanks}}/EWT-train.conllu.gz {{treebanks}}/GUMCC-train.conllu.gz --dev {{treebanks}}/EWT-dev.conllu.gz --test {{treebanks}}/EWT-test.conllu.gz --test {{treebanks}}/GUM-test.conllu.gz -o models/english.parser

# Speed of each stage beside a bare Aho-Corasick automaton: --text FILE, --names PACK; see benches/RESULTS.md
bench *arguments:
    cargo bench --bench stages -- {{arguments}}

# Speed of folding, measuring and writing a large graph, beside NetworkX and igraph (benches/rivals/graph.py says what to install)
bench-graph *arguments:
    python3 benches/rivals/graph.py {{arguments}}
