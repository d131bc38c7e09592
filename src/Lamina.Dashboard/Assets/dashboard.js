// What pages do in the browser itself: they follow what changes, say the values under the pointer, and take drawings.

// The horizontal places of a drawing's lines, first and last.
function reach(svg) {
    let first = Infinity, last = -Infinity;
    for (const line of svg.querySelectorAll("polyline.line")) {
        for (const place of line.getAttribute("points").split(" ")) {
            const x = Number(place.split(",")[0]);
            first = Math.min(first, x);
            last = Math.max(last, x);
        }
    }
    return last > first ? [first, last] : null;
}

function shown(value) {
    return Number(value.toPrecision(5)).toString();
}

function hide(chart) {
    chart.querySelector(".tip")?.remove();
    chart.querySelector(".rule")?.remove();
}

function point(chart, event) {
    const svg = chart.querySelector(":scope > svg"), curves = JSON.parse(chart.dataset.curves), ends = svg && reach(svg);
    const known = curves.flatMap(curve => curve.xs.filter((_, i) => curve.ys[i] !== null));
    if (!ends || known.length < 2)
        return;
    const low = Math.min(...known), high = Math.max(...known), box = svg.getBoundingClientRect(), scale = svg.viewBox.baseVal.width / box.width;
    const at = low + ((event.clientX - box.left) * scale - ends[0]) / (ends[1] - ends[0]) * (high - low);
    const x = known.reduce((best, value) => Math.abs(value - at) < Math.abs(best - at) ? value : best);
    hide(chart);
    const left = (ends[0] + (x - low) / (high - low) * (ends[1] - ends[0])) / scale;
    const rule = document.createElement("div"), tip = document.createElement("div"), head = document.createElement("b");
    rule.className = "rule";
    tip.className = "tip";
    head.textContent = `${chart.dataset.x} ${shown(x)}`;
    tip.append(head);
    for (const curve of curves) {
        const i = curve.xs.indexOf(x);
        if (i < 0 || curve.ys[i] === null)
            continue;
        const row = document.createElement("div"), mark = document.createElement("i");
        mark.style.background = curve.colour;
        row.append(mark, ` ${curve.name} `, Object.assign(document.createElement("span"), { textContent: shown(curve.ys[i]) }));
        tip.append(row);
    }
    const offset = box.left - chart.getBoundingClientRect().left, top = box.top - chart.getBoundingClientRect().top;
    rule.style.cssText = `left:${offset + left}px;top:${top}px;height:${box.height - 44 / scale}px`;
    chart.append(rule, tip);
    const beside = offset + left + 12;
    tip.style.top = `${top + 6}px`;
    tip.style.left = `${beside + tip.offsetWidth > chart.clientWidth ? Math.max(0, beside - 24 - tip.offsetWidth) : beside}px`;
}

document.addEventListener("pointermove", event => {
    const chart = event.target.closest?.(".chart[data-curves]");
    for (const other of document.querySelectorAll(".chart[data-curves]")) {
        if (other !== chart)
            hide(other);
    }
    if (chart)
        point(chart, event);
});

// Parts of the page that may change, by name, as the server has sent them last.
const Second = 1000, parts = new Map();
for (const part of document.querySelectorAll("[data-live]"))
    parts.set(part.dataset.live, part.innerHTML);

async function follow() {
    if (document.hidden)
        return;
    const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    document.getElementById("ended").hidden = answer !== null;
    if (!answer?.ok)
        return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of page.querySelectorAll("[data-live]")) {
        const name = part.dataset.live, shown = document.querySelector(`[data-live="${name}"]`);
        if (!shown || parts.get(name) === part.innerHTML)
            continue;
        parts.set(name, part.innerHTML);
        shown.innerHTML = part.innerHTML;
    }
}

async function watch() {
    for (;;) {
        await new Promise(done => setTimeout(done, Second));
        await follow();
    }
}

if (parts.size > 0)
    watch();

for (const form of document.querySelectorAll("form[data-submit=change]"))
    form.addEventListener("change", () => form.requestSubmit());

// Sends what the body is by then and shows the answer, but never before the answer to what was sent last has come.
function asking(network, body) {
    const answers = document.getElementById("answers");
    let isWaiting = false, isStale = false;
    return async () => {
        isStale = true;
        if (isWaiting)
            return;
        isWaiting = true;
        while (isStale) {
            isStale = false;
            const answer = await fetch(`try/${encodeURIComponent(network.value)}`, { method: "POST", body: await body() }).catch(() => null);
            if (answer?.ok || answer?.status === 413)
                answers.innerHTML = await answer.text();
        }
        isWaiting = false;
    };
}

// Light strokes on black, sent while one draws.
function pad(canvas, network) {
    const ink = canvas.getContext("2d"), send = asking(network, () => new Promise(done => canvas.toBlob(done, "image/png")));
    let last = null;

    function clear() {
        ink.fillStyle = "#000";
        ink.fillRect(0, 0, canvas.width, canvas.height);
    }

    function stroke(event) {
        const box = canvas.getBoundingClientRect();
        const x = (event.clientX - box.left) * canvas.width / box.width, y = (event.clientY - box.top) * canvas.height / box.height;
        ink.strokeStyle = "#fff";
        ink.lineWidth = canvas.width / 13;
        ink.lineCap = ink.lineJoin = "round";
        ink.beginPath();
        ink.moveTo(...(last ?? [x, y]));
        ink.lineTo(x, y);
        ink.stroke();
        last = [x, y];
        send();
    }

    clear();
    canvas.addEventListener("pointerdown", event => {
        canvas.setPointerCapture(event.pointerId);
        stroke(event);
    });
    canvas.addEventListener("pointermove", event => {
        if (last !== null)
            stroke(event);
    });
    for (const end of ["pointerup", "pointercancel"])
        canvas.addEventListener(end, () => last = null);
    network.addEventListener("change", send);
    document.getElementById("clear").addEventListener("click", () => {
        clear();
        send();
    });
}

// What stands in the fields, sent while one types.
function row(fields, network) {
    const all = fields.querySelectorAll("[name]");
    const send = asking(network, () => JSON.stringify(Object.fromEntries([...all].map(field => [field.name, field.value.toWellFormed()]))));

    fields.addEventListener("input", send);
    document.getElementById("clear").addEventListener("click", () => {
        for (const field of all)
            field.value = "";
        send();
    });
}

const network = document.getElementById("network"), canvas = document.getElementById("pad"), fields = document.getElementById("row");

// Another network for pictures is asked about the drawing that is there; anything else has fields of its own.
const kind = network?.selectedOptions[0].dataset.kind;
network?.addEventListener("change", () => {
    if (network.selectedOptions[0].dataset.kind !== kind)
        location.href = `try?run=${encodeURIComponent(network.value)}`;
});
if (fields)
    row(fields, network);
if (canvas)
    pad(canvas, network);
