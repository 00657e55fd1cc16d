import type { ComponentChildren } from 'preact';
import { type Directory, organisationName } from '../core/directory.ts';

/** The frame of every page: title first with what it is about, a way past the header, one main part. */
export function Layout({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} – Letter Coder`}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <a class="skip-link" href="#main">
          Skip to main content
        </a>
        <header class="header">
          <div class="width">
            <a class="header-name" href="/">
              Letter Coder
            </a>
            <span class="header-note">It suggests; a person decides.</span>
          </div>
        </header>
        <main class="width" id="main">
          {children}
        </main>
        <footer class="footer">
          <div class="width">Nothing on this page writes to a record. It is served on this machine only.</div>
        </footer>
      </body>
    </html>
  );
}

/** For an address that leads nowhere, and for a letter that does not exist. */
export function NotFoundPage() {
  return (
    <Layout title="Page not found">
      <h1>Page not found</h1>
      <p>There is no page or letter at this address.</p>
      <p>
        <a href="/">Go to the worklist</a>
      </p>
    </Layout>
  );
}

/** Says that it went wrong, never what with: the message might quote what it met. */
export function ProblemPage({ problem }: { problem: string }) {
  return (
    <Layout title="Sorry, there is a problem">
      <h1>Sorry, there is a problem</h1>
      <p>{problem}</p>
      <p>
        <a href="/">Go to the worklist</a>
      </p>
    </Layout>
  );
}

/** An organisation by its name in the directory. */
export function organisationInWords(directory: Directory, ods: string | null): string {
  return ods === null ? 'not known' : organisationName(directory, ods);
}
