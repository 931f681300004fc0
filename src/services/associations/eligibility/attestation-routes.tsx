import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { notFoundPage } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { readDecision } from './actions.ts';
import { attest, attestationPdf, MOST_SEATS } from './attestation.ts';
import { attestationOf } from './attestation-kind.ts';
import { attestationTexts } from './messages/index.ts';

const form = z.object({
  seats: z
    .string('seats_wrong')
    .trim()
    .regex(/^\d{1,5}$/, 'seats_wrong')
    .transform(Number)
    .refine((seats) => seats >= 1 && seats <= MOST_SEATS, 'seats_wrong'),
});

/** The decision page again, with what was typed. */
export type ShowAgain = (c: Request, typed: string, error: string) => Promise<Response>;

export function attestationPages(site: Routes, again: ShowAgain): void {
  site.post('/eligibility/:decision/attestation', 'signed_in', async (c) => {
    const id = c.req.param('decision') ?? '';
    const { errors } = attestationTexts(c.get('lang'));
    const parsed = await parseForm(c, form);
    if (!parsed.ok) {
      const { seats } = parsed.raw;
      return again(c, typeof seats === 'string' ? seats.slice(0, 20) : '', errors.seats_wrong);
    }
    const { seats } = parsed.value;
    const done = await attest(c.get('ctx'), c.get('actor'), id, seats);
    if (done.ok) return c.redirect(`/eligibility/${id}#attestation`, 303);
    return done.error === 'not_found'
      ? notFoundPage(c)
      : again(c, String(seats), errors[done.error]);
  });

  site.get('/eligibility/:decision/attestation.pdf', 'signed_in', async (c) => {
    const ctx = c.get('ctx');
    const decision = await readDecision(ctx, c.get('actor'), c.req.param('decision') ?? '');
    const held = decision && (await attestationOf(ctx, decision));
    if (!held) return notFoundPage(c);
    c.header('Content-Type', 'application/pdf');
    c.header('Content-Disposition', 'attachment; filename="attestation.pdf"');
    c.header('Cache-Control', 'private, no-store');
    return c.body((await attestationPdf(ctx, c.get('lang'), held.issued)) as Buffer<ArrayBuffer>);
  });
}
