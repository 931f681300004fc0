import { useFrame } from '../../http/frame.ts';
import { Icon } from '../icon/icon.tsx';
import { uiTexts } from '../messages.ts';

/** Above everything: an active crisis, an exercise, demo data. */
export function Bands() {
  const { banner, exercise, demo, lang } = useFrame();
  const m = uiTexts(lang).layout;
  if (!banner && !exercise && !demo) return null;
  return (
    <section aria-label={m.bands}>
      {banner ? (
        <div class="rf-band rf-band--crisis">
          <div class="rf-width">
            <Icon name="warning" />
            <p>
              <a href={banner.href}>{banner.text}</a>
            </p>
          </div>
        </div>
      ) : null}
      {exercise ? (
        <div class="rf-band rf-band--exercise">
          <div class="rf-width">
            <strong>{m.exercise}</strong>
            <p>{m.exercise_text}</p>
          </div>
        </div>
      ) : null}
      {demo ? (
        <div class="rf-band rf-band--demo">
          <div class="rf-width">
            <p>{m.demo}</p>
            <a href="/demo/outbox">{m.demo_outbox}</a>
            <a href="/demo">{m.demo_accounts}</a>
          </div>
        </div>
      ) : null}
    </section>
  );
}
