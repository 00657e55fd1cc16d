import * as z from 'zod';
import { LetterEvent } from '../events.ts';
import { TextDocument } from '../text-document.ts';
import { Anchor } from './anchor.ts';

/** A JSON Schema (2020-12) under the name it is published by, in `docs/schemas/` and beside every archive. */
export interface PublishedSchema {
  readonly name: string;
  readonly text: string;
}

/** What an auditor needs to read what is kept, without this program. */
export function publishedSchemas(): readonly PublishedSchema[] {
  return [
    published('letter-event.1', eventSchema()),
    published('anchor.1', z.toJSONSchema(Anchor)),
    published('text-document.1', z.toJSONSchema(TextDocument)),
  ];
}

/** By type of event under `$defs`, so that a reader need not try one after another. */
function eventSchema() {
  const types = LetterEvent.options.map((option) => [option.shape.type.value, z.toJSONSchema(option)] as const);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'An event of a letter, format version 1',
    oneOf: types.map(([type]) => ({ $ref: `#/$defs/${type}` })),
    $defs: Object.fromEntries(types.map(([type, { $schema: _, ...schema }]) => [type, schema])),
  };
}

function published(name: string, schema: object): PublishedSchema {
  return { name, text: `${JSON.stringify(schema, null, 2)}\n` };
}
