"""The bench of large graphs, and NetworkX and igraph on the very graph that it has made, in one run, in processor seconds of all threads and
in seconds on the clock.

pip install networkx==3.6.1 lxml==6.1.3 igraph==1.0.0
python3 benches/rivals/graph.py [arguments of `cargo bench --bench graph`]

NetworkX writes with lxml where that is installed, and else with Python's own XML library; both are measured. It holds the graph in some
gigabytes of memory.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree

import igraph
import networkx

SPACE = "{http://graphml.graphdrawing.org/xmlns}"
TYPES = {"string": str, "long": int, "int": int, "double": float, "boolean": lambda text: text == "true"}


def seconds(work):
    start = time.process_time(), time.perf_counter()
    result = work()
    return (time.process_time() - start[0], time.perf_counter() - start[1]), result


def load(path):
    """The graph of a GraphML file, read piece by piece: NetworkX's own reader takes several times the memory."""
    graph, keys = networkx.MultiDiGraph(), {}
    events = ElementTree.iterparse(path, events=("start", "end"))
    whole = None
    for event, element in events:
        tag = element.tag.removeprefix(SPACE)
        if event == "start":
            whole = element if tag == "graph" else whole
        elif tag == "key":
            keys[element.get("id")] = (element.get("attr.name"), TYPES[element.get("attr.type")])
        elif tag in ("node", "edge"):
            named = ((keys[value.get("key")], value.text) for value in element)
            values = {name: kind(text) for (name, kind), text in named}
            if tag == "node":
                graph.add_node(element.get("id"), **values)
            else:
                graph.add_edge(element.get("source"), element.get("target"), key=element.get("id"), **values)
            whole.clear()
    return graph


def simple(graph):
    """The same graph without directions, what joins the same two nodes added up."""
    places = {node: place for place, node in enumerate(graph)}
    weights = {}
    for a, b, weight in graph.edges(data="weight"):
        pair = tuple(sorted((places[a], places[b])))
        if pair[0] != pair[1]:
            weights[pair] = weights.get(pair, 0) + weight
    return igraph.Graph(n=len(places), edges=list(weights), edge_attrs={"weight": list(weights.values())})


def ours(path):
    command = ["cargo", "bench", "--bench", "graph", "--", "--keep", path, *sys.argv[1:]]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    print("\n".join(lines))
    rows = (line.partition(": ") for line in lines if line.endswith(" on the clock"))
    return {name: tuple(float(part.split()[0]) for part in value.split(", ")) for name, _, value in rows}


def row(name, theirs, own):
    sides = zip(("s of the processor", "s on the clock"), theirs, own)
    print(f"{name}: " + "; ".join(f"{their:.3f} {unit}, {their / our:.1f} times {our:.3f}" for unit, their, our in sides), flush=True)


with tempfile.TemporaryDirectory() as folder:
    own = ours(os.path.join(folder, "ours.graphml"))
    graph = load(os.path.join(folder, "ours.graphml"))
    flat = simple(graph)
    row("igraph PageRank", min(seconds(lambda: flat.pagerank(weights="weight"))[0] for _ in range(3)), own["PageRank"])
    print(f"modularity of ours: {flat.modularity([graph.nodes[node]['community'] for node in graph], weights='weight'):.5f}")
    leiden = lambda: flat.community_leiden(objective_function="modularity", weights="weight")
    for name, find in (("Leiden", leiden), ("multilevel", lambda: flat.community_multilevel(weights="weight"))):
        random.seed(1)
        taken, found = seconds(find)
        row(f"igraph {name}", taken, own["communities"])
        print(f"modularity of igraph {name}: {found.modularity:.5f}")
    del flat
    theirs = os.path.join(folder, "theirs.graphml")
    for name, write in (("lxml", networkx.write_graphml_lxml), ("without lxml", networkx.write_graphml_xml)):
        row(f"networkx.write_graphml, {name}", seconds(lambda: write(graph, theirs))[0], own["GraphML"])
    print(f"{os.path.getsize(theirs) / 1e6:.1f} MB of GraphML")
