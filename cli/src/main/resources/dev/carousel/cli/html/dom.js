// Elements. Text is only ever set as text: nothing of a report is read as markup.

const SVG = "http://www.w3.org/2000/svg";

function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function svg(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  return element;
}

const SHAPES = {
  circle: "M14 2.5a3.5 3.5 0 1 0 .01 0z",
  triangle: "M14 2l4 7h-8z",
  rect: "M10.7 2.7h6.6v6.6h-6.6z",
  diamond: "M14 1.5L18.5 6 14 10.5 9.5 6z",
  arrow: "M14 1.5l3.6 9-3.6-2.4-3.6 2.4z",
  roundRect: "M12 2.7h4a1.4 1.4 0 0 1 1.4 1.4v3.8a1.4 1.4 0 0 1-1.4 1.4h-4a1.4 1.4 0 0 1-1.4-1.4V4.1A1.4 1.4 0 0 1 12 2.7z",
};

/** A line as it is drawn in the figures: its colour, dash and shape. */
function swatch(style) {
  const picture = svg("svg", { viewBox: "0 0 28 12", width: 28, height: 12, "aria-hidden": "true" });
  const tint = seriesVariable(style);
  if (style.band) {
    const area = svg("rect", { x: 0, y: 1, width: 28, height: 10, rx: 2, opacity: style.band + 0.1 });
    area.style.fill = tint;
    picture.append(area);
  } else if (!style.dot) {
    const dash = DASHES[style.dash ?? 0];
    const line = svg("path", { d: "M0 6H28", fill: "none", "stroke-width": 2 });
    line.style.stroke = tint;
    if (Array.isArray(dash)) line.setAttribute("stroke-dasharray", dash.join(" "));
    picture.append(line);
  }
  if (style.symbol && !style.plain) {
    const shape = svg("path", { d: SHAPES[style.symbol] });
    shape.style.fill = tint;
    picture.append(shape);
  }
  return picture;
}

function seriesVariable(style) {
  return style.role ? `var(--${style.role})` : `var(--series-${style.colour + 1})`;
}

function fact(term, value) {
  return el("div", {}, el("dt", {}, term), el("dd", {}, value));
}

function chip(kind, text) {
  const signs = { vanishing: "▼", fading: "▽", exploding: "▲", growing: "△", steady: "●", unmeasured: "○", enough: "●", unneeded: "○" };
  return el("span", { class: `chip ${kind}` }, signs[kind] ? `${signs[kind]} ` : "", text ?? kind);
}

/** A table with its caption and heads; columns of numbers stand to the right. */
function table(caption, head, rows) {
  const isNumber = (value) => /^[-–]?[\d.]|^–$/.test(String(value));
  const classOf = (isRight) => (isRight ? "number" : null);
  const heading = (text, i) =>
    el("th", { scope: "col", class: classOf(i > 0 && rows.length > 0 && rows.every((row) => isNumber(row[i]))) }, text);
  const cell = (value, i) =>
    i === 0
      ? el("th", { scope: "row" }, String(value))
      : el("td", { class: classOf(isNumber(value)) }, String(value));
  return el("table", {},
    el("caption", {}, caption),
    el("thead", {}, el("tr", {}, head.map(heading))),
    el("tbody", {}, rows.map((row) => el("tr", {}, row.map(cell)))));
}
