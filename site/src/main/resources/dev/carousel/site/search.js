// Finds sections that have every word: those with words in their heading first, then by how often
// a word comes for the length of the section.
const field = document.getElementById("search");
const found = document.getElementById("found");
const top_ = document.body.dataset.top;
const most = 12;

function score(section, words) {
  const heading = (section.page + " " + section.heading).toLowerCase();
  const text = section.text.toLowerCase();
  let sum = 0;
  for (const word of words) {
    const times = text.split(word).length - 1;
    const named = heading.includes(word);
    if (!times && !named) return 0;
    sum += Math.log1p((1000 * times) / (1000 + text.length)) + (named ? 10 : 0);
  }
  return sum;
}

function excerpt(text, words) {
  const about = Math.max(0, text.toLowerCase().indexOf(words[0]) - 60);
  const at = about ? text.indexOf(" ", about) + 1 : 0;
  return (at ? "…" : "") + text.slice(at, at + 160) + (at + 160 < text.length ? "…" : "");
}

function item(section, words) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  link.href = top_ + section.to;
  link.textContent =
    section.page === section.heading ? section.page : section.page + ": " + section.heading;
  const words_ = document.createElement("p");
  words_.textContent = excerpt(section.text, words);
  line.append(link, words_);
  return line;
}

function search() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  const hits = words.length
    ? sections
        .map(section => [score(section, words), section])
        .filter(hit => hit[0] > 0)
        .sort((a, b) => b[0] - a[0])
        .slice(0, most)
    : [];
  found.replaceChildren(...hits.map(hit => item(hit[1], words)));
  if (words.length && !hits.length) {
    found.append("Nothing has all of these words.");
  }
  found.hidden = !words.length;
}

field.addEventListener("input", search);
field.form.addEventListener("submit", event => {
  event.preventDefault();
  found.querySelector("a")?.click();
});
document.addEventListener("keydown", event => {
  if (event.key === "/" && document.activeElement !== field) {
    event.preventDefault();
    field.focus();
  }
  if (event.key === "Escape" && !found.hidden) {
    field.value = "";
    search();
  }
});
