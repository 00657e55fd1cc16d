import type * as z from 'zod';
import type {
  AuditExport,
  AuditFound,
  AuditSearch,
  DecisionsQuery,
  DecisionsReport,
  LetterStory,
  LetterVerification,
} from '../../api/audit-contract.ts';
import type {
  CheckedRecord,
  CheckRecord,
  LetterReplay,
  ReplayEverything,
  ReplayedStretch,
} from '../../api/checks-contract.ts';
import type {
  AddCode,
  Changed,
  ConceptMatches,
  ConceptSearch,
  DecideQuarantine,
  ExportDay,
  ExportLetter,
  Groups,
  History,
  LetterRecord,
  Me,
  QuarantineList,
  Receipts,
  Search,
  SearchResult,
  WorklistPage,
} from '../../api/contract.ts';
import type { Change } from '../state/change.ts';
import type { FullQuery } from '../state/view.ts';
import { type Answer, request, requestFile } from './request.ts';

/** Every call the page makes. What stands in an address is ids and words of closed lists alone. */
export const calls = {
  me: () => request<Me>('/api/me'),
  worklist: (query: FullQuery) => request<WorklistPage>(`/api/worklist?${searchParams({ ...query })}`),
  search: (search: z.infer<typeof Search>) => request<z.infer<typeof SearchResult>>('/api/search', search),
  letter: (id: string) => request<LetterRecord>(letterPath(id)),
  /** Before the reviewer turns to it. */
  letterAhead: (id: string) => request<LetterRecord>(`${letterPath(id)}?ahead=true`),
  concepts: (search: z.infer<typeof ConceptSearch>) => request<z.infer<typeof ConceptMatches>>('/api/concepts', search),
  groups: () => request<z.infer<typeof Groups>>('/api/groups'),
  quarantine: (next?: string) => request<z.infer<typeof QuarantineList>>(`/api/quarantine?${searchParams({ next })}`),
  decideQuarantine: (id: string, decision: z.infer<typeof DecideQuarantine>) =>
    request<unknown>(`${letterPath(id)}/quarantine`, decision),
  history: (id: string) => request<z.infer<typeof History>>(`${letterPath(id)}/history`),
  auditSearch: (search: AuditSearch) => request<AuditFound>('/api/audit/search', search),
  auditExport: (body: z.infer<typeof AuditExport>) => requestFile('/api/audit/exports', body),
  story: (id: string) => request<LetterStory>(`${letterPath(id)}/story`),
  checkRecord: (body: CheckRecord) => request<CheckedRecord>('/api/audit/checks', body),
  replay: (id: string) => request<LetterReplay>(`${letterPath(id)}/replay`),
  replayEverything: (body: z.infer<typeof ReplayEverything>) => request<ReplayedStretch>('/api/audit/replay', body),
  verification: (id: string) => request<LetterVerification>(`${letterPath(id)}/verification`),
  decisions: (by: z.infer<typeof DecisionsQuery>['by']) =>
    request<DecisionsReport>(`/api/decisions?${searchParams({ by })}`),
  receipts: (sender: string, next?: string) => request<Receipts>(`/api/receipts?${searchParams({ sender, next })}`),
  exportLetter: (id: string, body: z.infer<typeof ExportLetter>) => requestFile(`${letterPath(id)}/exports`, body),
  exportDay: (body: z.infer<typeof ExportDay>) => requestFile('/api/exports', body),
} as const;

export const letterPath = (id: string) => `/api/letters/${encodeURIComponent(id)}`;
export const originalPath = (id: string) => `${letterPath(id)}/original`;

/** Sends one change of a letter; answered once its event is stored. */
export function sendChange({ letterId, act, basedOn }: Change): Promise<Answer<Changed>> {
  const path = letterPath(letterId);
  const on = (suggestionId: string) => `${path}/suggestions/${encodeURIComponent(suggestionId)}`;
  switch (act.kind) {
    case 'decide':
      return request(`${on(act.suggestionId)}/decision`, { basedOn, decision: act.decision });
    case 'undo':
      return request(`${on(act.suggestionId)}/undo`, { basedOn });
    case 'add':
      return request(`${path}/codes`, act.code satisfies z.infer<typeof AddCode>);
    case 'accept-as-before':
      return request(`${path}/accept-as-before`, { suggestions: act.suggestions });
    case 'complete':
      return request(`${path}/complete`, {});
    case 'reopen':
      return request(`${path}/reopen`, {});
  }
}

function searchParams(query: Readonly<Record<string, string | undefined>>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
