const PLAIN = "0123456789+-−";
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻";
const NUMBER = /^[0-9+\-−]{1,4}$/;

/** A raised number as the characters that show it: 10 and a raised 3 are 10³, never 103. Other raised text stays as it is. */
export function superscript(text: string): string {
  return NUMBER.test(text) ? Array.from(text, (char) => RAISED[PLAIN.indexOf(char)] ?? char).join("") : text;
}
