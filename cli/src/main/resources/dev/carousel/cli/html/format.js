// Numbers as the terminal writes them: few digits, a point, no locale.

const NONE = "–";

function isNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}

/** So many significant digits: 0.532, 6.58e-8, 120. */
function number(value, digits = 3) {
  if (!isNumber(value)) return NONE;
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 1e5) return value.toExponential(digits - 1).replace("e+", "e");
  const rounded = Number(value.toPrecision(digits));
  return size < 1e3 ? String(rounded) : grouped(Math.round(value));
}

/** A whole number with its thousands apart: 12,345. */
function grouped(value) {
  return isNumber(value) ? value.toLocaleString("en-US", { maximumFractionDigits: 0 }) : NONE;
}

function decimals(value, digits) {
  return isNumber(value) ? value.toFixed(digits) : NONE;
}

function percent(share) {
  return isNumber(share) ? `${number(100 * share, share < 0.995 ? 2 : 3)} %` : NONE;
}

/** A tick: with its thousands apart, and short if it is very large. */
function plain(value) {
  const rounded = Number(value.toPrecision(12));
  return Math.abs(rounded) < 1e6 ? rounded.toLocaleString("en-US", { maximumFractionDigits: 12 }) : number(rounded, String(rounded.toExponential()).split("e")[0].replace(/\D/g, "").length);
}

/** 10⁻⁸; plain numbers near 1. */
function power(exponent) {
  if (exponent >= -2 && exponent <= 3) return String(Number((10 ** exponent).toPrecision(1)));
  const raised = [...String(exponent)].map((c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)]));
  return `10${raised.join("")}`;
}

function plural(count, noun) {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// Lists that may be missing, or hold null for what was not measured.

function list(value) {
  return Array.isArray(value) ? value : [];
}

function finite(values) {
  return list(values).filter(isNumber);
}

function mean(values) {
  const known = finite(values);
  return known.length === 0 ? null : known.reduce((sum, v) => sum + v, 0) / known.length;
}

function sum(values) {
  return finite(values).reduce((total, v) => total + v, 0);
}
