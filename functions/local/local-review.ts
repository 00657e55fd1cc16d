import { Hono } from 'hono';
import { folderArchive } from '../adapters/folder-archive.ts';
import { systemClock } from '../adapters/system-clock.ts';
import type { Lexicon } from '../core/lexicon/lexicon.ts';
import { ownAddress, safeHeaders } from '../review/access/doors.ts';
import { openIssuer } from '../review/access/issuer.ts';
import { problemResponse } from '../review/api/problem.ts';
import { createReviewApp } from '../review/app.ts';
import { buildPage } from '../review/page/build.ts';
import type { DataFolder } from './data-folder.ts';
import { localIssuer } from './issuer/issuer.ts';
import { demoPeople } from './issuer/people.ts';
import { openSigningKey } from './issuer/signing-key.ts';
import type { LocalService } from './local-service.ts';

const CLIENT_ID = 'letter-coder-page';
const AUDIENCE = 'letter-coder';

export interface LocalReviewOptions {
  readonly service: LocalService;
  readonly data: DataFolder;
  readonly lexicon: Lexicon;
  /** Scheme, host and port, on loopback. */
  readonly origin: string;
}

/** The review service over what a laptop keeps, and under `/issuer` the one that signs people in to it. */
export async function localReview({ service, data, lexicon, origin }: LocalReviewOptions) {
  const issuer = `${origin}/issuer`;
  const review = createReviewApp({
    ...service,
    lexicon,
    origin,
    directory: data.directory,
    archive: folderArchive(data.archive),
    issuer: openIssuer({ issuer, clientId: CLIENT_ID, audience: AUDIENCE, groupsClaim: 'groups' }),
    page: await buildPage(),
    now: systemClock,
    // A terminal is no log: what went wrong is said to whoever asked.
    log: () => {},
  });
  const people = localIssuer({
    issuer,
    people: demoPeople(data.directory),
    key: await openSigningKey(data.issuerKey),
    client: { id: CLIENT_ID, audience: AUDIENCE, callback: `${origin}/sign-in/callback` },
    now: systemClock,
  });
  const app = new Hono().onError(problemResponse);
  app.use(safeHeaders, ownAddress(origin)).mount('/issuer', people.fetch, { replaceRequest: (request) => request });
  return (request: Request) =>
    new URL(request.url).pathname.startsWith('/issuer/') ? app.fetch(request) : review.fetch(request);
}
