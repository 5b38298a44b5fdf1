// The first stage as a secretariat lives it: ninety organisations from a sheet with seven bad rows, invited by letters, one of them answering from a
// phone after a mail scanner has opened its link, its adherence signed; the launch plenary, convened by letter, with eighty-one organisations at its door
// (one by the code on the wall, one that nobody knew, the others by the list), its minutes written by two people at once, reviewed by who has no
// account, approved, taken away as PDF; the agreements followed up, the stage left behind, and the portal telling it. On a demonstration, so that the letters can be read; the alliance is a fresh one.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { browser, day, entered, fill, fill_required, judged, password, run, serve, submit, until, visitor } from './house.mjs';

const sheet = fileURLToPath(new URL('../data/imports/synthetic_90.xlsx', import.meta.url));

let engine, server, alliance, campaign, meeting, invitation;
const invited = 'Alimentos Bugambilia 02 (sintética)';
before(async () => {
  engine = await browser();
  server = await serve({
    demo: true,
    prepare: (database) => {
      run(['user', 'create', ...database, '--email', 'opera@example.org', '--name', 'Olga Prado', '--operator'], `${password}\n`);
      run(['user', 'create', ...database, '--email', 'dirige@example.org', '--name', 'Dora Luna'], `${password}\n`);
      run(['user', 'create', ...database, '--email', 'escribe@example.org', '--name', 'Elena Mora'], `${password}\n`);
    },
  });
});
after(async () => {
  await engine?.close();
  await server?.close();
});

const as = (email, how) => entered(engine, server, email, how);

test('an institution with two officers and a public alliance', async () => {
  const operator = await as('opera@example.org', { script: false });
  await operator.goto(`${server.url}/agencies/new`);
  await fill(operator, { name_es: 'Agencia de prueba', short_name: 'AP', slug: 'prueba', brand: '#0b5c4a', deep: '#083f33', soft: '#e1f1ec' });
  await submit(operator);
  const agency = operator.url().split('?')[0];
  await operator.goto(`${agency}/appointments/new`);
  await fill(operator, { email: 'dirige@example.org', role: 'director', since: '2026-01-01' });
  await submit(operator);
  const page = await as('dirige@example.org', { script: false });
  await page.goto(`${agency}/appointments/new`);
  await fill(page, { email: 'escribe@example.org', role: 'secretariat', since: '2026-01-01' });
  await submit(page);
  await page.goto(`${agency}/alliances/new`);
  await fill(page, { name_es: 'Alianza del agua', slug: 'agua', nature: 'synthetic', is_public: '1', starts_on: '2026-01-15' });
  await submit(page);
  alliance = page.url().split('?')[0];
  assert.match(alliance, /\/alliances\/[0-9A-Z]{13}$/, await page.textContent('main'));
});

test('ninety organisations come from a sheet; one bad row is mended in the preview, the others are told and left', async () => {
  const page = await as('escribe@example.org', { script: false });
  await page.goto(`${alliance}/imports/new`);
  await page.setInputFiles('main [name=file]', sheet);
  await submit(page);
  const at = page.url().split('?')[0];
  await until(page, at, /Qué pasará/);
  await judged(page, 'the preview', { widths: [1280, 360] });
  await page.goto(`${at}?show=wrong`);
  const bad = await page.locator('#rows tbody tr').allTextContents();
  assert.equal(bad.length, 7, bad.join('\n'));
  for (const column of ['Nombre', 'RFC', 'Tipo', 'Entidad federativa', 'Sitio web', 'Correo', 'ODS prioritarios']) {
    assert.equal(bad.filter((row) => row.includes(`${column}:`)).length, 1, `${column}: ${bad.join('\n')}`);
  }

  await page.goto(await page.locator('#rows tr', { hasText: 'sin nombre' }).locator('a.btn').evaluate((a) => a.href));
  assert.equal(await page.inputValue('main [name=c0]'), '');
  await judged(page, 'a row to mend', { widths: [360] });
  await fill(page, { c0: 'Alimentos Girasol 07 (sintética)' });
  await submit(page);
  await page.goto(`${at}?show=wrong`);
  assert.equal(await page.locator('#rows tbody tr').count(), 6);

  await page.goto(at);
  await submit(page, '#plan form button[type=submit]');
  await until(page, at, /Deshacer/);
  await page.goto(`${alliance}/organizations`);
  assert.match(await page.textContent('main'), /84 en el directorio/);
});

