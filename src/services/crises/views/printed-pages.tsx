import { useFrame } from '#platform/http/frame.ts';
import { uiTexts } from '#platform/ui/messages.ts';

/** On each sheet of paper: what it is about, whether it is an exercise, and its number. */
export function PrintedPages({ title }: { readonly title: string }) {
  const { lang, exercise, nonce } = useFrame();
  const head = exercise ? `${uiTexts(lang).layout.exercise} · ${title}` : title;
  const css = `@page{@top-left{content:${quoted(head)};font:bold 9pt sans-serif}@bottom-right{content:counter(page) " / " counter(pages);font:9pt sans-serif}}`;
  return <style nonce={nonce} dangerouslySetInnerHTML={{ __html: css }} />;
}

/** A string of CSS, whatever it holds: all but letters, digits and spaces are written by their number. */
function quoted(text: string): string {
  const safe = text.replace(
    /[^\p{L}\p{N} ]/gu,
    (char) => `\\${(char.codePointAt(0) as number).toString(16)} `,
  );
  return `"${safe}"`;
}
