// Robots hold the whole evening of 安丰 against a running station, while a desk, a wall and two phones
// in real browsers look on.
import path from "node:path";
import { choice, introduce } from "../evening";
import { expect, live, Running, test } from "../station";

const anfeng = path.resolve(import.meta.dirname, "../../app/meeting/tests/stories/anfeng.story");

test.use({ speed: 120 });

test("a rehearsed evening is seen by real browsers from the three groups to the gavel", async ({ own, ownPeople: people }) => {
  test.setTimeout(200_000);
  const robots = new Running("rehearse", anfeng, "--url", own.url, "--claim", own.claimCode(), "--speed", "120", "--people", "3");
  try {
    const wall = await people.open("wall");
    await wall.goto((await robots.says(/大屏：(http\S+)/))[1]);
    await live(wall);
    await expect(wall.locator(".w-mark")).toHaveText("演练");
    // the evening runs fast: what the wall has shown is kept, so that no moment is missed
    await wall.evaluate(() => {
      const shown = new Set<string>();
      const look = () => {
        for (const element of document.querySelectorAll(".w-title, .w-huge, .w-verdict, .w-formula, .w-tie, .w-name, .w-rows li")) {
          shown.add(element.textContent ?? "");
        }
      };
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
      Object.assign(window, { shown });
    });
    const shown = () => wall.evaluate(() => [...(window as unknown as { shown: Set<string> }).shown].join("\n"));

    const desk = await people.open("desk");
    await desk.goto((await robots.says(/主持台[^：]*：(http\S+)/))[1]);
    await desk.locator("main button").click();
    await introduce(desk, { name: "来看演练的小林", kind: "observer" });
    await expect(desk).toHaveURL(/\/desk$/);
    await live(desk);
    await expect(desk.locator(".d-mark").first()).toHaveText("演练");

    // these two came without a phone; the host gives their seats to those who look on
    const meeting = desk.url().split("/").at(-2);
    const seat = async (name: string) => {
      const elder = await choice(desk, "for", name);
      const link = await desk.request.post(`/m/${meeting}/desk/seat/${elder}`, { headers: { origin: own.url } });
      const phone = await people.open("phone");
      await phone.goto((await link.text()).match(/\/link\/[0-9a-z]+(\?m=\w+)?/i)![0]);
      await phone.locator("main button").click();
      await phone.waitForURL(/\/hall$/);
      await live(phone);
      await expect(phone.locator("main")).toContainText("演练");
      return phone;
    };
    const phone = await seat("张奶奶");
    const other = await seat("刘爷爷");

    const soon = { timeout: 150_000 };
    await expect.poll(shown, soon).toContain("选一桌坐下");
    await expect(phone.locator("main")).toContainText(/第\s*3\s*桌/);
    await expect(phone.locator("main")).not.toContainText(/第\s*4\s*桌/);
    await expect(phone.locator("h1")).toContainText("制定行动计划", soon);
    await expect.poll(shown).toContain("赞成 11 = 反对 11");
    for (const moment of [/平局即未通过/, /✕\s*未通过/, /✓\s*通过/]) expect(await shown()).toMatch(moment);
    await expect(wall.locator("main")).toContainText("谢谢大家", soon);
    for (const each of [phone, other]) await expect(each.locator("h1")).toHaveText("会议已结束");
    await expect(desk.locator(".d-mark").filter({ hasText: "已闭会" })).toBeVisible();
    expect(await robots.ended, robots.said()).toBe(0);
  } finally {
    robots.stop();
  }
});
