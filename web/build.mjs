// Builds web/dist: what the program embeds and serves under /assets. Same input and same tools, same bytes.
//   node web/build.mjs        writes dist/manifest.txt: logical name, hashed file, media type, separated by tabs
// Every file except fonts also lies there as .br and .gz. The build fails when a budget of docs (see README) is exceeded.
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import postcss from "postcss";
import { transform } from "lightningcss";

const web = dirname(fileURLToPath(import.meta.url));
const target = join(web, "dist");
const dist = join(web, `.dist-${process.pid}`);  // made aside, then put in place at once
const read = (path) => readFileSync(join(web, path), "utf8");
const words = (path) => read(path).split("\n").map((line) => line.trim()).filter((line) => line && !line.startsWith("#"));
const fail = (reason) => { rmSync(dist, { recursive: true, force: true }); console.error(`web/build.mjs: ${reason}`); process.exit(1); };

// Budgets in bytes on the wire (gzip, fonts as they are), from the visual design.
const KB = 1000;
const BUDGETS = { "own.css": 10 * KB, "tabler.css": 30 * KB, "app.js": 25 * KB, "icons.svg": 10 * KB, "sans.woff2": 29 * KB, "serif.woff2": 22 * KB, "weave.svg": 3 * KB };
const TOTAL = 105 * KB;  // leaves room for a page of 15 kB and pictures of 40 kB under 200 kB

const manifest = [];
const sizes = [];
const gzip = (bytes) => gzipSync(bytes, { level: 9 });
const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });

function emit(name, type, content) {
  const bytes = Buffer.from(content);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const file = name.replace(/(\.\w+)$/, `.${hash}$1`);
  writeFileSync(join(dist, file), bytes);
  const packed = !name.endsWith(".woff2");
  if (packed) {
    writeFileSync(join(dist, `${file}.gz`), gzip(bytes));
    writeFileSync(join(dist, `${file}.br`), brotli(bytes));
  }
  manifest.push([name, file, type].join("\t"));
  measure(name, bytes, packed);
  return file;
}

function measure(name, bytes, packed = true) {
  const size = { name, raw: bytes.length, gz: packed ? gzip(bytes).length : bytes.length, br: packed ? brotli(bytes).length : bytes.length };
  sizes.push(size);
  if (size.gz > BUDGETS[name]) fail(`${name} weighs ${size.gz} bytes, its budget is ${BUDGETS[name]}`);
}

function font(kind, source) {
  const made = join(dist, `${kind}.tmp`);
  const error = [];
  for (const python of ["/usr/bin/python3", "python3"]) {  // Debian's has fonttools; another one in the PATH may not
    try {
      execFileSync(python, [join(web, "fonts.py"), kind, join(web, "node_modules", source), made], { stdio: "pipe" });
      const bytes = readFileSync(made);
      rmSync(made);
      return emit(`${kind}.woff2`, "font/woff2", bytes);
    } catch (failure) { error.push(`${python}: ${failure.stderr || failure.message}`); }
  }
  fail(`the ${kind} font could not be made; are python3-fonttools and python3-brotli installed?\n${error.join("\n")}`);
}

function sprite() {
  const symbols = words("icons.txt").map((name) => {
    const path = `node_modules/@tabler/icons/icons/outline/${name}.svg`;
    if (!existsSync(join(web, path))) fail(`icons.txt names "${name}", and Tabler has no such outline icon`);
    const inside = read(path).match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1].replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "").replace(/\s*\n\s*/g, "").replace(/\s+\/>/g, "/>");
    return `<symbol id="${name}" viewBox="0 0 24 24">${inside}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${read("art/mark-symbol.svg").trim()}${symbols.join("")}</svg>\n`;
}

