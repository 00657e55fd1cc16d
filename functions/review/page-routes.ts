import type { PageFiles, ReviewApp } from './ports.ts';

/** The page's files; its frame answers for every address that is nothing else: what is there is the page's to say. */
export function pageRoutes(app: ReviewApp, page: PageFiles): void {
  const files = { 'page.js': 'text/javascript; charset=utf-8', 'style.css': 'text/css; charset=utf-8' } as const;
  for (const [name, type] of Object.entries(files) as [keyof typeof files, string][])
    app.get(`/${name}`, (context) => context.body(page[name], 200, { 'content-type': type }));
  app.get('*', (context) =>
    context.req.path.startsWith('/api/') ? context.notFound() : context.html(page['index.html'], 200),
  );
}
