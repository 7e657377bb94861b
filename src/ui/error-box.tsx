interface ErrorBoxProps {
  title: string;
  /** `id` of the field; null if the error is of none. */
  errors: readonly { id: string | null; message: string }[];
}

/** The errors, on top of a form that was sent back: each error leads to its field, and the focus is here. */
export const ErrorBox = ({ title, errors }: ErrorBoxProps) =>
  errors.length === 0 ? (
    <></>
  ) : (
    <div class="errors" role="alert" tabindex={-1} autofocus aria-labelledby="errors-title">
      <h2 id="errors-title">{title}</h2>
      <ul>
        {errors.map(({ id, message }) => (
          <li>{id === null ? message : <a href={`#${id}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  );
