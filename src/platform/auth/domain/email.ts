/** Trimmed, lower-cased, Unicode-composed; `undefined` when it cannot be an address. */
export function normaliseEmail(text: string): string | undefined {
  const email = text.trim().normalize('NFC').toLowerCase();
  if (
    email.length > 254 ||
    !/^[^\s@<>"(),;:\\[\]\p{Cc}]+@[^\s@<>"(),;:\\[\]\p{Cc}]+$/u.test(email)
  ) {
    return undefined;
  }
  const domain = email.slice(email.lastIndexOf('@') + 1);
  const labels = domain.split('.');
  if (labels.length < 2 || labels.some((l) => l === '' || l.startsWith('-') || l.endsWith('-'))) {
    return undefined;
  }
  return email;
}

/** `m***@exemple.fr`: enough to recognise one's own address, not to learn another's. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}***${email.slice(at)}`;
}
