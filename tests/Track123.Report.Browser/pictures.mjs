// Makes the pictures of the report in docs/images from the sandbox. Usage: CHROMIUM=path node pictures.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'track123-'));
const file = join(folder, 'report.html');
const script = fileURLToPath(new URL('Write-SampleReport.ps1', import.meta.url));
execFileSync('dotnet', ['run', '--project', join(root, 'src/Track123.Shell'), '--', script, file], { stdio: 'inherit' });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
for (const [name, width, height, scheme] of [['report', 1280, 960, 'light'], ['report-phone-dark', 360, 800, 'dark']]) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
    if (width > 1000) await page.locator('#exceptions summary').first().click();
    await page.screenshot({ path: join(root, 'docs/images', `${name}.png`) });
}
await browser.close();
rmSync(folder, { recursive: true });
