import {toJsonSchema} from '@valibot/to-json-schema';
import {profileSchema} from './schema.ts';

/** Where the schema for editors lies, next to the data that names it. */
export const jsonSchemaFile = new URL('../../data/profile.schema.json', import.meta.url);

/** The profile schema as JSON Schema (draft 7), as text for {@link jsonSchemaFile}. */
export const jsonSchemaText = (): string => {
	const schema = {
		title: 'A terminal résumé',
		...toJsonSchema(profileSchema, {
			/* JSON Schema has no flags, but takes each pattern for one with the flag "u". */
			overrideAction: ({valibotAction, jsonSchema}) =>
				valibotAction.type === 'regex' && 'requirement' in valibotAction
					? {...jsonSchema, pattern: (valibotAction.requirement as RegExp).source}
					: undefined,
		}),
	};
	return `${JSON.stringify(schema, undefined, '\t')}\n`;
};
