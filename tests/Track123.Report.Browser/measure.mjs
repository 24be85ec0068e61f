// Measures how long a report takes to open: from the navigation until the table and a frame are rendered. Uses a new
// browser context for each run. Usage: REPORTS=folder CHROMIUM=path node measure.mjs [report] [runs]
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [name = 'large', runs = '15'] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
const opened = [];
const painted = [];
for (let run = 0; run < Number(runs); run++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const start = performance.now();
    await page.goto(pathToFileURL(resolve(process.env.REPORTS, `${name}.html`)).href);
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
    opened.push(performance.now() - start);
    painted.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime));
    await context.close();
}

const print = (what, values) => {
    const sorted = values.filter(v => v !== undefined).sort((a, b) => a - b);
    console.log(`${what}: median ${sorted[sorted.length >> 1].toFixed(0)} ms, min ${sorted[0].toFixed(0)}, max ${sorted.at(-1).toFixed(0)} (${sorted.length} runs)`);
};
print('open', opened);
print('first paint', painted);
await browser.close();
