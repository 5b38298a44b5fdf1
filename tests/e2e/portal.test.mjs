// The portal of the demo as everybody finds it: every public page of both alliances judged in both languages, on a phone and on a desk.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { browser, judged_all, run, serve, visitor } from './house.mjs';

let engine, server;
before(async () => {
  engine = await browser();
  server = await serve({ demo: true, prepare: (database) => run(['demo', ...database]) });
});
after(async () => {
  await engine?.close();
  await server?.close();
});

const in_portal = (prefix) => (url) => url.pathname.startsWith(`${prefix}/p/`) && !/\.(csv|json|xlsx|xml|ics)$/.test(url.pathname);

for (const [language, prefix] of [['Spanish', ''], ['English', '/en']]) {
  for (const alliance of ['axs', 'muestra']) {
    test(`every public page of ${alliance} in ${language}`, async () => {
      const pages = await judged_all(await visitor(engine), `${server.url}${prefix}/p/${alliance}`, in_portal(prefix));
      assert.ok(pages.length > 8, `too few pages: ${pages}`);
    });
  }
}

test('the front page, the texts of the site and the door, in both languages', async () => {
  const page = await visitor(engine);
  for (const prefix of ['', '/en'])
    for (const where of ['/', '/sign-in', '/api', '/privacy'])
      await judged_all(page, `${server.url}${prefix}${where}`, () => false);
});
