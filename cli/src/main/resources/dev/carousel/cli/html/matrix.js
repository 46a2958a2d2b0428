// Squares coloured by a share from 0 to 1.

const LEAST_CELL = 26;
const LARGEST_CELL = 64;
const CELL_LETTERS = 11;

/** From nothing to all, in the theme's own colours. */
function shareRamp(theme) {
  return [theme.grid, theme.series[0]];
}

function shareKey(low, high, name, ...more) {
  const ramp = el("span", { class: "ramp", "aria-hidden": "true" });
  ramp.style.background = "linear-gradient(90deg, var(--grid), var(--series-1))";
  return el("div", { class: "key" }, el("span", {}, low), ramp, el("span", {}, high), el("span", { class: "key-name" }, name), more);
}

function channels(colour) {
  return list(colour.match(/[\d.]+/g)).slice(0, 3).map(Number);
}

function luminance(rgb) {
  const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The one of ink and paper that is told apart best from a cell of that share. */
function inkOn(theme, share) {
  const [from, to] = shareRamp(theme).map(channels);
  const cell = luminance(from.map((c, i) => c + share * (to[i] - c)));
  const contrast = (colour) => {
    const own = luminance(channels(colour));
    return (Math.max(own, cell) + 0.05) / (Math.min(own, cell) + 0.05);
  };
  return contrast(theme.ink) >= contrast(theme.paper) ? theme.ink : theme.paper;
}

function pageWidth() {
  return document.getElementById("report").clientWidth;
}

/** An axis of names at an edge of a matrix; as many as there is room for. */
function nameAxis(theme, names, { inverse, room, cell, rotate = 0 }) {
  return {
    type: "category",
    data: names,
    inverse,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: {
      color: theme.ink,
      fontSize: 12,
      rotate,
      interval: cell >= 15 ? 0 : Math.ceil(15 / cell) - 1,
      width: room,
      overflow: "truncate",
      ellipsis: "…",
    },
  };
}

/** The widths and heights of a square matrix of names, for this width of the page. */
function matrixSizes(theme, names) {
  const widest = Math.max(...names.map((name) => widthOf(theme, name)));
  const left = Math.ceil(Math.min(widest + 8, 0.26 * pageWidth(), 180));
  const cell = Math.min(LARGEST_CELL, (pageWidth() - left - 20) / names.length);
  const isUpright = widest + 6 > cell;
  return { left, cell, isUpright, bottom: isUpright ? Math.ceil(Math.min(widest + 8, 120)) : 22, widest };
}

function cellText(count, share, cell) {
  const whole = `${Math.round(100 * share)}`;
  if (cell >= 46) return `${grouped(count)}\n${whole} %`;
  return cell >= 21 && whole !== "0" ? whole : "";
}

/** Which class was taken for which. */
function confusionFigure({ confusion }) {
  if (!confusion || sum(confusion.counts.flat()) === 0) return null;
  const { names, counts, shares, left } = confusion;
  const labels = names.map((name) => shortened(name));
  const rest = left > 0 ? ` The ${names.length} classes that occur or are predicted most; ${grouped(left)} more are in --json.` : "";
  const height = Math.max(150, 30 + Math.round(names.length * Math.max(12, Math.min(LARGEST_CELL * 0.75, 560 / names.length)))) + 110;
  return figure({
    id: "confusion",
    title: "Confusion: actual and predicted classes",
    explain: `Each row is an actual class, each column the class that was predicted for it. The colour is the share of the row, so all that is off the diagonal is a mistake.${rest}`,
    key: shareKey("0 %", "100 %", "share of the actual class"),
    panels: [{ title: "Actual ↓ by predicted →", build: confusionChart(labels, names, counts, shares), height }],
    tables: [
      { caption: "Counts: a row for each actual class, a column for each predicted one", head: ["actual", ...names], rows: () => counts.map((row, i) => [names[i], ...row.map(grouped)]) },
      { caption: "The same as shares of the actual class", head: ["actual", ...names], rows: () => shares.map((row, i) => [names[i], ...row.map(percent)]) },
    ],
  });
}

function confusionChart(labels, names, counts, shares) {
  return (theme) => {
    const { left, cell, isUpright, bottom } = matrixSizes(theme, labels);
    const cells = counts.flatMap((row, y) => row.map((count, x) => {
      const share = shares[y][x];
      const text = count > 0 ? cellText(count, share, cell) : "";
      return { value: [x, y, isNumber(share) ? share : 0], label: { show: text !== "", formatter: text, color: inkOn(theme, share ?? 0) } };
    }));
    return {
      grid: { left, right: Math.max(4, pageWidth() - left - cell * names.length - 4), top: 8, bottom: bottom + 8, containLabel: false },
      xAxis: nameAxis(theme, labels, { room: isUpright ? bottom : cell, cell, rotate: isUpright ? 90 : 0 }),
      yAxis: nameAxis(theme, labels, { inverse: true, room: left - 8, cell: 20 }),
      visualMap: { show: false, min: 0, max: 1, dimension: 2, inRange: { color: shareRamp(theme) } },
      tooltip: {
        trigger: "item",
        formatter: ({ value: [x, y] }) => tip(`actual ${names[y]}, predicted ${names[x]}`, [
          { name: "predictions", value: grouped(counts[y][x]) },
          { name: "share of the actual class", value: percent(shares[y][x]) },
        ]),
      },
      series: [{
        type: "heatmap",
        progressive: 0,
        data: cells,
        label: { show: true, fontSize: CELL_LETTERS, lineHeight: 13 },
        itemStyle: { borderColor: theme.paper, borderWidth: names.length > 25 ? 0 : 1 },
        emphasis: { itemStyle: { borderColor: theme.ink, borderWidth: 1 } },
      }],
    };
  };
}
