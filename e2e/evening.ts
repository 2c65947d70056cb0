// What an evening needs before it can begin: a host, a meeting, a wall, people who come in.
//
// The rule kept here: everybody comes in by the way a person would: the printed code, the desk's link,
// the digits or the QR on the wall. Only `post` is quicker than a thumb: the same form, sent plainly.
import { expect, type APIResponse, type Page } from "@playwright/test";
import jsQR from "jsqr";
import { type Devices, live, type Station } from "./station";

const hosts = new WeakMap<Station, Awaited<ReturnType<ReturnType<Page["context"]>["cookies"]>>>();

/** Makes this device the host's, with the code from the terminal. */
export async function claim(page: Page, station: Station): Promise<void> {
  await page.goto("/claim");
  await page.locator('[name="code"]').fill(station.claimCode());
  await page.locator('form:has([name="code"]) button').click();
  await expect(page).toHaveURL(`${station.url}/`);
  hosts.set(station, await page.context().cookies());
}

/** The host's device: claimed by the first story at this station, known in the others. */
export async function host(people: Devices, station: Station): Promise<Page> {
  const page = await people.open("desk");
  const known = hosts.get(station);
  if (known) await page.context().addCookies(known);
  else await claim(page, station);
  return page;
}

/** What a meeting is called with. */
export const plan = {
  theme: "停车和电梯，我们自己能做些什么？",
  place: "小区活动室一楼",
  station: "安丰小区居民自治服务站",
  community: "安丰社区",
  subdistrict: "望春街道",
  host: "小周",
};

/** Fills in the form for a new meeting and lands on its desk; its address is returned. */
export async function call(page: Page, filled: Partial<typeof plan> & { rehearsal?: boolean } = {}): Promise<string> {
  const { rehearsal, ...texts } = { ...plan, ...filled };
  await page.goto("/meetings/new");
  const form = page.locator('form:has([name="theme"])');
  for (const [name, text] of Object.entries(texts)) await form.locator(`[name="${name}"]`).fill(text);
  if (rehearsal) await form.locator('[name="rehearsal"]').locator("xpath=ancestor::label[1]").click();
  await form.locator("button").last().click();
  await expect(page).toHaveURL(/\/m\/[0-9a-z]{10}\/desk$/i);
  await live(page);
  return new URL(page.url()).pathname.split("/")[2];
}

/** Opens the wall by the desk's link, on a device that is nobody's. */
export async function wall(people: Devices, desk: Page): Promise<Page> {
  const opened = desk.context().waitForEvent("page");
  const button = desk.getByRole("button", { name: "打开大屏" });
  if (!(await button.isVisible())) await desk.locator("#screens > summary").click();
  await button.click();
  const window = await opened;
  await window.waitForURL(/\/wall\?link=/);
  const address = window.url();
  await window.close();
  const page = await people.open("wall");
  await page.goto(address);
  await live(page);
  return page;
}

/** The six digits on the wall. */
export async function code(wall: Page): Promise<string> {
  const digits = wall.locator(".w-code");
  await expect(digits).toHaveText(/\d{3}\s*\d{3}/);
  return (await digits.innerText()).replace(/\D/g, "");
}

/** What a camera reads from the QR on a screen. */
export async function scan(page: Page): Promise<string> {
  const code = page.locator("svg.qr").first();
  await expect(code).toBeVisible();
  const path = (await code.locator("path").getAttribute("d"))!;
  const side = Number((await code.getAttribute("viewBox"))!.split(" ")[2]);
  const scale = 4;
  const pixels = new Uint8ClampedArray(side * scale * side * scale * 4).fill(255);
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let row = 0; row < scale; row++) {
      const from = ((Number(y) * scale + row) * side * scale + Number(x) * scale) * 4;
      for (let at = from; at < from + Number(run) * scale * 4; at += 4) pixels.fill(0, at, at + 3);
    }
  }
  const read = jsQR(pixels, side * scale, side * scale);
  expect(read, "the QR could not be read").not.toBeNull();
  return read!.data;
}

/** How somebody introduces themselves at the door. */
export type Guest = { name: string; building?: string; kind?: string };

/** Fills in the door's form, which is open on this page. */
export async function introduce(page: Page, guest: Guest): Promise<void> {
  const form = page.locator('form:has([name="name"])');
  for (const [name, text] of [["name", guest.name], ["building", guest.building ?? ""]]) {
    const box = form.locator(`[name="${name}"]`);
    // the box's own limit counts otherwise than the station; what counts is what the station says
    await box.evaluate((element) => element.removeAttribute("maxlength"));
    await box.fill(text);
  }
  const kind = form.locator(`[name="kind"][value="${guest.kind ?? "resident"}"]`);
  if (!(await kind.isChecked())) await kind.locator("xpath=ancestor::label[1]").click();
  await form.locator("button").last().click();
}

/** Comes in with the digits and waits for the hall to be live. */
export async function join(page: Page, digits: string, guest: Guest): Promise<void> {
  await page.goto("/");
  await page.locator('[name="code"]').fill(digits);
  await page.locator('form:has([name="code"]) button').click();
  await expect(page).toHaveURL(/\/j\/[0-9a-z]+$/);
  await introduce(page, guest);
  await expect(page).toHaveURL(/\/m\/[0-9a-z]{10}\/hall$/i);
}

/** A phone that has come in. */
export async function guest(people: Devices, digits: string, guest: Guest): Promise<Page> {
  const page = await people.open("phone");
  await join(page, digits, guest);
  await live(page);
  return page;
}

/** Sends a form plainly with this device's cookies, as a page without scripts does; nothing is followed. */
export function post(page: Page, fields: Record<string, string>, origin?: string): Promise<APIResponse> {
  const here = new URL(page.url());
  const meeting = here.pathname.split("/")[2];
  const screen = here.pathname.endsWith("/desk") ? "desk" : "phone";
  return page.request.post(`${here.origin}/m/${meeting}/do`, {
    form: { screen, back: screen === "desk" ? "desk" : "hall", ...fields },
    headers: { origin: origin ?? here.origin },
    maxRedirects: 0,
  });
}

/** Does an act plainly that must be taken in. */
export async function did(page: Page, fields: Record<string, string>): Promise<void> {
  const answer = await post(page, fields);
  expect(answer.status(), `${JSON.stringify(fields)}: ${notice(await answer.text())}`).toBe(303);
}

/** The sentence of a refusal in a page's text. */
export function notice(html: string): string {
  return html.match(/id="said"[^>]*>([^<]*)</)?.[1] ?? html.replace(/<[^>]+>/g, " ").slice(0, 400);
}

/** The id behind one choice of the desk, found by what it says. */
export async function choice(desk: Page, name: "for" | "from" | "topic", text: string): Promise<string> {
  const option = desk.locator(`select[name="${name}"] option`).filter({ hasText: text }).first();
  await expect(option).toBeAttached();
  return (await option.getAttribute("value"))!;
}
