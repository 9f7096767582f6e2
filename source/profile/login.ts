/** What GitHub allows as a login: letters, digits and single hyphens inside, at most 39. */
export const loginPattern = /^[A-Za-z\d](?:[A-Za-z\d]|-(?=[A-Za-z\d])){0,38}$/;
