import type { AuditQuestion } from '../../api/audit-contract.ts';
import { ExportButtons } from '../parts/export-buttons.tsx';
import { usePage } from '../parts/page-context.ts';

/** What a question finds, as a file. */
export function FoundExport({ question }: { readonly question: AuditQuestion }) {
  const page = usePage();
  return (
    <ExportButtons
      legend="Save what is recorded, without words of letters (at most 300 letters; the file says if there are more)"
      formats={FORMATS}
      ask={(format) => page.calls.auditExport({ ...question, format })}
    />
  );
}

const FORMATS = [
  ['csv', 'Save as CSV'],
  ['json', 'Save as JSON'],
] as const;
