// Twenty thousand entities and sixty thousand connections, without a graphics card.
import assert from "node:assert/strict";
import { createWriteStream, statSync } from "node:fs";
import { finished } from "node:stream/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { browser, folder, nisba, open } from "./support.mjs";

const NODES = 20_000, EDGES = 60_000;

/** Writes a graph as nisba saves it: hubs and clusters, made by a small generator of random numbers (Numerical Recipes' LCG). */
async function write(file) {
  let seed = 17;
  const random = (below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const syllables = ["ba", "dor", "el", "fin", "gal", "hem", "is", "ko", "lun", "mar", "nor", "os", "pel", "ra", "sen", "tor", "ul", "ve", "wen", "zan"];
  const word = (number) => [number % 20, Math.floor(number / 20) % 20, Math.floor(number / 400) % 20].map((place) => syllables[place]).join("").replace(/^./, (letter) => letter.toUpperCase());
  const types = ["person", "person", "person", "organization", "place", "country"];
  const relations = ["attack", "meet", "support", "visit"];
  const id = (place) => `e${String(place).padStart(5, "0")}`;
  const edges = new Map();
  while (edges.size < EDGES) {
    const a = random(NODES), near = random(4) > 0;
    const b = near ? Math.floor(a / 40) * 40 + random(40) : Math.floor(random(1000) ** 2 / 1_000_000 * NODES);
    if (a !== b && b < NODES) edges.set(`${id(Math.min(a, b))} ${relations[random(4)]} ${id(Math.max(a, b))}`, null);
  }
  const out = createWriteStream(file);
  const names = Array.from({ length: NODES }, (_, place) => `${word(random(8000))} ${word(place * 7)}`);
  out.write('{"directed":true,"multigraph":true,"sentences":100000,\n"nodes":[\n');
  for (let place = 0; place < NODES; place++) {
    const node = { id: id(place), label: names[place], type: types[place % 6], aliases: [], n_mentions: 1 + random(50), n_sentences: 1, n_documents: 1 + random(20), first_date: "2023-01-01", last_date: "2025-12-31", community: Math.floor(place / 400), pagerank: 1 / (place + 10) / 8, spellings: { [names[place]]: 3 } };
    out.write(JSON.stringify(node) + (place + 1 < NODES ? ",\n" : "\n"));
  }
  const keys = [...edges.keys()].sort().map((key) => key.split(" "));
  out.write('],\n"edges":[\n' + keys.map(([source, relation, target]) => JSON.stringify({ source, target, relation, weight: 1 })).join(",\n"));
  out.write('\n],\n"relations":{"attack":{"label":"attacked","symmetric":false},"meet":{"label":"met","symmetric":true},"support":{"label":"supported","symmetric":false},"visit":{"label":"visited","symmetric":false}},\n"evidence":[\n');
  const filler = "on the quay before the council sat, said two people who had seen the letter";
  keys.forEach(([subject, relation, object], place) => {
    const [a, b] = [subject, object].map((end) => names[Number(end.slice(1))]);
    const verb = { attack: "attacked", meet: "met", support: "supported", visit: "visited" }[relation];
    const quote = `${a} ${verb} ${b} ${filler} (${place}).`, from = a.length + 1, until = from + verb.length;
    const date = `${2023 + (place % 3)}-${String(1 + (place % 12)).padStart(2, "0")}-${String(1 + (place % 28)).padStart(2, "0")}`;
    const row = {
      subject, relation, object, document: `report-${place % 15_000}.txt`, sentence_number: 1 + Math.floor(place / 15_000), sentence: [0, quote.length], subject_span: [0, a.length], object_span: [until + 1, until + 1 + b.length],
      trigger: [from, until], quote, polarity: "positive", modality: place % 25 === 0 ? "planned" : "asserted", rule: `verb:${relation}`, confidence: "high", zone: "body", document_date: date, source: `paper ${place % 40}`, fingerprint: (place % 15_000).toString(16).padStart(32, "0"),
    };
    out.write(JSON.stringify(row) + (place + 1 < keys.length ? ",\n" : "\n"));
  });
  out.end("]}\n");
  await finished(out);
}

describe("a large graph", () => {
  let chromium, file;
  before(async () => {
    const saved = join(folder, "large.json");
    await write(saved);
    file = join(folder, "large.html");
    nisba("export", saved, "-o", file, "--quiet");
    chromium = await browser();
  });
  after(() => chromium.close());

  it("is a page of about 15 MB", () => assert.ok(statSync(file).size <= 15_500_000, `${statSync(file).size} bytes`));

  it("opens, and draws itself whole, in under ten seconds", async (test) => {
    const start = performance.now();
    const { page, troubles, requests } = await open(chromium, file);
    const opened = performance.now() - start;
    page.setDefaultTimeout(30_000);
    assert.match(await page.locator("#summary").innerText(), /^20,000 entities, 57,\d{3} of 60,000 connections/);
    const step = async (name, act) => {
      const start = performance.now();
      await act();
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      test.diagnostic(`${name}: ${Math.round(performance.now() - start)} ms`);
      return performance.now() - start;
    };
    test.diagnostic(`opening: ${Math.round(opened)} ms; ${statSync(file).size} bytes`);
    assert.ok(opened < 10_000, `opening took ${opened} ms`);
    const drawing = await step("the whole graph", async () => {
      await page.getByRole("tab", { name: "Whole graph" }).click();
      await page.waitForSelector("#view-graph canvas");
    });
    assert.ok(drawing < 10_000, `drawing took ${drawing} ms`);
    assert.match(await page.locator("#view-graph .note").innerText(), /the 2,500 strongest of/);
    await step("a type left out", () => page.getByLabel("place").first().uncheck());
    await step("the table", () => page.getByRole("tab", { name: "Table" }).click());
    assert.equal(await page.locator("tbody tr").count(), 100);
    await step("its next rows", () => page.getByRole("button", { name: "Rows after" }).click());
    await step("a search", () => page.fill("#query", "Marosfin"));
    assert.ok(await page.locator("#hits li").count() > 0);
    assert.deepEqual([troubles, requests], [[], []]);
  });
});
