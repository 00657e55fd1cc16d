import { readFileSync } from 'node:fs';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { isObject } from './canonical.ts';

/** The path of the first member that is not as its schema says, like `data.sizeBytes`; null when all are. */
export type Check = (value: unknown) => string | null;

const FOLDER = new URL('../../../docs/schemas/', import.meta.url);
const ajv = new Ajv2020({ allowUnionTypes: true });
formats.default(ajv);

/** Against the event schema of the event's own format version and type. */
export const eventBySchema: Check = (event) => {
  if (!isObject(event)) return '';
  if (event.formatVersion !== 1) return 'formatVersion';
  const check = typeof event.type === 'string' ? eventChecks().get(event.type) : undefined;
  return check === undefined ? 'type' : firstPath(check, event);
};

export const anchorBySchema: Check = (anchor) => firstPath(anchorCheck(), anchor);

const eventChecks = once(() => {
  const schema = readSchema('letter-event.1') as { readonly $defs: Readonly<Record<string, object>> };
  return new Map(Object.entries(schema.$defs).map(([type, one]) => [type, ajv.compile(one)]));
});
const anchorCheck = once(() => ajv.compile(readSchema('anchor.1')));

function readSchema(name: string): object {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
}

function firstPath(check: ValidateFunction, value: unknown): string | null {
  return check(value) ? null : pathOf(check.errors![0]!);
}

/** A missing or surplus member is named itself, not the object it should be in. */
function pathOf({ instancePath, params }: ErrorObject): string {
  const named = [params.missingProperty, params.additionalProperty].filter((name) => name !== undefined);
  return [...instancePath.split('/').slice(1), ...named].join('.');
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
