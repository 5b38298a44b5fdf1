// What every end-to-end test needs: the real program on a fresh database, Chromium, and the two judges of a page (axe, html-validate).
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const { HtmlValidate } = require('html-validate');
const axe = require.resolve('axe-core/axe.min.js');

const binary = process.env.ALIANZA_BINARY;
delete process.env.ALIANZA_BINARY; // the program takes every ALIANZA_… for a setting of its own
delete process.env.ALIANZA_TEST_PG;
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
export const password = 'una frase larga de prueba';

const judge = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    'no-trailing-whitespace': 'off', 'doctype-style': 'off', 'void-style': 'off', 'attr-quotes': 'off', 'long-title': 'off',
    'no-inline-style': 'error', 'require-sri': 'off', 'no-implicit-button-type': 'error', 'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off', 'valid-id': ['error', { relaxed: true }],
    'form-dup-name': ['error', { shared: ['radio', 'button', 'submit', 'checkbox'] }], 'wcag/h32': 'error', 'no-redundant-role': 'off', 'prefer-native-element': 'off', 'tel-non-breaking': 'off',
  },
});

/// Runs the program to its end; fails the test when it does.
export function run(args, input = '') {
  const done = spawnSync(binary, args, { input, encoding: 'utf8' });
  assert.equal(done.status, 0, `alianza ${args.join(' ')}: ${done.stderr}`);
  return done.stdout;
}

