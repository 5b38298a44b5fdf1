// From an empty server to an alliance in its second stage: operator, director, stages; every page judged, wide and on a phone, in both languages.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { browser, judged, password, run, serve, sign_in, visitor } from './house.mjs';

let engine, server;
before(async () => {
  engine = await browser();
  server = await serve({
    prepare: (database) => {
      run(['user', 'create', ...database, '--email', 'opera@example.org', '--name', 'Olga Prado', '--operator'], `${password}\n`);
      run(['user', 'create', ...database, '--email', 'dirige@example.org', '--name', 'Dora Luna'], `${password}\n`);
    },
  });
});
after(async () => {
  await engine?.close();
  await server?.close();
});

async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`[name="${name}"]`).first();
    const type = await field.evaluate((e) => (e.tagName === 'SELECT' ? 'select' : e.type));
    if (type === 'select') await field.selectOption(value);
    else if (type === 'radio') await page.check(`[name="${name}"][value="${value}"]`);
    else await field.fill(value);
  }
}
const submit = (page) => page.click('main form.form button[type=submit]');

let agency, alliance;

test('the operator creates an institution and names its director', async () => {
  const page = await visitor(engine);
  await sign_in(page, server.url, 'opera@example.org');
  await page.goto(`${server.url}/agencies`);
  await judged(page, 'institutions, empty');
  await page.goto(`${server.url}/agencies/new`);
  await judged(page, 'new institution');
  await fill(page, { name_es: 'Agencia de prueba', short_name: 'AP', slug: 'prueba', brand: '#ffcc00' });
  await submit(page);
  assert.match(await page.textContent('.errors'), /contraste/i);
  assert.equal(await page.inputValue('[name=name_es]'), 'Agencia de prueba', 'what was typed stays');
  await fill(page, { brand: '#0b5c4a', deep: '#083f33', soft: '#e1f1ec' });
  await submit(page);
  await page.waitForSelector('.notice-ok');
  agency = page.url().split('?')[0];
  await judged(page, 'institution');
  await page.goto(`${agency}/appointments/new`);
  await judged(page, 'new appointment');
  await fill(page, { email: 'dirige@example.org', role: 'director', since: '2026-01-01' });
  await submit(page);
  assert.match(await page.textContent('#people'), /Dora Luna/);
});
