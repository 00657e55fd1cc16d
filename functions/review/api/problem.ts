import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { BrokenChainError, ContentionError, TextDocumentError } from '../../core/errors.ts';
import { type Refusal, RefusedError } from '../../core/review/refusal.ts';
import { IssuerUnreachableError } from '../access/issuer.ts';
import type { Problem } from './contract.ts';

type ProblemStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 421 | 500 | 503;
interface Known {
  readonly status: ProblemStatus;
  readonly title: string;
  readonly detail: string;
}

/** Problem details (RFC 9457) by name. Nothing in them is a letter's, nor from a request. */
const PROBLEMS = {
  'not-signed-in': { status: 401, title: 'Not signed in', detail: 'Sign in, or sign in again.' },
  'not-allowed': { status: 403, title: 'Not allowed', detail: 'None of your roles lets you do this.' },
  'cross-origin': {
    status: 403,
    title: 'Asked from elsewhere',
    detail: 'A signed-in browser may change something from this service’s own page only.',
  },
  'not-found': { status: 404, title: 'Not found', detail: 'There is nothing here, or nothing that you may see.' },
  'invalid-request': { status: 400, title: 'Not understood', detail: 'The request is not of the form it must have.' },
  'malformed-json': { status: 400, title: 'Not JSON', detail: 'The body is not JSON.' },
  'invalid-nhs-number': {
    status: 400,
    title: 'No NHS number',
    detail: 'An NHS number has ten digits, and its last digit fits the others. Look for a slip.',
  },
  'too-large': { status: 413, title: 'Too large', detail: 'The body is larger than any request needs to be.' },
  'wrong-media-type': { status: 415, title: 'Wrong media type', detail: 'The body must be application/json.' },
  'wrong-host': { status: 421, title: 'Wrong address', detail: 'This service answers to its own address only.' },
  'sign-in-failed': { status: 400, title: 'Sign-in failed', detail: 'The sign-in did not finish. Try it again.' },
  'issuer-unreachable': {
    status: 503,
    title: 'Sign-in cannot be checked',
    detail: 'Whoever signs people in does not answer. Try again soon.',
  },
  busy: { status: 503, title: 'Too many at once', detail: 'Others work on this letter at the same time. Try again.' },
  'letter-text-unavailable': {
    status: 500,
    title: 'Text missing or altered',
    detail: 'The stored text of this letter is missing or has been altered, so it is not shown. Tell the operator.',
  },
  'original-missing': {
    status: 404,
    title: 'Original missing',
    detail: 'The file of this letter is not where it was stored. Tell the operator.',
  },
  'original-too-large': {
    status: 413,
    title: 'Original too large',
    detail: 'The file of this letter is larger than can be shown here. Ask the operator for it.',
  },
  'broken-record': {
    status: 500,
    title: 'Record broken',
    detail: 'The record of this letter is broken. Nothing was changed. Tell the operator.',
  },
  'not-done': {
    status: 503,
    title: 'Not done',
    detail: 'It is not known to be stored. Ask again: what was stored all the same is not stored twice.',
  },
  'changed-meanwhile': {
    status: 409,
    title: 'Changed meanwhile',
    detail: 'Somebody decided on this suggestion after you saw it.',
  },
  'no-such-suggestion': {
    status: 404,
    title: 'No such suggestion',
    detail: 'The letter has no such suggestion, or no longer has it.',
  },
  'nothing-to-undo': { status: 409, title: 'Nothing to undo', detail: 'This suggestion has no decision to take back.' },
  'letter-not-ready': { status: 409, title: 'Not read yet', detail: 'This letter is still being read.' },
  'letter-quarantined': { status: 409, title: 'Set aside', detail: 'This letter is set aside for an operator.' },
  'letter-completed': { status: 409, title: 'Completed', detail: 'This letter is completed. Reopen it first.' },
  'letter-superseded': { status: 409, title: 'Replaced', detail: 'Another letter stands in place of this one.' },
  'letter-not-completed': { status: 409, title: 'Not completed', detail: 'This letter is not completed.' },
  'undecided-suggestions': {
    status: 409,
    title: 'Not all decided',
    detail: 'A letter is completed when every suggestion has been decided.',
  },
  'already-suggested': {
    status: 409,
    title: 'There already',
    detail: 'This code stands among the letter’s suggestions already.',
  },
  'unknown-concept': { status: 400, title: 'Unknown concept', detail: 'The lexicon holds no such concept.' },
  'other-category': {
    status: 400,
    title: 'Another category',
    detail: 'This code is of another category. Reject the suggestion, and add the code on the words that say so.',
  },
  'evidence-outside-the-letter': {
    status: 400,
    title: 'Words not in the letter',
    detail: 'A stretch of words lies outside the letter’s text, or is empty.',
  },
  'evidence-missing': {
    status: 400,
    title: 'Words missing',
    detail: 'Select the words that say so: a code rests on no words only where the letter could not be read in full.',
  },
  'not-accepted-before': {
    status: 409,
    title: 'Not accepted before',
    detail: 'No earlier letter of this patient in this practice had this very code accepted.',
  },
  'not-in-quarantine': { status: 409, title: 'Not set aside', detail: 'This letter is not set aside, or no longer.' },
  'note-missing': { status: 400, title: 'Note missing', detail: 'Say to the sender why the letter is returned.' },
  'nobody-to-release-to': {
    status: 409,
    title: 'Nobody to release to',
    detail: 'The practice of this letter is not known or not served, so nobody would see it.',
  },
  'no-sender-to-return-to': { status: 409, title: 'No sender', detail: 'Who sent this letter is not known.' },
} as const satisfies Readonly<Record<Refusal | string, Known>>;
export type ProblemName = keyof typeof PROBLEMS;
export const PROBLEM_NAMES = Object.keys(PROBLEMS) as ProblemName[];

/** A request ends here, with this problem. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  constructor(
    readonly problem: ProblemName,
    /** Members of the answer beside its name; `detail` may say more. */
    readonly more: Partial<Omit<Problem, 'type' | 'title' | 'status'>> = {},
  ) {
    super(problem);
  }
}

/** The answer for whatever went wrong. Of an error that nobody expected it says nothing. */
export function problemResponse(error: unknown): Response {
  const { problem, more } = asProblem(error);
  const { status, title, detail }: Known = PROBLEMS[problem];
  const body: Problem = { type: `/problems/${problem}`, title, status, detail, ...more };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    },
  });
}

function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error instanceof RefusedError) return refused(error);
  if (error instanceof IssuerUnreachableError) return new ApiProblem('issuer-unreachable');
  if (error instanceof ContentionError) return new ApiProblem('busy');
  if (error instanceof TextDocumentError) return new ApiProblem('letter-text-unavailable');
  if (error instanceof BrokenChainError) return new ApiProblem('broken-record');
  if (error instanceof HTTPException && error.status === 400) return new ApiProblem('malformed-json');
  if (error instanceof HTTPException && error.status === 415) return new ApiProblem('wrong-media-type');
  return new ApiProblem('not-done');
}

/** The words stay away: whoever asked has them, and a problem holds none of the letter. */
function refused({ refusal, facts: { now, ...facts } }: RefusedError): ApiProblem {
  if (now === undefined) return new ApiProblem(refusal, facts);
  const evidence = now.evidence.map((place) => ({ ...place, quote: '' }));
  return new ApiProblem(refusal, { ...facts, now: { ...now, evidence } });
}

/** The end of a request that was answered by nobody. */
export const notFound = (_: Context): Response => problemResponse(new ApiProblem('not-found'));
