// The way pages come alive: whole when served, taken over by one island under the strictest policy,
// from files named by their content; a page the bundle does not know stays as it was served.
import { act } from "../acts";
import { call, code, guest, host, join, wall as openWall } from "../evening";
import { expect, live, test } from "../station";

test("the island takes over what the station wrote, element by element", async ({ station, people }) => {
  const desk = await host(people, station);
  await call(desk, { theme: "页面怎么活过来？" });
  const digits = await code(await openWall(people, desk));
  const phone = await people.open("phone");
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await phone.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await join(phone, digits, { name: "许姐" });
  const served = await phone.locator("main h1, main h2").first().elementHandle();
  const shown = await phone.locator("main").innerText();
  release();
  await live(phone);
  expect(await phone.locator("main").innerText()).toBe(shown);
  await act(phone, "topics.post", { text: "消防通道堆了东西" });
  await expect(desk.locator("#topics")).toContainText("消防通道堆了东西");
  // the heading is still the element the station sent, not a second drawing of it
  expect(await served?.evaluate((element) => element.isConnected)).toBe(true);
});

test("a page whose parts the bundle does not know stays as it was served", async ({ station, people }) => {
  const desk = await host(people, station);
  const meeting = await call(desk, { theme: "旧的页面还能看吗？" });
  const digits = await code(await openWall(people, desk));
  const phone = await guest(people, digits, { name: "老邱" });
  await phone.route("**/hall", async (route) => {
    const answer = await route.fetch();
    const html = (await answer.text()).replace(/(<script[^>]*id="parts"[^>]*>)AQ/, "$1/w");
    expect(html).toContain(">/w");
    await route.fulfill({ response: answer, body: html });
  });
  await phone.goto(`/m/${meeting}/hall`);
  await phone.waitForLoadState("networkidle");
  await expect(phone.locator("main")).toContainText("老邱");
});

test("every file is named by its content, compressed and kept for ever", async ({ station, people }) => {
  const desk = await host(people, station);
  await call(desk, { theme: "文件叫什么名字？" });
  const digits = await code(await openWall(people, desk));
  const phone = await people.open("phone");
  const answers: { path: string; headers: Record<string, string>; status: number }[] = [];
  phone.on("response", (answer) =>
    answers.push({ path: new URL(answer.url()).pathname, headers: answer.headers(), status: answer.status() }),
  );
  await join(phone, digits, { name: "小沈" });
  await live(phone);
  const files = new Map(
    answers.filter((answer) => answer.path.startsWith("/assets/")).map((file) => [file.path, file]),
  );
  expect([...files.keys()].map((path) => path.replace(/-[0-9a-f]{12}\./, ".")).sort()).toEqual([
    "/assets/main.css",
    "/assets/phone-glue.js",
    "/assets/phone.js",
    "/assets/phone.wasm",
  ]);
  for (const { path, headers, status } of files.values()) {
    expect(status, path).toBe(200);
    expect(headers["content-encoding"], path).toMatch(/^(br|gzip)$/);
    expect(headers["cache-control"], path).toContain("immutable");
    expect(headers["x-content-type-options"], path).toBe("nosniff");
  }
  const served = answers.findLast((answer) => answer.path.endsWith("/hall"))?.headers;
  expect(served?.["content-encoding"]).toBe("gzip");
  expect(served?.["cache-control"]).toContain("no-store");
  const policy = served?.["content-security-policy"];
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe-inline");
});
