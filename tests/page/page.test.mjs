// The page in a browser, as a reader uses it.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { browser, build, open } from "./support.mjs";

let chromium, file, opened = null;
before(async () => {
  chromium = await browser();
  file = build("corpus").page;
});
after(() => chromium.close());

/** Opens the page; after the test nothing may have gone wrong, and nothing been asked of a network. */
async function visit(hash = "", options = {}) {
  opened = await open(chromium, options.file ?? file, hash, options);
  return opened.page;
}
afterEach(async () => {
  const { context, troubles, requests } = opened ?? { troubles: [], requests: [] };
  await context?.close();
  opened = null;
  assert.deepEqual(troubles, []);
  assert.deepEqual(requests, [], "the page asks nobody for anything");
});

const heading = (page) => page.locator("#panel h2").innerText();
const status = (page) => page.locator("#status").innerText();
const hash = (page) => page.evaluate(() => decodeURIComponent(location.hash));
const groups = (page) => page.locator("#panel h3").allInnerTexts();

describe("the page", () => {
  it("opens on the best-connected entity with its connections", async () => {
    const page = await visit();
    assert.equal(await heading(page), "Harbour Union");
    assert.equal(await page.title(), "Harbour Union – nisba graph");
    assert.equal(await page.locator(".ego .level0 text").textContent(), "Harbour Union");
    const around = await page.locator(".ego .level1 text").allTextContents();
    assert.deepEqual(around.sort(), ["Alba Moreno", "Front for the Coast", "Tesmark", "Veldania"]);
    assert.match(await page.locator("#summary").innerText(), /^10 entities, \d+ of \d+ connections, 6 documents$/);
  });

  it("finds a name in another spelling, by the keyboard alone", async () => {
    const page = await visit();
    await page.keyboard.press("/");
    await page.keyboard.type("el khuzaee");
    assert.equal(await page.locator("#query").getAttribute("aria-expanded"), "true");
    const hit = page.locator("#hits [aria-selected=true]");
    assert.match(await hit.innerText(), /^Nadir al-Khuzai\n?.*person · written .*(sounds alike|similar)/s);
    assert.equal(await page.locator("#query").getAttribute("aria-activedescendant"), await hit.getAttribute("id"));
    await page.keyboard.press("Enter");
    assert.equal(await heading(page), "Nadir al-Khuzai");
    assert.equal(await page.locator("#hits").isVisible(), false);
    assert.match(await hash(page), /e=nadir-al-khuzai/);
    assert.match(await status(page), /Nadir al-Khuzai, person, 2 connections/);
    await page.goBack();
    assert.equal(await heading(page), "Harbour Union");
  });

  it("says so where nothing has the name", async () => {
    const page = await visit();
    await page.fill("#query", "zzzz");
    assert.equal(await page.locator("#hits").innerText(), "Nothing here has such a name.");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#hits").isVisible(), false);
  });

  it("shows the sentences of a connection, with the names marked and where they stand", async () => {
    const page = await visit("#e=nadir-al-khuzai");
    assert.deepEqual((await groups(page)).map((text) => text.replace(/\s+/g, " ")).filter((text) => text.includes("met")), ["Nadir al-Khuzai met … 2"]);
    const quote = page.locator("#panel .quote", { hasText: "in Port Ansa" }).first();
    assert.equal(await quote.locator("blockquote").innerText(), "“Alba Moreno met Nadir al-Khuzai in Port Ansa.”");
    assert.deepEqual(await quote.locator("mark").allInnerTexts(), ["Alba Moreno", "met", "Nadir al-Khuzai"]);
    assert.equal(await quote.locator(".source").innerText(), "one, sentence 1, Courier, 2024-02-03");
    assert.match(await quote.locator(".facts").innerText(), /in Port Ansa/);
    await page.locator("#panel summary", { hasText: "Carla Dietz" }).click();
    assert.match(await page.locator("#panel .quote", { hasText: "Khuzaie" }).locator(".source").innerText(), /^five, sentence 2, Notes$/);
  });

  it("copies a sentence as a citation", async () => {
    const page = await visit("#e=nadir-al-khuzai", { permissions: ["clipboard-read", "clipboard-write"] });
    await page.locator("#panel .quote", { hasText: "in Port Ansa" }).getByRole("button", { name: "Copy citation" }).click();
    await page.waitForFunction(() => document.getElementById("status").textContent === "Citation copied.");
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "“Alba Moreno met Nadir al-Khuzai in Port Ansa.” — one, sentence 1 (characters 0–45), Courier, 2024-02-03");
  });

  it("goes to the entity that is clicked in the picture", async () => {
    const page = await visit();
    await page.locator(".ego .node", { hasText: "Front for the Coast" }).locator("polygon").click();
    assert.equal(await heading(page), "Front for the Coast");
    assert.equal(await page.locator(".ego .level0 text").textContent(), "Front for the Coast");
  });

  it("opens the connection whose line is clicked", async () => {
    const page = await visit("#e=harbour-union");
    const line = page.locator(".ego .line", { has: page.locator("title", { hasText: "Front for the Coast" }) });
    await line.locator(".grip").dispatchEvent("click");
    assert.equal(await heading(page), "Harbour Union");
    assert.equal(await page.locator("#panel details[open] .name").last().innerText(), "Front for the Coast");
  });

  it("is walked with arrow keys", async () => {
    const page = await visit();
    await page.locator(".ego").focus();
    const walked = [];
    for (let step = 0; step < 3; step++) {
      await page.keyboard.press("ArrowRight");
      walked.push(await page.evaluate(() => document.activeElement.getAttribute("aria-label")));
    }
    assert.equal(new Set(walked).size, 3);
    assert.ok(walked.every((label) => /, \d+ connections?$/.test(label)), walked.join("; "));
    await page.keyboard.press("Enter");
    assert.equal(await heading(page), walked[2].split(",")[0]);
  });

  it("goes two steps far", async () => {
    const page = await visit("#e=alba-moreno");
    assert.equal(await page.locator(".ego .level2").count(), 0);
    await page.locator("#depth").press("ArrowRight");
    assert.ok((await page.locator(".ego .level2 text").allTextContents()).includes("Carla Dietz"));
    assert.match(await hash(page), /depth=2/);
  });
});

