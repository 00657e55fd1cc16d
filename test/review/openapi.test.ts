import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, it } from 'vitest';
import { openReview, type World } from './world.ts';

interface Document {
  readonly paths: Record<string, Record<string, { 'x-roles'?: string[]; security?: unknown; responses: object }>>;
}

describe('the OpenAPI document', () => {
  let world: World;
  let document: Document;
  beforeAll(async () => {
    world = await openReview();
    document = (await (await world.app.request('https://letters.example/openapi.json')).json()) as Document;
  });

  it('is valid, and needs no sign-in to be read', async () => {
    const result = await new Validator().validate({ ...document });
    expect([result.valid, JSON.stringify(result.errors)?.slice(0, 500)]).toEqual([true, undefined]);
  });

  it('holds every route of the service but the page’s own files, and no other', () => {
    const inDocument = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const answered = world.app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
      .filter((route) => !['GET /page.js', 'GET /style.css', 'GET /*'].includes(route));
    expect(inDocument.sort()).toEqual([...new Set(answered)].sort());
    expect(inDocument.length).toBeGreaterThan(20);
  });

  it('says of every route of the API who may ask, and what may come instead of an answer', () => {
    for (const [path, operations] of Object.entries(document.paths)) {
      if (!path.startsWith('/api/')) continue;
      for (const operation of Object.values(operations)) {
        expect(operation['x-roles'], path).toBeDefined();
        expect(operation.security, path).toEqual([{ bearer: [] }, { session: [] }]);
        expect(Object.keys(operation.responses), path).toEqual(
          expect.arrayContaining(['200', '401', '403', '404', '409']),
        );
      }
    }
  });

  it('takes no member that it does not name', () => {
    const open: string[] = [];
    const look = (value: unknown, at: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('properties' in value && !('additionalProperties' in value)) open.push(at);
      for (const [key, inner] of Object.entries(value)) look(inner, `${at}/${key}`);
    };
    for (const [path, operations] of Object.entries(document.paths))
      for (const [method, operation] of Object.entries(operations))
        look((operation as { requestBody?: unknown }).requestBody, `${method} ${path}`);
    expect(open).toEqual([]);
  });
});
