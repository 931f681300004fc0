import { useFrame } from '#platform/http/frame.ts';
import { texts } from '../messages/index.ts';

/** Whether what one answers is kept, and what to do for it. */
export function KeptOrNot() {
  const { lang, actor, path } = useFrame();
  const m = texts(lang).courses;
  if (actor.kind !== 'anonymous') return <p class="rf-course__kept rf-no-print">{m.kept}</p>;
  const [page = path] = path.split('/exercises/');
  return (
    <p class="rf-course__kept rf-no-print">
      {m.notKept}{' '}
      <a class="govuk-link" href={`/sign-in?next=${encodeURIComponent(page)}`}>
        {m.signIn}
      </a>
      .
    </p>
  );
}

/** Markdown of a course, made HTML by `htmlOf`, which lets no tag of the author through. */
export function Prose({ html }: { readonly html: string }) {
  return <div class="rf-prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
