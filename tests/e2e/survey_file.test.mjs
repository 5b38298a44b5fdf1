// A question that asks for a file: made in the designer, answered on a phone without scripts, read by the office
// (docs/decisions/0137-files-as-answers.md).
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { browser, fill, judged, run, serve, sign_in, submit, visitor } from './house.mjs';

const title = 'Encuesta con archivo';
const report = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';
let engine, server;
before(async () => {
  engine = await browser();
  server = await serve({ demo: true, prepare: (database) => run(['demo', ...database]) });
});
after(async () => {
  await engine?.close();
  await server?.close();
});

async function link_of_a_letter(page) {
  for (let i = 0; i < 120; i += 1) {
    await page.goto(`${server.url}/mailbox`);
    const letters = await page.locator('main a[href*="/mailbox/"]', { hasText: title }).evaluateAll((all) => all.map((a) => a.href));
    for (const url of letters) {
      const found = (await page.request.get(url).then((r) => r.text())).match(/\/surveys\/[\w-]{43}/);
      if (found) return found[0];
    }
    await page.waitForTimeout(250);
  }
  return assert.fail('no letter came');
}

const sends = async (page, file) => {
  await page.setInputFiles('main [name=file]', file);
  await submit(page);
};

test('a file is sent, changed and read', async () => {
  const page = await visitor(engine);
  await sign_in(page, server.url, 'secretariado@muestra.example', 'alianza-de-muestra');
  await page.goto(`${server.url}/alliances`);
  const alliance = await page.locator('main a[href*="/alliances/"]', { hasText: 'muestra' }).first().evaluate((a) => a.href);
  await page.goto(`${alliance}/surveys/new?template=meeting`);
  await fill(page, { from_template: 'meeting', title_es: title });
  await submit(page);
  const survey = page.url().replace(/[?#].*$/, '');
  await page.goto(`${survey}/design/questions/new?kind=file&section=1`);
  await judged(page, 'a question for a file in the designer', { widths: [1280, 360] });
  await fill(page, { text_es: 'Suba su informe anual', text_en: 'Upload your annual report', code: 'informe', need: '1' });
  await submit(page, 'main form.form button.btn-primary');
  await judged(page, 'its preview', { url: `${survey}/preview`, widths: [1280, 360] });
  await page.goto(`${survey}/recipients`);
  await submit(page);
  await page.goto(`${survey}/open`);
  await submit(page, 'main form button[type=submit]');

  const phone = await visitor(engine, { width: 360, script: false });
  await phone.goto(server.url + (await link_of_a_letter(page)));
  await phone.click('main a.btn-primary');
  const section = phone.url();
  await judged(phone, 'a section that asks for a file', { widths: [360, 1280] });
  assert.equal(await phone.locator('main form.form button[type=submit]').first().getAttribute('value'), 'on', 'Enter in a field goes on');
  await phone.check('main [name="a.useful"][value="5"]', { force: true });
  await submit(phone, 'main button[value="file.informe"]');
  const place = phone.url();
  assert.match(place, /\/files\/informe$/);
  await judged(phone, 'the page of a file', { widths: [360, 1280] });
  await sends(phone, { name: 'malo.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\x01\x02') });
  assert.match(await phone.textContent('main'), /Este tipo de archivo no se recibe/);
  await sends(phone, { name: 'borrador.txt', mimeType: 'text/plain', buffer: Buffer.from('Un borrador.') });
  assert.match(await phone.textContent('main'), /borrador\.txt/);
  assert.ok(await phone.isChecked('main [name="a.useful"][value="5"]'), 'what was typed before was kept');
  await phone.goto(place);
  await judged(phone, 'the page of a file that is there', { widths: [360, 1280] });
  await sends(phone, { name: 'informe.pdf', mimeType: 'application/pdf', buffer: Buffer.from(report) });
  await phone.goto(section);
  await phone.check('main [name="a.clear"][value="4"]', { force: true });
  await phone.check('main [name="a.heard"][value="yes"]', { force: true });
  await submit(phone, 'main .form-actions button[value=on]');
  assert.match(await phone.textContent('main'), /informe\.pdf/);
  await submit(phone);
  assert.match(await phone.textContent('body'), /Sus respuestas se enviaron/);

  const list = `${survey}/files?question=informe`;
  await judged(page, 'the files that came', { url: list, widths: [1280, 360] });
  await page.goto(list);
  const file = await page.locator('main table a').evaluate((a) => a.href);
  assert.equal(await page.request.get(file).then((r) => r.text()), report);
  assert.equal(await page.request.get(file, { maxRedirects: 0 }).then((r) => r.headers()['content-disposition'].startsWith('attachment')), true);
  await judged(page, 'the book', { url: `${survey}/results`, widths: [1280, 360] });
});
