// What strange, late and foreign input gets: it is inert, or it is answered in words, and the evening
// goes on.
import { act, form, next, refused, send, settled } from "../acts";
import { call, code, did, guest, host, introduce, join, notice, post, wall as openWall } from "../evening";
import { expect, live, test } from "../station";

test("strange letters are only letters, on every screen", async ({ station, people }) => {
  people.expected.push(/status of 4\d\d/);
  const desk = await host(people, station);
  await call(desk, { theme: '<script>alert("主题")</script>？' });
  const wall = await openWall(people, desk);
  const digits = await code(wall);
  const name = `<b>王"&'</b>👨‍👩‍👧`;
  const phone = await guest(people, digits, { name });
  await did(desk, { act: "stages.goto", stage: "1", reason: "<i>理由</i>" });

  await test.step("markup, quotes and pictures are shown as they were typed", async () => {
    const topic = `</script><img src=x onerror="alert(1)">&'x'<svg/onload=a(2)>`;
    await act(phone, "topics.post", { text: topic });
    for (const page of [phone, wall, desk]) {
      await expect(page.locator("main")).toContainText(topic);
      expect(await page.locator("main img, main script, main i:has-text('理由')").count()).toBe(0);
    }
    await expect(desk.locator("#people")).toContainText(name);
    await phone.reload();
    await expect(phone.locator("main")).toContainText(topic);
    await live(phone);
  });

  await test.step("letters that turn others round are left out", async () => {
    await act(phone, "topics.post", { text: "停\u202E车\u2066场\u200B不\u0000够" });
    for (const page of [phone, wall]) await expect(page.locator("main")).toContainText("停车场不够");
  });

  await test.step("ten thousand marks on one letter do no harm", async () => {
    await send(phone, "topics.post", { text: `啊${"\u0336".repeat(10_000)}` });
    await settled(phone);
    await expect(phone.locator("#said")).toHaveText(/\S/);
    await act(phone, "topics.post", { text: "接着议" });
    await expect(wall.locator("main")).toContainText("接着议");
    const answer = await post(phone, { act: "topics.post", text: `呀${"\u0336".repeat(10_000)}` });
    expect(answer.status()).toBeGreaterThanOrEqual(303);
    expect(answer.status()).toBeLessThan(500);
    if (answer.status() >= 400) expect(await answer.text()).toMatch(/\p{Script=Han}{4}/u);
  });

  await test.step("a text that is too long stays in its box, with the sentence beside it", async () => {
    const long = "难".repeat(61);
    await refused(phone, "topics.post", { text: long }, /最多 ?60 ?个字/);
    await expect(form(phone, "topics.post").locator('[name="text"]')).toHaveValue(long);
    const bare = await post(phone, { act: "topics.post", text: "" });
    expect(bare.status()).toBe(422);
    expect(notice(await bare.text())).toMatch(/写下/);
    const huge = await post(phone, { act: "topics.post", text: "长".repeat(20_000) });
    expect(huge.status()).toBeGreaterThanOrEqual(400);
    expect(huge.status()).toBeLessThan(500);
    expect(await huge.text(), "a sentence in Chinese").toMatch(/\p{Script=Han}{4}/u);
  });

  await test.step("a name of 17 letters is refused at the door, and what was typed stays", async () => {
    const second = await people.open("phone");
    await second.goto("/");
    await second.locator('[name="code"]').fill(digits);
    await second.locator('form:has([name="code"]) button').click();
    await introduce(second, { name: "王".repeat(17), building: "9幢" });
    await expect(second.locator("#said")).toHaveText(/最多 ?16 ?个字/);
    await expect(second.locator('[name="name"]')).toHaveValue("王".repeat(17));
    await expect(second.locator('[name="building"]')).toHaveValue("9幢");
  });

  await test.step("forms that make no sense are answered in words", async () => {
    for (const fields of [
      { act: "nonsense" },
      { act: "topics.sign", topic: "../../etc/passwd" },
      { act: "topics.sign", topic: "0".repeat(32) },
      { act: "tables.take", place: "99" },
      { act: "voting.cast", vote: "x", choice: "maybe" },
      { act: "stages.advance", from: "0", screen: "desk" },
      { act: "floor.raise", stance: "for", for: "0".repeat(32) },
    ]) {
      const answer = await post(phone, fields);
      expect(answer.status(), JSON.stringify(fields)).toBeGreaterThanOrEqual(400);
      expect(answer.status(), JSON.stringify(fields)).toBeLessThan(500);
      expect(notice(await answer.text()), JSON.stringify(fields)).toMatch(/\p{Script=Han}{4}/u);
    }
  });
});