describe("filters", () => {
  it("leave out types, and say how much is left", async () => {
    const page = await visit("#e=alba-moreno");
    await page.getByLabel("organization").first().uncheck();
    assert.ok(!(await page.locator(".ego text").allTextContents()).includes("Harbour Union"));
    assert.match(await page.locator("#summary").innerText(), /^10 entities, \d+ of/);
    assert.match(await hash(page), /types=country&types=group/);
    await page.getByRole("button", { name: "Reset" }).click();
    assert.ok((await page.locator(".ego text").allTextContents()).includes("Harbour Union"));
  });

  it("let in what is planned, possible, denied and negated only when asked, and mark it", async () => {
    const page = await visit("#e=carla-dietz");
    const names = () => page.locator(".ego .level1 text").allTextContents();
    assert.ok(!(await names()).includes("Alba Moreno"));
    await page.getByLabel("said not to be so").check();
    assert.ok((await names()).includes("Alba Moreno"));
    await page.evaluate(() => { for (const details of document.querySelectorAll("#panel details")) details.open = true; });
    const quote = page.locator("#panel .quote.doubtful", { hasText: "did not meet Alba Moreno" }).first();
    assert.equal(await quote.locator(".mark").innerText(), "not so");
    assert.equal(await page.locator(".ego .line.doubt").count(), 1, "its line is broken");
    assert.match(await hash(page), /kinds=asserted&kinds=negated/);
  });

  it("keep to a time, and tell what has no date", async () => {
    const page = await visit("#e=alba-moreno");
    assert.ok((await page.locator(".ego .level1 text").allTextContents()).includes("Øystein Brandvold"));
    await page.getByLabel("From this date").fill("2024-03");
    await page.getByLabel("From this date").press("Enter");
    assert.deepEqual(await page.locator(".ego .level1 text").allTextContents(), ["Nadir al-Khuzai"]);
    assert.match(await page.locator(".filters").innerText(), /sentences? without a date left out/);
    assert.match(await page.locator("#panel .count").first().innerText(), /^1/);
    await page.getByLabel("From this date").fill("soon");
    await page.getByLabel("From this date").press("Enter");
    assert.equal(await page.getByLabel("From this date").getAttribute("aria-invalid"), "true");
  });

  it("take a time from the bars", async () => {
    const page = await visit();
    await page.locator(".histogram .bar").last().locator(".front").click();
    assert.match(await hash(page), /from=2025-\d\d-\d\d&until=2025/);
  });

  it("ask for a weight, and for relations", async () => {
    const page = await visit("#e=alba-moreno");
    await page.locator("#weight").fill("2");
    await page.locator("#weight").press("Enter");
    assert.deepEqual(await page.locator(".ego .level1 text").allTextContents(), ["Nadir al-Khuzai"]);
    await page.getByRole("button", { name: "Reset" }).click();
    await page.getByLabel("met", { exact: false }).first().uncheck();
    assert.ok(!(await page.locator(".ego .level1 text").allTextContents()).includes("Nadir al-Khuzai"));
  });
});

