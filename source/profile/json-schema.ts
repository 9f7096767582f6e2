import {toJsonSchema} from '@valibot/to-json-schema';
import {profileSchema} from './schema.ts';

/** The schema for editors, next to the data that refers to it. */
export const jsonSchemaFile = new URL('../../data/profile.schema.json', import.meta.url);

/** The profile schema as JSON Schema (draft 7), as text for {@link jsonSchemaFile}. */
export const jsonSchemaText = (): string => {
	const schema = {
		title: 'A terminal résumé',
		...toJsonSchema(profileSchema, {
			/* JSON Schema has no flags; each pattern has the flag "u" implicitly. */
			overrideAction: ({valibotAction, jsonSchema}) =>
				valibotAction.type === 'regex' && 'requirement' in valibotAction
					? {...jsonSchema, pattern: (valibotAction.requirement as RegExp).source}
					: undefined,
		}),
	};
	return `${JSON.stringify(schema, undefined, '\t')}\n`;
};
