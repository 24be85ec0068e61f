'use strict';
(() => {
    const isNarrow = matchMedia('(max-width: 60rem)').matches;
    const pageSize = isNarrow ? 20 : 50;
    const maxPrinted = 5000;
    const firstInGroup = 10;
    const firstCarriers = isNarrow ? 5 : 12;
    const names = ['number', 'order', 'carrier', 'kind', 'state', 'meaning', 'lane', 'reason', 'link', 'event', 'place', 'time', 'zone', 'events', 'days', 'silent', 'late', 'lateDays', 'announced'];
    const texts = ['order', 'carrier', 'state', 'meaning', 'lane', 'reason', 'link', 'event', 'place', 'zone', 'announced'];
    const attention = new Set([6, 7, 9]);
    const ages = { '0-2': [0, 2], '3-5': [3, 5], '6-10': [6, 10], 'over-10': [11, Infinity] };
    const done = new Set([8, 9]);
    const byId = id => document.getElementById(id);
    const all = (selector, from = document) => [...from.querySelectorAll(selector)];

    // Times. The page shows them in the reader's time zone; the tooltip has UTC and the time at the place.
    const two = value => String(value).padStart(2, '0');
    const iso = minutes => new Date(minutes * 60000).toISOString().slice(0, 16).replace('T', ' ');
    const local = minutes => {
        const at = new Date(minutes * 60000);
        return `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
    };
    for (const time of all('time')) {
        const minutes = Date.parse(time.dateTime) / 60000;
        const place = time.textContent;
        time.title = `${iso(minutes)} UTC${place.endsWith('UTC') ? '' : `, ${place} at the place`}`;
        time.textContent = local(minutes);
    }
    byId('zone').textContent = ` \u00b7 times of ${Intl.DateTimeFormat().resolvedOptions().timeZone || 'your time zone'}`;

    const table = byId('all');
    if (!table) return;

    // The columns of all parcels, joined from the data blocks.
    const column = Object.fromEntries(names.map(name => [name, []]));
    const starts = [];
    const timelines = document.querySelectorAll('script.timelines');
    for (const block of document.querySelectorAll('script.rows')) {
        const part = JSON.parse(block.textContent);
        starts.push(column.number.length);
        for (const name of names) {
            const into = column[name];
            if (texts.includes(name)) for (const place of part[name]) into.push(part.texts[place]);
            else for (const value of part[name]) into.push(value);
        }
        block.remove();
    }
    const count = column.number.length;

    // An offset such as +08:00 in minutes. An unknown offset is zero, because it is only used to sort.
    const offsets = new Map();
    const offset = zone => {
        if (!offsets.has(zone)) {
            const parts = /^([+-])(\d\d):(\d\d)$/.exec(zone);
            offsets.set(zone, parts ? (parts[1] === '-' ? -1 : 1) * (parts[2] * 60 + +parts[3]) : 0);
        }
        return offsets.get(zone);
    };
    const moment = new Float64Array(count);
    const rank = new Uint8Array(count);
    for (let i = 0; i < count; i++) {
        moment[i] = column.time[i] === null ? NaN : column.time[i] - offset(column.zone[i]);
        rank[i] = attention.has(column.kind[i]) ? 0 : column.reason[i] ? 1 : 2;
    }

    // Texts.
    const number = value => value.toLocaleString('en-US');
    const counted = (value, unit) => `${number(value)} ${unit}${value === 1 ? '' : 's'}`;
    const laneText = lane => lane.replaceAll('>', ' \u2192 ');
    const lateText = i => {
        const days = column.lateDays[i];
        if (column.late[i] === 2) return `no news for ${counted(days, 'day')}`;
        return column.late[i] ? `announced for ${column.announced[i]}${days < 1 ? '' : `, ${counted(days, 'day')} ago`}` : '';
    };

    // Elements. Text from the service is only set as text, never as HTML.
    const element = (name, style, ...content) => {
        const made = document.createElement(name);
        if (style) made.className = style;
        made.append(...content.filter(part => part !== ''));
        return made;
    };
    const cell = (style, ...content) => {
        const made = element('td', style, ...content);
        made.setAttribute('role', 'cell');
        return made;
    };
    const isolated = text => element('bdi', '', text);
    const sub = text => text ? element('bdi', 'sub', text) : '';
    const when = (minutes, zone) => {
        if (minutes === null) return zone;
        if (!zone) return `${iso(minutes)} (zone unknown)`;
        const utc = minutes - offset(zone);
        const made = element('time', '', local(utc));
        made.dateTime = `${iso(utc).replace(' ', 'T')}Z`;
        made.title = `${iso(utc)} UTC, ${iso(minutes)} ${zone} at the place`;
        return made;
    };
    const whenAndWhere = (minutes, zone, place) => place
        ? element('span', 'sub', when(minutes, zone), ' \u00b7 ', isolated(place))
        : element('span', 'sub', when(minutes, zone));

    // The report contains only links that are safe. This check is a second barrier. {} stands for the number.
    const linked = (text, link) => {
        let target = null;
        try {
            target = link ? new URL(link.replaceAll('{}', () => text)) : null;
        } catch {
            return isolated(text);
        }
        if (target?.protocol !== 'https:') return isolated(text);
        const made = element('a', '', isolated(text));
        made.href = target.href;
        made.target = '_blank';
        made.rel = 'noopener noreferrer';
        return made;
    };

    // Caches the last parsed block, because the next row is often in the same block.
    let opened = -1;
    let block = null;
    const readBlock = at => {
        if (opened !== at) {
            block = JSON.parse(timelines[at].textContent);
            opened = at;
            let before = 0;
            block.time = block.time.map(step => step === null ? null : before += step);
        }
        return block;
    };
    const timeline = i => {
        let at = starts.length - 1;
        while (starts[at] > i) at--;
        const data = readBlock(at);
        let first = 0;
        for (let j = starts[at]; j < i; j++) first += column.events[j];
        const list = element('ol', 'timeline');
        for (let e = first; e < first + column.events[i]; e++) {
            const text = name => data.texts[data[name][e]];
            list.append(element('li', data.leg[e] ? 'last-mile' : '', isolated(text('text')), sub(text('original')), whenAndWhere(data.time[e], text('zone'), text('place'))));
        }
        const mile = name => data.texts[data[name][i - starts[at]]];
        return mile('mile') || mile('mileNumber')
            ? [element('p', 'mile', 'Last mile: ', isolated(mile('mile')), ' ', linked(mile('mileNumber'), mile('mileLink'))), list]
            : [list];
    };
    const details = i => {
        const events = column.events[i] > 1 ? counted(column.events[i], 'event') : 'Details';
        const made = element('details', '', element('summary', '', events, element('span', 'hidden', ` of ${column.number[i]}`)));
        made.addEventListener('toggle', () => made.append(...timeline(i)), { once: true });
        return made;
    };
    const row = i => {
        const head = element('th', 'c-number', linked(column.number[i], column.link[i]), sub(column.order[i]));
        head.scope = 'row';
        head.setAttribute('role', 'rowheader');
        const made = element(
            'tr', '', head,
            cell('c-state', element('span', `badge s-${column.kind[i]}`, isolated(column.state[i])), sub(column.meaning[i])),
            cell('c-carrier', isolated(column.carrier[i]), sub(laneText(column.lane[i]))),
            column.events[i] > 0
                ? cell('c-event', isolated(column.event[i]), whenAndWhere(column.time[i], column.zone[i], column.place[i]), details(i))
                : cell('c-event', element('span', 'muted', 'No events')),
            cell('c-days', column.days[i] === null ? '' : number(column.days[i])),
            cell('c-silent', column.silent[i] === null ? '' : number(column.silent[i])),
            cell('c-late', lateText(i)));
        made.setAttribute('role', 'row');
        return made;
    };

    // Sorting. Rows without a value are last in both directions.
    const collator = new Intl.Collator('en', { numeric: true });
    const words = name => (a, b) => collator.compare(column[name][a], column[name][b]);
    const numbers = values => (a, b) => values(a) - values(b);
    const sorts = {
        number: ['Parcel', words('number')],
        state: ['State', words('state')],
        carrier: ['Carrier', words('carrier')],
        event: ['Last event', numbers(i => moment[i])],
        days: ['Days in transit', numbers(i => column.days[i] ?? NaN)],
        silent: ['Days without news', numbers(i => column.silent[i] ?? NaN)],
        late: ['Late', numbers(i => column.late[i] ? column.lateDays[i] : NaN)],
    };
    const urgent = (a, b) => {
        if (rank[a] !== rank[b]) return rank[a] - rank[b];
        const unknown = Number.isNaN(moment[a]) - Number.isNaN(moment[b]);
        if (rank[a] === 2) return unknown || moment[b] - moment[a] || a - b;
        return (column.silent[a] === null) - (column.silent[b] === null) || column.silent[b] - column.silent[a] || unknown || moment[a] - moment[b] || a - b;
    };
    const sorted = (values, compare, down, by) => values.sort((a, b) => {
        const difference = compare(a, b);
        return (down ? -difference : difference) || by(a, b);
    });
    const arrange = () => {
        if (!sort) return rows.sort(urgent);
        const compare = sorts[sort][1];
        const has = i => !Number.isNaN(compare(i, i));
        return sorted(rows.filter(has), compare, down, (a, b) => a - b).concat(rows.filter(i => !has(i)));
    };
    const sortable = (head, onSort) => {
        const button = element('button', '', ...head.childNodes);
        button.type = 'button';
        head.replaceChildren(button);
        button.addEventListener('click', onSort);
    };
    const mark = (heads, current, isDown) => {
        for (const head of heads) {
            if (head === current) head.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
            else head.removeAttribute('aria-sort');
        }
    };

    // State of the table.
    const everything = Array.from({ length: count }, (_, i) => i);
    let rows = everything.slice();
    let sort = '';
    let down = false;
    let page = 0;
    let hay = null;
    const controls = byId('controls');
    const field = Object.fromEntries(['find', 'state', 'carrier', 'lane', 'age', 'reason', 'sort'].map(id => [id, byId(id)]));

    const show = (from, most) => {
        table.tBodies[0].replaceChildren(...rows.slice(from, from + most).map(row));
    };
    const showPage = () => {
        const pages = Math.max(1, Math.ceil(rows.length / pageSize));
        page = Math.min(Math.max(page, 0), pages - 1);
        show(page * pageSize, pageSize);
        byId('pages').hidden = pages === 1;
        byId('page').textContent = `Page ${number(page + 1)} of ${number(pages)}`;
        byId('previous').disabled = page === 0;
        byId('next').disabled = page === pages - 1;
        byId('shown').textContent = rows.length === count
            ? counted(count, 'parcel')
            : `${number(rows.length)} of ${counted(count, 'parcel')}`;
        table.hidden = rows.length === 0;
        for (const id of ['copy', 'save', 'print']) byId(id).disabled = rows.length === 0;
    };

    // The parcels that need action, by reason. The page contains the first rows of each group.
    const groups = all('.group').map(box => ({ box, body: box.querySelector('tbody'), reason: box.dataset.reason, rows: [], limit: firstInGroup, isCurrent: true }));
    const showGroup = group => {
        if (!group.isCurrent) group.body.replaceChildren(...group.rows.slice(0, group.limit).map(row));
        group.isCurrent = true;
        const rest = group.rows.length - group.limit;
        const more = group.box.querySelector('.more');
        more.hidden = group.rows.length <= firstInGroup;
        more.querySelector('button').hidden = rest <= 0;
        more.querySelector('button').textContent = rest > pageSize ? `Show ${pageSize} of ${number(rest)} more` : `Show ${number(rest)} more`;
    };
    const fillGroups = selected => {
        const byReason = new Map(groups.map(group => [group.reason, []]));
        for (const i of selected) if (column.reason[i]) byReason.get(column.reason[i]).push(i);
        let total = 0;
        for (const group of groups) {
            group.rows = byReason.get(group.reason).sort(urgent);
            total += group.rows.length;
            group.box.hidden = group.rows.length === 0;
            group.box.querySelector('.count').textContent = number(group.rows.length);
            if (group.box.open) showGroup(group);
        }
        byId('actions').querySelector('.count').textContent = number(total);
    };
    const resetGroups = () => {
        for (const group of groups) [group.limit, group.isCurrent] = [firstInGroup, false];
    };
    for (const group of groups) {
        group.box.addEventListener('toggle', event => {
            if (event.target === group.box && group.box.open) showGroup(group);
        });
        group.box.querySelector('.more button').addEventListener('click', () => {
            const first = group.limit;
            group.limit += pageSize;
            group.isCurrent = false;
            showGroup(group);
            group.body.rows[first].tabIndex = -1;
            group.body.rows[first].focus({ preventScroll: true });
        });
    }

    // Filters. Lists have the number of parcels for each value.
    const options = {};
    const addOption = (name, value, amount) => {
        field[name].append(new Option(`${(name === 'lane' ? laneText(value) : value) || '(none)'} (${number(amount)})`, options[name].push(value) - 1));
    };
    const fill = name => {
        const counts = new Map();
        for (const value of column[name]) counts.set(value, (counts.get(value) ?? 0) + 1);
        if (name === 'reason') counts.delete('');
        options[name] = [];
        for (const value of [...counts.keys()].sort(collator.compare)) addOption(name, value, counts.get(value));
    };
    const lists = ['state', 'carrier', 'lane', 'reason'];
    lists.forEach(fill);
    const chosen = name => options[name]?.[field[name].value] ?? field[name].value;
    const label = name => field[name].selectedOptions[0].textContent.replace(/ \([\d,]+\)$/, '');
    const selectRows = () => {
        const words = field.find.value.toLowerCase().split(/\s+/).filter(Boolean);
        if (words.length > 0) {
            hay ??= everything.map(i => ['number', 'order', 'carrier', 'lane', 'state', 'meaning', 'event', 'place'].map(name => column[name][i]).join('\n').toLowerCase());
        }
        const tests = ['state', 'carrier', 'lane'].filter(name => field[name].value).map(name => {
            const value = chosen(name);
            return i => column[name][i] === value;
        });
        const reason = chosen('reason');
        if (reason) tests.push(field.reason.value === 'any' ? i => column.reason[i] !== '' : i => column.reason[i] === reason);
        const age = field.age.value;
        if (age) {
            const [least, most] = ages[age] ?? [];
            const isInRange = age === 'unknown' ? i => column.silent[i] === null : i => column.silent[i] !== null && column.silent[i] >= least && column.silent[i] <= most;
            tests.push(i => !done.has(column.kind[i]) && isInRange(i));
        }
        if (words.length > 0) tests.push(i => words.every(word => hay[i].includes(word)));
        return tests.length > 0 ? everything.filter(i => tests.every(test => test(i))) : everything.slice();
    };
    const showActive = () => {
        const parts = ['state', 'carrier', 'lane', 'age', 'reason'].filter(name => field[name].value)
            .map(name => name === 'age' ? `without news: ${label(name)}` : name === 'reason' && field.reason.value === 'any' ? 'needs action' : label(name));
        if (field.find.value.trim()) parts.push(`\u201c${field.find.value.trim()}\u201d`);
        const bar = byId('active');
        bar.hidden = parts.length === 0;
        const clear = element('button', '', 'Show all');
        clear.type = 'button';
        clear.addEventListener('click', () => controls.reset());
        bar.replaceChildren(
            element('span', '', 'Parcels and reasons below: ', ...parts.flatMap((part, i) => [i ? ' \u00b7 ' : '', element('b', '', isolated(part))]), ` \u00b7 ${number(rows.length)} of ${counted(count, 'parcel')}`),
            clear);
        for (const rect of all('#bar rect')) rect.classList.toggle('faint', field.state.value !== '' && rect.dataset.state !== chosen('state'));
    };

    // The address has the filter, so that a view can be mailed.
    const writeAddress = () => {
        const address = new URLSearchParams();
        for (const name of Object.keys(field)) if (field[name].value) address.set(name, chosen(name));
        history.replaceState(null, '', `#${address}`);
    };
    const showHeads = () => mark(all('th', table.tHead), all('th', table.tHead).find(head => head.dataset.sort === sort), down);
    const apply = () => {
        [sort, down] = [field.sort.value.split(' ')[0], field.sort.value.endsWith(' down')];
        const selected = selectRows();
        rows = selected;
        resetGroups();
        fillGroups(selected);
        rows = arrange();
        page = 0;
        showHeads();
        showPage();
        showActive();
    };
    const filter = () => {
        apply();
        writeAddress();
    };
    const readAddress = () => {
        const address = new URLSearchParams(location.hash.slice(1));
        for (const name of Object.keys(field)) {
            const value = address.get(name);
            if (lists.includes(name)) {
                if (value !== null && value !== 'any' && !options[name].includes(value)) addOption(name, value, 0);
                field[name].value = value === null ? '' : value === 'any' && name === 'reason' ? value : options[name].indexOf(value);
            } else {
                field[name].value = value ?? '';
            }
            if (field[name].selectedIndex === -1) field[name].value = '';
        }
        apply();
    };
    const toParcels = () => {
        byId('parcels').scrollIntoView();
        byId('parcels').focus({ preventScroll: true });
    };
    const isFilter = hash => hash.includes('=');
    addEventListener('hashchange', () => {
        if (!isFilter(location.hash) && location.hash.length > 1) return;
        readAddress();
        if (isFilter(location.hash)) toParcels();
    });
    document.addEventListener('click', event => {
        const link = event.target.closest('a[href^="#"]');
        if (link && isFilter(link.hash) && link.hash === location.hash) toParcels();
        if (event.target.dataset.state !== undefined) location.hash = `state=${encodeURIComponent(event.target.dataset.state)}`;
    });

    for (const head of all('th', table.tHead)) {
        const name = head.className.slice(2);
        head.dataset.sort = name;
        sortable(head, () => {
            const isDown = sort === name ? !down : ['days', 'silent', 'late', 'event'].includes(name);
            field.sort.value = `${name}${isDown ? ' down' : ''}`;
            filter();
        });
    }
    field.sort.append(
        new Option('What is urgent', ''),
        ...Object.entries(sorts).flatMap(([name, [text]]) => [new Option(`${text}, up`, name), new Option(`${text}, down`, `${name} down`)]));

    let typing = 0;
    field.find.addEventListener('input', () => {
        clearTimeout(typing);
        typing = setTimeout(filter, 120);
    });
    for (const name of Object.keys(field)) if (name !== 'find') field[name].addEventListener('change', filter);
    controls.addEventListener('submit', event => event.preventDefault());
    controls.addEventListener('reset', () => setTimeout(filter));
    const turn = by => {
        page += by;
        showPage();
        byId('parcels').scrollIntoView();

        // A disabled button loses the focus, so the focus moves to the table.
        if (document.activeElement === document.body || document.activeElement.disabled) byId('parcels').focus({ preventScroll: true });
    };
    byId('previous').addEventListener('click', () => turn(-1));
    byId('next').addEventListener('click', () => turn(1));

    // Carriers: sorted by any column; the first ones are shown.
    const carriers = byId('carriers');
    const carrierRows = [...carriers.tBodies[0].rows];
    const carrierHeads = all('tr:last-child th', carriers.tHead);
    const rest = element('button', '', `Show all ${carrierRows.length} rows`);
    rest.type = 'button';
    let isWhole = carrierRows.length <= firstCarriers;
    const showCarriers = () => carrierRows.forEach((one, i) => { one.hidden = !isWhole && i >= firstCarriers; });
    if (!isWhole) carriers.after(element('p', 'more', rest));
    rest.addEventListener('click', () => {
        isWhole = true;
        rest.parentElement.remove();
        showCarriers();
    });
    carrierHeads.forEach((head, at) => {
        if (at > 0) head.classList.add('figure');
        sortable(head, () => {
            const isDown = head.hasAttribute('aria-sort') ? head.getAttribute('aria-sort') === 'ascending' : at > 0;
            const value = one => at === 0 ? one.cells[0].textContent.trim() : one.cells[at].dataset.value;
            const compare = (a, b) => collator.compare(value(a), value(b));
            const byNumber = (a, b) => value(a) - value(b);
            carrierRows.sort((a, b) => (value(a) === '') - (value(b) === '') || (isDown ? -1 : 1) * (at === 0 ? compare(a, b) : byNumber(a, b)));
            mark(carrierHeads, head, isDown);
            carriers.tBodies[0].append(...carrierRows);
            showCarriers();
        });
    });
    showCarriers();

    // Lanes: another figure in the same cells.
    const heat = byId('heat');
    if (heat) {
        byId('heats').hidden = false;
        heat.addEventListener('change', () => {
            const at = Number(heat.value);
            for (const one of all('#lanes td[data-text]')) {
                const figures = one.dataset.text.split('|');
                one.className = `heat-${one.dataset.heat.split('|')[at]}`;
                one.querySelector('b').textContent = figures[at];
                one.querySelector('.sub').textContent = at === 0 ? figures[1] : `${figures[0]} parcel${figures[0] === '1' ? '' : 's'}`;
            }
        });
    }

    // Copies and files.
    const say = text => { byId('shown').textContent = text; };
    const copyOldWay = text => {
        const area = element('textarea', 'hidden');
        area.value = text;
        document.body.append(area);
        area.select();
        const isCopied = document.execCommand('copy');
        area.remove();
        return isCopied;
    };
    byId('copy').addEventListener('click', async () => {
        const text = rows.map(i => column.number[i]).join('\n');
        const isCopied = await (navigator.clipboard?.writeText(text).then(() => true, () => copyOldWay(text)) ?? copyOldWay(text));
        say(isCopied ? `Copied ${counted(rows.length, 'number')}` : 'The browser does not allow copying');
    });

    // A spreadsheet would run text such as =1+1 as a formula, also after a semicolon if it separates columns there.
    const csvField = value => `"${String(value ?? '').replace(/(^|;)([\s"]*)([=+\-@\uff1d\uff0b\uff0d\uff20])/g, "$1$2'$3").replaceAll('"', '""')}"`;
    const csvColumns = {
        TrackingNumber: i => column.number[i],
        OrderNumber: i => column.order[i],
        CarrierName: i => column.carrier[i],
        State: i => column.state[i],
        StatusDescription: i => column.meaning[i],
        Lane: i => column.lane[i],
        ActionReason: i => column.reason[i],
        LastEvent: i => column.event[i],
        LastEventLocation: i => column.place[i],
        LastEventLocalTime: i => column.time[i] === null ? column.zone[i] : `${iso(column.time[i]).replace(' ', 'T')}${column.zone[i]}`,
        LastEventUtcTime: i => column.time[i] === null || !column.zone[i] ? '' : `${iso(moment[i]).replace(' ', 'T')}Z`,
        TransitDays: i => column.days[i],
        DaysWithoutNews: i => column.silent[i],
        Announced: i => column.late[i] ? column.announced[i] : '',
        LateDays: i => column.late[i] ? column.lateDays[i] : '',
    };
    byId('save').addEventListener('click', () => {
        const lines = [Object.keys(csvColumns).map(csvField), ...rows.map(i => Object.values(csvColumns).map(value => csvField(value(i))))];
        const link = element('a', '');
        link.href = URL.createObjectURL(new Blob(['\ufeff', lines.map(line => `${line.join(',')}\r\n`).join('')], { type: 'text/csv' }));
        link.download = `parcels-${document.querySelector('main').dataset.asOf}.csv`;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
        say(`Saved ${counted(rows.length, 'parcel')}`);
    });

    // Printed pages are the summary, or on request the list: the selected rows without paging, up to a limit.
    const root = document.documentElement;
    byId('print').addEventListener('click', () => {
        root.dataset.print = 'list';
        print();
    });
    addEventListener('beforeprint', () => {
        if (root.dataset.print !== 'list') return;
        show(0, maxPrinted);
        if (rows.length > maxPrinted) say(`The first ${number(maxPrinted)} of ${counted(rows.length, 'parcel')}`);
    });
    addEventListener('afterprint', () => {
        if (root.dataset.print === 'list') showPage();
        delete root.dataset.print;
    });

    controls.hidden = false;
    byId('tools').hidden = false;
    if (isFilter(location.hash)) {
        readAddress();
        toParcels();
    } else {
        fillGroups(everything);
        rows = arrange();
        showPage();
    }
    root.dataset.ready = 'true';
})();
