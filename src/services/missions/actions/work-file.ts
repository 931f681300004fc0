/** What may be handed in, or sent with a message. */
export const WORK_FILE = {
  accept: [
    'application/pdf',
    'image/jpeg',
    'image/png',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.oasis.opendocument.text',
  ],
  maxBytes: 10 * 1024 * 1024,
} as const;
