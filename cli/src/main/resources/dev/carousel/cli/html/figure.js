// Figures: a title, what it shows and how to read it, a legend, panels, and the same as a table.

let figures = 0;

/** Of a figure's element: what it is made up of (`shape`), and its charts. Of a box: its tables. */
const made = new WeakMap();

/**
 * A figure.
 *
 * @param id short name, unique
 * @param explain one or two sentences: what is shown, how to read it
 * @param legend of {name, style, off}: buttons that hide and show; `off` is hidden at first
 * @param chooser an element above the legend, which chooses what is shown
 * @param panels of {title, label, build, shape, height, key, note}; with `node`, that and no chart
 * @param key an element beside the legend
 * @param columns of panels, where the page is wide enough
 * @param tables of {caption, head, rows()}
 */
function figure({ id, title, explain, legend = [], chooser = null, panels, key = null, tables, columns = columnsFor(panels) }) {
  const hidden = new Set(legend.filter((l) => l.off).map((l) => l.name));
  const drawn = [];
  const caption = el("figcaption", {},
    el("h3", { id: `${id}-title` }, el("span", { class: "ordinal" }, `${++figures}`), " ", title),
    el("p", { id: `${id}-how` }, explain));
  const grid = el("div", { class: `panels columns-${columns}` }, panels.map((p) => panel(p, title, hidden, drawn)));
  const element = el("figure", { id, "aria-labelledby": `${id}-title`, "aria-describedby": `${id}-how` },
    caption,
    chooser,
    legend.length > 1 ? legendOf(legend, hidden, drawn, key) : key,
    grid,
    tables.length > 0 ? details(tables) : null);
  made.set(element, { shape: shapeOf(columns, legend, panels, tables), drawn });
  return element;
}

/** What two figures must have in common for one to take over what the other shows. */
function shapeOf(columns, legend, panels, tables) {
  return JSON.stringify([
    columns,
    legend.map((l) => [l.name, l.style]),
    panels.map((p) => [p.title, p.shape, Boolean(p.node)]),
    tables.map((t) => t.caption),
  ]);
}

/** As many columns as leave the last row full, or nearly. */
function columnsFor(panels) {
  const count = panels.length;
  if (count <= 3) return count;
  return count % 3 === 1 ? 2 : 3;
}

function panel({ title, label, build, node, key, shape = "", height, note }, figureTitle, hidden, drawn) {
  const parts = [];
  if (title) parts.push(el("h4", {}, title));
  if (node) {
    parts.push(node);
  } else {
    const host = el("div", { class: `chart ${shape}` });
    if (height) host.style.height = `${height}px`;
    drawn.push(addChart(host, label ?? `${figureTitle}${title ? `: ${title}` : ""}`, build, hidden));
    parts.push(host);
  }
  if (key) parts.push(key);
  if (note) parts.push(el("p", { class: "note" }, note));
  return el("div", { class: "panel" }, parts);
}

function legendOf(entries, hidden, drawn, key) {
  const buttons = entries.map(({ name, style }) => {
    const button = el("button", { type: "button", "aria-pressed": String(!hidden.has(name)) }, swatch(style), name);
    button.addEventListener("click", () => {
      const show = hidden.delete(name);
      if (!show) hidden.add(name);
      button.setAttribute("aria-pressed", String(show));
      drawn.filter((chart) => chart.instance).forEach((chart) => paint(chart));
    });
    return button;
  });
  return el("div", { class: "legend", role: "group", "aria-label": "Lines shown" }, buttons, key);
}

/** A legend's entries, each name once. */
function entries(lines) {
  const seen = new Map();
  lines.forEach((l) => seen.set(l.key ?? l.name, { name: l.key ?? l.name, style: l.style }));
  return [...seen.values()];
}

/** A sentence for each network, below a chart. */
function notes(all) {
  return el("ul", { class: "notes" }, all.map(({ style, name, text }) =>
    el("li", {}, swatch(style), el("span", {}, el("b", {}, name), ` ${text}`))));
}

/** Tables are made when they are first asked for: a page holds many numbers. */
function details(tables) {
  const box = el("details", {}, el("summary", {}, "Data as a table"));
  made.set(box, tables);
  box.addEventListener("toggle", () => {
    if (!box.open || box.childElementCount > 1) return;
    made.get(box).forEach((t) => {
      const region = el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Table: ${t.caption}` });
      fill(region, t);
      box.append(region);
    });
  });
  return box;
}

/** More rows than this fill a region for certain. */
const FULL = 40;

/** Puts a table into its region; a long one is laid out only while it is in sight. */
function fill(region, { caption, head, rows }) {
  const all = rows();
  region.classList.toggle("long", all.length > FULL);
  region.replaceChildren(table(caption, head, all));
}

/** Lines over a common x, as a table: a row for each x, a column for each line. */
function linesTable(caption, xName, lines) {
  return {
    caption,
    head: [xName, ...lines.map((l) => l.name)],
    rows: () => {
      const xs = [...new Set(lines.flatMap((l) => l.points.map((p) => p[0])))].sort((a, b) => a - b);
      const columns = lines.map((l) => new Map(l.points));
      return xs.map((x) => [number(x, 6), ...columns.map((c, i) => (lines[i].text ?? number)(c.get(x), 4))]);
    },
  };
}

/** A part of the page, with a short name for the contents; null if it has nothing to show. */
function section(id, short, title, parts) {
  const content = parts.filter((part) => part !== null);
  if (content.length === 0) return null;
  return el("section", { id, "aria-labelledby": `${id}-head`, "data-short": short },
    el("h2", { id: `${id}-head` }, title),
    content);
}
