import { Button } from '../parts/button.tsx';
import { usePage } from '../parts/page-context.ts';
import { Title } from '../parts/title.tsx';

export function SignInView() {
  const page = usePage();
  return (
    <>
      <Title words="Sign in" />
      <p>Letter Coder suggests codes for hospital letters. Sign in to see the letters of your practice.</p>
      <Button look="primary" onPress={page.signIn}>
        Sign in
      </Button>
    </>
  );
}

export function UnreachableView() {
  return (
    <>
      <Title words="The service does not answer" />
      <p>Nothing was changed. Check the connection and try again.</p>
      <Button look="primary" onPress={() => location.reload()}>
        Try again
      </Button>
    </>
  );
}
