import { expect, test } from "vitest";
import { choiceOf, displayAttributes, toDisplay } from "./display.ts";

test("a choice survives the cookie; anything else is the ordinary page", () => {
  for (const word of ["normal", "large", "larger", "normal-dark", "large-light", "larger-dark"] as const)
    expect(toDisplay(word)).toBe(word);
  for (const word of [
    undefined,
    "",
    "huge",
    "dark",
    "large-",
    "large-blue",
    "large-dark-x",
    "normal-auto",
    "__proto__",
  ])
    expect(toDisplay(word)).toBe("normal");
  expect(choiceOf("larger-dark")).toEqual({ size: "larger", theme: "dark" });
  expect(displayAttributes("normal")).toEqual({ "data-size": undefined, "data-theme": undefined });
  expect(displayAttributes("large-dark")).toEqual({ "data-size": "large", "data-theme": "dark" });
});
