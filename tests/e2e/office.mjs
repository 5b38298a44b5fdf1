// The pages behind the door: every page that links lead the secretariat, a representative and the operator to, judged in one language, on a phone
// and on a desk. A file for each language, so that they are judged side by side.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { browser, judged_all, run, serve, sign_in, visitor } from './house.mjs';

const known_password = 'alianza-de-muestra'; // of the demo, shown on its sign-in page
const portal = /^(\/en)?\/p\//;
const behind_the_door = (prefix) => (url) =>
  (prefix === '' ? !url.pathname.startsWith('/en') : url.pathname.startsWith(prefix)) && !portal.test(url.pathname) &&
  !/\.(csv|json|xlsx|xml|ics)$/.test(url.pathname);

/// `prefix`: of the addresses in that language.
export function every_page_in(language, prefix) {
  let engine, server;
  before(async () => {
    engine = await browser();
    server = await serve({ demo: true, prepare: (database) => run(['demo', ...database]) });
  });
  after(async () => {
    await engine?.close();
    await server?.close();
  });
  const judged_before = new Set(); // what two people see alike is judged once
  for (const [who, fewest] of [['secretariado', 30], ['representante', 12], ['operador', 8]]) {
    test(`every page of ${who} in ${language}`, async () => {
      const page = await visitor(engine);
      await sign_in(page, server.url, `${who}@muestra.example`, known_password);
      const pages = await judged_all(page, `${server.url}${prefix}/alliances`, behind_the_door(prefix), judged_before);
      assert.ok(pages.length >= fewest, `too few pages: ${pages}`);
    });
  }
}
