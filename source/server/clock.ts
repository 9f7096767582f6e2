/** Milliseconds that only ever grow. Limits take one, so that tests need not wait. */
export type Clock = () => number;

export const monotonic: Clock = () => performance.now();