describe("the table", () => {
  it("lists, sorts and searches the connections", async () => {
    const page = await visit("#tab=table");
    const column = (place) => page.locator(`tbody tr > :nth-child(${place})`).allInnerTexts();
    const all = await column(1);
    await page.getByRole("button", { name: "From" }).click();
    assert.equal(await page.locator("th[aria-sort=ascending]").innerText(), "From▲");
    assert.deepEqual(await column(1), [...all].sort(new Intl.Collator("en").compare));
    await page.getByRole("button", { name: "Documents" }).click();
    assert.deepEqual((await column(5)).map(Number), (await column(5)).map(Number).sort((a, b) => b - a));
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Documents▼", "the focus stays");
    await page.getByLabel("Only rows with these words").fill("brandvold port");
    assert.deepEqual(await column(1), ["Øystein Brandvold"]);
    assert.match(await hash(page), /sort=weight\+down/);
    await page.locator("tbody button").first().click();
    assert.equal(await heading(page), "Øystein Brandvold");
    assert.equal(await page.locator("#view-table").isVisible(), true, "the table stays");
  });

  it("lists the entities", async () => {
    const page = await visit("#tab=table&list=entities");
    assert.equal(await page.locator("tbody tr").count(), 10);
    await page.getByRole("button", { name: "Name", exact: true }).click();
    assert.equal(await page.locator("tbody th").first().innerText(), "Alba Moreno");
  });

  it("is copied as CSV", async () => {
    const page = await visit("#tab=table", { permissions: ["clipboard-read", "clipboard-write"] });
    await page.getByRole("button", { name: "Copy as CSV" }).click();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /^From,Connection,To,Sentence,Documents,Sentences,Time,Marked\r\n/);
    assert.match(text, /\r\nAlba Moreno,met,Nadir al-Khuzai,Alba Moreno met Nadir al-Khuzai in Port Ansa\.,2,2,/);
  });
});

describe("addresses", () => {
  it("bring back entity, filters and view", async () => {
    const page = await visit("#e=boris-lind&tab=table&kinds=asserted&kinds=planned&types=person&words=lind");
    assert.equal(await heading(page), "Boris Lind");
    assert.equal(await page.getByLabel("planned").isChecked(), true);
    assert.equal(await page.getByLabel("country").first().isChecked(), false);
    assert.deepEqual((await page.locator("tbody tr").allInnerTexts()).map((row) => row.split("\t").slice(0, 3).join(" ")).sort(), ["Alba Moreno met Boris Lind", "Carla Dietz accused Boris Lind"]);
  });

  it("are taken up when they change", async () => {
    const page = await visit("#e=boris-lind");
    await page.evaluate(() => { location.hash = "#e=tesmark"; });
    await page.waitForFunction(() => document.querySelector("#panel h2").textContent === "Tesmark");
  });

  it("of nobody open the page as ever", async () => {
    const page = await visit("#e=nobody&tab=nowhere&weight=x");
    assert.equal(await heading(page), "Harbour Union");
  });
});

