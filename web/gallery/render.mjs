// Puts the gallery together: pages/*.html inside parts/<layout>.html, written to web/dist/gallery/.
// A page begins with one comment: <!-- title: … | layout: alliance | tab: organizations -->.
// {{icon name}} is the icon's markup; {{> name}} a part; {{tab name}} aria-current on the page's own tab.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const gallery = dirname(fileURLToPath(import.meta.url));
const target = join(gallery, "../dist/gallery");
const assets = Object.fromEntries(readFileSync(join(gallery, "../dist/manifest.txt"), "utf8").trim().split("\n").map((line) => line.split("\t")));
const asset = (name) => `/assets/${assets[name] ?? fail(`no asset "${name}"`)}`;
const fail = (reason) => { throw new Error(reason); };
const icons = new Set(readFileSync(join(gallery, "../icons.txt"), "utf8").split("\n"));
const icon = (name) => icons.has(name) ? `<svg class="icon" aria-hidden="true"><use href="${asset("icons.svg")}#${name}"/></svg>` : fail(`icon "${name}" is not in icons.txt`);
const part = (name) => readFileSync(join(gallery, "parts", `${name}.html`), "utf8");

function expand(text, page) {
  return text
    .replace(/\{\{> ([\w-]+)\}\}/g, (_, name) => expand(name === "page" ? page.body : part(name), page))
    .replace(/\{\{icon ([\w-]+)\}\}/g, (_, name) => icon(name))
    .replace(/\{\{asset ([\w.]+)\}\}/g, (_, name) => asset(name))
    .replace(/ ?\{\{tab ([\w-]+)\}\}/g, (_, name) => (name === page.tab ? ' aria-current="page"' : ""))
    .replace(/\{\{(title|theme)\}\}/g, (_, name) => page[name] ?? "");
}

export function render() {
  mkdirSync(target, { recursive: true });
  return readdirSync(join(gallery, "pages")).filter((name) => name.endsWith(".html")).sort().map((name) => {
    const text = readFileSync(join(gallery, "pages", name), "utf8");
    const head = text.match(/^<!--([\s\S]*?)-->/)?.[1] ?? fail(`${name} has no first comment`);
    const page = { body: text.slice(text.indexOf("-->") + 3).trim() };
    for (const pair of head.split("|")) { const [key, ...value] = pair.split(":"); page[key.trim()] = value.join(":").trim(); }
    writeFileSync(join(target, name), expand(part(page.layout), page));
    return name;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(`${render().length} pages in web/dist/gallery`);
