import { PageLink } from '../parts/page-link.tsx';
import { Title } from '../parts/title.tsx';

export function NotFoundView() {
  return (
    <>
      <Title words="Page not found" />
      <p>There is no page or letter at this address.</p>
      <p>
        <PageLink to={{ name: 'worklist', query: {} }}>Go to the worklist</PageLink>
      </p>
    </>
  );
}
