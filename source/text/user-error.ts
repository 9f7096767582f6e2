/** An error whose message is one line for the user that names the fix. */
export class UserError extends Error {
	override name = 'UserError';
}
