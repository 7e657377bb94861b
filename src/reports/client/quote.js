// Makes a picture of a quotation and copies it: the words that were selected, or the whole paragraph.
(() => {
  const told = document.createElement("p");
  told.className = "hide";
  told.setAttribute("role", "status");
  document.querySelector("main").append(told);

  let chosen = null;
  const shown = [];

  // The place of a selection in the text of its paragraph, without the tools at its end.
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const text = range.startContainer.parentElement?.closest(".para > p");
    if (!text?.contains(range.endContainer)) return;
    const before = document.createRange();
    before.selectNodeContents(text);
    const tools = text.querySelector(".tools");
    if (tools) before.setEndBefore(tools);
    const whole = before.toString();
    before.setEnd(range.startContainer, range.startOffset);
    const from = before.toString().length;
    const to = Math.min(from + range.toString().length, whole.length);
    if (to <= from) return;
    const inside = range.startContainer.parentElement.closest(".para");
    chosen = { para: inside, from, to, text: whole.slice(from, to), whole };
    for (const show of shown) show();
  });

  // A click beside the tools takes the selection away, and with it the chosen words.
  document.addEventListener("pointerdown", ({ target }) => {
    if (!chosen || target.closest(".tools, .pin")) return;
    chosen = null;
    for (const show of shown) show();
  });

  async function pngOf(address) {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    const scale = 2;
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done, fail) => {
      canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/png");
    });
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${name}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  async function textOf(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error("no text");
    return (await answer.text()).trim();
  }

  async function copyText(waiting) {
    const blob = waiting.then((text) => new Blob([text], { type: "text/plain" }));
    try {
      // With the promise inside: some browsers take nothing that comes after the tap.
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    } catch {
      const text = await waiting;
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      const copied = document.execCommand("copy");
      field.remove();
      if (!copied) throw new Error("not copied");
    }
  }

  function addButton(row, name, work) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn plain copy";
    button.textContent = name;
    button.addEventListener("click", async () => {
      let said;
      try {
        said = await work();
      } catch {
        said = "没有成功，请打开图片后保存";
      }
      button.textContent = said;
      told.textContent = said;
      setTimeout(() => {
        button.textContent = name;
        told.textContent = "";
      }, 2500);
    });
    row.prepend(button);
    return button;
  }

  for (const row of document.querySelectorAll("[data-card]")) {
    const para = row.closest(".para");
    const part = () => (para && chosen?.para === para && chosen.to - chosen.from < chosen.whole.length ? chosen : null);
    const card = () => row.dataset.card + (part() ? `?from=${part().from}&to=${part().to}` : "");
    addButton(row, "保存图片", async () => {
      save(await pngOf(card()), row.dataset.name);
      return "已保存";
    });
    addButton(row, "复制图片", async () => {
      const png = pngOf(card());
      try {
        await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
      } catch {
        save(await png, row.dataset.name);
        return "不能复制，已保存";
      }
      return "已复制图片";
    });
    if (!para) {
      // For software that saves pictures by a long press, but no SVG.
      const image = document.querySelector("img.card");
      if (!image) continue;
      pngOf(image.getAttribute("src")).then(
        (blob) => {
          image.src = URL.createObjectURL(blob);
        },
        () => {},
      );
      continue;
    }
    const text = addButton(row, "复制原文和出处", async () => {
      await copyText(textOf(card().replace(".svg", ".txt")));
      return "已复制";
    });
    const hint = document.createElement("span");
    hint.className = "hint";
    text.before(hint);
    const page = row.querySelector("a");
    const { href } = page;
    shown.push(() => {
      hint.textContent = part() ? `所选${chosen.text.length}个字符` : "";
      page.href = href + (part() ? `?from=${chosen.from}&to=${chosen.to}` : "");
    });
  }
})();
