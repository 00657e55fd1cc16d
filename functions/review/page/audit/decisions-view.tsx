import { useState } from 'preact/hooks';
import type { DecisionsReport } from '../../api/audit-contract.ts';
import { Failed, Waiting } from '../parts/notice.tsx';
import { usePage } from '../parts/page-context.ts';
import { PageLink } from '../parts/page-link.tsx';
import { ResponsiveTable } from '../parts/responsive-table.tsx';
import { Select } from '../parts/select.tsx';
import { Title } from '../parts/title.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { reasonsInWords, reportInWords } from './in-words.ts';

type Row = DecisionsReport['rows'][number];
export type By = 'phrase' | 'concept' | 'rule';
const BY: readonly (readonly [By, string])[] = [
  ['phrase', 'Phrase of the lexicon'],
  ['concept', 'Concept'],
  ['rule', 'Rule of context'],
];

/** Where reviewers' decisions say that a phrase, a concept or a rule needs a maintainer's eye. */
export function DecisionsView() {
  const page = usePage();
  const [by, setBy] = useState<By>('phrase');
  const [asked, again] = useAsked(() => page.calls.decisions(by), [by]);
  return (
    <>
      <Title words="Learning from decisions" />
      <p>How reviewers decided, most often refused first. Decisions that were taken back are not counted.</p>
      <Select label="Count by" value={by} options={BY} onChoose={(value) => setBy(value as By)} />
      {asked.kind === 'asking' ? <Waiting what="the report" /> : null}
      {asked.kind === 'failed' ? <Failed why={asked.why} onAgain={again} /> : null}
      {asked.kind === 'here' ? <Report report={asked.value} /> : null}
    </>
  );
}

const COLUMNS = ['What led to it', 'How it was decided', 'Why not', 'Letters to look at'];

function Report({ report }: { readonly report: DecisionsReport }) {
  const { me } = usePage().state.get();
  const mayOpen = me?.roles.includes('auditor') ?? false;
  if (report.rows.length === 0) return <p>{`Nothing has been decided yet. ${reportInWords(report)}`}</p>;
  return (
    <>
      <p>{reportInWords(report)}</p>
      <ResponsiveTable
        look="decisions"
        caption="Decisions, most often refused first"
        columns={COLUMNS}
        rows={report.rows.map((row) => ({
          key: row.key,
          cells: [
            row.key === row.display ? row.key : `${row.key} (${row.display})`,
            row.inWords,
            reasonsInWords(row.reasons) || 'none refused',
            <Letters key="letters" row={row} mayOpen={mayOpen} />,
          ],
        }))}
      />
    </>
  );
}

/** The ids tell an operator which letters an auditor should look at; only the auditor is led there. */
function Letters({ row: { letters }, mayOpen }: { readonly row: Row; readonly mayOpen: boolean }) {
  return (
    <ul class="nhsuk-list letter-ids">
      {letters.map((letterId) => (
        <li key={letterId}>{mayOpen ? <PageLink to={{ name: 'story', letterId }}>{letterId}</PageLink> : letterId}</li>
      ))}
    </ul>
  );
}
