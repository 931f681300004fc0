import type { Lang } from '#platform/i18n/index.ts';
import { DEFAULT_TIME_ZONE } from '#platform/kernel/dates.ts';
import { impossible, type Refused } from '#platform/kernel/result.ts';
import { writtenTime } from '#platform/ui/time/written-time.ts';
import { authTexts } from './messages/index.ts';
import type { OpenidRefusal } from './openid.ts';
import type { CodeRefusal } from './sign-in.ts';

export type SignInRefusal =
  | CodeRefusal
  | OpenidRefusal
  | 'provider_unreachable'
  | 'too_many_codes'
  | 'passkey_refused';

/** What to tell somebody whose sign-in was refused. */
export function refusalText(lang: Lang, refused: Refused<SignInRefusal>): string {
  const m = authTexts(lang).errors;
  const { error, detail = {} } = refused;
  switch (error) {
    case 'code_wrong':
      return m.code_wrong(Number(detail.left));
    case 'code_locked':
      return m.code_locked(timeText(lang, detail.retryAt));
    case 'too_many_codes':
      return m.too_many_codes(timeText(lang, detail.retryAt));
    case 'code_expired':
    case 'account_disabled':
    case 'identity_taken':
    case 'email_taken':
    case 'provider_failed':
    case 'provider_refused':
    case 'provider_unreachable':
    case 'passkey_refused':
      return m[error];
    default:
      return impossible(error);
  }
}

function timeText(lang: Lang, at: string | number | undefined): string {
  return writtenTime(lang, new Date(at ?? 0), DEFAULT_TIME_ZONE, 'datetime');
}
