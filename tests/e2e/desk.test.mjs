// What the secretariat does every day, with script and without: rows picked in the directory, minutes that are kept while they are written, the wall
// of the room, and what «Atrás» shows after leaving.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { browser, judged, run, serve, sign_in, visitor } from './house.mjs';

const known_password = 'alianza-de-muestra'; // of the demo, shown on its sign-in page
let engine, server, root;
before(async () => {
  engine = await browser();
  server = await serve({ demo: true, prepare: (database) => run(['demo', ...database]) });
});
after(async () => {
  await engine?.close();
  await server?.close();
});

async function officer(options) {
  const page = await visitor(engine, options);
  await sign_in(page, server.url, 'secretariado@muestra.example', known_password);
  await page.goto(`${server.url}/alliances`);
  root = new URL(await page.locator('main a', { hasText: 'Alianza de muestra' }).first().getAttribute('href'), server.url).href;
  return page;
}

for (const script of [true, false])
  test(`rows picked in the directory are downloaded and invited, ${script ? 'with' : 'without'} script`, async () => {
    const page = await officer({ script });
    await page.goto(`${root}/organizations?status=withdrawn`);
    assert.equal(await page.locator('.selection').isVisible(), false, 'nothing is picked');
    const names = await page.locator('tbody th a').allTextContents();
    await page.locator('.pick').nth(0).check();
    await page.locator('.pick').nth(2).check();
    assert.equal(await page.locator('.selection').isVisible(), true);
    if (script) assert.equal((await page.locator('[data-picked]').textContent()).trim(), '2');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Descargar CSV' }).click()]);
    const rows = await new Response(await download.createReadStream()).text();
    assert.ok(rows.includes(names[0]) && rows.includes(names[2]) && !rows.includes(names[1]), rows);
    await page.getByRole('button', { name: 'Invitar' }).click();
    await judged(page, 'invite those picked');
    await page.locator('.hits a').first().click();
    assert.match(await page.textContent('main'), /A las 2 organizaciones que eligió en el directorio/);
    await page.getByRole('button', { name: 'Agregar destinatarios' }).click();
    assert.match(await page.textContent('main'), /destinatario|Nadie se agregó/);
  });

async function draft(page) {
  await page.goto(`${root}/meetings/past`);
  const meetings = await page.locator('tbody th a').evaluateAll((all) => all.map((a) => a.href));
  for (const meeting of meetings) {
    await page.goto(`${meeting}/minutes`);
    if (await page.locator('form[data-keep]').count()) return `${meeting}/minutes`;
  }
  throw new Error('no minutes are being written');
}

test('minutes are kept while they are written, stand on the wall, and lose nothing when two write the same', async () => {
  const page = await officer();
  const minutes = await draft(page);
  const first = page.locator('textarea[name^=body-]').first();
  await first.fill('Se abrió la sesión con once organizaciones.');
  await page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().includes('/sections/'), { timeout: 9000 });
  const other = await officer();
  await other.goto(minutes);
  assert.equal(await other.locator('textarea[name^=body-]').first().inputValue(), 'Se abrió la sesión con once organizaciones.');
  await other.goto(`${minutes}/projector`);
  assert.match(await other.textContent('#projected'), /once organizaciones/);
  await judged(other, 'the wall of the room');
  // The same hand goes on: its second keeping crosses with nothing.
  await first.fill('Se abrió la sesión con doce organizaciones.');
  const again = await page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().includes('/sections/'), { timeout: 9000 });
  assert.notEqual(again.status(), 409);
  await other.waitForFunction(() => document.querySelector('#projected').textContent.includes('doce organizaciones'), null, { timeout: 9000 });
  // Another one, who read the page before: both texts are shown, and what was typed stays.
  await other.goto(minutes);
  await other.locator('textarea[name^=body-]').first().fill('Otra mano escribió esto.');
  await first.fill('Y esta mano, esto otro.');
  await other.getByRole('button', { name: 'Guardar las notas' }).first().click();
  await page.locator('[role=alert] ins').first().waitFor({ timeout: 9000 }).catch(() => {});
  const texts = [await page.textContent('main'), await other.textContent('main')].join(' ');
  assert.match(texts, /No se perdió nada/);
  assert.deepEqual([...page.troubles, ...other.troubles], []);
});

test('after leaving, «Atrás» shows nothing of before', async () => {
  const page = await officer();
  await page.goto(`${root}/organizations`);
  await page.locator('summary.person').first().click();
  await page.getByRole('button', { name: 'Salir' }).first().click();
  await page.goBack();
  await page.waitForURL(/sign-in/);
});
