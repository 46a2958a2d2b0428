// Draws a newer report into the page: what can stay does, so that scroll position, focus, hidden
// lines and open tables are kept.

function renew(report) {
  const sections = sectionsOf(report);
  const contents = document.getElementById("contents");
  const names = sections.map((part) => part.dataset.short).join();
  settle(document.getElementById("report"), sections);
  if (contents.dataset.names !== names) {
    contents.dataset.names = names;
    contents.replaceChildren(...sections.map(entryOf));
  }
  forgetCharts();
}

/** Puts these children in place of those that are there; who can take over what is new stays. */
function settle(parent, fresh) {
  const staying = new Map();
  const before = [...parent.children];
  fresh.forEach((child) => {
    const same = child.id ? before.find((b) => b.id === child.id) : null;
    if (same && takesOver(same, child)) staying.set(child, same);
  });
  const kept = new Set(staying.values());
  before.filter((b) => !kept.has(b)).forEach((b) => b.remove());
  let at = parent.firstElementChild;
  fresh.forEach((child) => {
    const node = staying.get(child) ?? child;
    if (node === at) at = at.nextElementSibling;
    else parent.insertBefore(node, at);
  });
}

/** Whether the old element shows from now on what the fresh one does. */
function takesOver(old, fresh) {
  if (old.tagName === "SECTION") {
    settle(old, [...fresh.children]);
    return true;
  }
  if (old.tagName !== "FIGURE" || made.get(old).shape !== made.get(fresh).shape) return false;
  renewCharts(made.get(old).drawn, made.get(fresh).drawn);
  swap(old, fresh, ":scope > figcaption");
  swap(old, fresh, ":scope > .key, :scope > .legend > .key");
  const panels = fresh.querySelectorAll(":scope > .panels > .panel");
  old.querySelectorAll(":scope > .panels > .panel").forEach((panel, i) => renewPanel(panel, panels[i]));
  renewTables(old.querySelector(":scope > details"), fresh.querySelector(":scope > details"));
  return true;
}

function renewCharts(old, fresh) {
  old.forEach((chart, i) => {
    chart.build = fresh[i].build;
    chart.label = fresh[i].label; // which ECharts puts into the page as it paints
    chart.host.style.height = fresh[i].host.style.height;
    if (!waiting.includes(chart)) waiting.push(chart);
  });
}

function swap(old, fresh, css) {
  const part = fresh.querySelector(css);
  if (part) old.querySelector(css)?.replaceWith(part);
}

/** Everything but the chart. */
function renewPanel(old, fresh) {
  const host = old.querySelector(":scope > .chart");
  if (!host) {
    old.replaceWith(fresh);
    return;
  }
  [...old.children].filter((part) => part !== host).forEach((part) => part.remove());
  const parts = [...fresh.children];
  const at = parts.findIndex((part) => part.classList.contains("chart"));
  host.before(...parts.slice(0, at));
  host.after(...parts.slice(at + 1));
}

function renewTables(old, fresh) {
  if (!old) return;
  const tables = made.get(fresh);
  made.set(old, tables);
  const shown = old.querySelectorAll(":scope > .scroll");
  if (old.open) shown.forEach((region, i) => fill(region, tables[i]));
  else shown.forEach((region) => region.remove());
}

/** Charts that are not in the page any more, or never came to be. */
function forgetCharts() {
  const gone = charts.filter((chart) => !chart.host.isConnected);
  gone.forEach((chart) => chart.instance?.dispose());
  [charts, waiting].forEach((all) => {
    const left = all.filter((chart) => chart.host.isConnected);
    all.splice(0, all.length, ...left);
  });
}
