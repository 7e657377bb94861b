// "/" goes to the search box, "j" and "k" to the next and previous section, result or entry, "?" lists the keys; the list can switch them off.
const STEPS = ".record section[id], .hits > li, main .lines > li, .cases > li";
const OFF = "keys-off";
const KEYS = [
  ["/", "到搜索框"],
  ["j", "下一节、下一条"],
  ["k", "上一节、上一条"],
  ["?", "打开或关闭这张表"],
];

let list;

const stored = () => {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
};

function store(off) {
  try {
    if (off) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  } catch {
    // A browser that keeps nothing: the keys stay on.
  }
}

const element = (name, text, attributes = {}) => {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

function buildList() {
  const box = element("div", "", { class: "panel keys", role: "dialog", "aria-label": "键盘操作", tabindex: "-1" });
  const table = element("dl", "");
  for (const [key, text] of KEYS) {
    const row = element("div", "");
    row.append(element("dt", key), element("dd", text));
    table.append(row);
  }
  const switching = element("button", "", { type: "button", class: "btn plain" });
  const name = () => {
    switching.textContent = stored() ? "启用这些按键" : "停用这些按键";
  };
  name();
  switching.addEventListener("click", () => {
    store(!stored());
    name();
  });
  const close = element("button", "关闭", { type: "button", class: "btn" });
  close.addEventListener("click", hide);
  const buttons = element("p", "", { class: "row" });
  buttons.append(close, switching);
  box.append(element("h2", "键盘操作"), table, buttons);
  box.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  document.body.append(box);
  return box;
}

let before = null;

function show() {
  before = document.activeElement;
  list = buildList();
  list.focus();
}

function hide() {
  list.remove();
  list = null;
  if (before) before.focus();
}

/** To the first entry below the top of the window, or the last above it. */
function step(forward) {
  const places = [...document.querySelectorAll(STEPS)].filter((each) => each.offsetParent !== null);
  const line = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const top = (each) => each.getBoundingClientRect().top - line;
  const near = 8;
  const next = forward ? places.find((each) => top(each) > near) : places.filter((each) => top(each) < -near).pop();
  if (!next) return;
  next.setAttribute("tabindex", "-1");
  next.focus({ preventScroll: true });
  next.scrollIntoView();
}

function toSearch() {
  const box = [...document.querySelectorAll("form[role=search] input[name=q]")].filter((e) => e.offsetParent).pop();
  if (!box) return;
  box.focus();
  box.select();
}

const ACTIONS = { "/": toSearch, j: () => step(true), k: () => step(false) };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key === "?") {
    if (list) hide();
    else show();
  } else if (ACTIONS[event.key] && !stored()) ACTIONS[event.key]();
  else return;
  event.preventDefault();
});
