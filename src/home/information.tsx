import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, ROOT } from '#platform/config.ts';
import { page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { catalogue } from '#platform/i18n/index.ts';
import type { Service } from '#platform/service.ts';
import { en } from './messages/information-en.ts';
import { fr, type InformationPage, type Installation } from './messages/information-fr.ts';

const texts = catalogue({ fr, en });
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** About, accessibility, privacy, legal: true of this installation, or said to be missing. */
export function informationPages(pages: Routes, services: readonly Service[]): void {
  for (const name of ['about', 'accessibility', 'privacy', 'legal'] as const) {
    pages.get(`/${name}`, 'public', (c) => {
      const [ctx, lang] = [c.get('ctx'), c.get('lang')];
      const keeps = services.flatMap((service) => service.keeps?.(ctx, lang) ?? []);
      const text = texts(lang)[name]({ ...installation(ctx.config), keeps });
      return page(c, { title: text.title, lead: text.lead, body: <Information {...text} /> });
    });
  }
}

function installation(config: Config): Omit<Installation, 'keeps'> {
  return {
    operator: config.setting('RENFORT_OPERATOR'),
    contact: config.setting('RENFORT_CONTACT'),
    host: config.setting('RENFORT_HOSTING'),
    sourceUrl: config.setting('RENFORT_SOURCE_URL'),
    version,
  };
}

function Information({ sections }: InformationPage) {
  return (
    <>
      {sections.map((section) => (
        <section key={section.title} id={section.id}>
          <h2>{section.title}</h2>
          {section.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          {section.items ? (
            <ul>
              {section.items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          ) : null}
          {section.link ? (
            <p>
              <a href={section.link.href}>{section.link.text}</a>
            </p>
          ) : null}
        </section>
      ))}
    </>
  );
}
