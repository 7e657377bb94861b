// For pages that show pieces of this site: gives each frame the height of its content.
(() => {
  const { origin } = new URL(document.currentScript.src);
  const frames = () => [...document.getElementsByTagName("iframe")].filter(({ src }) => src.startsWith(`${origin}/`));
  addEventListener("message", (message) => {
    const height = message.data && message.data.gongshi;
    if (message.origin !== origin || !(height > 0 && height < 20000)) return;
    for (const frame of frames()) if (frame.contentWindow === message.source) frame.style.height = `${height}px`;
  });
  // To any origin: a frame that has not loaded yet has that of the page, and a browser would complain; the word is no secret.
  for (const frame of frames()) frame.contentWindow.postMessage("gongshi", "*");
})();