describe("reading", () => {
  it("has names for everything that can be used", async () => {
    for (const tab of ["entity", "graph", "table"]) {
      const page = await visit(`#tab=${tab}`);
      const nameless = await page.evaluate(() => [...document.querySelectorAll("button, input, a, [role=button], [role=tab], [role=img]")].filter((item) => {
        const labelled = item.getAttribute("aria-label") || item.textContent.trim() || item.labels?.[0]?.textContent.trim();
        return !labelled && item.checkVisibility();
      }).map((item) => item.outerHTML));
      assert.deepEqual(nameless, []);
      await opened.context.close();
    }
    opened = null;
  });

  it("changes views with keys and shows help", async () => {
    const page = await visit();
    await page.keyboard.press("3");
    assert.equal(await page.getByRole("tab", { name: "Table" }).getAttribute("aria-selected"), "true");
    await page.keyboard.press("1");
    await page.keyboard.press("?");
    assert.equal(await page.getByRole("dialog").isVisible(), true);
    assert.match(await page.getByRole("dialog").locator("pre").textContent(), /sigma 3\.0\.3 \(MIT\)[^]*Permission is hereby granted/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("p");
    assert.equal(await page.evaluate(() => document.activeElement.id), "panel");
    await page.getByRole("tab", { name: "Entity" }).focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.evaluate(() => document.activeElement.id), "tab-graph");
  });

  it("is dark where the system is, and where somebody asks for it", async () => {
    const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    let page = await visit("", { colorScheme: "dark" });
    const dark = await ground(page);
    await opened.context.close();
    page = await visit("", { colorScheme: "light" });
    const light = await ground(page);
    assert.notEqual(light, dark);
    await page.keyboard.press("d");
    assert.equal(await ground(page), dark);
    await page.keyboard.press("d");
    assert.equal(await ground(page), light);
  });

  it("has letters that stand out from the ground, light and dark", async () => {
    for (const colorScheme of ["light", "dark"]) {
      const page = await visit("#e=carla-dietz&kinds=asserted&kinds=negated", { colorScheme });
      const faint = await page.evaluate(() => {
        const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
        const shine = (colour) => parts(colour).slice(0, 3).map((part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4).reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
        const ground = (item) => { for (; item; item = item.parentElement) { const colour = getComputedStyle(item).backgroundColor; if (parts(colour)[3] !== 0) return colour; } };
        const texts = [...document.querySelectorAll(".filters *, .panel *, .top button, .bar *, .bottom *")].filter((item) => item.checkVisibility() && [...item.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
        return texts.map((item) => {
          const [a, b] = [shine(getComputedStyle(item).color), shine(ground(item))].sort((x, y) => y - x);
          return [(a + 0.05) / (b + 0.05), item.outerHTML.slice(0, 80)];
        }).filter(([contrast]) => contrast < 4.5);
      });
      assert.deepEqual(faint, [], colorScheme);
      await opened.context.close();
    }
    opened = null;
  });

  it("fits a telephone", async () => {
    const page = await visit("", { viewport: { width: 390, height: 800 } });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.equal(await page.locator("#panel h2").isVisible(), true);
  });

  it("prints the sentences and not the tools", async () => {
    const page = await visit();
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".filters").isVisible(), false);
    assert.ok(await page.locator("#panel .quote").count() >= 4, "also of connections that were closed");
  });

  it("stands still where motion is not wanted", async () => {
    const page = await visit("#tab=graph", { reducedMotion: "reduce" });
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".filters")).transitionDuration), "0s");
    await page.fill("#query", "Tesmark");
    await page.keyboard.press("Enter");
    assert.equal(await heading(page), "Tesmark");
  });
});

describe("the whole graph", () => {
  it("is drawn, and opens the entity that is clicked", async () => {
    const page = await visit("#tab=graph");
    assert.match(await page.locator("#view-graph .note").innerText(), /^\d+ entities, \d+ lines$/);
    assert.ok(await page.locator("#view-graph canvas").count() >= 4);
    // Clicks go where the chosen entity was brought: the middle.
    await page.fill("#query", "Tesmark");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(600);
    await page.fill("#query", "Carla Dietz");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(600);
    assert.equal(await heading(page), "Carla Dietz");
    await page.goBack();
    assert.equal(await heading(page), "Tesmark");
    const { x, y, width, height } = await page.locator(".whole").boundingBox();
    await page.mouse.click(x + width / 2, y + height / 2);
    await page.waitForFunction(() => document.querySelector("#panel h2").textContent === "Carla Dietz");
  });

  it("is not needed: without WebGL all else works", async () => {
    const plain = await browser("--disable-3d-apis");
    try {
      const { page, troubles, requests } = await open(plain, file, "#tab=graph");
      assert.match(await page.locator("#view-graph").innerText(), /no WebGL/);
      await page.fill("#query", "khuzaee");
      await page.keyboard.press("Enter");
      assert.equal(await heading(page), "Nadir al-Khuzai");
      await page.keyboard.press("Escape");
      await page.getByRole("tab", { name: "Entity" }).click();
      assert.ok(await page.locator(".ego .node").count() > 1);
      await page.getByRole("tab", { name: "Table" }).click();
      assert.ok(await page.locator("tbody tr").count() > 3);
      assert.deepEqual([troubles, requests], [[], []]);
    } finally {
      await plain.close();
    }
  });
});
