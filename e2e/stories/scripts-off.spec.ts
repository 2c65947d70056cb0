// A phone whose browser runs no scripts: every act is a plain form, every refusal a page with a
// sentence and the typed text still in its box.
import { form, next, send, unfold } from "../acts";
import { call, choice, code, did, guest, host, join, wall as openWall } from "../evening";
import { expect, test } from "../station";

test("a phone without scripts takes part in a whole evening", async ({ station, people }) => {
  test.setTimeout(90_000);
  people.expected.push(/status of 4(09|22)/, /preloaded using link preload/);
  const desk = await host(people, station);
  const meeting = await call(desk, { theme: "没有脚本也能议事吗？" });
  const wall = await openWall(people, desk);
  const digits = await code(wall);
  const neighbour = await guest(people, digits, { name: "赵叔" });

  const plain = await people.open("phone", { javaScriptEnabled: false });
  const said = plain.locator("#said");
  const hall = `/m/${meeting}/hall`;
  const main = plain.locator("main");
  const act = async (name: string, fields: Record<string, string> = {}, where = {}) => {
    await send(plain, name, fields, where);
    await expect(plain).toHaveURL(new RegExp(`${hall}$`));
    await expect(plain.locator(".said--refused")).toHaveCount(0);
  };

  await test.step("comes in with the digits", async () => {
    await join(plain, digits, { name: "林姐", building: "6幢" });
    await expect(main).toContainText("林姐");
    await expect(wall.locator(".w-count")).toContainText("3");
  });

  await test.step("posts a topic; one that is too long comes back with its text and a sentence", async () => {
    const long = "楼".repeat(63);
    await send(plain, "topics.post", { text: long });
    await expect(said).toHaveText(/最多 ?60 ?个字/);
    await expect(said).toHaveClass(/said--refused/);
    const box = form(plain, "topics.post").locator('[name="text"]');
    await expect(box).toHaveValue(long);
    await unfold(box);
    await expect(box).toBeVisible();
    await act("topics.post", { text: "楼道里堆满了纸箱" });
    await expect(wall.locator("main")).not.toContainText(long);
    await expect(desk.locator("#topics")).toContainText("楼道里堆满了纸箱");
  });

  await test.step("signs, and the same tap twice is told that it is done", async () => {
    await did(neighbour, { act: "topics.post", text: "晚上路灯不亮" });
    await plain.goto(hall);
    await act("topics.sign", {}, { text: "晚上路灯不亮" });
    await expect(main).toContainText(/晚上路灯不亮[\s\S]*2人签名/);
    await act("topics.unsign", {}, { text: "晚上路灯不亮" });
    await act("topics.sign", {}, { text: "晚上路灯不亮" });
  });

  const goto = (stage: string) => did(desk, { act: "stages.goto", stage, reason: "试一试" });

  await test.step("sits down, moves and rests", async () => {
    await goto("2");
    await did(desk, { act: "tables.form", groups: "2" });
    await plain.goto(hall);
    await act("tables.take", {}, { fields: { place: "1" } });
    await act("tables.take", {}, { fields: { place: "butterfly" } });
    await act("tables.take", {}, { fields: { place: "1" } });
    await expect(main).toContainText("您在这一桌");
  });

  await test.step("raises a hand with a stance, speaks and is done", async () => {
    await goto("4");
    await did(desk, {
      act: "motions.move", kind: "action", who: "楼组长", what: "每月一号清一次楼道", when: "12月1日", place: "各楼道", money: "不用花钱",
    });
    const motion = await form(desk, "motions.open").locator('[name="motion"]').getAttribute("value");
    await did(desk, { act: "motions.open", motion: motion!, note: "" });
    await plain.goto(hall);
    await act("floor.raise", { stance: "for" });
    await expect(main).toContainText(/您举着手.*1/);
    await next(desk, "请林姐发言");
    await plain.goto(hall);
    await act("floor.done");
  });

  await test.step("votes, and sees the result with its formula", async () => {
    await did(desk, { act: "voting.put", reason: "" });
    await plain.goto(hall);
    await act("voting.cast", { choice: "aye" });
    await expect(main).toContainText("赞成 ✓");
    await did(desk, { act: "voting.call_nays" });
    await did(desk, { act: "voting.declare" });
    await plain.goto(hall);
    await expect(plain.locator(".formula").first()).toContainText(/赞成 1.*＞.*反对 0/);
  });

  await test.step("pledges and takes it back", async () => {
    await goto("5");
    await plain.goto(hall);
    await act("plans.pledge", { kind: "material", text: "两把扫帚" });
    await expect(wall.locator("main")).toContainText("两把扫帚");
    await act("plans.take_back", {}, { text: "两把扫帚" });
    await expect(wall.locator("main")).not.toContainText("两把扫帚");
  });

  await test.step("reads the minutes after the gavel and asks for a correction", async () => {
    await did(desk, { act: "stages.close" });
    await plain.goto(hall);
    await plain.locator('a[href$="/record"]').first().click();
    await send(plain, "minutes.ask", { text: "是每月一号和十五号" });
    await expect(main).toContainText("是每月一号和十五号");
    await expect(desk.locator("#papers")).toContainText("是每月一号和十五号");
  });
  expect(await choice(desk, "for", "林姐")).toMatch(/^[0-9a-f]{32}$/);
});
