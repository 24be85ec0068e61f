// Tests reports in a real browser. The environment variable REPORTS is the folder of the reports, CHROMIUM the browser.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
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
async function open(name, { width = 1280, scheme = 'light', script = true, bypass = false, hash = '', ...more } = {}) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, javaScriptEnabled: script, bypassCSP: bypass, ...more });
    const page = await context.newPage();
    const noise = [];
    page.on('console', message => noise.push(message.text()));
    page.on('pageerror', error => noise.push(error.message));
    page.on('dialog', dialog => { noise.push('dialog'); return dialog.dismiss(); });
    page.on('request', request => { if (!/^(file|data):/.test(request.url())) noise.push(request.url()); });
    await page.goto(pathToFileURL(resolve(folder, `${name}.html`)).href + hash);
    if (script && name !== 'empty') await page.waitForSelector('html[data-ready]', { state: 'attached' });
    return { page, noise, close: () => context.close() };
}

const rowsOf = page => page.$$eval('#all tbody tr', rows => rows.map(row => [...row.cells].map(cell => cell.innerText)));

for (const name of ['states', 'empty', 'hostile', 'team', 'large']) {
    for (const [scheme, width] of [['light', 1280], ['dark', 1280], ['light', 360], ['dark', 360]]) {
        test(`${name}, ${scheme}, ${width} wide: axe finds no violations, no requests are sent, and the page does not overflow`, async () => {
            // axe is injected, which the page's content security policy would block.
            const { page, noise, close } = await open(name, { scheme, width, bypass: true });
            await page.$$eval('details', all => all.slice(0, 40).forEach(one => { one.open = true; }));
            await page.waitForTimeout(0);
            await page.addScriptTag({ path: axe });
            const check = async () => {
                const found = await page.evaluate(() => axe.run({ resultTypes: ['violations'] }));
                assert.deepEqual(found.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html).join(' ')}`), []);
                assert.ok(found.passes.length > 10, 'axe checked too little');
            };
            await check();
            if (name !== 'empty') {
                await page.evaluate(() => { location.hash = 'find=e&sort=days down'; });
                await page.waitForFunction(() => !document.getElementById('active').hidden);
                for (const metric of await page.locator('#heat').count() ? ['1', '3'] : []) await page.selectOption('#heat', metric);
                await check();
            }
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
    await page.waitForFunction(() => document.getElementById('shown').textContent.includes(' of '));
    for (const name of ['state', 'carrier', 'lane', 'reason']) {
        await page.$eval(`#${name}`, select => { select.selectedIndex = select.options.length - 1; select.dispatchEvent(new Event('change')); });
    }
    await page.selectOption('#heat', '2');
    await page.click('#controls [type=reset]');
    await page.waitForFunction(() => document.getElementById('active').hidden);
    await page.$$eval('details', all => all.forEach(one => { one.open = true; }));
    await page.waitForSelector('#all .timeline li');
    const seen = await page.evaluate(() => ({
        pwned: window.pwned,
        scripts: document.querySelectorAll('script:not([type="application/json"])').length,
        elements: [...new Set([...document.body.querySelectorAll('*')].map(e => e.localName))].sort(),
        handlers: [...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on') || n === 'style'),
        links: [...new Set([...document.querySelectorAll('a')].filter(a => !a.getAttribute('href').startsWith('#')).map(a => `${a.href} ${a.rel}`))],
        text: document.body.textContent,
        title: document.title,
        numbers: [...document.querySelectorAll('#all tbody th bdi')].map(e => e.textContent).join(),
    }));
    assert.equal(seen.pwned, undefined);
    assert.equal(seen.scripts, 1);
    assert.deepEqual(seen.handlers, []);
    const number = encodeURIComponent('<script>window.pwned=10</script>');
    assert.deepEqual(seen.links.sort(), ['LINKED12345', number].flatMap(n => [`https://track.carrier.example/good?id=${n}`, `https://www.carrier.example/good/${n}`])
        .map(link => `${link} noopener noreferrer`).sort());
    assert.ok(!seen.elements.includes('img'), seen.elements.join());
    assert.equal(seen.title, "</title><script>window.pwned='title'</script>");
    assert.match(seen.numbers, /<script>/);
    assert.match(seen.text, /&lt;b&gt; &amp;amp; &#60;i&#62;/);
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(seen.text, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]/);
    assert.match(seen.text, /half \ufffd of a pair, whole \u{1F600}/u);
    assert.deepEqual(noise, []);
    await close();
});

test('hostile text in the address is shown as text', async () => {
    const { page, noise, close } = await open('team', { hash: `#state=${encodeURIComponent('<img src=x onerror=window.pwned=11>')}&find=${encodeURIComponent('<script>')}&age=__proto__&reason=constructor&sort=toString` });
    assert.match(await page.textContent('#active'), /<img src=x onerror=window.pwned=11>.*<script>.* 0 of 400 parcels/);
    assert.equal(await page.evaluate(() => window.pwned), undefined);
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
    await page.click('#controls [type=reset]');
    await page.click('#actions [data-reason^=Announced] > summary');
    await page.$eval('#actions [data-reason^=Announced] .more a', link => link.click());
    await page.waitForFunction(() => document.querySelector('#reason').selectedOptions[0].textContent.startsWith('Announced'));
    const late = await rowsOf(page);
    assert.equal(late.length, await page.$eval('#actions [data-reason^=Announced] .count', e => Number(e.textContent)));
    assert.ok(late.every(row => /announced for 2026-03-17, 3 days ago/.test(row[6])), late.map(r => r[6]).join());
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
    const fromMarkup = await page.$$eval('#actions tbody tr', (rows, number) => [...rows.find(r => r.cells[0].textContent.trim().startsWith(number)).querySelectorAll('.timeline li')].map(i => i.textContent.replace(/\s+/g, ' ').trim()), number);
    assert.deepEqual(fromData.map(t => t.replace(/\s+/g, '')), fromMarkup.map(t => t.replace(/\s+/g, '')));
    const times = await page.$$eval('#all tr:first-child .timeline time', all => all.map(e => Date.parse(e.dateTime)));
    assert.deepEqual(times, [...times].sort((a, b) => b - a));
    assert.ok(times.length > 2);
    await close();
});

test('script and markup show the same rows', async () => {
    const plain = await open('states', { script: false });
    const scripted = await open('states');
    const read = page => page.locator('#all tbody tr').evaluateAll(rows => rows.map(row => [...row.cells].map(cell => {
        const copy = cell.cloneNode(true);
        copy.querySelectorAll('.timeline, .mile, time').forEach(e => e.remove());
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
    assert.equal(await page.locator('#actions .group >> nth=0 >> tbody tr').count(), 10);
    assert.equal(await page.locator('#all tbody tr').count(), 50);
    assert.match(await page.locator('#parcels noscript').innerText(), /only the first 50 of 50,000/);
    await page.locator('#actions tbody summary').first().click();
    assert.ok(await page.locator('#actions .timeline li').first().isVisible());
    assert.ok(await page.locator('#carriers tbody tr').first().isVisible());
    assert.ok(await page.locator('#lanes tbody tr').first().isVisible());
    assert.ok(await page.locator('#controls').isHidden());
    await close();
});

// Chromium writes one object for each page.
const pagesOf = pdf => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;

test('print: the summary is one page', async () => {
    for (const name of ['empty', 'states', 'team', 'large']) {
        const { page, close } = await open(name);
        const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
        assert.equal(pagesOf(pdf), 1, name);
        await close();
    }
});

test('print: the list of the selected parcels is printed on request', async () => {
    const { page, close } = await open('large', { hash: '#state=Abnormal' });
    await page.evaluate(() => {
        window.print = () => {};
        addEventListener('beforeprint', () => {
            window.printed = [document.querySelectorAll('#all tbody tr').length, document.getElementById('shown').textContent];
        });
    });
    await page.click('#print');
    const total = await page.textContent('#shown');
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    const [rows, shown] = await page.evaluate(() => window.printed);
    assert.equal(shown, total);
    assert.equal(`${rows.toLocaleString('en-US')} of 50,000 parcels`, shown);
    assert.ok(pagesOf(pdf) > 20);
    assert.equal((await rowsOf(page)).length, 50);
    await close();
});

test('no parcel is twice in the list of what needs action, and ten of a reason come first', async () => {
    const { page, close } = await open('large');
    await page.$$eval('.group', groups => groups.forEach(group => { group.open = true; }));
    const groups = await page.$$eval('.group', all => all.map(group => ({
        name: group.dataset.reason,
        count: Number(group.querySelector('.count').textContent.replaceAll(',', '')),
        rows: [...group.querySelectorAll('tbody th bdi:first-child, tbody th a bdi')].map(e => e.textContent),
    })));
    assert.ok(groups.length > 10);
    assert.deepEqual(groups.map(g => g.rows.length), groups.map(g => Math.min(10, g.count)));
    assert.ok(groups.some(g => g.name === 'Held by customs'));
    const all = groups.flatMap(g => g.rows);
    assert.equal(new Set(all).size, all.length);
    assert.equal(groups.reduce((sum, g) => sum + g.count, 0), Number((await page.textContent('#actions .count')).replaceAll(',', '')));
    const first = page.locator('.group').first();
    await first.locator('.more button').click();
    assert.equal(await first.locator('tbody tr').count(), 60);
    const silent = (await first.locator('td.c-silent').allTextContents()).map(Number);
    assert.deepEqual(silent, [...silent].sort((a, b) => b - a));
    await close();
});

test('a segment of the state bar filters the page, and the address has the filter', async () => {
    const { page, close } = await open('team');
    const total = await page.textContent('#shown');
    await page.locator('#bar rect[data-state="In transit"]').click({ force: true });
    await page.waitForFunction(before => document.getElementById('shown').textContent !== before, total);
    assert.match(page.url(), /#state=In%20transit/);
    assert.ok((await rowsOf(page)).every(row => row[1].startsWith('In transit')));
    assert.match(await page.textContent('#active'), /In transit/);
    assert.ok(await page.locator('#actions [data-reason="Held by customs"]').isHidden());
    await page.click('#active button');
    await page.waitForFunction(before => document.getElementById('shown').textContent === before, total);
    assert.match(page.url(), /#$/);
    await close();
});

test('filters work together, and a mailed address shows the same rows', async () => {
    const { page, close } = await open('large');
    await page.selectOption('#state', { index: await page.$eval('#state', s => [...s.options].findIndex(o => o.textContent.startsWith('Abnormal'))) });
    await page.selectOption('#carrier', { index: await page.$eval('#carrier', s => [...s.options].findIndex(o => o.textContent.startsWith('FedEx'))) });
    await page.selectOption('#lane', { index: await page.$eval('#lane', s => [...s.options].findIndex(o => o.textContent.startsWith('CN \u2192 DE'))) });
    await page.selectOption('#age', 'over-10');
    await page.fill('#find', 'out for');
    await page.waitForFunction(() => location.hash.includes('find='));
    await page.click('#all th.c-silent button');
    const rows = await rowsOf(page);
    assert.ok(rows.length > 1);
    assert.ok(rows.every(row => row[1].startsWith('Abnormal') && row[2].startsWith('FedEx') && row[2].includes('CN \u2192 DE') && Number(row[5]) > 10 && /out for/i.test(row[3])));
    const mailed = await open('large', { hash: new URL(page.url()).hash });
    assert.deepEqual(await rowsOf(mailed.page), rows);
    assert.equal(await mailed.page.textContent('#shown'), await page.textContent('#shown'));
    assert.equal(await mailed.page.getAttribute('#all th.c-silent', 'aria-sort'), 'descending');
    await mailed.close();
    await close();
});

test('every open parcel shows its days without news, and the age groups count them', async () => {
    const { page, close } = await open('team');
    const counts = await page.$$eval('.ages a', links => links.map(a => [a.getAttribute('href').slice(5), Number(a.querySelector('b').textContent)]));
    assert.equal(counts.reduce((sum, [, count]) => sum + count, 0), await page.$eval('.figures.now div:nth-child(2) .value', e => parseInt(e.textContent, 10)));
    for (const [age, count] of counts) {
        await page.selectOption('#age', age);
        assert.equal(await page.textContent('#shown'), `${count} of 400 parcels`);
        assert.ok((await rowsOf(page)).every(row => /^\d+$/.test(row[5])));
    }
    await close();
});

test('carriers can be sorted by each column, with unknown figures last', async () => {
    const { page, close } = await open('team');
    await page.click('#carriers + .more button');
    const names = () => page.$$eval('#carriers tbody th', all => all.map(e => e.textContent.trim()));
    const before = await names();
    assert.equal(before.length, 15);
    const head = page.locator('#carriers thead tr:last-child th');
    for (let at = 1; at < await head.count(); at++) {
        await head.nth(at).locator('button').click();
        assert.equal(await head.nth(at).getAttribute('aria-sort'), 'descending');
        const values = await page.$$eval('#carriers tbody tr', (rows, i) => rows.map(row => row.cells[i].dataset.value), at);
        const known = values.filter(Boolean).map(Number);
        assert.deepEqual(known, [...known].sort((a, b) => b - a));
        assert.ok(values.slice(known.length).every(value => value === ''));
    }
    await head.first().locator('button').click();
    assert.deepEqual(await names(), [...before].sort(new Intl.Collator('en').compare));
    await close();
});

test('lanes show another figure on request and link to the table', async () => {
    const { page, close } = await open('team');
    const cell = page.locator('#lanes td').first();
    const count = await cell.locator('b').textContent();
    await page.selectOption('#heat', '1');
    assert.match(await cell.locator('b').textContent(), /^\d+ days?$/);
    await cell.locator('a').click();
    await page.waitForFunction(() => location.hash.startsWith('#lane='));
    assert.equal(await page.textContent('#shown'), `${count} of 400 parcels`);
    await close();
});

test('the filtered rows are saved as CSV without formulas, and their numbers are copied', async () => {
    const { page, noise, close } = await open('hostile', { acceptDownloads: true });
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#save')]);
    assert.equal(download.suggestedFilename(), 'parcels-2026-03-20.csv');
    const text = await readFile(await download.path(), 'utf8');
    assert.ok(text.startsWith('\ufeff"TrackingNumber",'));
    const lines = text.trimEnd().split('\r\n');
    assert.equal(lines.length, 1 + Number((/^Saved (\d+) parcels$/).exec(await page.textContent('#shown'))[1]));
    for (const line of lines) {
        assert.match(line, /^\ufeff?("([^"]|"")*",){14}"([^"]|"")*"$/);
        assert.doesNotMatch(line, /(^|,)"[\s"]*[=+\-@]|;[\s"]*[=+\-@]/);
    }
    assert.ok(lines.some(line => line.startsWith('"\'=HYPERLINK(""https://evil.example/"";""pwned"")"')));
    assert.ok(lines.some(line => line.startsWith('"a;\'=1+1"')));
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.fill('#find', 'linked12345');
    await page.waitForFunction(() => document.getElementById('shown').textContent.includes(' of '));
    const total = parseInt(await page.textContent('#shown'), 10);
    await page.click('#copy');
    await page.waitForFunction(() => document.getElementById('shown').textContent.startsWith('Copied'));
    assert.deepEqual(await page.evaluate(() => navigator.clipboard.readText()), Array(total).fill('LINKED12345').join('\n'));
    assert.deepEqual(noise, []);
    await close();
});

test('times are those of the reader, with UTC and the place in the tooltip', async () => {
    const { page, close } = await open('team', { timezoneId: 'Asia/Tokyo' });
    assert.match(await page.textContent('header p'), /As of\s2026-03-20 21:00 · times of Asia\/Tokyo/);
    for (const scope of ['#all', '#actions']) {
        const times = await page.$$eval(`${scope} tbody time`, all => all.map(e => [e.dateTime, e.textContent, e.title]));
        assert.ok(times.length > 10);
        for (const [utc, text, title] of times) {
            assert.equal(text, new Date(Date.parse(utc) + 9 * 3600_000).toISOString().slice(0, 16).replace('T', ' '));
            assert.match(title, new RegExp(`^${utc.replace('T', ' ').replace('Z', '')} UTC, 20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d [+-]\\d\\d:\\d\\d at the place$`));
        }
    }
    await close();
});

test('changes are shown only if the parcels reach back far enough', async () => {
    const team = await open('team');
    assert.ok(await team.page.locator('.period .change').count() >= 3);
    assert.match(await team.page.textContent('#h-period'), /2026-03-13 to 2026-03-19, compared with the 7 days before/);
    await team.close();
    const states = await open('states');
    assert.equal(await states.page.locator('.change').count(), 0);
    assert.match(await states.page.textContent('main'), /No comparison with the days before: the first of these parcels was registered on 2026-03-/);
    await states.close();
});

test('on a phone there is no lonely tile, and no figure is broken', async () => {
    for (const width of [360, 768]) {
        const { page, close } = await open('team', { width });
        for (const list of await page.$$('.figures')) {
            const tops = await list.$$eval(':scope > div', tiles => tiles.map(tile => tile.offsetTop));
            const rows = [...new Set(tops)].map(top => tops.filter(t => t === top).length);
            assert.equal(new Set(rows).size, 1, `${width}: ${rows}`);
        }
        const lines = await page.$$eval('.figures .value', all => all.map(e => e.getClientRects().length));
        assert.ok(lines.every(count => count === 1));
        await close();
    }
});

test('every chart has a text alternative, and reduced motion is respected', async () => {
    const { page, close } = await open('states', { reducedMotion: 'reduce' });
    const labels = await page.$$eval('svg:not([aria-hidden]):not(svg svg)', drawings => drawings.map(d => [d.getAttribute('role'), d.getAttribute('aria-label')]));
    assert.ok(labels.length >= 2);
    assert.ok(labels.every(([role, label]) => role === 'img' && label.length > 20));
    assert.ok(await page.$$eval('#carriers td svg', all => all.every(bar => /\d/.test(bar.parentElement.textContent))));
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), 'auto');
    await close();
});

test('the file contains no data about recipients', async () => {
    const { page, close } = await open('states');
    const html = await page.content();
    assert.doesNotMatch(html, /recipient@example\.com|Secret remark/);
    await close();
});
