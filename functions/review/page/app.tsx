import { ChecksView } from './audit/checks-view.tsx';
import { DecisionsView } from './audit/decisions-view.tsx';
import { AuditSearchView } from './audit/search-view.tsx';
import { StoryView } from './audit/story-view.tsx';
import { LetterView } from './letter/letter-view.tsx';
import { Banners } from './parts/banners.tsx';
import { Frame } from './parts/frame.tsx';
import { useKeyPresses } from './parts/keys.ts';
import { PageContext } from './parts/page-context.ts';
import type { PageModel, PageState } from './state/page.ts';
import { useStore } from './state/store.ts';
import { HistoryView } from './views/history.tsx';
import { NotFoundView } from './views/not-found.tsx';
import { QuarantineView } from './views/quarantine.tsx';
import { ReceiptsView } from './views/receipts.tsx';
import { SearchView } from './views/search.tsx';
import { SignInView, UnreachableView } from './views/sign-in.tsx';
import { WorklistView } from './views/worklist.tsx';

export function App({ page }: { readonly page: PageModel }) {
  return (
    <PageContext.Provider value={page}>
      <Page state={useStore(page.state)} />
    </PageContext.Provider>
  );
}

function Page({ state }: { readonly state: PageState }) {
  useKeyPresses();
  return (
    <Frame>
      <Banners />
      <ViewOf state={state} />
    </Frame>
  );
}

function ViewOf({ state: { session, me, view } }: { readonly state: PageState }) {
  if (session === 'asking') return <p class="waiting">Loading …</p>;
  if (session === 'unreachable') return <UnreachableView />;
  if (me === null) return <SignInView />;
  switch (view.name) {
    case 'worklist':
      if (me.practices.length > 0) return <WorklistView query={view.query} />;
      return me.roles.includes('operator') ? <QuarantineView /> : <ReceiptsView />;
    case 'letter':
      return <LetterView key={view.letterId} letterId={view.letterId} />;
    case 'history':
      return <HistoryView key={view.letterId} letterId={view.letterId} />;
    case 'story':
      return <StoryView key={view.letterId} letterId={view.letterId} />;
    case 'audit':
      return <AuditSearchView />;
    case 'checks':
      return <ChecksView />;
    case 'decisions':
      return <DecisionsView />;
    case 'quarantine':
      return <QuarantineView />;
    case 'receipts':
      return <ReceiptsView />;
    case 'search':
      return <SearchView />;
    case 'not-found':
      return <NotFoundView />;
  }
}
