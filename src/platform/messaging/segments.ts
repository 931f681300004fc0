import { SegmentedMessage } from 'sms-segments-calculator';

export interface SegmentCount {
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** What the operator bills. */
  readonly segments: number;
  /** As people count them. */
  readonly characters: number;
  /** The characters that make the message UCS-2 (70 characters a segment rather than 160). */
  readonly offending: readonly string[];
}

/** "à é è ù ì ò" are GSM-7; one "ç", "ê" or typographic apostrophe makes the whole message UCS-2. */
export function countSegments(text: string): SegmentCount {
  const message = new SegmentedMessage(text);
  return {
    encoding: message.encodingName,
    segments: message.segmentsCount,
    characters: message.numberOfCharacters,
    offending: [...new Set(message.getNonGsmCharacters())],
  };
}
