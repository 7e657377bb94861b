// Suggestions while typing. Without it the box is an ordinary form.
const WAIT = 180;
const LONGEST = 20;
const KINDS = { bureau: "单位", heading: "标题", phrase: "原文", similar: "读音相近" };

class Combobox {
  options = [];
  active = -1;

  constructor(box) {
    this.box = box;
    this.typed = box.value;
    this.list = Object.assign(document.createElement("ul"), {
      id: `${box.id}-list`,
      className: "suggest",
      hidden: true,
    });
    this.status = Object.assign(document.createElement("p"), { className: "hide" });
    this.status.setAttribute("role", "status");
    setAll(this.list, { role: "listbox", "aria-label": "搜索建议" });
    setAll(box, {
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-controls": this.list.id,
      "aria-expanded": "false",
    });
    box.parentElement.append(this.list, this.status);
    box.addEventListener("input", (event) => event.isComposing || this.askSoon());
    box.addEventListener("compositionend", () => this.askSoon());
    box.addEventListener("keydown", (event) => this.press(event));
    box.addEventListener("blur", () => this.close());
    box.form.addEventListener("submit", () => this.close());
  }

  askSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    this.typed = this.box.value;
    const text = this.typed.trim();
    this.request?.abort();
    if (!text || text.length > LONGEST || /[\s"“”:：-]/.test(text)) return this.show([]);
    this.request = new AbortController();
    try {
      const answer = await fetch(`/api/v1/suggest?q=${encodeURIComponent(text)}`, { signal: this.request.signal });
      const { suggestions } = answer.ok ? await answer.json() : { suggestions: [] };
      if (document.activeElement === this.box && this.box.value === this.typed) this.show(suggestions);
    } catch {
      // Aborted, or the network is gone: typing goes on.
    }
  }

  show(suggestions) {
    this.options = suggestions.map(({ text, kind }, index) => {
      const option = Object.assign(document.createElement("li"), { id: `${this.list.id}-${index}`, textContent: text });
      setAll(option, { role: "option", "aria-selected": "false", "data-kind": KINDS[kind] ?? "" });
      option.addEventListener("mousedown", (event) => event.preventDefault());
      option.addEventListener("click", () => {
        this.box.value = text;
        this.box.form.querySelector("[type=submit]").click();
      });
      return option;
    });
    const count = this.options.length;
    this.list.replaceChildren(...this.options);
    this.list.hidden = count === 0;
    this.active = -1;
    this.box.removeAttribute("aria-activedescendant");
    this.box.setAttribute("aria-expanded", String(count > 0));
    this.status.textContent = count > 0 ? `有${count}条建议，按上下键选择` : "";
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.show([]);
  }

  choose(index) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = index;
    const option = this.options[index];
    this.box.value = option?.textContent ?? this.typed;
    if (!option) return this.box.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.box.setAttribute("aria-activedescendant", option.id);
  }

  press(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const isOpen = !this.list.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      this.box.value = this.typed;
      this.close();
    } else if (step) {
      event.preventDefault();
      const places = this.options.length + 1;
      if (isOpen) this.choose(((this.active + 1 + step + places) % places) - 1);
      else void this.ask();
    }
  }
}

function setAll(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

for (const box of document.querySelectorAll("form[role=search] input[name=q]")) new Combobox(box);
