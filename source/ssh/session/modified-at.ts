/** The files' modification time, as clients see it: when the server was started. */
export const modifiedAt = Math.floor(Date.now() / 1000);
