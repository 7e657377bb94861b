// Solves the ALTCHA challenge of a form: finds the number whose SHA-256 with the salt is the one asked for.
const form = document.querySelector("form[data-challenge]");
const status = document.querySelector("[data-proof-status]");
const field = form?.elements.namedItem("proof");

async function solve({ challenge, salt, maxnumber }) {
  const encoder = new TextEncoder();
  for (let number = 0; number <= maxnumber; number += 1) {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(salt + number)));
    if (Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("") === challenge) return number;
  }
  return null;
}

async function run() {
  if (!form || !field || !status || !globalThis.crypto?.subtle) return;
  const asked = JSON.parse(form.dataset.challenge);
  status.textContent = "正在验证，请稍候……";
  const number = await solve(asked);
  if (number === null) return;
  const { algorithm, challenge, salt, signature } = asked;
  field.value = btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
  status.textContent = "验证完成，现在可以提交。";
}

void run();
