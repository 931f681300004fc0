import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { parseForm, typedTexts } from '#platform/http/form.ts';
import { forbiddenPage, notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { LANGS, type Lang } from '#platform/i18n/index.ts';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { coursesIn, readEdition } from '../actions/courses.ts';
import {
  keepDraft,
  openText,
  publish,
  type WriteError,
  withdraw,
} from '../actions/write-course.ts';
import { bundledCourse, bundledCourses } from '../content/courses.ts';
import { isCourseId } from '../domain/courses/edition.ts';
import { texts } from '../messages/index.ts';
import { AUTHOR_ROLES, mayWrite } from '../policy.ts';
import { currentEditions, editionOf } from '../queries/editions.ts';
import { CourseEditor } from '../views/course-editor.tsx';
import { CoursePage } from '../views/course-page.tsx';
import { type CourseText, CourseTexts } from '../views/course-texts.tsx';

const TEXT = '/learn/write/:course{[a-z0-9]+(?:-[a-z0-9]+)*}/:lang{(?:fr|en)}';

/** For authors. Declared before the pages of learners, whose addresses have a place for any word. */
export function writeCourseRoutes(pages: Routes): void {
  pages.get('/learn/write', AUTHOR_ROLES, (c) => asAuthor(c, () => textsPage(c)));

  pages.post('/learn/write', AUTHOR_ROLES, (c) =>
    asAuthor(c, async () => {
      const form = await parseForm(c, z.object({ course: z.string(), lang: z.enum(LANGS) }));
      const typed = form.ok ? form.value : typedTexts(form.raw);
      const course = (typed.course ?? '').trim();
      if (!form.ok || !isCourseId(course)) {
        return textsPage(c, { course, lang: typed.lang ?? 'fr' }, 'course_id_wrong');
      }
      return c.redirect(`/learn/write/${course}/${form.value.lang}`, 303);
    }),
  );

  pages.get(TEXT, AUTHOR_ROLES, (c) => asAuthor(c, () => editorPage(c)));

  pages.post(TEXT, AUTHOR_ROLES, (c) =>
    asAuthor(c, async ({ course, lang }) => {
      const form = await parseForm(
        c,
        z.object({ source: z.string(), seen: z.coerce.number().int().min(0) }),
      );
      if (!form.ok) return editorPage(c, { error: 'nothing_to_publish' });
      const source = form.value.source.replaceAll('\r\n', '\n');
      const { seen } = form.value;
      const kept = await keepDraft(c.get('ctx'), c.get('actor'), { course, lang, source, seen });
      if (!kept.ok) return editorPage(c, { ...kept, source, seen });
      return c.redirect(`/learn/write/${course}/${lang}`, 303);
    }),
  );

  pages.get(`${TEXT}/preview`, AUTHOR_ROLES, (c) =>
    asAuthor(c, async ({ course, lang }) => {
      const draft = await editionOf(c.get('ctx').db, course, lang, 'draft');
      const text = draft && readEdition(course, draft.source);
      if (!text?.ok) return notFoundPage(c);
      const m = texts(c.get('lang')).writing;
      return page(c, {
        title: text.course.title,
        breadcrumbs: [
          { text: m.title, href: '/learn/write' },
          { text: m.backToText, href: `/learn/write/${course}/${lang}` },
        ],
        ownHeading: true,
        body: (
          <>
            <Notice tone="info">
              <p>{m.previewKicker}</p>
            </Notice>
            <CoursePage course={text.course} />
          </>
        ),
      });
    }),
  );

  for (const [name, act] of [
    ['publish', publish],
    ['withdraw', withdraw],
  ] as const) {
    pages.post(`${TEXT}/${name}`, AUTHOR_ROLES, (c) =>
      asAuthor(c, async ({ course, lang }) => {
        const done = await act(c.get('ctx'), c.get('actor'), course, lang);
        if (!done.ok) return editorPage(c, done);
        return c.redirect('/learn/write', 303);
      }),
    );
  }
}

interface Text {
  readonly course: string;
  readonly lang: Lang;
}

function asAuthor(c: Request, then: (text: Text) => Response | Promise<Response>) {
  return mayWrite(c.get('actor')) ? then(textOf(c)) : forbiddenPage(c);
}

function textOf(c: Request): Text {
  return { course: c.req.param('course') ?? '', lang: c.req.param('lang') === 'en' ? 'en' : 'fr' };
}

interface Refused {
  readonly error: WriteError;
  readonly detail?: Readonly<Record<string, string | number>>;
  /** What was typed, and the revision that it was typed over. */
  readonly source?: string;
  readonly seen?: number;
}

async function editorPage(c: Request, refused?: Refused) {
  const { course, lang } = textOf(c);
  if (!isCourseId(course)) return notFoundPage(c);
  const ctx = c.get('ctx');
  const m = texts(c.get('lang')).writing;
  const opened = await openText(ctx, course, lang);
  const read = opened.revision === 0 ? undefined : readEdition(course, opened.source);
  const published = await editionOf(ctx.db, course, lang, 'published');
  return page(c, {
    title: read?.ok ? read.course.title : (bundledCourse(course, lang)?.title ?? course),
    kicker: m.languages[lang],
    breadcrumbs: [{ text: m.title, href: '/learn/write' }],
    status: refused ? 422 : 200,
    body: (
      <CourseEditor
        course={course}
        courseLang={lang}
        source={refused?.source ?? opened.source}
        revision={refused?.seen ?? opened.revision}
        mistakes={read && (read.ok ? [] : read.errors)}
        published={published !== undefined}
        refusal={refused && refusalText(c, refused)}
      />
    ),
  });
}

function refusalText(c: Request, { error, detail }: Refused): string {
  const said = texts(c.get('lang')).writing.errors[error];
  return typeof said === 'function' ? said(Number(detail?.most ?? detail?.current ?? 0)) : said;
}

async function textsPage(c: Request, typed?: { course: string; lang: string }, error?: WriteError) {
  const m = texts(c.get('lang')).writing;
  return page(c, {
    title: m.title,
    lead: m.lead,
    status: error ? 422 : 200,
    body: (
      <CourseTexts
        all={await courseTexts(c)}
        typed={typed}
        error={error && refusalText(c, { error })}
      />
    ),
  });
}

async function courseTexts(c: Request): Promise<readonly CourseText[]> {
  const ctx = c.get('ctx');
  const editions = await currentEditions(ctx.db);
  const readable = await coursesIn(ctx, c.get('lang'));
  const ids = [...bundledCourses('fr'), ...readable].map(({ id }) => id);
  const all = [...new Set([...ids, ...editions.map(({ course }) => course)])];
  return all.map((course) => {
    const stateIn = (lang: Lang) => {
      const own = editions.filter((one) => one.course === course && one.lang === lang);
      const isPublished = own.some(({ state }) => state === 'published');
      const read = bundledCourse(course, lang) ? ('shipped' as const) : ('none' as const);
      return {
        read: isPublished ? ('published' as const) : read,
        draft: own.some(({ state }) => state === 'draft'),
      };
    };
    const title = readable.find(({ id }) => id === course)?.title ?? course;
    return { course, title, states: { fr: stateIn('fr'), en: stateIn('en') } };
  });
}
