// A small server for the gallery, with the program's content policy, and how Chromium is started.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const dist = join(dirname(fileURLToPath(import.meta.url)), "../dist");
const types = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml", woff2: "font/woff2" };
export const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
export const CHROMIUM = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"],
};

export function serve() {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, "http://gallery").pathname);
    const file = path.startsWith("/assets/") ? join(dist, path.slice("/assets/".length)) : join(dist, "gallery", path);
    try {
      const body = readFileSync(file);
      response.writeHead(200, { "content-type": types[file.split(".").pop()] ?? "application/octet-stream", "content-security-policy": POLICY, "cache-control": "no-store" });
      response.end(body);
    } catch { response.writeHead(404); response.end(); }
  });
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready({ url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() })));
}
