// What stands beside a name must look like what is drawn of that name.
const ofSwatch = (svg) => {
  const {stroke, fill} = getComputedStyle(svg.querySelector("path, rect"));
  const dashes = svg.querySelector("path[stroke-dasharray]");
  return [stroke === "none" ? fill : stroke,
    svg.querySelector("path[d='M0 6H28']") ? dashes?.getAttribute("stroke-dasharray") ?? "solid" : ""];
};
const ofSeries = ({type, itemStyle, lineStyle}, isLine) => [itemStyle.color,
  isLine ? [lineStyle.type].flat().join(" ") : ""];
const faults = [];
let count = 0;
for (const chart of document.querySelectorAll("figure .chart")) {
  const figure = chart.closest("figure");
  const keys = [...figure.querySelectorAll(":scope > .legend button"),
    ...chart.parentElement.querySelectorAll(".legend > span, .notes li, .names li")];
  const nameOf = (key) => (key.querySelector("b") ?? key).textContent;
  for (const series of echarts.getInstanceByDom(chart).getOption().series) {
    for (const key of keys.filter((k) => nameOf(k) === series.name)) {
      const told = ofSwatch(key.querySelector("svg"));
      const drawn = ofSeries(series, told[1] !== "");
      count++;
      if (told.join() !== drawn.join()) {
        faults.push(`${figure.id}: ${series.name} is ${drawn}, its key ${told}`);
      }
    }
  }
}
for (const legend of document.querySelectorAll("figure > .legend")) {
  const looks = [...legend.querySelectorAll("button svg")].map((s) => s.outerHTML);
  if (new Set(looks).size < looks.length) {
    faults.push(`${legend.parentElement.id}: two lines look the same`);
  }
}
return {faults, count};
