import { messages } from '#platform/messaging/index.ts';
import type { SignedInClient, TestApp } from '#test/harness/app.ts';
import { keepFresh } from './actions/freshness.ts';
import { importVolunteers } from './actions/import.ts';
import { slotName } from './domain/availability.ts';
import { idOf } from './domain/skill-referential.ts';

export interface House {
  readonly volunteer: SignedInClient;
  readonly volunteerId: string;
  readonly certificateId: string;
  readonly officer: SignedInClient;
  readonly reviewer: SignedInClient;
  readonly stillTherePath: string;
}

const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

/** For tests of pages: a volunteer with something everywhere, a list, an officer, a reviewer. */
export async function houseOfPages(app: TestApp): Promise<House> {
  await listOfPeople(app);
  const volunteer = await app.as({ email: 'lea@test.example', displayName: 'Léa Martin' });
  await volunteer.post('/volunteer/join/1', {
    first_name: 'Léa',
    last_name: 'Martin',
    birth_date: '1990-05-17',
    commune: 'Nîmes',
    radius: '30',
  });
  await volunteer.post('/volunteer/join/2', {
    'skills_care[]': [String(idOf('first_aid')), String(idOf('listening'))],
    'skills_field[]': [String(idOf('cooking')), String(idOf('clean_up'))],
    'certificates_driving[]': [String(idOf('licence_b'))],
    'equipment[]': ['trailer', 'pump'],
    'languages[]': ['fr', 'es'],
    effort: 'moderate',
  });
  const weekend = [6, 7].flatMap((day) => [slotName(day, 'morning'), slotName(day, 'afternoon')]);
  await volunteer.post('/volunteer/join/3', {
    'weekly[]': [...weekend, slotName(3, 'night')],
    consent_crisis: 'on',
    consent_missions: 'on',
    phone: '0639981234',
  });
  const [sms] = await messages(app.ctx, { channel: 'sms', recipient: '+33639981234' });
  const code = /\d{6}/.exec(sms?.text ?? '')?.[0] ?? '';
  await volunteer.post('/volunteer/phone/code', { code });
  await volunteer.post('/volunteer/emergency', {
    name: 'Max Martin',
    phone: '0639985678',
    relation: 'frère',
  });
  await volunteer.post('/volunteer/certificates/new', {
    kind: String(idOf('pse1')),
    number: '30-2026-118',
    issued_on: '2026-01-10',
    file: new File([PDF], 'pse1.pdf', { type: 'application/pdf' }),
  });
  await volunteer.post('/volunteer/availability/exceptions', {
    first_day: '2026-12-21',
    last_day: '2027-01-03',
    kind: 'unavailable',
  });
  const { rows } = await app.database.pool.query(
    'SELECT volunteer_id, id FROM volunteers.certificate WHERE file_id IS NOT NULL',
  );
  const scope = { kind: 'department', code: '30' } as const;
  return {
    volunteer,
    volunteerId: rows[0].volunteer_id,
    certificateId: rows[0].id,
    officer: await app.as({
      displayName: 'Préfecture',
      grants: [{ role: 'crisis_officer', scope }],
    }),
    reviewer: await app.as({ displayName: 'Vérificatrice', grants: [{ role: 'reviewer', scope }] }),
    stillTherePath: await stillTherePath(app),
  };
}

async function listOfPeople(app: TestApp): Promise<void> {
  const names = ['Durand Zoé', 'Petit Ali', 'Moreau Ines', 'Roux Jo', 'Fabre Lou'];
  const communes = ['Nîmes', 'Alès', 'Uzès', 'Beaucaire', 'Sommières'];
  const lines = Array.from({ length: 60 }, (_, i) => {
    const [last, first] = (names[i % 5] as string).split(' ');
    return `${last};${first};p${i}@test.example;${communes[i % 5]};${1950 + i}-03-12;cooking|driving|clean_up;oui`;
  });
  const titles = 'nom;prénom;mail;commune;né le;compétences;accord crise';
  await importVolunteers(
    app.ctx,
    { kind: 'system', name: 'test' },
    async function* () {
      yield Buffer.from(`${titles}\n${lines.join('\n')}\n`);
    },
    { dryRun: false, contactsVerified: true },
  );
}

/** Asks those who were silent for a year, and reads the link in one of the e-mails. */
async function stillTherePath(app: TestApp): Promise<string> {
  await app.database.pool.query(
    "UPDATE volunteers.volunteer SET confirmed_at = confirmed_at - interval '1 year' WHERE source = 'import'",
  );
  await keepFresh(app.ctx);
  const [mail] = await messages(app.ctx, { recipient: 'p1@test.example' });
  return /\/volunteer\/still-there\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
}
