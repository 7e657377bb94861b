/** A value to copy: selectable without a script, with a button if there is one. */
export const CopyField = ({ label, value, long }: { label: string; value: string; long?: boolean }) => (
  <label class="copyable">
    <span>{label}</span>
    {long ? (
      <textarea readonly rows={3}>
        {value}
      </textarea>
    ) : (
      <input type="text" readonly value={value} />
    )}
  </label>
);
