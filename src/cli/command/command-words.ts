/** Commander's own messages; each is a whole one. */
const PHRASES: [RegExp, string][] = [
  [/^error: unknown option '(.+?)'\n\(Did you mean one of (.+)\?\)$/, "没有 $1 这个选项；相近的有 $2。"],
  [/^error: unknown option '(.+?)'\n\(Did you mean (.+)\?\)$/, "没有 $1 这个选项；是不是 $2？"],
  [/^error: unknown option '(.+?)'$/, "没有 $1 这个选项。"],
  [/^error: missing required argument '(.+?)'$/, "还缺一个参数：$1。"],
  [/^error: required option '(.+?)' not specified$/, "还缺一个选项：$1。"],
  [/^error: option '(.+?)' argument missing$/, "$1 后面还缺内容。"],
  [
    /^error: option '(.+?)' argument '(.*)' is invalid\. Allowed choices are (.+)\.$/,
    "$1 后面的“$2”不对：只能是 $3 之一。",
  ],
  [/^error: option '(.+?)' argument '(.*)' is invalid\. (.+)$/, "$1 后面的“$2”不对：$3"],
  [
    /^error: command-argument value '(.*)' is invalid for argument '.+?'\. Allowed choices are (.+)\.$/,
    "“$1”不对：只能是 $2 之一。",
  ],
  [
    /^error: too many arguments\. Expected (\d+) arguments? but got (\d+): (.+)\.$/,
    "多写了内容：这条命令要 $1 个参数，写了 $2 个（$3）。有空格的文件名请加引号。",
  ],
];

/** A message of commander in Chinese; any other is left as it is. */
export function inChinese(message: string): string {
  const text = message.trimEnd();
  const phrase = PHRASES.find(([pattern]) => pattern.test(text));
  return phrase ? `${text.replace(...phrase)}\n` : message;
}
