// An anonymous survey: prepared, sent, answered on a phone without scripts, counted when it closes; nobody sees who answered what
// (docs/decisions/0120-anonymous-answers.md).
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { browser, fill, judged, run, serve, sign_in, submit, until, visitor } from './house.mjs';

const title = 'Evaluación anónima';
let engine, server, page;
before(async () => {
  engine = await browser();
  server = await serve({ demo: true, prepare: (database) => run(['demo', ...database]) });
});
after(async () => {
  await engine?.close();
  await server?.close();
});

/// The links in the letters of the survey, one for each address.
async function links_of_letters() {
  const seen = new Set();
  const links = new Map();
  for (let at = `${server.url}/mailbox`; at;) {
    await page.goto(at);
    const letters = await page.locator('main a[href*="/mailbox/"]', { hasText: title }).evaluateAll((all) => all.map((a) => a.href));
    for (const url of letters) {
      if (seen.has(url)) continue;
      seen.add(url);
      const text = await page.request.get(url).then((r) => r.text());
      const link = text.match(/\/surveys\/[\w-]{43}/)?.[0];
      if (link) links.set(link, text);
    }
    at = await page.locator('main a[href*="before="]').evaluateAll((all) => all[0]?.href);
  }
  return links;
}

test('an anonymous survey is answered on a phone, counted at its end, and tells nobody who answered', async () => {
  page = await visitor(engine);
  await sign_in(page, server.url, 'secretariado@muestra.example', 'alianza-de-muestra');
  await page.goto(`${server.url}/alliances`);
  const alliance = await page.locator('main a[href*="/alliances/"]', { hasText: 'muestra' }).first().evaluate((a) => a.href);
  await page.goto(`${alliance}/surveys/new?template=meeting`);
  await fill(page, { from_template: 'meeting', title_es: title, title_en: 'Anonymous evaluation', answered_by: 'anonymous' });
  await submit(page);
  const survey = page.url().replace(/[?#].*$/, '');
  await page.goto(`${survey}/recipients`);
  await submit(page);
  await page.goto(`${survey}/open`);
  assert.match(await page.textContent('main'), /se destruye sin leerse/);
  await judged(page, 'opening an anonymous survey', { widths: [1280, 360] });
  await submit(page, 'main form button[type=submit]');
  let links = new Map();
  for (let i = 0; i < 60 && links.size < 6; ++i) {
    await page.waitForTimeout(500);
    links = await links_of_letters();
  }
  assert.ok(links.size >= 6, `letters: ${links.size}`);
  assert.match([...links.values()][0], /La encuesta es anónima/);

  const phone = await visitor(engine, { width: 360, script: false });
  let n = 0;
  for (const link of [...links.keys()].slice(0, 6)) {
    n += 1;
    await phone.goto(server.url + link);
    if (n === 1) {
      assert.match(await phone.textContent('main'), /Lo que no se oculta/);
      await judged(phone, 'what is hidden and what is not', { widths: [360, 1280] });
      await judged(phone, 'the same in English', { url: `${server.url}/en${link}`, widths: [360] });
    }
    await phone.click('main a.btn-primary');
    if (n === 1) {
      await judged(phone, 'the ballot', { widths: [360, 1280] });
      await phone.press('main form.form button[type=submit]', 'Enter');
      assert.match(await phone.textContent('main .errors'), /Faltan respuestas/);
    }
    await phone.check('main [name="a.useful"][value="5"]', { force: true });
    await phone.check('main [name="a.clear"][value="4"]', { force: true });
    await phone.check(`main [name="a.heard"][value="${n === 1 ? 'no' : 'yes'}"]`, { force: true });
    await phone.press('main form.form button[type=submit]', 'Enter');
    if (n === 1) { // a question that depends on what was answered
      assert.match(await phone.textContent('main .errors'), /Hay preguntas nuevas/);
      await phone.fill('main [name="a.why_not"]', 'Faltó tiempo');
      await phone.press('main form.form button[type=submit]', 'Enter');
      assert.match(await phone.textContent('body'), /Su respuesta se envió/);
      await judged(phone, 'after sending', { widths: [360] });
    }
    assert.match(await phone.textContent('main'), /Esta invitación ya se usó/);
  }

  await page.goto(survey);
  assert.match(await page.textContent('main'), /No se dice/);
  assert.doesNotMatch(await page.textContent('#recipients'), /Contestada|Sin empezar/);
  await judged(page, 'an anonymous survey', { widths: [1280, 360] });
  await page.goto(`${survey}/close`);
  await submit(page, 'main form button[type=submit]');
  await until(page, `${survey}/results`, /Contestaron 6/);
  const book = await page.textContent('main');
  assert.match(book, /La encuesta es anónima/);
  assert.doesNotMatch(book, /Cruzar/);
  await judged(page, 'the book of an anonymous survey', { widths: [1280, 360] });
  assert.equal((await page.request.get(`${survey}/answers.csv`)).status(), 409);
});
