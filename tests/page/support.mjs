// Pages to test, and a browser to open them in.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = import.meta.dirname;
export const folder = mkdtempSync(join(tmpdir(), "nisba-page-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** Runs the program and gives what it prints. */
export function nisba(...parts) {
  return execFileSync(process.env.NISBA, parts, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 });
}

/** The page and the graph of a corpus of these tests: `{ page, json }`, names of files. */
export function build(name, ...options) {
  const [page, json] = ["html", "json"].map((end) => join(folder, `${name}.${end}`));
  const corpus = name === "seeds" ? [join(here, "../../seeds")] : [join(here, name, "docs.jsonl"), "-g", join(here, name, name === "hostile" ? "pack.jsonl" : "pack.tsv"), "--only-gazetteer"];
  nisba("build", ...corpus, "-o", page, "-o", json, "--quiet", ...options);
  return { page, json };
}

/** The data inside a page. */
export function island(page) {
  const text = readFileSync(page, "utf8");
  const from = text.indexOf('id="data">') + 'id="data">'.length;
  return text.slice(from, text.indexOf("</script>", from));
}

const FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"];

export async function browser(...flags) {
  return chromium.launch({ executablePath: process.env.CHROMIUM, args: [...FLAGS, ...flags] });
}

/**
 * Opens a page, and fails where its script fails or the browser complains. `requests` lists what the page asked for beside itself, and is
 * to be looked at by the test.
 */
export async function open(chromium, file, hash = "", options = {}) {
  const context = await chromium.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  const troubles = [], requests = [];
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => { if (message.type() !== "info") troubles.push(message.text()); });
  page.on("dialog", (dialog) => { troubles.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.resourceType() !== "document" || !request.url().startsWith("file:")) requests.push(request.url()); });
  context.on("page", (other) => requests.push(`a window: ${other.url()}`));
  await page.goto(pathToFileURL(file).href + hash);
  await page.waitForFunction(() => document.documentElement.dataset.ready);
  return { page, context, troubles, requests };
}
