// The second stage as the alliance of 2016 went through it, told again with made-up organisations: the template survey goes to ninety, fifty-five
// answer, 61 % is shown as 55 of 90; the result book counts what was answered and keeps the consensus; it meets the institution's priorities in the
// convergence map; five committees are founded on SDG 4, 7, 10, 11 and 12, each naming that consensus; forty-six organisations take fifty-nine places,
// one of them three; the committees are installed by act, and the portal tells it. What many do alike is sent as their browsers would, or over the API.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { browser, day, entered, fill, fill_required, judged, password, run, serve, submit, until, visitor } from './house.mjs';

const goals = [4, 7, 10, 11, 12];
const asked = 90;
const answering = 55;
// What the n-th to answer says: one goal each of the five in turn, the first eleven also the next one; one in five wants to lead.
const priorities_of = (n) => (n < 11 ? [goals[n % 5], goals[(n + 1) % 5]] : [goals[n % 5]]);
const actions_of = (n) => (n % 3 === 0 ? goals[n % 5] : 17);
const role_of = (n) => (n % 5 === 0 ? 'observe' : 'take_part');

let engine, server, officer, api, alliance, survey, links;
const organizations = []; // {id, name}
const committees = new Map(); // by goal

before(async () => {
  engine = await browser();
  server = await serve({
    demo: true,
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

const as = (email, how = { script: false }) => entered(engine, server, email, how);

/// A call of the API under the alliance; the body of its answer.
async function call(method, tail, data) {
  const answer = await api.fetch(`${server.url}/api/v1${new URL(alliance).pathname}${tail}`, { method, data });
  const text = await answer.text();
  assert.ok(answer.status() < 300, `${method} ${tail}: ${answer.status()} ${text.slice(0, 400)}`);
  return text ? JSON.parse(text) : {};
}

/// Sends the form of a page as a browser without scripts would: what it holds hidden, and these fields.
async function send_form(request, url, fields) {
  const page = await request.get(url).then((r) => r.text());
  const form = page.slice(page.indexOf('class="form"'));
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name, value.replaceAll('&amp;', '&')]);
  const body = new URLSearchParams([...hidden, ...fields]).toString();
  const answer = await request.post(url, { data: body, headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, maxRedirects: 0 });
  assert.equal(answer.status(), 303, `${url}: ${(await answer.text()).match(/<main[\s\S]*/)?.[0].replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').slice(0, 600)}`);
}

test('an alliance with ninety organisations, each with somebody to write to', async () => {
  const operator = await as('opera@example.org');
  await operator.goto(`${server.url}/agencies/new`);
  await fill(operator, { name_es: 'Agencia de prueba', short_name: 'AP', slug: 'prueba', brand: '#0b5c4a', deep: '#083f33', soft: '#e1f1ec' });
  await submit(operator);
  const agency = operator.url().split('?')[0];
  await operator.goto(`${agency}/appointments/new`);
  await fill(operator, { email: 'dirige@example.org', role: 'director', since: '2026-01-01' });
  await submit(operator);
  officer = await as('dirige@example.org');
  await officer.goto(`${agency}/alliances/new`);
  await fill(officer, { name_es: 'Segunda etapa (sintética)', slug: 'segunda', nature: 'synthetic', is_public: '1', starts_on: '2026-01-15' });
  await submit(officer);
  alliance = officer.url().split('?')[0];
  await officer.goto(alliance);
  assert.match(await officer.textContent('main'), /Empiece por las organizaciones/);
  await judged(officer, 'the first page of an empty alliance', { url: alliance, widths: [1280, 360] });

  await officer.goto(`${server.url}/account/tokens`);
  await fill(officer, { name: 'guion', days: '2' });
  for (const scope of ['read', 'write']) await fill(officer, { scopes: scope });
  await submit(officer);
  const token = (await officer.textContent('main')).match(/alz_[A-Za-z0-9_-]{20,}/)[0];
  api = (await engine.newContext({ extraHTTPHeaders: { Authorization: `Bearer ${token}` } })).request;
  for (let n = 0; n < asked; n += 1) {
    const name = `Organización ${String(n + 1).padStart(2, '0')} (sintética)`;
    const size = ['large', 'medium', 'small'][n % 3];
    const made = await call('POST', '/organizations', { type: 'company', sector: '54', size, name, country: 'MX', status: 'active', since: '2026-02-02' });
    await call('POST', `/organizations/${made.id}/contacts`, { name: `Contacto ${n + 1}`, email: `contacto${n + 1}@sintetica.example`, role: 'representative', since: '2026-02-02' });
    organizations.push({ id: made.id, name });
  }
});

test('the template survey is sent to ninety by links', async () => {
  await officer.goto(`${alliance}/surveys/new`);
  await fill(officer, { from_template: 'axs', title_es: 'Prioridades de la segunda etapa', opens_on: day(0), closes_on: day(20) });
  await fill_required(officer);
  await submit(officer);
  survey = officer.url().split('?')[0];
  await officer.goto(`${survey}/recipients`);
  await submit(officer);
  await officer.goto(`${survey}/open`);
  assert.match(await officer.textContent('main'), /Se enviarán 90 cartas/);
  await submit(officer);
  await until(officer, survey, /0 de 90/);
  links = new Map();
  for (let tries = 0; links.size < asked && tries < 60; tries += 1) {
    await new Promise((later) => setTimeout(later, 250)); // the last letters may still be on their way
    for (let at = `${server.url}/mailbox`; at;) {
      await officer.goto(at);
      const letters = await officer.locator('main a[href*="/mailbox/"]').evaluateAll((all) => all.map((a) => ({ url: a.href, row: a.closest('tr')?.textContent ?? '' })));
      for (const { url, row } of letters) {
        const to = row.match(/contacto(\d+)@sintetica/)?.[1];
        if (!to || links.has(Number(to) - 1)) continue;
        const link = (await officer.request.get(url).then((r) => r.text())).match(/https?:\/\/[^\s"<]*(\/surveys\/[\w-]{43})/)?.[1];
        if (link) links.set(Number(to) - 1, server.url + link);
      }
      at = await officer.locator('main a[href*="before="]').evaluateAll((all) => all[0]?.href);
    }
  }
  assert.equal(links.size, asked);
});

test('fifty-five answer, the first of them on a phone, and 61 % is told as 55 of 90', async () => {
  const phone = await visitor(engine, { width: 360, script: false });
  await phone.goto(links.get(0));
  await judged(phone, 'the survey behind its link');
  await phone.goto(`${links.get(0)}/sections/1`);
  await judged(phone, 'the matrix of the goals, on a phone');
  for (let n = 0; n < answering; n += 1) {
    const person = (await engine.newContext()).request;
    const link = links.get(n);
    const matrix = Array.from({ length: 17 }, (_, i) => [`a.actions.${i + 1}`, i + 1 === actions_of(n) ? 'current' : 'none']);
    await send_form(person, `${link}/sections/1`, matrix);
    await send_form(person, `${link}/sections/2`, priorities_of(n).map((goal) => ['a.priorities', String(goal)]));
    await send_form(person, `${link}/sections/3`, [['a.activities', 'share'], ['a.role', role_of(n)]]);
    await send_form(person, `${link}/review`, [['name', `Contacto ${n + 1}`]]);
  }
  await phone.goto(links.get(0));
  assert.match(await phone.textContent('main'), /Código de recibo/);
  await judged(phone, 'what was answered');
  await officer.goto(survey);
  assert.match(await officer.textContent('main'), /55 de 90 \(61\s%\)/);
  await judged(officer, 'the survey', { url: survey, widths: [1280, 360] });
});

test('the result book counts what they said, and the cross table what they do for what they want', async () => {
  await judged(officer, 'the result book', { url: `${survey}/results`, widths: [1280, 360] });
  const book = await call('GET', `/surveys/${survey.split('/').at(-1)}/results`);
  const table = JSON.stringify(book);
  assert.match(table, /priorities/);
  await officer.goto(`${survey}/results`);
  for (const goal of goals) {
    const said = Array.from({ length: answering }, (_, n) => priorities_of(n)).filter((all) => all.includes(goal)).length;
    const row = officer.locator('#q-priorities tr', { hasText: new RegExp(`(ODS )?${goal}\\b`) }).first();
    const text = (await row.locator('th, td').allTextContents()).join(' ').replace(/\s+/g, ' ');
    assert.match(text, new RegExp(`\\b${said}\\b`), `goal ${goal} was wanted by ${said}: ${text}`);
    const share = Math.floor((said * 100 + answering / 2) / answering);
    assert.match(text, new RegExp(`\\b${share}\\s%`), `of ${answering} that answered: ${text}`);
  }
  for (const tail of ['results.pdf', 'results.xlsx', 'results.csv']) {
    const file = await officer.request.get(`${survey}/${tail}`);
    assert.equal(file.status(), 200, tail);
    assert.ok((await file.body()).length > 500, tail);
  }
  await officer.goto(`${survey}/results/cross`);
  await judged(officer, 'a cross table', { widths: [1280, 360] });
});

test('the consensus is recorded, and the map tells where both sides meet', async () => {
  await officer.goto(`${survey}/results/consensus`);
  await fill(officer, { agreed_on: day(0), text: 'Se acordó formar cinco comités, sobre los ODS 4, 7, 10, 11 y 12.' });
  for (const goal of goals) await fill(officer, { goals: String(goal) });
  await submit(officer);
  await call('POST', '/frameworks', { code: 'sdg' });
  for (const goal of [...goals, 16])
    await call('POST', '/priorities', { edition: 'sdg/2017', code: String(goal), weight: 4, reason: 'Programa de cooperación (muestra)', source: 'Oficio de muestra', since: '2026-02-02' });
  await call('PUT', '/convergence/rule', { survey: survey.split('/').at(-1), least: 3 });
  const map = `${alliance}/convergence`;
  await judged(officer, 'the convergence map', { url: map, widths: [1280, 360] });
  await officer.goto(map);
  const text = await officer.textContent('main');
  assert.match(text, /Convergente/);
  for (const goal of goals) {
    await officer.goto(`${map}/${goal}`);
    assert.match(await officer.textContent('main'), /Convergente/, `goal ${goal}`);
  }
  await officer.goto(`${map}/16`);
  assert.doesNotMatch(await officer.textContent('main .head'), /Convergente/, 'what the institution alone wants is not convergent');
});

test('five committees are founded from the map, each with the consensus it stands on', async () => {
  for (const goal of goals) {
    await officer.goto(`${alliance}/convergence/${goal}/committee`);
    assert.match(await officer.locator('main [name=consensus] option:checked').textContent(), /edición 1.*cinco comités/);
    if (goal === 4) await judged(officer, 'founding a committee', { widths: [1280, 360] });
    await fill(officer, { founded_on: day(0) });
    await submit(officer);
    const at = officer.url().split('?')[0];
    assert.match(await officer.textContent('#record'), /Se acordó formar cinco comités[^]*Libro de resultados[^]*edición 1/);
    assert.equal(await officer.locator('#record a[href$="#consensus"]').count(), 1);
    committees.set(goal, at.split('/').at(-1));
  }
  assert.equal(committees.size, 5);
  await officer.goto(`${survey}/results`);
  const named = await officer.locator('#founded a').evaluateAll((all) => all.map((a) => a.href.split('/').at(-1)));
  assert.deepEqual(named.sort(), [...committees.values()].sort(), 'and the result book names the five');
  await judged(officer, 'the result book with what came of it', { widths: [1280, 360] });
});

test('forty-six organisations take fifty-nine places, one of them three', async () => {
  const bodies = [...committees.values()];
  // One in three, eleven in two, thirty-four in one: 3 + 22 + 34 = 59.
  let places = 0;
  for (let n = 0; n < 46; n += 1) {
    const many = n === 0 ? 3 : n <= 11 ? 2 : 1;
    for (let i = 0; i < many; i += 1) {
      await call('POST', `/preferences/${organizations[n].id}/assignments`, { committee: bodies[(n + i) % 5], since: day(0), reason: 'Lo pidió en su respuesta a la encuesta' });
      places += 1;
    }
  }
  assert.equal(places, 59);
  await officer.goto(`${alliance}/organizations/${organizations[0].id}`);
  const named = await officer.locator('main a[href*="/committees/"]').evaluateAll((all) => all.map((a) => a.href.split('/').at(-1)));
  assert.equal(bodies.filter((id) => named.includes(id)).length, 3, 'the page of the organisation names its three');
  let counted = 0;
  for (const id of bodies) counted += (await call('GET', `/committees/${id}`)).members.length;
  assert.equal(counted, 59);
  await judged(officer, 'what was preferred', { url: `${alliance}/preferences`, widths: [1280, 360] });
});

test('the committees are installed by act, and the portal tells it', async () => {
  for (const [goal, id] of committees) {
    const members = (await call('GET', `/committees/${id}`)).members;
    for (const [i, office] of ['president', 'secretary'].entries())
      await call('POST', `/committees/${id}/appointments`, { office, holder: `Titular ${i + 1}`, organization: members[i].organization, since: day(0) });
    const rules = await call('GET', `/committees/${id}/rules`);
    const edition = Math.max(0, ...rules.editions.map((r) => r.edition));
    await call('POST', `/committees/${id}/rules`, { quorum_percent: 50, voting_base: 'present', rules: { es: 'Sesiona cada mes; decide por consenso y, si no lo hay, por mayoría.' }, since: day(0), basis: 'Sesión de instalación', edition });
    await call('PUT', `/committees/${id}/cadence`, { months: 1, since: day(0) });
    const plan = await call('POST', `/committees/${id}/workplan/areas`, { title: { es: `Área prioritaria del ODS ${goal}`, en: '' } });
    await call('POST', `/committees/${id}/workplan/activities`, { area: plan.areas[0].id, title: 'Diagnóstico inicial', starts: day(0), due: day(30) });
    const act = `${alliance}/committees/${id}/installation`;
    await officer.goto(`${act}/declare`);
    if (goal === 4) await judged(officer, 'declaring a committee installed', { widths: [1280, 360] });
    await fill(officer, { installed_on: day(0) });
    await submit(officer);
    await officer.goto(act);
    assert.match(await officer.textContent('main'), /AP-INS-\d{4}-\d{4}/);
    await call('PUT', `/committees/${id}/installation/publication`, { edition: 1, published: true });
  }
  const reader = await visitor(engine, { width: 360, script: false });
  await reader.goto(`${server.url}/p/segunda`);
  await judged(reader, 'the portal');
  for (const id of committees.values()) {
    await reader.goto(`${server.url}/p/segunda/committees/${id}`);
    assert.match(await reader.textContent('main'), /AP-INS-\d{4}-\d{4}/);
  }
});
