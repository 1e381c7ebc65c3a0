// The page's own data, the choices made, and what is drawn of them. Nothing is fetched.
const $ = (id) => document.getElementById(id);

async function unpacked() {
  const letters = atob($("data").textContent), packed = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) packed[at] = letters.charCodeAt(at);
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

function report(data) {
  const FACETS = ["year", "programme", "county", "funder"], CHOSEN = [...FACETS, "cluster", "recipient_id", "award_id"];
  const PANELS = ["programme", "county", "funder", "cluster", "recipient"];
  const PAGE = 50, TOP = 10, UNKNOWN = "ukjent";
  const nothing = () => ({ q: "", standing: "counted", sort: "newest", ...Object.fromEntries(CHOSEN.map((name) => [name, ""])) });
  const state = nothing(), wide = new Set(), opened = new Set();
  let language = "nb", shown = PAGE;

  const named = (columns, row) => {
    const one = {};
    columns.forEach((name, at) => { one[name] = row[at]; });
    return one;
  };
  const releases = data.releases.map((row) => named(data.release_columns, row));
  const awards = data.awards.map((row) => {
    const one = named(data.columns, row);
    return Object.assign(one, releases[one.release]);
  });
  const names = new Map(awards.map((one) => [one.recipient_id, one.recipient]));

  // --- words and numbers
  const t = (key) => (data.texts[key] || { nb: key, en: key })[language];
  const formats = new Map();  // making one costs more than using it a thousand times
  function number(n, most = 0, least = 0) {
    const kind = `${language} ${most} ${least}`;
    if (!formats.has(kind)) formats.set(kind, new Intl.NumberFormat(language === "nb" ? "nb-NO" : "en-GB", { maximumFractionDigits: most, minimumFractionDigits: least }));
    return formats.get(kind).format(n);
  }
  const kroner = (n) => (n == null ? "–" : `${number(n, 2)} kr`);
  const millions = (n) => number(n / 1e6, n && n < 1e6 ? 2 : 1, 1);
  const short = (n) => (n >= 1e9 ? `${number(n / 1e9, n % 1e9 ? 2 : 0)} ${t("billion")}` : n >= 1e6 ? `${number(n / 1e6, n < 1e7 ? 1 : 0)} ${t("million")}` : number(n));
  const label = (facet, value) => (value === UNKNOWN || value === "" ? t("unknown") : facet === "recipient_id" ? names.get(value) || value : value);
  const sum = (list, key) => list.reduce((total, one) => total + (one[key] || 0), 0);

  // --- which awards fit the choices; a facet does not narrow its own bars
  const value = (one, facet) => String(one[facet] ?? UNKNOWN);
  const text = (one) => (one.text ??= [one.recipient, one.title, one.evidence, one.programme].filter(Boolean).join("\n").toLowerCase());
  const fitting = (without) => {
    const words = state.q.toLowerCase().split(/\s+/).filter(Boolean), made = CHOSEN.filter((facet) => facet !== without && state[facet]);
    return (one) => made.every((facet) => value(one, facet) === state[facet]) && words.every((word) => text(one).includes(word));
  };
  const stands = (one) => state.standing === "all" || (state.standing === "counted" ? !one.reason : state.standing === "not_counted" ? one.reason : one.reason === state.standing);
  function counted(without) {
    const fits = fitting(without);
    return awards.filter((one) => !one.reason && fits(one));
  }

  function groups(list, facet) {
    const found = new Map();
    for (const one of list) {
      const name = value(one, facet);
      if (facet === "cluster" && name === UNKNOWN) continue;
      const group = found.get(name) || { name, amount: 0, real: 0, count: 0, years: new Map() };
      group.amount += one.amount || 0; group.real += one.real || 0; group.count += 1;
      group.years.set(one.year, (group.years.get(one.year) || 0) + (one.amount || 0));
      found.set(name, group);
    }
    // what nobody stated stands last, whatever its size
    return [...found.values()].sort((a, b) => (a.name === UNKNOWN) - (b.name === UNKNOWN) || b.amount - a.amount || (a.name < b.name ? -1 : 1));
  }

  function choose(told, isJumping = true) {
    Object.assign(state, told);
    shown = PAGE;
    draw();
    if (isJumping) { $("awards").scrollIntoView(); $("awards").focus({ preventScroll: true }); }
  }
  const toggle = (facet, name) => choose({ [facet]: state[facet] === name ? "" : name, standing: "counted" }, state[facet] !== name);

  // --- the parts of the page
  function drawTotals() {
    const list = counted();
    $("total-kroner").textContent = number(sum(list, "amount"));
    $("total-awards").textContent = number(list.length);
    $("total-recipients").textContent = number(new Set(list.map((one) => one.recipient_id)).size);
    const fits = fitting();
    $("total-review").textContent = number(sum(awards.filter((one) => one.reason === "review" && fits(one)), "printed"));
  }

  function drawChoices() {
    for (const facet of FACETS) {
      const found = [...new Set(awards.map((one) => value(one, facet)))].sort((a, b) => (a === UNKNOWN) - (b === UNKNOWN) || (facet === "year" ? b - a : a.localeCompare(b, "nb")));
      $(facet).replaceChildren(make("option", { value: "" }, t("all")), ...found.map((name) => make("option", { value: name }, label(facet, name))));
    }
    const reasons = [...new Set(awards.map((one) => one.reason).filter(Boolean))].sort();
    $("standing").replaceChildren(...["counted", "not_counted", "all"].map((name) => make("option", { value: name }, t(name))), ...reasons.map((name) => make("option", { value: name }, `– ${t(`reason_${name}`)}`)));
    $("sort").replaceChildren(...["newest", "largest"].map((name) => make("option", { value: name }, t(name))));
    for (const name of [...FACETS, "standing", "sort", "q"]) $(name).value = state[name];
  }

  function drawChips() {
    const chip = (name, text, told) => make("button", { type: "button", class: "chip", onclick: () => choose(told, false), "aria-label": `${t("remove")}: ${text}` }, make("bdi", {}, text), " ×");
    const chips = CHOSEN.filter((name) => state[name]).map((name) => chip(name, `${t(name)}: ${label(name, state[name])}`, { [name]: "" }));
    if (state.q) chips.push(chip("q", `«${state.q}»`, { q: "" }));
    if (state.standing !== "counted") chips.push(chip("standing", t(["all", "not_counted"].includes(state.standing) ? state.standing : `reason_${state.standing}`), { standing: "counted" }));
    $("chips").replaceChildren(...chips, ...(chips.length > 1 ? [make("button", { type: "button", class: "chip", onclick: () => choose(nothing(), false) }, t("reset"))] : []));
    $("chips").hidden = !chips.length;
  }

  function drawYears() {
    const found = new Map(groups(counted("year"), "year").map((group) => [group.name, group]));
    const years = data.years.map((one) => {
      const { amount, real, count } = found.get(String(one.year)) || { amount: 0, real: 0, count: 0 };
      const told = [`${one.year}: ${kroner(amount)}`, real ? `${t("real").toLocaleLowerCase()} ${kroner(Math.round(real))}` : null, `${number(count)} ${t("awards")}`, one.open ? t("open_year") : null, one.broken ? t("series_break") : null];
      return { ...one, amount, real, chosen: state.year ? state.year === String(one.year) : null, told: told.filter(Boolean).join(", ") };
    });
    const words = { label: t("by_year"), short, soFar: t("so_far"), broken: t("series_break"), choose: (year) => toggle("year", String(year)) };
    $("year-chart").replaceChildren(yearChart(years, Math.max(280, Math.floor($("year-chart").clientWidth)), words));
  }

  function panel(facet) {
    const key = facet === "recipient" ? "recipient_id" : facet;
    const all = groups(counted(key), key), list = wide.has(facet) ? all : all.slice(0, TOP);
    if (!wide.has(facet) && all.length > TOP && all[all.length - 1].name === UNKNOWN) list.push(all[all.length - 1]);
    const most = Math.max(1, ...all.filter((group) => group.name !== UNKNOWN).map((group) => group.amount));
    const bars = list.map((group) => {
      const length = group.name === UNKNOWN ? null : make("span");  // no measure of anything
      if (length) length.style.width = `${Math.max(0.6, (100 * group.amount) / most)}%`;
      return make("li", { class: group.name === UNKNOWN ? "unknown" : null },
        make("button", { type: "button", "data-amount": group.amount, "data-name": group.name, "aria-pressed": String(state[key] === group.name), title: `${kroner(group.amount)}, ${number(group.count)} ${t("awards")}`, onclick: () => toggle(key, group.name) },
          make("bdi", { class: "label" }, label(key, group.name)), spark(data.years.map((one) => group.years.get(one.year) || 0)),
          make("span", { class: "amount" }, `${millions(group.amount)} ${t("million")}`), make("span", { class: "track" }, length)));
    });
    const more = all.length > TOP ? make("button", { type: "button", onclick: () => { wide.has(facet) ? wide.delete(facet) : wide.add(facet); drawPanels(); $(`by-${facet}`).scrollIntoView({ block: "nearest" }); } }, wide.has(facet) ? t("show_fewer") : `${t("show_all")} ${number(all.length)}`) : null;
    const mart = `funding_by_${facet === "cluster" ? "recipient" : facet}_year`;
    const table = make("details", { open: opened.has(facet) }, make("summary", {}, t("year_table")));
    const fill = () => { if (table.open && !table.querySelector("table")) table.append(matrix(key, list)); };
    table.addEventListener("toggle", () => { table.open ? opened.add(facet) : opened.delete(facet); fill(); });
    const node = make("div", { class: "panel", id: `by-${facet}` }, make("h3", {}, t(facet)),
      all.length ? make("ol", { class: "bars" }, ...bars) : make("p", { class: "note" }, t("nothing")),
      make("p", { class: "tools" }, more, make("button", { type: "button", onclick: () => cite(mart) }, t("cite"))), table);
    fill();
    return node;
  }
  const drawPanels = () => $("panels").replaceChildren(...PANELS.map(panel));

  // Groups by years, in millions; each cell leads to its awards.
  function matrix(key, list) {
    const most = Math.max(1, ...list.flatMap((group) => [...group.years.values()]));
    const years = data.years.filter((one) => list.some((group) => group.years.get(one.year))).reverse();  // the newest first, where the table is cut
    const cell = (group, year) => {
      const amount = group.years.get(year);
      if (!amount) return make("td", {}, "–");
      const node = make("td", { class: "heat" }, make("button", { type: "button", class: "figure", title: kroner(amount), "aria-label": `${label(key, group.name)}, ${year}: ${kroner(amount)}`, onclick: () => choose({ [key]: group.name, year: String(year), standing: "counted" }) }, millions(amount)));
      node.style.setProperty("--heat", `${Math.round(6 + 34 * Math.sqrt(amount / most))}%`);
      return node;
    };
    const head = make("tr", {}, make("th", { scope: "col" }, `${t("million")} kr`), ...years.map((one) => make("th", { scope: "col" }, String(one.year))), make("th", { scope: "col" }, t("sum")));
    const rows = list.map((group) => make("tr", {}, make("th", { scope: "row" }, make("bdi", {}, label(key, group.name))), ...years.map((one) => cell(group, one.year)), make("td", {}, millions(group.amount))));
    return make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `${t("year_table")}: ${t(key)}` }, make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows)));
  }

  function drawReasons() {
    const fits = fitting(), others = awards.filter((one) => one.reason && fits(one)), found = groups(others, "reason");
    const printed = (name) => sum(others.filter((one) => one.reason === name), "printed");
    const list = found.map((group) => ({ ...group, printed: printed(group.name) })).sort((a, b) => b.printed - a.printed || b.count - a.count);
    const most = Math.max(1, ...list.map((group) => group.printed));
    $("reasons").replaceChildren(...list.map((group) => {
      const length = make("span");
      length.style.width = `${(100 * group.printed) / most}%`;
      const amount = group.printed ? `${millions(group.printed)} ${t("million")}` : t("no_sum");
      return make("li", {}, make("button", { type: "button", "data-reason": group.name, onclick: () => choose({ standing: group.name }) },
        make("span", { class: "label" }, t(`reason_${group.name}`)), make("span", { class: "count" }, number(group.count)), make("span", { class: "amount" }, amount), make("span", { class: "track" }, length)));
    }));
  }

  function quoted(one) {
    const text = one.evidence || "", at = one.amount_text ? text.indexOf(one.amount_text) : -1;
    if (at < 0) return make("blockquote", { dir: "auto" }, text);
    return make("blockquote", { dir: "auto" }, text.slice(0, at), make("mark", {}, one.amount_text), text.slice(at + one.amount_text.length));
  }

  function award(one) {
    const details = make("details", { class: one.reason ? "uncounted" : null, "data-award": one.award_id });
    const what = [one.title ? `«${one.title}»` : null, one.programme === UNKNOWN ? null : one.programme, one.county === UNKNOWN ? null : one.county].filter(Boolean);
    details.append(make("summary", {}, make("span", { class: "when" }, one.date || "–"),
      make("span", { class: "who" }, make("bdi", {}, one.recipient), ...(one.reason ? [" ", make("span", { class: "badge" }, t(`reason_${one.reason}`))] : [])),
      make("span", { class: "sum" }, kroner(one.reason ? one.printed : one.amount)),
      what.length ? make("span", { class: "what" }, ...what.flatMap((text, at) => [at ? " · " : null, make("bdi", {}, text)])) : null));
    details.addEventListener("toggle", () => {
      if (!details.open || details.querySelector(".more")) return;
      const facts = [["printed", one.amount_text], ["counting_rule", one.counting_rule], ["funder", label("funder", one.funder)], ["rule", one.rule], ["digest", one.sha]];
      const link = make("a", { href: /^https?:\/\//.test(one.url) ? one.url : null, rel: "noopener noreferrer" }, one.url);
      details.append(make("div", { class: "more" }, make("h3", {}, t("sentence")), quoted(one),
        make("dl", {}, make("dt", {}, t("source_page")), make("dd", {}, one.publisher, ": ", link),
          ...facts.filter(([, told]) => told).flatMap(([name, told]) => [make("dt", {}, t(name)), make("dd", { class: name }, make("bdi", {}, String(told)))])),
        make("p", { class: "tools" }, make("button", { type: "button", onclick: () => cite(one.reason ? "awards_not_counted" : "awards", one.award_id) }, t("cite")))));
    });
    if (state.award_id) details.open = true;
    return make("li", {}, details);
  }

  function drawList() {
    const fits = fitting(), list = awards.filter((one) => stands(one) && fits(one));
    const size = (one) => (one.reason ? one.printed : one.amount) || 0;
    const newest = (a, b) => ((a.date || "") < (b.date || "") ? 1 : (a.date || "") > (b.date || "") ? -1 : 0) || size(b) - size(a) || (a.award_id < b.award_id ? -1 : 1);
    list.sort(state.sort === "largest" ? (a, b) => size(b) - size(a) || newest(a, b) : newest);
    $("list").replaceChildren(...(list.length ? list.slice(0, shown).map(award) : [make("li", { class: "note" }, t("nothing"))]));
    $("shown").textContent = `${number(Math.min(shown, list.length))} ${t("shown")} ${number(list.length)} · ${kroner(sum(list.filter((one) => !one.reason), "amount"))} ${t("counted").toLocaleLowerCase()}`;
    $("more").hidden = list.length <= shown;
  }

  // --- citing, and the address that brings the same choices back
  const chosen = () => Object.entries(state).filter(([name, told]) => told && name !== "sort" && !(name === "standing" && told === "counted"));

  // A choice that a mart does not know is told of the awards themselves.
  function martOf(mart) {
    const facets = chosen().map(([name]) => name).filter((name) => name !== "year");
    if (!mart.startsWith("funding_by_") || !facets.length) return mart;
    if (state.standing !== "counted") return "awards_not_counted";
    const own = { programme: "funding_by_programme_year", county: "funding_by_county_year", funder: "funding_by_funder_year", recipient_id: "funding_by_recipient_year", cluster: "funding_by_recipient_year" }[facets[0]];
    return facets.length === 1 && own && (mart === "funding_by_year" || mart === own) ? own : "awards";
  }

  function cite(mart, id) {
    if (mart === "awards" && state.standing !== "counted") mart = state.standing === "all" ? "awards + awards_not_counted" : "awards_not_counted";
    const filter = id ? `award_id = ${id}` : mart === "coverage_by_year" ? "" : chosen().map(([name, told]) => `${name} = ${told}`).join(", ");
    const sample = data.site === "sample" ? ` (${data.texts.sample.nb})` : "";
    const parts = [`klyngekroner ${data.id}${sample}`, `${t("mart")} ${id ? mart : martOf(mart)}`, filter ? `${t("filter")} ${filter}` : t("no_filter"), `${t("as_of").toLocaleLowerCase()} ${data.as_of}`];
    $("citation").value = parts.join("; ");
    $("cited").textContent = "";
    $("citing").showModal();
    $("citation").select();
  }

  async function copy() {
    $("citation").select();
    try {
      await navigator.clipboard.writeText($("citation").value);
      $("cited").textContent = t("copied");
    } catch {
      $("cited").textContent = t("copy_this");  // the browser gives files no clipboard; the text is selected
    }
  }

  function remember() {
    const told = new URLSearchParams([...chosen(), ...(language === "nb" ? [] : [["lang", language]])]).toString();
    history.replaceState(null, "", `#${told}`);
  }

  function recall() {
    const told = new URLSearchParams(location.hash.slice(1));
    Object.assign(state, nothing());
    for (const name of Object.keys(state)) if (told.has(name)) state[name] = told.get(name);
    language = told.get("lang") === "en" ? "en" : "nb";
  }

  function drawWords() {
    document.documentElement.lang = language;
    for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
    for (const node of document.querySelectorAll("data[value]")) {
      const told = Number(node.value);
      node.textContent = node.className === "percent" ? `${told > 0 ? "+" : ""}${number(told, 1, 1)}\u00a0%`.replace("-", "−") : node.className === "millions" ? millions(told) : number(told, 2);
    }
    $("language").lang = language === "nb" ? "en" : "nb";
  }
  const drawFigures = () => { drawTotals(); drawChips(); drawYears(); drawPanels(); drawReasons(); drawList(); remember(); };
  const draw = () => { drawWords(); drawChoices(); drawFigures(); };

  // --- what the reader does
  for (const name of [...FACETS, "standing", "sort"]) $(name).addEventListener("change", (event) => choose({ [name]: event.target.value }, false));
  let typing = 0;
  $("q").addEventListener("input", (event) => {
    clearTimeout(typing);
    typing = setTimeout(() => { state.q = event.target.value.trim(); shown = PAGE; drawFigures(); }, 150);
  });
  $("choices").addEventListener("submit", (event) => event.preventDefault());
  $("choices").addEventListener("reset", (event) => { event.preventDefault(); choose(nothing(), false); });
  $("more").addEventListener("click", () => { shown += PAGE; drawList(); });
  $("language").addEventListener("click", () => { language = language === "nb" ? "en" : "nb"; draw(); });
  $("copy").addEventListener("click", copy);
  $("close").addEventListener("click", () => $("citing").close());
  for (const node of document.querySelectorAll("[data-mart]")) node.addEventListener("click", () => cite(node.dataset.mart));
  for (const node of document.querySelectorAll("[data-choose]")) node.addEventListener("click", () => choose({ ...nothing(), ...Object.fromEntries(new URLSearchParams(node.dataset.choose)) }));
  for (const node of document.querySelectorAll("[data-jump]")) node.addEventListener("click", () => choose({ standing: node.dataset.jump }));
  addEventListener("hashchange", () => { recall(); draw(); });
  addEventListener("beforeprint", () => { for (const node of document.querySelectorAll("main details:not([data-award])")) node.open = true; });
  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; drawYears(); } });
  recall(); draw();
}

unpacked().then((data) => { report(data); document.body.dataset.ready = "yes"; }, (error) => {
  $("failed").hidden = false;
  throw error;
});
