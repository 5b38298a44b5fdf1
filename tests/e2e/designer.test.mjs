// A survey by the keyboard alone: a ranking and a matrix are designed and tried, the survey is opened, and whoever got the letter answers it on a
// phone (docs/requirements.md, R-040).
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

/// What the focus stands on, as a screen reader names it.
const focused = (page) => page.evaluate(() => {
  const e = document.activeElement;
  if (e === document.body) return { name: '', group: '', type: '' }; // between the last and the first
  const group = e.closest('fieldset')?.querySelector('legend')?.innerText ?? '';
  return { name: (e.getAttribute('aria-label') ?? e.labels?.[0]?.innerText ?? e.innerText ?? '').trim(), group: group.trim(), type: e.type ?? '' };
});

/// Tab until the focus stands on what is named so; of a group of radios it stops at the one that Tab reaches.
async function reach(page, name, group = '') {
  for (let i = 0; i < 400; ++i) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    if (at.name.includes(name) && at.group.includes(group)) return;
  }
  assert.fail(`the keyboard does not reach «${name}» on ${page.url()}`);
}
async function press(page, name) {
  await reach(page, name);
  const answered = page.waitForEvent('load');
  await page.keyboard.press('Enter');
  await answered;
}
async function type(page, name, text) {
  await reach(page, name);
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
}
/// With the arrows, as radios are.
async function pick(page, group, name) {
  for (let i = 0; i < 400; ++i) {
    await page.keyboard.press('Tab');
    if ((await focused(page)).group.includes(group)) break;
  }
  for (let i = 0; i < 30; ++i) {
    if ((await focused(page)).name.includes(name)) return page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
  }
  assert.fail(`no «${name}» in «${group}» on ${page.url()}`);
}
/// By its first letters, as selects take them.
async function select(page, name, letters) {
  await reach(page, name);
  await page.keyboard.type(letters, { delay: 20 });
}

async function add_question(page, kind, fill) {
  await press(page, 'Agregar una pregunta');
  await select(page, 'Tipo de pregunta', kind);
  await press(page, 'Elegir este tipo');
  await fill();
  await press(page, 'Guardar la pregunta');
}

test('a ranking and a matrix, designed, tried and answered without a mouse', async () => {
  const page = await visitor(engine);
  await sign_in(page, server.url, 'secretariado@muestra.example', 'alianza-de-muestra');
  await page.goto(`${server.url}/alliances`);
  const alliance = await page.locator('main a[href*="/alliances/"]', { hasText: 'muestra' }).first().evaluate((a) => a.href);
  await page.goto(`${alliance}/surveys/new`);
  await pick(page, 'Cuestionario', 'Vacío');
  await type(page, 'En español', 'Con el teclado');
  await press(page, 'Preparar la encuesta');
  const survey = page.url().replace(/[?#].*$/, '');
  await press(page, 'Cuestionario y versiones');
  await add_question(page, 'Orden', async () => {
    await type(page, 'En español', '¿Qué va primero?');
    await type(page, 'Opciones', 'Agua\nEnergía\nEducación');
  });
  assert.match(page.url(), /#q\.que_va_primero$/, 'the focus stays at what was written');
  await add_question(page, 'Matriz', async () => {
    await type(page, 'En español', '¿Cómo va cada tema?');
    await type(page, 'Filas', 'Agua\nEnergía');
    await type(page, 'Columnas', 'Bien\nRegular\nMal');
  });
  await judged(page, 'the designer', { widths: [1280, 360] });
  await press(page, 'Probarlo');
  await judged(page, 'the preview', { widths: [1280, 360] });
  await press(page, 'Probar condiciones y límites');
  await page.goto(`${survey}/recipients`);
  await press(page, 'Agregar destinatarios');
  await page.goto(`${survey}/open`);
  await press(page, 'Abrir y enviar');

  let link = null;
  for (let i = 0; i < 60 && !link; ++i) {
    await page.goto(`${server.url}/mailbox`);
    const letter = page.locator('main a[href*="/mailbox/"]', { hasText: 'Con el teclado' }).first();
    if (await letter.count()) {
      await page.goto(await letter.evaluate((a) => a.href));
      link = (await page.content()).match(/\/surveys\/[\w-]{43}/)?.[0];
    } else await page.waitForTimeout(500);
  }
  assert.ok(link, 'a letter with its link');

  const phone = await visitor(engine, { width: 360 });
  await phone.goto(server.url + link);
  await judged(phone, 'where answering begins', { widths: [360, 1280] });
  await press(phone, 'Empezar');
  await judged(phone, 'a section', { widths: [360, 1280] });
  await select(phone, 'Energía', '1');
  await pick(phone, 'Agua', 'Bien');
  await pick(phone, 'Energía', 'Regular');
  await press(phone, 'Guardar y revisar');
  assert.match(await phone.locator('main').innerText(), /1\. Energía/);
  assert.match(await phone.locator('main').innerText(), /Energía: Regular/);
  await press(phone, 'Enviar las respuestas');
  assert.match(await phone.locator('main').innerText(), /Código de recibo/);
});
