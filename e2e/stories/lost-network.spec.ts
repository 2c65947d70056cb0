// What happens when the room's Wi-Fi or the laptop fails: nothing that was typed is lost, nothing is
// counted twice, and nobody has to load a page anew.
import type { Page, WebSocketRoute } from "@playwright/test";
import { act, form, next, send, settled, stay, stayed } from "../acts";
import { call, claim, code, did, guest, join, wall as openWall } from "../evening";
import { type Devices, expect, live, test } from "../station";

const broken = [/WebSocket connection/, /ERR_(CONNECTION|INTERNET|NETWORK)/];

/** A phone's line, which the story can cut, or make deaf so that answers do not arrive. */
class Line {
  private cut = false;
  private deaf = false;
  private readonly ends: WebSocketRoute[] = [];

  /** A phone that has come in over such a line. */
  static async guest(people: Devices, digits: string, name: string): Promise<[Page, Line]> {
    const page = await people.open("phone");
    const line = new Line();
    await page.routeWebSocket(/\/live\//, (socket) => {
      if (line.cut) return void socket.close();
      const station = socket.connectToServer();
      station.onMessage((message) => {
        if (!line.deaf) socket.send(message);
      });
      line.ends.push(socket, station);
    });
    await join(page, digits, { name });
    await live(page);
    return [page, line];
  }

  /** Nothing goes through any more. */
  async breaks(): Promise<void> {
    this.cut = true;
    for (const end of this.ends.splice(0)) await end.close();
  }

  /** What the phone says still arrives; it hears nothing. */
  goesDeaf(): void {
    this.deaf = true;
  }

  /** New lines can be opened. */
  returns(): void {
    [this.cut, this.deaf] = [false, false];
  }
}

test("a form sent while the line is broken arrives once when it is back", async ({ own, ownPeople: people }) => {
  people.expected.push(...broken);
  const desk = await people.open("desk");
  await claim(desk, own);
  await call(desk);
  await next(desk, "读下一条");
  const wall = await openWall(people, desk);
  const digits = await code(wall);
  const [wang, line] = await Line.guest(people, digits, "王阿姨");
  await stay(wang);

  await test.step("the banner says that what was sent is kept", async () => {
    await line.breaks();
    await expect(wang.locator(".banner")).toContainText("正在重新连接");
  });

  await test.step("a topic written meanwhile goes out later, once", async () => {
    await send(wang, "topics.post", { text: "停电的时候写的一条" });
    await expect(wang.locator("#said")).toContainText("连上后自动送出");
    await did(desk, { act: "stages.goto", stage: "1", reason: "先议题" });
    line.returns();
    await settled(wang);
    await expect(wang.locator(".banner")).toHaveCount(0);
    await expect(wall.locator(".w-rows li")).toHaveText([/停电的时候写的一条/]);
    await expect(wang.locator("h1")).toHaveText("提出议题");
  });

  await test.step("a topic whose answer was lost is not counted twice", async () => {
    line.goesDeaf();
    await send(wang, "topics.post", { text: "答复没有收到的一条" });
    await expect(wall.locator(".w-rows li")).toHaveCount(2);
    await line.breaks();
    line.returns();
    await settled(wang);
    await expect(wang.locator("main")).toContainText("答复没有收到的一条");
    await act(wang, "topics.post", { text: "接着写的一条" });
    await expect(wall.locator(".w-rows li")).toHaveCount(3);
  });
  await stayed(wang);
});

test("after the station is killed and started again every screen catches up by itself", async ({ own, ownPeople: people }) => {
  test.setTimeout(90_000);
  people.expected.push(...broken);
  const desk = await people.open("desk");
  await claim(desk, own);
  await call(desk);
  const wall = await openWall(people, desk);
  const digits = await code(wall);
  const wang = await guest(people, digits, { name: "王阿姨" });
  const zhao = await guest(people, digits, { name: "赵叔" });
  await did(desk, { act: "stages.goto", stage: "1", reason: "先议题" });
  await act(wang, "topics.post", { text: "断电以前的一条" });
  await expect(zhao.locator("main")).toContainText("断电以前的一条");
  await stay(desk, wall, wang, zhao);

  await own.kill();
  await expect(wang.locator(".banner")).toBeVisible();
  await expect(wall.locator(".w-lost")).toBeVisible();
  await expect(desk.locator(".d-lost")).toBeVisible();
  await send(wang, "topics.post", { text: "断电时候写的一条" });
  await own.again();

  await settled(wang);
  for (const page of [wall, zhao, desk]) await expect(page.locator("main")).toContainText("断电时候写的一条", { timeout: 20_000 });
  for (const lost of [wang.locator(".banner"), wall.locator(".w-lost"), desk.locator(".d-lost")]) await expect(lost).toHaveCount(0);
  await expect(wall.locator(".w-rows li")).toHaveCount(2);
  await act(zhao, "topics.sign", {}, { text: "断电以前的一条" });
  await expect(wall.locator(".w-rows li").first()).toContainText(/断电以前的一条.*2 人/);
  await next(desk, "进入「自选分组」");
  for (const page of [wall, wang, zhao]) await expect(page.locator("main")).toContainText("自选分组");
  await stayed(desk, wall, wang, zhao);
});

test("a phone that was asleep shows the evening as it stands when it wakes", async ({ own, ownPeople: people }) => {
  people.expected.push(...broken);
  const desk = await people.open("desk");
  await claim(desk, own);
  await call(desk);
  const wall = await openWall(people, desk);
  const wang = await guest(people, await code(wall), { name: "王阿姨" });
  await stay(wang);
  const browser = await wang.context().newCDPSession(wang);
  await browser.send("Page.setWebLifecycleState", { state: "frozen" });
  await did(desk, { act: "topics.post", text: "睡着时贴上的一条" });
  await did(desk, { act: "stages.goto", stage: "1", reason: "先议题" });
  await did(desk, { act: "stages.goto", stage: "2", reason: "再分组" });
  await expect(wall.locator("main")).toContainText("自选分组");
  await browser.send("Page.setWebLifecycleState", { state: "active" });
  await expect(wang.locator("h1")).toHaveText("自选分组");
  await expect(form(wang, "topics.sign")).toBeAttached();

  await wang.context().setOffline(true);
  await did(desk, { act: "stages.goto", stage: "3", reason: "讨论" });
  await wang.context().setOffline(false);
  await expect(wang.locator("h1")).toHaveText("小组讨论");
  await stayed(wang);
});
