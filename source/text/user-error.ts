/** An error whose message is one line for the person at the keyboard, naming the fix. */
export class UserError extends Error {
	override name = 'UserError';
}
