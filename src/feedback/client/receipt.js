// Adds a print button to the receipt; without it the browser's own menu prints the page.
const place = document.querySelector("[data-print]");
if (place) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn plain";
  button.textContent = place.dataset.print;
  button.addEventListener("click", () => print());
  place.append(button);
}
