// Checks the geometry of every drawn figure, and returns a sentence for each fault.
//
// A text must lie within its chart, must not overlap another text, and nothing that is filled may be
// drawn over it later.

const SLACK = 1; // pixels; boxes of text reach beyond its ink
const faults = [];

/** The numbers alone: to ask a DOMRect for them takes longer than to compare them. */
function boxOf(element) {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return { left, right, top, bottom };
}

function shrunk(box) {
  return { left: box.left + SLACK, right: box.right - SLACK, top: box.top + SLACK, bottom: box.bottom - SLACK };
}

function meet(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function isFilled(shape) {
  const style = getComputedStyle(shape);
  return style.fill !== "none" && style.fill !== "transparent" && Number(style.fillOpacity) > 0.2
    && Number(style.opacity) > 0.2 && style.visibility !== "hidden";
}

function isInside(shape, x, y, matrix = shape.getScreenCTM()) {
  return Boolean(matrix && shape.isPointInFill?.(new DOMPoint(x, y).matrixTransform(matrix.inverse())));
}

/** Whether nothing that a shape stands in clips a point of the screen away. */
function isShown(shape, x, y) {
  for (let at = shape; at.tagName !== "svg"; at = at.parentNode) {
    const id = /url\("?#([^")]+)/.exec(at.getAttribute("clip-path") ?? "")?.[1];
    const clip = id && document.getElementById(id);
    if (clip && ![...clip.children].some((c) => isInside(c, x, y, at.getScreenCTM()))) return false;
  }
  return true;
}

/** Whether a shape's ink lies over a point of the screen. */
function covers(shape, x, y) {
  return isInside(shape, x, y) && isShown(shape, x, y);
}

function isLater(shape, text) {
  return Boolean(text.compareDocumentPosition(shape) & Node.DOCUMENT_POSITION_FOLLOWING);
}

for (const svg of document.querySelectorAll("figure .chart svg")) {
  const id = svg.closest("figure").id;
  const title = svg.closest(".panel")?.querySelector("h4")?.textContent ?? "";
  const where = title ? `${id} (${title})` : id;
  const chart = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll("text")]
    .filter((t) => t.textContent.trim() !== "" && t.getBoundingClientRect().width > 0)
    .map((t) => ({ element: t, words: t.textContent, box: shrunk(boxOf(t)) }));
  const shapes = [...svg.querySelectorAll("path, rect, circle, polygon")].filter(isFilled)
    .map((s) => ({ element: s, box: boxOf(s) }));
  texts.forEach((text, i) => {
    const { box, words } = text;
    if (box.left < chart.left - SLACK || box.right > chart.right + SLACK || box.top < chart.top - SLACK || box.bottom > chart.bottom + SLACK) {
      faults.push(`${where}: '${words}' is cut off`);
    }
    texts.slice(i + 1).filter((other) => meet(box, other.box))
      .forEach((other) => faults.push(`${where}: '${words}' and '${other.words}' overlap`));
    const points = [[box.left, box.top], [box.right, box.bottom], [(box.left + box.right) / 2, (box.top + box.bottom) / 2]];
    const over = shapes.find((s) => meet(box, s.box) && isLater(s.element, text.element) && points.some(([x, y]) => covers(s.element, x, y)));
    if (over) faults.push(`${where}: '${words}' is covered`);
  });
}

return faults;