// Tabler's rules whose every class is listed in tabler.txt, then only the custom properties that these read.
function tabler() {
  const classes = new Set(words("tabler.txt"));
  const UNUSED = /#|\[data-|\[dir|\[list\]|blockquote|kbd|dialog|iframe|::-webkit-scrollbar|::-moz-focus|address|\babbr|\b(h4|h5|h6|sub|sup)\b|pre::|pre:hover/;
  const root = postcss.parse(read("node_modules/@tabler/core/dist/css/tabler.css"));
  root.walkComments((comment) => comment.remove());
  root.walkAtRules((rule) => { if (/^(charset|font-face|property|keyframes|-webkit-keyframes)$/.test(rule.name) || (rule.name === "media" && /print/.test(rule.params))) rule.remove(); });
  root.walkRules((rule) => {
    const kept = rule.selectors.filter((selector) => !UNUSED.test(selector) && [...selector.matchAll(/\.([\w-]+)/g)].every((match) => classes.has(match[1])));
    if (kept.length) rule.selectors = kept; else rule.remove();
  });
  const own = new Set([...read("styles/10-tokens.css").matchAll(/(--tblr-[\w-]+):/g)].map((match) => match[1]));
  for (let removed = 1; removed;) {
    removed = 0;
    const used = new Set();
    root.walkDecls((line) => { for (const match of line.value.matchAll(/var\(\s*(--[\w-]+)/g)) used.add(match[1]); });
    root.walkDecls(/^--/, (line) => { if (!used.has(line.prop) || (own.has(line.prop) && /:root/.test(line.parent.selector))) { line.remove(); removed++; } });
    root.walk((node) => { if (node.nodes && !node.nodes.length) { node.remove(); removed++; } });
  }
  return `@layer tabler{${root.toString()}}`;
}

const minify = (name, css) => Buffer.from(transform({ filename: name, code: Buffer.from(css), minify: true }).code);

function styles(files) {
  const own = readdirSync(join(web, "styles")).sort().map((name) => read(`styles/${name}`)).join("\n");
  const faces = own.match(/@font-face[^}]*}/g).join("\n");
  const ours = minify("own.css", `${faces}@layer alianza{${own.replace(/@font-face[^}]*}/g, "")}`);
  const theirs = minify("tabler.css", tabler());
  measure("own.css", ours);
  measure("tabler.css", theirs);
  let css = `@layer tabler,alianza;${theirs}${ours}`;
  for (const [name, file] of Object.entries(files)) css = css.replaceAll(new RegExp(`url\\("?${name}"?\\)`, "g"), `url(${file})`);
  return css;
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const files = {
  "sans.woff2": font("sans", "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2"),
  "serif.woff2": font("serif", "@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff2"),
  "weave.svg": emit("weave.svg", "image/svg+xml", read("art/weave.svg")),
};
emit("app.css", "text/css; charset=utf-8", styles(files));
emit("app.js", "text/javascript; charset=utf-8", `${read("node_modules/htmx.org/dist/htmx.min.js").trim()}\n${read("node_modules/htmx-ext-sse/dist/sse.min.js").trim()}\n${read("scripts/app.js")}`);
emit("icons.svg", "image/svg+xml", sprite());
emit("mark.svg", "image/svg+xml", read("art/mark.svg"));
emit("favicon.svg", "image/svg+xml", read("art/favicon.svg"));
writeFileSync(join(dist, "manifest.txt"), manifest.sort().join("\n") + "\n");

const shipped = sizes.filter(({ name }) => !/^(own|tabler)\.css$/.test(name));
const total = shipped.reduce((sum, size) => sum + size.gz, 0);
if (total > TOTAL) fail(`all assets together weigh ${total} bytes, their budget is ${TOTAL}`);
rmSync(target, { recursive: true, force: true });
renameSync(dist, target);
if (process.argv.includes("--quiet")) process.exit(0);
for (const { name, raw, gz, br } of sizes) console.log(`${name.padEnd(12)} ${String(raw).padStart(7)} raw ${String(gz).padStart(6)} gzip ${String(br).padStart(6)} brotli${BUDGETS[name] ? `   of ${BUDGETS[name]}` : ""}`);
console.log(`${"total".padEnd(12)} ${String(total).padStart(18)} gzip   of ${TOTAL}`);
