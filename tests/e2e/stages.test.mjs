// From an empty server to an alliance in its second stage: operator, director, stages; pages judged on the way.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { browser, fill, judged, password, run, serve, sign_in, submit, visitor } from './house.mjs';

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

test('the director creates an alliance without JavaScript', async () => {
  const page = await visitor(engine, { script: false });
  await sign_in(page, server.url, 'dirige@example.org');
  await page.goto(`${agency}/alliances/new`);
  await fill(page, { name_es: 'Alianza del agua', slug: 'agua', nature: 'real', starts_on: '2026-01-15' });
  await submit(page);
  await page.waitForURL(/\/alliances\/[0-9A-Z]{13}/);
  alliance = page.url().split('?')[0];
  assert.match(await page.textContent('.stages'), /Para abrir la 2: 0 de 3 pasos/);
});

test('a stage opens only when its conditions are met, and the history says who did it', async () => {
  const page = await visitor(engine);
  await sign_in(page, server.url, 'dirige@example.org');
  await page.goto(`${alliance}/stages`);
  await judged(page, 'stages');
  await page.goto(`${alliance}/stages/move?to=priorities`);
  await judged(page, 'move stage');
  await fill(page, { on: '2026-03-01' });
  await submit(page);
  assert.match(await page.textContent('.errors'), /Faltan 3 condiciones/);
  for (let i = 0; i < 3; ++i) {
    await page.goto(`${alliance}/stages`);
    await page.click('text=Dar por cumplida, con evidencia');
    if (i === 0) await judged(page, 'meet a condition');
    await fill(page, { on: '2026-02-01', evidence: `Minuta ${i + 1}` });
    await submit(page);
  }
  await page.click('main a:text-is("Abrir la etapa 2")');
  await fill(page, { on: '2026-03-01' });
  await submit(page);
  await page.waitForSelector('.notice-ok');
  assert.match(await page.textContent('main'), /Dora Luna pasó de «Acercamiento y diálogo» a «Identificación de prioridades»/);
  assert.match(await page.textContent('.stages'), /Para abrir la 3: 0 de 3 pasos/);
});

test('a stranger sees neither the alliance nor that it exists', async () => {
  const page = await visitor(engine);
  await sign_in(page, server.url, 'opera@example.org');
  const answer = await page.goto(alliance);
  assert.equal(answer.status(), 404);
});
