import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import type { ReviewApp } from '../ports.ts';

/** The OpenAPI document, made of the very routes that answer. */
export function documentRoute(app: ReviewApp): void {
  const route = createRoute({
    method: 'get',
    path: '/openapi.json',
    summary: 'This document',
    responses: { 200: { description: 'OpenAPI 3.1.', content: { 'application/json': { schema: z.looseObject({}) } } } },
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-session',
  });
  app.openapi(route, (context) => {
    const document = app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'Letter Coder: review',
        version: '1',
        description:
          'It suggests; a person decides. `x-roles` says who may ask: any of these roles; none named, whoever is signed in.',
      },
    });
    return context.json(document as never, 200);
  });
}
