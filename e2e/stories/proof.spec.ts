// The way pages come alive: whole without scripts, one island with them, the strictest policy.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../station";

const topics = ["三号楼的电梯夜里总是停", '小广场晚上音乐太响 <b>"几点"</b> & 谁来管', "雨棚漏水，谁来修？"];

test("without scripts the page is whole", async ({ browser, station }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${station.url}/proof`);
  await expect(page.getByRole("heading")).toHaveText("今晚我们先谈什么？");
  for (const topic of topics) await expect(page.getByText(topic)).toBeVisible();
  await expect(page.locator("#people")).toHaveText("一共 18 人");
  await context.close();
});

test("with scripts the island takes over what the server wrote", async ({ page, station }) => {
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${station.url}/proof`, { waitUntil: "domcontentloaded" });
  const served = await page.getByRole("listitem").nth(1).elementHandle();
  const shown = await page.locator("main").innerText();
  release();
  await page.waitForLoadState("networkidle");
  expect(await page.locator("main").innerText()).toBe(shown);
  await page.getByRole("button", { name: "我也关心" }).click();
  await expect(page.locator("#people")).toHaveText("一共 19 人");
  await expect(page.getByRole("listitem").first()).toHaveText(`${topics[0]}（4 人）`);
  // the untouched item is still the element the server sent, not a second drawing of it
  expect(await served?.evaluate((element) => element.isConnected)).toBe(true);
  await page.screenshot({ path: "results/proof.png" });
});

test("a page whose parts the bundle does not know stays as it was served", async ({ page, station }) => {
  await page.route("**/proof", async (route) => {
    const answer = await route.fetch();
    const html = (await answer.text()).replace(/(<script[^>]*id="parts"[^>]*>)AQ/, "$1/w");
    await route.fulfill({ response: answer, body: html });
  });
  await page.goto(`${station.url}/proof`);
  await page.waitForLoadState("networkidle");
  await expect(page.getByRole("listitem")).toHaveCount(3);
  await expect(page.locator("#people")).toHaveText("一共 18 人");
});

test("every file is named by its content, compressed and kept for ever", async ({ page, station }) => {
  const answers: { path: string; headers: Record<string, string>; status: number }[] = [];
  page.on("response", (answer) =>
    answers.push({ path: new URL(answer.url()).pathname, headers: answer.headers(), status: answer.status() }),
  );
  await page.goto(`${station.url}/proof`);
  await page.waitForLoadState("networkidle");
  const files = answers.filter((answer) => answer.path.startsWith("/assets/"));
  expect(files.map((file) => file.path.replace(/-[0-9a-f]{12}\./, ".")).sort()).toEqual([
    "/assets/main.css",
    "/assets/phone-glue.js",
    "/assets/phone.js",
    "/assets/phone.wasm",
  ]);
  for (const { path, headers, status } of files) {
    expect(status, path).toBe(200);
    expect(path).toMatch(/-[0-9a-f]{12}\.(css|js|wasm)$/);
    expect(headers["content-encoding"], path).toMatch(/^(br|gzip)$/);
    expect(headers["cache-control"], path).toContain("immutable");
    expect(headers["x-content-type-options"], path).toBe("nosniff");
  }
  const served = answers.find((answer) => answer.path === "/proof")?.headers;
  expect(served?.["content-encoding"]).toBe("gzip");
  const policy = served?.["content-security-policy"];
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe-inline");
});

test("the page meets WCAG 2.2 AA", async ({ page, station }) => {
  await page.goto(`${station.url}/proof`);
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.map((violation) => violation.id)).toEqual([]);
});
