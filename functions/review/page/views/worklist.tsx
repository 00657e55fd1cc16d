import { useEffect, useRef } from 'preact/hooks';
import type { LetterState } from '../../../core/views.ts';
import type { WorklistPage } from '../../api/contract.ts';
import { STATE_IN_WORDS } from '../../words.ts';
import { useKeys } from '../parts/keys.ts';
import { Failed, Waiting } from '../parts/notice.tsx';
import { usePage } from '../parts/page-context.ts';
import { PageLink } from '../parts/page-link.tsx';
import { Title } from '../parts/title.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { type FullQuery, fullQuery, type WorklistQuery } from '../state/view.ts';
import { ExportDayForm } from './export-day.tsx';
import { LetterTable } from './letter-table.tsx';
import { WorklistFilters } from './worklist-filters.tsx';

/** The letters of a practice in one state, oldest first. */
export function WorklistView({ query }: { readonly query: WorklistQuery }) {
  const page = usePage();
  const { me } = page.state.get();
  const full = fullQuery(query, me?.practices ?? [])!;
  const [asked, again] = useAsked(() => page.calls.worklist(full), [JSON.stringify(full)]);
  const practice = me?.practices.find(({ ods }) => ods === full.practice);
  const list = useRef<HTMLDivElement>(null);
  const letters = asked.kind === 'here' ? asked.value.letters : [];
  useEffect(() => {
    if (asked.kind !== 'here') return;
    const { letters, next } = asked.value;
    page.takeQueue({ query: full, letters, ...(next === undefined ? {} : { next }) });
  }, [asked]);
  useKeys({
    keys: {
      n: () => letters[0] && page.go({ name: 'letter', letterId: letters[0].letterId }),
      j: () => step(list.current, 1),
      k: () => step(list.current, -1),
    },
  });
  return (
    <>
      <Title words={`Worklist of ${practice?.name ?? full.practice}`} />
      <StateTabs query={full} counts={asked.kind === 'here' ? asked.value.counts : undefined} />
      <WorklistFilters query={full} />
      {full.state === 'completed' && me?.roles.includes('reviewer') ? <ExportDayForm practice={full.practice} /> : null}
      <div ref={list} aria-busy={asked.kind === 'asking'}>
        {asked.kind === 'asking' ? <Waiting what="the letters" /> : null}
        {asked.kind === 'failed' ? <Failed why={asked.why} onAgain={again} /> : null}
        {asked.kind === 'here' ? <LetterTable letters={letters} caption={CAPTIONS[full.state as LetterState]} /> : null}
        {asked.kind === 'here' ? <Paging query={full} next={asked.value.next} /> : null}
      </div>
    </>
  );
}

const CAPTIONS: Readonly<Record<LetterState, string>> = {
  received: 'Letters being read, oldest first',
  quarantined: 'Letters set aside for a person, oldest first',
  ready: 'Letters ready for review, oldest first',
  completed: 'Completed letters, oldest first',
  superseded: 'Replaced letters, oldest first',
};
const STATES: readonly LetterState[] = ['ready', 'quarantined', 'received', 'completed', 'superseded'];

function StateTabs({
  query,
  counts,
}: {
  readonly query: FullQuery;
  readonly counts: WorklistPage['counts'] | undefined;
}) {
  const { next: _, ...first } = query;
  return (
    <nav class="state-tabs" aria-label="Letters by state">
      <ul>
        {STATES.map((state) => (
          <li key={state}>
            <PageLink to={{ name: 'worklist', query: { ...first, state } }} isHere={state === query.state}>
              {STATE_IN_WORDS[state]}
              {counts === undefined ? null : <span class="count">{countInWords(counts[state])}</span>}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The API stops counting there. */
const MOST_COUNTED = 1000;
const countInWords = (count: number) => (count > MOST_COUNTED ? '1,000+' : String(count));

function Paging({ query, next }: { readonly query: FullQuery; readonly next: string | undefined }) {
  const { next: here, ...first } = query;
  if (here === undefined && next === undefined) return null;
  return (
    <nav class="paging" aria-label="Pages of the worklist">
      {here === undefined ? null : <PageLink to={{ name: 'worklist', query: first }}>Back to the oldest</PageLink>}
      {next === undefined ? null : (
        <PageLink to={{ name: 'worklist', query: { ...first, next } }}>Newer letters</PageLink>
      )}
    </nav>
  );
}

/** Moves the focus among the letters' links. */
function step(list: HTMLElement | null, by: 1 | -1): void {
  const links = [...(list?.querySelectorAll<HTMLElement>('tbody th a') ?? [])];
  const here = links.indexOf(document.activeElement as HTMLElement);
  links[Math.min(Math.max(here + by, 0), links.length - 1)]?.focus();
}
