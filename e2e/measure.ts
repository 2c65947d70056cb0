// How a screen measures up: sizes of text and targets, nothing cut off, nothing over another thing,
// nothing sideways. Each finding is one line, so that a failing story says what to mend.
//
// The rule kept here: what nobody sees is not measured; what is seen is measured as it is drawn.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What a kind of screen owes its readers, in CSS pixels. */
export type Bar = {
  /** The smallest text. */
  text: number;
  /** The smallest height of what is tapped; the primary button's. */
  target?: number;
  primary?: number;
  /** A wall: everything fits the screen's height, digits and QR are large. */
  wall?: boolean;
};

/** The bars of design.md: phone text 18, targets 60 and 44; wall body 1/25 of the height. */
export const bars = {
  phone: { text: 18, target: 44, primary: 60 },
  desk: { text: 16, target: 36 },
  wall: (height: number): Bar => ({ text: height / 25, wall: true }),
} as const;

/** Everything about this page that falls short of its bar. */
export async function faults(page: Page, bar: Bar): Promise<string[]> {
  return page.evaluate((bar) => {
    const found = new Set<string>();
    const half = 0.5;
    const [wide, high] = [document.documentElement.clientWidth, window.innerHeight];
    const named = (element: Element) => {
      const text = (element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 16);
      const kind = element.getAttribute("class")?.trim().split(/\s+/).join(".");
      return `${element.tagName.toLowerCase()}${kind ? `.${kind}` : ""} “${text}”`;
    };
    const hiddenBy = (element: Element | null): boolean => {
      for (let at = element; at; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (style.visibility === "hidden" || style.display === "none" || style.opacity === "0") return true;
        if (style.clip !== "auto" || style.clipPath === "inset(50%)") return true;
        const parent = at.parentElement;
        if (parent?.tagName === "DETAILS" && !parent.hasAttribute("open") && at.tagName !== "SUMMARY") return true;
      }
      return false;
    };
    // a wide table may be pushed sideways in a box of its own; the page may not
    const scrolled = (element: Element): boolean => {
      for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
        if (["auto", "scroll"].includes(getComputedStyle(at).overflowX)) return true;
      }
      return false;
    };
    const seen = (element: Element) => {
      const box = element.getBoundingClientRect();
      return box.width > 1 && box.height > 1 && !hiddenBy(element);
    };
    if (document.documentElement.scrollWidth > wide + 1) {
      found.add(`sideways: the page is ${document.documentElement.scrollWidth} wide on ${wide}`);
    }
    for (const element of document.querySelectorAll("body *")) {
      if (!seen(element)) continue;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      if ((box.right > wide + 1 || box.left < -1) && !scrolled(element)) found.add(`sideways: ${named(element)} ${Math.round(box.left)}–${Math.round(box.right)}`);
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim() !== "");
      if (own && !element.closest("svg")) {
        const size = parseFloat(style.fontSize);
        if (size < bar.text - half) found.add(`small text: ${named(element)} ${size.toFixed(1)} < ${bar.text.toFixed(1)}`);
        const running = element.matches(".w-theme, .head__theme, .d-top h1"); // said in full at the welcome
        if (!running && ["hidden", "clip"].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1) {
          found.add(`cut off: ${named(element)}`);
        }
      }
      if (["hidden", "clip"].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 2 && element.clientHeight > 0) {
        found.add(`cut off below: ${named(element)} ${element.scrollHeight} > ${element.clientHeight}`);
      }
    }
    if (bar.target) {
      for (const element of document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select, textarea")) {
        if (!seen(element)) continue;
        const whole = element.matches("[type=radio], [type=checkbox]") ? (element.closest("label") ?? element) : element;
        const least = element.matches(".button--primary, .big") && bar.primary ? bar.primary : bar.target;
        const box = whole.getBoundingClientRect();
        if (box.height < least - half) found.add(`small target: ${named(whole)} ${Math.round(box.height)} < ${least}`);
      }
    }
    if (bar.wall) {
      const box = (what: string) => {
        const element = document.querySelector(what);
        return element && seen(element) ? element.getBoundingClientRect() : undefined;
      };
      const regions = [".w-head", ".w-frame", ".w-rail", ".w-foot"].flatMap((name) => {
        const at = box(name);
        return at ? [{ name, at }] : [];
      });
      for (const [at, one] of regions.entries()) {
        for (const other of regions.slice(at + 1)) {
          const apart =
            one.at.right <= other.at.left + 1 || other.at.right <= one.at.left + 1 ||
            one.at.bottom <= other.at.top + 1 || other.at.bottom <= one.at.top + 1;
          if (!apart) found.add(`over each other: ${one.name} and ${other.name}`);
        }
        const element = document.querySelector(one.name)!;
        for (const inner of element.querySelectorAll("*")) {
          if (!seen(inner) || inner.closest("svg") !== null && inner.tagName !== "svg") continue;
          const within = inner.getBoundingClientRect();
          if (within.bottom > high + 1 || within.top < -1) found.add(`off the wall: ${named(inner)} ${Math.round(within.top)}–${Math.round(within.bottom)} of ${high}`);
          else if (within.bottom > one.at.bottom + 2 || within.right > one.at.right + 2) {
            found.add(`beyond ${one.name}: ${named(inner)} by ${Math.round(Math.max(within.bottom - one.at.bottom, within.right - one.at.right))}`);
          }
        }
      }
      const frame = document.querySelector(".w-frame");
      // a part reaches as far as what is drawn in it, unless it cuts that off itself
      const reach = (part: Element) => {
        const at = part.getBoundingClientRect();
        const all = { left: at.left, right: at.right, top: at.top, bottom: at.bottom };
        if (getComputedStyle(part).overflowY !== "visible") return all;
        for (const inner of [...part.querySelectorAll("*")].filter(seen)) {
          const box = inner.getBoundingClientRect();
          all.left = Math.min(all.left, box.left);
          all.right = Math.max(all.right, box.right);
          all.top = Math.min(all.top, box.top);
          all.bottom = Math.max(all.bottom, box.bottom);
        }
        return all;
      };
      const parts = [...(frame?.children ?? [])].filter(seen).map((part) => ({ part, at: reach(part) }));
      for (const [at, one] of parts.entries()) {
        for (const other of parts.slice(at + 1)) {
          const [top, bottom] = [Math.max(one.at.top, other.at.top), Math.min(one.at.bottom, other.at.bottom)];
          const [left, right] = [Math.max(one.at.left, other.at.left), Math.min(one.at.right, other.at.right)];
          if (bottom - top > 2 && right - left > 2) {
            found.add(`over each other by ${Math.round(bottom - top)}: ${named(one.part)} and ${named(other.part)}`);
          }
        }
      }
      const code = document.querySelector(".w-code");
      if (code && seen(code)) {
        const size = parseFloat(getComputedStyle(code).fontSize);
        if (size < high / 10 - half) found.add(`small code: ${size.toFixed(1)} < ${(high / 10).toFixed(1)}`);
      }
      const qr = box(".w-rail svg.qr");
      if (qr && Math.min(qr.width, qr.height) < high / 4 - half) found.add(`small QR: ${Math.min(qr.width, qr.height).toFixed(1)} < ${(high / 4).toFixed(1)}`);
      if (box(".w-rail:not(.w-shut)") && !qr) found.add("no QR beside the frame");
    }
    return [...found];
  }, bar);
}

/** What axe finds: WCAG 2 A and AA, 2.1, 2.2, and on a wall the contrast of 7:1. */
export async function barriers(page: Page, wall = false): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  if (wall) axe.options({ runOnly: { type: "tag", values: tags }, rules: { "color-contrast-enhanced": { enabled: true } } });
  else axe.withTags(tags);
  const { violations } = await axe.analyze();
  return violations.flatMap((violation) =>
    violation.nodes.slice(0, 4).map((node) => `axe ${violation.id}: ${node.target.join(" ")} — ${node.failureSummary?.split("\n").slice(1, 2).join("").trim()}`),
  );
}
