/* What the page does by itself: one view at a time, the language, the charts, the map. All text and
 * tables are in the page already; without this script everything is shown below each other. */
(function () {
    "use strict";
    const root = document.documentElement;
    const data = JSON.parse(document.getElementById("page-data").textContent);
    const views = Array.from(document.querySelectorAll(".view"));
    const colours = {
        wanted: "#a9bfd3", before: "#b3531f", after: "#0a7a5c", limit: "#1c2733", contract: "#1c2733", heat: "#b3321f",
        investment: "#12395b", operation: "#4f7ca3", energy: "#e0a526", grid: "#7a5c99", energy_tax: "#8a97a3",
        co2: "#55626f", unserved: "#b3321f", programme: "#0a7a5c", subsidy: "#8fc9a5"
    };

    const language = () => root.lang;
    const say = (text) => text[language()];
    const locale = () => (language() === "nl" ? "nl-NL" : "en-GB");
    const number = (value) => value === null ? "" :
        value.toLocaleString(locale(), { maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 });

    /* --- charts ------------------------------------------------------------------------------- */

    function options(unit, stacked) {
        return {
            animation: false, responsive: true, maintainAspectRatio: false, locale: locale(),
            interaction: { mode: "index", intersect: false },
            plugins: {
                legend: { position: "bottom", labels: { color: "#1c2733", usePointStyle: true, boxWidth: 22, padding: 10 } },
                tooltip: { callbacks: { label: (c) => c.dataset.label + ": " + number(c.raw) + " " + unit } }
            },
            scales: {
                x: { stacked: stacked, grid: { display: false }, ticks: { color: "#1c2733", autoSkip: true, maxRotation: 0 } },
                y: { stacked: stacked, beginAtZero: true, grid: { color: "#e3e8ec" }, ticks: { color: "#1c2733", callback: shorter } }
            }
        };
    }

    function shorter(value) {
        return value.toLocaleString(locale(), { notation: Math.abs(value) >= 1e6 ? "compact" : "standard" });
    }

    function show(figure, config) {
        if (figure.chart) figure.chart.destroy();
        figure.chart = new Chart(figure.querySelector("canvas"), config);
    }

    function drawYears(figure) {
        const chart = JSON.parse(figure.querySelector("script").textContent);
        const stacked = chart.type === "stacked";
        show(figure, {
            type: chart.type === "line" ? "line" : "bar",
            data: {
                labels: chart.labels.map(say),
                datasets: chart.series.map((s) => Object.assign({
                    label: say(s.name), data: s.values, backgroundColor: colours[s.colour],
                    borderColor: colours[s.colour]
                }, s.colour === "limit" ? { type: "line", borderDash: [6, 4], stepped: "middle", pointStyle: "line", order: -1 }
                    : { pointStyle: "rect" }))
            },
            options: options(chart.unit, stacked)
        });
    }

    const dayName = (d) => say(data.days[d] || { nl: "", en: "" });

    /* With many days the chart begins with the one in which most is drawn from the grid. */
    function chooseDay(curve) {
        if (curve.after.length <= 4) return "all";
        const peaks = curve.after.map((day) => Math.max(...day));
        return String(peaks.indexOf(Math.max(...peaks)));
    }

    /* One day, or the steps of all days behind each other; as stairs. */
    function drawLoad(figure) {
        const select = figure.querySelector(".day");
        const curve = data.curves.find((c) => c.of === figure.dataset.load && c.year === Number(figure.querySelector(".year").value));
        const chosen = select.value || chooseDay(curve);
        select.replaceChildren(element("option", say(data.words.all), { value: "all" }),
            ...curve.after.map((_, d) => element("option", dayName(d), { value: d })));
        select.value = chosen;
        const days = curve.after.map((_, d) => d).filter((d) => chosen === "all" || d === Number(chosen));
        const labels = days.flatMap((d) => curve.after[d].map((_, t) => dayName(d) + " " + hour(t)));
        const steps = curve.after[0].length;
        const line = (key, values, dash) => ({
            label: say(data.words[key]), data: values, borderColor: colours[key], backgroundColor: colours[key],
            borderWidth: 2, borderDash: dash, pointRadius: 0, pointStyle: "line", stepped: "middle"
        });
        const sets = [line("after", days.flatMap((d) => curve.after[d]))];
        if (curve.before) sets.unshift(line("before", days.flatMap((d) => curve.before[d]), [2, 2]));
        const contracts = JSON.parse(figure.dataset.contract || "[]");
        const limit = curve.limit !== null ? curve.limit : contracts[data.years.indexOf(curve.year)];
        if (limit > 0) sets.push(line(curve.limit !== null ? "limit" : "contract", labels.map(() => limit), [6, 4]));
        const how = options("kW", false);
        const few = days.length <= 4;
        how.scales.x.ticks = {
            color: "#1c2733", autoSkip: days.length === 1, autoSkipPadding: 12, maxRotation: few ? 0 : 60, minRotation: few ? 0 : 60,
            callback: (_, i) => days.length === 1 ? hour(i) : i % steps === 0 ? dayName(days[i / steps]) : few ? "" : null
        };
        show(figure, { type: "line", data: { labels: labels, datasets: sets }, options: how });
        if (figure.querySelector("details").open) writeLoad(figure, labels, sets);
    }

    function hour(step) {
        const minutes = Math.round(step * data.step_h * 60);
        return String(Math.floor(minutes / 60)).padStart(2, "0") + ":" + String(minutes % 60).padStart(2, "0");
    }

    function element(name, text, attributes) {
        const made = document.createElement(name);
        made.textContent = text;
        Object.entries(attributes || {}).forEach(([key, value]) => made.setAttribute(key, value));
        return made;
    }

    function writeLoad(figure, labels, sets) {
        const table = document.createElement("table");
        table.append(element("caption", figure.querySelector("canvas").getAttribute("aria-label")));
        const head = table.createTHead().insertRow(), body = table.createTBody();
        head.append(element("th", say(data.words.day), { scope: "col" }));
        sets.forEach((s) => head.append(element("th", s.label + " (kW)", { scope: "col", class: "n" })));
        labels.forEach((label, i) => {
            const row = body.insertRow();
            row.append(element("th", label, { scope: "row" }));
            sets.forEach((s) => row.append(element("td", number(s.data[i]), { class: "n", "data-v": s.data[i] })));
        });
        figure.querySelector("details .scroll").replaceChildren(table);
    }

    function prepareLoads() {
        document.querySelectorAll(".load").forEach((figure) => {
            const select = figure.querySelector(".year");
            data.curves.filter((c) => c.of === figure.dataset.load)
                .forEach((c) => select.append(element("option", c.year, { value: c.year })));
            select.selectedIndex = select.options.length - 1;
            select.addEventListener("change", () => drawLoad(figure));
            figure.querySelector(".day").addEventListener("change", () => drawLoad(figure));
            figure.querySelector("details").addEventListener("toggle", () => drawLoad(figure));
        });
    }

    const draw = (figure) => (figure.dataset.load ? drawLoad : drawYears)(figure);

    /* --- map ------------------------------------------------------------------------------------ */

    let map = null, marks = [];

    function shade(part) {
        return part <= 0.005 ? 0 : part < 0.25 ? 1 : part < 0.5 ? 2 : 3;
    }

    function addMark(thing, html, size, className, label) {
        const icon = L.divIcon({ className: "mark " + className, html: html, iconSize: [size, size] });
        const mark = L.marker([thing.lat, thing.lon], { icon: icon, keyboard: true, title: label }).addTo(map);
        const dom = mark.getElement();
        dom.setAttribute("role", "button");
        dom.setAttribute("aria-label", label);
        const popup = document.createElement("div");
        popup.append(element(className.startsWith("station") ? "strong" : "a", thing.name,
            className.startsWith("station") ? {} : { href: "#park-" + thing.id }), element("div", label));
        mark.bindPopup(popup);
        marks.push(mark);
        return mark;
    }

    function fillMap() {
        const places = JSON.parse(document.getElementById("map-data").textContent);
        const which = document.getElementById("map-which").value;
        const y = document.getElementById("map-year").selectedIndex;
        const percent = (part) => part.toLocaleString(locale(), { style: "percent" });
        marks.forEach((m) => m.remove());
        marks = [];
        const where = {};
        places.stations.forEach((s) => { where[s.id] = [s.lat, s.lon]; });
        places.parks.filter((p) => where[p.station]).forEach((p) => marks.push(
            L.polyline([where[p.station], [p.lat, p.lon]], { color: "#8a97a3", weight: 1.5, interactive: false }).addTo(map)));
        places.pipes.forEach((p) => marks.push(L.polyline(p.points.map((q) => [q.lat, q.lon]), {
            color: "#b3321f", weight: p.built ? 5 : 2, dashArray: p.built ? null : "5 6", interactive: false
        }).addTo(map)));
        places.stations.forEach((s) => {
            const part = s.limit[y] > 0 ? s[which][y] / s.limit[y] : 0;
            const label = s.name + ": " + say(data.words.load) + " " + percent(part);
            addMark(s, "", 20, "station " + (part > 1.0001 ? "c3" : part > 0.9 ? "c2" : "c0"), label)
                .bindTooltip(element("span", s.name), { permanent: true, direction: "top", className: "name", offset: [0, -8] });
        });
        places.parks.forEach((p) => addMark(p, String(p.number), 26, "c" + shade(p[which][y]),
            p.name + ": " + say(data.words.refused) + " " + percent(p[which][y])));
    }

    function drawMap() {
        const canvas = document.getElementById("map-canvas");
        if (!canvas) return;
        if (!map) {
            const places = JSON.parse(document.getElementById("map-data").textContent);
            const all = places.parks.concat(places.stations).map((p) => [p.lat, p.lon]);
            const year = document.getElementById("map-year");
            data.years.forEach((y) => year.append(element("option", y, { value: y })));
            year.selectedIndex = data.years.length - 1;
            map = L.map(canvas, { attributionControl: false, zoomSnap: 0.25, zoomAnimation: false, fadeAnimation: false });
            L.control.scale({ imperial: false }).addTo(map);
            map.fitBounds(all, { padding: [30, 30] });
            year.addEventListener("change", fillMap);
            document.getElementById("map-which").addEventListener("change", fillMap);
        }
        map.invalidateSize();
        fillMap();
    }

    /* --- views and language ----------------------------------------------------------------------- */

    let current = null;

    function open(view, focus) {
        current = view;
        views.forEach((v) => { v.hidden = v !== view; });
        const tab = view.id.startsWith("park-") ? "parks" : view.id;
        document.querySelectorAll("nav a").forEach((a) => {
            if (a.getAttribute("href") === "#" + tab) a.setAttribute("aria-current", "page");
            else a.removeAttribute("aria-current");
        });
        view.querySelectorAll(".chart").forEach(draw);
        if (view.id === "map") drawMap();
        if (focus) {
            window.scrollTo(0, 0);
            view.querySelector("h2").focus({ preventScroll: true });
        }
    }

    function follow(focus) {
        const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
        const view = target && target.closest(".view");
        if (view) open(view, focus && target === view);
        else if (!current) open(views[0], false);
        if (view && target !== view) target.scrollIntoView();
    }

    function speak(lang) {
        root.lang = lang;
        document.title = root.dataset["title" + lang[0].toUpperCase() + lang[1]];
        document.querySelectorAll(".languages button").forEach((b) =>
            b.setAttribute("aria-pressed", String(b.dataset.lang === lang)));
        document.querySelectorAll("[data-aria-label-" + lang + "]").forEach((e) =>
            e.setAttribute("aria-label", e.getAttribute("data-aria-label-" + lang)));
        document.querySelectorAll("option[data-label-" + lang + "]").forEach((e) => {
            e.label = e.textContent = e.getAttribute("data-label-" + lang);
        });
        if (current) open(current, false);
    }

    document.querySelectorAll(".languages button").forEach((b) =>
        b.addEventListener("click", () => speak(b.dataset.lang)));
    document.querySelectorAll(".print").forEach((b) => b.addEventListener("click", () => window.print()));
    document.querySelector(".skip").addEventListener("click", (e) => {
        e.preventDefault();
        current.querySelector("h2").focus();
    });
    /* On paper a chart is as large as page.css says there, which it cannot measure beforehand. */
    const each = (what) => current.querySelectorAll(".chart").forEach((f) => f.chart && what(f, f.chart));
    window.addEventListener("beforeprint", () => each((figure, chart) =>
        figure.closest(".charts") ? chart.resize(318, 196) : chart.resize(660, 196)));
    window.addEventListener("afterprint", () => each((_, chart) => chart.resize()));
    window.addEventListener("hashchange", () => follow(true));
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    prepareLoads();
    follow(false);
    speak(language());
}());
