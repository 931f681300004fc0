import { useFrame } from '../../http/frame.ts';
import { uiTexts } from '../messages.ts';
import { Wordmark } from '../wordmark/wordmark.tsx';

export function Footer() {
  const m = uiTexts(useFrame().lang).layout.footer;
  return (
    <footer class="rf-footer">
      <div class="rf-width">
        <div class="rf-footer__about">
          <Wordmark />
          <p>{m.sentence}</p>
        </div>
        <nav aria-label={m.label}>
          <ul>
            {m.links.map((link) => (
              <li key={link.href}>
                <a href={link.href}>{link.text}</a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </footer>
  );
}
