/** When the files were made, as far as clients are told: when the server was started. */
export const madeAt = Math.floor(Date.now() / 1000);
