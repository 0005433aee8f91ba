// The parts of the page that need no browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { readGraph } from "../../page/src/data.js";
import { arrange, neighbourhood } from "../../page/src/ego.js";
import { dayOf, period, select } from "../../page/src/filter.js";
import { distance, foldName, soundsOf } from "../../page/src/fold.js";
import { histogram } from "../../page/src/histogram.js";
import { Search } from "../../page/src/search.js";
import { fromHash, initialState, toHash } from "../../page/src/state.js";
import { csv } from "../../page/src/table.js";
import { build, island, nisba } from "./support.mjs";

describe("names", () => {
  it("fold as the program folds them", () => {
    const rows = readFileSync(join(import.meta.dirname, "fold.tsv"), "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
    assert.ok(rows.length > 20);
    for (const row of rows) {
      const [name, folded] = row.split("\t");
      assert.equal(foldName(name), folded, name);
    }
  });

  it("that sound alike have the same consonants", () => {
    for (const [a, b] of [["khuzai", "khuzaee"], ["shaibani", "chaibani"], ["hussein", "husayn"], ["dmitri", "dimitry"], ["qaddafi", "gadhafi"]]) assert.equal(soundsOf(a), soundsOf(b), `${a} ${b}`);
    for (const [a, b] of [["moreno", "marina lind"], ["lind", "land mark"], ["dietz", "doris"]]) assert.notEqual(soundsOf(a), soundsOf(b), `${a} ${b}`);
    assert.equal(soundsOf("حداد"), "");
  });

  it("are as far apart as letters have to change", () => {
    assert.deepEqual([distance("shibani", "shaibani", 3), distance("dremer", "dermer", 3), distance("abc", "xyz", 1), distance("", "ab", 2)], [1, 1, 2, 2]);
  });
});

describe("search", () => {
  let graph, search;
  const first = (text) => { const [hit] = search.find(text); return hit && [graph.nodes[hit.node].label, hit.reason]; };
  before(() => {
    graph = readGraph(island(build("corpus").page));
    search = new Search(graph.nodes);
  });

  it("knows names, spellings of the documents, parts and starts", () => {
    assert.deepEqual(first("Nadir al-Khuzai"), ["Nadir al-Khuzai", "name"]);
    assert.deepEqual(first("nadir-al-khuzai"), ["Nadir al-Khuzai", "id"]);
    assert.deepEqual(first("OYSTEIN BRANDVOLD"), ["Øystein Brandvold", "name"]);
    assert.equal(first("Veldanian")[0], "Veldania");
    assert.deepEqual(first("union"), ["Harbour Union", "part"]);
    assert.deepEqual(first("harb"), ["Harbour Union", "start"]);
    assert.deepEqual(first("khuzai"), ["Nadir al-Khuzai", "part"]);
  });

  it("knows spellings that stand nowhere", () => {
    for (const text of ["Khuzaee", "al Khouzai", "Nadeer Khuzay", "alkhuzai", "el-Khuza'i"]) assert.equal(first(text)?.[0], "Nadir al-Khuzai", text);
    for (const [text, label] of [["Deitz", "Carla Dietz"], ["Brandwold", "Øystein Brandvold"], ["Karla Diets", "Carla Dietz"], ["Morenno", "Alba Moreno"]]) assert.equal(first(text)?.[0], label, text);
  });

  it("finds nothing where nothing is meant", () => {
    for (const text of ["", "  ", "zzzz", "Wolfgang", "'"]) assert.deepEqual(search.find(text), [], text);
  });

  it("finds whom the program finds", () => {
    const { page, json } = build("seeds");
    const seeds = readGraph(island(page)), own = new Search(seeds.nodes);
    for (const text of ["al-Shibani", "Trump", "Netanyahu", "SHARAA", "dermer", "Golan", "Asaad al-Shaibani", "Syria", "Tzachi", "hayat tahrir al-sham"]) {
      const found = JSON.parse(nisba("show", json, text, "--format", "json", "--sentences", "1"));
      assert.equal(seeds.nodes[own.find(text)[0].node].id, found.entity.id, text);
    }
  });
});

describe("numbers", () => {
  let graph, saved, opening;
  before(() => {
    const files = build("corpus");
    graph = readGraph(island(files.page));
    saved = files.json;
    opening = { ...initialState(graph, null), relations: new Set(graph.relations.map((_, place) => place)) };
  });
  const NUMBERS = ["weight", "n_evidence", "n_documents", "n_sources", "first_date", "last_date"];

  /** Every connection with its numbers, from the page and from an export with the same filters. */
  function both(change, ...options) {
    const file = `${saved}.part.json`;
    nisba("export", saved, "-o", file, "--quiet", ...options);
    const edges = JSON.parse(readFileSync(file, "utf8")).edges;
    const wanted = edges.map((edge) => [edge.source, edge.relation, edge.target, ...NUMBERS.map((name) => edge[name] ?? "")]);
    const { links } = select(graph, { ...opening, ...change });
    const date = (day) => (day === 0 ? "" : period(day, day));
    const found = links.map(({ edge, weight, sentences, documents, sources, first, last }) =>
      [graph.nodes[edge.subject].id, graph.relations[edge.relation].id, graph.nodes[edge.object].id, weight, sentences, documents, Math.max(1, sources), date(first), date(last)]);
    return [found.map(String).sort(), wanted.map(String).sort()];
  }

  it("are those of the export, under every filter", () => {
    const kinds = (...names) => ({ kinds: new Set(["asserted", ...names]) });
    const types = (...names) => ({ types: new Set(graph.types.flatMap(({ name }, place) => (names.includes(name) ? [place] : []))) });
    const cases = [
      [{}],
      [kinds("planned", "possible"), "--include", "planned,possible"],
      [kinds("denied"), "--include", "denied"],
      [kinds("negated", "planned", "possible", "denied"), "--include", "planned,possible,denied,negated"],
      [{ from: "2024-03", until: "2024-12" }, "--since", "2024-03", "--until", "2024-12"],
      [{ until: "2024-02-03" }, "--until", "2024-02-03"],
      [{ weight: 2 }, "--min-weight", "2"],
      [types("person"), "--type", "person"],
      [{ relations: new Set([graph.relations.findIndex(({ id }) => id === "meet")]) }, "--relation", "meet"],
    ];
    for (const [change, ...options] of cases) {
      const [found, wanted] = both(change, ...options);
      assert.ok(wanted.length > 0, options.join(" "));
      assert.deepEqual(found, wanted, options.join(" "));
    }
  });

  it("of copies count once", () => {
    const { links } = select(graph, opening);
    const attack = links.find(({ edge }) => graph.nodes[edge.subject].label === "Front for the Coast" && graph.relations[edge.relation].id === "attack");
    assert.deepEqual([attack.weight, attack.sentences, attack.documents], [1, 2, 2]);
  });

  it("of time fill the bars", () => {
    const bars = histogram(graph), rows = bars.reduce((sum, bar) => sum + bar.rows, 0);
    const dated = graph.edges.reduce((sum, edge) => sum + edge.quoted.filter((period, at) => at % 10 === 2 && graph.periods[period][0] > 0).length, 0);
    assert.equal(rows, dated);
    assert.ok(bars.length > 2 && bars.length < 50);
    bars.slice(1).forEach((bar, at) => assert.ok(bar.from > bars[at].until));
  });

  it("of days are those of the calendar", () => {
    assert.deepEqual([dayOf("2024", false), dayOf("2024-02", true), dayOf("2024-02-03", true), dayOf("soon", false)], [20240101, 20240231, 20240203, 0]);
    assert.deepEqual([period(20240201, 20240229), period(20240101, 20241231), period(20240203, 20240203), period(20240203, 20240311)], ["2024-02", "2024", "2024-02-03", "2024-02-03 to 2024-03-11"]);
  });
});

describe("the address", () => {
  it("brings a state back", () => {
    const graph = readGraph(island(build("corpus").page)), initial = initialState(graph, 0);
    const state = { ...initial, entity: 3, tab: "table", depth: 2, types: new Set([0, 1]), relations: new Set([2]), kinds: new Set(["planned", "denied"]), from: "2024-02", until: "2024-12-31", weight: 2, list: "entities", words: "a & b=ü", sort: "name down" };
    assert.deepEqual(fromHash(graph, `#${toHash(graph, state, initial)}`, initial), state);
    assert.deepEqual(fromHash(graph, `#${toHash(graph, { ...initial, types: new Set() }, initial)}`, initial).types, new Set());
    assert.equal(toHash(graph, initial, initial), new URLSearchParams({ e: graph.nodes[0].id }).toString());
  });

  it("that names what is not there is as the page opens", () => {
    const graph = readGraph(island(build("corpus").page)), initial = initialState(graph, 0);
    assert.deepEqual(fromHash(graph, "#e=nobody&tab=x&depth=9&from=then&kinds=x&weight=-1&list=y", initial), { ...initial, depth: 2, kinds: new Set() });
  });
});

describe("the picture of an entity", () => {
  /** A star with many arms, whose neighbours are joined. */
  const star = (arms) => {
    const nodes = Array.from({ length: arms + 1 }, (_, index) => ({ index }));
    const edges = nodes.slice(1).flatMap(({ index }) => [{ subject: 0, object: index }, { subject: index, object: (index % arms) + 1 }]);
    const links = edges.map((edge, index) => ({ edge: { ...edge, index, relation: 0 }, weight: 1, sentences: 1, plain: 1, marks: {} }));
    const of = nodes.map(({ index }) => links.filter(({ edge }) => edge.subject === index || edge.object === index));
    return { graph: { nodes, relations: [{ id: "meet" }] }, selection: { links, of } };
  };

  it("holds the strongest neighbours and counts the others", () => {
    const { graph, selection } = star(50);
    const { nodes, left, pairs } = neighbourhood(graph, selection, 0, 1);
    assert.deepEqual([nodes.length, left], [37, 14]);
    assert.ok(pairs.every(({ a, b }) => nodes.some(({ node }) => node === a) && nodes.some(({ node }) => node === b)));
  });

  it("puts no label on another, and the same twice", () => {
    for (const arms of [1, 3, 12, 36]) {
      const { graph, selection } = star(arms), { nodes, pairs } = neighbourhood(graph, selection, 0, 1);
      const boxes = nodes.map((_, place) => [30 + (place % 5) * 12, 20]);
      const places = arrange(nodes, pairs, boxes, 800, 700);
      assert.deepEqual(places, arrange(nodes, pairs, boxes, 800, 700));
      places.forEach(([x, y], a) => {
        assert.ok(Number.isFinite(x) && Number.isFinite(y));
        for (let b = 0; b < a; b++) assert.ok(Math.abs(x - places[b][0]) > boxes[a][0] + boxes[b][0] - 1 || Math.abs(y - places[b][1]) > boxes[a][1] + boxes[b][1] - 1, `${arms} arms: ${a} and ${b}`);
      });
    }
  });
});

describe("a table as CSV", () => {
  it("is quoted, and holds no formulas", () => {
    const columns = [{ name: "Name", value: (row) => row[0] }, { name: "Number", value: (row) => row[1] }];
    assert.equal(csv([["a, \"b\"", -1], ["=1+1", 2], ["@x\ny", 3]], columns), 'Name,Number\r\n"a, ""b""",-1\r\n\'=1+1,2\r\n\'@x y,3\r\n');
  });
});
