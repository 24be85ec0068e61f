// Tests reports in a real browser. The environment variable REPORTS is the folder of the reports, CHROMIUM the browser.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const folder = resolve(process.env.REPORTS);
let browser;

before(async () => {
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
});
after(() => browser.close());

// Opens a report and records its console messages, requests and dialogs.
async function open(name, { width = 1280, scheme = 'light', script = true, bypass = false, ...more } = {}) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, javaScriptEnabled: script, bypassCSP: bypass, ...more });
    const page = await context.newPage();
    const noise = [];
    page.on('console', message => noise.push(message.text()));
    page.on('pageerror', error => noise.push(error.message));
    page.on('dialog', dialog => { noise.push('dialog'); return dialog.dismiss(); });
    page.on('request', request => { if (!/^(file|data):/.test(request.url())) noise.push(request.url()); });
    await page.goto(pathToFileURL(resolve(folder, `${name}.html`)).href);
    if (script && name !== 'empty') await page.waitForSelector('html[data-ready]', { state: 'attached' });
    return { page, noise, close: () => context.close() };
}

const rowsOf = page => page.$$eval('#all tbody tr', rows => rows.map(row => [...row.cells].map(cell => cell.innerText)));

for (const name of ['states', 'empty', 'hostile', 'large']) {
    for (const [scheme, width] of [['light', 1280], ['dark', 360]]) {
        test(`${name}, ${scheme}, ${width} wide: axe finds no violations, no requests are sent, and the page does not overflow`, async () => {
            // axe is injected, which the page's content security policy would block.
            const { page, noise, close } = await open(name, { scheme, width, bypass: true });
            for (const summary of (await page.$$('summary')).slice(0, 2)) await summary.click();
            await page.addScriptTag({ path: axe });
            const found = await page.evaluate(() => axe.run({ resultTypes: ['violations'] }));
            assert.deepEqual(found.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html).join(' ')}`), []);
            assert.ok(found.passes.length > 10, 'axe checked too little');
            const [across, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
            assert.ok(across <= seen, `${across} wide in ${seen}`);
            assert.deepEqual(noise, []);
            await close();
        });
    }
}

test('every report opens without console messages under its content security policy', async () => {
    for (const name of ['states', 'empty', 'hostile', 'large']) {
        const { noise, close } = await open(name);
        assert.deepEqual(noise, [], name);
        await close();
    }
});

test('text of the service is shown as text', async () => {
    const { page, noise, close } = await open('hostile');
    await page.$$eval('details', all => all.forEach(one => { one.open = true; }));
    await page.fill('#find', '<script>');
    await page.waitForFunction(() => document.querySelectorAll('#all tbody tr').length < 13);
    const seen = await page.evaluate(() => ({
        pwned: window.pwned,
        scripts: document.querySelectorAll('script:not([type="application/json"])').length,
        elements: [...new Set([...document.body.querySelectorAll('*')].map(e => e.localName))].sort(),
        handlers: [...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on') || n === 'style'),
        links: [...document.querySelectorAll('a')].map(a => a.getAttribute('href')).filter(h => !h.startsWith('#')),
        text: document.body.textContent,
        title: document.title,
        number: document.querySelector('#all tbody th bdi').textContent,
    }));
    assert.equal(seen.pwned, undefined);
    assert.equal(seen.scripts, 1);
    assert.deepEqual(seen.handlers, []);
    assert.deepEqual(seen.links, []);
    assert.ok(!seen.elements.includes('img'), seen.elements.join());
    assert.equal(seen.title, "</title><script>window.pwned='title'</script>");
    assert.match(seen.number, /<script>/);
    assert.match(seen.text, /&lt;b&gt; &amp;amp; &#60;i&#62;/);
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(seen.text, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]/);
    assert.match(seen.text, /half \ufffd of a pair, whole \u{1F600}/u);
    assert.deepEqual(noise, []);
    await close();
});

test('the content security policy blocks foreign scripts and every request', async () => {
    const { page, close } = await open('states');
    const refused = await page.evaluate(async () => {
        const script = document.createElement('script');
        script.textContent = 'window.pwned = true';
        document.body.append(script);
        const asked = await fetch('https://127.0.0.1:9/').then(() => 'answered', error => error.name);
        return [window.pwned, asked];
    });
    assert.deepEqual(refused, [undefined, 'TypeError']);
    await close();
});

test('parcels that need attention come first, and columns can be sorted by keyboard with aria-sort', async () => {
    const { page, close } = await open('states');
    const first = await rowsOf(page);
    assert.match(first[0][1], /Abnormal|Delivery failed|Expired/);
    const last = first.findLastIndex(row => /Abnormal|Delivery failed|Expired/.test(row[1]));
    assert.ok(first.slice(0, last + 1).every(row => /Abnormal|Delivery failed|Expired/.test(row[1])));
    await page.focus('#all th.c-days button');
    const outline = await page.$eval('#all th.c-days button', b => getComputedStyle(b).outlineStyle);
    assert.equal(outline, 'solid');
    await page.keyboard.press('Enter');
    assert.equal(await page.getAttribute('#all th.c-days', 'aria-sort'), 'descending');
    const days = (await rowsOf(page)).map(row => row[4]).filter(Boolean).map(Number);
    assert.deepEqual(days, [...days].sort((a, b) => b - a));
    assert.ok(new Set(days).size > 3);
    await page.keyboard.press('Space');
    assert.equal(await page.getAttribute('#all th.c-days', 'aria-sort'), 'ascending');
    assert.equal(await page.locator('#all [aria-sort]').count(), 1);
    await close();
});

test('search, status, carrier and late filters work, and the number of rows is announced', async () => {
    const { page, close } = await open('states');
    assert.equal(await page.textContent('#shown[role=status]'), '62 parcels');
    await page.fill('#find', 'so-24060');
    await page.waitForFunction(() => document.getElementById('shown').textContent === '1 of 62 parcels');
    assert.match((await rowsOf(page))[0][1], /^AT_THE_MOON/);
    await page.click('#controls [type=reset]');
    await page.waitForFunction(() => document.getElementById('shown').textContent === '62 parcels');
    await page.selectOption('#state', { label: 'Expired (3)' });
    assert.equal(await page.textContent('#shown'), '3 of 62 parcels');
    await page.click('[data-only=late]');
    await page.waitForFunction(() => document.getElementById('only').value === 'late' && document.getElementById('shown').textContent !== '3 of 62 parcels');
    const late = await rowsOf(page);
    assert.equal(late.length, await page.$eval('#h-late .count', e => Number(e.textContent)));
    assert.ok(late.every(row => /announced for 2026-03-17, 3 days ago|no news for \d+ days/.test(row[5])), late.map(r => r[5]).join());
    assert.ok(late.some(row => /no news for 12 days/.test(row[5])));
    await page.fill('#find', 'nothing has this');
    await page.waitForFunction(() => document.getElementById('shown').textContent === '0 of 62 parcels');
    assert.ok(await page.isHidden('#all'));
    await close();
});

test('a timeline opens by keyboard with the newest event first, and script and markup show the same', async () => {
    const { page, close } = await open('states');
    await page.focus('#all summary >> nth=0');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#all .timeline li');
    const timeline = () => page.$$eval('#all tr:first-child .timeline li', items => items.map(i => i.innerText));
    const number = (await rowsOf(page))[0][0].split('\n')[0];
    const fromData = await timeline();
    const fromMarkup = await page.$$eval('#exceptions tbody tr', (rows, number) => [...rows.find(r => r.cells[0].innerText.startsWith(number)).querySelectorAll('.timeline li')].map(i => i.textContent.replace(/\s+/g, ' ').trim()), number);
    assert.deepEqual(fromData.map(t => t.replace(/\s+/g, '')), fromMarkup.map(t => t.replace(/\s+/g, '')));
    const times = fromData.map(t => /\d{4}-\d\d-\d\d \d\d:\d\d [+-]\d\d:\d\d/.exec(t)[0].replace(' ', 'T').replace(' ', '')).map(t => Date.parse(t));
    assert.deepEqual(times, [...times].sort((a, b) => b - a));
    assert.ok(times.length > 2);
    await close();
});

test('script and markup show the same rows', async () => {
    const plain = await open('states', { script: false });
    const scripted = await open('states');
    const read = page => page.locator('#all tbody tr').evaluateAll(rows => rows.map(row => [...row.cells].map(cell => {
        const copy = cell.cloneNode(true);
        copy.querySelectorAll('.timeline, .mile').forEach(e => e.remove());
        return copy.textContent.replace(/\s+/g, '');
    })));
    assert.deepEqual(await read(scripted.page), await read(plain.page));
    await plain.close();
    await scripted.close();
});

test('fifty thousand parcels: paging works, and the timeline of a late row belongs to its parcel', async () => {
    const { page, close } = await open('large');
    assert.equal(await page.textContent('#shown'), '50,000 parcels');
    assert.equal(await page.textContent('#page'), 'Page 1 of 1,000');
    assert.ok(await page.isDisabled('#previous'));
    await page.click('#next');
    assert.equal(await page.textContent('#page'), 'Page 2 of 1,000');
    await page.fill('#find', 'so-73998');
    await page.waitForFunction(() => document.getElementById('shown').textContent === '1 of 50,000 parcels');
    assert.ok(await page.isHidden('#pages'));
    await page.click('#all summary');
    await page.waitForSelector('#all .timeline li');
    const row = (await rowsOf(page))[0];
    const events = await page.$$eval('#all .timeline li', items => items.map(i => i.textContent));
    assert.ok(events.length >= 8);
    assert.ok(row[3].startsWith(await page.$eval('#all .timeline li bdi', e => e.textContent)));
    await close();
});

test('without scripts: figures, parcels that need attention, first rows and a note about the rest are shown', async () => {
    const { page, close } = await open('large', { script: false });
    assert.equal(await page.locator('.figures dd').first().textContent(), '50,000');
    assert.equal(await page.locator('#exceptions tbody tr').count(), 50);
    assert.equal(await page.locator('#all tbody tr').count(), 50);
    assert.match(await page.locator('noscript').innerText(), /only the first 50 of 50,000/);
    await page.locator('#exceptions summary').first().click();
    assert.ok(await page.locator('#exceptions .timeline li').first().isVisible());
    assert.ok(await page.locator('#controls').isHidden());
    await close();
});

test('in print: the first 500 rows and the total number are shown', async () => {
    const { page, close } = await open('large');
    await page.evaluate(() => addEventListener('beforeprint', () => {
        window.printed = [document.querySelectorAll('#all tbody tr').length, document.getElementById('shown').textContent];
    }));
    const pdf = await page.pdf({ format: 'A4' });
    assert.ok(pdf.length > 50_000);
    assert.deepEqual(await page.evaluate(() => window.printed), [500, 'The first 500 of 50,000 parcels']);
    assert.equal((await rowsOf(page)).length, 50);
    await close();
});

test('every chart has a text alternative, and reduced motion is respected', async () => {
    const { page, close } = await open('states', { reducedMotion: 'reduce' });
    const labels = await page.$$eval('svg', drawings => drawings.map(d => [d.getAttribute('role'), d.getAttribute('aria-label')]));
    assert.ok(labels.length > 5);
    assert.ok(labels.every(([role, label]) => role === 'img' && label.length > 20));
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), 'auto');
    await close();
});

test('the file contains no data about recipients', async () => {
    const { page, close } = await open('states');
    const html = await page.content();
    assert.doesNotMatch(html, /recipient@example\.com|Secret remark/);
    await close();
});
