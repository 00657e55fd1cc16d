/** What is shown, and its address. Nothing of a letter but its id ever stands in an address. */

export interface WorklistQuery {
  readonly practice?: string;
  readonly state?: string;
  readonly category?: string;
  readonly sender?: string;
  readonly group?: string;
  readonly conflicts?: string;
  readonly next?: string;
}
const QUERY_NAMES = ['practice', 'state', 'category', 'sender', 'group', 'conflicts', 'next'] as const;

export type View =
  | { readonly name: 'worklist'; readonly query: WorklistQuery }
  | { readonly name: 'letter'; readonly letterId: string }
  | { readonly name: 'history'; readonly letterId: string }
  | { readonly name: 'story'; readonly letterId: string }
  | { readonly name: 'quarantine' | 'receipts' | 'search' | 'audit' | 'checks' | 'decisions' | 'not-found' };

const OF_LETTER = new Map([
  ['letters', 'letter'],
  ['history', 'history'],
  ['story', 'story'],
] as const) as ReadonlyMap<string, 'letter' | 'history' | 'story'>;
const PLAIN = ['quarantine', 'receipts', 'search', 'audit', 'checks', 'decisions'] as const;

/** The view at an address of this page. */
export function viewAt(path: string, search: string): View {
  const [, first = '', second = '', ...rest] = path.split('/');
  if (rest.length > 0) return { name: 'not-found' };
  if (first === '' && second === '') return { name: 'worklist', query: queryOf(new URLSearchParams(search)) };
  const ofLetter = OF_LETTER.get(first);
  if (ofLetter !== undefined && /^[0-9a-f]{32}$/.test(second)) return { name: ofLetter, letterId: second };
  const plain = PLAIN.find((name) => name === first);
  return second === '' && plain !== undefined ? { name: plain } : { name: 'not-found' };
}

export function addressOf(view: View): string {
  switch (view.name) {
    case 'worklist': {
      const params = new URLSearchParams(Object.entries(view.query).filter(([, value]) => value !== undefined));
      return params.size === 0 ? '/' : `/?${params}`;
    }
    case 'letter':
      return `/letters/${view.letterId}`;
    case 'history':
      return `/history/${view.letterId}`;
    case 'story':
      return `/story/${view.letterId}`;
    case 'not-found':
      return '/';
    default:
      return `/${view.name}`;
  }
}

function queryOf(params: URLSearchParams): WorklistQuery {
  return Object.fromEntries(QUERY_NAMES.flatMap((name) => (params.get(name) ? [[name, params.get(name)!]] : [])));
}

export type FullQuery = WorklistQuery & { readonly practice: string; readonly state: string };

/** What the API is asked for: the first practice of the person, and what is ready, unless the address says otherwise. */
export function fullQuery(query: WorklistQuery, practices: readonly { readonly ods: string }[]): FullQuery | null {
  const practice = query.practice ?? practices[0]?.ods;
  return practice === undefined ? null : { ...query, practice, state: query.state ?? 'ready' };
}