test("codes that open nothing say so, and a closed door lets nobody in", async ({ station, people }) => {
  people.expected.push(/status of 4\d\d/);
  const desk = await host(people, station);
  await call(desk);
  const wall = await openWall(people, desk);
  const digits = await code(wall);
  const phone = await people.open("phone");
  const type = async (typed: string) => {
    await phone.goto("/");
    await phone.locator('[name="code"]').fill(typed);
    await phone.locator('form:has([name="code"]) button').click();
  };
  const other = String((Number(digits) + 1) % 1_000_000).padStart(6, "0");
  await type(other);
  await expect(phone.locator("#said")).toHaveText(/进不去/);
  await expect(phone.locator('[name="code"]')).toHaveValue(other);
  await type(`${digits.slice(0, 3)} ${digits.slice(3)}`);
  await expect(phone).toHaveURL(/\/j\//);
  const link = phone.url();

  await act(desk, "people.doors", {}, { fields: { open: "0" } });
  await expect(wall.locator(".w-rail")).toContainText("已停止入场");
  await expect(wall.locator("main")).not.toContainText(digits.slice(0, 3));
  await introduce(phone, { name: "晚到的人" });
  await expect(phone.locator("main")).toContainText(/\p{Script=Han}{4}/u);
  await expect(phone).not.toHaveURL(/\/hall$/);
  await phone.goto(link);
  await expect(phone.locator("main")).toContainText("二维码已经停用");
  await type(digits);
  await expect(phone.locator("#said")).toHaveText(/进不去/);

  await act(desk, "people.doors", {}, { fields: { open: "1" } });
  const again = await code(wall);
  expect(again).not.toBe(digits);
  await join(phone, again, { name: "晚到的人" });
  await phone.goto("/m/0000000000");
  await expect(phone.locator("main")).toContainText("没找到");
});

test("late, doubled and foreign posts change nothing", async ({ station, people }) => {
  people.expected.push(/status of 4\d\d/);
  const desk = await host(people, station);
  const meeting = await call(desk);
  const wall = await openWall(people, desk);
  const phone = await guest(people, await code(wall), { name: "王阿姨" });
  const tab = await phone.context().newPage();
  await tab.goto(phone.url());
  await live(tab);

  await test.step("a second tab of the same seat is the same person", async () => {
    await act(phone, "topics.post", { text: "第一个标签页写的" });
    await expect(tab.locator("main")).toContainText("第一个标签页写的");
    await act(tab, "topics.withdraw", {}, { text: "第一个标签页写的" });
    await expect(phone.locator("main")).not.toContainText("第一个标签页写的");
    await expect(wall.locator(".w-count")).toContainText("2");
  });

  await test.step("a vote sent after the vote was closed is refused in words", async () => {
    await did(desk, { act: "stages.goto", stage: "4", reason: "直接表决" });
    const move = { act: "motions.move", kind: "action", who: "我们", what: "装两盏灯", when: "年底", place: "东门", money: "众筹" };
    await did(desk, move);
    const motion = (await form(desk, "motions.open").locator('[name="motion"]').getAttribute("value"))!;
    await did(desk, { act: "motions.open", motion, note: "" });
    await did(desk, { act: "voting.put", reason: "" });
    const vote = (await form(phone, "voting.cast").locator('[name="vote"]').getAttribute("value"))!;
    const early = await post(phone, { act: "voting.cast", vote, choice: "nay" });
    expect(early.status()).toBe(409);
    expect(notice(await early.text())).toMatch(/第12条 先问赞成/);
    await act(tab, "voting.cast", { choice: "aye" });
    await expect(phone.locator("main")).toContainText("赞成 ✓");
    expect((await post(phone, { act: "voting.cast", vote, choice: "aye" })).status()).toBe(409);
    await did(desk, { act: "voting.call_nays" });
    await did(desk, { act: "voting.declare" });
    const late = await post(phone, { act: "voting.cast", vote, choice: "nay" });
    expect(late.status()).toBe(409);
    expect(notice(await late.text())).toMatch(/表决/);
    await expect(wall.locator(".w-formula")).toContainText("赞成 1 > 反对 0");
  });

  await test.step("two desks that press the same button make one step", async () => {
    const opened = desk.context().waitForEvent("page");
    await desk.locator("#doors > summary").click();
    await desk.getByRole("button", { name: "加一台主持设备" }).click();
    const shown = await opened;
    await shown.waitForLoadState();
    const link = (await shown.locator("main").innerText()).match(/\/link\/[0-9a-z]+(\?m=\w+)?/i)![0];
    const second = await people.open("desk");
    await second.goto(link);
    await second.locator("main button").click();
    await second.waitForURL(/\/m\//);
    if (!second.url().endsWith("/desk")) await introduce(second, { name: "小林", kind: "observer" });
    await expect(second).toHaveURL(new RegExp(`/m/${meeting}/desk$`));
    await live(second);
    for (const page of [desk, second]) await expect(page.locator('[data-key="next"]')).toContainText("进入");
    const answers = await Promise.all([
      post(desk, { act: "stages.advance", from: "4" }),
      post(second, { act: "stages.advance", from: "4" }),
    ]);
    expect(answers.map((answer) => answer.status()).sort()).toEqual([303, 409]);
    const told = answers.find((answer) => answer.status() === 409)!;
    expect(notice(await told.text())).toMatch(/已经/);
    for (const page of [desk, second, wall, phone]) await expect(page.locator("main")).toContainText("制定行动计划");
    await shown.goto(link);
    await expect(shown.locator("main")).toContainText("已经用过");
  });

  await test.step("a page of somebody else cannot post here", async () => {
    for (const origin of ["http://evil.example", "null", station.url.replace("http:", "https:")]) {
      const answer = await post(phone, { act: "topics.post", text: "外来的" }, origin);
      expect(answer.status(), origin).toBe(403);
      expect(await answer.text()).toContain("请从这里的页面操作");
    }
    const resident = await post(phone, { act: "stages.goto", stage: "0", reason: "我要回去", screen: "desk" });
    expect(resident.status()).toBe(403);
    await expect(phone.locator("main")).not.toContainText("外来的");
    await expect(phone.locator("h1")).toHaveText("制定行动计划");
  });
});
