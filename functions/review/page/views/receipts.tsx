import { useState } from 'preact/hooks';
import type * as z from 'zod';
import type { Organisation, Receipts } from '../../api/contract.ts';
import { reasonInWords, timeInWords } from '../../words.ts';
import { Button } from '../parts/button.tsx';
import { Failed, Waiting } from '../parts/notice.tsx';
import { usePage } from '../parts/page-context.ts';
import { ResponsiveTable } from '../parts/responsive-table.tsx';
import { Select } from '../parts/select.tsx';
import { Title } from '../parts/title.tsx';
import { useAsked } from '../parts/use-asked.ts';

/** What became of the letters an organisation sent. Nothing of what they say. */
export function ReceiptsView() {
  const { me } = usePage().state.get();
  const senders = me?.senders ?? [];
  const [sender, setSender] = useState(senders[0]?.ods);
  const chosen = senders.find(({ ods }) => ods === sender);
  return (
    <>
      <Title words={chosen === undefined ? 'Receipts' : `Receipts of ${chosen.name}`} />
      {senders.length < 2 ? null : (
        <Select
          label="Sender"
          value={sender ?? ''}
          options={senders.map(({ ods, name }) => [ods, name] as const)}
          onChoose={setSender}
        />
      )}
      {chosen === undefined ? (
        <p>You do not act for an organisation that sends letters.</p>
      ) : (
        <List key={sender} of={chosen} />
      )}
    </>
  );
}

function List({ of: { ods } }: { readonly of: z.infer<typeof Organisation> }) {
  const page = usePage();
  const [from, setFrom] = useState<string>();
  const [asked, again] = useAsked(() => page.calls.receipts(ods, from), [from]);
  if (asked.kind === 'asking') return <Waiting what="the receipts" />;
  if (asked.kind === 'failed') return <Failed why={asked.why} onAgain={again} />;
  const { receipts, next } = asked.value;
  if (receipts.length === 0) return <p>No letter has come from this organisation.</p>;
  return (
    <>
      <ResponsiveTable
        caption="Letters sent, newest first"
        columns={COLUMNS}
        rows={receipts.map((receipt) => ({ key: receipt.letterId, cells: cellsOf(receipt) }))}
      />
      {next === undefined ? null : <Button onPress={() => setFrom(next)}>Older letters</Button>}
    </>
  );
}

const COLUMNS = ['Received', 'Stored as', 'For', 'What became of it'];

function cellsOf(receipt: Receipts['receipts'][number]): readonly string[] {
  const { receivedAt, storedAs, practiceName } = receipt;
  return [timeInWords(receivedAt), storedAs, practiceName ?? 'a practice not known', outcomeInWords(receipt)];
}

function outcomeInWords({ state, reason, returned, note }: Receipts['receipts'][number]): string {
  if (returned) return `Returned to you. ${note ?? ''}`;
  if (state === 'quarantined') return `Set aside. ${reasonInWords(reason === undefined ? {} : { reason })}`;
  return STATES[state];
}

const STATES = {
  received: 'Received; being read.',
  quarantined: 'Set aside.',
  ready: 'With the practice, for review.',
  completed: 'Reviewed by the practice.',
  superseded: 'Another letter of yours stands in its place.',
} as const;
