// The whole way of a small alliance: created, its organisations of each type, a committee, the launch plenary, attendance at the door on a phone, the
// story on the portal, the open data. Forms with scripts and without.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { browser, day, fill, fill_required, judged, password, run, serve, sign_in, submit, visitor } from './house.mjs';

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

let alliance, committee, meeting;
const registered = [];

test('an institution, its director, and a public alliance', async () => {
  const operator = await visitor(engine, { script: false });
  await sign_in(operator, server.url, 'opera@example.org');
  await operator.goto(`${server.url}/agencies/new`);
  await fill(operator, { name_es: 'Agencia de prueba', short_name: 'AP', slug: 'prueba', brand: '#0b5c4a', deep: '#083f33', soft: '#e1f1ec' });
  await submit(operator);
  const agency = operator.url().split('?')[0];
  await operator.goto(`${agency}/appointments/new`);
  await fill(operator, { email: 'dirige@example.org', role: 'director', since: '2026-01-01' });
  await submit(operator);

  const page = await visitor(engine, { script: false });
  await sign_in(page, server.url, 'dirige@example.org');
  await page.goto(`${agency}/alliances/new`);
  await fill(page, { name_es: 'Alianza del agua', slug: 'agua', nature: 'real', is_public: '1', starts_on: '2026-01-15' });
  await submit(page);
  alliance = page.url().split('?')[0];
  assert.match(alliance, /\/alliances\/[0-9A-Z]{13}$/);
});

for (const script of [true, false]) {
  test(`an organisation of each type, ${script ? 'with' : 'without'} scripts`, async () => {
    const page = await visitor(engine, { script });
    await sign_in(page, server.url, 'dirige@example.org');
    await page.goto(`${alliance}/organizations/new`);
    const types = await page.locator('main a[href*="type="]').evaluateAll((links) => links.map((a) => a.href));
    assert.ok(types.length >= 12, `types offered: ${types.length}`);
    for (const link of types) {
      await page.goto(link);
      const name = `${script ? 'Vertiente' : 'Manantial'} ${new URL(link).searchParams.get('type')}`;
      await fill(page, { name });
      await fill_required(page);
      await submit(page);
      if (await page.locator('.errors').count() > 0) { // where in Mexico, asked only of who is there; what was typed stays
        assert.equal(await page.inputValue('[name=name]'), name);
        await page.selectOption('main select[aria-invalid]', { index: 9 });
        await submit(page);
      }
      assert.equal(await page.textContent('h1'), name, `${link}: ${await page.textContent('main')}`);
      registered.push({ name, url: page.url().split('?')[0] });
    }
  });
}

test('organisations join the alliance', async () => {
  const page = await visitor(engine, { script: false });
  await sign_in(page, server.url, 'dirige@example.org');
  for (const { url } of registered.slice(0, 3)) {
    for (const words of ['Invitar a', 'como activa']) {
      await page.goto(url);
      await page.goto(await page.locator('.menu-list a', { hasText: words }).evaluate((a) => a.href));
      await fill_required(page);
      await fill(page, { since: day(words === 'Invitar a' ? -20 : -10) });
      await submit(page);
    }
  }
  await page.goto(`${alliance}/organizations?status=active`);
  for (const { name } of registered.slice(0, 3)) assert.match(await page.textContent('main'), new RegExp(name));
});

test('a committee is founded and the launch plenary is called', async () => {
  const page = await visitor(engine);
  await sign_in(page, server.url, 'dirige@example.org');
  await page.goto(`${alliance}/committees/new`);
  await fill(page, { kind: 'committee', sdg: '6', name_es: 'Comité del agua limpia', founded_on: day(-5) });
  await fill_required(page);
  await submit(page);
  committee = page.url().split('?')[0];
  assert.equal(await page.textContent('h1'), 'Comité del agua limpia');
  await page.goto(`${alliance}/meetings/new`);
  await fill(page, { kind: 'plenary', title_es: 'Plenaria de lanzamiento', on: day(0), starts: '09:00', ends: '11:00', venue_es: 'Sala grande' });
  await fill_required(page);
  await submit(page);
  meeting = page.url().split('?')[0];
  assert.equal(await page.textContent('h1'), 'Plenaria de lanzamiento');
});

test('attendance is registered at the door, on a phone', async () => {
  for (const script of [true, false]) {
    const page = await visitor(engine, { width: 360, script });
    await sign_in(page, server.url, 'dirige@example.org');
    await page.goto(`${meeting}/attendance`);
    await judged(page, 'the door');
    const { name } = registered[script ? 0 : 1];
    await page.press(`button[aria-label="Registrar a ${name}"]`, 'Enter');
    await page.waitForSelector(`li:has-text("${name}") .badge-ok`);
    assert.match(await page.textContent('#door-count'), new RegExp(`^\\s*${script ? 1 : 2} de 3 organizaciones`));
  }
});

test('the plenary is told in the timeline of the portal, and its table can be taken away', async () => {
  const page = await visitor(engine);
  await sign_in(page, server.url, 'dirige@example.org');
  await page.goto(meeting);
  await submit(page, 'main form[action$="/hold"] button[type=submit]');
  await page.goto(`${alliance}/portal/events/new`);
  await fill(page, { title_es: 'Nace la Alianza del agua', from: day(-30) });
  await fill_required(page);
  await submit(page);
  await submit(page, 'main form[action$="/publish"] button[type=submit]');

  const stranger = await visitor(engine, { width: 360 });
  await stranger.goto(`${server.url}/p/agua/timeline`);
  const story = await stranger.textContent('main');
  assert.match(story, /Plenaria de lanzamiento/);
  assert.match(story, /Nace la Alianza del agua/);
  await judged(stranger, 'timeline of a new alliance');
  await stranger.goto(`${server.url}/p/agua`);
  assert.match(await stranger.textContent('main'), /Comité del agua limpia/);
  for (const file of ['organizations.csv', 'meetings.json', 'committees.xlsx']) {
    const answer = await stranger.context().request.get(`${server.url}/p/agua/data/${file}`);
    assert.equal(answer.status(), 200, file);
    if (!file.endsWith('.xlsx')) assert.match(await answer.text(), /Vertiente|Plenaria de lanzamiento/);
  }
  const text = await (await stranger.context().request.get(`${server.url}/p/agua/data/organizations.csv`)).text();
  assert.doesNotMatch(text, /Manantial/, 'who takes no part is not told of');
});
