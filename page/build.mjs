// Makes page/dist from page/src: one script, one style, the licences of what is in the script, and their checksums.
//   node build.mjs           writes the files
//   node build.mjs --check   compares them with what is there
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");

async function bundle(entry, options) {
  const result = await build({
    absWorkingDir: here,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    charset: "utf8",
    legalComments: "none",
    target: ["chrome105", "firefox115", "safari16"],
    ...options,
  });
  return { text: result.outputFiles[0].text, inputs: Object.keys(result.metafile.inputs) };
}

/** Nothing in a script may end the element that it stands in, nor open a comment in it. */
function inlined(script) {
  return script.replaceAll("\r", "\\r").replace(/<\/(script)/gi, "<\\/$1").replaceAll("<!--", "<\\!--");
}

/** Name, version and licence text of every package that gave something to the script. */
function licences(inputs) {
  const packages = new Set(inputs.map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean));
  return [...packages].sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = ["LICENSE.txt", "LICENSE", "LICENSE.md"].map((file) => join(folder, file)).find(existsSync);
    if (!file) throw new Error(`${name} has no licence text`);
    return `${name} ${version} (${license})\n\n${readFileSync(file, "utf8").replaceAll("\r\n", "\n").trim()}\n`;
  }).join("\n" + "-".repeat(72) + "\n\n");
}

const checksum = (text) => "sha256-" + createHash("sha256").update(text).digest("base64");

const script = await bundle("src/main.js", { format: "iife", define: { "process.env.NODE_ENV": '"production"' } });
const style = await bundle("src/style.css", {});
const files = {
  "page.js": inlined(script.text.trimEnd()),
  "page.css": style.text.trimEnd(),
  "licences.txt": licences(script.inputs),
};
files["checksums.txt"] = Object.entries(files).map(([name, text]) => `${name} ${checksum(text)}\n`).join("");

if (process.argv.includes("--check")) {
  const differ = Object.entries(files).filter(([name, text]) => !existsSync(join(dist, name)) || readFileSync(join(dist, name), "utf8") !== text);
  if (differ.length > 0) {
    console.error(`page/dist is not what page/src gives (${differ.map(([name]) => name).join(", ")}): run just page`);
    process.exit(1);
  }
} else {
  mkdirSync(dist, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dist, name), text);
  for (const [name, text] of Object.entries(files)) console.log(`${name}: ${Buffer.byteLength(text)} bytes`);
}
