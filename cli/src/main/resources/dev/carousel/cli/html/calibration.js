// Whether probabilities, quantiles and intervals are what they say.

const EVEN = [[0, 0], [1, 1]];

function shareAxis(name) {
  return { name, min: 0, max: 1, interval: 0.25, format: (v) => `${plain(100 * v)} %` };
}

/** The line on which a share is what it should be. */
function evenLine(theme) {
  return { type: "line", silent: true, showSymbol: false, data: EVEN, lineStyle: { color: theme.mark, width: 1, type: [4, 4] }, tooltip: { show: false } };
}

/** Dots of {name, style, points: [[should be, is]], tip(i)}, beside the line where both agree. */
function agreement(lines, x, y) {
  return (theme, hidden) => {
    const shown = lines.filter((l) => !hidden.has(l.name));
    return {
      xAxis: valueAxis(theme, shareAxis(x)),
      yAxis: axis(theme, null, shareAxis(y), "y"),
      tooltip: { trigger: "item", formatter: ({ seriesIndex, dataIndex }) => shown[seriesIndex]?.tip(dataIndex) ?? "" },
      series: [
        ...shown.map((l) => ({
          type: "line",
          data: l.points,
          symbol: l.style.symbol,
          symbolSize: 9,
          showSymbol: true,
          showAllSymbol: true,
          itemStyle: { color: tint(theme, l.style) },
          lineStyle: { color: tint(theme, l.style), width: 1.5, type: DASHES[l.style.dash ?? 0] },
          emphasis: { disabled: true },
          z: 3,
        })),
        evenLine(theme),
      ],
    };
  };
}

function binName({ from, to }) {
  return `${plain(100 * from)}–${plain(100 * to)} %`;
}

function reliabilityFigure({ reliability, calibrationError }) {
  const bins = list(reliability?.bins);
  const known = bins.filter((b) => b.predictions > 0);
  if (known.length === 0) return null;
  const style = { colour: 0, symbol: "circle" };
  const line = {
    name: "network",
    style,
    points: known.map((b) => [b.probability, b.accuracy]),
    tip: (i) => tip(`probability ${binName(known[i])}`, [
      { name: "mean probability", value: percent(known[i].probability) },
      { name: "correct", value: percent(known[i].accuracy) },
      { name: "predictions", value: grouped(known[i].predictions) },
    ]),
  };
  return figure({
    id: "reliability",
    title: "Reliability of the probabilities",
    explain: `Of predictions whose class has a probability of 80 %, 80 % should be correct: then the dots lie on the dashed line. Below it the network is too sure of itself. The mean distance from the line, weighted by predictions, is ${percent(calibrationError)} (calibration error).`,
    panels: [
      { title: "Correct predictions, by probability", shape: "tall", build: agreement([line], "probability of the predicted class", "correct") },
      { title: "How many predictions have that probability", shape: "tall", build: binBars(bins, style) },
    ],
    tables: [{
      caption: "Predictions by the probability of their class",
      head: ["probability", "predictions", "mean probability", "correct"],
      rows: () => bins.map((b) => [binName(b), grouped(b.predictions), percent(b.probability), percent(b.accuracy)]),
    }],
  });
}

function binBars(bins, style) {
  return (theme) => ({
    xAxis: {
      ...axis(theme, "category", { name: "probability of the predicted class (%)", gap: true }, "x"),
      data: bins.map((b) => `${plain(100 * b.from)}–${plain(100 * b.to)}`),
    },
    yAxis: axis(theme, null, { name: "predictions", min: 0, ticks: 1 }, "y"),
    tooltip: {
      trigger: "item",
      formatter: ({ dataIndex }) => tip(`probability ${binName(bins[dataIndex])}`, [{ style, name: "predictions", value: grouped(bins[dataIndex].predictions) }]),
    },
    series: [{ type: "bar", barCategoryGap: "12%", itemStyle: { color: tint(theme, style), borderRadius: [3, 3, 0, 0] }, data: bins.map((b) => b.predictions) }],
  });
}

const QUANTILE_STYLE = { colour: 0, symbol: "circle", dash: 0 };
const INTERVAL_STYLE = { colour: 1, symbol: "triangle", dash: 1 };

function coverageLines({ quantiles, intervals }) {
  return [
    {
      name: "quantiles: truths at or below",
      style: QUANTILE_STYLE,
      points: quantiles.map((q) => [q.level, q.share]),
      tip: (i) => tip(`quantile ${percent(quantiles[i].level)}`, [
        { name: "truths at or below", value: percent(quantiles[i].share) },
        { name: "pinball loss", value: number(quantiles[i].pinball, 4) },
      ]),
    },
    {
      name: "intervals: truths inside",
      style: INTERVAL_STYLE,
      points: intervals.map((q) => [q.nominal, q.coverage]).sort((a, b) => a[0] - b[0]),
      tip: (i) => {
        const each = [...intervals].sort((a, b) => a.nominal - b.nominal)[i];
        return tip(`interval of ${percent(each.nominal)}`, [
          { name: "truths inside", value: percent(each.coverage) },
          { name: "mean width", value: number(each.width, 4) },
        ]);
      },
    },
  ].filter((l) => l.points.length > 0);
}

function coverageFigure({ coverage }) {
  const all = list(coverage);
  if (all.length === 0) return null;
  return figure({
    id: "coverage",
    title: "Coverage of quantiles and intervals",
    explain: "A quantile of 90 % should not be exceeded by 90 % of the truths, and an interval of 80 % should contain 80 % of them: then the marks lie on the dashed line. Intervals below it are too narrow.",
    legend: entries(all.flatMap(coverageLines)),
    panels: all.flatMap(coveragePanels),
    tables: all.flatMap((each) => [
      {
        caption: `Quantiles of ${each.title}`,
        head: ["level", "truths at or below", "pinball loss"],
        rows: () => each.quantiles.map((q) => [percent(q.level), percent(q.share), number(q.pinball, 4)]),
      },
      ...(each.intervals.length === 0 ? [] : [{
        caption: `Intervals of ${each.title}`,
        head: ["interval", "truths inside", "mean width"],
        rows: () => each.intervals.map((q) => [percent(q.nominal), percent(q.coverage), number(q.width, 4)]),
      }]),
    ]),
  });
}

/** One target alone leaves room for the loss of each quantile. */
function coveragePanels(each, _, all) {
  const agreed = { title: all.length > 1 ? each.title : "Truths, by level", shape: "tall", build: agreement(coverageLines(each), "level", "share of the truths") };
  if (all.length > 1 || each.quantiles.length < 2) return [agreed];
  const lines = [{ name: "pinball loss", style: QUANTILE_STYLE, points: each.quantiles.map((q) => [q.level, q.pinball]) }];
  const x = { ...shareAxis("level"), tip: (level) => `quantile ${percent(level)}` };
  return [agreed, { title: "Pinball loss, by level", shape: "tall", build: lineChart({ lines, x, y: { name: "pinball loss", min: 0 } }) }];
}
