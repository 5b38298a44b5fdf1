// Pictures of gallery pages for looking at: node web/gallery/shots.mjs FOLDER [name ...]
import { chromium } from "playwright-core";
import { join } from "node:path";
import { CHROMIUM, serve } from "./serve.mjs";
import { render } from "./render.mjs";

const [folder, ...wanted] = process.argv.slice(2);
const names = render().filter((name) => !wanted.length || wanted.includes(name.replace(".html", "")));
const server = await serve();
const browser = await chromium.launch(CHROMIUM);
for (const [width, scheme] of [[1280, "light"], [360, "light"], [1280, "dark"]]) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme });
  const page = await context.newPage();
  for (const name of names) {
    await page.goto(`${server.url}/${name}`, { waitUntil: "load" });
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, `${name.replace(".html", "")}-${width}${scheme === "dark" ? "-dark" : ""}.png`), fullPage: true });
  }
  await context.close();
}
await browser.close();
server.close();