test('a campaign writes to every contact, and tells how it goes', async () => {
  const page = await as('escribe@example.org', { script: false });
  await page.goto(`${alliance}/adherences/text`);
  await fill(page, { body_es: 'Nos comprometemos a trabajar como iguales por la Agenda 2030.' });
  await submit(page);
  await page.goto(`${alliance}/campaigns/new`);
  await fill(page, { name: 'Primera invitación', deadline: day(20), adherence: 'required' });
  await fill_required(page);
  await submit(page);
  campaign = page.url().split('?')[0];
  await page.goto(`${campaign}/recipients`);
  await fill(page, { how: 'filter' });
  await submit(page);
  assert.match(await page.textContent('main'), /84/);
  await page.goto(`${campaign}/start`);
  await judged(page, 'what will be sent');
  await submit(page);
  await until(page, campaign, /Sin respuesta\s*84/);
  await judged(page, 'the campaign', { url: campaign, widths: [1280, 360] });
});

test('a scanner opens the link ten times, and then the representative accepts and signs on a phone', async () => {
  const reader = await visitor(engine, { script: false });
  for (let at = `${server.url}/mailbox`; at && !invitation;) {
    await reader.goto(at);
    const letters = await reader.locator('main a[href*="/mailbox/"]').evaluateAll((all) => all.map((a) => a.href));
    for (const letter of letters) {
      const body = await reader.request.get(letter).then((r) => r.text());
      if (body.includes('Bugambilia 02')) invitation = body.match(/https?:\/\/[^\s"<]*\/invitations\/[\w-]+/)?.[0];
    }
    at = await reader.locator('main a[href*="before="]').evaluateAll((all) => all[0]?.href);
  }
  assert.ok(invitation, `no letter to ${invited}`);
  invitation = server.url + new URL(invitation).pathname;
  const scanner = await engine.newContext();
  for (let i = 0; i < 10; i += 1) {
    const answer = i % 2 ? await scanner.request.get(invitation) : await scanner.request.fetch(invitation, { method: 'HEAD' });
    assert.equal(answer.status(), 200);
  }
  const page = await visitor(engine, { width: 360, script: false });
  await page.goto(invitation);
  await judged(page, 'the invitation');
  assert.match(await page.textContent('h1'), /Bugambilia 02/);
  await fill(page, { name: 'Contacto 2', notice: '1', privacy: '1' });
  await submit(page, 'main form.form button[type=submit] >> nth=0');
  assert.match(page.url(), /adher/, 'the letter to sign comes at once');
  await judged(page, 'the adherence letter');
  await fill(page, { name: 'Contacto 2', position: 'Enlace', accept: '1' });
  await submit(page);
  assert.match(await page.textContent('main'), /[0-9a-f]{64}/);
  await page.goto(invitation);
  assert.match(await page.textContent('main'), /aceptó la invitación/);

  const officer = await as('escribe@example.org', { script: false });
  await officer.goto(`${alliance}/organizations?status=active`);
  assert.match(await officer.textContent('main'), /Bugambilia 02/);
});

test('the launch plenary is convened by letter, and its reply comes from a phone', async () => {
  const page = await as('escribe@example.org', { script: false });
  await page.goto(`${alliance}/meetings/new`);
  // Around the clock, so that the code at the door serves whenever the test runs.
  await fill(page, { kind: 'plenary', title_es: 'Plenaria de lanzamiento', on: day(0), starts: '00:00', ends: '23:59', venue_es: 'Sala grande', agenda: 'Bienvenida | 10\nCompromisos | 30' });
  await fill_required(page);
  await submit(page);
  meeting = page.url().split('?')[0];
  await page.goto(`${meeting}/convocation`);
  await judged(page, 'convening', { widths: [1280, 360] });
  await fill(page, { message: 'Traigan su compromiso por escrito.' });
  await submit(page);
  await until(page, `${meeting}/registrations`, /Carta (por salir|enviada)/);
  await judged(page, 'who comes', { widths: [1280, 360] });

  const reader = await visitor(engine, { width: 360, script: false });
  await until(reader, `${server.url}/mailbox`, /Convocatoria: Plenaria de lanzamiento/);
  const letter = await reader.locator('main a[href*="/mailbox/"]').first().evaluate((a) => a.href);
  let link = await reader.request.get(letter).then((r) => r.text());
  link = link.match(/https?:\/\/[^\s"<]*\/registrations\/[\w-]{43}/)?.[0];
  link = server.url + new URL(link).pathname;
  const calendar = await reader.request.get(`${link}/calendar.ics`).then((r) => r.text());
  assert.match(calendar, /DTSTART:\d{8}T060000Z/, 'midnight of Mexico City');
  await reader.goto(link);
  await judged(reader, 'the convocation');
  await fill(reader, { reply: 'coming', persons: 'Contacto 2', name: 'Contacto 2' });
  await submit(reader);
  assert.match(await reader.textContent('main'), /asiste\. Lo dijo Contacto 2/);
  await page.goto(`${meeting}/registrations`);
  assert.match(await page.textContent('main'), /1 organización asiste/);
});

test('eighty-one organisations arrive: one by the code on the wall, one that nobody knew, the others by the list', async () => {
  const officer = await as('escribe@example.org', { script: false });
  await officer.goto(`${meeting}/check-in`);
  await submit(officer, 'main form[action$="/check-in"] button[type=submit]');
  await judged(officer, 'the screen at the door', { url: `${meeting}/check-in`, widths: [1280, 360] });
  const code = (await officer.textContent('#check-in-code')).match(/[0-9A-Z]{4} [0-9A-Z]{4}$/)[0];

  const phone = await visitor(engine, { width: 360, script: false });
  await phone.goto(`${server.url}/check-in?code=${encodeURIComponent(code.toLowerCase())}`);
  await judged(phone, 'arriving, on a phone');
  await phone.locator('main [name=organization]').selectOption({ index: 1 });
  await fill(phone, { person: 'Contacto 2' });
  await submit(phone);
  assert.match(await phone.textContent('main'), /Quedó registrada la llegada de Contacto 2/);
  const stranger = await phone.request.get(`${server.url}/check-in/ZZZZ2222`);
  assert.equal(stranger.status(), 404);

  await officer.goto(`${meeting}/walk-ins`);
  await judged(officer, 'a walk-in', { widths: [360] });
  await fill(officer, { organization: 'Cooperativa que nadie conocía (sintética)', person: 'Eva Sol' });
  await submit(officer);
  assert.match(await officer.textContent('main'), /Cooperativa que nadie conocía/);

  const door = await as('escribe@example.org', { width: 360 });
  await door.goto(`${meeting}/attendance?q=SINTETICA`);
  await judged(door, 'the list at the door', { widths: [360] });
  const waiting = await door.locator('button[aria-label^="Registrar a"]').count();
  assert.ok(waiting >= 79, `${waiting} to register`);
  for (let i = 0; i < 79; i += 1) {
    const button = door.locator('button[aria-label^="Registrar a"]').first();
    const row = door.locator('li', { has: button }).first();
    const id = await row.getAttribute('id');
    await button.press('Enter');
    await door.waitForSelector(`#${id} .badge-ok`);
  }
  const late = door.locator('.roll li', { has: door.locator('.badge-ok') }).last();
  await late.locator('summary').press('Enter');
  await late.locator('[name=arrival][value=late]').press('Space');
  await late.locator('button[value=correct]').press('Enter');
  await door.waitForSelector('.roll li:has-text("Llegó tarde")');
  await officer.goto(meeting);
  assert.match(await officer.textContent('#attendance'), /81/);
  assert.match(await officer.textContent('#attendance'), /llegó tarde/);
});

test('two people write the minutes of the launch at once, and nothing is lost', async () => {
  const one = await as('escribe@example.org');
  await one.goto(meeting);
  await submit(one, '#minutes form button');
  const minutes = `${meeting}/minutes`;
  const two = await as('dirige@example.org', { script: false });
  await two.goto(minutes);
  await one.goto(minutes);
  const second = 'main section.section >> nth=1';
  const notes = 'textarea[name^=body-]';
  const save = 'button:has-text("Guardar las notas")';
  await one.locator(second).locator(notes).fill('Abrió la sesión la dirección.');
  await one.locator(notes).last().fill('Se cerró a las dos.');
  await submit(one, `${second} >> ${save}`);
  assert.equal(await one.locator(notes).last().inputValue(), 'Se cerró a las dos.', 'one button saves every item');
  await two.locator(second).locator(notes).fill('Se dio la bienvenida a una organización.');
  await submit(two, `${second} >> ${save}`);
  const crossed = await two.textContent('main');
  assert.match(crossed, /No se perdió nada/);
  assert.match(crossed, /Abrió la sesión la dirección/);
  assert.match(crossed, /bienvenida a una organización/);
  await two.locator(second).locator(notes).fill('Abrió la sesión la dirección y dio la bienvenida a una organización.');
  await submit(two, `${second} >> ${save}`);
  await judged(two, 'the minutes', { url: minutes, widths: [1280, 360] });

  for (let i = 1; i <= 5; i += 1) {
    await one.goto(minutes);
    const part = one.locator('main section.section').nth(2);
    await part.locator('summary', { hasText: 'Nuevo acuerdo' }).press('Enter');
    await part.locator('details[open] [name^=text-]').fill(`Acuerdo número ${i}`);
    await part.locator('details[open] [name^=organization-]').selectOption({ index: 1 });
    await part.locator('details[open] [name^=due-]').fill(day(3 * i));
    const answered = one.waitForEvent('load');
    await part.locator('details[open] button[type=submit]').press('Enter');
    await answered;
  }
  await one.goto(minutes);
  assert.match(await one.textContent('#agreements'), /5/);
});

test('who attended reads the minutes in review from a letter, on a phone and without an account, comments and agrees', async () => {
  const officer = await as('dirige@example.org', { script: false });
  await officer.goto(`${meeting}/minutes`);
  await submit(officer, 'main button:has-text("Enviar a revisión")');
  const reader = await visitor(engine, { width: 360, script: false });
  await until(reader, `${server.url}/mailbox`, /Minuta en revisión: Plenaria de lanzamiento/);
  await reader.goto(await reader.locator('main a[href*="/mailbox/"]', { hasText: 'Minuta en revisión' }).first().evaluate((a) => a.href));
  const letter = await reader.request.get(reader.url()).then((r) => r.text());
  const link = server.url + new URL(letter.match(/https?:\/\/[^\s"<]*\/minutes\/[\w-]{43}/)[0]).pathname;
  await reader.goto(link);
  await judged(reader, 'the minutes behind a link', { widths: [360, 1280] });
  await judged(reader, 'the same in English', { url: link.replace('/minutes/', '/en/minutes/'), widths: [360] });
  await reader.locator('summary', { hasText: 'Comentar este punto' }).nth(1).press('Enter');
  await reader.locator('details[open] [name=text]').fill('Falta decir quién abrió.');
  await reader.locator('details[open] [name=name]').fill('Contacto sin cuenta');
  await submit(reader, 'details[open] button[type=submit]');
  assert.match(await reader.textContent('main'), /Falta decir quién abrió/);
  await submit(reader, '#assent button[type=submit]');
  assert.match(await reader.textContent('main'), /ya dijo que está de acuerdo/);
  await judged(reader, 'commented and agreed', { url: link });
  await officer.goto(`${meeting}/minutes`);
  assert.match(await officer.textContent('main'), /Falta decir quién abrió/);
  await officer.goto(`${meeting}/minutes/copies`);
  await judged(officer, 'who was given the minutes', { widths: [1280, 360] });
});

test('the minutes are approved with a folio, and leave as PDF', async () => {
  const page = await as('dirige@example.org', { script: false });
  const minutes = `${meeting}/minutes`;
  await page.goto(`${minutes}/approve`);
  await submit(page, 'main button:has-text("Aprobar la minuta")');
  await page.goto(minutes);
  assert.match(await page.textContent('main'), /AP-MIN-\d{4}-0001/);
  assert.equal(await page.locator('textarea[name^=body-]').count(), 0, 'approved minutes are not written any more');
  await judged(page, 'approved minutes', { widths: [1280, 360] });
  const pdf = await page.request.get(`${meeting}/minutes.pdf`);
  assert.equal(pdf.status(), 200);
  assert.equal((await pdf.body()).subarray(0, 5).toString(), '%PDF-');
});

test('an agreement is closed with its evidence, and the first page tells what is due', async () => {
  const page = await as('escribe@example.org', { script: false });
  await page.goto(`${alliance}/agreements`);
  await judged(page, 'the agreements', { widths: [1280, 360] });
  await page.goto(await page.locator('main tbody a').first().evaluate((a) => a.href));
  const closing = page.locator('main form', { has: page.locator('[name=to][value=done]') });
  await closing.locator('[name=note]').fill('Se entregó por correo el padrón.');
  const answered = page.waitForEvent('load');
  await closing.locator('button[type=submit]').press('Enter');
  await answered;
  assert.match(await page.textContent('main'), /Se entregó por correo el padrón/);
  await page.goto(alliance);
  assert.match(await page.textContent('main'), /Acuerdo número 2/);
  await judged(page, 'the first page', { widths: [1280, 360] });
});

test('the stage is left behind with its evidence, and the portal tells it', async () => {
  const page = await as('dirige@example.org', { script: false });
  await page.goto(meeting);
  await submit(page, 'main form[action$="/hold"] button[type=submit]');
  for (let i = 0; i < 3; i += 1) {
    await page.goto(`${alliance}/stages`);
    await page.goto(await page.locator('main a:text-is("Dar por cumplida, con evidencia")').first().evaluate((a) => a.href));
    await fill(page, { on: day(0), evidence: 'Minuta de la plenaria de lanzamiento' });
    await submit(page);
  }
  await page.goto(`${alliance}/stages/move?to=priorities`);
  await fill(page, { on: day(0) });
  await submit(page);
  assert.match(await page.textContent('.stages'), /Para abrir la 3/);
  const stranger = await visitor(engine, { width: 360, script: false });
  await stranger.goto(`${server.url}/p/agua`);
  assert.match(await stranger.textContent('main'), /Identificación de prioridades/);
  await stranger.goto(`${server.url}/p/agua/timeline`);
  assert.match(await stranger.textContent('main'), /Plenaria de lanzamiento/);
});
