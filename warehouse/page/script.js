"use strict";
// Draws what the page's own data holds. Nothing is fetched; all text goes in as text, never as markup.
(async () => {
  const $ = (id) => document.getElementById(id);
  const packed = Uint8Array.from(atob($("data").textContent), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const data = await new Response(stream).json();
  const awards = data.awards.map((row) => Object.fromEntries(data.columns.map((name, at) => [name, row[at]])));
  for (const one of awards) {
    one.text = [one.recipient, one.title, one.evidence, one.programme].filter(Boolean).join("\n").toLocaleLowerCase("nb");
  }

  const FACETS = ["year", "programme", "county", "funder"];
  const PANELS = ["programme", "county", "funder", "recipient", "cluster"];
  const PAGE = 50, TOP = 10;
  const state = { q: "", year: "", programme: "", county: "", funder: "", recipient: "", cluster: "", standing: "counted" };
  let language = "nb", shown = PAGE;
  const wide = new Set();
  const t = (key) => (data.texts[key] || { nb: key, en: key })[language];

  // --- words and numbers
  const locale = () => (language === "nb" ? "nb-NO" : "en-GB");
  const kroner = (n) => (n == null ? "–" : `${n.toLocaleString(locale(), { maximumFractionDigits: 2 })} kr`);
  const short = (n) => {
    const [value, unit] = n >= 1e9 ? [n / 1e9, t("billion")] : [n / 1e6, t("million")];
    return `${value.toLocaleString(locale(), { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;
  };
  const named = (facet, value) => (value === null ? t("none") : String(value));
  const standing = (one) => (one.reason ? t(`reason_${one.reason}`) : t("counted"));
  const sum = (list, key = "amount") => list.reduce((total, one) => total + (one[key] || 0), 0);
  const make = (tag, attributes = {}, ...children) => {
    const svg = ["svg", "g", "rect", "line", "text", "title"].includes(tag) && !attributes.html;
    const node = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value != null && value !== false && name !== "html") node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child != null));
    return node;
  };

  // --- which awards fit the choices; a facet does not narrow its own bars
  const fits = (one, without) =>
    (!state.q || state.q.toLocaleLowerCase("nb").split(/\s+/).every((word) => one.text.includes(word))) &&
    [...FACETS, "recipient", "cluster"].every((facet) => facet === without || !state[facet] || key(one, facet) === state[facet]);
  const key = (one, facet) => (one[facet] === null || one[facet] === undefined ? "∅" : String(one[facet]));
  const stands = (one) =>
    state.standing === "all" || (state.standing === "counted" ? !one.reason : state.standing === "not_counted" ? one.reason : one.reason === state.standing);
  const counted = (without) => awards.filter((one) => !one.reason && fits(one, without));
  const listed = () => awards.filter((one) => stands(one) && fits(one));

  function groups(list, facet) {
    const found = new Map();
    for (const one of list) {
      if (facet === "cluster" && !one.cluster) continue;
      const name = key(one, facet);
      const group = found.get(name) || { name, label: named(facet, one[facet] ?? null), amount: 0, real: 0, count: 0 };
      group.amount += one.amount || 0; group.real += one.real || 0; group.count += 1;
      found.set(name, group);
    }
    return [...found.values()].sort((a, b) => b.amount - a.amount || a.label.localeCompare(b.label, "nb"));
  }

  function choose(facet, value, jump) {
    state[facet] = state[facet] === value ? "" : value;
    shown = PAGE;
    draw();
    if (jump && state[facet]) $("awards").focus();
  }

  // --- the parts of the page
  function drawTotals() {
    const list = counted();
    $("total-kroner").textContent = sum(list).toLocaleString(locale(), { maximumFractionDigits: 0 });
    $("total-awards").textContent = list.length.toLocaleString(locale());
    $("total-recipients").textContent = new Set(list.map((one) => one.recipient_id)).size.toLocaleString(locale());
    const review = awards.filter((one) => one.reason === "review" && fits(one));
    $("total-review").textContent = sum(review, "printed").toLocaleString(locale(), { maximumFractionDigits: 0 });
  }

  function drawChoices() {
    for (const facet of FACETS) {
      const select = $(facet);
      const names = [...new Map(awards.map((one) => [key(one, facet), named(facet, one[facet] ?? null)]))];
      names.sort((a, b) => (facet === "year" ? b[1].localeCompare(a[1]) : a[1].localeCompare(b[1], "nb")));
      select.replaceChildren(make("option", { value: "" }, t("all")), ...names.map(([value, label]) => make("option", { value }, label)));
      select.value = state[facet];
    }
    const reasons = [...new Set(awards.map((one) => one.reason).filter(Boolean))].sort();
    const options = ["counted", "not_counted", "all"].map((value) => make("option", { value }, t(value)));
    $("standing").replaceChildren(...options, ...reasons.map((value) => make("option", { value }, `– ${t(`reason_${value}`)}`)));
    $("standing").value = state.standing;
    $("q").value = state.q;
  }

  function drawYears() {
    const found = new Map(groups(counted("year"), "year").map((group) => [group.name, group]));
    const years = data.years.map((year) => ({ ...year, ...(found.get(String(year.year)) || { amount: 0, real: 0, count: 0 }) }));
    const width = Math.max(280, $("year-chart").clientWidth || 960), height = Math.min(320, Math.max(200, width / 3));
    const left = 66, bottom = 28, top = 12;
    const most = Math.max(1, ...years.map((year) => Math.max(year.amount, year.real)));
    const power = 10 ** Math.floor(Math.log10(most));
    const step = [0.2, 0.5, 1, 2, 5].map((n) => n * power).find((n) => most / n <= 5) || power;
    const y = (value) => height - bottom - (value / most) * (height - bottom - top);
    const room = (width - left) / Math.max(years.length, 1);
    const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": t("by_year") });
    for (let value = 0; value <= most; value += step) {
      svg.append(make("line", { class: "grid", x1: left, x2: width, y1: y(value), y2: y(value) }));
      svg.append(make("text", { x: left - 8, y: y(value) + 4, "text-anchor": "end" }, value ? short(value) : "0"));
    }
    const every = Math.ceil(42 / Math.max(room, 1));
    years.forEach((year, at) => {
      const x = left + at * room, bar = Math.min(room * 0.6, 56), begin = x + (room - bar) / 2;
      const told = `${year.year}: ${kroner(year.amount)}, ${year.count} ${t("awards")}${year.is_complete ? "" : `, ${t("open_year")}`}`;
      const faded = state.year && state.year !== String(year.year) ? " faded" : "";
      const go = () => choose("year", String(year.year), true);
      svg.append(
        make("g", { role: "button", tabindex: 0, class: faded.trim(), "aria-label": told, "aria-pressed": String(state.year === String(year.year)),
          onclick: go, onkeydown: (event) => { if (["Enter", " "].includes(event.key)) { event.preventDefault(); go(); } } },
          make("title", {}, told),
          make("rect", { class: "hit", x, y: top, width: room, height: height - top }),
          make("rect", { class: `nominal${year.is_complete ? "" : " open"}`, x: begin, y: y(year.amount), width: bar, height: Math.max(0, height - bottom - y(year.amount)) }),
          year.real ? make("rect", { class: "real", x: begin, y: y(year.real), width: bar, height: Math.max(0, height - bottom - y(year.real)) }) : null,
          (years.length - 1 - at) % every ? null : make("text", { x: x + room / 2, y: height - 8, "text-anchor": "middle" }, String(year.year)),
        ),
      );
    });
    $("year-chart").replaceChildren(svg);
  }

  function drawPanels() {
    $("panels").replaceChildren(...PANELS.map((facet) => {
      const all = groups(counted(facet), facet);
      const list = wide.has(facet) ? all : all.slice(0, TOP);
      const most = all.length ? all[0].amount : 1;
      const bars = list.map((group) => {
        const length = make("span");
        length.style.width = `${most ? Math.max(0.5, (100 * group.amount) / most) : 0}%`;
        return make("li", {}, make("button", { type: "button", "aria-pressed": String(state[facet] === group.name), onclick: () => choose(facet, group.name, true) },
          make("span", {}, group.label), make("span", { class: "amount" }, kroner(group.amount)), make("span", { class: "track" }, length)));
      });
      const tools = make("p", { class: "tools" });
      if (all.length > TOP) {
        tools.append(make("button", { type: "button", onclick: () => { wide.has(facet) ? wide.delete(facet) : wide.add(facet); drawPanels(); } },
          wide.has(facet) ? `${TOP} ↑` : `${t("show_all")} ${all.length}`));
      }
      tools.append(make("button", { type: "button", onclick: () => cite({ recipient: "funding_by_recipient_year", cluster: "funding_by_recipient_year" }[facet] || `funding_by_${facet}_year`) }, t("cite")));
      return make("div", { class: "panel", id: `by-${facet}` }, make("h3", {}, t(facet)),
        all.length ? make("ol", { class: "bars" }, ...bars) : make("p", { class: "note" }, t("nothing")), tools);
    }));
  }

  function drawReasons() {
    const found = groups(awards.filter((one) => one.reason && fits(one)), "reason");
    $("reasons").replaceChildren(...found.map((group) => {
      const printed = sum(awards.filter((one) => one.reason === group.name && fits(one)), "printed");
      const label = `${t(`reason_${group.name}`)}: ${group.count.toLocaleString(locale())}${printed ? ` · ${kroner(printed)}` : ""}`;
      return make("li", {}, make("button", { type: "button", onclick: () => { state.standing = group.name; shown = PAGE; draw(); $("awards").focus(); } }, label));
    }));
  }

  function quoted(one) {
    const text = one.evidence || "", at = one.amount_text ? text.indexOf(one.amount_text) : -1;
    if (at < 0) return make("blockquote", {}, text);
    return make("blockquote", {}, text.slice(0, at), make("mark", {}, one.amount_text), text.slice(at + one.amount_text.length));
  }

  function award(one) {
    const details = make("details", { class: one.reason ? "uncounted" : null });
    const what = [one.title ? `«${one.title}»` : null, one.programme, one.county].filter(Boolean).join(" · ");
    details.append(make("summary", {}, make("span", { class: "when" }, one.date || "–"),
      make("span", { class: "who" }, one.recipient, ...(one.reason ? [" ", make("span", { class: "badge" }, standing(one))] : [])),
      make("span", { class: "sum" }, kroner(one.reason ? one.printed : one.amount)), what ? make("span", { class: "what" }, what) : null));
    details.addEventListener("toggle", () => {
      if (!details.open || details.querySelector(".more")) return;
      const facts = [["printed", one.amount_text], ["funder", one.funder], ["county", one.county], ["rule", one.rule], ["digest", one.sha]];
      const link = make("a", { href: /^https?:\/\//.test(one.url) ? one.url : null, rel: "noopener noreferrer" }, one.url);
      details.append(make("div", { class: "more" }, make("h3", {}, t("sentence")), quoted(one),
        make("dl", {}, make("dt", {}, t("source_page")), make("dd", {}, one.publisher, ": ", link),
          ...facts.filter(([, value]) => value).flatMap(([name, value]) => [make("dt", {}, t(name)), make("dd", {}, String(value))])),
        make("p", { class: "tools" }, make("button", { type: "button", onclick: () => cite(one.reason ? "awards_not_counted" : "awards", one.award_id) }, t("cite")))));
    });
    return make("li", {}, details);
  }

  function drawList() {
    const list = listed();
    list.sort((a, b) => (b.date || "").localeCompare(a.date || "") || (b.amount || 0) - (a.amount || 0) || (a.award_id < b.award_id ? -1 : 1));
    $("list").replaceChildren(...(list.length ? list.slice(0, shown).map(award) : [make("li", {}, t("nothing"))]));
    $("shown").textContent = `${Math.min(shown, list.length).toLocaleString(locale())} ${t("shown")} ${list.length.toLocaleString(locale())} · ${kroner(sum(list.filter((one) => !one.reason)))}`;
    const chosen = ["recipient", "cluster"].filter((facet) => state[facet]);
    $("chosen").replaceChildren(...chosen.map((facet) => make("button", { type: "button", onclick: () => choose(facet, state[facet]) }, `${t(facet)}: ${state[facet]} ×`)));
    $("more").hidden = list.length <= shown;
  }

  // --- citing, and the address that brings the same choices back
  function choices() {
    return Object.entries(state).filter(([name, value]) => value && !(name === "standing" && value === "counted"));
  }

  async function cite(mart, id) {
    const filter = id ? `award_id=${id}` : choices().map(([name, value]) => `${name}=${value}`).join(", ");
    const sample = data.site === "sample" ? ` (${data.texts.sample.nb})` : "";
    const text = `klyngekroner ${data.id}${sample}, ${mart}, ${filter ? `${t("filter")}: ${filter}` : t("no_filter")}, ${t("as_of").toLocaleLowerCase()} ${data.as_of}`;
    try {
      await navigator.clipboard.writeText(text);
      tell(`${t("copied")}: ${text}`);
    } catch {
      tell(`${t("copy_this")} ${text}`);
    }
  }

  let telling = 0;
  function tell(text) {
    $("toast").textContent = text;
    clearTimeout(telling);
    telling = setTimeout(() => { $("toast").textContent = ""; }, 12000);
  }

  function remember() {
    const told = new URLSearchParams([...choices(), ...(language === "nb" ? [] : [["lang", language]])]).toString();
    history.replaceState(null, "", told ? `#${told}` : location.pathname.split("/").pop());
  }

  function recall() {
    const told = new URLSearchParams(location.hash.slice(1));
    for (const name of Object.keys(state)) if (told.has(name)) state[name] = told.get(name);
    if (told.get("lang") === "en") language = "en";
  }

  function draw() {
    document.documentElement.lang = language;
    for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
    $("language").lang = language === "nb" ? "en" : "nb";
    drawTotals(); drawChoices(); drawYears(); drawPanels(); drawReasons(); drawList(); remember();
  }

  for (const facet of [...FACETS, "standing"]) $(facet).addEventListener("change", (event) => { state[facet] = event.target.value; shown = PAGE; draw(); });
  let typing = 0;
  $("q").addEventListener("input", (event) => {
    clearTimeout(typing);
    typing = setTimeout(() => { state.q = event.target.value.trim(); shown = PAGE; drawTotals(); drawYears(); drawPanels(); drawReasons(); drawList(); remember(); }, 150);
  });
  $("choices").addEventListener("submit", (event) => event.preventDefault());
  $("choices").addEventListener("reset", (event) => {
    event.preventDefault();
    for (const name of Object.keys(state)) state[name] = name === "standing" ? "counted" : "";
    shown = PAGE; draw();
  });
  $("more").addEventListener("click", () => { shown += PAGE; drawList(); });
  $("language").addEventListener("click", () => { language = language === "nb" ? "en" : "nb"; draw(); });
  for (const node of document.querySelectorAll(".cite[data-mart]")) node.addEventListener("click", () => cite(node.dataset.mart));
  for (const node of document.querySelectorAll("[data-year]")) node.addEventListener("click", () => { state.year = ""; state.standing = node.dataset.standing || "counted"; choose("year", node.dataset.year, true); });
  for (const node of document.querySelectorAll("[data-award]")) node.addEventListener("click", () => { state.q = node.dataset.award; state.standing = "all"; draw(); $("awards").focus(); });
  let resizing = 0;
  addEventListener("resize", () => { clearTimeout(resizing); resizing = setTimeout(drawYears, 100); });
  recall(); draw();
  document.body.dataset.ready = "yes";
})();