/// A program that serves a database of its own on a free port; `close` stops it and forgets the folder.
export async function serve({ prepare = () => {}, demo = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'alianza-e2e-'));
  const database = ['--database', `sqlite:${folder}/e2e.db`];
  process.env.ALIANZA_FILES_PATH = `${folder}/files`;
  process.env.ALIANZA_FILES_KEYS = `${folder}/keys`;
  prepare(database);
  const child = spawn(binary, ['serve', ...database, '--listen', '127.0.0.1:0', ...(demo ? ['--demo'] : [])], { stdio: ['ignore', 'ignore', 'pipe'] });
  const port = await new Promise((resolve, reject) => {
    let text = '';
    child.stderr.on('data', (piece) => {
      text += piece;
      const found = text.match(/listening.*?port=(\d+)/);
      if (found) resolve(Number(found[1]));
    });
    child.on('exit', () => reject(new Error(`the program ended before it listened: ${text}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      const gone = new Promise((resolve) => child.on('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const browser = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: flags });

/// A page that fails the test when the content policy is broken or a script throws.
export async function visitor(engine, { width = 1280, script = true } = {}) {
  const context = await engine.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: script });
  const page = await context.newPage();
  page.troubles = [];
  page.on('console', (m) => { if (m.type() === 'error' && /Content Security Policy|Uncaught/.test(m.text())) page.troubles.push(m.text()); });
  page.on('pageerror', (e) => page.troubles.push(String(e)));
  return page;
}

// Only what is wrong is told: for what passes axe would write down every element's path, which takes as long again.
const rules = { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };

/// What html-validate says of a page's source.
export async function faults_of(source, url = '') {
  const report = await judge.validateString(source);
  // A letter carries its style in its lines: mail programs read no other (docs/decisions/0052).
  const isLetter = /\/campaigns\/[^/]+\/preview\/|\/mailbox\/[^/]+\/html/.test(url);
  return report.results.flatMap((r) => r.messages.filter((m) => !isLetter || m.ruleId !== 'no-inline-style').map((m) => `${m.line}:${m.column} ${m.ruleId} ${m.message}`));
}

/// A page with the same session whose content policy lets axe in; one per visitor.
async function checker_of(page) {
  if (!page.checker) {
    const context = await page.context().browser().newContext({ bypassCSP: true });
    page.checker = await context.newPage();
    page.context().on('close', () => context.close().catch(() => {}));
  }
  await page.checker.context().clearCookies();
  await page.checker.context().addCookies(await page.context().cookies());
  return page.checker;
}

/// What axe (WCAG 2.2 A and AA) finds at each width, and what scrolls sideways.
async function barriers_of(page, url, widths) {
  const checker = await checker_of(page);
  await checker.setViewportSize({ width: widths[0], height: 900 });
  await checker.goto(url);
  await checker.addScriptTag({ path: axe });
  const out = [];
  for (const width of widths) {
    await checker.setViewportSize({ width, height: 900 });
    const found = await checker.evaluate((r) => globalThis.axe.run(document, r), rules);
    out.push(...found.violations.map((v) => `${width} px, ${v.id}: ${v.nodes.map((n) => n.target).join(' | ')}`));
    const sideways = await checker.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (sideways !== 0) out.push(`${width} px: scrolls ${sideways} px sideways`);
  }
  return out;
}

/// The source is valid HTML, axe finds nothing, nothing scrolls sideways.
export async function judged(page, what, { url = page.url(), widths = [page.viewportSize().width] } = {}) {
  const source = await page.context().request.get(url).then((r) => r.text());
  assert.deepEqual(await faults_of(source, url), [], `${what} (${url}): html-validate`);
  assert.deepEqual(await barriers_of(page, url, widths), [], `${what} (${url}): axe`);
  assert.deepEqual(page.troubles, [], `${what}: content policy and scripts`);
}

const order = new Set(['sort', 'size', 'after', 'before']); // the same rows, otherwise

/// The page of a link, with what tells one row from another taken out: two links to the same page differ in nothing else.
const shape_of = (url) => {
  const names = [...new Set(url.searchParams.keys())].filter((name) => !order.has(name)).sort().join('&');
  return url.pathname.replace(/\b[0-9A-HJKMNP-TV-Z]{13}\b/g, '{id}') + (names ? `?${names}` : '');
};

/// One address of every page that links lead to from `start`, and no further than `within`: [shape, url]. A row stands for all rows of its list.
export async function pages_from(page, start, within = () => true) {
  const found = new Map();
  const waiting = [new URL(start)];
  const known = new Set([shape_of(waiting[0])]);
  while (waiting.length > 0) {
    const url = waiting.shift();
    const answer = await page.context().request.get(url.href);
    if (!(answer.headers()['content-type'] ?? '').startsWith('text/html')) continue;
    assert.equal(answer.status(), 200, `a link leads to ${url.href}`);
    found.set(shape_of(url), url.href);
    for (const [, raw] of (await answer.text()).matchAll(/<a\b[^>]*?\bhref="([^"]*)"/g)) {
      const next = new URL(raw.replaceAll('&amp;', '&'), answer.url());
      next.hash = '';
      if (next.origin !== url.origin || known.has(shape_of(next)) || !within(next)) continue;
      known.add(shape_of(next));
      waiting.push(next);
    }
  }
  return found;
}

/// Every page that links lead to, in this language, judged on a phone and on a desk; all faults are told at once. Pages in `judged_before` (shapes)
/// are not judged again, and those that are judged join them.
export async function judged_all(page, start, within, judged_before = new Set()) {
  const troubles = [];
  const pages = await pages_from(page, start, within);
  for (const [shape, url] of pages) {
    if (judged_before.has(shape)) continue;
    judged_before.add(shape);
    const source = await page.context().request.get(url).then((r) => r.text());
    for (const fault of await faults_of(source, url)) troubles.push(`${url}: ${fault}`);
    for (const barrier of await barriers_of(page, url, [1280, 360])) troubles.push(`${url}: ${barrier}`);
  }
  assert.deepEqual(troubles, []);
  return [...pages.keys()];
}

/// Ticks a box or picks a radio by the keyboard.
export async function choose(page, name, value) {
  const box = page.locator(`main [name="${name}"][value="${value}"]`);
  if (!(await box.isChecked())) await box.press('Space');
  assert.ok(await box.isChecked(), `${name} = ${value}`);
}

export async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main [name="${name}"]`).first();
    const type = await field.evaluate((e) => (e.tagName === 'SELECT' ? 'select' : e.type));
    if (type === 'select') await field.selectOption(value);
    else if (type === 'radio' || type === 'checkbox') await choose(page, name, value);
    else await field.fill(value);
  }
}
/// By the keyboard, too: a click waits for the page to stand still, which a page without scripts never tells.
export async function submit(page, button = 'main form.form button[type=submit]') {
  const answered = page.waitForEvent('load');
  await page.press(button, 'Enter');
  await answered;
}

export async function sign_in(page, url, email, secret = password) {
  await page.goto(`${url}/sign-in`);
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', secret);
  await page.press('main button[type=submit]', 'Enter');
  await page.waitForURL((at) => !at.pathname.endsWith('/sign-in'));
  // Who comes for the first time reads the privacy notice of their institution.
  while (page.url().includes('/account/privacy')) await submit(page);
}

/// Somebody who has come in, with a page of their own.
export async function entered(engine, server, email, how = {}) {
  const page = await visitor(engine, how);
  page.setDefaultTimeout(10000);
  await sign_in(page, server.url, email);
  return page;
}

/// Opens the page anew until the words are there: what a person without scripts does with «Ver cómo va ahora».
export async function until(page, url, words) {
  for (let i = 0; i < 240; i += 1) {
    await page.goto(url);
    if (words.test(await page.textContent('main'))) return;
    await new Promise((later) => setTimeout(later, 250));
  }
  assert.fail(`${url} never said ${words}: ${await page.textContent('main')}`);
}

/// A day as the alliance counts it, in its own zone: in London it may be tomorrow already.
/// By its parts: how a locale puts them together is not the same in every node.
const calendar = new Intl.DateTimeFormat('en', { timeZone: 'America/Mexico_City', year: 'numeric', month: '2-digit', day: '2-digit' });
export function day(from_today) {
  const part = Object.fromEntries(calendar.formatToParts(Date.now() + from_today * 86400000).map((p) => [p.type, p.value]));
  return `${part.year}-${part.month}-${part.day}`;
}

/// What a form insists on and nobody filled yet: the first choice, or a word of ours.
export async function fill_required(page) {
  const fields = await page.locator('main form.form [required]').evaluateAll((all) =>
    all.map((e) => ({ name: e.name, kind: e.tagName === 'SELECT' ? 'select' : e.type, value: e.value, chosen: e.checked })));
  const decided = new Set(fields.filter((f) => f.kind === 'radio' && f.chosen).map((f) => f.name));
  for (const f of fields) {
    if (f.kind === 'radio' && !decided.has(f.name)) {
      await choose(page, f.name, f.value);
      decided.add(f.name);
    } else if (f.kind === 'select' && f.value === '') {
      await page.selectOption(`main [name="${f.name}"]`, { index: 1 });
    } else if (f.kind === 'text' && f.value === '') {
      await page.fill(`main [name="${f.name}"]`, 'Dato de prueba');
    }
  }
}
