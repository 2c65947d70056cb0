// How people act on a screen: every act of every screen is a form, so a few drivers do for all.
//
// The rule kept here: only what a thumb can do. A form is opened, filled and sent by what is seen on
// the page; nothing is set from outside.
import { expect, type Locator, type Page } from "@playwright/test";

/** Which of several forms of the same act: by hidden fields, or by the text of the row it is in. */
export type Where = { text?: string | RegExp; fields?: Record<string, string>; within?: string };

/** The form of an act, the innermost one that fits. */
export function form(page: Page, act: string, where: Where = {}): Locator {
  const named = `form:has([name="act"][value="${act}"])`;
  let forms = page.locator(where.within ? `${where.within} ${named}` : named);
  for (const [name, value] of Object.entries(where.fields ?? {})) {
    forms = forms.filter({ has: page.locator(`[name="${name}"][value="${value}"]`) });
  }
  if (where.text === undefined) return forms.first();
  const row = page
    .locator("li, article, section, fieldset, tr, form")
    .filter({ hasText: where.text })
    .filter({ has: forms })
    .last();
  return row.locator(named).first();
}

/** Opens every closed box around something, outermost first. */
export async function unfold(what: Locator): Promise<void> {
  const closed = what.locator("xpath=ancestor::details[not(@open)]");
  for (let left = await closed.count(); left > 0; left--) {
    await closed.first().locator(":scope > summary").click();
  }
}

/** Fills in a form and sends it; says nothing about what became of it. */
export async function send(
  page: Page,
  act: string,
  fields: Record<string, string> = {},
  where: Where = {},
): Promise<void> {
  const found = form(page, act, where);
  await found.waitFor({ state: "attached" });
  await unfold(found);
  let button = found.locator(`button[name="act"][value="${act}"]`);
  if ((await button.count()) === 0) button = found.locator('button:not([type="button"])').first();
  for (const [name, value] of Object.entries(fields)) {
    const key = /^[\w.:]+$/.test(value) ? `[name="${name}"][value="${value}"]` : "";
    const own = found.locator(`button${key || ":not(*)"}`);
    if ((await own.count()) > 0) {
      await unfold(own.first());
      button = own.first();
      continue;
    }
    const choice = found.locator(`input[type="radio"]${key || ":not(*)"}`);
    if ((await choice.count()) > 0) {
      await unfold(choice);
      await choice.locator("xpath=ancestor::label[1]").click();
      continue;
    }
    const box = found.locator(`:is(input, textarea, select)[name="${name}"]:not([type="hidden"])`);
    await unfold(box);
    if ((await box.evaluate((element) => element.tagName)) === "SELECT") {
      const wanted = box.locator("option").filter({ hasText: value });
      const exact = box.locator(`option${key ? `[value="${value}"]` : ":not(*)"}`);
      await expect(exact.or(wanted).first()).toBeAttached();
      const option = (await exact.count()) > 0 ? exact.first() : wanted.first();
      await box.selectOption((await option.getAttribute("value")) ?? "");
    } else {
      // the box's own limit is a help for thumbs; what counts is what the station says
      await box.evaluate((element) => element.removeAttribute("maxlength"));
      await box.fill(value);
    }
  }
  await button.click();
}

/** Does an act on a live page and waits until it is taken in. */
export async function act(
  page: Page,
  name: string,
  fields: Record<string, string> = {},
  where: Where = {},
): Promise<void> {
  await send(page, name, fields, where);
  await settled(page);
  await expect(page.locator(".said--refused"), `${name} was refused`).toHaveCount(0);
}

/** Tries an act on a live page that is refused with a sentence. */
export async function refused(
  page: Page,
  name: string,
  fields: Record<string, string>,
  sentence: RegExp,
  where: Where = {},
): Promise<void> {
  await send(page, name, fields, where);
  await settled(page);
  await expect(page.locator(".said--refused")).toContainText(sentence);
}

/** All forms sent from this page are answered. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator("form[aria-busy]")).toHaveCount(0);
}

/** Presses the desk's one big button, which must say this. */
export async function next(desk: Page, label: string | RegExp): Promise<void> {
  const big = desk.locator('[data-key="next"]');
  await expect(big).toContainText(label);
  const asksOnceMore = (await big.evaluate((element) => element.tagName)) === "SUMMARY";
  await big.click();
  if (asksOnceMore) await desk.locator("details[open].confirm .sure").click();
  await settled(desk);
  await expect(desk.locator(".said--refused")).toHaveCount(0);
}

/** Remembers that a page has not been loaded anew; `stayed` checks it. */
export async function stay(...pages: Page[]): Promise<void> {
  for (const page of pages) await page.evaluate(() => Object.assign(window, { stayed: true }));
}

/** Fails where a page has been loaded anew since `stay`. */
export async function stayed(...pages: Page[]): Promise<void> {
  for (const page of pages) expect(await page.evaluate(() => "stayed" in window), page.url()).toBe(true);
}
