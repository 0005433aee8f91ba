// Names, documents and sources that try to be more than text.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { browser, build, open } from "./support.mjs";

describe("hostile text", () => {
  let chromium, files;
  before(async () => {
    chromium = await browser();
    files = build("hostile");
  });
  after(() => chromium.close());

  it("stays text, wherever the page shows it", async () => {
    const { page, troubles, requests } = await open(chromium, files.page, "", { permissions: ["clipboard-read", "clipboard-write"] });
    const foreign = () => page.evaluate(() => ({
      broken: window.broken,
      markup: [...document.querySelectorAll("#panel, .stage, #hits, .filters, footer")].flatMap((part) => [...part.querySelectorAll("img, script, iframe, object, embed, style, link, svg [onload], [onerror], [onmouseover]")].map((item) => item.outerHTML)),
      links: [...document.querySelectorAll("a")].map((link) => link.href).filter((address) => !/^https?:/.test(address)),
    }));
    const calm = { broken: undefined, markup: [], links: [] };
    const labels = JSON.parse(readFileSync(files.json, "utf8")).nodes.map((node) => [node.id, node.label]);
    assert.equal(labels.length, 10);
    for (const [id] of labels) {
      await page.evaluate((hash) => { location.hash = hash; }, `#${new URLSearchParams({ e: id, depth: "2" })}`);
      await page.waitForFunction((id) => new URLSearchParams(location.hash.slice(1)).get("e") === id, id);
      await page.evaluate(() => { for (const details of document.querySelectorAll("#panel details")) details.open = true; });
      await page.waitForTimeout(30);
      assert.deepEqual(await foreign(), calm, id);
    }
    for (const tab of ["graph", "table"]) {
      await page.evaluate((hash) => { location.hash = hash; }, `#tab=${tab}`);
      await page.waitForSelector(`#view-${tab}:not([hidden])`);
      assert.deepEqual(await foreign(), calm, tab);
    }
    for (const text of ["script", "<img src=x onerror=window.broken=12>", "maximilian", "حداد", "\u202e", "__proto__", "constructor"]) {
      await page.fill("#query", text);
      assert.deepEqual(await foreign(), calm, text);
    }
    await page.evaluate(() => { location.hash = "#e=<img src=x onerror=window.broken=13>&words=</script>&sort=__proto__&types=constructor&tab=table"; });
    await page.waitForTimeout(100);
    assert.deepEqual(await foreign(), calm);
    assert.deepEqual([troubles, requests], [[], []]);
  });

  it("is shown whole and in its own direction", async () => {
    const { page } = await open(chromium, files.page, "#tab=table&list=entities");
    const names = await page.locator("tbody th").allInnerTexts();
    for (const name of ["</script><script>window.broken=1</script>", "Dora live inner", "سلمى نادر", "__proto__", "' onmouseover='window.broken=6"]) assert.ok(names.includes(name), name);
    assert.ok(names.some((name) => name.startsWith("Maximilian-Alexander") && name.length <= 60 && name.endsWith("…")), "a long name is cut in a table");
    assert.ok(await page.evaluate(() => [...document.querySelectorAll("tbody bdi")].every((item) => getComputedStyle(item).unicodeBidi === "isolate")));
    assert.ok(!/[\u202a-\u202e\u2066-\u2069]/.test(await page.evaluate(() => document.body.innerText)));
  });

  it("copied to a spreadsheet is no formula", async () => {
    const { page } = await open(chromium, files.page, "#tab=table&list=entities", { permissions: ["clipboard-read", "clipboard-write"] });
    await page.getByRole("button", { name: "Copy as CSV" }).click();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /\r\n"'=HYPERLINK\(""http/);
  });

  it("could not run if it were markup: the policy refuses scripts, requests and windows of others", async () => {
    const { page, troubles, requests } = await open(chromium, files.page);
    await page.evaluate(() => {
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.broken=14'><a id=inline onclick='window.broken=15'>x</a>");
      document.getElementById("inline").click();
      const script = document.createElement("script");
      script.textContent = "window.broken=16";
      document.body.append(script);
      for (const ask of [() => fetch("http://localhost:9/"), () => new WebSocket("ws://localhost:9/"), () => navigator.sendBeacon("http://localhost:9/", "x")]) {
        try { Promise.resolve(ask()).catch(() => {}); } catch { /* refused at once */ }
      }
    });
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => window.broken), undefined);
    assert.ok(troubles.length >= 3 && troubles.every((trouble) => /Content.Security.Policy/i.test(trouble)), troubles.join("\n"));
    assert.deepEqual(requests.filter((request) => !request.startsWith("file:")), []);
  });
});
