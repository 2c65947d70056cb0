// One small evening from the printed code to the papers, held by thumbs alone: a host at the desk, two
// phones, an elder without one, and the wall that everybody looks at. No screen is ever loaded anew.
import type { Page } from "@playwright/test";
import { act, form, next, send, settled, stay, stayed } from "../acts";
import { call, claim, code, guest, introduce, plan, post, notice, scan, wall as openWall } from "../evening";
import { expect, live, test } from "../station";

/** The stage is in front on every one of these screens. */
async function everybodySees(text: string | RegExp, ...pages: Page[]): Promise<void> {
  for (const page of pages) await expect(page.locator("main")).toContainText(text);
}

async function download(page: Page, name: string): Promise<{ type: string; bytes: Buffer }> {
  const link = page.locator(`a[href$="${name}"]`).first();
  const answer = await page.request.get(new URL((await link.getAttribute("href"))!, page.url()).href);
  expect(answer.status(), name).toBe(200);
  expect(answer.headers()["content-disposition"], name).toContain(name);
  return { type: answer.headers()["content-type"], bytes: await answer.body() };
}

test("an evening is held from the first code to the last paper by thumbs only", async ({ own, ownPeople: people }) => {
  test.setTimeout(150_000);
  let desk!: Page, wall!: Page, wang!: Page, zhao!: Page;
  let meeting = "";

  await test.step("before anybody has claimed the station every page says so", async () => {
    desk = await people.open("desk");
    people.expected.push(/503 \(Service Unavailable\)/);
    await desk.goto("/");
    await expect(desk.locator("body")).toContainText("尚未启用");
    await claim(desk, own);
  });

  await test.step("the host calls a meeting and opens the wall from the desk", async () => {
    meeting = await call(desk);
    wall = await openWall(people, desk);
    await everybodySees(plan.theme, desk, wall);
    await everybodySees("欢迎各位邻居", wall);
  });

  await test.step("one resident types the digits, another scans the QR, an elder is written in", async () => {
    const digits = await code(wall);
    wang = await guest(people, digits, { name: "王阿姨", building: "3幢" });
    zhao = await people.open("phone");
    const scanned = new URL(await scan(wall));
    expect(scanned.pathname).toMatch(/^\/j\/[0-9a-z]{20,}$/);
    await zhao.goto(scanned.pathname);
    await introduce(zhao, { name: "赵叔", building: "5幢", kind: "owner" });
    await expect(zhao).toHaveURL(`${own.url}/m/${meeting}/hall`);
    await live(zhao);
    await act(desk, "people.add", { name: "李伯", building: "2幢", kind: "居民" });
    await act(desk, "people.add", { name: "孙奶奶", building: "2幢", kind: "居民" });
    await expect(wall.locator(".w-count")).toContainText("5");
    await stay(desk, wall, zhao);
  });

  await test.step("stage 1: principles and rules are read one by one, on every screen", async () => {
    await everybodySees("开场定规", desk, wall, wang, zhao);
    await next(desk, "读下一条（第 1 条，共 21 条）");
    await everybodySees("来者皆宜", wall, wang, zhao);
    for (let at = 2; at <= 21; at++) await next(desk, `第 ${at} 条`);
    await everybodySees("过半通过，平局不过", wall, wang, zhao);
    await next(desk, "进入「提出议题」");
    await everybodySees("提出议题", desk, wall, wang, zhao);
  });

  await test.step("stage 2: topics are posted, signed, merged and taken apart again", async () => {
    await act(wang, "topics.post", { text: "晚上回来车位不够停" });
    await everybodySees("晚上回来车位不够停", wall, zhao, desk);
    await act(zhao, "topics.post", { text: "电梯夜里总是停" });
    await act(desk, "topics.post", { for: "李伯", text: "停车太难了" });
    await everybodySees("停车太难了", wall, wang, zhao);
    await act(zhao, "topics.sign", {}, { text: "晚上回来车位不够停" });
    await expect(wall.locator(".w-rows li").first()).toContainText(/晚上回来车位不够停.*2 人/);
    await act(desk, "topics.merge", { from: "停车太难了", into: "晚上回来车位不够停" });
    await expect(wall.locator(".w-rows li").first()).toContainText(/并入：3 号.*3 人/);
    await expect(wang.locator("main")).not.toContainText("停车太难了");
    await act(desk, "topics.unmerge", {}, { text: "停车太难了" });
    await expect(wall.locator(".w-rows li")).toHaveCount(3);
    await expect(wall.locator(".w-rows li").first()).toContainText("2 人");
    await everybodySees("停车太难了", wang, zhao);
  });

  await test.step("stage 3: the hottest become groups; people sit, move and rest", async () => {
    await next(desk, "进入「自选分组」");
    await everybodySees("自选分组", desk, wall, wang, zhao);
    await desk.locator('.d-next [name="groups"]').fill("2");
    await next(desk, "把最热的议题分成小组");
    await everybodySees("选一桌坐下", wall);
    await everybodySees(/第\s*2\s*桌/, wang, zhao);
    await act(desk, "tables.take", { for: "李伯", place: "1" });
    await act(zhao, "tables.take", {}, { fields: { place: "1" } });
    await expect(wall.locator(".w-rows li").first()).toContainText("3 人");
    await act(zhao, "tables.take", {}, { fields: { place: "2" } });
    await expect(wall.locator(".w-rows li").nth(1)).toContainText("1 人");
    await act(desk, "tables.take", { for: "孙奶奶", place: "butterfly" });
    await expect(desk.locator("#people")).toContainText("蝴蝶");
  });

  await test.step("stage 4: recorders write what is said and draft a proposal", async () => {
    await next(desk, "进入「小组讨论」");
    await everybodySees("小组讨论", desk, wall, wang, zhao);
    await act(wang, "tables.record", {}, { fields: { table: "1" } });
    await everybodySees("记录：王阿姨", wall);
    await wang.locator('a[href$="/table/1"]').first().click();
    await live(wang);
    for (const [kind, text] of [
      ["situation", "一百二十户，只有六十个车位"],
      ["cause", "外来车过夜没人管"],
      ["dissent", "有人不赞成收费"],
      ["advice", "晚上十点后按楼幢错时停"],
    ]) {
      await act(wang, "tables.write", { kind, text });
      await everybodySees(text, wang);
    }
    await act(wang, "tables.strike", {}, { text: "外来车过夜没人管" });
    await act(wang, "tables.propose", {
      who: "停车小组",
      what: "晚上十点后地面车位先到先停，不占消防通道",
      when: "11月30日前",
      place: "小区地面车位",
      money: "不用花钱",
      kind: "convention",
      chapter: "停车",
    });
    await act(zhao, "tables.record", {}, { fields: { table: "2" } });
    await zhao.locator('a[href$="/table/2"]').first().click();
    await live(zhao);
    await stay(zhao);
    await act(zhao, "tables.write", { kind: "situation", text: "三号楼电梯一周停了四次" });
    await act(zhao, "tables.propose", {
      who: "赵叔和物业",
      what: "请街道出面约电梯公司来检修一次",
      when: "12月15日前",
      place: "三号楼",
      money: "维修资金",
      kind: "referral",
      body: "望春街道办事处",
    });
    await expect(wall.locator(".w-rows")).toContainText("方案 ✓");
    await expect(desk.locator("#tables")).toContainText("三号楼电梯一周停了四次");
    await expect(wang.locator("main"), "a table's lines are its own until it reports").not.toContainText("三号楼电梯一周停了四次");
  });

  await test.step("stage 5: groups report, proposals become motions", async () => {
    await next(desk, "进入「达成共识」");
    for (const phone of [wang, zhao]) {
      await phone.goto(`/m/${meeting}/hall`);
      await live(phone);
      await stay(phone);
    }
    await everybodySees("达成共识", desk, wall, wang, zhao);
    const early = await post(wang, { act: "floor.raise", stance: "for" });
    expect(early.status()).toBe(409);
    expect(notice(await early.text())).toMatch(/第2条 动议先行/);
    await next(desk, "请第 1 桌汇报");
    await everybodySees("晚上十点后按楼幢错时停", wall, wang, zhao);
    await expect(wall.locator("main")).not.toContainText("外来车过夜没人管");
    await next(desk, "汇报结束");
    await next(desk, "请第 2 桌汇报");
    await everybodySees("三号楼电梯一周停了四次", wall, wang);
    await next(desk, "汇报结束");
    await act(desk, "motions.move", {
      who: "居民轮流",
      what: "每晚派两人在门口登记外来车",
      when: "12月1日前",
      place: "小区东门",
      money: "居民自愿",
      kind: "action",
    });
    await next(desk, "把第 1 桌的方案提为动议");
    await next(desk, "把第 2 桌的方案提为动议");
  });

  await test.step("stage 5: the debate takes turns, with a clock on every screen", async () => {
    await next(desk, "开始议动议 1");
    await everybodySees("每晚派两人在门口登记外来车", wall, wang, zhao);
    await act(wang, "floor.raise", { stance: "for" });
    await act(desk, "floor.raise", { for: "李伯", stance: "for" });
    await act(zhao, "floor.raise", { stance: "against" });
    await next(desk, "请王阿姨发言");
    await expect(wall.locator(".w-clock b")).toHaveText(/^1:5\d$/);
    for (const phone of [wang, zhao]) await expect(phone.locator(".left__secs")).toHaveText(/^1:5\d$/);
    const first = await wall.locator(".w-clock b").innerText();
    await expect(wall.locator(".w-clock b")).not.toHaveText(first);
    await expect(wall.locator(".w-queue li").first()).toContainText(/反对.*赵叔.*正反轮流/);
    await act(wang, "floor.done");
    await next(desk, "请赵叔发言");
    await expect(wall.locator(".w-name")).toHaveText("赵叔");
    await next(desk, "赵叔说完了");
    await next(desk, "请李伯发言");
    await next(desk, "李伯说完了");
    await act(wang, "floor.raise", { stance: "inquiry" });
    await next(desk, "请王阿姨发言");
    await next(desk, "王阿姨说完了");
    await expect(form(wang, "floor.raise")).toHaveCount(0);
    const third = await post(wang, { act: "floor.raise", stance: "for" });
    expect(third.status()).toBe(409);
    expect(notice(await third.text())).toMatch(/第5条 限时限次.*2\s*分钟.*2\s*次/);
  });

  const vote = async (ayes: Page[], hands: [number, number], nays: Page[]) => {
    await next(desk, "还有谁要发言？");
    await everybodySees("还有谁要发言？", wall);
    await next(desk, "提请表决");
    await everybodySees("赞成的，请表决", wall);
    for (const phone of ayes) {
      await act(phone, "voting.cast", { choice: "aye" });
      await expect(phone.locator("main")).toContainText("赞成 ✓");
    }
    await act(desk, "voting.count_hands", { hands: String(hands[0]) });
    await next(desk, "再请反对的表决");
    await everybodySees("反对的，请表决", wall);
    for (const phone of nays) await act(phone, "voting.cast", { choice: "nay" });
    await act(desk, "voting.count_hands", { hands: String(hands[1]) });
    await next(desk, "宣布结果");
  };

  await test.step("a tie fails, and every screen shows why", async () => {
    await vote([wang], [1, 1], [zhao]);
    await expect(wall.locator(".w-verdict")).toContainText("未通过");
    await everybodySees(/赞成 2 = 反对 2，?平局即未通过/, wall);
    for (const phone of [wang, zhao]) {
      await expect(phone.locator(".result")).toContainText(/(未|没有)通过/);
      await expect(phone.locator(".formula").first()).toContainText(/赞成 2.*＝.*反对 2/);
    }
  });

  await test.step("two motions pass", async () => {
    for (const number of [2, 3]) {
      await next(desk, `开始议动议 ${number}`);
      await vote([wang, zhao], [1, 1], []);
      await expect(wall.locator(".w-verdict")).toHaveText(/✓\s*通过/);
      await everybodySees("赞成 3 > 反对 1", wall, desk);
      for (const phone of [wang, zhao]) await expect(phone.locator(".formula").first()).toContainText(/赞成 3.*＞.*反对 1/);
    }
  });

  await test.step("stage 6: somebody owns each action, and people pledge", async () => {
    await next(desk, "进入「制定行动计划」");
    await everybodySees("制定行动计划", desk, wall, wang, zhao);
    await act(wang, "plans.pledge", { kind: "labour", text: "我来画车位线，周六下午" });
    await everybodySees("我来画车位线，周六下午", wall, zhao, desk);
    for (const [number, owner] of [["2", "王阿姨"], ["3", "赵叔"]]) {
      await desk.locator('.d-next [name="owner"]').fill(owner);
      await desk.locator('.d-next [name="due"]').fill("12月31日前");
      await next(desk, `落实动议 ${number}`);
    }
    await everybodySees("赵叔", wall);
    await next(desk, "闭会");
    await everybodySees("谢谢大家", wall);
    await stayed(desk, wall, wang, zhao);
  });

  await test.step("the papers are ready, and say no more than what was done", async () => {
    await wang.locator('a[href$="/record"]').first().click();
    await everybodySees("会议纪要", wang);
    await everybodySees("未通过", wang);
    await act(wang, "minutes.ask", { text: "我说的是六十二个车位" });
    await desk.goto(`/m/${meeting}/record`);
    const docx = await download(desk, "minutes.docx");
    expect(docx.type).toContain("wordprocessingml");
    expect(docx.bytes.subarray(0, 2).toString()).toBe("PK");
    const pdf = await download(desk, "minutes.pdf");
    expect(pdf.type).toContain("application/pdf");
    expect(pdf.bytes.subarray(0, 5).toString()).toBe("%PDF-");
    const md = await download(desk, "minutes.md");
    expect(md.type).toContain("text/markdown");
    expect(md.bytes.toString()).toContain("晚上十点后地面车位先到先停");
    const bundle = await download(desk, "bundle.zip");
    expect(bundle.type).toContain("application/zip");
    expect(bundle.bytes.subarray(0, 2).toString()).toBe("PK");
    for (const file of [docx, pdf, bundle]) expect(file.bytes.length).toBeGreaterThan(2000);
    await desk.goto(`/m/${meeting}/convention`);
    await expect(desk.locator("body")).toContainText("草案");
    await expect(desk.locator("body")).toContainText("晚上十点后地面车位先到先停");
    await desk.goto(`/m/${meeting}/handover/1`);
    await expect(desk.locator("body")).toContainText("望春街道办事处");
  });
});
