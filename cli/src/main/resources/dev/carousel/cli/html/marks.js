// Charts of marks: dots in rows, bars in rows, a dot for each unit.

const WIDEST_LABEL = 0.4;
const LABEL_SIZE = 13;
const LABEL_LINE = 16;
const PAPER_WIDTH = 680;

function widthOf(theme, text) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${LABEL_SIZE}px ${theme.font}`;
  return pen.measureText(text).width;
}

/** Room for the labels of rows: as much as the widest needs, and less than half. */
function labelRoom(theme, labels) {
  const widest = Math.max(...labels.map((text) => widthOf(theme, text)));
  return Math.ceil(Math.min(widest + 2, WIDEST_LABEL * document.getElementById("report").clientWidth));
}

/** The height of a chart of rows, of which each has room for its label, on paper too. */
function rowsHeight(rows, least) {
  const theme = currentTheme();
  const room = WIDEST_LABEL * Math.min(PAPER_WIDTH, document.getElementById("report").clientWidth);
  const lines = Math.max(...rows.map((r) => Math.ceil((1.08 * widthOf(theme, r.label)) / room)));
  return 66 + rows.length * Math.max(least, LABEL_LINE * lines + 10);
}

function rowGrid(theme, rows, right) {
  return { left: labelRoom(theme, rows.map((r) => r.label)) + 10, right, top: 18, bottom: 48, containLabel: false };
}

function rowAxis(theme, labels) {
  return {
    type: "category",
    data: labels,
    inverse: true,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: theme.ink, fontSize: LABEL_SIZE, lineHeight: LABEL_LINE, interval: 0, width: labelRoom(theme, labels), overflow: "breakAll" },
    splitLine: { show: false },
  };
}

function valueAxis(theme, x) {
  const base = axis(theme, null, x, "x");
  return { ...base, splitLine: { show: true, lineStyle: { color: theme.grid } } };
}

/** Rows with a mark for each figure of them. */
function dotRows(rows, marks, given, lines = []) {
  const wide = spread(rows.flatMap((r) => marks.map((m) => r[m.key])));
  const x = given.spread ? { ...given, ...wide, gap: wide.log ? undefined : given.gap } : given;
  return (theme, hidden) => {
    const shown = marks.filter((m) => !hidden.has(m.name));
    return {
      grid: rowGrid(theme, rows, 22),
      xAxis: valueAxis(theme, x),
      yAxis: { ...rowAxis(theme, rows.map((r) => r.label)), splitLine: { show: true, lineStyle: { color: theme.grid } } },
      tooltip: {
        trigger: "axis",
        axisPointer: { type: "none", axis: "y" },
        formatter: (at) => {
          const row = rows[at[0]?.dataIndex];
          return row ? tip(row.label, shown.map((m) => ({ style: m.style, name: m.name, value: number(row[m.key], 4) }))) : "";
        },
      },
      series: [
        ...shown.map((m) => ({
          type: "scatter",
          name: m.name,
          symbol: m.style.symbol,
          symbolSize: 10,
          itemStyle: { color: tint(theme, m.style) },
          data: rows.map((r, i) => [placed(r[m.key], x), i]),
          z: 3,
        })),
        rules(theme, lines),
      ],
    };
  };
}

/** Rows with a bar each, and its figure at the end. */
function barRows(rows, style, x, text) {
  return (theme) => ({
    grid: rowGrid(theme, rows, 56),
    xAxis: valueAxis(theme, x),
    yAxis: rowAxis(theme, rows.map((r) => r.label)),
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "none" },
      formatter: (at) => tip(rows[at[0].dataIndex].label, [{ style, name: x.name, value: text(rows[at[0].dataIndex].value) }]),
    },
    series: [{
      type: "bar",
      barMaxWidth: 12,
      itemStyle: { color: tint(theme, style), borderRadius: [0, 3, 3, 0] },
      label: { show: true, position: "right", color: theme.muted, fontSize: 12, formatter: ({ dataIndex }) => text(rows[dataIndex].value) },
      data: rows.map((r) => (isNumber(r.value) ? r.value : null)),
    }],
  });
}

/** A dot for each unit, in the square from 0 to 1, with the line that no dot can pass. */
function unitDots(units, style, x, y) {
  const share = (name) => ({ name, min: 0, max: 1, interval: 0.25 });
  return (theme) => ({
    xAxis: valueAxis(theme, share(x)),
    yAxis: axis(theme, null, share(y), "y"),
    tooltip: {
      trigger: "item",
      formatter: ({ dataIndex }) => {
        const u = units[dataIndex];
        const rows = [{ name: y, value: percent(u.right) }, { name: x, value: percent(u.left) }];
        if (isNumber(u.mean)) rows.push({ name: "mean", value: number(u.mean) });
        return tip(`unit ${u.unit}`, rows);
      },
    },
    series: [
      {
        type: "scatter",
        symbol: style.symbol,
        symbolSize: 8,
        itemStyle: { color: tint(theme, style), opacity: 0.62 },
        data: units.map((u) => [u.left, u.right]),
        z: 3,
      },
      { type: "line", silent: true, showSymbol: false, data: [[0, 1], [1, 0]], lineStyle: { color: theme.mark, width: 1, type: [4, 4] }, tooltip: { show: false } },
    ],
  });
}
