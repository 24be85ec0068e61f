'use strict';
(() => {
    const pageSize = 50;
    const maxPrinted = 500;
    const names = ['number', 'order', 'carrier', 'kind', 'state', 'meaning', 'route', 'event', 'place', 'time', 'zone', 'events', 'days', 'late', 'lateDays', 'announced'];
    const texts = ['order', 'carrier', 'state', 'meaning', 'route', 'event', 'place', 'zone', 'announced'];
    const attention = new Set([6, 7, 9]);
    const byId = id => document.getElementById(id);
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
        rank[i] = attention.has(column.kind[i]) ? 0 : column.late[i] ? 1 : 2;
    }

    // Texts.
    const number = value => value.toLocaleString('en-US');
    const counted = (value, unit) => `${number(value)} ${unit}${value === 1 ? '' : 's'}`;
    const when = (minutes, zone) => minutes === null
        ? zone
        : `${new Date(minutes * 60000).toISOString().slice(0, 16).replace('T', ' ')} ${zone || '(zone unknown)'}`;
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
    const whenAndWhere = (minutes, zone, place) => place
        ? element('span', 'sub', when(minutes, zone), ' \u00b7 ', isolated(place))
        : element('span', 'sub', when(minutes, zone));

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
        const mile = [data.texts[data.mile[i - starts[at]]], data.texts[data.mileNumber[i - starts[at]]]];
        return mile.some(Boolean)
            ? [element('p', 'mile', 'Last mile: ', isolated(mile[0]), ' ', isolated(mile[1])), list]
            : [list];
    };
    const details = i => {
        const made = element('details', '', element('summary', '', counted(column.events[i], 'event'), element('span', 'hidden', ` of ${column.number[i]}`)));
        made.addEventListener('toggle', () => made.append(...timeline(i)), { once: true });
        return made;
    };
    const row = i => {
        const head = element('th', 'c-number', isolated(column.number[i]), sub(column.order[i]));
        head.scope = 'row';
        head.setAttribute('role', 'rowheader');
        const made = element(
            'tr', '', head,
            cell('c-state', element('span', `badge s-${column.kind[i]}`, isolated(column.state[i])), sub(column.meaning[i])),
            cell('c-carrier', isolated(column.carrier[i]), sub(column.route[i])),
            column.events[i] > 0
                ? cell('c-event', isolated(column.event[i]), whenAndWhere(column.time[i], column.zone[i], column.place[i]), details(i))
                : cell('c-event', element('span', 'muted', 'No events')),
            cell('c-days', column.days[i] === null ? '' : number(column.days[i])),
            cell('c-late', lateText(i)));
        made.setAttribute('role', 'row');
        return made;
    };

    // Sorting.
    const collator = new Intl.Collator('en', { numeric: true });
    const words = name => (a, b) => collator.compare(column[name][a], column[name][b]);
    const numbers = values => (a, b) => values(a) - values(b);
    const sorts = {
        number: ['Parcel', words('number')],
        state: ['State', words('state')],
        carrier: ['Carrier', words('carrier')],
        event: ['Last event', numbers(i => moment[i])],
        days: ['Days', numbers(i => column.days[i] ?? NaN)],
        late: ['Late', numbers(i => column.late[i] ? column.lateDays[i] : NaN)],
    };
    const urgent = (a, b) => {
        if (rank[a] !== rank[b]) return rank[a] - rank[b];
        const unknown = Number.isNaN(moment[a]) - Number.isNaN(moment[b]);
        return unknown || (rank[a] === 2 ? moment[b] - moment[a] : moment[a] - moment[b]) || a - b;
    };

    // Rows without a value are last in both directions.
    const ordered = (compare, down) => (a, b) => {
        const difference = compare(a, b);
        return (down ? -difference : difference) || a - b;
    };
    const arrange = () => {
        if (!sort) return rows.sort(urgent);
        const compare = sorts[sort][1];
        const has = i => !Number.isNaN(compare(i, i));
        return rows.filter(has).sort(ordered(compare, down)).concat(rows.filter(i => !has(i)));
    };

    // State of the table.
    const everything = Array.from({ length: count }, (_, i) => i);
    let rows = everything.slice();
    let sort = '';
    let down = false;
    let page = 0;
    let hay = null;
    const controls = byId('controls');
    const field = Object.fromEntries(['find', 'state', 'carrier', 'only', 'sort'].map(id => [id, byId(id)]));

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
    };
    const filter = () => {
        const words = field.find.value.toLowerCase().split(/\s+/).filter(Boolean);
        if (words.length > 0) {
            hay ??= everything.map(i => ['number', 'order', 'carrier', 'route', 'state', 'meaning', 'event', 'place'].map(name => column[name][i]).join('\n').toLowerCase());
        }
        const { state: { value: state }, carrier: { value: carrier }, only: { value: only } } = field;
        rows = everything.filter(i => (state === '' || column.state[i] === options.state[state])
            && (carrier === '' || column.carrier[i] === options.carrier[carrier])
            && (only === '' || (only === 'late' ? column.late[i] > 0 : rank[i] === 0))
            && words.every(word => hay[i].includes(word)));
        rows = arrange();
        page = 0;
        showPage();
    };
    const sortBy = (name, backwards) => {
        [sort, down] = [name, backwards];
        for (const head of table.tHead.querySelectorAll('th')) {
            if (head.dataset.sort === sort) head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
            else head.removeAttribute('aria-sort');
        }
        field.sort.value = sort ? `${sort}${down ? ' down' : ''}` : '';
        rows = arrange();
        page = 0;
        showPage();
    };

    // The options of a list: each value with its number of parcels.
    const options = {};
    const fill = name => {
        const counts = new Map();
        for (const value of column[name]) counts.set(value, (counts.get(value) ?? 0) + 1);
        options[name] = [...counts.keys()].sort(collator.compare);
        field[name].append(...options[name].map((value, place) => new Option(`${value || '(none)'} (${number(counts.get(value))})`, place)));
    };
    fill('state');
    fill('carrier');

    for (const head of table.tHead.querySelectorAll('th')) {
        const name = head.className.slice(2);
        const button = element('button', '', head.textContent);
        button.type = 'button';
        head.dataset.sort = name;
        head.replaceChildren(button);
        button.addEventListener('click', () => sortBy(name, sort === name ? !down : name === 'days' || name === 'late' || name === 'event'));
    }
    field.sort.append(
        new Option('What is urgent', ''),
        ...Object.entries(sorts).flatMap(([name, [label]]) => [new Option(`${label}, up`, name), new Option(`${label}, down`, `${name} down`)]));

    let typing = 0;
    field.find.addEventListener('input', () => {
        clearTimeout(typing);
        typing = setTimeout(filter, 120);
    });
    for (const name of ['state', 'carrier', 'only']) field[name].addEventListener('change', filter);
    field.sort.addEventListener('change', () => sortBy(field.sort.value.split(' ')[0], field.sort.value.endsWith(' down')));
    controls.addEventListener('submit', event => event.preventDefault());
    controls.addEventListener('reset', () => setTimeout(() => {
        sortBy('', false);
        filter();
    }));
    const turn = by => {
        page += by;
        showPage();
        byId('parcels').scrollIntoView();

        // A disabled button loses the focus, so the focus moves to the table.
        if (document.activeElement === document.body || document.activeElement.disabled) byId('parcels').focus({ preventScroll: true });
    };
    byId('previous').addEventListener('click', () => turn(-1));
    byId('next').addEventListener('click', () => turn(1));

    // The lists above link to the table.
    for (const link of document.querySelectorAll('[data-only], [data-state]')) {
        link.addEventListener('click', event => {
            event.preventDefault();
            controls.reset();
            if (link.dataset.only) field.only.value = link.dataset.only;
            else field.state.value = options.state.indexOf(link.dataset.state);
            byId('parcels').scrollIntoView();
            byId('parcels').focus({ preventScroll: true });
        });
    }

    // A printed report has no paging: it shows the selected rows up to a limit, and a note about the rest.
    addEventListener('beforeprint', () => {
        show(0, maxPrinted);
        if (rows.length > maxPrinted) byId('shown').textContent = `The first ${number(maxPrinted)} of ${counted(rows.length, 'parcel')}`;
    });
    addEventListener('afterprint', showPage);

    controls.hidden = false;
    rows = arrange();
    showPage();
    document.documentElement.dataset.ready = 'true';
})();
