import type { Problem } from '../../api/contract.ts';

/** What came of asking the API. */
export type Answer<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'signed-out' }
  /** No answer to a change, or one that the service itself failed: it may or may not have been done. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Asks with GET, or with POST where there is a body. Never throws. */
export async function request<Value>(path: string, body?: unknown): Promise<Answer<Value>> {
  const answer = await ask(path, body);
  if (answer.kind !== 'ok') return answer;
  try {
    return { kind: 'ok', value: (await answer.value.json()) as Value };
  } catch {
    return { kind: 'lost' };
  }
}

export interface AnsweredFile {
  readonly name: string;
  readonly content: Blob;
}

/** As `request`, for an answer that is a file. */
export async function requestFile(path: string, body: unknown): Promise<Answer<AnsweredFile>> {
  const answer = await ask(path, body);
  if (answer.kind !== 'ok') return answer;
  const name = /filename="([\w.-]+)"/.exec(answer.value.headers.get('content-disposition') ?? '')?.[1];
  try {
    return { kind: 'ok', value: { name: name ?? 'export', content: await answer.value.blob() } };
  } catch {
    return { kind: 'lost' };
  }
}

async function ask(path: string, body: unknown): Promise<Answer<Response>> {
  let response: Response;
  try {
    response = await fetch(path, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      credentials: 'same-origin',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
  } catch {
    return { kind: 'lost' };
  }
  if (response.ok) return { kind: 'ok', value: response };
  if (response.status === 401) return { kind: 'signed-out' };
  if (response.status >= 500 && body !== undefined) return { kind: 'lost' };
  return { kind: 'problem', problem: await problemOf(response) };
}

/** Longer than the API may take at its slowest (29 s behind an HTTP API). */
const PATIENCE_MILLISECONDS = 30_000;

async function problemOf(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem;
  } catch {
    const detail = 'The service did not say why.';
    return { type: 'about:blank', title: 'It was refused', status: response.status, detail };
  }
}
