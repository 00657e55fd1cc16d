import { Failed, Waiting } from '../parts/notice.tsx';
import { usePage } from '../parts/page-context.ts';
import { PageLink } from '../parts/page-link.tsx';
import { Title } from '../parts/title.tsx';
import { withChanges } from '../state/change.ts';
import { useStore } from '../state/store.ts';
import { ReviewedLetter } from './reviewed-letter.tsx';

/** One letter: until it is here, what is waited for. */
export function LetterView({ letterId }: { readonly letterId: string }) {
  const page = usePage();
  const { records, problem } = page.state.get();
  const changes = useStore(page.outbox.changes);
  const record = records.get(letterId);
  if (record !== undefined) return <ReviewedLetter record={record} shown={withChanges(record, changes)} />;
  return (
    <>
      <Title words="Letter" />
      {problem === null ? (
        <Waiting what="the letter" />
      ) : (
        <Failed why={problem} onAgain={() => void page.readAgain(letterId)} />
      )}
      <p>
        <PageLink to={{ name: 'worklist', query: {} }}>Go to the worklist</PageLink>
      </p>
    </>
  );
}
