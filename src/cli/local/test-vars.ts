/** Settings of every Worker under test: nobody waits three seconds before a form may be sent. */
export const TEST_VARS = { FORM_READING_MS: "0" };
