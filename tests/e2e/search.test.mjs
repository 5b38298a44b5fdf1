// Looking through an alliance from the header of its pages: with and without script, on a desk and on a phone, in both languages.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { browser, judged, run, serve, sign_in, visitor } from './house.mjs';

let engine, server;
before(async () => {
  engine = await browser();
  server = await serve({ demo: true, prepare: (database) => run(['demo', ...database]) });
});
after(async () => {
  await engine?.close();
  await server?.close();
});

async function member({ width = 1280, script = true } = {}) {
  const page = await visitor(engine, { width, script });
  await sign_in(page, server.url, 'representante@muestra.example', 'alianza-de-muestra');
  await page.goto(`${server.url}/alliances`);
  await page.locator('main a[href^="/alliances/"]').first().click();
  await page.waitForURL(/\/alliances\/[0-9A-Z]{13}/);
  return { page, alliance: page.url().match(/\/alliances\/[0-9A-Z]{13}/)[0] };
}

for (const [width, script] of [[1280, true], [1280, false], [360, true], [360, false]]) {
  test(`from the header to what was looked for, ${width} px, ${script ? 'with' : 'without'} script`, async () => {
    const { page } = await member({ width, script });
    if (width < 700) await page.locator('.phone-menu > summary').click();
    await page.locator('.find input:visible').fill('CRITERIOS para los proy');
    await page.locator('.find input:visible').press('Enter');
    await page.waitForURL(/\/search\?q=CRITERIOS/);
    assert.match(await page.locator('.hits mark').first().textContent(), /criterios|para|los|proyectos/i);
    await page.locator('#meeting h3 a').first().click();
    await page.waitForURL(/\/meetings\//);
    assert.equal(await page.locator('h1').count(), 1);
  });
}

test('beside the search of a list, each says what it searches', async () => {
  const { page, alliance } = await member();
  for (const list of ['organizations', 'meetings'])
    await judged(page, list, { url: `${server.url}${alliance}/${list}`, widths: [1280, 360] });
});

test('every state of the results is sound in both languages', async () => {
  const { page, alliance } = await member();
  for (const prefix of ['', '/en'])
    for (const query of ['', '?q=zzzz', '?q=comit', '?q=a&kind=organization', `?q=${'larguísima'.repeat(15)}`, '?q=%3Cb%3E%22'])
      await judged(page, `search${query}`, { url: `${server.url}${prefix}${alliance}/search${query}`, widths: [1280, 360] });
});
