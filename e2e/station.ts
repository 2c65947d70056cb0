// A station of its own for a worker's stories: the real program, an empty data folder, a free port.
//
// The rule kept here: a page that logs an error, breaks the content policy or asks another host
// for anything fails its story, whatever else the story looks at.
import { test as base, expect, type Page } from "@playwright/test";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const program =
  process.env.YISHITING ?? path.resolve(import.meta.dirname, "../target/debug/yishiting");

/** What a started station is known by. */
export type Station = {
  /** Its own address, without a slash at the end. */
  url: string;
  /** All it has printed so far. */
  said: () => string;
};

async function start(data: string): Promise<{ station: Station; child: ChildProcess }> {
  const child = spawn(program, ["serve", "--listen", "127.0.0.1:0", "--data", data], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const port = await new Promise<string>((found, failed) => {
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      const match = said.match(/http:\/\/[^\s:/]+:(\d+)/);
      if (match) found(match[1]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", failed);
    child.once("exit", (code) => failed(new Error(`the station ended with ${code}:\n${said}`)));
  });
  return { station: { url: `http://127.0.0.1:${port}`, said: () => said }, child };
}

/** Collects what a page must not do; the returned list is empty for a good page. */
export function watch(page: Page, url: string): string[] {
  const wrong: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) wrong.push(message.text());
  });
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("request", (request) => {
    const to = request.url();
    if (!to.startsWith(url) && !to.startsWith("data:")) wrong.push(`asked ${to}`);
  });
  return wrong;
}

export const test = base.extend<{ quiet: void }, { station: Station }>({
  station: [
    async ({}, use) => {
      const data = await mkdtemp(path.join(tmpdir(), "yishiting-"));
      const { station, child } = await start(data);
      await use(station);
      const ended = new Promise((done) => child.once("exit", done));
      child.kill();
      await ended;
      await rm(data, { recursive: true, force: true });
    },
    { scope: "worker" },
  ],
  quiet: [
    async ({ page, station }, use) => {
      const wrong = watch(page, station.url);
      await use();
      expect(wrong, "the page was not quiet").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
