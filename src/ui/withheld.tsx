/** Published text as printed: withheld figures (`**`) stay in place and say what they are. */
export const Printed = ({ text }: { text: string }) => (
  <>{text.split(/(\*{2,})/).map((part, index) => (index % 2 === 1 ? <Withheld mark={part} /> : part))}</>
);

const Withheld = ({ mark }: { mark: string }) => (
  <span class="withheld">
    <span>{mark}</span>
  </span>
);
