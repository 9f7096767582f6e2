/** Smaller packets than this multiply the work; a size of 0 makes ssh2 1.17 loop for ever (#1504). */
const smallestPacket = 512;

/** Whether a client takes packets that are large enough to be worth sending. */
export const takesFairPackets = (largestPacket: number): boolean => largestPacket >= smallestPacket;
