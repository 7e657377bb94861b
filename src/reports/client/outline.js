// Marks the section that is being read in the outline; opens the outline if a style sheet cannot; finds a place whose
// address was pasted with the mark of a sentence behind it.

function findPasted() {
  let typed = "";
  try {
    typed = decodeURIComponent(location.hash.slice(1));
  } catch {
    return;
  }
  if (typed === "" || document.getElementById(typed)) return;
  const meant = typed.toLowerCase().replace(/[^0-9a-z-]+$/, "");
  if (meant !== typed && document.getElementById(meant)) location.replace(`#${meant}`);
}
findPasted();
addEventListener("hashchange", findPasted);

const outline = document.querySelector(".outline");
const WIDE = "(min-width: 62rem)";

if (outline && !CSS.supports("selector(::details-content)") && matchMedia(WIDE).matches) outline.open = true;

const links = new Map();
if (outline) for (const link of outline.querySelectorAll("a[href^='#']")) links.set(link.hash.slice(1), link);
const sections = [...document.querySelectorAll(".record section[id]")].filter((each) => links.has(each.id));

let marked = null;

function mark(link) {
  if (link === marked) return;
  if (marked) marked.removeAttribute("aria-current");
  marked = link;
  if (!link) return;
  link.setAttribute("aria-current", "location");
  const [box, own] = [outline.getBoundingClientRect(), link.getBoundingClientRect()];
  const margin = 48;
  if (own.top < box.top + margin) outline.scrollTop -= box.top + margin - own.top;
  else if (own.bottom > box.bottom - margin) outline.scrollTop += own.bottom - box.bottom + margin;
}

function look() {
  const line = 100;
  const passed = sections.filter((each) => each.getBoundingClientRect().top <= line).pop();
  mark(passed ? links.get(passed.id) : null);
}

if (sections.length > 0) {
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      look();
    });
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  look();
}
