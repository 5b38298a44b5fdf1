// Checks every gallery page: html-validate, axe in Chromium (360 and 1280 px, light and dark), the content policy, no sideways
// scrolling, no text under 14 px. Exit 1 when anything is wrong.   node web/gallery/check.mjs [page ...]
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";
import { render } from "./render.mjs";
import { CHROMIUM, serve } from "./serve.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const names = render().filter((name) => process.argv.length < 3 || process.argv.includes(name.replace(".html", "")));
const faults = [];

const rules = JSON.parse(readFileSync(join(here, "html-validate.json"), "utf8"));
const validator = new HtmlValidate(new FileSystemConfigLoader(rules));
for (const name of names) {
  const report = await validator.validateFile(join(here, "../dist/gallery", name));
  for (const { messages } of report.results) for (const { line, column, ruleId, message } of messages) faults.push(`${name}:${line}:${column} ${ruleId}: ${message}`);
}

const server = await serve();
const browser = await chromium.launch(CHROMIUM);
for (const width of [360, 1280]) {
  for (const scheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme, bypassCSP: false });
    const page = await context.newPage();
    let where = "";
    page.on("console", (message) => { if (["error", "warning"].includes(message.type())) faults.push(`${where} console: ${message.text()}`); });
    page.on("pageerror", (error) => faults.push(`${where} script: ${error.message}`));
    for (const name of names) {
      where = `${name} ${width} ${scheme}`;
      await page.goto(`${server.url}/${name}`, { waitUntil: "load" });
      await page.evaluate(() => document.fonts.ready);
      await page.evaluate(axe);
      for (const open of [false, true]) {  // also with every menu open
        if (open) await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
        const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
        for (const { id, nodes } of violations) for (const node of nodes) faults.push(`${where}${open ? " open" : ""} axe ${id}: ${node.target} ${node.any[0]?.message ?? node.failureSummary}`);
        if (open) break;
        for (const fault of await page.evaluate(measure)) faults.push(`${where} ${fault}`);
      }
    }
    await context.close();
  }
}
await browser.close();
server.close();

function measure() {
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) {
    const wide = [...document.querySelectorAll("main *")].find((element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest(".table-box, pre, .visually-hidden, thead"));
    found.push(`scrolls sideways: ${document.documentElement.scrollWidth} px, ${wide?.outerHTML.slice(0, 120)}`);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode());) {
    const parent = text.parentElement;
    if (text.data.trim() && !parent.closest("svg, script, .visually-hidden") && parent.checkVisibility() && parseFloat(getComputedStyle(parent).fontSize) < 13.99) found.push(`small text: "${text.data.trim().slice(0, 40)}" ${getComputedStyle(parent).fontSize}`);
  }
  for (const target of document.querySelectorAll("button, .btn, summary, .chip, .tabs a, input, select, textarea, .menu-list a")) {
    if (!target.checkVisibility() || target.type === "hidden" || target.closest("label, .form-check, .pick-cell")) continue;
    const { height } = target.getBoundingClientRect();
    if (height && height < 35.5) found.push(`small target: ${target.outerHTML.slice(0, 80)} ${height} px`);
  }
  return found;
}

for (const fault of new Set(faults)) console.log(fault);
console.log(`${names.length} pages, ${new Set(faults).size} faults`);
process.exit(faults.length ? 1 : 0);
