// node pictures.mjs URL: opens spec.smcost in the VS Code there, and takes pictures of it, of its bill, and of a slip.
import puppeteer from "puppeteer-core";

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", headless: true, args: ["--no-sandbox"] });
const page = await browser.newPage();
await page.setViewport({ width: 1280, height: 640 });

async function choose(keys, text) {
  for (const key of keys.slice(0, -1)) await page.keyboard.down(key);
  await page.keyboard.press(keys[keys.length - 1]);
  for (const key of keys.slice(0, -1)) await page.keyboard.up(key);
  if (text === "") return;
  await pause(2000);
  await page.keyboard.type(text, { delay: 20 });
  await pause(3000);
  await page.keyboard.press("Enter");
}

// What stands in the page, in frames too, as one text.
async function shown() {
  const texts = await Promise.all(page.frames().map((frame) => frame.evaluate(() => document.body?.innerText ?? "").catch(() => "")));
  return texts.join("\n").replace(/\u00a0/g, " ");
}

async function until(what, pattern) {
  for (let tries = 0; tries < 120; ++tries) {
    if (pattern.test(await shown())) return;
    await pause(250);
  }
  await page.screenshot({ path: "wrong.png" });
  throw new Error(`not in 30 s: ${what}; wrong.png has what is shown`);
}

for (let tries = 0; ; ++tries) {
  try {
    await page.goto(process.argv[2], { waitUntil: "domcontentloaded" });
    break;
  } catch (error) {
    if (tries === 40) throw error;
    await pause(250);
  }
}
await page.waitForSelector(".monaco-workbench", { timeout: 60_000 });
await until("the file is listed", /spec\.smcost/);
await choose(["Control", "KeyP"], "spec.smcost");
await until("a hint stands behind a statement", /\d(\.\d+)?…? USD/);
await choose(["Control", "KeyB"], "");
await pause(1000);
await page.screenshot({ path: "text.png" });
await choose(["F1"], "SMCost: Show the Bill");
await until("the bill is there", /Invoice total: /);
await pause(500);
await page.screenshot({ path: "bill.png" });
await choose(["F1"], "Focus First Editor Group");
await choose(["Control", "KeyG"], "6");
await page.keyboard.press("End");
await page.keyboard.type(", storrage 3 GB", { delay: 50 });
await until("the slip is told of in the preview", /there is no bill/);
await pause(1500);
await page.screenshot({ path: "slip.png" });
await browser.close();
