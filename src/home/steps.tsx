/** The steps, one after the other: [title, text]. */
export const Steps = ({ steps }: { steps: readonly (readonly string[])[] }) => (
  <ol class="fit steps">
    {steps.map(([title, text], index) => (
      <li>
        <h3>
          {index + 1}　{title}
        </h3>
        <p>{text}</p>
      </li>
    ))}
  </ol>
);
