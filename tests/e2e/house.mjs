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
    'attribute-empty-style': 'off', 'wcag/h32': 'error', 'no-redundant-role': 'off', 'prefer-native-element': 'off', 'tel-non-breaking': 'off',
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

/// The source is valid HTML, and axe finds nothing (WCAG 2.2 A and AA); nothing scrolls sideways.
export async function judged(page, what) {
  const source = await page.context().request.get(page.url()).then((r) => r.text());
  const report = await judge.validateString(source);
  const faults = report.results.flatMap((r) => r.messages.map((m) => `${m.line}:${m.column} ${m.ruleId} ${m.message}`));
  assert.deepEqual(faults, [], `${what} (${page.url()}): html-validate`);
  const checker = await page.context().browser().newContext({ bypassCSP: true, viewport: page.viewportSize(), storageState: await page.context().storageState() });
  const copy = await checker.newPage();
  await copy.goto(page.url());
  await copy.addScriptTag({ path: axe });
  const found = await copy.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  const violations = found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' | ')}`);
  assert.deepEqual(violations, [], `${what} (${page.url()}): axe`);
  const sideways = await copy.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(sideways, 0, `${what} (${page.url()}): scrolls sideways at ${page.viewportSize().width}`);
  await checker.close();
  assert.deepEqual(page.troubles, [], `${what}: content policy and scripts`);
}

export async function sign_in(page, url, email) {
  await page.goto(`${url}/sign-in`);
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', password);
  await page.click('main button[type=submit]');
  await page.waitForURL((at) => !at.pathname.endsWith('/sign-in'));
}
