"""Reads Turtle and N-Quads with rdflib, and asks in SPARQL for what the .json holds."""
import sys
from urllib.parse import unquote

import rdflib

import reference
from reference import clean, same

BASE = "urn:nisba:"
PREFIXES = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <https://schema.org/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX nisba: <urn:nisba:vocabulary#>
"""


def name(iri):
    """The last part of an address."""
    return unquote(str(iri).rpartition("#" if "#" in iri else "/")[2])


def compare(what, graph, dataset):
    def ask(query):
        return [[term.toPython() if isinstance(term, rdflib.Literal) else term for term in row] for row in dataset.query(PREFIXES + query)]

    nodes = ask("SELECT ?n ?id ?label ?count WHERE { ?n dcterms:identifier ?id ; schema:name ?label ; nisba:n_mentions ?count }")
    same(f"{what}: ids", [clean(id) for id in graph.nodes], [id for _, id, _, _ in nodes])
    same(f"{what}: labels", [(id, clean(n["label"]), n["n_mentions"]) for id, n in graph.nodes.items()], [(name(n), label, count) for n, _, label, count in nodes])
    aliases = ask("SELECT ?n ?alias WHERE { ?n schema:alternateName ?alias }")
    same(f"{what}: aliases", {(id, clean(a)) for id, n in graph.nodes.items() for a in n["aliases"]}, {(name(n), a) for n, a in aliases})
    items = {(id, n["wikidata"]) for id, n in graph.nodes.items() if n.get("wikidata", "").removeprefix("Q").isdigit()}
    same(f"{what}: Wikidata", items, {(name(n), name(item)) for n, item in ask("SELECT ?n ?item WHERE { ?n schema:sameAs ?item }")})
    edges = ask("SELECT ?s ?p ?o ?w WHERE { ?e a nisba:Edge ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; nisba:weight ?w }")
    same(f"{what}: edges", graph.ties(), [(name(s), name(p), name(o), w) for s, p, o, w in edges])
    rows = ask("""SELECT ?s ?p ?o ?d ?m ?start ?q WHERE { ?e a nisba:Evidence ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
        prov:wasQuotedFrom ?d ; nisba:modality ?m ; nisba:sentence_start ?start ; nisba:quote ?q }""")
    expected = [(r["subject"], r["relation"], r["object"], r["document"], r["modality"], r["sentence"][0], clean(r["quote"])) for r in graph.evidence]
    same(f"{what}: evidence", expected, [(name(s), name(p), name(o), name(d), m, start, q) for s, p, o, d, m, start, q in rows])
    # Nothing is stated that no sentence states.
    plain = {(r["subject"], r["relation"], r["object"]) for r in graph.evidence if (r["modality"], r["polarity"]) == ("asserted", "positive")}
    stated = {(name(s), name(p), name(o)) for s, p, o in ask("SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o FILTER STRSTARTS(STR(?p), 'urn:nisba:relation#') }")}
    same(f"{what}: stated", {(s, r, o) for s, r, o, _ in graph.ties()} & plain, stated)


def main():
    graph = reference.load()
    turtle = rdflib.Graph().parse(graph.file("ttl"), format="turtle")
    compare("Turtle", graph, turtle)
    quads = rdflib.Dataset(default_union=True).parse(graph.file("nq"), format="nquads")
    compare("N-Quads", graph, quads)
    graphs = {name(g.identifier) for g in quads.graphs() if str(g.identifier).startswith(BASE)}
    same("graphs", {row["document"] for row in graph.evidence}, graphs)
    for term in {term for triple in turtle for term in triple if isinstance(term, rdflib.URIRef)}:
        if any(c in str(term) for c in "<>\"{}|^`\\ "):
            sys.exit(f"not an IRI: {term}")
    print(f"rdflib: {len(turtle)} triples of Turtle, {len(quads)} of N-Quads in {len(graphs)} graphs of documents")


main()
