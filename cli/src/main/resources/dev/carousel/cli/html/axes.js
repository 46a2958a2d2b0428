// Options of ECharts that figures share: axes, lines and marks.

const LOWEST_DECADE = -10;
const MARKS_PER_LINE = 7;
const MOST_POINTS = 1500;

/** The line of a tick label, in pixels: that of tall fonts, so that labels in two such lines never meet. */
const TICK_LINE = 15;

function axis(theme, kind, { name, log, min, max, format, ticks, interval, scale, gap }, side) {
  const isX = side === "x";
  const roundEnd = !isX || !isNumber(max) || max % 5 === 0 || max <= 3;
  return {
    type: kind ?? "value",
    name,
    min,
    max,
    scale,
    boundaryGap: gap,
    interval,
    minInterval: ticks,
    nameLocation: isX ? "middle" : "end",
    nameGap: isX ? 26 : 12,
    nameTextStyle: { color: theme.muted, fontSize: 12, align: isX ? "center" : "left", padding: isX ? 0 : [0, 0, 0, -2] },
    axisLine: { show: isX, onZero: false, lineStyle: { color: theme.rule } },
    axisTick: { show: isX, lineStyle: { color: theme.rule } },
    axisLabel: { color: theme.muted, fontSize: 12, lineHeight: TICK_LINE, hideOverlap: true, showMaxLabel: roundEnd ? null : false, formatter: format ?? (log ? power : kind === "category" ? undefined : plain) },
    splitLine: { show: !isX, lineStyle: { color: theme.grid } },
    splitNumber: 5,
  };
}

/**
 * Whole decades around these values, as exponents of 10, with at most six of them named; down to
 * 1e-10: what is below is in the table alone.
 */
function decades(values) {
  const known = finite(values).filter((v) => v > 0).map(Math.log10);
  if (known.length === 0) return { min: -1, max: 0, interval: 1 };
  const top = Math.ceil(Math.max(...known) - 1e-9);
  const low = Math.floor(Math.min(...known) + 1e-9);
  const bottom = Math.max(Math.min(low, top - 1), Math.min(LOWEST_DECADE, top - 2));
  const interval = Math.ceil((top - bottom) / 6);
  return { min: Math.floor(bottom / interval) * interval, max: Math.ceil(top / interval) * interval, interval };
}

const WIDE = 1000;

/** Of an axis for these values: decades where they are so far apart that the small ones would vanish. */
function spread(values, wide = WIDE) {
  const known = finite(values);
  const isWide = known.length > 1 && Math.min(...known) > 0 && Math.max(...known) >= wide * Math.min(...known);
  return isWide ? { log: true, ...decades(known) } : { scale: true };
}

/** A range around these values whose ends are round numbers. */
function paddedRange(values) {
  const known = finite(values);
  const low = Math.min(...known);
  const high = Math.max(...known);
  const step = 10 ** Math.floor(Math.log10((high - low) || 1)) / 2;
  return { min: Number((Math.floor(low / step) * step).toPrecision(6)), max: Number((Math.ceil(high / step) * step).toPrecision(6)) };
}

function valuesOf(lines) {
  return lines.flatMap((l) => l.points.map((p) => p[1]));
}

/** Where a value stands on an axis: at its exponent of 10 if the axis is logarithmic. */
function placed(value, { log }) {
  if (!isNumber(value)) return null;
  if (!log) return value;
  return value > 0 ? Math.log10(value) : null;
}

function tint(theme, style) {
  return style.role ? theme[style.role] : theme.series[style.colour];
}

/** One line: its points are [x, value], the value null where nothing was measured. */
function line(theme, { name, style, points }, y) {
  const every = Math.max(1, Math.ceil(points.length / MARKS_PER_LINE));
  const offset = Math.floor((every * ((style.colour ?? 0) + 1)) / (SERIES_COLOURS + 1));
  const paint = tint(theme, style);
  return {
    type: "line",
    name,
    data: points.map(([x, value]) => [x, placed(value, y)]),
    showSymbol: !style.plain || points.length === 1,
    showAllSymbol: true,
    sampling: points.length > MOST_POINTS ? "lttb" : undefined,
    symbol: style.symbol ?? "circle",
    symbolSize: style.dot ? 6 : (value, at) => (at.dataIndex % every === offset || points.length === 1 ? 7 : 0),
    itemStyle: { color: paint },
    lineStyle: { color: paint, width: style.dot ? 0 : (style.width ?? 2), type: DASHES[style.dash ?? 0] },
    emphasis: { disabled: true },
    connectNulls: false,
    z: 3,
  };
}

/** A line across the chart with a word at its end; `at` is {xAxis} or {yAxis}. */
function rule(theme, at, text, position = "insideEndTop", label = {}) {
  return {
    ...at,
    label: { show: text !== "", formatter: text, position, color: theme.muted, fontSize: 12, ...label },
    lineStyle: { color: theme.mark, type: [4, 4], width: 1 },
  };
}

/** A series of marks alone, so that hidden lines do not take them away. */
function rules(theme, marks) {
  return {
    type: "line",
    data: [],
    silent: true,
    markLine: { silent: true, symbol: "none", animation: false, data: marks.map((m) => rule(theme, m.at, m.text, m.position, m.label)) },
  };
}

/**
 * Lines over one axis.
 *
 * @param lines of {name, style, points, text(y)}
 * @param x, y of axes; x.tip gives the head of a tooltip
 * @param marks of {at, text}
 * @param extra gives further series: (theme, hidden) => []
 */
function lineChart({ lines, x, y, marks = [], extra = () => [] }) {
  return (theme, hidden) => {
    const shown = lines.filter((l) => !hidden.has(l.key ?? l.name));
    return {
      xAxis: axis(theme, null, x, "x"),
      yAxis: axis(theme, null, y, "y"),
      tooltip: { trigger: "axis", formatter: (at) => lineTip(at, shown, x) },
      series: [...shown.map((l) => line(theme, l, y)), ...extra(theme, hidden), rules(theme, marks.map((m) => placedMark(m, y)))],
    };
  };
}

function placedMark({ at, ...mark }, y) {
  return { ...mark, at: isNumber(at.yAxis) ? { yAxis: placed(at.yAxis, y) } : at };
}

function lineTip(at, shown, x) {
  const known = at.map((p) => ({ ...p, line: shown[p.seriesIndex] })).filter((p) => p.line);
  if (known.length === 0) return "";
  const position = known[0].value[0];
  const rows = known
    .filter((p) => p.value[0] === position)
    .map((p) => {
      const value = p.line.points[p.dataIndex][1];
      return { style: p.line.style, name: p.line.name, value: (p.line.text ?? number)(value) };
    });
  return tip(x.tip ? x.tip(position) : `${x.name} ${number(position)}`, rows);
}

/** How far these lines go along x; never nowhere. */
function reach(lines) {
  return Math.max(1, ...lines.flatMap((l) => l.points.map((p) => p[0])));
}

/** Pairs of two lists; the shorter one ends them. */
function pairs(xs, ys) {
  return list(ys).slice(0, list(xs).length).map((y, i) => [xs[i], y]);
}

function bySteps(ys) {
  return list(ys).map((y, step) => [step, y]);
}
