interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

const EVERY_MS = 150;
/** A badge held still in front of the camera is read once. */
const SAME_MS = 4_000;

function detectorClass(): DetectorClass | undefined {
  return (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
}

export function canScan(): boolean {
  return detectorClass() !== undefined && navigator.mediaDevices !== undefined;
}

/** Reads codes in front of the camera until stopped; answers how to stop. */
export async function scan(
  video: HTMLVideoElement,
  found: (text: string) => void,
): Promise<() => void> {
  const Class = detectorClass() as DetectorClass;
  const detector = new Class({ formats: ['qr_code'] });
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment' },
  });
  video.srcObject = stream;
  await video.play();
  let last = { text: '', at: 0 };
  const timer = setInterval(async () => {
    for (const { rawValue: text } of await detector.detect(video).catch(() => [])) {
      if (text === last.text && Date.now() - last.at < SAME_MS) continue;
      last = { text, at: Date.now() };
      found(text);
    }
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}
