"""Reads GraphML, GEXF (also in time), DOT and Cytoscape JSON with NetworkX, igraph, pydot and, where it is installed, Graphviz."""
import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import date

import igraph
import networkx
import pydot

import reference
from reference import clean, same


def main():
    graph = reference.load()
    labels = sorted(graph.labels().values())
    ties = sorted((graph.labels()[s], relation, graph.labels()[t], weight) for s, relation, t, weight in graph.ties())

    def compare(what, nodes, edges):
        same(f"{what}: labels", labels, map(clean, nodes))
        same(f"{what}: edges", ties, [(clean(s), r, clean(t), w) for s, r, t, w in edges])

    def networkx_reads(what, g):
        label = dict(g.nodes(data="label"))
        compare(what, label.values(), [(label[s], a["relation"], label[t], a["weight"]) for s, t, a in g.edges(data=True)])

    networkx_reads("NetworkX, GraphML", networkx.read_graphml(graph.file("graphml")))
    networkx_reads("NetworkX, GEXF", networkx.read_gexf(graph.file("gexf")))
    networkx_reads("NetworkX, GEXF in time", networkx.read_gexf(graph.folder / "dynamic.gexf"))
    networkx_reads("NetworkX, JSON", networkx.node_link_graph(json.loads(graph.file("json").read_text(encoding="utf-8")), edges="edges"))
    elements = json.loads(graph.file("cyjs").read_text(encoding="utf-8"))["elements"]
    named = {n["data"]["id"]: n["data"]["name"] for n in elements["nodes"]}
    edges = [e["data"] for e in elements["edges"]]
    same("Cytoscape JSON: ids", Counter([*named, *(e["id"] for e in edges)]).values(), [1] * (len(named) + len(edges)))
    compare("Cytoscape JSON", named.values(), [(named[e["source"]], e["interaction"], named[e["target"]], e["weight"]) for e in edges])
    g = igraph.Graph.Read_GraphML(str(graph.file("graphml")))
    compare("igraph, GraphML", g.vs["label"], [(g.vs[e.source]["label"], e["relation"], g.vs[e.target]["label"], e["weight"]) for e in g.es])
    if not pydot.graph_from_dot_file(str(graph.file("dot")), encoding="utf-8"):
        sys.exit("pydot cannot read the DOT file")

    in_time(graph)
    picture(graph)
    told = "NetworkX, igraph, pydot"
    if shutil.which("dot"):
        drawn = subprocess.run(["dot", "-Ksfdp", "-Tjson", graph.file("dot")], capture_output=True, check=True, timeout=120)
        data = json.loads(drawn.stdout.decode("utf-8"))
        texts = [" ".join(op["text"] for op in o["_ldraw_"] if op["op"] == "T") for o in data["objects"][data["_subgraph_cnt"]:]]
        bidi = {*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
        same("Graphviz: labels", ["".join(c for c in label if ord(c) not in bidi) for label in labels], map(clean, texts))
        told += ", Graphviz"
    else:
        print("Graphviz is not installed; the DOT file was read by pydot only")
    print(f"{told}: {len(labels)} entities, {len(ties)} edges")


def in_time(graph):
    """Every date of the dynamic file is a day; no edge exists without its ends; nothing else differs from the static file."""
    root = ET.parse(graph.folder / "dynamic.gexf").getroot()
    space = {"g": "http://gexf.net/1.3"}
    top = root.find("g:graph", space)
    if (top.get("mode"), top.get("timeformat"), top.get("timerepresentation")) != ("dynamic", "date", "interval"):
        sys.exit(f"no dynamic graph: {top.attrib}")

    def period(element):
        start, end = element.get("start"), element.get("end")
        return (date.fromisoformat(start), date.fromisoformat(end)) if start else (date.min, date.max)

    nodes = {n.get("id"): period(n) for n in root.iterfind(".//g:node", space)}
    edges = root.findall(".//g:edge", space)
    for edge in edges:
        start, end = period(edge)
        outside = [id for id in (edge.get("source"), edge.get("target")) if edge.get("start") and not nodes[id][0] <= start <= end <= nodes[id][1]]
        if outside or start > end:
            sys.exit(f"{edge.get('id')} is outside of {outside}")
    dated = sum("first_date" in e for e in graph.edges)
    if sum(edge.get("start") is not None for edge in edges) != dated:
        sys.exit("not every dated edge has a period")


def picture(graph):
    """The drawing holds a circle for each node, a line for each edge, and nothing but shapes and text."""
    root = ET.parse(graph.file("svg")).getroot()
    tags = [element.tag.rpartition("}")[2] for element in root.iter()]
    foreign = set(tags) - {"svg", "title", "desc", "style", "defs", "marker", "rect", "g", "circle", "path", "text"}
    ends = sum(tag == "circle" for tag in tags) - len({node["type"] for node in graph.nodes.values()})
    if foreign or ends != len(graph.nodes) or tags.count("path") != len(graph.edges) + 1:
        sys.exit(f"the drawing has {ends} nodes, {tags.count('path') - 1} edges, foreign elements {foreign}")


main()
