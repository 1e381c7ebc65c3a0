// Makes elements and draws; knows nothing of awards or choices. All text goes in as text, never as markup.
const SVG = new Set(["svg", "g", "rect", "line", "path", "text"]);

function make(tag, attributes = {}, ...children) {
  const node = SVG.has(tag) ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

// Round steps of an axis that ends on or above ``most``.
function steps(most) {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  const step = [0.2, 0.5, 1, 2, 5].map((n) => n * power).find((n) => most / n <= 4.5) || power * 5;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, at) => at * step);
}

// Columns of a year: real kroner broad and pale, nominal kroner narrow before them. Drawn for the width that there is.
// years: {year, amount, real, open, broken, chosen, told}; words: {label, short(n), soFar, broken, choose(year)}
function yearChart(years, width, words) {
  const phone = width < 560, height = phone ? 250 : 340, left = phone ? 60 : 74, bottom = 40, top = 26;
  const floor = height - bottom;
  const axis = steps(Math.max(1, ...years.map((one) => Math.max(one.amount, one.real || 0))));
  const y = (value) => floor - (value / axis[axis.length - 1]) * (floor - top);
  const room = (width - left) / Math.max(years.length, 1);
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": words.label });
  for (const value of axis) {
    svg.append(make("line", { class: value ? "grid" : "ground", x1: left, x2: width, y1: y(value), y2: y(value) }));
    svg.append(make("text", { x: left - 8, y: y(value) + 4, "text-anchor": "end" }, value ? words.short(value) : "0"));
  }
  const every = Math.ceil((phone ? 40 : 46) / room);
  const highest = years.reduce((best, one) => (one.amount > (best ? best.amount : 0) ? one : best), null);
  years.forEach((one, at) => {
    const x = left + at * room, middle = x + room / 2, broad = Math.min(room * 0.78, 54), narrow = broad * 0.62;
    const column = (kind, value, size) =>
      make("rect", { class: kind, x: middle - size / 2, width: size, y: y(value), height: Math.max(floor - y(value), value ? 1 : 0), rx: Math.min(2, size / 6) });
    const choose = () => words.choose(one.year);
    const isLabelled = one === highest || one.chosen === true || (room >= 62 && one.amount);
    const peak = y(Math.max(one.amount, one.real || 0)) - 7;
    if (one.broken) {
      svg.append(make("line", { class: "broken", x1: x, x2: x, y1: top - 10, y2: floor }));
      if (!phone) svg.append(make("text", { class: "remark", x: x - 5, y: top - 4, "text-anchor": "end" }, words.broken));
    }
    svg.append(
      make("g", { role: "button", tabindex: 0, class: `column${one.chosen === false ? " faded" : ""}`, "aria-label": one.told, "aria-pressed": String(one.chosen === true), "data-column": one.year,
        onclick: choose, onkeydown: (event) => { if (["Enter", " "].includes(event.key)) { event.preventDefault(); choose(); } } },
        make("rect", { class: "hit", x, y: top - 10, width: room, height: height - top + 10 }),
        one.real ? column("real", one.real, broad) : null,
        column(one.open ? "nominal open" : "nominal", one.amount, narrow),
        isLabelled ? make("text", { class: "value", x: Math.max(left + 30, Math.min(middle, width - 30)), y: peak, "text-anchor": "middle" }, words.short(one.amount)) : null,
        (years.length - 1 - at) % every ? null : make("text", { class: "year", x: middle, y: floor + 18, "text-anchor": "middle" }, String(one.year)),
        one.open && !phone ? make("text", { class: "remark", x: middle, y: floor + 33, "text-anchor": "middle" }, words.soFar) : null,
      ),
    );
  });
  return svg;
}

// The same years as one small line of columns; for the eye alone.
function spark(values) {
  const most = Math.max(1, ...values), size = 4, gap = 1, height = 20;
  const svg = make("svg", { class: "spark", viewBox: `0 0 ${values.length * (size + gap)} ${height}`, "aria-hidden": "true", preserveAspectRatio: "xMaxYMax meet" });
  values.forEach((value, at) => {
    const tall = value ? Math.max(1.5, (value / most) * height) : 0.6;
    svg.append(make("rect", { class: value ? "some" : "none", x: at * (size + gap), y: height - tall, width: size, height: tall }));
  });
  return svg;
}
