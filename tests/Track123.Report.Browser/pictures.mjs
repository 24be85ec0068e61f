// Creates the pictures in docs/images from sandbox data: the report, and a table in a terminal. Needs pwsh and a build.
// Usage: CHROMIUM=path node pictures.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import AnsiToHtml from 'ansi-to-html';
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
    await page.screenshot({ path: join(root, 'docs/images', `${name}.png`) });
}

const table = execFileSync('pwsh', ['-NoProfile', '-NonInteractive', '-File', fileURLToPath(new URL('Write-SampleTable.ps1', import.meta.url))], {
    encoding: 'utf8',
});
const colors = { 1: '#f47067', 2: '#57ab5a', 3: '#c69026', 6: '#39c5cf', 9: '#ff938a', 10: '#6bc46d' };
const html = new AnsiToHtml({ fg: '#cdd9e5', bg: '#1c2128', escapeXML: true, colors: colors }).toHtml(table.trim());
const terminal = await browser.newPage({ viewport: { width: 960, height: 400 } });
await terminal.setContent(`<body style="margin: 0; background: #1c2128; color: #cdd9e5">
    <pre style="margin: 0; padding: 16px; width: max-content; font: 15px/1.35 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace">${html}</pre>`);
await terminal.locator('pre').screenshot({ path: join(root, 'docs/images/table.png') });
await browser.close();
rmSync(folder, { recursive: true });
