// What somebody is typing stays in its box, and what they have opened stays open, while the room goes on.
import { form, unfold } from "../acts";
import { call, choice, code, did, guest, host, wall as openWall } from "../evening";
import { expect, test } from "../station";

test("nobody loses a half-written sentence because others act", async ({ station, people }) => {
  const desk = await host(people, station);
  await call(desk);
  const wall = await openWall(people, desk);
  const digits = await code(wall);
  const wang = await guest(people, digits, { name: "王阿姨" });
  const zhao = await guest(people, digits, { name: "赵叔" });
  const goto = (stage: string) => did(desk, { act: "stages.goto", stage, reason: "往下走" });

  await goto("1");
  await expect(wang.locator("h1")).toHaveText("提出议题");
  const topic = form(wang, "topics.post").locator('[name="text"]');
  await topic.pressSequentially("电梯坏了三次，");
  for (let at = 1; at <= 5; at++) await did(zhao, { act: "topics.post", text: `第${at}件事` });
  await did(desk, { act: "topics.hide", topic: await choice(desk, "from", "第1件事"), reason: "写重了" });
  await expect(wang.locator("main")).toContainText("第5件事");
  await topic.pressSequentially("谁来修？");
  await expect(topic).toHaveValue("电梯坏了三次，谁来修？");
  await goto("2");
  await expect(wang.locator("h1")).toHaveText("自选分组");
  await expect(topic, "even when the stage changes").toHaveValue("电梯坏了三次，谁来修？");

  await goto("4");
  await did(desk, { act: "motions.move", kind: "action", who: "我们", what: "修电梯", when: "年底", place: "三号楼", money: "维修资金" });
  const motion = (await form(desk, "motions.open").locator('[name="motion"]').getAttribute("value"))!;
  await did(desk, { act: "motions.open", motion, note: "" });
  await did(wang, { act: "floor.raise", stance: "for" });
  await did(zhao, { act: "floor.raise", stance: "against" });
  const out = form(desk, "floor.give", { text: "赵叔" }).locator('[name="reason"]');
  await unfold(out);
  await out.pressSequentially("赵叔要赶");
  await did(wang, { act: "floor.lower" });
  await did(wang, { act: "floor.raise", stance: "inquiry" });
  await did(desk, { act: "people.add", name: "李伯", building: "2幢", kind: "resident" });
  await did(desk, { act: "floor.raise", stance: "for", for: await choice(desk, "for", "李伯") });
  await expect(desk.locator(".d-queue li")).toHaveCount(3);
  const kept = desk.locator(".d-queue [name=reason]:visible");
  // first in the queue now, he needs no reason any more; wherever a box still stands open, its text stands in it
  for (const box of await kept.all()) await expect(box).toHaveValue("赵叔要赶");
  const aside = form(desk, "motions.set_aside").locator('[name="reason"]');
  await unfold(aside);
  await aside.pressSequentially("先等物业");
  await did(zhao, { act: "floor.lower" });
  await expect(desk.locator(".d-queue li")).toHaveCount(2);
  await aside.pressSequentially("回话");
  await expect(aside).toHaveValue("先等物业回话");
});
