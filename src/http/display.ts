const SIZES = ["normal", "large", "larger"] as const;
const THEMES = ["auto", "light", "dark"] as const;

type Size = (typeof SIZES)[number];
type Theme = (typeof THEMES)[number];

/** How a reader wants pages: 标准, 长辈版 in two sizes; light, dark, or as the device. */
export interface DisplayChoice {
  size: Size;
  theme: Theme;
}

/** The choice as one word, in the cookie and in the keys of kept pages: `large`, `normal-dark`. */
export type Display = Size | `${Size}-${"light" | "dark"}`;

export const DISPLAY_COOKIE = "display";

export const isSize = (text: string): text is Size => (SIZES as readonly string[]).includes(text);
export const isTheme = (text: string): text is Theme => (THEMES as readonly string[]).includes(text);

/** Anything else than a choice of ours counts for nothing. */
export function toDisplay(word: string | undefined): Display {
  const { size, theme } = choiceOf(word ?? "");
  return theme === "auto" ? size : `${size}-${theme}`;
}

export function choiceOf(word: string): DisplayChoice {
  const [size = "", theme = "auto", ...more] = word.split("-");
  if (!isSize(size) || !isTheme(theme) || more.length > 0) return { size: "normal", theme: "auto" };
  return { size, theme };
}

/** The attributes of `<html>` that the style sheet reads. */
export function displayAttributes(display: Display) {
  const { size, theme } = choiceOf(display);
  return {
    "data-size": size === "normal" ? undefined : size,
    "data-theme": theme === "auto" ? undefined : theme,
  };
}
