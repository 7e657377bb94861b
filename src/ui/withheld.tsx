import { splitWithheld } from "../withheld.ts";

/** Published text as printed: withheld figures (`**`) stay in place and say what they are. */
export const Printed = ({ text }: { text: string }) => (
  <>{splitWithheld(text).map((part) => (part.withheld ? <Withheld mark={part.text} /> : part.text))}</>
);

const Withheld = ({ mark }: { mark: string }) => (
  <span class="withheld">
    <span>{mark}</span>
  </span>
);
