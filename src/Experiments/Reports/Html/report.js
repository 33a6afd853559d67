// Adds interaction to the page: values at the pointer, legends that show and hide series, a choice of theme.
(() => {
    'use strict';

    // The theme of the system, unless the reader chooses one. Storage may be unavailable for a page from a file.
    const themes = ['automatic', 'light', 'dark'];
    const themeButton = document.getElementById('theme');
    const stored = () => { try { return localStorage.getItem('theme'); } catch { return null; } };
    const store = value => { try { localStorage.setItem('theme', value); } catch { /* The choice lasts as long as the page. */ } };
    const setTheme = theme => {
        document.documentElement.dataset.theme = theme;
        themeButton.textContent = `Theme: ${theme}`;
    };
    setTheme(themes.includes(stored()) ? stored() : themes[0]);
    themeButton.hidden = false;
    themeButton.addEventListener('click', () => {
        const next = themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % themes.length];
        setTheme(next);
        store(next);
    });

    // Legends.
    for (const button of document.querySelectorAll('.legend button')) {
        button.addEventListener('click', () => {
            const shown = button.getAttribute('aria-pressed') !== 'true';
            button.setAttribute('aria-pressed', String(shown));
            for (const series of button.closest('.charts').querySelectorAll(`.series[data-series="${button.dataset.series}"]`))
                series.classList.toggle('off', !shown);
        });
    }
    const isShown = (figure, series) => !figure.querySelector(`.series[data-series="${series}"]`).classList.contains('off');

    // One tooltip for all charts. It follows its chart when the page scrolls.
    const readOut = document.createElement('div');
    readOut.className = 'read-out';
    readOut.setAttribute('role', 'status');
    readOut.hidden = true;
    document.body.append(readOut);

    const add = (parent, name, text, className) => {
        const element = document.createElement(name);
        element.textContent = text;
        element.className = className ?? '';
        parent.append(element);
        return element;
    };
    let place = () => {};
    const showReadOut = (svg, x, y, title, lines) => {
        readOut.replaceChildren();
        add(readOut, 'strong', title);
        for (const { style, name, text } of lines) {
            const row = add(readOut, 'div', '', style);
            add(row, 'span', '', 'swatch');
            add(row, 'span', name, 'name');
            add(row, 'span', text, 'value');
        }
        readOut.hidden = false;
        place = () => {
            const matrix = svg.getScreenCTM();
            const left = matrix.a * x + matrix.e, top = matrix.d * y + matrix.f;
            const box = readOut.getBoundingClientRect();
            const beside = left + 14 + box.width > document.documentElement.clientWidth ? left - 14 - box.width : left + 14;
            readOut.style.left = `${Math.max(4, beside)}px`;
            readOut.style.top = `${Math.max(4, Math.min(top - box.height / 2, innerHeight - box.height - 4))}px`;
            readOut.style.visibility = top < 0 || top > innerHeight ? 'hidden' : 'visible';
        };
        place();
    };
    addEventListener('scroll', () => place(), { passive: true });
    const mark = (svg, x, points) => {
        const cursor = svg.querySelector('.cursor');
        for (const dot of cursor.querySelectorAll('circle'))
            dot.remove();
        for (const { style, x: cx, y: cy } of points) {
            const dot = document.createElementNS(svg.namespaceURI, 'circle');
            dot.setAttribute('class', style);
            dot.setAttribute('cx', cx);
            dot.setAttribute('cy', cy);
            dot.setAttribute('r', 4.5);
            cursor.append(dot);
        }
        const guide = cursor.querySelector('.guide');
        guide.setAttribute('x1', x);
        guide.setAttribute('x2', x);
        cursor.classList.add('on');
    };
    const hide = svg => {
        svg.querySelector('.cursor').classList.remove('on');
        readOut.hidden = true;
    };
    const pointIn = (svg, event) => {
        const place = svg.getScreenCTM();
        return { x: (event.clientX - place.e) / place.a, y: (event.clientY - place.f) / place.d };
    };
    const nearest = (count, distance) => {
        let best = -1, least = Infinity;
        for (let index = 0; index < count; index++) {
            const away = distance(index);
            if (away < least)
                [best, least] = [index, away];
        }
        return { best, least };
    };

    // Line charts: the values at the pointer's position. Arrow keys move to the neighboring position.
    for (const figure of document.querySelectorAll('.line-chart')) {
        const svg = figure.querySelector('svg');
        const data = JSON.parse(figure.querySelector('script').textContent);
        let current = data.x.length - 1;
        const show = index => {
            current = index;
            const lines = data.lines
                .filter(line => line.texts[index] !== null && isShown(figure, line.series))
                .map(line => ({ style: line.style, name: line.name, text: line.texts[index], x: data.x[index], y: line.y[index] }));
            mark(svg, data.x[index], lines);
            showReadOut(svg, data.x[index], lines.length > 0 ? lines.reduce((sum, line) => sum + line.y, 0) / lines.length : 100, data.titles[index], lines);
        };
        svg.addEventListener('pointermove', event => show(nearest(data.x.length, index => Math.abs(data.x[index] - pointIn(svg, event).x)).best));
        svg.addEventListener('pointerleave', () => hide(svg));
        svg.tabIndex = 0;
        svg.addEventListener('focus', () => { if (svg.matches(':focus-visible')) show(current); });
        svg.addEventListener('blur', () => hide(svg));
        svg.addEventListener('keydown', event => {
            const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
            if (event.key === 'Escape')
                hide(svg);
            if (step === undefined)
                return;
            event.preventDefault();
            show(Math.max(0, Math.min(data.x.length - 1, current + step)));
        });
    }

    // Scatter charts: the class of the point at the pointer. The points are parsed from the drawing at the first use.
    const reach = 12;
    for (const figure of document.querySelectorAll('.scatter-chart')) {
        const svg = figure.querySelector('svg');
        let points = null;
        const read = () => [...figure.querySelectorAll('.series')].flatMap(series =>
            [...series.querySelector('path').getAttribute('d').matchAll(/M(\S+) ([\d.-]+)/g)].map(match =>
                ({ x: Number(match[1]), y: Number(match[2]), series })));
        svg.addEventListener('pointermove', event => {
            points ??= read();
            const shown = points.filter(point => !point.series.classList.contains('off'));
            const at = pointIn(svg, event);
            const { best, least } = nearest(shown.length, index => Math.hypot(shown[index].x - at.x, shown[index].y - at.y));
            if (least > reach) {
                hide(svg);
                return;
            }
            const { x, y, series } = shown[best];
            mark(svg, x, [{ style: series.classList[1], x, y }]);
            showReadOut(svg, x, y, series.dataset.name, []);
        });
        svg.addEventListener('pointerleave', () => hide(svg));
    }

    // Opens all details for printing.
    let folded = [];
    addEventListener('beforeprint', () => {
        folded = [...document.querySelectorAll('details:not([open])')];
        for (const details of folded)
            details.open = true;
    });
    addEventListener('afterprint', () => {
        for (const details of folded)
            details.open = false;
    });
})();
