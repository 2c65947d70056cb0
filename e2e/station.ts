// Stations for stories: the real program, an empty data folder, a free port; and people with devices.
//
// The rule kept here: a page that logs an error, breaks the content policy or asks another host for
// anything fails its story, unless the story has said beforehand what it expects. Every wait is for a
// thing that happens, never for time to pass.
import { test as base, expect, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "@playwright/test";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** The program under test. */
export const program = process.env.YISHITING ?? path.resolve(import.meta.dirname, "../target/debug/yishiting");

/** A running station with a data folder of its own. */
export class Station {
  /** Its own address, without a slash at the end. */
  url = "";
  private text = "";
  private child?: ChildProcess;

  private constructor(
    readonly data: string,
    private readonly speed: number,
  ) {}

  /** Starts one on a free port; `speed` is that of its rehearsals' clocks. */
  static async start(speed = 1): Promise<Station> {
    const station = new Station(await mkdtemp(path.join(tmpdir(), "yishiting-")), speed);
    await station.serve("127.0.0.1:0");
    return station;
  }

  /** All it has printed so far. */
  said(): string {
    return this.text;
  }

  /** The one-time code it printed for its host. */
  claimCode(): string {
    const code = [...this.text.matchAll(/启用码[^：]*：\s*([A-Z0-9]{4})\s*([A-Z0-9]{4})/g)].at(-1);
    if (!code) throw new Error(`no claim code was printed:\n${this.text}`);
    return code[1] + code[2];
  }

  /** Ends it as a power cut does: nothing is flushed, nobody is told. */
  async kill(): Promise<void> {
    const ended = once(this.child!, "exit");
    this.child!.kill("SIGKILL");
    await ended;
  }

  /** Starts it again on the same port and data folder. */
  async again(): Promise<void> {
    await this.serve(new URL(this.url).host);
  }

  /** Stops it and leaves nothing behind. */
  async end(): Promise<void> {
    if (this.child && this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, "exit");
      this.child.kill();
      await ended;
    }
    await rm(this.data, { recursive: true, force: true });
  }

  private async serve(listen: string): Promise<void> {
    const flags = ["--listen", listen, "--data", this.data, "--speed", String(this.speed)];
    const child = spawn(program, ["serve", ...flags], { stdio: ["ignore", "pipe", "pipe"] });
    this.child = child;
    this.text = "";
    const port = await new Promise<string>((found, failed) => {
      const read = (chunk: Buffer) => {
        this.text += chunk.toString();
        const match = this.text.match(/https?:\/\/[^\s:/]+:(\d+)/);
        if (match) found(match[1]);
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.once("error", failed);
      child.once("exit", (code) => failed(new Error(`the station ended with ${code}:\n${this.text}`)));
    });
    this.url = `http://127.0.0.1:${port}`;
    await expect
      .poll(() => fetch(`${this.url}/healthz`).then((answer) => answer.text(), () => "no answer"))
      .toBe("ok");
  }
}

/** Another command of the program, under way. */
export class Running {
  /** Resolves to its exit code. */
  readonly ended: Promise<number>;
  private text = "";
  private readonly child: ChildProcess;

  constructor(...args: string[]) {
    this.child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      stream.on("data", (chunk: Buffer) => (this.text += chunk.toString()));
    }
    this.ended = once(this.child, "close").then(([code]) => code as number);
  }

  /** All it has printed so far. */
  said(): string {
    return this.text;
  }

  /** Waits until it prints this, and returns what was found. */
  async says(pattern: RegExp): Promise<RegExpMatchArray> {
    await expect.poll(() => this.text, { message: "it has not said so" }).toMatch(pattern);
    return this.text.match(pattern)!;
  }

  /** Ends it if it still runs. */
  stop(): void {
    this.child.kill();
  }
}

/** What a kind of device brings to its browser. */
export const devices = {
  phone: { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true },
  desk: { viewport: { width: 1280, height: 720 } },
  wall: { viewport: { width: 1280, height: 720 } },
} satisfies Record<string, BrowserContextOptions>;

const heard = new WeakMap<Page, boolean>();

/** Waits until a page has heard from the station over its line: from then on its forms go over it. */
export async function live(...pages: Page[]): Promise<void> {
  for (const page of pages) {
    await expect.poll(() => heard.get(page), { message: `no line from ${page.url()}`, timeout: 15_000 }).toBe(true);
  }
}

/** Hands out browsers, each with its own cookies as a device of its own, and listens to their pages. */
export class Devices {
  /** What pages may complain of in this story. */
  expected: RegExp[] = [];
  private readonly contexts: BrowserContext[] = [];
  private readonly wrong: string[] = [];

  constructor(
    private readonly browser: Browser,
    private readonly station: Station,
  ) {}

  /** A device with one page. */
  async open(kind: keyof typeof devices, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ baseURL: this.station.url, ...devices[kind], ...options });
    this.contexts.push(context);
    context.on("page", (page) => this.listen(page));
    return context.newPage();
  }

  private listen(page: Page): void {
    page.on("framenavigated", (frame) => {
      if (frame === page.mainFrame()) heard.set(page, false);
    });
    page.on("websocket", (socket) => socket.on("framereceived", () => heard.set(page, true)));
    const note = (text: string) => {
      if (!this.expected.some((pattern) => pattern.test(text))) this.wrong.push(`${page.url()}: ${text}`);
    };
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) note(message.text());
    });
    page.on("pageerror", (error) => note(String(error)));
    page.on("request", (request) => {
      const to = request.url();
      if (!to.startsWith(this.station.url) && !/^(data|about|blob):/.test(to)) note(`asked ${to}`);
    });
  }

  /** Closes all of them and says what they did wrong. */
  async end(): Promise<string[]> {
    for (const context of this.contexts) await context.close();
    return this.wrong;
  }
}

async function devicesOf(
  browser: Browser,
  station: Station,
  use: (devices: Devices) => Promise<void>,
): Promise<void> {
  const devices = new Devices(browser, station);
  await use(devices);
  expect(await devices.end(), "a page was not quiet").toEqual([]);
}

export const test = base.extend<
  {
    /** Devices at the shared station. */
    people: Devices;
    /** How fast rehearsals run at the station of a story's own. */
    speed: number;
    /** A station for this story alone, not yet claimed. */
    own: Station;
    /** Devices at that one. */
    ownPeople: Devices;
  },
  { station: Station }
>({
  station: [
    async ({}, use) => {
      const station = await Station.start();
      await use(station);
      await station.end();
    },
    { scope: "worker" },
  ],
  people: async ({ browser, station }, use) => devicesOf(browser, station, use),
  speed: [1, { option: true }],
  own: async ({ speed }, use) => {
    const station = await Station.start(speed);
    await use(station);
    await station.end();
  },
  ownPeople: async ({ browser, own }, use) => devicesOf(browser, own, use),
});

export { expect };
